"""The stages of a case side by side, each counted in its own unit, by its own clock.

Stages are not one cohort: the cases counted at one are not those counted at the next.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dashboard.history import History
from dashboard.measures import Measure
from dashboard.periods import Period, Window, period_from, shift
from dashboard.progression.course import LANES, Course, Lane, Series, Stage
from dashboard.progression.streams import (
    Place,
    Streams,
    last_part,
    share,
    stage_count,
    stage_share,
    terms_of,
    window_of,
)
from dashboard.results import HIDDEN, Result, Status


class Break(NamedTuple):
    """What changes from the stage before: the unit, the source or both."""

    unit_before: Series | None
    is_other_source: bool


class StageView(NamedTuple):
    """One stage of one place.

    `clock` is the time its figure is of; a stock's is the last quarter in the span.
    `share` is the part of the stage it belongs to, `per_hundred` how many there are
    for each hundred of it, `not_concluded` the part whose outcome is still to come.
    `reaches` are the first and last months there are figures for at all.
    """

    stage: Stage
    series: Series
    measure: Measure
    place: Place
    result: Result
    clock: Period
    share: Result | None = None
    per_hundred: float | None = None
    not_concluded: Result | None = None
    is_all_offences: bool = False
    gap: Break | None = None
    reaches: tuple[int, int] | None = None

    @property
    def is_loaded(self) -> bool:
        """True where there are figures of any time."""
        return self.reaches is not None


class LaneView(NamedTuple):
    """The stages of one agency."""

    lane: Lane
    stages: tuple[StageView, ...]


class Asked(NamedTuple):
    """What the stages are shown for: the span, the places to try, the offence group."""

    period: Period
    places: tuple[Place, ...]
    offence: str = ""
    court: Place | None = None


def build_stages(
    course: Course, streams: Streams, asked: Asked
) -> tuple[LaneView, ...]:
    """Every lane in the order of a case, with breaks where counts cannot be joined."""
    views = _with_breaks(
        _view(course, streams, stage, asked) for stage in course.stages
    )
    return tuple(
        LaneView(lane, tuple(view for view in views if view.stage.lane == lane))
        for lane in LANES
    )


def places_for(lane: Lane, asked: Asked) -> tuple[Place, ...]:
    """The places to try for a lane's figures: a chosen court first, in its own lane."""
    is_court = asked.court is not None and lane == "crown_court"
    return (asked.court, *asked.places) if is_court and asked.court else asked.places


def at_span(history: History, series: Series, code: str, period: Period) -> Result:
    """A count of a span; of a stock the last one in it."""
    if series.kind == "flow":
        return history.result(code, period, window_of(period))
    found = last_part(history, code, period)
    last, window = found or (period, window_of(period))
    if found is None:
        return history.result(code, _last_quarter(period), Window.QUARTER)
    return history.result(code, last, window)


def _last_quarter(period: Period) -> Period:
    parts = tuple(range(0, period.months, 3))
    year, month = period.start.year, period.start.month + parts[-1]
    return period_from((year + (month - 1) // 12) * 100 + (month - 1) % 12 + 1, 3)


def _view(course: Course, streams: Streams, stage: Stage, asked: Asked) -> StageView:
    """The first place with a figure, of the offence group where it is counted so."""
    series = course.series_of(stage)
    tries = [
        _try(course, streams, stage, asked, place=place, offence=offence)
        for offence in dict.fromkeys((asked.offence, ""))
        for place in places_for(stage.lane, asked)
    ]
    held = [view for view in tries if view.result.status != Status.NOT_AVAILABLE]
    loaded = [view for view in tries if view.is_loaded]
    chosen = (held or loaded or tries)[0]
    is_all = bool(asked.offence) and not _is_of(chosen.measure, asked.offence)
    if chosen.result.status in HIDDEN:
        return chosen._replace(is_all_offences=is_all)
    offence = "" if is_all else asked.offence
    return _related(course, streams, chosen, asked, offence=offence)._replace(
        series=series, is_all_offences=is_all
    )


def _is_of(measure: Measure, offence: str) -> bool:
    return any(term.category == offence for term in measure.terms)


def _try(
    course: Course,
    streams: Streams,
    stage: Stage,
    asked: Asked,
    *,
    place: Place,
    offence: str,
) -> StageView:
    series = course.series_of(stage)
    measure = stage_count(stage, series, place=place.type, offence=offence)
    history = streams.history(measure)
    result = at_span(history, series, place.code, asked.period)
    clock = asked.period
    if series.kind != "flow":
        found = last_part(history, place.code, asked.period)
        clock = found[0] if found else asked.period
    stored = sorted(history.cells.get(place.code, {}))
    ahead = series.frequency.months - 1
    reaches = (stored[0], shift(stored[-1], ahead)) if stored else None
    return StageView(stage, series, measure, place, result, clock, reaches=reaches)


def _related(
    course: Course, streams: Streams, view: StageView, asked: Asked, *, offence: str
) -> StageView:
    """The stage put in proportion to the one it is of, and what is still to come."""
    stage, place = view.stage, view.place
    window = window_of(asked.period)
    if stage.open_series:
        still = share(
            f"{stage.id}_open",
            (stage.label, stage.label_cy),
            view.series,
            lane=stage.lane,
            place=place.type,
            above=terms_of((stage.open_series,), offence),
            below=view.measure.numerator.terms,
        )
        found = streams.history(still).result(place.code, asked.period, window)
        if found.value is not None:
            view = view._replace(not_concluded=found)
    if not stage.of:
        return view
    whole = course.stage(stage.of)
    if stage.ratio == "share":
        part = stage_share(stage, whole, view.series, place=place.type, offence=offence)
        found = streams.history(part).result(place.code, asked.period, window)
        return view._replace(share=found)
    other = stage_count(whole, view.series, place=place.type, offence=offence)
    against = streams.history(other).result(place.code, asked.period, window)
    return view._replace(per_hundred=_per_hundred(view.result, against))


def _per_hundred(result: Result, whole: Result) -> float | None:
    """How many for each hundred, over the same periods; None where they differ."""
    if result.value is None or not whole.value:
        return None
    if result.months_present != whole.months_present:
        return None
    return 100 * result.value / whole.value


def _with_breaks(views: Iterable[StageView]) -> list[StageView]:
    """A break wherever unit or source is not that of the stage shown before."""
    marked: list[StageView] = []
    before: Series | None = None
    for view in views:
        if not view.is_loaded:
            marked.append(view)
            continue
        series = view.series
        if before is not None:
            is_other_unit = series.unit != before.unit
            is_other_source = series.publication != before.publication
            if is_other_unit or is_other_source:
                gap = Break(before if is_other_unit else None, is_other_source)
                view = view._replace(gap=gap)
        before = series
        marked.append(view)
    return marked


def shown(lanes: Sequence[LaneView]) -> list[StageView]:
    """The stages that have a figure, in order."""
    return [v for lane in lanes for v in lane.stages if v.result.value is not None]
