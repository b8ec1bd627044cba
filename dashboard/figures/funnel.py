"""Value against size, with the range that chance allows: is a difference more?"""

import math
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from dashboard.areas import Identity
from dashboard.figures import theme
from dashboard.figures.axes import (
    log_ticks,
    nice_ticks,
    padded_range,
    tick_texts,
    tidy,
    value_text,
)
from dashboard.figures.funnel_labels import funnel_labels
from dashboard.figures.scales import make_plot
from dashboard.language import Language
from dashboard.measures import Measure
from dashboard.stats.funnel import Limits

#: Points a limit curve is drawn through.
CURVE_POINTS = 61

#: Areas' sizes get this much room on both sides.
_ROOM = 1.12

#: How far beyond the areas' values limits may stretch the axis, in spans of them.
_STRETCH = 0.6


class FunnelMark(NamedTuple):
    """One area: how large it is, and its value."""

    code: str
    denominator: float
    value: float


def curve_denominators(denominators: Collection[float]) -> list[float]:
    """Where to compute limits: evenly in ratio, a little beyond the areas' sizes."""
    low = math.log(min(denominators) / _ROOM)
    high = math.log(max(denominators) * _ROOM)
    step = (high - low) / (CURVE_POINTS - 1)
    return [tidy(math.exp(low + step * n)) for n in range(CURVE_POINTS)]


def funnel_figure(
    points: Sequence[FunnelMark],
    limits: Sequence[Limits],
    measure: Measure,
    *,
    names: Mapping[str, str],
    identities: Mapping[str, Identity],
    outside: Collection[str],
    average: theme.BenchmarkLine,
    denominator_label: str,
    width: int,
    language: Language,
) -> theme.Figure:
    """One mark an area over the 95% and 99.8% limits, in the unit of the values.

    Own and pinned areas are named, then the areas in `outside` that lie furthest from
    the average, as far as names fit without covering a mark or another name. Without
    limits the areas are drawn alone; without areas the plot is empty.
    """
    margin = theme.Margin(left=46, top=10, right=12, bottom=48)
    height = 410 if width >= theme.NARROW else 390
    sizes = [point.denominator for point in points] or [1.0, 10.0]
    ends = curve_denominators([*sizes, *(limit.denominator for limit in limits)])
    if limits:
        ends = [limit.denominator for limit in limits]
    low, high = _value_range(points, limits, average, measure)
    room = width - margin.left - margin.right
    across = log_ticks(ends[0], ends[-1], most=max(2, int(room / 76)))
    up = nice_ticks(low, high, most=6)
    figure = theme.compose(
        [
            *_limits(limits),
            *_average_line(average, ends),
            *_marks(points, identities, names=names, measure=measure, words=language),
        ],
        size=(width, height),
        margin=margin,
        axes=(
            theme.axis(
                tidy(math.log10(ends[0])),
                tidy(math.log10(ends[-1])),
                tickvals=across,
                ticktext=[language.number(tick) for tick in across],
                type="log",
                ticks="outside",
                showline=True,
            ),
            theme.axis(
                low,
                high,
                tickvals=up,
                ticktext=tick_texts(up, measure, language),
                ticklabelstandoff=4,
                showgrid=True,
            ),
        ),
    )
    title = language.gettext("{denominator} (log scale)").format(
        denominator=denominator_label
    )
    figure["layout"]["annotations"] = [
        theme.annotation(
            title,
            (1, 0),
            letters=theme.font(theme.INK_3),
            refs=("paper", "paper"),
            anchors=("right", "top"),
            shift=(0, -30),
        ),
        *funnel_labels(
            [(p.code, p.denominator, p.value) for p in points],
            limits,
            plot=make_plot(figure),
            names=names,
            identities=identities,
            outside=outside,
            average=average.value,
            average_text=_average_text(average, measure, language),
            language=language,
        ),
    ]
    return figure


def _average_text(
    average: theme.BenchmarkLine, measure: Measure, language: Language
) -> str:
    if average.value is None:
        return ""
    return f"{average.label} {value_text(average.value, measure, language)}"


def _value_range(
    points: Sequence[FunnelMark],
    limits: Sequence[Limits],
    average: theme.BenchmarkLine,
    measure: Measure,
) -> tuple[float, float]:
    """All areas, and the limits as far as they do not press the areas together."""
    values = [point.value for point in points]
    if average.value is not None:
        values.append(average.value)
    if not values:
        return padded_range(0.0, 1.0, kind=measure.kind)
    low, high = min(values), max(values)
    reach = (high - low) * _STRETCH or math.inf
    lowest = min([low, *(limit.lower_998 for limit in limits)])
    highest = max([high, *(limit.upper_998 for limit in limits)])
    return padded_range(
        max(lowest, low - reach), min(highest, high + reach), kind=measure.kind
    )


def _limits(limits: Sequence[Limits]) -> list[dict[str, Any]]:
    if not limits:
        return []
    across = [tidy(limit.denominator) for limit in limits]
    inner = [tidy(limit.lower_95) for limit in limits]
    outer = [tidy(limit.upper_95) for limit in reversed(limits)]
    band = {
        "type": "scatter",
        "mode": "lines",
        "x": across + across[::-1],
        "y": inner + outer,
        "fill": "toself",
        "fillcolor": theme.BAND,
        "line": {"width": 0},
        "hoverinfo": "skip",
    }
    ends = (
        [limit.lower_998 for limit in limits],
        [limit.upper_998 for limit in limits],
    )
    lines = [
        {
            "type": "scatter",
            "mode": "lines",
            "x": across,
            "y": [tidy(value) for value in end],
            "line": {"color": theme.AXIS, "width": 1.25, "dash": "5px,4px"},
            "hoverinfo": "skip",
        }
        for end in ends
    ]
    return [band, *lines]


def _average_line(
    average: theme.BenchmarkLine, ends: Sequence[float]
) -> list[dict[str, Any]]:
    """A trace, not a shape: a shape lies either under the band or over the marks."""
    if average.value is None:
        return []
    value = tidy(average.value)
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [tidy(ends[0]), tidy(ends[-1])],
            "y": [value, value],
            "line": {"color": theme.BENCHMARK, "width": 1.5},
            "hoverinfo": "skip",
        }
    ]


def _marks(
    points: Sequence[FunnelMark],
    identities: Mapping[str, Identity],
    *,
    names: Mapping[str, str],
    measure: Measure,
    words: Language,
) -> list[dict[str, Any]]:
    traces = []
    for identity in theme.DRAWN:
        shown = [
            point
            for point in points
            if identities.get(point.code, Identity.OTHER) == identity
        ]
        if not shown:
            continue
        look = theme.LOOKS[identity]
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "x": [tidy(point.denominator) for point in shown],
                "y": [tidy(point.value) for point in shown],
                "customdata": [point.code for point in shown],
                "hovertext": [
                    f"{names[point.code]} {value_text(point.value, measure, words)}"
                    for point in shown
                ],
                "hoverinfo": "text",
                "cliponaxis": False,
                "marker": {
                    "symbol": look.symbol,
                    "size": theme.mark_size(identity),
                    "color": look.mark,
                    "opacity": 1,
                    "line": {"color": theme.PAPER, "width": 1.5},
                },
            }
        )
    return traces
