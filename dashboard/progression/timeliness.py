"""How many days each step takes: own area over the band of all, median and mean."""

from typing import NamedTuple

from dashboard.areas import AreaType, Geography
from dashboard.measures import Measure
from dashboard.periods import Period
from dashboard.progression.course import Course, Lane, Step
from dashboard.progression.shares import own_over_areas
from dashboard.progression.stages import Asked, places_for
from dashboard.progression.streams import Place, Streams, days, last_part
from dashboard.results import Result
from dashboard.trends import Trend

AREA = AreaType.CRIMINAL_JUSTICE_AREA


class StepView(NamedTuple):
    """One step of one place: its latest figure in the span, and all there are.

    `mean` beside the median says how long the slow cases draw it out. `trend` has the
    place's own line and, from areas alone, the band of all and the national line.
    """

    step: Step
    measure: Measure
    place: Place
    clock: Period
    result: Result
    mean: Result | None
    national: Result | None
    trend: Trend
    is_mean: bool = False


class Timeliness(NamedTuple):
    """The steps that have figures in the order of a case, and those that have none."""

    steps: tuple[StepView, ...]
    missing: tuple[Step, ...]


def build_timeliness(
    course: Course,
    streams: Streams,
    asked: Asked,
    geography: Geography,
    *,
    lane: Lane,
) -> Timeliness:
    """Steps before court, and those of one kind of court."""
    views, missing = [], []
    for step in course.steps:
        if step.lane not in ("police", "cps", lane):
            continue
        view = _view(course, streams, step, asked, geography)
        if view is None:
            missing.append(step)
        else:
            views.append(view)
    return Timeliness(tuple(views), tuple(missing))


def _view(
    course: Course, streams: Streams, step: Step, asked: Asked, geography: Geography
) -> StepView | None:
    """The median where there is one, else the mean; None without any figure."""
    main = step.median or step.mean
    for place in places_for(step.lane, asked):
        history = streams.history(
            days(step, main, course.series[main], place=place.type)
        )
        found = last_part(history, place.code, asked.period)
        if found is None:
            continue
        period, window = found
        mean = None
        if step.median and step.mean:
            other = days(step, step.mean, course.series[step.mean], place=place.type)
            mean = streams.history(other).result(place.code, period, window)
        areas = history
        if place.type != AREA:
            areas = streams.history(days(step, main, course.series[main], place=AREA))
        trend = own_over_areas(history, areas, place, geography)
        return StepView(
            step,
            history.measure,
            place,
            period,
            history.result(place.code, period, window),
            mean,
            _at(trend, period),
            trend,
            is_mean=not step.median,
        )
    return None


def _at(trend: Trend, period: Period) -> Result | None:
    """England and Wales in a period; None where it has no figure."""
    at = dict(zip(trend.periods, trend.national, strict=True)).get(period)
    return at if at is not None and at.value is not None else None
