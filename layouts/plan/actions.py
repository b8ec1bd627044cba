"""The actions of one priority on a calendar, and what agencies say of it."""

from typing import Any

from dashboard.figures.svg import draw
from dashboard.figures.timeline import action_figure, make_calendar
from dashboard.language import Language
from dashboard.measure_words import agency_text
from dashboard.measures import Catalogue
from dashboard.plan.model import Action, Comment
from dashboard.plan.view import PriorityView
from dashboard.plan.words import period_text, state_word
from layouts import html, ids
from layouts.frame import Frame
from layouts.markup import Markup
from layouts.plan.table import role, written
from layouts.tables import Cell, Column, Row, table


def actions_table(view: PriorityView, frame: Frame) -> html.Table | None:
    """A row an action: what, by whom, from when to when, how far; None without any."""
    actions, today, language = view.priority.actions, view.plan.today, frame.language
    if not actions:
        return None
    calendar = make_calendar(actions, today=today)
    span = language.gettext("{first} to {last}").format(
        first=calendar.first.year, last=calendar.last.year
    )
    columns = [
        Column(language.gettext("Action"), is_number=False),
        Column(language.gettext("Who"), is_number=False),
        Column(span, is_number=False, css_class="calendar"),
        Column(language.gettext("Due"), is_number=False, css_class="nowrap"),
        Column(language.gettext("State"), is_number=False),
    ]
    rows = [
        Row(
            [
                written(action.title, language),
                html.Span(written(action.note, language), className="tiny block")
                if action.note.en
                else None,
                _evidence(action.evidence_url, language),
            ],
            [
                Cell(
                    [
                        agency_text(action.agency, language),
                        html.Span(
                            role(action.owner, language)
                            or html.B(language.gettext("no owner")),
                            className="tiny block",
                        ),
                    ]
                ),
                Cell(
                    Markup(
                        draw(
                            action_figure(action, calendar, today=today),
                            title="",
                            description="",
                            id_prefix=f"action-{action.id}",
                            links=lambda _: None,
                            css_class="spark",
                        )
                    )
                ),
                Cell(
                    [
                        html.Span(
                            language.gettext("Due") + " ", className="only-narrow"
                        ),
                        language.day(action.due_on),
                    ]
                ),
                Cell(_state(action, view, language)),
            ],
            css_class="late" if action.is_late(today) else "",
        )
        for action in actions
    ]
    return table(
        columns,
        rows,
        caption=language.gettext("Actions, the one due first before the others"),
        css_class="actions cards stack",
        table_id=ids.panel_table("actions"),
    )


def _state(action: Action, view: PriorityView, language: Language) -> list[Any]:
    word = state_word(action, today=view.plan.today, language=language)
    is_late = action.is_late(view.plan.today)
    told: list[Any] = [html.B(word, className="attn" if is_late else None)]
    if action.state_on is not None and not is_late:
        told.append(
            html.Span(
                language.gettext("since {day}").format(
                    day=language.day(action.state_on)
                ),
                className="tiny block",
            )
        )
    return told


def _evidence(address: str, language: Language) -> html.Span | None:
    if not address:
        return None
    return html.Span(
        html.A(language.gettext("Evidence"), href=address, rel="nofollow"),
        className="tiny block",
    )


def comments_list(
    comments: tuple[Comment, ...], catalogue: Catalogue, language: Language
) -> html.Div | None:
    """What each agency says, the latest first; None where nobody said anything."""
    if not comments:
        return None
    agencies = dict.fromkeys(comment.agency for comment in comments)
    return html.Div(
        [
            html.Section(
                [
                    html.H3(agency_text(agency, language)),
                    *[
                        _comment(each, catalogue, language)
                        for each in comments
                        if each.agency == agency
                    ],
                ]
            )
            for agency in agencies
        ],
        className="picture comments",
    )


def _comment(
    comment: Comment, catalogue: Catalogue, language: Language
) -> html.Blockquote:
    measure = catalogue.get(comment.measure_id)
    about = [
        measure.name(language) if measure else "",
        period_text(comment.period, language) if comment.period else "",
    ]
    signed = [
        comment.author,
        language.day(comment.written_on),
        *(part for part in about if part),
    ]
    return html.Blockquote(
        [
            html.P(written(comment.words, language)),
            html.Footer(" · ".join(signed), className="tiny muted"),
        ]
    )


def comments_table(
    comments: tuple[Comment, ...], language: Language
) -> html.Table | None:
    """The same as rows; None where nobody said anything."""
    if not comments:
        return None
    columns = [
        Column(language.gettext("Comment"), is_number=False),
        Column(language.gettext("Agency"), is_number=False),
        Column(language.gettext("Written by"), is_number=False),
        Column(language.gettext("On"), is_number=False),
    ]
    rows = [
        Row(
            written(each.words, language),
            [
                Cell(agency_text(each.agency, language)),
                Cell(each.author),
                Cell(language.day(each.written_on)),
            ],
        )
        for each in comments
    ]
    return table(
        columns,
        rows,
        caption=language.gettext("What agencies say"),
        table_id=ids.panel_table("commentary"),
    )
