"""How recent each publication's figures are, and whether the next are late."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from statistics import median_low

from dashboard.measures import Catalogue, Measure, Source
from dashboard.periods import Frequency, Period, period_from, shift
from dashboard.releases import Release

#: Months after a period's end by which its figures are there as a rule, and one of
#: grace. Months come a quarter at a time, some four months after it; quarters as long
#: after theirs; years within the next.
LATE_AFTER = {Frequency.MONTH: 6, Frequency.QUARTER: 5, Frequency.YEAR: 12}

#: A demonstration is read so many months after its newest figures, ever after.
DEMONSTRATION_LAG = 3


@dataclass(frozen=True)
class Freshness:
    """One publication: what is there, and what should be.

    `latest` is None, and nothing late, where nothing of it is loaded. `expected` is
    the next period by the rhythm of those before, `due_on` the day from which it is
    late. `missing` are periods in between that never came.
    """

    source: Source
    measures: tuple[Measure, ...]
    latest: Period | None
    release: Release | None
    expected: Period | None
    due_on: date | None
    is_late: bool
    missing: tuple[Period, ...]

    @property
    def loaded_at(self) -> datetime | None:
        """When its newest release was loaded; None where that is not known."""
        return self.release.loaded_at if self.release else None


def find_freshness(
    catalogue: Catalogue,
    present: Mapping[str, Collection[int]],
    releases: Sequence[Release],
    *,
    today: date,
) -> tuple[Freshness, ...]:
    """Each publication that a measure is made from, in the order of the measures.

    `present` are the first months of the stored periods by measure. `today` is the
    caller's: nothing here reads a clock.
    """
    by_source: dict[str, list[Measure]] = {}
    for measure in catalogue.values():
        by_source.setdefault(measure.publication.source, []).append(measure)
    return tuple(
        _of_source(
            catalogue.sources[name],
            measures,
            sorted({first for m in measures for first in present.get(m.id, ())}),
            release=_release(releases, name),
            today=today,
        )
        for name, measures in by_source.items()
    )


def reading_day(
    today: date, latest: Collection[Period], *, is_demonstration: bool
) -> date:
    """The day on which figures are read: today, unless they are made up.

    A demonstration's calendar stands still. Without this every figure in it would be
    late a year after it was written, and nothing would show what late means.
    """
    if not is_demonstration or not latest:
        return today
    last = max(period.last for period in latest)
    return min(today, _end_of(shift(last, DEMONSTRATION_LAG)))


def _of_source(
    source: Source,
    measures: Sequence[Measure],
    firsts: Sequence[int],
    *,
    release: Release | None,
    today: date,
) -> Freshness:
    if not firsts:
        return Freshness(
            source=source,
            measures=tuple(measures),
            latest=None,
            release=release,
            expected=None,
            due_on=None,
            is_late=False,
            missing=(),
        )
    frequency = measures[0].frequency
    length = frequency.months
    rhythm = max(length, _rhythm(firsts))
    expected = period_from(shift(firsts[-1], rhythm), length)
    due_on = _end_of(shift(expected.last, LATE_AFTER[frequency]))
    return Freshness(
        source=source,
        measures=tuple(measures),
        latest=period_from(firsts[-1], length),
        release=release,
        expected=expected,
        due_on=due_on,
        is_late=today > due_on,
        missing=_missing(firsts, rhythm, length),
    )


def _rhythm(firsts: Sequence[int]) -> int:
    """The usual number of months between stored periods; 0 where there is one."""
    steps = [_months(after) - _months(before) for before, after in pairwise(firsts)]
    return median_low(steps) if steps else 0


def _missing(firsts: Sequence[int], rhythm: int, length: int) -> tuple[Period, ...]:
    there = set(firsts)
    month, missing = firsts[0], []
    while month < firsts[-1]:
        if month not in there:
            missing.append(period_from(month, length))
        month = shift(month, rhythm)
    return tuple(missing)


def _release(releases: Sequence[Release], name: str) -> Release | None:
    """The newest current release of a publication, or of the demonstration."""
    for wanted in (name, "demonstration"):
        found = [r for r in releases if (r.publication, r.state) == (wanted, "current")]
        if found:
            return max(found, key=lambda release: release.release_id)
    return None


def _months(yyyymm: int) -> int:
    return yyyymm // 100 * 12 + yyyymm % 100


def _end_of(yyyymm: int) -> date:
    following = shift(yyyymm, 1)
    return date(following // 100, following % 100, 1) - timedelta(days=1)
