"""Where the words for the band and the national line stand in a small chart."""

import math
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from dashboard.figures import theme
from dashboard.figures.axes import tidy
from dashboard.figures.lettering import text_width, widest
from dashboard.figures.scales import Plot, make_plot

Values = Sequence[float | None]

#: Pixels between a label's middle and the line or band it stands clear of.
_CLEAR = 13.0


def above_label(
    text: str,
    figure: theme.Figure,
    *,
    edge: Values,
    others: Sequence[Values],
    taken: str = "",
) -> list[dict[str, Any]]:
    """A label just above the band, where there is most room over it.

    It keeps clear of words that stand in the upper right corner already, if it can.
    Nothing comes back where the band has no figures.
    """
    corner = widest(taken, theme.font()) + _CLEAR if taken else 0.0
    label = partial(_label, text, figure, target=edge, others=others, side=-1)
    return label(corner=corner) or label()


def below_label(
    text: str, figure: theme.Figure, *, target: Values, others: Sequence[Values]
) -> list[dict[str, Any]]:
    """A label under everything, with a hairline up to the line it names."""
    return _label(text, figure, target=target, others=others, side=1)


def _label(
    text: str,
    figure: theme.Figure,
    *,
    target: Values,
    others: Sequence[Values],
    side: int,
    corner: float = 0.0,
) -> list[dict[str, Any]]:
    plot = make_plot(figure)
    letters = theme.with_halo(theme.font(theme.INK_3))
    half = text_width(text, letters) / 2
    outermost = max if side > 0 else min
    # Every place is looked at by many spans: its outermost line is found once.
    nowhere = -side * math.inf
    edges = [
        outermost((plot.y.at(v) for v in values if v is not None), default=nowhere)
        for values in zip(target, *others, strict=True)
    ]
    best: tuple[float, int, float] | None = None
    until = plot.right - corner if corner else plot.width
    for middle, span in _spans(plot, target, half, until):
        edge = outermost(edges[span.start : span.stop])
        room = plot.bottom - edge if side > 0 else edge - plot.top
        if best is None or room > best[0] + 0.5:
            best = room, middle, edge
    if best is None:
        return []
    _, middle, edge = best
    at_y = _held(edge + side * _CLEAR, plot)
    value = target[middle]
    if value is None:
        return []
    away = at_y - plot.y.at(value)
    note = theme.annotation(text, (middle, tidy(value)), letters=letters)
    if abs(away) > _CLEAR + 2:
        note |= {
            "showarrow": True,
            "ax": 0,
            "ay": round(away, 1),
            "arrowhead": 0,
            "arrowwidth": 1,
            "arrowcolor": theme.AXIS,
        }
    else:
        note["yshift"] = -round(away, 1)
    return [note]


def _held(pixel: float, plot: Plot) -> float:
    return min(max(pixel, plot.top + 2), plot.bottom - 9)


def _spans(
    plot: Plot, target: Values, half: float, until: float
) -> Iterator[tuple[int, range]]:
    """Each place a label's middle can stand, with the places it would cover."""
    count = len(target)
    step = plot.x.along(1) - plot.x.along(0)
    reach = int(half / step) + 1
    for middle in range(count):
        pixel = plot.x.at(middle)
        is_inside = plot.left <= pixel - half and pixel + half <= until
        if target[middle] is not None and is_inside:
            yield middle, range(max(middle - reach, 0), min(middle + reach + 1, count))
