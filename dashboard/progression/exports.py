"""The progression page's panels as rows: a row a mark, unrounded."""

from collections.abc import Iterator

from dashboard.areas import AreaType
from dashboard.exports import COLUMNS, Extract, make_extract
from dashboard.language import Language
from dashboard.overview_exports import result_cells
from dashboard.periods import Period
from dashboard.progression.attrition import ExitView
from dashboard.progression.flow import Flow
from dashboard.progression.panel_words import shown_reasons
from dashboard.progression.shares import Compared
from dashboard.progression.streams import Place
from dashboard.progression.view import Built, ProgressionView
from dashboard.results import HIDDEN, SYMBOLS, Result
from dashboard.trends import Trend

Cells = list[object]

STAGE_COLUMNS = (*COLUMNS, "stage", "unit", "basis", "shared_with")
FLOW_COLUMNS = (
    "area_code", "area", "period", "open_before", "received", "disposed_of",
    "open_expected", "open", "difference", "status", "symbol",
)  # fmt: skip
SHARE_COLUMNS = (*COLUMNS, "party", "benchmark", "running_share", "not_concluded")


def progression_extract(
    panel: str, view: ProgressionView, language: Language
) -> Extract:
    """The rows a panel shows; the heading alone where nothing is loaded.

    Raises KeyError for a panel the page does not have.
    """
    columns, rows = {
        "stages": (STAGE_COLUMNS, _stages),
        "flow": (FLOW_COLUMNS, _flow),
        "attrition": (SHARE_COLUMNS, _attrition),
        "timeliness": (COLUMNS, _timeliness),
        "trials": (SHARE_COLUMNS, _trials),
        "reasons": (SHARE_COLUMNS, _reasons),
        "courts": (COLUMNS, _courts),
    }[panel]
    built = view.built
    return make_extract(columns, rows(view, built, language) if built else ())


def _name(view: ProgressionView, place: Place, language: Language) -> str:
    return view.geography.areas[place.type, place.code].name(language)


def _stages(view: ProgressionView, built: Built, language: Language) -> Iterator[Cells]:
    for lane in built.lanes:
        for each in lane.stages:
            name = _name(view, each.place, language)
            offence = "" if each.is_all_offences else view.state.offence
            told: Cells = [
                each.stage.id,
                each.series.unit,
                each.series.basis,
                " ".join(each.place.shared_with),
            ]
            for result in (each.result, each.share, each.not_concluded):
                if result is not None:
                    row = result_cells(result, name)
                    yield [*_as(row, category=offence), *told]
    if built.cohorts is not None:
        yield from _cohort(view, built, language)


def _cohort(view: ProgressionView, built: Built, language: Language) -> Iterator[Cells]:
    """The same cases followed: how many after so many months, or not yet known."""
    cohorts = built.cohorts
    if cohorts is None:
        return
    entered = cohorts.own.entered
    for line in cohorts.own.lines:
        for point in line.points:
            status = "published" if point.share is not None else "not_available"
            found = dict.fromkeys(COLUMNS, None) | {
                "measure": line.stage.series,
                "area_code": view.state.area,
                "area": view.area.name(language),
                "period": cohorts.own.period.label,
                "category": f"within_{point.months}_months",
                "numerator": point.number,
                "denominator": entered.value if point.share is not None else None,
                "value": point.share,
                "status": status,
                "symbol": "" if point.share is not None else "x",
            }
            yield [*found.values(), "cohort", "offences", "current", ""]


def _flow(view: ProgressionView, built: Built, language: Language) -> Iterator[Cells]:
    if built.flow is None:
        return
    place, flow = built.flow
    yield from flow_rows(flow, place.code, _name(view, place, language))


def flow_rows(flow: Flow, code: str, name: str) -> Iterator[Cells]:
    """The balance of every quarter, in order."""
    for each in flow.quarters:
        yield [
            code, name, each.period.label, each.before, each.received, each.disposed,
            each.expected, each.open, each.difference, each.status.value,
            SYMBOLS[each.status],
        ]  # fmt: skip


def _attrition(
    view: ProgressionView, built: Built, language: Language
) -> Iterator[Cells]:
    found = built.attrition
    for each in (*found.exits, *found.by_offence):
        yield _exit(view, each, language)
    if found.trend is not None:
        unsettled = found.maturity.outstanding if found.maturity else {}
        for row, period in _of_trend(view, found.trend, language):
            yield [*row, "", None, None, unsettled.get(period)]


def _exit(view: ProgressionView, each: ExitView, language: Language) -> Cells:
    row = result_cells(each.found.own, _name(view, each.place, language))
    return [
        *_as(row, category=each.offence, verdict=each.found.comparison.value),
        "",
        _beside(each.found),
        None,
        each.settled.outstanding,
    ]


def _beside(found: Compared) -> float | None:
    """The benchmark's value, unless the own one is hidden: it might give it away."""
    return None if found.own.status in HIDDEN else found.benchmark.value


def _of_trend(
    view: ProgressionView, trend: Trend, language: Language
) -> Iterator[tuple[Cells, Period]]:
    for code, results in trend.areas.items():
        name = next(
            (
                a.name(language)
                for (_, c), a in view.geography.areas.items()
                if c == code
            ),
            code,
        )
        for period, result in zip(trend.periods, results, strict=True):
            yield result_cells(result, name), period


def _timeliness(
    view: ProgressionView, built: Built, language: Language
) -> Iterator[Cells]:
    for each in built.timeliness.steps:
        name = _name(view, each.place, language)
        for result in each.trend.areas.get(each.place.code, ()):
            category = "mean" if each.is_mean else "median"
            yield _as(result_cells(result, name), category=category)
        if each.mean is not None:
            yield _as(result_cells(each.mean, name), category="mean")


def _trials(view: ProgressionView, built: Built, language: Language) -> Iterator[Cells]:
    trials = built.trials
    if trials is None:
        return
    name = _name(view, trials.place, language)
    for each in trials.outcomes:
        row = result_cells(each.found.own, name)
        verdict = each.found.comparison.value
        yield [*_as(row, verdict=verdict), "", _beside(each.found), None, None]
        for result in each.trend.areas.get(trials.place.code, ()):
            yield [*result_cells(result, name), "", None, None, None]
    yield [*result_cells(trials.vacated, name), "", None, None, None]


def _reasons(
    view: ProgressionView, built: Built, language: Language
) -> Iterator[Cells]:
    for found in shown_reasons(view):
        name = _name(view, found.place, language)
        for each in found.reasons:
            row = result_cells(each.found.own, name)
            verdict = each.found.comparison.value
            named = _as(row, category=found.outcome, verdict=verdict)
            yield [*named, each.reason.party, _beside(each.found), each.running, None]
        for party in found.parties:
            row = result_cells(party.found.own, name)
            verdict = party.found.comparison.value
            named = _as(row, category=f"{found.outcome}_by_party", verdict=verdict)
            yield [*named, party.party, _beside(party.found), None, None]


def _courts(view: ProgressionView, built: Built, language: Language) -> Iterator[Cells]:
    for each in built.courts:
        is_area = each.code == view.state.area
        kind = AreaType.CRIMINAL_JUSTICE_AREA if is_area else AreaType.COURT
        name = _name(view, Place(kind, each.code), language)
        every: tuple[Result | None, ...] = (
            each.open, each.over_a_year, each.effective, each.cracked,
            each.ineffective, each.days, each.reason,
        )  # fmt: skip
        for result in every:
            if result is not None:
                yield result_cells(result, name)


def _as(row: Cells, **changes: object) -> Cells:
    """The cells with some of the columns said otherwise."""
    return [*{**dict(zip(COLUMNS, row, strict=True)), **changes}.values()]
