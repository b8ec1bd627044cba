"""The panels of one measure's page as rows, unrounded, a row a mark."""

from collections.abc import Iterator

from dashboard.charting import ControlChart
from dashboard.exports import COLUMNS, Extract, make_extract
from dashboard.figures.signals import bands
from dashboard.language import Language
from dashboard.overview_exports import SCORE_COLUMNS, result_cells, score_cells
from dashboard.pages import MeasureView
from dashboard.results import Result

CHART_COLUMNS = (*COLUMNS, "charted", "mean", "lower_limit", "upper_limit", "signs")
GAP_COLUMNS = (*COLUMNS, "benchmark", "cases", "cases_lower", "cases_upper")
BALANCING_COLUMNS = (*SCORE_COLUMNS, "weight")
DEFINITION_COLUMNS = (*COLUMNS, "term", "text")
REVISION_COLUMNS = (
    *COLUMNS, "release", "published_on", "value_before", "numerator_before",
    "denominator_before",
)  # fmt: skip

Cells = list[object]


def measure_extract(panel: str, view: MeasureView, language: Language) -> Extract:
    """The rows a panel shows; the heading alone without any.

    Raises KeyError for a panel the page does not have.
    """
    columns, rows = {
        "chart": (CHART_COLUMNS, _chart_rows),
        "areas": (COLUMNS, _area_rows),
        "gap": (GAP_COLUMNS, _gap_rows),
        "balancing": (BALANCING_COLUMNS, _balancing_rows),
        "definition": (DEFINITION_COLUMNS, _definition_rows),
        "revisions": (REVISION_COLUMNS, _revision_rows),
    }[panel]
    return make_extract(columns, rows(view, language))


def _chart_rows(view: MeasureView, language: Language) -> Iterator[Cells]:
    if view.row is not None:
        name = _name(view, view.state.area, language)
        yield from control_rows(view.row.chart, name)


def control_rows(chart: ControlChart, name: str) -> Iterator[Cells]:
    """Every stored period of a control chart, as CHART_COLUMNS name it."""
    drawn = bands(chart)
    for place, result in enumerate(chart.results):
        band = next((b for b in drawn if b.start <= place < b.stop), None)
        signs = [signal.label for signal in chart.chart.points[place].signals]
        limits: Cells = [None, None, None]
        if band is not None:
            limits = [band.mean, band.lower, band.upper]
        yield [
            *result_cells(result, name), chart.charted[place], *limits,
            " ".join(signs),
        ]  # fmt: skip


def _area_rows(view: MeasureView, language: Language) -> Iterator[Cells]:
    found = view.distribution
    if found is None:
        return
    for code, result in found.results.items():
        comparison = found.comparisons[code].value
        yield _judged(result, found.areas[code].name(language), comparison)
    yield result_cells(found.national, language.gettext("England and Wales"))


def _judged(result: Result, name: str, comparison: str) -> Cells:
    named = dict(zip(COLUMNS, result_cells(result, name), strict=True))
    return [*{**named, "verdict": comparison}.values()]


def _gap_rows(view: MeasureView, language: Language) -> Iterator[Cells]:
    row, gap = view.row, view.gap
    if row is None or gap is None:
        return
    name = _name(view, row.area_code, language)
    yield [
        *result_cells(row.result, name, verdict=row.verdict), row.benchmark.key,
        gap.cases, gap.lower, gap.upper,
    ]  # fmt: skip


def _balancing_rows(view: MeasureView, language: Language) -> Iterator[Cells]:
    for each in view.balancing:
        name = _name(view, each.row.area_code, language)
        yield [*score_cells(each.row, name), each.weight.value]


def _definition_rows(view: MeasureView, language: Language) -> Iterator[Cells]:
    measure = view.measure
    below = measure.denominator
    told = {
        "definition": measure.definition(language),
        "numerator": measure.numerator.name(language),
        "denominator": below.name(language) if below else "",
        "unit_of_count": measure.counts(language),
        "basis": measure.basis,
        "stage": measure.stage,
        "topic": measure.topic,
        "lead_agency": measure.lead_agency,
        "feeds": " ".join(measure.feeds),
        "source": view.source.name(language),
        "owner": measure.publication.owner,
        "reviewed": measure.publication.reviewed.isoformat(),
        "next_review": measure.publication.next_review.isoformat(),
    }
    for term, text in told.items():
        named: dict[str, object] = dict.fromkeys(COLUMNS)
        named["measure"] = measure.id
        yield [*named.values(), term, text]


def _revision_rows(view: MeasureView, language: Language) -> Iterator[Cells]:
    name = _name(view, view.state.area, language)
    for revision in view.revisions:
        release = revision.release
        for before, after in revision.changes:
            yield [
                *result_cells(after, name), release.edition, release.published_on,
                before.value, before.numerator, before.denominator,
            ]  # fmt: skip


def _name(view: MeasureView, code: str, language: Language) -> str:
    return view.geography.of_type(view.measure.area_type)[code].name(language)
