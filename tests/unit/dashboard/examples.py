"""Compare pages of every kind of measure, small enough to read."""

from collections.abc import Callable, Mapping

from dashboard.areas import ENGLAND_AND_WALES, Geography
from dashboard.history import History, build_history
from dashboard.pages import CompareView
from dashboard.periods import Window
from dashboard.view_state import ViewState
from tests.factories import (
    make_caseload,
    make_counts,
    make_geography,
    make_history,
    make_rate_history,
    make_score,
    make_view,
    months,
    period,
)

JANUARY = period("2014-01", Window.MONTH)
YEAR_2014 = period("2014")
FINANCIAL = period("2017-18")
QUARTERS = (201704, 201707, 201710, 201801)
TWELVE = tuple("ABCDEFGHIJKL")
#: Areas that differ by a point from one to the next: 76% to 87% of 10,000.
SPREAD = {code: (7600.0 + 100 * n, 10_000.0) for n, code in enumerate(TWELVE)}


def january(shares: Mapping[str, tuple[float, float]]) -> History:
    """Counts of one month: area code to (numerator, denominator)."""
    return make_history({code: {201401: both} for code, both in shares.items()})


def monthly(
    shares: Mapping[str, tuple[float, float]],
    state: ViewState | None = None,
    geography: Geography | None = None,
) -> CompareView:
    """The page for January 2014 with one month of counts."""
    codes = [code for code in shares if code != ENGLAND_AND_WALES]
    return make_view(
        january(shares),
        geography or make_geography(codes),
        state,
        when=JANUARY,
        window=Window.MONTH,
    )


def rate_view(offences: Mapping[str, Mapping[int, float]]) -> CompareView:
    people = {code: {201701: 100_000.0} for code in offences}
    return make_view(
        make_rate_history(offences, people),
        make_geography(list(offences)),
        when=FINANCIAL,
    )


def caseload_view(counts: Mapping[int, float]) -> CompareView:
    history = build_history(
        make_caseload(), make_counts({"convicted": {"A": counts, "B": counts}})
    )
    return make_view(history, make_geography("AB"), when=YEAR_2014)


def score_view(scores: Mapping[str, float]) -> CompareView:
    counts = {code: {201704: score} for code, score in scores.items()}
    history = build_history(
        make_score(), make_counts({"convicted": counts}, frequency="year")
    )
    codes = [code for code in scores if code != ENGLAND_AND_WALES]
    return make_view(history, make_geography(codes), when=FINANCIAL)


def without_figure(
    counts: Mapping[int, tuple[float, float]], window: Window = Window.YEAR
) -> CompareView:
    return make_view(
        make_history({"A": counts, "B": dict.fromkeys(months(2014), (8.0, 10.0))}),
        make_geography("AB"),
        when=YEAR_2014,
        window=window,
    )


MANY_KINDS: dict[str, Callable[[], CompareView]] = {
    "share": lambda: monthly(SPREAD),
    "rate": lambda: rate_view({c: dict.fromkeys(QUARTERS, 900.0) for c in TWELVE}),
    "count": lambda: caseload_view(dict.fromkeys(months(2014, 1, 9), 100.0)),
    "score": lambda: score_view({"A": 15.0, "B": 8.0}),
    "nothing": lambda: without_figure({}),
    "one area": lambda: monthly({"A": (8.0, 10.0)}),
    "no areas": lambda: monthly({"A": (0.0, 0.0)}),
}
