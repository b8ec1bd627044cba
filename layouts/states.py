"""What a panel shows when it has no figure, or not a final one."""

from collections.abc import Iterable
from typing import Any

from dashboard.language import Language
from dashboard.summaries import note_text
from dashboard.view_state import Note
from layouts import html, ids
from layouts.markup import Markup, element, to_html


def loading(said: str) -> html.Div:
    """Still grey lines that hold the height; nothing moves."""
    return html.Div(
        [
            html.Div([html.I(), html.I(), html.I(), html.I()], className="skeleton"),
            html.P(said, className="tiny muted"),
        ],
        className="loading",
    )


def loading_template(language: Language) -> Markup:
    """What a script puts in a picture's place while the chart library comes."""
    drawn = to_html(loading(language.gettext("Loading the chart")))
    return Markup(element("template", drawn, id="loading"))


def nothing_loaded(publication: str, language: Language) -> html.Div:
    """What is missing and the command that loads it."""
    return html.Div(
        [
            html.P(language.gettext("No figures are loaded for this measure.")),
            html.P(
                [
                    language.gettext("To see this panel, load the publication:"),
                    " ",
                    html.Code(f"python -m data load {publication} PATH"),
                ]
            ),
        ],
        className="blank",
    )


def not_collected(what: str, language: Language) -> html.Div:
    """The publisher does not collect it, and never did."""
    message = language.gettext("Not collected: {what}").format(what=what)
    return html.Div([html.P(message), html.P("[x]")], className="blank centred")


def not_drawn(reason: str) -> html.Div:
    """Why this picture cannot be drawn for this measure."""
    return html.Div(html.P(reason), className="blank")


def all_suppressed(language: Language) -> html.Div:
    """Every figure is hidden; zero would be something else."""
    return html.Div(
        [
            html.P(language.gettext("Too few to publish, in every area.")),
            html.P("[c]"),
            html.P(
                language.gettext(
                    "Between 1 and 5, or needed to protect such a number. Not zero."
                ),
                className="tiny",
            ),
        ],
        className="blank centred",
    )


def notice(content: Any, *, css_class: str = "") -> html.Div:
    """Words set apart that a reader should see first."""
    return html.Div(content, className=f"notice {css_class}".strip())


def failure(language: Language, *, reference: str) -> list[Any]:
    """What went wrong, what to do, and what to quote when asking about it."""
    said = language.gettext(
        "Something went wrong on our side, and it has been noted. The rest of the "
        "site still works."
    )
    quoted = language.gettext("If you ask us about it, quote this reference:")
    return [html.P(said), html.P([f"{quoted} ", html.Code(reference)])]


def broken_panel(panel: str, language: Language, *, reference: str) -> list[Any]:
    """The inside of a panel that could not be drawn; the page around it stands."""
    heading = language.gettext("This panel could not be drawn")
    return [
        html.H2(heading, id=ids.panel_heading(panel)),
        html.Div(failure(language, reference=reference), className="blank"),
    ]


def failure_template(language: Language) -> Markup:
    """The notice shown by script when no answer comes; it fills the reference."""
    words = language.gettext(
        "The new figures could not be fetched. What you see below is the view before."
    )
    again = language.gettext("Try again")
    quoted = language.gettext("Reference:")
    body = (
        f'<div class="notice attention"><p><strong>{words}</strong></p>'
        f"<p data-reference-line>{quoted} <code data-reference></code></p>"
        f'<button type="button" class="btn" data-again>{again}</button></div>'
    )
    return Markup(element("template", body, id="failure"))


def view_notes(notes: Iterable[Note], language: Language) -> list[html.Div]:
    """What in a link could not be followed."""
    return [notice(html.P(note_text(note, language))) for note in notes]


def notes_region(content: list[Any]) -> html.Div:
    """The region for notes about the link, empty when all of it was followed."""
    return html.Div(content, id=ids.NOTES, **{"data-region": ""})
