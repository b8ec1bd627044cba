"""Two measures that may pull against each other: every area, and one area's path."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dashboard.areas import Geography
from dashboard.history import History
from dashboard.measures import Measure
from dashboard.periods import Period, Window, count_present, offered_periods
from dashboard.results import Result


class Place(NamedTuple):
    """Both values of one area in one period; either may be missing."""

    period: Period
    first: Result
    second: Result

    @property
    def is_whole(self) -> bool:
        """True where both values are there, so that it can be drawn."""
        return self.first.value is not None and self.second.value is not None


@dataclass(frozen=True)
class Pair:
    """A measure and its counterweight, over the same span of time.

    `places` has every area in the latest period that both cover in full; `path` the
    reader's own area in each such period, oldest first, with gaps as places that are
    not whole.
    """

    first: Measure
    second: Measure
    window: Window
    period: Period
    places: Mapping[str, Place]
    path: tuple[Place, ...]


def pair_periods(
    first: Measure,
    second: Measure,
    *,
    asked: str,
    present: tuple[Collection[int], Collection[int]],
) -> tuple[Window, list[Period]] | None:
    """The window both can be shown in and the periods both cover in full, latest first.

    The window asked for where both have it, else the shortest they share. `present`
    are the first months of the stored periods of each. None where they share nothing.
    """
    shared = [w for w in Window if w in first.windows and w in second.windows]
    shared.sort(key=lambda window: (window.value != asked, window.months))
    # Years begin when those of the less frequent say: its periods cannot be cut.
    lead = max((first, second), key=lambda measure: measure.frequency.months)
    firsts = present[0] if lead is first else present[1]
    for window in shared:
        periods = [
            period
            for period in offered_periods(
                firsts, lead.frequency, window=window, year_start=lead.year_start
            )
            if _is_whole(period, first, present[0])
            and _is_whole(period, second, present[1])
        ]
        if periods:
            return window, periods
    return None


def build_pair(
    histories: tuple[History, History],
    geography: Geography,
    area_code: str,
    *,
    window: Window,
    periods: Sequence[Period],
) -> Pair:
    """Every area in the first of the periods, and one area in all of them.

    Histories hold all of the area's periods, and every area in the first.
    """
    first, second = histories

    def place(code: str, period: Period) -> Place:
        return Place(
            period,
            first.result(code, period, window),
            second.result(code, period, window),
        )

    latest = periods[0]
    return Pair(
        first=first.measure,
        second=second.measure,
        window=window,
        period=latest,
        places={
            code: place(code, latest)
            for code in geography.of_type(first.measure.area_type)
        },
        path=tuple(place(area_code, period) for period in reversed(periods)),
    )


def _is_whole(period: Period, measure: Measure, present: Collection[int]) -> bool:
    found, wanted = count_present(period, present, measure.frequency)
    return found == wanted
