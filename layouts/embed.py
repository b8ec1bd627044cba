"""One panel by itself, for a frame in another site: whole without script or cookie."""

from collections.abc import Callable
from html import escape
from typing import Any, NamedTuple

from dashboard.figures.poster import Drawing, Poster, poster_svg
from dashboard.language import Language
from dashboard.view_state import Note
from layouts import html
from layouts.as_known import known_then
from layouts.cards import Panel, disclosure
from layouts.frame import Frame, Parts
from layouts.markup import Markup, to_html
from layouts.shell import LOGO, PRODUCT
from layouts.states import failure, view_notes
from layouts.tables import scrolling


class Embedded(NamedTuple):
    """One panel with what must stand beside it when its page does not.

    `title` is what the page found, `crumb` of what and when, `caveat` what a reader
    must not conclude. The frame is that of the panel's own page, so every link leads
    there. `drawings` makes the panel's charts; none where it is no picture.
    """

    frame: Frame
    panel: Panel
    title: str
    crumb: str
    caveat: str
    notes: tuple[Note, ...]
    drawings: Callable[[], tuple[Drawing, ...]] = tuple

    @property
    def page_link(self) -> str:
        """The panel on its own page, with the same choices."""
        return f"{self.frame.link()}#panel-{self.panel.name}"


def embed_document(embedded: Embedded) -> str:
    """The panel as a whole document of its own."""
    frame, panel = embedded.frame, embedded.panel
    language = frame.language
    content = [
        _demonstration(frame),
        *view_notes(embedded.notes, language),
        *known_then(frame),
        html.P(embedded.crumb, className="crumb"),
        html.H1(embedded.title),
        html.H2(panel.heading),
        html.P(panel.sentence, className="say") if panel.sentence else None,
        panel.picture,
        _twin(panel, language),
        html.P(embedded.caveat, className="caveat") if embedded.caveat else None,
        _about(panel, language),
    ]
    return _document(
        content,
        foot=_foot(embedded),
        title=f"{panel.heading} {embedded.title} - {PRODUCT}",
        parts=frame.site.parts,
        language=language,
        canonical=frame.site.settings.base_url + embedded.page_link,
    )


def embed_picture(embedded: Embedded) -> str | None:
    """The panel as one SVG with its words inside; None where it is no picture."""
    frame, panel = embedded.frame, embedded.panel
    drawings = embedded.drawings()
    if not drawings:
        return None
    return poster_svg(
        Poster(
            warning=warning_line(frame),
            crumb=embedded.crumb,
            title=embedded.title,
            heading=panel.heading,
            sentence=panel.sentence,
            drawings=drawings,
            caveat=embedded.caveat,
            source=f"{said(panel.source)} {fresh_line(frame)}",
            signature=" · ".join((PRODUCT, frame.site.settings.partnership_name)),
        )
    )


def missing_document(parts: Parts, language: Language) -> str:
    """There is no such panel; said in the frame, where a reader is looking."""
    title = language.gettext("There is no panel at this address")
    words = language.gettext(
        "The page that shows this frame asks for a panel that is not here. The rest "
        "of the figures are where they were."
    )
    return _problem(title, [html.P(words)], parts, language)


def failed_document(parts: Parts, language: Language, *, reference: str) -> str:
    """The panel cannot be drawn just now; the reference finds out why."""
    title = language.gettext("This panel could not be drawn")
    return _problem(title, failure(language, reference=reference), parts, language)


def _problem(title: str, content: list[Any], parts: Parts, language: Language) -> str:
    home = html.A(
        language.gettext("Go to the overview"), href=f"/?lang={language.code}"
    )
    return _document(
        [html.H1(title), *content],
        foot=[html.P(_brand()), html.P(home)],
        title=f"{title} - {PRODUCT}",
        parts=parts,
        language=language,
    )


def _document(
    content: list[Any],
    *,
    foot: list[Any],
    title: str,
    parts: Parts,
    language: Language,
    canonical: str = "",
) -> str:
    body = to_html([html.Main(content), html.Footer(foot)])
    link = f'<link rel="canonical" href="{escape(canonical)}">' if canonical else ""
    # A link followed inside the frame would show a page that may not be framed.
    return (
        f'<!doctype html><html lang="{language.code}" dir="ltr"><head>'
        '<meta charset="utf-8"><base target="_blank">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title, quote=False)}</title>"
        f'<meta name="robots" content="noindex">{link}'
        f'<link rel="stylesheet" href="{parts.embed_stylesheet}">'
        f'<script src="{parts.embed_script}" defer></script>'
        f'</head><body class="embed">{body}</body></html>'
    )


def warning_line(frame: Frame) -> str:
    """What must be said of invented figures wherever they go; else empty."""
    if not frame.is_demonstration:
        return ""
    return frame.language.gettext("Demonstration figures, not real")


def _demonstration(frame: Frame) -> html.Div | None:
    warning = warning_line(frame)
    if not warning:
        return None
    return html.Div(html.P(html.B(warning)), className="notice attention")


def said(content: Any) -> str:
    """The words alone; an offer to follow a link is nothing in a picture."""
    if isinstance(content, list):
        parts = [said(each) for each in content]
        # What stood between links and words is nothing without the links.
        return " ".join(part for part in parts if any(c.isalnum() for c in part))
    return content.strip() if isinstance(content, str) else ""


def _twin(panel: Panel, language: Language) -> Any:
    if panel.twin is None:
        return None
    label = language.gettext("{heading} As a table").format(heading=panel.heading)
    words = (language.gettext("Show as table"), language.gettext("Hide table"))
    box = scrolling(panel.twin, label=label, key=panel.name, css_class="twin")
    return disclosure(f"twin-{panel.name}", words, box)


def _about(panel: Panel, language: Language) -> Any:
    if panel.about is None:
        return None
    words = (language.gettext("About the figures"), language.gettext("Close"))
    return disclosure(f"about-{panel.name}", words, panel.about)


def _foot(embedded: Embedded) -> list[Any]:
    frame = embedded.frame
    language = frame.language
    page = html.A(
        language.gettext("See this on its own page, with more"),
        href=embedded.page_link,
    )
    return [
        html.P(embedded.panel.source, className="source"),
        html.P(fresh_line(frame)),
        html.P([_brand(), frame.site.settings.partnership_name], className="whose"),
        html.P([page, " ", html.Span(language.gettext("(opens a new tab)"))]),
    ]


def fresh_line(frame: Frame) -> str:
    """The day of the newest figures there are."""
    if frame.updated_on is None:
        return frame.language.gettext("No figures are loaded.")
    day = frame.language.day(frame.updated_on)
    return frame.language.gettext("Figures as of {day}.").format(day=day)


def _brand() -> html.Span:
    return html.Span([Markup(LOGO), html.B(PRODUCT)], className="brand")
