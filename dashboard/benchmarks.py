"""What values are compared with, and how each one compares."""

from collections.abc import Mapping
from typing import NamedTuple

from dashboard.areas import ENGLAND_AND_WALES, Area, AreaType, Geography
from dashboard.history import History
from dashboard.measures import Kind, Measure
from dashboard.periods import Period, Window
from dashboard.results import Comparison, Result
from dashboard.stats.comparison import compare_with_benchmark
from dashboard.stats.intervals import MISSING_INTERVAL, Interval
from dashboard.stats.proportions import clopper_pearson_interval, newcombe_difference
from dashboard.view_state import AREA_PREFIX, ViewState

#: In a group of so few an area is compared with the others alone: with itself among
#: them it would be compared in good part with itself.
SMALL_GROUP = 5


class Benchmark(NamedTuple):
    """What values are compared with; `members` are the areas it is made of."""

    key: str
    value: float | None
    result: Result | None
    members: tuple[str, ...] = ()
    whole: Area | None = None


def compare_results(
    measure: Measure, results: Mapping[str, Result], benchmark: Benchmark
) -> dict[str, Comparison]:
    """Each area's interval against the benchmark, which has no interval of its own.

    One area against another is judged by the interval of their difference; overlap
    of two intervals is not a test. An area is never compared with itself, nor a total
    or rate with one that covers more or less time.
    """
    return {
        code: _compare(measure, code, result, benchmark)
        for code, result in results.items()
    }


def _compare(
    measure: Measure, code: str, result: Result, benchmark: Benchmark
) -> Comparison:
    other = benchmark.result
    if result.shared and other and result.shared.whole == _whole(other):
        return Comparison.NOT_COMPARED
    if other is not None and not _cover_as_much(measure, result, other):
        return Comparison.NOT_COMPARED
    interval, against = Interval(result.lower, result.upper), benchmark.value
    if benchmark.key.startswith(AREA_PREFIX):
        if other is None or code in benchmark.members:
            return Comparison.NOT_COMPARED
        if measure.kind in (Kind.PROPORTION, Kind.RATE):
            interval, against = _difference(measure, result, other)
    elif code in benchmark.members and len(benchmark.members) <= SMALL_GROUP:
        against = _rest_of_group(measure, other, result)
    return compare_with_benchmark(interval, against, polarity=measure.polarity)


def _whole(result: Result) -> Area | None:
    return result.shared.whole if result.shared else None


def _cover_as_much(measure: Measure, one: Result, other: Result) -> bool:
    """False for totals and rates over different numbers of stored periods."""
    return not measure.is_cumulative or one.months_present == other.months_present


def _difference(
    measure: Measure, one: Result, other: Result
) -> tuple[Interval, float | None]:
    """An interval for two areas, and where it would lie if they did not differ.

    Proportions: their difference, against 0. Rates: the first area's share of the
    events of both, given their sum, against its share of the people (Przyborowski and
    Wilenski 1940).
    """
    first, second = _counts(one), _counts(other)
    if first is None or second is None:
        return MISSING_INTERVAL, None
    if measure.kind == Kind.PROPORTION:
        return newcombe_difference(first, second).interval, 0.0
    events, people = first[0] + second[0], first[1] + second[1]
    if not events:
        return MISSING_INTERVAL, None
    return clopper_pearson_interval(first[0], events), first[1] / people


def _rest_of_group(
    measure: Measure, group: Result | None, member: Result
) -> float | None:
    """The group's value without one member; None where it cannot be taken out."""
    whole, part = _counts(group), _counts(member)
    if group is None or whole is None or part is None or whole[1] <= part[1]:
        return None
    if group.months_present != member.months_present:
        return None
    return measure.per * (whole[0] - part[0]) / (whole[1] - part[1])


def _counts(result: Result | None) -> tuple[float, float] | None:
    if result is None or result.numerator is None or result.denominator is None:
        return None
    return result.numerator, result.denominator


def choose_benchmark(
    history: History,
    state: ViewState,
    geography: Geography,
    *,
    period: Period,
    window: Window,
) -> Benchmark:
    """The value that `against` names; value None where it cannot be had.

    Similar areas and regions leave the reader's own area out: in a small group it
    would be compared in part with itself. Counts have none, because areas differ in
    size.
    """
    key = state.against
    if history.measure.kind == Kind.COUNT:
        return Benchmark(key, None, None)
    if key.startswith(AREA_PREFIX):
        code = key.removeprefix(AREA_PREFIX)
        result = history.result(code, period, window)
        area = geography.areas[AreaType.CRIMINAL_JUSTICE_AREA, code]
        return Benchmark(key, result.value, result, (code,), area)
    if key == "similar":
        members = geography.peers.get(state.area, ())
        return _group(history, key, members, period, window, None)
    if key == "region":
        whole = geography.whole_of(AreaType.REGION, state.area)
        parts = geography.parts_of(whole) if whole else ()
        members = tuple(code for code in parts if code != state.area)
        return _group(history, key, members, period, window, whole)
    if key == "target":
        return Benchmark(key, None, None)
    result = england_and_wales(history, geography, period=period, window=window)
    return Benchmark("england_and_wales", result.value, result)


def _group(
    history: History,
    key: str,
    members: tuple[str, ...],
    period: Period,
    window: Window,
    whole: Area | None,
) -> Benchmark:
    if not members or history.measure.kind not in (Kind.PROPORTION, Kind.RATE):
        return Benchmark(key, None, None, members, whole)
    result = history.pooled(members, period, window, name=key)
    return Benchmark(key, result.value, result, members, whole)


def england_and_wales(
    history: History, geography: Geography, *, period: Period, window: Window
) -> Result:
    """The nation as published, or where it is not, its areas added up."""
    published = history.result(ENGLAND_AND_WALES, period, window)
    is_whole = published.value is not None and not published.is_partial
    if is_whole or not history.measure.is_additive:
        return published
    codes = tuple(geography.of_type(history.measure.area_type))
    pooled = history.pooled(codes, period, window, name=ENGLAND_AND_WALES)
    is_fuller = pooled.months_present > published.months_present
    tells_as_much = pooled.value is not None or published.value is None
    return pooled if is_fuller and tells_as_much else published
