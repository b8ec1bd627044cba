"""A row of the scorecard joins the area's chart with all areas' latest figures."""

import pytest

from dashboard.comparing import build_funnel
from dashboard.results import Comparison, Status
from dashboard.stats.funnel import FunnelKind, FunnelPoint, Position, funnel, standing
from dashboard.verdicts import Basis, Change, Direction, Outlook
from tests.factories import make_measure, make_result, make_state
from tests.unit.dashboard.scorecards import STABLE, make_row


def test_a_stable_area_like_the_others_is_similar_and_unchanged() -> None:
    row = make_row()
    assert row.result.value == pytest.approx(0.805)
    assert row.period.label == "2023-12"
    assert row.verdict.change == Change.NO_CLEAR_CHANGE
    assert row.verdict.comparison == Comparison.SIMILAR
    assert row.verdict.position == Position.INSIDE
    assert row.verdict.basis == Basis.SOUND
    assert row.benchmark.key == "england_and_wales"


def test_an_area_far_from_the_others_reaches_beyond_the_limits() -> None:
    row = make_row(others=600)
    assert row.verdict.unusual_side == Direction.UP
    assert row.standing is not None
    assert row.standing.reach > 1
    assert row.verdict.change == Change.NO_CLEAR_CHANGE


def test_a_month_without_a_figure_is_said_to_be_unpublished() -> None:
    row = make_row([*STABLE, None])
    assert row.result.status == Status.NOT_AVAILABLE
    assert row.verdict.basis == Basis.NOT_PUBLISHED
    assert row.standing is None
    assert row.chart.latest is not None


def test_the_target_stands_as_benchmark_where_the_reader_asks_for_it() -> None:
    asked = make_state(against="target")
    row = make_row(target=0.9, state=asked)
    assert (row.benchmark.key, row.benchmark.value) == ("target", 0.9)
    assert row.verdict.comparison == Comparison.WORSE
    assert row.verdict.outlook == Outlook.WILL_MISS
    without = make_row(state=asked)
    assert without.benchmark.value is None
    assert without.verdict.comparison == Comparison.NOT_COMPARED


def test_similar_areas_are_compared_with_only_where_asked() -> None:
    row = make_row(state=make_state(against="similar"))
    assert row.benchmark.members == ("B", "C", "D")


def test_a_count_has_no_place_among_areas() -> None:
    row = make_row(kind="count", denominator=None, statement="{value} cases",
                   statement_cy="{value} achos")  # fmt: skip
    assert row.standing is None
    assert row.verdict.comparison == Comparison.NOT_COMPARED


POINTS = [FunnelPoint(code, 70.0 + place, 100.0 + 5 * place)
          for place, code in enumerate("ABCDEFGHIJKL")]  # fmt: skip


@pytest.mark.parametrize("kind", list(FunnelKind))
@pytest.mark.parametrize("outlier", [20.0, 75.0, 95.0])
def test_one_area_stands_where_the_whole_funnel_has_it(
    kind: FunnelKind, outlier: float
) -> None:
    points = [*POINTS, FunnelPoint("Z", outlier, 110.0)]
    plot = funnel(points, kind=kind)
    for point in points:
        found = standing(points, point.key, kind=kind)
        assert found is not None
        assert found.position == plot.adjusted_positions[point.key]
        is_outside = found.position in (Position.ABOVE_998, Position.BELOW_998)
        assert is_outside == (found.reach > 1)


def test_few_areas_or_none_of_that_name_stand_nowhere() -> None:
    proportion = FunnelKind.PROPORTION
    assert standing(POINTS[:9], "A", kind=proportion) is None
    assert standing(POINTS, "Q", kind=proportion) is None
    gap = [FunnelPoint("A", None, None), *POINTS[1:]]
    assert standing(gap, "A", kind=proportion) is None


def test_areas_that_are_all_alike_reach_nowhere() -> None:
    alike = [FunnelPoint(code, 50.0, 100.0) for code in "ABCDEFGHIJKL"]
    found = standing(alike, "A", kind=FunnelKind.PROPORTION)
    assert found is not None
    assert (found.position, found.reach) == (Position.INSIDE, 0.0)


def test_the_row_agrees_with_the_funnel_of_the_comparison_page() -> None:
    row = make_row(others=700)
    results = {
        code: make_result(code, 700.0 + 6 * (place - 6), 1000.0)
        for place, code in enumerate("ABCDEFGHIJKL")
    }
    results["A"] = make_result("A", float(STABLE[-1]), 1000.0)
    plot = build_funnel(make_measure(), results)
    assert plot is not None
    assert row.verdict.position == plot.adjusted_positions["A"]
