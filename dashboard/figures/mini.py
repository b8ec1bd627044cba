"""Pictures the height of two lines of text, for a finding on the attention list."""

import math
from collections.abc import Sequence
from typing import Any

from dashboard.areas import Identity
from dashboard.figures import theme
from dashboard.figures.axes import tidy
from dashboard.figures.lettering import text_width

#: Pixels across and down; a sparkline beside them is drawn at the same size.
MINI_SIZE = (210, 44)

#: Pixels: room beside the plot, height of the plot, and of the words under it.
_SIDE, _WORDS = 8, 18
_PLOT = MINI_SIZE[1] - _WORDS

_CLEAR = "rgba(0,0,0,0)"


def interval_mini(
    value: float,
    bounds: tuple[float, float] | None,
    *,
    benchmark: theme.BenchmarkLine,
    identity: Identity = Identity.OWN,
    is_ratio: bool = False,
) -> theme.Figure:
    """A value with its interval against a labelled line.

    The mark is hollow where the interval takes in the benchmark. Ratios stand on a log
    scale, where half and double are equally far from 1. Without a benchmark's value
    only value and interval are drawn.
    """
    against = [] if benchmark.value is None else [benchmark.value]
    scale = math.log10 if is_ratio else float
    ends = [scale(end) for end in (value, *(bounds or ()), *against)]
    low, high = _around(ends)
    low_pixel, high_pixel = _SIDE, MINI_SIZE[0] - _SIDE

    def pixel(number: float) -> float:
        return low_pixel + (scale(number) - low) / (high - low) * (
            high_pixel - low_pixel
        )

    look = theme.LOOKS[identity]
    is_similar = bool(bounds and against and bounds[0] <= against[0] <= bounds[1])
    mark: dict[str, Any] = {
        "type": "scatter",
        "mode": "markers",
        "x": [tidy(value)],
        "y": [0],
        "hoverinfo": "skip",
        "cliponaxis": False,
        "marker": {
            "symbol": look.symbol,
            "size": 12,
            "color": theme.PAPER if is_similar else look.mark,
            "opacity": 1,
            "line": {
                "color": look.mark if is_similar else theme.PAPER,
                "width": 2 if is_similar else 1.5,
            },
        },
    }
    if bounds:
        mark["error_x"] = {
            "type": "data",
            "symmetric": False,
            "array": [tidy(bounds[1] - value)],
            "arrayminus": [tidy(value - bounds[0])],
            "color": look.mark,
            "thickness": 2.5,
            "width": 0,
        }
    return _compose(
        [mark],
        across=theme.axis(tidy(low), tidy(high), showticklabels=False)
        | ({"type": "log"} if is_ratio else {}),
        shapes=[_rule(line) for line in against],
        annotations=[
            _word(benchmark.label, scale(line), pixel(line)) for line in against
        ],
    )


def _around(ends: Sequence[float]) -> tuple[float, float]:
    """A range with room for the mark beside the outermost value."""
    low, high = min(ends), max(ends)
    room = (high - low) * 0.12 or abs(high) * 0.1 or 1.0
    return low - room, high + room


def _rule(value: float) -> dict[str, Any]:
    return {
        "type": "line",
        "x0": tidy(value),
        "x1": tidy(value),
        "y0": 0,
        "y1": 1,
        "xref": "x",
        "yref": "paper",
        "line": {"color": theme.BENCHMARK, "width": 1.5},
        "layer": "between",
    }


def _word(text: str, place: float, pixel: float) -> dict[str, Any]:
    """A word under the plot, moved as little as keeps it in the picture."""
    letters = theme.font(theme.INK_3)
    half = text_width(text, letters) / 2
    middle = max(min(pixel, MINI_SIZE[0] - 1 - half), 1 + half)
    return theme.annotation(
        text,
        (tidy(place), 0),
        letters=letters,
        refs=("x", "paper"),
        shift=(round(middle - pixel, 1), -_WORDS / 2 - 1),
    )


def share_mini(share: float, *, known: str, unknown: str) -> theme.Figure:
    """A whole of which `share` is known, the rest hatched, both named below it.

    Raises ValueError for a share outside 0 to 1.
    """
    if not 0 <= share <= 1:
        raise ValueError(f"a share of {share} is not one between 0 and 1")
    edge = {"color": theme.AXIS, "width": 1}
    bars = [
        _bar(0.0, share, color=theme.LOOKS[Identity.OWN].mark),
        _bar(share, 1 - share, color=theme.AXIS, line=edge, pattern=_HATCHED),
    ]
    letters = theme.font(theme.INK_3)
    return _compose(
        bars,
        across=theme.axis(0, 1, showticklabels=False),
        annotations=[
            theme.annotation(
                text,
                (place, 0),
                letters=letters,
                refs=("paper", "paper"),
                anchors=(anchor, "middle"),
                shift=(0, -_WORDS / 2 - 1),
            )
            for text, place, anchor in ((known, 0, "left"), (unknown, 1, "right"))
        ],
    )


#: A bar that stands beside the words that say its share.
BAR_SIZE = (200, 12)


def bar_mini(share: float, *, is_rest_open: bool = False) -> theme.Figure:
    """A part of a whole; the rest is plain, or hatched where it is still to come."""
    edge = {"color": theme.AXIS, "width": 1}
    rest: dict[str, Any] = {"color": theme.BAND}
    if is_rest_open:
        rest = {"color": theme.AXIS, "line": edge, "pattern": _HATCHED}
    figure = _compose(
        [
            _bar(0.0, share, color=theme.LOOKS[Identity.OWN].mark),
            _bar(share, 1 - share, **rest),
        ],
        across=theme.axis(0, 1, showticklabels=False),
    )
    margin = {"l": 1, "t": 0, "r": 1, "b": 0, "pad": 0}
    width, height = BAR_SIZE
    figure["layout"] |= {"width": width, "height": height, "margin": margin}
    return figure


_HATCHED = {"shape": "/", "bgcolor": theme.PAPER, "fgcolor": theme.AXIS}


def _bar(base: float, length: float, **marker: Any) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "x": [tidy(length)],
        "y": [0],
        "base": tidy(base),
        "width": 1.2,
        "hoverinfo": "skip",
        "marker": marker,
    }


def _compose(
    traces: Sequence[dict[str, Any]],
    *,
    across: dict[str, Any],
    shapes: Sequence[dict[str, Any]] = (),
    annotations: Sequence[dict[str, Any]] = (),
) -> theme.Figure:
    figure = theme.compose(
        traces,
        size=MINI_SIZE,
        margin=theme.Margin(_SIDE, 0, _SIDE, _WORDS),
        axes=(across, theme.axis(-1, 1, showticklabels=False)),
        shapes=shapes,
        annotations=annotations,
    )
    figure["layout"] |= {"paper_bgcolor": _CLEAR, "plot_bgcolor": _CLEAR}
    figure["layout"]["barmode"] = "overlay"
    return figure
