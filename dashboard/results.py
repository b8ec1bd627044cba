"""What a calculation gives back: one row a mark, and why a number may be absent."""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from dashboard.areas import Shared
from dashboard.stats.refusals import Reason


class Status(StrEnum):
    """Why a number is, or is not, shown."""

    PUBLISHED = "published"
    PROVISIONAL = "provisional"
    REVISED = "revised"
    LOW_RELIABILITY = "low_reliability"
    SUPPRESSED = "suppressed"
    NOT_AVAILABLE = "not_available"
    NOT_APPLICABLE = "not_applicable"


#: Statuses under which a row holds no number of any kind.
HIDDEN = frozenset({Status.SUPPRESSED, Status.NOT_AVAILABLE, Status.NOT_APPLICABLE})

#: Shorthand in tables and exports, as official UK statistics print it.
SYMBOLS: dict[Status, str] = {
    Status.PUBLISHED: "",
    Status.PROVISIONAL: "p",
    Status.REVISED: "r",
    Status.LOW_RELIABILITY: "u",
    Status.SUPPRESSED: "c",
    Status.NOT_AVAILABLE: "x",
    Status.NOT_APPLICABLE: "z",
}


class Comparison(StrEnum):
    """A value's interval against a benchmark, in the words of its polarity."""

    BETTER = "better"
    WORSE = "worse"
    HIGHER = "higher"
    LOWER = "lower"
    SIMILAR = "similar"
    NOT_COMPARED = "not_compared"


class Result(NamedTuple):
    """One measure for one area, period and group.

    `value`, `lower` and `upper` are shares of 1 for proportions, already multiplied
    by the measure's `per` for rates, and None where there is nothing to show.
    `months_present` counts the stored periods found, of `months_expected`. `reason`
    says why a row is not available. `shared` where the figure is that of a larger area,
    and so of others as well: it is not ranked, pooled or put on a funnel.
    """

    measure_id: str
    area_code: str
    period: str
    group: str
    numerator: float | None
    denominator: float | None
    value: float | None
    lower: float | None
    upper: float | None
    status: Status
    months_present: int
    months_expected: int
    reason: Reason | None = None
    shared: Shared | None = None

    @property
    def is_partial(self) -> bool:
        """True where some, but not all, of the period's parts are there."""
        return 0 < self.months_present < self.months_expected


def check_results(results: Iterable[Result]) -> tuple[Result, ...]:
    """The same rows; raises ValueError for a hidden number or a missing value."""
    checked = tuple(results)
    for row in checked:
        numbers = (row.numerator, row.denominator, row.value, row.lower, row.upper)
        if row.status in HIDDEN and any(number is not None for number in numbers):
            raise ValueError(f"{row.area_code} is {row.status} but holds a number")
        if row.status not in HIDDEN and row.value is None:
            raise ValueError(f"{row.area_code} is {row.status} but has no value")
    return checked
