"""How trials end: effective, cracked or ineffective of those listed, over time."""

from typing import NamedTuple

from dashboard.areas import AreaType, Geography
from dashboard.measures import Measure
from dashboard.periods import Period
from dashboard.progression.course import TRIAL_OUTCOMES, Course, Lane
from dashboard.progression.shares import (
    Compared,
    compare_share,
    first_held,
    own_over_areas,
)
from dashboard.progression.stages import Asked, places_for
from dashboard.progression.streams import (
    Place,
    Streams,
    count,
    share,
    terms_of,
    window_of,
)
from dashboard.results import Result
from dashboard.trends import Trend
from dashboard.view_state import ViewState

AREA = AreaType.CRIMINAL_JUSTICE_AREA


class OutcomeView(NamedTuple):
    """One way trials end: the share of the span, and of every quarter."""

    outcome: str
    found: Compared
    trend: Trend


class Trials(NamedTuple):
    """The trials listed of one place by how they ended.

    `vacated` were taken out of the list before, and are no part of those listed.
    """

    lane: Lane
    place: Place
    outcomes: tuple[OutcomeView, ...]
    vacated: Result
    is_all_offences: bool = False


def series_named(lane: Lane, outcome: str) -> str:
    """The series of one way that trials of one kind of court end."""
    return f"{lane}_trials_{outcome}"


def listed_series(lane: Lane) -> tuple[str, ...]:
    """The series that make up the trials listed."""
    return tuple(series_named(lane, outcome) for outcome in TRIAL_OUTCOMES)


def outcome_share(
    course: Course, lane: Lane, outcome: str, *, place: AreaType, offence: str = ""
) -> Measure:
    """The share of trials listed that ended one way."""
    name = series_named(lane, outcome)
    return share(
        outcome,
        (outcome, outcome),
        course.series[name],
        lane=lane,
        place=place,
        above=terms_of((name,), offence),
        below=terms_of(listed_series(lane), offence),
        polarity=course.trial_polarity(lane, outcome),
    )


def build_trials(
    course: Course,
    streams: Streams,
    asked: Asked,
    state: ViewState,
    geography: Geography,
    *,
    lane: Lane,
) -> Trials | None:
    """Trials of the offence group asked for where courts count by it, else of all.

    None where no place has any trials in the span.
    """
    for offence in dict.fromkeys((asked.offence, "")):
        tries = [
            (
                streams.history(
                    outcome_share(
                        course, lane, "effective", place=place.type, offence=offence
                    )
                ),
                place,
            )
            for place in places_for(lane, asked)
        ]
        found = first_held(tries, asked.period)
        if found is not None:
            trials = _of_place(
                course, streams, found[1], asked.period, state, geography,
                lane=lane, offence=offence,
            )  # fmt: skip
            return trials._replace(is_all_offences=bool(asked.offence) and not offence)
    return None


def _of_place(
    course: Course,
    streams: Streams,
    place: Place,
    period: Period,
    state: ViewState,
    geography: Geography,
    *,
    lane: Lane,
    offence: str,
) -> Trials:
    views = []
    for outcome in TRIAL_OUTCOMES:
        history = streams.history(
            outcome_share(course, lane, outcome, place=place.type, offence=offence)
        )
        areas = history
        if place.type != AREA:
            areas = streams.history(
                outcome_share(course, lane, outcome, place=AREA, offence=offence)
            )
        compared = compare_share(
            history, place, state, geography, period=period, areas=areas
        )
        trend = own_over_areas(history, areas, place, geography)
        views.append(OutcomeView(outcome, compared, trend))
    vacated = series_named(lane, "vacated")
    counted = count(
        "vacated",
        course.series[vacated],
        lane=lane,
        place=place.type,
        terms=terms_of((vacated,), offence),
    )
    result = streams.history(counted).result(place.code, period, window_of(period))
    return Trials(lane, place, tuple(views), result)
