"""Board pack: the views somebody chose, in their order, and what to take them as."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from functools import partial
from typing import Any
from urllib.parse import urlencode

from dashboard.language import Language, read_language
from dashboard.measures import Catalogue
from dashboard.meeting.model import Meeting
from dashboard.view_state import ViewState
from layouts import html
from layouts.fields import form_select
from layouts.frame import ONE_MEASURE, Content, Frame
from layouts.markup import Markup, element, hidden_input
from layouts.packing import LONGEST_TITLE, MOST_ITEMS, Entry, PackAsked
from layouts.pages.offers import OFFERS
from layouts.panel_names import measure_options, view_options
from layouts.states import notice

PATH = "/pack"
FILES, MAKING, PROGRESS = "/download/pack", "/pack/making", "/pack/progress"
#: What a pack can be had as.
KINDS = ("html", "pptx", "pdf")

NOTHING = PackAsked((), "", "en")

_choice = partial(form_select, form="pack")


@dataclass(frozen=True)
class PackFrame(Frame):
    """The surroundings of a page about a pack, whose links keep the pack."""

    pack: PackAsked = NOTHING

    def link(self, state: ViewState | None = None, *, path: str = "") -> str:
        """As on other pages; of this page, with the views that were chosen."""
        if path and path != self.path:
            return super().link(state, path=path)
        language = (state or self.state).lang
        return pack_link(self.pack._replace(language=language), path=self.path)


def pack_link(asked: PackAsked, *, path: str = PATH, **more: str) -> str:
    """The address of a pack, or of something made of it."""
    query = pack_query(asked, **more)
    return f"{path}?{query}" if query else path


def pack_query(asked: PackAsked, **more: str) -> str:
    """A pack as a query: a view an item, then its title and language."""
    pairs = [("item", item) for item in asked.items]
    pairs += [("title", asked.title)] * bool(asked.title)
    pairs += [("lang", asked.language)] * (asked.language != "en")
    return urlencode([*pairs, *more.items()], safe="/:,")


def name(language: Language) -> str:
    """What the page is called."""
    return language.gettext("Board pack")


def pack_frame(frame: Frame, asked: PackAsked, *, path: str = PATH) -> PackFrame:
    """The surroundings of the page: no area is chosen here."""
    known = {
        each.name: getattr(frame, each.name) for each in fields(Frame) if each.init
    }
    state = replace(frame.defaults, lang=asked.language)
    known |= {
        "areas": {},
        "path": path,
        "state": state,
        "language": read_language(asked.language),
    }
    return PackFrame(**known, pack=asked)


def pack_content(
    entries: Sequence[tuple[str, Entry | None]],
    frame: PackFrame,
    catalogue: Catalogue,
    agendas: Sequence[tuple[str, str]] = (),
) -> Content:
    """The chosen views, what they can be taken as, and how to choose more.

    `agendas` are addresses of packs and the meetings they are for.
    """
    language = frame.language
    found = [entry for _, entry in entries if entry is not None]
    lead = language.gettext(
        "Choose views, put them in order, and take them to the meeting as one "
        "document. The address of this page holds your choice: keep it or send it."
    )
    main: list[Any] = [
        html.Div(
            [html.H1(name(language)), html.P(lead, className="lead")], className="head"
        ),
        *_missed(entries, language),
        _chosen(found, frame),
    ]
    if found:
        main.append(_files(frame))
    main += [_adding(frame, catalogue), _agendas(agendas, language)]
    return Content(
        title=name(language),
        description=lead,
        main=[part for part in main if part is not None],
    )


def _missed(
    entries: Sequence[tuple[str, Entry | None]], language: Language
) -> list[Any]:
    said = language.gettext("This is not the address of a view here: {address}")
    return [
        notice(html.P(said.format(address=address[:120])))
        for address, entry in entries
        if entry is None
    ]


def _chosen(found: Sequence[Entry], frame: PackFrame) -> html.Section:
    language = frame.language
    heading = html.H2(language.gettext("In this pack"), id="pack-chosen")
    if not found:
        words = language.gettext(
            "Nothing yet. Add a view below, or open a meeting’s agenda as a pack."
        )
        inside: Any = html.Div(html.P(words), className="blank")
    else:
        inside = html.Ol(
            [_line(place, entry, frame) for place, entry in enumerate(found)],
            className="pack-list",
        )
    return html.Section(
        [heading, inside],
        className="panel c12",
        **{"aria-labelledby": "pack-chosen"},
    )


def _line(place: int, entry: Entry, frame: PackFrame) -> html.Li:
    language, items = frame.language, list(frame.pack.items)
    embedded = entry.embedded
    at = items.index(entry.address)
    acts = []
    if place:
        moved = items[:]
        moved[at - 1], moved[at] = moved[at], moved[at - 1]
        acts.append((language.gettext("Move up"), moved))
    acts.append((language.gettext("Remove"), items[:at] + items[at + 1 :]))
    return html.Li(
        [
            html.P(embedded.crumb, className="crumb"),
            html.H3(html.A(embedded.panel.heading, href=embedded.page_link)),
            html.P(embedded.title),
            html.P(
                [
                    html.A(
                        [
                            words,
                            html.Span(f": {embedded.panel.heading}", className="vh"),
                        ],
                        href=pack_link(frame.pack._replace(items=tuple(order))),
                    )
                    for words, order in acts
                ],
                className="acts",
            ),
        ]
    )


def _files(frame: PackFrame) -> html.Section:
    language = frame.language
    kinds = (
        (
            "pptx",
            language.gettext("Slides (PPTX)"),
            language.gettext("with charts that can be edited, and notes"),
        ),
        (
            "pdf",
            language.gettext("Paper (PDF)"),
            language.gettext("tagged, so that it can be read aloud"),
        ),
        (
            "html",
            language.gettext("One page (HTML)"),
            language.gettext("to read on any screen, send or print"),
        ),
    )
    return html.Section(
        [
            html.H2(language.gettext("Take it away"), id="pack-files"),
            html.Ul(
                [
                    html.Li(
                        [
                            html.A(
                                words,
                                href=pack_link(frame.pack, path=f"{FILES}.{kind}"),
                                className="btn",
                            ),
                            f" {told}",
                        ]
                    )
                    for kind, words, told in kinds
                ],
                className="downloads",
            ),
        ],
        className="panel c12",
        **{"aria-labelledby": "pack-files"},
    )


def _adding(frame: PackFrame, catalogue: Catalogue) -> html.Section:
    """A form that adds a view by its kind and measure, or by its link."""
    language, asked = frame.language, frame.pack
    if len(asked.items) >= MOST_ITEMS:
        full = language.gettext("A pack holds {count} views at most.")
        return html.Section(
            html.P(full.format(count=MOST_ITEMS)), className="panel c12"
        )
    kept = [hidden_input("item", item) for item in asked.items]
    kept += [hidden_input("lang", asked.language)] * (asked.language != "en")
    return html.Section(
        [
            html.H2(language.gettext("Add a view"), id="pack-add"),
            html.Form(
                [
                    *kept,
                    _choice(
                        language.gettext("View"),
                        "view",
                        [
                            html.Option(language.gettext("Choose"), value=""),
                            *view_options(language),
                        ],
                    ),
                    _choice(
                        language.gettext("Measure"),
                        "of",
                        measure_options(
                            catalogue, language, chosen=frame.defaults.measure
                        ),
                    ),
                    _text(
                        language.gettext("Or the link of a view on this site"),
                        "link",
                        "",
                    ),
                    _text(language.gettext("Title of the pack"), "title", asked.title),
                    html.Button(
                        language.gettext("Add and show"), type="submit", className="btn"
                    ),
                ],
                method="get",
                action=PATH,
                className="stacked",
            ),
        ],
        className="panel c12",
        **{"aria-labelledby": "pack-add"},
    )


def _text(label: str, parameter: str, value: str) -> html.Label:
    key = f"pack-{parameter}"
    box = element(
        "input", type="text", name=parameter, id=key, value=value,
        maxlength=str(LONGEST_TITLE if parameter == "title" else 4000),
    )  # fmt: skip
    return html.Label(
        [html.Span(label), Markup(box)], className="field wide-field", htmlFor=key
    )


def _agendas(
    agendas: Sequence[tuple[str, str]], language: Language
) -> html.Section | None:
    if not agendas:
        return None
    return html.Section(
        [
            html.H2(language.gettext("From an agenda"), id="pack-agendas"),
            html.Ul([html.Li(html.A(words, href=href)) for href, words in agendas]),
        ],
        className="panel c12",
        **{"aria-labelledby": "pack-agendas"},
    )


def meeting_pack(meeting: Meeting) -> str:
    """The address of the pack that holds what a meeting looks at, as of its day."""
    items = []
    for item in meeting.items:
        path, hash_, panel = item.address.partition("#")
        if meeting.as_of and "as_of=" not in path:
            path += f"{'&' if '?' in path else '?'}as_of={meeting.as_of}"
        items.append(f"{path}{hash_}{panel}")
    asked = PackAsked(tuple(items), meeting.title, meeting.lang)
    return pack_link(asked)


def added_item(view: str, of: str, link: str) -> str:
    """The address that the form asks to add; empty where it asks for none."""
    if link:
        return link
    page, _, panel = view.partition("/")
    offer = OFFERS.get(page)
    if offer is None or panel not in offer.panels:
        return ""
    if offer.path == ONE_MEASURE:
        return f"{ONE_MEASURE}{of}#panel-{panel}"
    query = urlencode({"measure": of}) if page == "compare" and of else ""
    path = f"{offer.path}?{query}" if query else offer.path
    return f"{path}#panel-{panel}"


def making_content(
    asked: PackAsked, kind: str, frame: Frame, *, done: int, of: int, failed: str = ""
) -> Content:
    """How far the document is; without script the page asks again by itself."""
    language = frame.language
    title = language.gettext("Your board pack is being made")
    file = pack_link(asked, path=f"{FILES}.{kind}")
    if failed:
        title = language.gettext("The board pack could not be made")
        words = language.gettext("If you ask us about it, quote this reference:")
        inside: list[Any] = [
            html.P([f"{words} ", html.Code(failed)]),
            html.P(html.A(language.gettext("Try again"), href=file)),
        ]
    else:
        told = language.gettext("{done} of {count} views are ready.")
        inside = [
            Markup(
                element(
                    "progress",
                    max=str(max(of, 1)),
                    value=str(done),
                    aria_labelledby="making-heading",
                    id="making-bar",
                )
            ),
            html.P(
                told.format(done=done, count=of),
                id="making-told",
                role="status",
                **{"data-told": told},
            ),
            html.P(
                html.A(
                    language.gettext("Ask for it now"),
                    href=file,
                    id="making-file",
                    **{
                        "data-take": language.gettext("Take the board pack"),
                        "data-ready": language.gettext("The board pack is ready."),
                    },
                )
            ),
        ]
    inside.append(
        html.P(
            html.A(
                language.gettext("Back to the choice of views"), href=pack_link(asked)
            )
        )
    )
    return Content(
        title=title,
        description=title,
        main=[
            html.Div(
                [html.H1(title, id="making-heading"), *inside],
                className="head making",
                **{"data-progress": pack_link(asked, path=PROGRESS, kind=kind)},
            )
        ],
    )
