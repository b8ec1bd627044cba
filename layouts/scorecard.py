"""The scorecard: every measure of one area in a line, under the stages of a case."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from dash import html

from dashboard.areas import AreaType
from dashboard.figures.sparkline import control_sparkline
from dashboard.figures.svg import draw
from dashboard.formats import benchmark_text, value_text
from dashboard.language import Language
from dashboard.measures import Measure
from dashboard.overview import StageRows
from dashboard.overview_words import stage_text
from dashboard.pages import OverviewView
from dashboard.results import Comparison
from dashboard.scorecard import ScoreRow, is_worse
from dashboard.verdict_words import basis_clause, versus_clause
from dashboard.verdicts import Basis, Change, Outlook, Verdict
from layouts import ids
from layouts.fields import capitalised
from layouts.flags import change_flag, outlook_flag
from layouts.frame import Frame
from layouts.markup import Markup
from layouts.tables import Cell, Column, Group, Row, grouped_table
from layouts.twins import value_cell

KEY = "scorecard"
#: Worst first when a column is turned to begin with its highest.
_CHANGES = {
    Change.WORSENING: 4,
    Change.CHANGED: 3,
    Change.IMPROVING: 2,
    Change.NO_CLEAR_CHANGE: 1,
}
_OUTLOOKS = {
    Outlook.WILL_MISS: 3,
    Outlook.HIT_AND_MISS: 2,
    Outlook.WILL_MEET: 1,
}
_COMPARISONS = {
    Comparison.WORSE: 8,
    Comparison.HIGHER: 6,
    Comparison.LOWER: 6,
    Comparison.BETTER: 4,
    Comparison.SIMILAR: 2,
}


def scorecard(
    view: OverviewView, stages: Sequence[StageRows], frame: Frame
) -> html.Table:
    """The table of the stages given; what has nothing to say begins hidden.

    Under a family's head its other members begin hidden, unless something about them
    has changed or is worse. Without script everything shows.
    """
    language = frame.language
    own = frame.areas[view.state.area]
    benchmark = capitalised(
        benchmark_text(view.state.against, view.geography, own, language)
    )
    columns = [
        Column(language.gettext("Measure"), is_number=False, sort="text"),
        Column(language.gettext("Latest")),
        Column(benchmark, css_class="bm"),
        Column(language.gettext("Over time"), is_number=False, css_class="trend"),
        Column(
            language.gettext("Change"),
            is_number=False,
            sort="number",
            css_class="change",
        ),
        Column(
            language.gettext("Target"),
            is_number=False,
            sort="number",
            css_class="target",
        ),
        Column(
            language.gettext("Verdict"),
            is_number=False,
            sort="number",
            css_class="verdict",
        ),
    ]
    groups = [
        _group(stage, view, frame, benchmark=benchmark, width=len(columns))
        for stage in stages
    ]
    caption = language.gettext("Every measure of {area}").format(
        area=own.name(language)
    )
    return grouped_table(
        columns,
        groups,
        caption=caption,
        key=KEY,
        css_class="score cards is-short",
        table_id=ids.panel_table("scorecard"),
    )


def has_hidden_rows(stages: Sequence[StageRows]) -> bool:
    """Whether some rows begin hidden, so that there is something to ask for."""
    return any(_is_quiet(row) for stage in stages for row in stage.rows)


def scorecard_verdict(row: ScoreRow, view: OverviewView, language: Language) -> Any:
    """Its place against the benchmark and among all areas, and how sound that is."""
    verdict = row.verdict
    if verdict.basis == Basis.SUPPRESSED:
        return language.gettext("Too few cases to publish.")
    if verdict.basis == Basis.NOT_PUBLISHED:
        return language.gettext("Not published.")
    own = view.geography.areas[AreaType.CRIMINAL_JUSTICE_AREA, row.area_code]
    named = benchmark_text(row.benchmark.key, view.geography, own, language)
    versus = versus_clause(verdict, language).format(benchmark=named)
    said: Any = f"{capitalised(versus)}."
    sides = (verdict.side, verdict.unusual_side)
    if any(is_worse(side, row.measure) for side in sides):
        said = html.B(said, className="attn")
    # That a figure is provisional is printed beside it already.
    basis = basis_clause(verdict, language)
    if not basis or verdict.basis == Basis.PROVISIONAL:
        return [said]
    return [said, f" {capitalised(basis)}."]


def _group(
    stage: StageRows, view: OverviewView, frame: Frame, *, benchmark: str, width: int
) -> Group:
    language = frame.language
    shared = _shared_period(stage.rows, language)
    return Group(
        [
            stage_text(stage.stage, language),
            html.Span(_stage_note(stage, view, shared, frame)),
        ],
        [
            _row(row, view, frame, benchmark=benchmark, shared=shared)
            for row in stage.rows
        ],
        after=_missing_rows(stage.missing, frame, width=width),
    )


def _stage_note(stage: StageRows, view: OverviewView, shared: str, frame: Frame) -> str:
    """Where, when and in what unit the figures of a stage are counted."""
    language = frame.language
    if not stage.rows:
        return language.gettext("nothing loaded")
    units = list(dict.fromkeys(row.measure.counts(language) for row in stage.rows))
    counts = language.gettext("counts {units}").format(units=language.join(units))
    area = frame.areas[view.state.area].name(language)
    return ", ".join(part for part in (area, shared, counts) if part)


def _shared_period(rows: Sequence[ScoreRow], language: Language) -> str:
    periods = {row.period for row in rows}
    return periods.pop().words(language) if len(periods) == 1 else ""


def _row(
    row: ScoreRow, view: OverviewView, frame: Frame, *, benchmark: str, shared: str
) -> Row:
    language, measure = frame.language, row.measure
    state = replace(frame.state, measure=measure.id)
    heading: list[Any] = [
        html.A(measure.name(language), href=frame.measure_link(measure.id, state))
    ]
    period = row.period.words(language)
    css = "when vh" if period == shared else "when"
    heading.append(html.Span([" ", period], className=css))
    value = value_cell(measure, row.result, language)
    other = value_text(measure, row.benchmark.value, language)
    return Row(
        heading,
        [
            Cell(html.B(value.content), row.result.value),
            Cell([html.Span(f"{benchmark} ", className="only-narrow"), other]),
            Cell(_sparkline(row)),
            Cell(change_flag(row.verdict, language), _CHANGES.get(row.verdict.change)),
            Cell(outlook_flag(row, language), _OUTLOOKS.get(row.verdict.outlook)),
            Cell(scorecard_verdict(row, view, language), _standing(row.verdict)),
        ],
        "rest" if _is_quiet(row) else "",
        measure.name(language),
    )


def _is_quiet(row: ScoreRow) -> bool:
    """True for one of a family that neither changed nor stands out."""
    is_steady = row.verdict.change in (Change.NO_CLEAR_CHANGE, Change.NOT_ENOUGH_DATA)
    is_apart = row.verdict.is_unusual or row.verdict.comparison == Comparison.WORSE
    has_target = row.verdict.outlook != Outlook.NO_TARGET
    return not (row.measure.family_head or is_apart or has_target) and is_steady


def _standing(verdict: Verdict) -> float | None:
    found = _COMPARISONS.get(verdict.comparison)
    return None if found is None else found + verdict.is_unusual


def _sparkline(row: ScoreRow) -> Markup:
    """The line by itself: what it shows stands in words beside it."""
    return Markup(
        draw(
            control_sparkline(row.chart),
            title="",
            description="",
            id_prefix=f"spark-{row.measure.id}",
            links=lambda _: None,
            css_class="spark",
        )
    )


def _missing_rows(
    missing: Sequence[Measure], frame: Frame, *, width: int
) -> list[html.Tr]:
    """One row a publication: what it would bring, and how."""
    language = frame.language
    by_source: dict[str, list[Measure]] = {}
    for measure in missing:
        by_source.setdefault(measure.publication.source, []).append(measure)
    said = language.gettext("No figures are loaded. Load the publication:")
    return [
        html.Tr(
            [
                html.Th(
                    [_missing_name(measure, frame) for measure in measures],
                    scope="row",
                ),
                html.Td([said, " ", html.Code(source)], colSpan=width - 1),
            ],
            className="missing",
        )
        for source, measures in by_source.items()
    ]


def _missing_name(measure: Measure, frame: Frame) -> html.Div:
    state = replace(frame.state, measure=measure.id)
    href = frame.measure_link(measure.id, state)
    return html.Div(html.A(measure.name(frame.language), href=href))
