"""The scorecard: every measure of one area in a line, under the stages of a case."""

from collections.abc import Sequence
from dataclasses import replace

from dashboard.language import Language
from dashboard.measures import Measure
from dashboard.overview import StageRows
from dashboard.overview_words import stage_text
from dashboard.pages import OverviewView
from dashboard.results import Comparison
from dashboard.scorecard import ScoreRow
from dashboard.verdicts import Change, Outlook
from layouts import html, ids
from layouts.frame import Frame
from layouts.score_rows import benchmark_label, score_columns, score_row
from layouts.tables import Group, grouped_table

KEY = "scorecard"
#: So many measures of a publication that is not loaded are named.
MOST_MISSING = 3


def scorecard(
    view: OverviewView, stages: Sequence[StageRows], frame: Frame
) -> html.Table:
    """The table of the stages given; what has nothing to say begins hidden.

    Under a family's head its other members begin hidden, unless something about them
    has changed or is worse. Without script everything shows.
    """
    language = frame.language
    benchmark = benchmark_label(view.state, view.geography, language)
    columns = score_columns(benchmark, language, sort="number")
    groups = [_group(stage, view, frame, width=len(columns)) for stage in stages]
    area = frame.areas[view.state.area].name(language)
    return grouped_table(
        columns,
        groups,
        caption=language.gettext("Every measure of {area}").format(area=area),
        key=KEY,
        css_class="score cards is-short",
        table_id=ids.panel_table("scorecard"),
    )


def quiet_rows(stages: Sequence[StageRows]) -> int:
    """How many rows begin hidden, so that there is something to ask for."""
    return sum(_is_quiet(row) for stage in stages for row in stage.rows)


def without_quiet(stages: Sequence[StageRows]) -> list[StageRows]:
    """The stages with the rows that begin shown, for a place that has no script."""
    return [
        stage._replace(rows=tuple(r for r in stage.rows if not _is_quiet(r)))
        for stage in stages
    ]


def _group(stage: StageRows, view: OverviewView, frame: Frame, *, width: int) -> Group:
    language = frame.language
    shared = _shared_period(stage.rows, language)
    return Group(
        [
            stage_text(stage.stage, language),
            html.Span(_stage_note(stage, view, shared, frame)),
        ],
        [
            score_row(
                row,
                view.geography,
                frame,
                shared=shared,
                css_class="rest" if _is_quiet(row) else "",
            )
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


def _is_quiet(row: ScoreRow) -> bool:
    """True for one of a family that neither changed nor stands out."""
    is_steady = row.verdict.change in (Change.NO_CLEAR_CHANGE, Change.NOT_ENOUGH_DATA)
    is_apart = row.verdict.is_unusual or row.verdict.comparison == Comparison.WORSE
    has_target = row.verdict.outlook != Outlook.NO_TARGET
    return is_steady and not (row.measure.family_head or is_apart or has_target)


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
                html.Th(_missing_names(measures, frame), scope="row"),
                html.Td([said, " ", html.Code(source)], colSpan=width - 1),
            ],
            className="missing",
        )
        for source, measures in by_source.items()
    ]


def _missing_names(measures: Sequence[Measure], frame: Frame) -> list[html.Div]:
    """The first of what is missing, heads of families before others."""
    language = frame.language
    ordered = sorted(measures, key=lambda measure: not measure.family_head)
    names = [_missing_name(measure, frame) for measure in ordered[:MOST_MISSING]]
    more = len(measures) - len(names)
    if more:
        said = language.ngettext("and one more", "and {count} more", more)
        names.append(html.Div(said.format(count=more)))
    return names


def _missing_name(measure: Measure, frame: Frame) -> html.Div:
    state = replace(frame.state, measure=measure.id)
    href = frame.measure_link(measure.id, state)
    return html.Div(html.A(measure.name(frame.language), href=href))
