"""The plan on a page: each priority with its measures, verdicts and actions."""

from typing import Any

from dashboard.figures.sparkline import control_sparkline
from dashboard.figures.svg import draw
from dashboard.language import Language
from dashboard.plan.model import Words
from dashboard.plan.priorities import PriorityProgress, Progress
from dashboard.plan.view import PlanView
from dashboard.plan.words import (
    actions_sentence,
    assurance_sentence,
    latest_text,
    led_text,
)
from layouts import html, ids
from layouts.flags import change_flag, outlook_flag
from layouts.frame import ONE_PRIORITY, Frame
from layouts.markup import Markup
from layouts.tables import Cell, Column, Group, Row, grouped_table


def plan_table(view: PlanView, frame: Frame) -> html.Table:
    """A row a measure under its priority; a priority without one says so."""
    language = frame.language
    columns = [
        Column(language.gettext("Measure"), is_number=False),
        Column(language.gettext("Latest"), is_number=False, css_class="latest"),
        Column(language.gettext("Over time"), is_number=False, css_class="trend"),
        Column(language.gettext("Change"), is_number=False, css_class="change"),
        Column(language.gettext("Target"), is_number=False, css_class="target"),
        Column(language.gettext("What to expect"), is_number=False),
    ]
    return grouped_table(
        columns,
        [
            _group(progress, view, frame, width=len(columns))
            for progress in view.priorities
        ],
        caption=language.gettext("Every priority with its measures"),
        css_class="score cards plan",
        table_id=ids.panel_table("plan"),
    )


def priority_link(progress: PriorityProgress, frame: Frame) -> html.A:
    """The priority's title, as the way to its page."""
    priority = progress.priority
    return html.A(
        written(priority.title, frame.language),
        href=frame.link(path=f"{ONE_PRIORITY}{priority.id}"),
    )


def written(words: Words, language: Language) -> Any:
    """What somebody wrote, marked where it is not in the reader's language."""
    tongue = words.tongue(language)
    text = words.text(language)
    return html.Span(text, lang=tongue) if tongue else text


def role(name: str, language: Language) -> Any:
    """A role as it was written down, which is in English whatever the page is in."""
    return html.Span(name, lang="en") if name and language.code != "en" else name


def _group(
    progress: PriorityProgress, view: PlanView, frame: Frame, *, width: int
) -> Group:
    language, priority = frame.language, progress.priority
    told = [
        led_text(priority, language),
        actions_sentence(priority, today=view.today, language=language),
    ]
    rows = [_row(each, frame) for each in progress.measures]
    missing = html.Tr(
        [
            html.Th(language.gettext("No measure"), scope="row"),
            html.Td(
                language.gettext("Nothing shows yet whether it succeeds."),
                colSpan=width - 1,
            ),
        ],
        className="missing",
    )
    return Group(
        [priority_link(progress, frame), html.Span(" · ".join(told))],
        rows,
        after=[] if rows else [missing],
    )


def _row(progress: Progress, frame: Frame) -> Row:
    language, row = frame.language, progress.row
    name = html.A(
        progress.measure.name(language),
        href=frame.measure_link(progress.measure.id),
    )
    if row is None:
        nothing = language.gettext("No figures are loaded.")
        return Row(name, [Cell(nothing), Cell(""), Cell(""), Cell(""), Cell("")])
    spark = draw(
        control_sparkline(row.chart),
        title="",
        description="",
        id_prefix=f"spark-{row.measure.id}",
        links=lambda _: None,
        css_class="spark",
    )
    return Row(
        name,
        [
            Cell(html.B(latest_text(progress, language))),
            Cell(Markup(spark)),
            Cell(change_flag(row, language)),
            Cell(outlook_flag(row, language)),
            Cell(assurance_sentence(progress, language), css_class="verdict"),
        ],
    )
