"""A panel: a question, one sentence, the picture, and all that stands behind it."""

from typing import Any, NamedTuple

from dash import html

from dashboard.language import Language
from layouts import ids
from layouts.markup import Markup
from layouts.snippets import Snippet, snippet_box, snippet_words
from layouts.tables import scrolling


class Panel(NamedTuple):
    """What a panel holds; empty parts are left out.

    `picture` is shown at once, `twin` is the table behind it, `about` is what a
    reader must know before using the figures, `snippet` puts it into another site.
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


def both_widths(wide: Markup, narrow: Markup) -> html.Div:
    """One picture drawn twice: small screens get their own, never a shrunken one."""
    return html.Div([wide, narrow], className="picture")


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
    acts = []
    if panel.twin is not None:
        label = language.gettext("{heading} As a table").format(heading=panel.heading)
        words = (language.gettext("Show as table"), language.gettext("Hide table"))
        box = scrolling(panel.twin, label=label, key=panel.name, css_class="twin")
        acts.append(disclosure(f"twin-{panel.name}", words, box))
    if panel.about is not None:
        words = (language.gettext("About the figures"), language.gettext("Close"))
        acts.append(disclosure(f"about-{panel.name}", words, panel.about))
    if panel.download:
        acts.append(
            html.A(
                [
                    language.gettext("Download"),
                    html.Span(f" {panel.heading} (CSV)", className="vh"),
                ],
                href=panel.download,
                download=True,
            )
        )
    if panel.snippet is not None:
        box = snippet_box(panel.snippet, language, key=panel.name)
        acts.append(disclosure(f"embed-{panel.name}", snippet_words(language), box))
    if panel.figure:
        acts.append(_explore_button(panel, language))
    return acts


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
