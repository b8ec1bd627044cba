"""A measure of one area in a table row: latest figure, line, icons and verdict."""

from dataclasses import replace
from typing import Any

from dashboard.areas import AreaType, Geography
from dashboard.attention_words import row_benchmark
from dashboard.figures.sparkline import control_sparkline
from dashboard.figures.svg import draw
from dashboard.formats import benchmark_text, value_text
from dashboard.language import Language
from dashboard.results import Comparison
from dashboard.scorecard import ScoreRow, is_worse
from dashboard.verdict_words import basis_clause, versus_clause
from dashboard.verdicts import Basis, Change, Outlook, Verdict
from dashboard.view_state import ViewState
from layouts import html
from layouts.fields import capitalised
from layouts.flags import change_flag, outlook_flag
from layouts.frame import Frame
from layouts.markup import Markup
from layouts.shared import shared_badge
from layouts.tables import Cell, Column, Row
from layouts.twins import value_cell

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


def benchmark_label(state: ViewState, geography: Geography, language: Language) -> str:
    """What the rows are compared with, as the head of a column."""
    own = geography.areas[AreaType.CRIMINAL_JUSTICE_AREA, state.area]
    return capitalised(benchmark_text(state.against, geography, own, language))


def score_columns(
    benchmark: str, language: Language, *, sort: str = ""
) -> list[Column]:
    """The columns of such rows; `sort` is what those are sorted by that can be.

    Values are not: they do not share a unit.
    """
    return [
        Column(
            language.gettext("Measure"), is_number=False, sort="text" if sort else ""
        ),
        Column(language.gettext("Latest")),
        Column(benchmark, css_class="bm"),
        Column(language.gettext("Over time"), is_number=False, css_class="trend"),
        Column(
            language.gettext("Change"), is_number=False, sort=sort, css_class="change"
        ),
        Column(
            language.gettext("Target"), is_number=False, sort=sort, css_class="target"
        ),
        Column(
            language.gettext("Verdict"), is_number=False, sort=sort, css_class="verdict"
        ),
    ]


def score_row(
    row: ScoreRow,
    geography: Geography,
    frame: Frame,
    *,
    shared: str = "",
    css_class: str = "",
) -> Row:
    """The cells of one measure, its name a link that keeps the view.

    Where the period is the one the rows share it is only there for those who hear it.
    """
    language, measure = frame.language, row.measure
    state = replace(frame.state, measure=measure.id)
    period = row.period.words(language)
    heading: list[Any] = [
        html.A(measure.name(language), href=frame.measure_link(measure.id, state)),
        html.Span([" ", period], className="when vh" if period == shared else "when"),
    ]
    badge = shared_badge(row.result, language)
    if badge is not None:
        heading.append(html.Div(badge))
    value = value_cell(measure, row.result._replace(shared=None), language)
    other = value_text(measure, row.benchmark.value, language)
    named = capitalised(row_benchmark(row, geography, language))
    return Row(
        heading,
        [
            Cell(html.B(value.content), row.result.value),
            Cell([html.Span(f"{named} ", className="only-narrow"), other]),
            Cell(_sparkline(row)),
            Cell(change_flag(row, language), _CHANGES.get(row.verdict.change)),
            Cell(outlook_flag(row, language), _OUTLOOKS.get(row.verdict.outlook)),
            Cell(_verdict(row, geography, language), _standing(row.verdict)),
        ],
        css_class,
        measure.name(language),
    )


def _verdict(row: ScoreRow, geography: Geography, language: Language) -> Any:
    """Its place against the benchmark and among all areas, and how sound that is."""
    verdict = row.verdict
    if verdict.basis == Basis.SUPPRESSED:
        return language.gettext("Too few cases to publish.")
    if verdict.basis == Basis.NOT_PUBLISHED:
        return language.gettext("Not published.")
    named = row_benchmark(row, geography, language)
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
