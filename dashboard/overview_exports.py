"""The overview's panels as rows: unrounded, a row a mark, the verdict in its parts."""

from collections.abc import Iterator

from dashboard.areas import AreaType
from dashboard.attention import Line
from dashboard.attention_words import bright_heading, line_heading
from dashboard.disparity.disparities import Disparity
from dashboard.exports import COLUMNS, Extract, make_extract
from dashboard.freshness import Freshness
from dashboard.language import Language
from dashboard.pages import OverviewView
from dashboard.results import SYMBOLS, Result, Status
from dashboard.scorecard import ScoreRow
from dashboard.verdicts import Verdict

#: After the columns every download has: the rest of the verdict, and its target.
SCORE_COLUMNS = (
    *COLUMNS, "stage", "lead_agency", "benchmark", "benchmark_value", "change",
    "direction", "outlook", "target", "basis",
)  # fmt: skip
ATTENTION_COLUMNS = ("number", "reason", "finding", "page", "panel", *SCORE_COLUMNS)
BRIGHT_COLUMNS = ("finding", *COLUMNS, "change", "rule", "since")
#: A publication is of no one area: the columns of figures are there, and empty.
FRESHNESS_COLUMNS = (
    *COLUMNS, "publication", "title", "latest", "expected", "late_after", "is_late",
    "loaded_at", "missing_periods",
)  # fmt: skip

Cells = list[object]


def overview_extract(panel: str, view: OverviewView, language: Language) -> Extract:
    """The rows a panel of the overview shows; the heading alone without any.

    Raises KeyError for a panel the page does not have.
    """
    columns, rows = {
        "attention": (ATTENTION_COLUMNS, _attention_rows),
        "scorecard": (SCORE_COLUMNS, _scorecard_rows),
        "bright": (BRIGHT_COLUMNS, _bright_rows),
        "freshness": (FRESHNESS_COLUMNS, _freshness_rows),
    }[panel]
    return make_extract(columns, rows(view, language))


def score_cells(row: ScoreRow, name: str) -> Cells:
    """One measure of one area, as SCORE_COLUMNS name it."""
    verdict, target = row.verdict, row.chart.target
    return [
        *result_cells(row.result, name, verdict=verdict), row.measure.stage,
        row.measure.lead_agency, row.benchmark.key, row.benchmark.value,
        verdict.change.value, verdict.direction.value if verdict.direction else "",
        verdict.outlook.value, target.value if target else None, verdict.basis.value,
    ]  # fmt: skip


def result_cells(result: Result, name: str, *, verdict: Verdict | None = None) -> Cells:
    """One figure as COLUMNS name it; without a verdict those cells are empty."""
    position = verdict.position if verdict else None
    return [
        result.measure_id, result.area_code, name, result.period,
        "" if result.group == "all" else result.group, result.numerator,
        result.denominator, result.value, result.lower, result.upper,
        verdict.comparison.value if verdict else "",
        position.value if position else "", result.status.value,
        SYMBOLS[result.status], result.months_present, result.months_expected,
    ]  # fmt: skip


def _attention_rows(view: OverviewView, language: Language) -> Iterator[Cells]:
    attention = view.attention
    for number, line in enumerate(attention.lines, start=1):
        yield [number, *_line_cells(line, view, language)]
    for line in attention.improved:
        yield [None, *_line_cells(line, view, language)]


def _line_cells(line: Line, view: OverviewView, language: Language) -> Cells:
    heading = line_heading(line, view.geography, language)
    told: Cells = [line.reason.value, heading, line.page, line.panel]
    if line.disparity is not None:
        return told + _disparity_cells(line.disparity.found, view, language)
    if line.row is None:
        return told + [None] * len(SCORE_COLUMNS)
    return told + score_cells(line.row, _area_name(view, language))


def _disparity_cells(found: Disparity, view: OverviewView, language: Language) -> Cells:
    """A ratio of two groups' rates, under the headings of a measure's figure."""
    cells = dict.fromkeys(SCORE_COLUMNS)
    cells |= {
        "measure": found.point.id,
        "area_code": found.area_code,
        "area": _area_name(view, language),
        "period": found.period.label,
        "category": found.group,
        "numerator": found.events,
        "denominator": found.total,
        "value": found.ratio,
        "lower": found.lower,
        "upper": found.upper,
        "verdict": found.verdict.value if found.verdict else "",
        "status": found.status.value,
        "symbol": SYMBOLS[found.status],
    }
    return list(cells.values())


def _scorecard_rows(view: OverviewView, language: Language) -> Iterator[Cells]:
    """Those of the agency in view, or of all of them."""
    name, agency = _area_name(view, language), view.state.agency
    for stage in view.stages:
        for row in stage.rows:
            if agency in ("", row.measure.lead_agency):
                yield score_cells(row, name)


def _bright_rows(view: OverviewView, language: Language) -> Iterator[Cells]:
    for spot in view.bright:
        latest = spot.chart.latest
        if latest is not None:
            name = _area_name(view, language, spot.area_code)
            yield [
                bright_heading(spot, view.geography, language),
                *result_cells(latest, name),
                "improving", spot.sign.rule.value,
                spot.chart.periods[spot.sign.start].label,
            ]  # fmt: skip


def _freshness_rows(view: OverviewView, language: Language) -> Iterator[Cells]:
    for each in view.freshness:
        yield _freshness_cells(each, language)


def _freshness_cells(each: Freshness, language: Language) -> Cells:
    loaded, latest = each.loaded_at, each.latest
    status = Status.PUBLISHED if latest else Status.NOT_AVAILABLE
    known = {
        "period": latest.label if latest else "",
        "status": status.value,
        "symbol": SYMBOLS[status],
    }
    return [
        *(known.get(column) for column in COLUMNS), each.source.id,
        each.source.name(language),
        latest.label if latest else "",
        each.expected.label if each.expected else "",
        each.due_on.isoformat() if each.due_on else "",
        "yes" if each.is_late else "no",
        loaded.isoformat() if loaded and latest else "",
        " ".join(period.label for period in each.missing),
    ]  # fmt: skip


def _area_name(view: OverviewView, language: Language, code: str = "") -> str:
    areas = view.geography.of_type(AreaType.CRIMINAL_JUSTICE_AREA)
    return areas[code or view.state.area].name(language)
