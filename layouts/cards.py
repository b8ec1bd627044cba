"""A panel: a question, one sentence, the picture, and all that stands behind it."""

from typing import Any, NamedTuple

from dashboard.language import Language
from dashboard.meeting.model import EMBED, NEW, Item, Meeting
from layouts import html, ids
from layouts.markup import Markup
from layouts.snippets import Snippet, snippet_box, snippet_words
from layouts.tables import scrolling


class Panel(NamedTuple):
    """What a panel holds; empty parts are left out.

    `picture` is shown at once, `twin` is the table behind it, `about` is what a
    reader must know before using the figures, `snippet` puts it into another site.
    `download` is the address of its CSV; one that is `pictured` is a picture as well.
    `data` is where programs find the figures behind it.
    """

    name: str
    heading: str
    sentence: str
    picture: Any
    source: Any
    twin: Any = None
    about: Any = None
    download: str = ""
    figure: str = ""
    snippet: Snippet | None = None
    pictured: bool = False
    data: str = ""


def panel_inside(panel: Panel, language: Language) -> list[Any]:
    """The inside of a panel's section: what is drawn anew when the view changes."""
    return [
        html.H2(panel.heading, id=ids.panel_heading(panel.name)),
        html.P(panel.sentence, className="say") if panel.sentence else None,
        panel.picture,
        html.Div(
            [
                html.P(panel.source, className="source"),
                html.Div(_acts(panel, language), className="acts"),
            ],
            className="foot",
        ),
    ]


def panel_section(name: str, inside: list[Any], *, css_class: str) -> html.Section:
    """The section of a panel, one region of the page, named by its heading."""
    return html.Section(
        inside,
        id=ids.panel(name),
        className=f"panel {css_class}",
        **{"aria-labelledby": ids.panel_heading(name), "data-region": ""},
    )


def both_widths(wide: Markup, narrow: Markup, *, kind: str = "") -> html.Div:
    """One picture drawn twice: small screens get their own, never a shrunken one."""
    return html.Div([wide, narrow], className=f"picture {kind}".rstrip())


def disclosure(
    key: str, words: tuple[str, str], content: Any, *, css_class: str = ""
) -> html.Details:
    """Something one press away; `words` are the invitation and what ends it."""
    shown, hidden = words
    return html.Details(
        [
            html.Summary(
                [
                    html.Span(shown, className="when-closed"),
                    html.Span(hidden, className="when-open"),
                ]
            ),
            content,
        ],
        className=css_class or None,
        **{"data-key": key},
    )


def _acts(panel: Panel, language: Language) -> list[Any]:
    acts: list[Any] = []
    if panel.twin is not None:
        label = language.gettext("{heading} As a table").format(heading=panel.heading)
        words = (language.gettext("Show as table"), language.gettext("Hide table"))
        box = scrolling(panel.twin, label=label, key=panel.name, css_class="twin")
        acts.append(disclosure(f"twin-{panel.name}", words, box))
    if panel.about is not None:
        words = (language.gettext("About the figures"), language.gettext("Close"))
        acts.append(disclosure(f"about-{panel.name}", words, panel.about))
    if panel.download:
        words = (language.gettext("Download"), language.gettext("Close"))
        files = download_box(panel, language)
        acts.append(disclosure(f"download-{panel.name}", words, files))
    if panel.download:
        acts.append(_meeting_link(panel, language))
    elif panel.data:
        acts.append(html.A(data_words(panel, language), href=panel.data))
    if panel.snippet is not None:
        box = snippet_box(panel.snippet, language, key=panel.name)
        acts.append(disclosure(f"embed-{panel.name}", snippet_words(language), box))
    if panel.figure:
        acts.append(_explore_button(panel, language))
    return acts


def download_box(panel: Panel, language: Language) -> html.Ul:
    """Each file the panel can be had as, and what it is good for."""
    kinds = [
        ("csv", "CSV", language.gettext("the figures alone")),
        ("xlsx", "XLSX", language.gettext("a spreadsheet with notes")),
        ("ods", "ODS", language.gettext("the same in the open format")),
        ("zip", "ZIP", language.gettext("CSV with its notes, for people and programs")),
    ]
    if panel.pictured:
        kinds += [
            ("png", "PNG", language.gettext("a picture for slides and newsletters")),
            ("svg", "SVG", language.gettext("a picture that can be enlarged")),
        ]
    return html.Ul(
        [
            html.Li(
                [
                    html.A(
                        [kind, html.Span(f" {panel.heading}", className="vh")],
                        href=panel.download.replace(".csv", f".{ending}", 1),
                        download=True,
                    ),
                    f" {words}",
                ]
            )
            for ending, kind, words in kinds
        ]
        + ([_data_item(panel, language)] if panel.data else []),
        className="downloads small",
    )


def _meeting_link(panel: Panel, language: Language) -> html.A:
    """Adds the panel, with the view it shows, to an agenda kept in a link."""
    address = panel.download.replace("/download/", EMBED, 1).replace(".csv", "", 1)
    new = Meeting(NEW, "", (Item(address),), lang=language.code)
    return html.A(
        [
            language.gettext("Add to a meeting"),
            html.Span(f" ({panel.heading})", className="vh"),
        ],
        href=new.link(is_edited=True),
        **{"data-add-view": ""},
    )


def data_words(panel: Panel, language: Language) -> list[Any]:
    """What the link to the figures for programs says, and of which panel."""
    named = html.Span(f" {panel.heading}", className="vh")
    return [language.gettext("Data behind this view"), named]


def _data_item(panel: Panel, language: Language) -> html.Li:
    said = language.gettext("as JSON, for programs")
    return html.Li([html.A(data_words(panel, language), href=panel.data), f" {said}"])


def _explore_button(panel: Panel, language: Language) -> html.Button:
    start = language.gettext("Explore")
    return html.Button(
        start,
        type="button",
        className="with-script",
        **{
            "data-explore": panel.figure,
            "data-start": start,
            "data-back": language.gettext("Back to the picture"),
            "data-failed": language.gettext("Could not be loaded; try again"),
            "data-key": f"explore-{panel.name}",
        },
    )
