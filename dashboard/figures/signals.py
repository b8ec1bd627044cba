"""Process limits and signals as pictures show them: what is drawn, and how it looks."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from dashboard.charting import ControlChart
from dashboard.figures import theme
from dashboard.figures.over_time import Values, tidied
from dashboard.measures import Kind
from dashboard.results import Status
from dashboard.stats.spc import PointType


class Look(NamedTuple):
    """Colour of a signal's mark and of its words, and its shape."""

    mark: str
    text: str
    symbol: str


_FAVOURABLE = Look(theme.GOOD, theme.GOOD, "square")
_UNFAVOURABLE = Look(theme.ATTENTION, theme.ATTENTION, "diamond")
_NEITHER = Look(theme.NEUTRAL, theme.INK_3, "hexagon2")

SIGNAL_LOOKS: dict[PointType, Look] = {
    PointType.IMPROVEMENT: _FAVOURABLE,
    PointType.CONCERN: _UNFAVOURABLE,
    PointType.NEUTRAL_HIGH: _NEITHER,
    PointType.NEUTRAL_LOW: _NEITHER,
}


class Band(NamedTuple):
    """Limits as drawn for the places `start` up to, not including, `stop`."""

    start: int
    stop: int
    mean: float
    lower: float | None
    upper: float | None
    points: int
    is_trial: bool


def first_drawn(chart: ControlChart) -> int:
    """The place a chart begins at: its first, or its first difference."""
    if not chart.is_seasonal:
        return 0
    return next((n for n, v in enumerate(chart.charted) if v is not None), 0)


def bands(chart: ControlChart) -> list[Band]:
    """One band a phase, inside what the measure can be; none without a mean.

    Signals are decided on the limits as they are: here they only stop at the end of
    the scale, as nobody can convict 104% of defendants.
    """
    first = first_drawn(chart)
    most = 1.0 if chart.measure.kind == Kind.PROPORTION else float("inf")
    least = -most if chart.is_seasonal else 0.0
    drawn = []
    for phase in chart.chart.phases:
        mean, _, lower, upper = phase.limits
        if mean is None or phase.stop <= first:
            continue
        drawn.append(
            Band(
                max(phase.start, first),
                phase.stop,
                mean,
                None if lower is None else max(lower, least),
                None if upper is None else min(upper, most),
                phase.points,
                phase.is_trial,
            )
        )
    return drawn


def signalled(chart: ControlChart) -> dict[int, PointType]:
    """Place to class of each signal; none where the limits are only on trial."""
    phases = chart.chart.phases
    return {
        place: point.type
        for place, point in enumerate(chart.chart.points)
        if point.type in SIGNAL_LOOKS and not phases[point.phase].is_trial
    }


def provisional_places(chart: ControlChart) -> frozenset[int]:
    """Places of values that may still be revised."""
    return frozenset(
        place
        for place, result in enumerate(chart.results)
        if result.status == Status.PROVISIONAL
    )


def signal_trace(
    values: Values,
    signals: Mapping[int, PointType],
    *,
    size: float | list[float],
    pending: Collection[int],
    edge: float = 1.5,
    hovertext: Sequence[str] = (),
) -> list[dict[str, Any]]:
    """Large marks at the signals; hollow where the value may still be revised.

    `size` in pixels is one for all, or one a signal.
    """
    if not signals:
        return []
    looks = {place: SIGNAL_LOOKS[kind] for place, kind in signals.items()}
    named: dict[str, Any] = {}
    if hovertext:
        named = {
            "hovertext": [hovertext[place] for place in looks],
            "hoverinfo": "text",
        }
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": list(looks),
            "y": [tidied(values[place]) for place in looks],
            "cliponaxis": False,
            "hoverinfo": "skip",
            "marker": {
                "symbol": [look.symbol for look in looks.values()],
                "size": size,
                "color": [
                    theme.PAPER if place in pending else look.mark
                    for place, look in looks.items()
                ],
                "opacity": 1,
                "line": {
                    "color": [
                        look.mark if place in pending else theme.PAPER
                        for place, look in looks.items()
                    ],
                    "width": [
                        edge + 0.5 if place in pending else edge for place in looks
                    ],
                },
            },
            **named,
        }
    ]
