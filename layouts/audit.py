"""Who saw and took what, for those who look after the figures."""

from collections.abc import Sequence
from typing import Any, Protocol

from dashboard.language import Language
from layouts import html
from layouts.frame import Content
from layouts.tables import Cell, Column, Row, scrolling, table

PATH = "/audit"
#: As many lines as can be looked through; the file has all of them.
MOST_SHOWN = 200


class Line(Protocol):
    """One thing somebody did."""

    @property
    def at(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def action(self) -> str: ...
    @property
    def address(self) -> str: ...
    @property
    def reference(self) -> str: ...


def audit_content(
    lines: Sequence[Line], language: Language, *, has_file: bool
) -> Content:
    """The latest lines, or where they are to be found."""
    title = language.gettext("Who saw what")
    lead = language.gettext(
        "Every page, file and answer that was opened or taken away here, by whom and "
        "when. Times are in coordinated universal time."
    )
    return Content(
        title=title,
        description=lead,
        main=[
            html.Div(
                [html.H1(title), html.P(lead, className="lead")], className="head"
            ),
            _lines(lines, language) if lines else _none(language, has_file=has_file),
        ],
    )


def _lines(lines: Sequence[Line], language: Language) -> Any:
    label = language.gettext("The latest {count}, the last first").format(
        count=len(lines)
    )
    columns = [
        Column(language.gettext("When"), is_number=False),
        Column(language.gettext("Account"), is_number=False),
        Column(language.gettext("Role"), is_number=False),
        Column(language.gettext("What was done"), is_number=False),
        Column(language.gettext("Address"), is_number=False),
        Column(language.gettext("Reference"), is_number=False),
    ]
    rows = [
        Row(
            html.Time(_moment(line.at), dateTime=line.at),
            [
                Cell(line.subject or "\N{EN DASH}"),
                Cell(_role(line.role, language)),
                Cell(_action(line.action, language)),
                Cell(html.Code(line.address)),
                Cell(html.Code(line.reference)),
            ],
        )
        for line in lines
    ]
    return scrolling(
        table(columns, rows, caption=label, css_class="audit"), label=label, key="audit"
    )


def _moment(at: str) -> str:
    """2026-03-31 09:15:00, as a table needs it."""
    return at[:19].replace("T", " ")


def _role(role: str, language: Language) -> str:
    return {
        "viewer": language.gettext("viewer"),
        "analyst": language.gettext("analyst"),
    }.get(role, "\N{EN DASH}")


def _action(action: str, language: Language) -> str:
    return {
        "view": language.gettext("seen"),
        "export": language.gettext("taken away"),
        "refused": language.gettext("refused"),
        "signed_in": language.gettext("signed in"),
        "signed_out": language.gettext("signed out"),
    }.get(action, action)


def _none(language: Language, *, has_file: bool) -> html.Div:
    if has_file:
        words: list[Any] = [language.gettext("Nothing has been opened yet.")]
    else:
        words = [
            language.gettext(
                "Lines go to the log of the server alone. To see them here too, name "
                "a file for them:"
            ),
            " ",
            html.Code("AUDIT_LOG"),
        ]
    return html.Div(html.P(words), className="blank")
