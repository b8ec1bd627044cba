"""The inspection page for a state: which grade is in view, and whom to ask about it."""

from dataclasses import dataclass
from typing import NamedTuple

from dashboard.areas import Area, AreaType, Geography
from dashboard.benchmarks import Benchmark, compare_results, england_and_wales
from dashboard.choosing import choose_period
from dashboard.holdings import Holdings
from dashboard.inspection.grades import (
    Criterion,
    Rating,
    Sheet,
    areas_of,
    earlier_edition,
    find_movements,
    higher_than,
    own_bodies,
    weakest,
)
from dashboard.measures import Catalogue, Measure
from dashboard.pages import Better, InspectionView
from dashboard.periods import Period, Window
from dashboard.reading import EVER
from dashboard.results import Result
from dashboard.view_state import Note, ViewState

#: Which agency an inspected area is of.
AGENCIES = {AreaType.CPS_AREA: "cps", AreaType.POLICE_FORCE: "police"}


class _Chosen(NamedTuple):
    """What is in view, and what in the link named nothing there is."""

    sheet: Sheet | None
    own: tuple[Area, ...]
    criterion: Criterion | None
    graded: Area | None
    notes: list[Note]


@dataclass(frozen=True)
class _Measured:
    """The measure that is shown beside grades, and its figures in one period."""

    measure: Measure
    period: Period
    window: Window


def inspection_view(
    held: Holdings, state: ViewState, notes: tuple[Note, ...], version: str
) -> InspectionView:
    """What the inspection page shows for a state."""
    geography = held.geography(version)
    sheets = held.sheets(state.as_of, version)
    sheet, own, criterion, graded, more = _choose(sheets, state, geography)
    measured = _measured(held, state, sheet, version)
    before = earlier_edition(sheet, sheets) if sheet else None
    higher: tuple[Better, ...] = ()
    national = _national(held, measured, state, version) if measured else None
    if sheet and criterion and graded:
        rating = sheet.rating(graded.code, criterion)
        if rating is not None:
            found = higher_than(sheet, criterion, rating)
            higher = _with_figures(
                held, found, measured, national, state=state, version=version
            )
    ratings = sheet.ratings.values() if sheet else ()
    return InspectionView(
        state=state,
        notes=(*notes, *more),
        geography=geography,
        sheets=sheets,
        sheet=sheet,
        own=own,
        criterion=criterion,
        graded=graded,
        measure=measured.measure if measured else None,
        period=measured.period if measured else None,
        national=national,
        higher=higher,
        before=before,
        movements=find_movements(sheet, before) if sheet and before else (),
        releases=held.releases_of({each.release_id for each in ratings}, version),
    )


def headline_measures(
    catalogue: Catalogue, area_type: AreaType, chosen: str
) -> tuple[Measure, ...]:
    """Measures of an inspected area's agency: the chosen, then the headlines.

    A partnership is of every agency.
    """
    agency = AGENCIES.get(area_type)
    led = [m for m in catalogue.values() if agency in (None, m.lead_agency)]
    led.sort(key=lambda m: (m.id != chosen, not m.family_head))
    return tuple(led)


def _choose(
    sheets: tuple[Sheet, ...], state: ViewState, geography: Geography
) -> _Chosen:
    """The framework asked for, or one that has graded the reader's own area."""
    notes: list[Note] = []
    sheet = next((each for each in sheets if each.key == state.framework), None)
    if state.framework and sheet is None:
        notes.append(Note("bad_value", "framework", state.framework))
    if sheet is None:
        of_own = [s for s in sheets if own_bodies(s, geography, state.area)]
        sheet = max(of_own or sheets, key=lambda s: len(s.criteria), default=None)
    if sheet is None:
        return _Chosen(None, (), None, None, notes)
    own = own_bodies(sheet, geography, state.area)
    graded = next((b for b in sheet.bodies if b.code == state.graded), None)
    if state.graded and graded is None:
        notes.append(Note("bad_value", "graded", state.graded))
    graded = graded or next(iter(own or sheet.bodies))
    criterion = next((c for c in sheet.criteria if c.key == state.criterion), None)
    if state.criterion and criterion is None:
        notes.append(Note("bad_value", "criterion", state.criterion))
    return _Chosen(sheet, own, criterion or weakest(sheet, graded), graded, notes)


def _measured(
    held: Holdings, state: ViewState, sheet: Sheet | None, version: str
) -> _Measured | None:
    """The first of the agency's measures that has figures."""
    if sheet is None:
        return None
    for measure in headline_measures(held.catalogue, sheet.area_type, state.measure):
        present = held.present(measure, version, state.as_of)
        _, window, period, _ = choose_period(measure, state, present=present)
        if period is not None:
            return _Measured(measure, period, window)
    return None


def _national(
    held: Holdings, measured: _Measured, state: ViewState, version: str
) -> Result:
    return england_and_wales(
        held.history(measured.measure.id, EVER, state.as_of, version),
        held.geography(version),
        period=measured.period,
        window=measured.window,
    )


def _with_figures(
    held: Holdings,
    found: tuple[tuple[Area, Rating], ...],
    measured: _Measured | None,
    national: Result | None,
    *,
    state: ViewState,
    version: str,
) -> tuple[Better, ...]:
    if measured is None or national is None:
        return tuple(Better(body, rating, {}, {}) for body, rating in found)
    measure, period, window = measured.measure, measured.period, measured.window
    geography = held.geography(version)
    history = held.history(measure.id, EVER, state.as_of, version)
    benchmark = Benchmark("england_and_wales", national.value, national)
    better = []
    for body, rating in found:
        codes = areas_of(body, geography)
        results = {code: history.result(code, period, window) for code in codes}
        comparisons = compare_results(measure, results, benchmark)
        better.append(Better(body, rating, results, comparisons))
    return tuple(better)
