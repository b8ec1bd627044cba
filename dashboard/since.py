"""What was revised since a day as of which figures are shown."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from dashboard.history import History
from dashboard.measures import Measure
from dashboard.periods import Period, Window, period_from
from dashboard.releases import Release
from dashboard.results import Result

#: Revised figures that are named; the rest are counted.
MOST_NAMED = 20


class Scope(NamedTuple):
    """What a page is about: measures, or all, of areas, or of all."""

    measures: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()


class Revised(NamedTuple):
    """One figure as it was known on the day, and as it is now."""

    measure: Measure
    period: Period
    then: Result
    now: Result

    @property
    def size(self) -> float | None:
        """By how much the value changed; None where one of the two has none."""
        if self.then.value is None or self.now.value is None:
            return None
        return self.now.value - self.then.value


class Since(NamedTuple):
    """A day, and what was loaded and revised since: the largest first, and how many.

    `is_of_areas` where figures of areas were looked through, whatever the page shows.
    """

    day: date
    named: tuple[Revised, ...]
    figures: int
    releases: tuple[Release, ...]
    first_load: date | None
    is_of_areas: bool = False


def find_since(
    day: date,
    replaced: Mapping[str, Collection[tuple[str, int]]],
    then: Mapping[str, History],
    now: Mapping[str, History],
    *,
    releases: Iterable[Release],
    is_of_areas: bool = False,
) -> Since:
    """Figures that say something else now; `replaced` are areas and first months.

    Both histories are by measure. A number that was loaded again and says the same is
    no revision, nor is a period that came later.
    """
    revised = [
        found
        for name, places in replaced.items()
        for area_code, first in sorted(places)
        if (found := _revised(then[name], now[name], area_code, first)) is not None
    ]
    revised.sort(key=_weight)
    standing = [release for release in releases if release.state != "withdrawn"]
    loaded = [release.loaded_at.date() for release in standing]
    return Since(
        day=day,
        named=tuple(revised[:MOST_NAMED]),
        figures=len(revised),
        releases=tuple(r for r in standing if r.loaded_at.date() > day),
        first_load=min(loaded, default=None),
        is_of_areas=is_of_areas,
    )


def _revised(then: History, now: History, area_code: str, first: int) -> Revised | None:
    measure = then.measure
    period = period_from(first, measure.frequency.months)
    window = Window(measure.frequency.value)
    pair = [each.result(area_code, period, window) for each in (then, now)]
    before, after = ((r.numerator, r.denominator, r.value) for r in pair)
    return None if before == after else Revised(measure, period, *pair)


def _weight(revised: Revised) -> tuple[float, int]:
    """The largest for their own size first; those without a size before all."""
    size, before = revised.size, abs(revised.then.value or 0.0)
    if size is None:
        return (float("-inf"), -revised.period.first)
    return (-abs(size) / before if before else float("-inf"), -revised.period.first)
