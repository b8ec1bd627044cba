"""The report to the community: priorities in everyday words."""

from typing import Any

from dashboard.language import Language
from dashboard.measure_words import agency_text
from dashboard.plan.plain_words import (
    plain_conflict,
    plain_outlook,
    plain_paragraphs,
    plain_verdict,
)
from dashboard.plan.priorities import Conflict, PriorityProgress
from dashboard.plan.view import PlanView, PriorityView
from dashboard.plan.words import latest_text, state_word, target_text
from layouts import html, ids
from layouts.frame import Frame
from layouts.plan.table import priority_link, written
from layouts.tables import Cell, Column, Row, table


def plain_plan(view: PlanView, frame: Frame) -> html.Div | None:
    """Every priority with what it is for and how it goes; None without any."""
    if not view.priorities:
        return None
    language = frame.language
    return html.Div(
        [
            html.Section(
                [
                    html.H3(priority_link(progress, frame)),
                    html.P(
                        written(
                            progress.priority.plain
                            if progress.priority.plain.en
                            else progress.priority.why,
                            language,
                        )
                    ),
                    html.P(html.B(plain_verdict(progress, language))),
                ]
            )
            for progress in view.priorities
        ],
        className="picture plain-plan",
    )


def plain_table(
    priorities: tuple[PriorityProgress, ...], language: Language
) -> html.Table:
    """A row a measure: what is counted, where it stands, the goal, how it goes."""
    columns = [
        Column(language.gettext("Priority"), is_number=False),
        Column(language.gettext("What we count"), is_number=False),
        Column(language.gettext("Latest"), is_number=False),
        Column(language.gettext("Our goal"), is_number=False),
        Column(language.gettext("How it goes"), is_number=False),
    ]
    rows = [
        Row(
            progress.priority.title.text(language),
            [
                Cell(each.measure.plainly(language) if each else "\N{EN DASH}"),
                Cell(latest_text(each, language) if each else "\N{EN DASH}"),
                Cell(target_text(each, language) if each else "\N{EN DASH}"),
                Cell(plain_outlook(each, language)),
            ],
        )
        for progress in priorities
        for each in progress.measures or (None,)
    ]
    return table(
        columns,
        rows,
        caption=language.gettext("Our goals and how they go"),
        table_id=ids.panel_table("report"),
    )


def plain_priority(view: PriorityView, frame: Frame) -> html.Div:
    """One priority: what the partnership wants, how it goes, what is done, by whom."""
    language, priority = frame.language, view.priority
    told = plain_paragraphs(view.progress, today=view.plan.today, language=language)
    return html.Div(
        [
            *[html.P(each) for each in told],
            _conflict(view.conflicts, language),
            html.H3(language.gettext("What we said we would do"))
            if priority.actions
            else None,
            html.Ul(
                [
                    html.Li(
                        [
                            written(action.title, language),
                            " ",
                            html.B(
                                state_word(
                                    action, today=view.plan.today, language=language
                                ),
                                className="state",
                            ),
                            " ",
                            html.Span(
                                agency_text(action.agency, language),
                                className="tiny muted",
                            ),
                        ]
                    )
                    for action in priority.actions
                ]
            )
            if priority.actions
            else None,
        ],
        className="picture plain",
    )


def _conflict(conflicts: tuple[Conflict, ...], language: Language) -> Any:
    told = next(
        (text for each in conflicts if (text := plain_conflict(each, language))), ""
    )
    return html.P(told) if told else None
