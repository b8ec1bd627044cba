"""What of the store the page needs, so that a few reads do for all its panels."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from dashboard.areas import AreaType
from dashboard.measures import Term
from dashboard.periods import Period
from dashboard.progression.attrition import find_focus
from dashboard.progression.cohorts import BREAKDOWN, MONTHS
from dashboard.progression.course import (
    COURTS,
    NO_REASON,
    Course,
    Exit,
    Lane,
    Step,
)
from dashboard.progression.flows import flow_series
from dashboard.progression.reasons import BREAKDOWN as REASONS
from dashboard.progression.reasons import WITH_REASONS
from dashboard.progression.spans import Held
from dashboard.progression.streams import Place, terms_of
from dashboard.progression.trials import listed_series, series_named
from dashboard.view_state import ViewState

AREA = AreaType.CRIMINAL_JUSTICE_AREA
AGES = ("crown_court_open_over_a_year", "crown_court_open_known_age")

#: Series, breakdown, category, kind of area and frequency, to period, to areas.
Coverage = Mapping[tuple[str, str, str, str, str], Mapping[int, int]]


class Read(NamedTuple):
    """One read: streams of one kind of area, of some codes or all, of a span or ever.

    Of all areas the nation comes along.
    """

    area_type: AreaType
    terms: frozenset[Term]
    codes: tuple[str, ...] = ()
    period: Period | None = None


def court_lane(state: ViewState) -> Lane:
    """The kind of court that flow, trials and reasons are of: that of the stage."""
    return next((lane for lane in COURTS if lane == state.stage), COURTS[0])


def sources_held(course: Course, coverage: Coverage) -> dict[str, Held]:
    """By publication, the periods any stage of an area has figures for."""
    found: dict[str, Held] = {}
    for stage in course.stages:
        series = course.series_of(stage)
        key = (series.id, "all", "all", AREA.value, series.frequency.value)
        present = frozenset(coverage.get(key, ()))
        if not present:
            continue
        before = found.get(series.publication)
        both = present | before.present if before else present
        found[series.publication] = Held(series.frequency, both)
    return found


def is_covered(coverage: Coverage, series: Iterable[str]) -> bool:
    """True where areas have figures of every one of some series, of any time."""
    held = {key[0] for key in coverage if key[3] == AREA.value}
    return held.issuperset(series)


def offences_held(course: Course, coverage: Coverage) -> tuple[str, ...]:
    """The groups of offences that any stage of an area is counted by."""
    series = {name for stage in course.stages for name in stage.series}
    held = {
        category
        for name, breakdown, category, kind, _ in coverage
        if breakdown == "offence_group" and kind == AREA.value and name in series
    }
    return tuple(offence for offence in course.offences if offence in held)


def exits_held(course: Course, coverage: Coverage) -> tuple[Exit, ...]:
    """The points at which cases leave for which there are figures."""
    return tuple(
        each for each in course.exits if is_covered(coverage, (*each.series, *each.of))
    )


def wanted(
    course: Course,
    state: ViewState,
    period: Period,
    coverage: Coverage,
    *,
    places: Sequence[Place],
    courts: Sequence[str],
) -> tuple[Read, ...]:
    """Every read of the page, for the state's own area and all others."""
    lane = court_lane(state)
    own = places[0].code
    focus = find_focus(course, state, exits_held(course, coverage))
    stages = _stage_terms(course, state.offence)
    exits = _exit_terms(course, state.offence)
    trials = _trial_terms(lane, state.offence)
    steps = _step_terms(course, lane)
    flow = frozenset(terms_of(flow_series(lane)))
    reasons = _reason_terms(course, lane)
    ever = trials | steps
    in_span = stages | exits | reasons
    if focus is not None:
        ever |= _focus_terms(course, focus)
        in_span |= _focus_by_offence(course, focus)
    reads = [
        Read(AREA, in_span, period=period),
        Read(AREA, ever),
        Read(AREA, stages | flow | _cohort_terms(course) | _ages(), (own,)),
    ]
    for place in places[1:]:
        every = stages | exits | trials | steps | flow | reasons
        reads.append(Read(place.type, every, (place.code,)))
    if courts:
        codes = tuple(courts)
        seen = stages | trials | steps | flow | _trial_terms("crown_court", "")
        seen |= frozenset(terms_of(flow_series("crown_court"))) | _ages()
        seen |= _step_terms(course, "crown_court")
        reads.append(Read(AreaType.COURT, seen, codes))
        whys = reasons | _reason_terms(course, "crown_court")
        reads.append(Read(AreaType.COURT, whys, codes, period))
    return tuple(reads)


def _stage_terms(course: Course, offence: str) -> frozenset[Term]:
    found: set[Term] = set()
    for stage in course.stages:
        opened = (stage.open_series,) if stage.open_series else ()
        for chosen in {"", offence}:
            found.update(terms_of((*stage.series, *opened), chosen))
    return frozenset(found)


def _exit_terms(course: Course, offence: str) -> frozenset[Term]:
    return frozenset(
        term
        for each in course.exits
        for chosen in {"", offence}
        for term in terms_of((*each.series, *each.of), chosen)
    )


def _focus_terms(course: Course, focus: Exit) -> frozenset[Term]:
    opened = [s.open_series for s in course.stages if s.series == focus.of]
    names = (*focus.series, *focus.of, *(name for name in opened if name))
    return frozenset(terms_of(names))


def _focus_by_offence(course: Course, focus: Exit) -> frozenset[Term]:
    names = {term.series for term in _focus_terms(course, focus)}
    return frozenset(
        term for offence in course.offences for term in terms_of(tuple(names), offence)
    )


def _trial_terms(lane: Lane, offence: str) -> frozenset[Term]:
    names = (*listed_series(lane), series_named(lane, "vacated"))
    return frozenset(t for chosen in {"", offence} for t in terms_of(names, chosen))


def _step_terms(course: Course, lane: Lane) -> frozenset[Term]:
    return frozenset(
        term
        for step in course.steps
        if step.lane in ("police", "cps", lane)
        for term in terms_of(_names(step))
    )


def _names(step: Step) -> tuple[str, ...]:
    return tuple(name for name in (step.median, step.mean) if name)


def _reason_terms(course: Course, lane: Lane) -> frozenset[Term]:
    found = {
        Term(
            series=series_named(lane, outcome),
            breakdown=REASONS,
            category=category,
        )
        for outcome in WITH_REASONS
        for category in (
            NO_REASON,
            *(r.id for r in course.reasons.values() if r.outcome == outcome),
        )
    }
    return frozenset(found | set(terms_of(listed_series(lane))))


def _cohort_terms(course: Course) -> frozenset[Term]:
    names = [stage.series for stage in course.cohorts]
    found = set(terms_of(names))
    for months in MONTHS:
        found.update(terms_of(names, f"months_{months}", breakdown=BREAKDOWN))
    return frozenset(found)


def _ages() -> frozenset[Term]:
    return frozenset(terms_of(AGES))
