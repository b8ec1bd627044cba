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
#: Pixels that words in a corner take, with the radius of a mark beside them.
_CORNER = 24.0


def is_free_above(
    text: str, figure: theme.Figure, *, place: int, lines: Sequence[Values]
) -> bool:
    """Whether words that end with a place stand clearer in the top corner than below.

    The top is kept while nothing that is drawn comes near it.
    """
    plot = make_plot(figure)
    width = widest(text, theme.font())
    step = plot.x.along(1) - plot.x.along(0)
    first = max(place - int(width / step), 0)
    covered = [
        plot.y.at(value)
        for values in lines
        for value in values[first : place + 1]
        if value is not None
    ]
    above = min(covered, default=plot.bottom) - plot.top
    below = plot.bottom - max(covered, default=plot.top)
    return above >= _CORNER or above >= below


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
    label = partial(_label, text, figure, target=edge, others=others, side=-1)
    return label(corner=_corner(taken)) or label()


def below_label(
    text: str,
    figure: theme.Figure,
    *,
    target: Values,
    others: Sequence[Values],
    taken: str = "",
) -> list[dict[str, Any]]:
    """A label under everything, with a hairline up to the line it names.

    It keeps clear of words that stand in the lower right corner already, if it can.
    """
    label = partial(_label, text, figure, target=target, others=others, side=1)
    return label(corner=_corner(taken)) or label()


def _corner(taken: str) -> float:
    """How much of the right is taken by words in a corner."""
    return widest(taken, theme.font()) + _CLEAR if taken else 0.0


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
