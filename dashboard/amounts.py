"""Counts that may be hidden: a sum with a hidden part is hidden, never worked out."""

from collections.abc import Iterable
from typing import NamedTuple

from dashboard.results import HIDDEN, Status


class Amount(NamedTuple):
    """A count, or why there is none; `releases` are those it was read from."""

    value: float | None
    status: Status = Status.PUBLISHED
    releases: frozenset[int] = frozenset()

    @property
    def is_hidden(self) -> bool:
        """True where the number may not be shown, or used to find another."""
        return self.status == Status.SUPPRESSED


ABSENT = Amount(None, Status.NOT_AVAILABLE)

#: Where parts differ, the first of these that any of them has is that of the sum.
_WEIGHTIEST = (
    Status.SUPPRESSED,
    Status.NOT_AVAILABLE,
    Status.NOT_APPLICABLE,
    Status.PROVISIONAL,
    Status.REVISED,
)


def add_up(amounts: Iterable[Amount]) -> Amount:
    """The sum: hidden or absent with any part that is; absent without parts."""
    parts = list(amounts)
    if not parts:
        return ABSENT
    statuses = {part.status for part in parts}
    status = next((s for s in _WEIGHTIEST if s in statuses), Status.PUBLISHED)
    releases = frozenset().union(*(part.releases for part in parts))
    if status in HIDDEN:
        return Amount(None, status, releases)
    total = sum(part.value for part in parts if part.value is not None)
    return Amount(total, status, releases)
