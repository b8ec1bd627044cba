"""How complete records are: what was stated, what was not, and how much is enough."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from dashboard.areas import Identity
from dashboard.figures import theme
from dashboard.figures.axes import tidy
from dashboard.figures.lettering import wrapped

#: Wide: where bars begin and end, as shares of the width.
_START, _END = 0.19, 0.78
_ROW, _NARROW_ROW, _BAR, _LINE = 52, 92, 20, 17
#: Under this width words stand above and below their bars.
_STACKED = 640
_HATCHED = {"shape": "/", "bgcolor": theme.PAPER, "fgcolor": theme.INK_3}


class ShareRow(NamedTuple):
    """One bar: its name, the share that was stated, and two lines of words.

    Without a share the bar is a dashed outline. `is_low` where the second line is a
    caution.
    """

    name: str
    stated: float | None
    told: str
    verdict: str
    is_low: bool = False


def shares_figure(
    rows: Sequence[ShareRow], *, enough: float, width: int
) -> theme.Figure:
    """One bar a row from 0 to 100%, with an upright line at what is enough."""
    is_narrow = width < _STACKED
    step = _NARROW_ROW if is_narrow else _ROW
    left = 0 if is_narrow else round(width * _START)
    right = 0 if is_narrow else round(width * (1 - _END))
    margin = theme.Margin(left=left, top=4, right=right, bottom=4)
    height = step * max(len(rows), 1)
    notes: list[dict[str, Any]] = []
    shapes: list[dict[str, Any]] = []
    stated: list[tuple[float, float]] = []
    for place, row in enumerate(rows):
        top = place * step
        middle = top + (_LINE + 14 if is_narrow else step / 2)
        if row.stated is None:
            shapes.append(_outline(middle))
        else:
            stated.append((row.stated, middle))
            shapes.append(_enough(enough, middle))
        notes += _words(row, top, middle, width=width, left=left, is_narrow=is_narrow)
    figure = theme.compose(
        _bars(stated),
        size=(width, round(height + margin.top + margin.bottom)),
        margin=margin,
        axes=(
            theme.axis(0, 1, showticklabels=False),
            theme.axis(height, 0, showticklabels=False),
        ),
        shapes=shapes,
        annotations=notes,
    )
    figure["layout"]["barmode"] = "overlay"
    return figure


def _bars(stated: Sequence[tuple[float, float]]) -> list[dict[str, Any]]:
    if not stated:
        return []
    common = {"type": "bar", "orientation": "h", "width": _BAR, "hoverinfo": "skip"}
    places = [tidy(middle) for _, middle in stated]
    edge = {"color": theme.INK_3, "width": 1}
    return [
        {
            **common,
            "x": [tidy(share) for share, _ in stated],
            "y": places,
            "base": 0,
            "marker": {"color": theme.LOOKS[Identity.OWN].mark},
        },
        {
            **common,
            "x": [tidy(1 - share) for share, _ in stated],
            "y": places,
            "base": [tidy(share) for share, _ in stated],
            "marker": {"color": theme.INK_3, "line": edge, "pattern": _HATCHED},
        },
    ]


def _outline(middle: float) -> dict[str, Any]:
    return {
        "type": "rect",
        "x0": 0,
        "x1": 1,
        "y0": tidy(middle - _BAR / 2),
        "y1": tidy(middle + _BAR / 2),
        "xref": "x",
        "yref": "y",
        "fillcolor": theme.PAPER,
        "line": {"color": theme.AXIS, "width": 1, "dash": "3px,3px"},
        "layer": "between",
    }


def _enough(share: float, middle: float) -> dict[str, Any]:
    return {
        "type": "line",
        "x0": share,
        "x1": share,
        "y0": tidy(middle - _BAR / 2 - 4),
        "y1": tidy(middle + _BAR / 2 + 4),
        "xref": "x",
        "yref": "y",
        "line": {"color": theme.INK, "width": 2},
        "layer": "above",
    }


def _words(
    row: ShareRow,
    top: float,
    middle: float,
    *,
    width: int,
    left: float,
    is_narrow: bool,
) -> list[dict[str, Any]]:
    plain = theme.font(theme.INK, theme.STRONG)
    caution = theme.bold(theme.ATTENTION, theme.SMALL)
    quiet = theme.font(theme.INK_2)
    verdict = caution if row.is_low else quiet
    if is_narrow:
        lines = [(row.name, 0.0, top + 10, plain)]
        under = middle + _BAR / 2 + 12
        for words, letters in ((row.told, quiet), (row.verdict, verdict)):
            for text in wrapped(words, letters, room=width):
                lines.append((text, 0.0, under, letters))
                under += _LINE
    else:
        names = wrapped(row.name, plain, room=left - 16)
        start = middle - (len(names) - 1) * _LINE / 2
        lines = [(t, 0.0, start + n * _LINE, plain) for n, t in enumerate(names)]
        beside = width * _END + 16
        told = [
            (text, letters)
            for words, letters in ((row.told, quiet), (row.verdict, verdict))
            for text in wrapped(words, letters, room=width - beside)
        ]
        start = middle - (len(told) - 1) * _LINE / 2
        lines += [(t, beside, start + n * _LINE, x) for n, (t, x) in enumerate(told)]
    return [
        theme.annotation(
            text,
            (0, tidy(y)),
            letters=letters,
            refs=("paper", "y"),
            anchors=("left", "middle"),
            shift=(tidy(x - left), 0),
        )
        for text, x, y, letters in lines
        if text
    ]
