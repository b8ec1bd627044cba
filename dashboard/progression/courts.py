"""The courts of an area side by side: caseload, trials, reasons and days."""

from typing import NamedTuple

from dashboard.areas import Area, AreaType, Geography
from dashboard.measures import Measure
from dashboard.periods import Period, period_from, shift
from dashboard.progression.course import Course, Lane
from dashboard.progression.flow import Pace, build_flow
from dashboard.progression.flows import flows_of
from dashboard.progression.reasons import Counting
from dashboard.progression.stages import at_span
from dashboard.progression.streams import (
    Streams,
    count,
    days,
    last_part,
    share,
    terms_of,
    window_of,
)
from dashboard.progression.trials import outcome_share
from dashboard.results import Result
from dashboard.view_state import ViewState

#: Courts take cases of their own kind only; magistrates' courts are not told apart.
LANE: Lane = "crown_court"


class CourtView(NamedTuple):
    """One court, or the area as a whole; None for what it has no figures of."""

    code: str
    open: Result
    over_a_year: Result
    pace: Pace | None
    effective: Result
    cracked: Result
    ineffective: Result
    days: Result | None
    reason: Result | None


def courts_of(area_code: str, geography: Geography) -> tuple[Area, ...]:
    """The courts that stand in an area, by name."""
    whole = (AreaType.CRIMINAL_JUSTICE_AREA, area_code)
    parts = geography.members.get(whole, ())
    found = [
        geography.areas[part]
        for part in parts
        if part[0] == AreaType.COURT and part in geography.areas
    ]
    return tuple(sorted(found, key=lambda area: area.name_en))


def build_courts(
    course: Course,
    streams: Streams,
    area_code: str,
    geography: Geography,
    period: Period,
    state: ViewState,
) -> tuple[CourtView, ...]:
    """Every court that has any figure, then the area they stand in."""
    rows = [
        _row(course, streams, AreaType.COURT, court.code, period, state)
        for court in courts_of(area_code, geography)
    ]
    held = [row for row in rows if _has_any(row)]
    if not held:
        return ()
    area = _row(
        course, streams, AreaType.CRIMINAL_JUSTICE_AREA, area_code, period, state
    )
    return (*held, area)


def _has_any(row: CourtView) -> bool:
    every = (row.open, row.effective, row.cracked, row.ineffective)
    return any(result.months_present for result in every)


def _row(
    course: Course,
    streams: Streams,
    kind: AreaType,
    code: str,
    period: Period,
    state: ViewState,
) -> CourtView:
    window = window_of(period)

    def share_of(measure: Measure) -> Result:
        return streams.history(measure).result(code, period, window)

    open_cases = course.series["crown_court_open_cases"]
    stock = count(
        "open", open_cases, lane=LANE, place=kind, terms=terms_of((open_cases.id,))
    )
    outcomes = {
        outcome: share_of(outcome_share(course, LANE, outcome, place=kind))
        for outcome in ("effective", "cracked", "ineffective")
    }
    flows = flows_of(course, streams, LANE, kind)
    flow = build_flow(flows, code, period, ViewState()) if flows else None
    still_open = at_span(streams.history(stock), open_cases, code, period)
    return CourtView(
        code=code,
        open=still_open,
        over_a_year=_over_a_year(course, streams, kind, code, period),
        pace=_beside(flow.pace if flow else None, still_open),
        days=_days(course, streams, kind, code, period),
        reason=_reason(course, streams, kind, code, period, state),
        **outcomes,
    )


def _beside(pace: Pace | None, still_open: Result) -> Pace | None:
    """The pace, where the open cases it is of are those of the row; else None."""
    if pace is None:
        return None
    end = period_from(shift(pace.period.last, -2), 3)
    return pace if end.label == still_open.period else None


def _over_a_year(
    course: Course, streams: Streams, kind: AreaType, code: str, period: Period
) -> Result:
    """The share open for a year or more at the last quarter of the span."""
    measure = share(
        "over_a_year",
        ("", ""),
        course.series["crown_court_open_over_a_year"],
        lane=LANE,
        place=kind,
        above=terms_of(("crown_court_open_over_a_year",)),
        below=terms_of(("crown_court_open_known_age",)),
    )
    history = streams.history(measure)
    found = last_part(history, code, period)
    last, window = found or (period, window_of(period))
    return history.result(code, last, window)


def _days(
    course: Course, streams: Streams, kind: AreaType, code: str, period: Period
) -> Result | None:
    """Offence to completion, the median, in the last quarter of the span."""
    step = next(s for s in course.steps if s.lane == LANE and s.is_whole)
    name = step.median or step.mean
    history = streams.history(days(step, name, course.series[name], place=kind))
    found = last_part(history, code, period)
    return history.result(code, *found) if found else None


def _reason(
    course: Course,
    streams: Streams,
    kind: AreaType,
    code: str,
    period: Period,
    state: ViewState,
) -> Result | None:
    """The share of trials listed that ended for the reason the link names."""
    reason = course.reasons.get(state.reason)
    if reason is None:
        return None
    counting = Counting(course, streams.within(period), LANE, reason.outcome)
    labels = (reason.label, reason.label_cy)
    history = counting.history(reason.id, labels, [reason.id], kind)
    return history.result(code, period, window_of(period))
