"""One measure of one area: its chart, its place among areas, what to weigh it with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from dashboard.areas import Area, Geography, Identity, identities
from dashboard.benchmarks import Benchmark, compare_results, england_and_wales
from dashboard.comparing import rank_areas
from dashboard.history import History
from dashboard.results import HIDDEN, Comparison, Result
from dashboard.scorecard import ScoreRow
from dashboard.verdicts import Change
from dashboard.view_state import ViewState


@dataclass(frozen=True)
class Distribution:
    """Every area's figure in the row's period, by code in the order of names."""

    areas: Mapping[str, Area]
    identities: Mapping[str, Identity]
    results: Mapping[str, Result]
    comparisons: Mapping[str, Comparison]
    ranks: Mapping[str, int]
    benchmark: Benchmark
    national: Result


class Weight(StrEnum):
    """What a counterweight does while its measure improves."""

    WORSENS = "worsens"
    MOVES = "moves"
    STEADY = "steady"


class Counterweight(NamedTuple):
    """A measure that may pull the other way; anything but STEADY is a warning."""

    row: ScoreRow
    weight: Weight


def build_distribution(
    history: History, state: ViewState, geography: Geography, *, row: ScoreRow
) -> Distribution:
    """All areas in the period and window of the row, against its benchmark."""
    areas = geography.of_type(row.measure.area_type)
    results = {code: history.result(code, row.period, row.window) for code in areas}
    return Distribution(
        areas=areas,
        identities=identities(state.area, state.pinned),
        results=results,
        comparisons=compare_results(row.measure, results, row.benchmark),
        ranks=rank_areas(results),
        benchmark=row.benchmark,
        national=england_and_wales(
            history, geography, period=row.period, window=row.window
        ),
    )


def weigh(headline: ScoreRow, others: Sequence[ScoreRow]) -> tuple[Counterweight, ...]:
    """Each counterweight, with a warning where it signals while the headline improves.

    One that has no better direction warns when it moves at all: a conviction rate that
    rises as the caseload falls may have become a rate of easier cases. A figure that is
    hidden warns of nothing.
    """
    is_better = headline.verdict.change == Change.IMPROVING
    signs = {Change.WORSENING: Weight.WORSENS, Change.CHANGED: Weight.MOVES}
    found = []
    for row in others:
        is_judged = is_better and row.result.status not in HIDDEN
        weight = signs.get(row.verdict.change, Weight.STEADY)
        found.append(Counterweight(row, weight if is_judged else Weight.STEADY))
    return tuple(found)
