"""Figures of many measures and areas with their verdicts, a page at a time."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from dashboard.areas import Geography
from dashboard.benchmarks import Benchmark, choose_benchmark, compare_results
from dashboard.choosing import can_show
from dashboard.history import History
from dashboard.measures import Measure
from dashboard.partnership import Partnership
from dashboard.periods import Period, Window, offered_periods, parse_period
from dashboard.results import Comparison, Result
from dashboard.scorecard import ScoreRow, build_row
from dashboard.view_state import ViewState

LATEST, EVERY = "latest", "all"


@dataclass(frozen=True)
class Wanted:
    """What is asked for; without measures or areas, all of them.

    `period` is `latest`, `all` or a period's label. Without a window each measure is
    given as often as it is stored. What a measure does not have gives no row.
    """

    measures: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    period: str = LATEST
    window: str = ""
    against: str = "england_and_wales"
    as_of: str = ""
    offset: int = 0
    limit: int = 100


class Judged(NamedTuple):
    """One figure and how it compares; the whole verdict where it is the latest asked.

    Change over time, target and place among all areas are judged for the period that
    is asked for, or of a whole series for its last: `row` is None for the others.
    """

    measure: Measure
    area_code: str
    period: Period
    window: Window
    result: Result
    benchmark: Benchmark
    comparison: Comparison
    row: ScoreRow | None


class Block(NamedTuple):
    """One measure's share of the answer: each area in each period, the first first."""

    measure: Measure
    areas: tuple[str, ...]
    periods: tuple[Period, ...]
    window: Window

    @property
    def size(self) -> int:
        """How many figures it holds."""
        return len(self.areas) * len(self.periods)


def blocks_of(
    measures: Sequence[Measure],
    wanted: Wanted,
    geography: Geography,
    present: Callable[[Measure], frozenset[int]],
) -> list[Block]:
    """What there is of what is wanted, in the order of the measures."""
    blocks = []
    for measure in measures:
        found = _periods(measure, wanted, present(measure))
        codes = geography.of_type(measure.area_type)
        areas = tuple(c for c in codes if not wanted.areas or c in wanted.areas)
        if found is not None and areas:
            blocks.append(Block(measure, areas, *found))
    return blocks


def _periods(
    measure: Measure, wanted: Wanted, present: frozenset[int]
) -> tuple[tuple[Period, ...], Window] | None:
    windows = [Window(wanted.window)] if wanted.window else _usual_first(measure)
    for window in windows:
        if window not in measure.windows:
            continue
        offered = offered_periods(
            present, measure.frequency, window=window, year_start=measure.year_start
        )
        if wanted.period == EVERY and offered:
            return tuple(reversed(offered)), window
        if wanted.period == LATEST and offered:
            return (offered[0],), window
        asked = parse_period(wanted.period, window)
        if asked is not None and can_show(asked, measure, window, present=present):
            return (asked,), window
    return None


def _usual_first(measure: Measure) -> list[Window]:
    """The windows of a measure; that in which it is stored before the others."""
    stored = Window(measure.frequency.value)
    return sorted(measure.windows, key=lambda window: window != stored)


def judge_page(
    blocks: Sequence[Block],
    wanted: Wanted,
    geography: Geography,
    *,
    history: Callable[[Measure], History],
    partnership: Partnership,
) -> list[Judged]:
    """The figures from `offset` on, `limit` at most; only theirs are worked out."""
    judged = []
    for block, at, stop in _slices(blocks, wanted.offset, wanted.limit):
        counts = history(block.measure)
        for place in range(at, stop):
            area, period = divmod(place, len(block.periods))
            judged.append(
                _judge(
                    block,
                    block.areas[area],
                    period,
                    counts,
                    ViewState(area=block.areas[area], against=wanted.against),
                    geography,
                    partnership,
                )
            )
    return judged


def _slices(
    blocks: Sequence[Block], offset: int, limit: int
) -> Iterator[tuple[Block, int, int]]:
    """The part of each block that falls on the page."""
    begins = 0
    for block in blocks:
        at = max(0, offset - begins)
        stop = min(block.size, offset + limit - begins)
        if at < stop:
            yield block, at, stop
        begins += block.size


def _judge(
    block: Block,
    area_code: str,
    place: int,
    history: History,
    state: ViewState,
    geography: Geography,
    partnership: Partnership,
) -> Judged:
    measure, window, period = block.measure, block.window, block.periods[place]
    if place == len(block.periods) - 1:
        row = build_row(
            history,
            replace(state, measure=measure.id),
            geography,
            period=period,
            window=window,
            partnership=partnership,
        )
        return Judged(
            measure, area_code, period, window, row.result, row.benchmark,
            row.verdict.comparison, row,
        )  # fmt: skip
    result = history.result(area_code, period, window)
    benchmark = choose_benchmark(
        history, state, geography, period=period, window=window
    )
    if state.against == "target":
        target = partnership.target_of(measure.id, area_code)
        benchmark = Benchmark("target", target.value if target else None, None)
    comparison = compare_results(measure, {area_code: result}, benchmark)[area_code]
    return Judged(
        measure, area_code, period, window, result, benchmark, comparison, None
    )
