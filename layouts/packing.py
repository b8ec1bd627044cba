"""From addresses of views to a board pack: what each shows, in words and figures."""

from typing import NamedTuple

from dashboard.areas import identities
from dashboard.figures.theme import Figure
from dashboard.language import Language, read_language
from dashboard.pack.model import Pack, PackItem, Words
from dashboard.pack.native import NativeChart, native_chart, scatter_chart
from dashboard.view_state import LANGUAGES, Note
from dashboard.views import Views
from layouts.embed import Embedded, fresh_line, said, warning_line
from layouts.frame import Asked, Site
from layouts.grids import panel_grids
from layouts.pages.offers import Pointed, find_pointed
from layouts.snippets import absolute

#: Views a pack may hold; a meeting has no more, and a link has its length.
MOST_ITEMS = 20
LONGEST_TITLE = 120


class PackAsked(NamedTuple):
    """A pack as it is asked for: addresses of views, a title, a language."""

    items: tuple[str, ...]
    title: str
    language: str


class Entry(NamedTuple):
    """One view that was found: where it is asked for, and what it shows."""

    address: str
    pointed: Pointed
    embedded: Embedded


def pack_asked(pairs: list[tuple[str, str]]) -> PackAsked:
    """What the pairs of a query ask for; what they cannot be asked is passed over."""
    given = dict(pairs)
    title = "".join(c for c in given.get("title", "") if c.isprintable()).strip()
    language = given.get("lang", "en")
    return PackAsked(
        items=tuple(dict.fromkeys(v for n, v in pairs if n == "item"))[:MOST_ITEMS],
        title=title[:LONGEST_TITLE],
        language=language if language in LANGUAGES else "en",
    )


def in_language(query: str, language: str) -> str:
    """The query of a view in the language of the pack it stands in."""
    kept = [part for part in query.split("&") if part and not part.startswith("lang=")]
    return "&".join([*kept, *[f"lang={language}"] * (language != "en")])


def find_entry(
    address: str, language: str, views: Views, site: Site, *, asked: Asked
) -> Entry | None:
    """The view at an address; None where there is none."""
    pointed = find_pointed(address)
    if pointed is None:
        return None
    query = in_language(pointed.query, language)
    pointed = pointed._replace(query=query)
    embedded = pointed.offer.draw(
        pointed.panel, views, asked._replace(query=query), site
    )
    return Entry(address, pointed, embedded)


def pack_item(entry: Entry, views: Views, *, asked: Asked) -> PackItem:
    """One view as every kind of document needs it."""
    pointed, embedded = entry.pointed, entry.embedded
    frame, panel = embedded.frame, embedded.panel
    drawings = embedded.drawings()
    figure = drawings[0].figure if drawings else None
    return PackItem(
        crumb=embedded.crumb,
        title=embedded.title,
        heading=panel.heading,
        sentence=panel.sentence,
        caveat=embedded.caveat,
        source=said(panel.source),
        fresh=fresh_line(frame),
        address=absolute(frame.site.settings, embedded.page_link),
        note="",
        drawings=drawings,
        chart=_chart(pointed, embedded, views, asked, figure),
        grids=panel_grids(panel),
    )


def _chart(
    pointed: Pointed,
    embedded: Embedded,
    views: Views,
    asked: Asked,
    figure: Figure | None,
) -> NativeChart | None:
    """The panel as a chart of the slide program; None where it is none by nature."""
    if figure is None or not figure["data"]:
        return None
    state, language = embedded.frame.state, embedded.frame.language
    if pointed.panel == "funnel":
        return scatter_chart(figure, views.catalogue[state.measure], language)
    given = asked._replace(query=pointed.query)
    extract = pointed.offer.extract(pointed.panel, views, given, language)
    who = identities(state.area, state.pinned)
    return native_chart(extract, views.catalogue, who, language)


def make_pack(
    asked: PackAsked, entries: list[tuple[Entry, PackItem]], site: Site
) -> Pack:
    """The whole from its parts."""
    language = read_language(asked.language)
    frames = [entry.embedded.frame for entry, _ in entries]
    first = frames[0] if frames else None
    return Pack(
        title=asked.title or language.gettext("Board pack"),
        whose=site.settings.partnership_name,
        fresh=fresh_line(first) if first else "",
        warning=warning_line(first) if first else "",
        language=language.code,
        as_of=first.updated_on if first else None,
        words=pack_words(language),
        items=tuple(item for _, item in entries),
    )


def pack_words(language: Language) -> Words:
    """The few words of a pack's own."""
    return Words(
        contents=language.gettext("In this pack"),
        table=language.gettext("{heading} – as a table"),
        in_notes=language.gettext("In full in the notes."),
        on_the_web=language.gettext("On the web"),
        caveat=language.gettext("What it cannot tell you"),
        more_rows=language.gettext("{count} more rows are on the web."),
    )


def notes_of(entries: list[Entry]) -> tuple[Note, ...]:
    """What in the views' links could not be followed, once each."""
    return tuple(dict.fromkeys(note for e in entries for note in e.embedded.notes))
