"""Where cases leave before a verdict, and why: each point against similar areas."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dashboard.areas import AreaType, Geography
from dashboard.history import History
from dashboard.progression.course import Course, Exit, Lane
from dashboard.progression.maturity import (
    Maturity,
    Settled,
    find_maturity,
    settled,
)
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
    exit_share,
    share,
    terms_of,
)
from dashboard.trends import Trend
from dashboard.view_state import ViewState

AREA = AreaType.CRIMINAL_JUSTICE_AREA
#: The stage of which it is known how much is not concluded.
OPEN_STAGE = "outcomes"


class ExitView(NamedTuple):
    """One point at which cases leave, or the same for one group of offences."""

    leaving: Exit
    place: Place
    found: Compared
    settled: Settled
    offence: str = ""
    is_all_offences: bool = False


class Attrition(NamedTuple):
    """Every point that has figures; then one of them by group of offences.

    `focus` is the point that `by_offence` and `trend` are of. `missing` are the
    points for which nothing is loaded.
    """

    exits: tuple[ExitView, ...]
    missing: tuple[Exit, ...]
    focus: Exit | None
    by_offence: tuple[ExitView, ...]
    trend: Trend | None
    maturity: Maturity | None

    @property
    def focused(self) -> ExitView | None:
        """The point in detail as it stands among the others."""
        return next((e for e in self.exits if e.leaving == self.focus), None)


def build_attrition(
    course: Course,
    streams: Streams,
    asked: Asked,
    state: ViewState,
    geography: Geography,
) -> Attrition:
    """Shares that leave at each point, of the offence group asked for where known."""
    views, missing = [], []
    within = streams.within(asked.period)
    for leaving in course.exits:
        view = _view(course, within, leaving, asked, state, geography)
        if view is None:
            missing.append(leaving)
        else:
            views.append(view)
    focus = find_focus(course, state, [view.leaving for view in views])
    groups: tuple[ExitView, ...] = ()
    trend = maturity = None
    if focus is not None:
        groups = tuple(_by_offence(course, within, focus, asked, state, geography))
        place = next(view.place for view in views if view.leaving == focus)
        trend, maturity = _over_time(course, streams, focus, place, geography)
    return Attrition(tuple(views), tuple(missing), focus, groups, trend, maturity)


def find_focus(course: Course, state: ViewState, loaded: Sequence[Exit]) -> Exit | None:
    """The point shown in detail: the one the link names, else a telling one.

    Of the stage that is chosen the first where fewer is better, else its first; of
    all likewise.
    """
    known = {leaving.id: leaving for leaving in loaded}
    if state.reason in known:
        return known[state.reason]
    lanes: tuple[Lane | str, ...] = (state.stage,) if state.stage else ()
    telling = [each for each in loaded if each.polarity == "lower_is_better"]
    here = [each for each in loaded if each.lane in lanes]
    wanted = (*(each for each in telling if each in here), *here, *telling, *loaded)
    return wanted[0] if wanted else None


def _view(
    course: Course,
    streams: Streams,
    leaving: Exit,
    asked: Asked,
    state: ViewState,
    geography: Geography,
) -> ExitView | None:
    """One point of the offence group asked for, else of all; None without figures."""
    for offence in dict.fromkeys((asked.offence, "")):
        view = _exit(course, streams, leaving, asked, state, geography, offence=offence)
        if view is not None:
            is_all = bool(asked.offence) and not offence
            return view._replace(is_all_offences=is_all)
    return None


def _exit(
    course: Course,
    streams: Streams,
    leaving: Exit,
    asked: Asked,
    state: ViewState,
    geography: Geography,
    *,
    offence: str,
) -> ExitView | None:
    series = course.series[leaving.series[0]]
    tries = [
        (
            streams.history(
                exit_share(leaving, series, place=place.type, offence=offence)
            ),
            place,
        )
        for place in places_for(leaving.lane, asked)
    ]
    found = first_held(tries, asked.period)
    if found is None:
        return None
    history, place = found
    areas = None
    if place.type != AREA:
        areas = streams.history(
            exit_share(leaving, series, place=AREA, offence=offence)
        )
    still_open = _still_open(course, streams, leaving, place, offence)
    ripe = settled(still_open, place.code, asked.period)
    compared = compare_share(
        history,
        place,
        state,
        geography,
        period=asked.period,
        areas=areas,
        is_settled=ripe.is_settled,
    )
    return ExitView(leaving, place, compared, ripe, offence=offence)


def _still_open(
    course: Course, streams: Streams, leaving: Exit, place: Place, offence: str = ""
) -> History | None:
    """The part not concluded of what an exit is a part of; None where not counted."""
    stage = course.stage(OPEN_STAGE)
    if leaving.of != stage.series:
        return None
    measure = share(
        f"{stage.id}_open",
        (stage.label, stage.label_cy),
        course.series_of(stage),
        lane=stage.lane,
        place=place.type,
        above=terms_of((stage.open_series,), offence),
        below=terms_of(stage.series, offence),
    )
    return streams.history(measure)


def _by_offence(
    course: Course,
    streams: Streams,
    leaving: Exit,
    asked: Asked,
    state: ViewState,
    geography: Geography,
) -> Iterable[ExitView]:
    """The same point for each group of offences it is counted by, highest first."""
    views = [
        view
        for offence in course.offences
        if (
            view := _exit(
                course, streams, leaving, asked, state, geography, offence=offence
            )
        )
        is not None
    ]
    return sorted(views, key=lambda v: (v.found.own.value is None, -_value(v)))


def _value(view: ExitView) -> float:
    return view.found.own.value or 0.0


def _over_time(
    course: Course,
    streams: Streams,
    leaving: Exit,
    place: Place,
    geography: Geography,
) -> tuple[Trend | None, Maturity | None]:
    """The point over all time, and how much of each period is not concluded."""
    series = course.series[leaving.series[0]]
    history = streams.history(exit_share(leaving, series, place=place.type))
    if not history.cells.get(place.code):
        return None, None
    areas = history
    if place.type != AREA:
        areas = streams.history(exit_share(leaving, series, place=AREA))
    trend = own_over_areas(history, areas, place, geography)
    still_open = _still_open(course, streams, leaving, place)
    if still_open is None:
        return trend, None
    return trend, find_maturity(still_open, place.code, trend.periods)
