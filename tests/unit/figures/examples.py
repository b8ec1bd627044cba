"""Small figures to draw, made by hand: six areas, a funnel and two years of months."""

from collections.abc import Mapping
from datetime import date

from dashboard.areas import Identity
from dashboard.figures.distribution import distribution_figure
from dashboard.figures.funnel import FunnelMark, funnel_figure
from dashboard.figures.ranked import ranked_figure
from dashboard.figures.theme import BenchmarkLine, Figure
from dashboard.figures.trend import Background, trend_figure
from dashboard.language import Language
from dashboard.measures import Kind, Measure
from dashboard.periods import Period
from dashboard.results import Comparison, Result, Status
from dashboard.stats.funnel import Limits

ENGLISH = Language("en", {})
#: Figures ask nothing of a measure but its kind.
SHARE = Measure.model_construct(kind=Kind.PROPORTION)
RATE = Measure.model_construct(kind=Kind.RATE)
COUNT = Measure.model_construct(kind=Kind.COUNT)

NAMES = {
    "A1": "Northshire",
    "A2": "Southshire",
    "A3": "Easton & Weston",
    "A4": "Midmoor",
    "A5": "Farley",
    "A6": "Isle",
}
IDENTITIES = {"A2": Identity.OWN, "A3": Identity.P1}
NATION = BenchmarkLine("England and Wales", 0.84)


def make_result(
    code: str,
    value: float | None,
    *,
    half: float = 0.01,
    status: Status = Status.PUBLISHED,
) -> Result:
    """One area's share of 2014 with an interval of `half` on both sides."""
    bounds = (None, None) if value is None else (value - half, value + half)
    return Result(
        measure_id="conviction_rate",
        area_code=code,
        period="2014",
        group="all",
        numerator=None if value is None else value * 1000,
        denominator=None if value is None else 1000,
        value=value,
        lower=bounds[0],
        upper=bounds[1],
        status=status,
        months_present=12,
        months_expected=12,
    )


ROWS = (
    make_result("A1", 0.9),
    make_result("A2", 0.82),
    make_result("A3", 0.845),
    make_result("A4", 0.8),
    make_result("A5", None, status=Status.NOT_AVAILABLE),
    make_result("A6", None, status=Status.SUPPRESSED),
)
COMPARISONS = {
    "A1": Comparison.HIGHER,
    "A2": Comparison.LOWER,
    "A3": Comparison.SIMILAR,
    "A4": Comparison.LOWER,
    "A5": Comparison.NOT_COMPARED,
    "A6": Comparison.NOT_COMPARED,
}


def make_ranked(
    rows: tuple[Result, ...] = ROWS,
    *,
    measure: Measure = SHARE,
    names: Mapping[str, str] = NAMES,
    benchmark: BenchmarkLine | None = NATION,
    width: int = 472,
) -> Figure:
    """The six areas ranked; the second is the reader's own, the third pinned."""
    return ranked_figure(
        rows,
        measure,
        names=names,
        identities=IDENTITIES,
        comparisons=COMPARISONS,
        benchmark=benchmark,
        width=width,
        language=ENGLISH,
    )


def make_distribution(
    rows: tuple[Result, ...] = ROWS,
    *,
    names: Mapping[str, str] = NAMES,
    identities: Mapping[str, Identity] = IDENTITIES,
    comparisons: Mapping[str, Comparison] = COMPARISONS,
    benchmark: BenchmarkLine | None = NATION,
    measure: Measure = SHARE,
    width: int = 760,
) -> Figure:
    """The six areas along their values; the second is one's own, the third pinned."""
    return distribution_figure(
        rows,
        measure,
        names=names,
        identities=identities,
        comparisons=comparisons,
        benchmark=benchmark,
        width=width,
        language=ENGLISH,
    )


MARKS = (
    FunnelMark("A1", 1000, 0.9),
    FunnelMark("A2", 4000, 0.82),
    FunnelMark("A3", 2000, 0.845),
    FunnelMark("A4", 8000, 0.8),
    FunnelMark("A5", 6000, 0.83),
)
LIMITS = (
    Limits(800, 0.79, 0.81, 0.87, 0.89),
    Limits(3000, 0.81, 0.825, 0.855, 0.87),
    Limits(9000, 0.82, 0.83, 0.85, 0.86),
)


def make_funnel(
    marks: tuple[FunnelMark, ...] = MARKS,
    limits: tuple[Limits, ...] = LIMITS,
    *,
    average: BenchmarkLine = NATION,
    outside: frozenset[str] = frozenset({"A1", "A4"}),
    width: int = 640,
) -> Figure:
    """Five areas in a funnel of three points a curve."""
    return funnel_figure(
        marks,
        limits,
        SHARE,
        names=NAMES,
        identities=IDENTITIES,
        outside=outside,
        average=average,
        denominator_label="Defendants in 2014",
        width=width,
        language=ENGLISH,
    )


MONTHS = tuple(Period(date(2014 + n // 12, n % 12 + 1, 1), 1) for n in range(24))
#: September 2014 was not published by anyone; the area also lacks March and May 2015.
MISSING = 8
SERIES = tuple(
    None if n in (MISSING, 14, 16) else round(0.8 + 0.002 * n, 4) for n in range(24)
)
BACKGROUND = Background(
    low=tuple(None if n == MISSING else 0.78 for n in range(24)),
    high=tuple(None if n == MISSING else 0.88 for n in range(24)),
    national=tuple(None if n == MISSING else 0.84 for n in range(24)),
    band_label="Middle 80% of areas",
    national_label="England and Wales",
)


def make_trend(
    values: tuple[float | None, ...] = SERIES,
    *,
    background: Background = BACKGROUND,
    provisional: tuple[Period, ...] = (),
    width: int = 282,
    unsettled: Mapping[Period, str] | None = None,
) -> Figure:
    """Two years of one area's months with gaps."""
    return trend_figure(
        values,
        MONTHS,
        SHARE,
        code="A2",
        identity=Identity.OWN,
        background=background,
        value_range=(0.76, 0.9),
        width=width,
        language=ENGLISH,
        provisional=provisional,
        unsettled=unsettled,
    )
