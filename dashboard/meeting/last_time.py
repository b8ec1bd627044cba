"""What changed in a view between two meetings."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from dashboard.attention import Line
from dashboard.benchmarks import Benchmark
from dashboard.measures import Measure
from dashboard.pages import CompareView, OverviewView
from dashboard.periods import Period
from dashboard.plan.moves import Moved
from dashboard.releases import Release
from dashboard.results import Result


@dataclass(frozen=True)
class Figure:
    """A figure of one's own area now, and the one at the last meeting if there was."""

    measure: Measure
    now: Result
    period: Period
    benchmark: Benchmark
    then: Result | None = None
    then_period: Period | None = None

    @property
    def difference(self) -> float | None:
        """Now less then; None where one of them has no value."""
        if self.then is None or self.then.value is None or self.now.value is None:
            return None
        return self.now.value - self.then.value


@dataclass(frozen=True)
class LastTime:
    """What a view showed at the last meeting and shows now.

    `since` is None where no meeting came before. `appeared` and `gone` are lines of
    the list of what needs attention, which only the overview has; `moved` is what only
    the plan has. Without anything loaded at the last meeting `was_known` is False.
    """

    since: date | None
    figure: Figure | None = None
    appeared: tuple[Line, ...] = ()
    gone: tuple[Line, ...] = ()
    has_list: bool = False
    was_known: bool = True
    moved: Moved | None = None
    loaded: tuple[Release, ...] = ()

    @property
    def is_counted(self) -> bool:
        """Whether there is more to compare than what the view says in words."""
        return self.figure is not None or self.has_list or self.moved is not None


class SaidThen(NamedTuple):
    """What a view said in words at the last meeting and no longer says.

    Where there is none, `are_figures_same` is whether each figure behind the view is as
    it was.
    """

    words: tuple[str, ...]
    are_figures_same: bool


def figure_of(now: CompareView, then: CompareView | None) -> Figure | None:
    """One's own figure in two views of one measure; None where now has none."""
    if now.data is None:
        return None
    before = then.data if then is not None else None
    return Figure(
        measure=now.data.measure,
        now=now.data.own,
        period=now.data.period,
        benchmark=now.data.benchmark,
        then=before.own if before else None,
        then_period=before.period if before else None,
    )


def changed_lines(
    now: OverviewView, then: OverviewView | None
) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Lines that are new on the list, and those that are no longer on it."""
    if then is None:
        return (), ()
    before = {_key(line) for line in then.attention.lines}
    after = {_key(line) for line in now.attention.lines}
    return (
        tuple(line for line in now.attention.lines if _key(line) not in before),
        tuple(line for line in then.attention.lines if _key(line) not in after),
    )


def _key(line: Line) -> tuple[str, ...]:
    """A line about the same measure, groups or late publications is the same line."""
    if line.row is not None:
        return (line.row.measure.id,)
    if line.disparity is not None:
        found = line.disparity.found
        return (found.point.id, found.group)
    return (line.reason.value, *sorted(each.source.id for each in line.late))
