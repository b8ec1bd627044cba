"""Periods of which too much is still to come: hatched, and judged by no verdict."""

from collections.abc import Mapping
from typing import NamedTuple

from dashboard.history import History
from dashboard.periods import Period, Window
from dashboard.progression.streams import window_of

#: From this share of cases not concluded a period is not judged.
TOO_OPEN = 0.1


class Maturity(NamedTuple):
    """The share not concluded by stored period, where it is known."""

    outstanding: Mapping[Period, float]

    @property
    def unsettled(self) -> dict[Period, float]:
        """The periods that are hatched, with the share outstanding in each."""
        return {p: part for p, part in self.outstanding.items() if part >= TOO_OPEN}


class Settled(NamedTuple):
    """Whether a span may be judged, and the share of it not concluded."""

    is_settled: bool
    outstanding: float | None


def find_maturity(
    still_open: History, code: str, periods: tuple[Period, ...]
) -> Maturity:
    """The share of each period's cases that has no conclusion yet."""
    window = Window(still_open.frequency.value)
    found = {p: still_open.value(code, p, window) for p in periods}
    return Maturity({p: part for p, part in found.items() if part is not None})


def settled(still_open: History | None, code: str, period: Period) -> Settled:
    """A span counts as settled where nothing says how much of it is outstanding."""
    if still_open is None:
        return Settled(is_settled=True, outstanding=None)
    part = still_open.value(code, period, window_of(period))
    if part is None:
        return Settled(is_settled=True, outstanding=None)
    return Settled(is_settled=part < TOO_OPEN, outstanding=part)
