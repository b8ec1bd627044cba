"""What figures of ratios share: a log axis, the band of parity, marks with whiskers."""

from collections.abc import Iterable, Sequence
from math import log10
from typing import Any, NamedTuple

from dashboard.areas import Identity
from dashboard.figures import theme
from dashboard.figures.axes import tidy
from dashboard.figures.lettering import text_width
from dashboard.language import Language

#: The four-fifths rule, and what it is the other way round.
PARITY = (0.8, 1.25)
#: The axis always reaches so far, and never farther than that.
_LEAST, _MOST = (0.5, 2.0), (0.02, 50.0)
_TICKS = (0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.8, 1, 1.25, 2, 3, 4, 5, 8, 10, 20, 50)
#: Which ticks keep their labels where there is no room for all.
_WEIGHT = {1: 0, 2: 1, 0.5: 1, 10: 2, 0.1: 2, 5: 3, 0.2: 3, 0.8: 4, 1.25: 4}
_GAP = 10


class RatioMark(NamedTuple):
    """One ratio to draw; without one there is no mark.

    `is_solid` where it is clear of chance, `is_withheld` where too much was not stated
    for any verdict. `text` is what a pointer over it is told.
    """

    key: str
    ratio: float | None
    lower: float | None
    upper: float | None
    is_solid: bool
    is_withheld: bool = False
    text: str = ""


def ratio_range(marks: Iterable[RatioMark]) -> tuple[float, float]:
    """The ends of an axis that holds every mark, and whiskers as far as they help."""
    low, high = _LEAST
    for mark in marks:
        if not mark.ratio:
            continue
        low, high = min(low, mark.ratio), max(high, mark.ratio)
        if mark.lower:
            low = min(low, max(mark.lower, mark.ratio / 2))
        if mark.upper:
            high = max(high, min(mark.upper, mark.ratio * 2))
    return max(low / 1.06, _MOST[0]), min(high * 1.06, _MOST[1])


def ratio_axis(
    low: float, high: float, *, room: float, language: Language, **more: Any
) -> dict[str, Any]:
    """A log axis from low to high whose labels keep apart; 1 is always among them."""
    inside = [tick for tick in _TICKS if low <= tick <= high]
    letters = theme.font()
    span = log10(high / low)
    kept: list[float] = []
    for tick in sorted(inside, key=lambda t: (_WEIGHT.get(t, 5), t)):
        half = text_width(tick_text(tick, language), letters) / 2
        at = log10(tick / low) / span * room
        clear = all(
            abs(at - log10(other / low) / span * room)
            >= half + text_width(tick_text(other, language), letters) / 2 + _GAP
            for other in kept
        )
        if clear:
            kept.append(tick)
    ticks = sorted(kept)
    axis = theme.axis(
        tidy(log10(low)),
        tidy(log10(high)),
        tickvals=ticks,
        ticktext=[tick_text(tick, language) for tick in ticks],
        **more,
    )
    return {"type": "log", **axis}


def tick_text(tick: float, language: Language) -> str:
    """A tick with no more decimals than it has: "2", "0.8", "1.25"."""
    decimals = next(n for n in (0, 1, 2) if abs(tick - round(tick, n)) < 1e-9)
    return language.number(tick, decimals)


def parity_shapes(*, is_across: bool) -> list[dict[str, Any]]:
    """The band of 0.8 to 1.25 and the line at 1; `is_across` for ratios along x."""
    low, high = PARITY
    if is_across:
        band = theme.rectangle(
            (low, 0, high, 1), colour=theme.BAND, refs=("x", "paper")
        )
        ends = {"x0": 1, "x1": 1, "y0": 0, "y1": 1, "xref": "x", "yref": "paper"}
    else:
        band = theme.rectangle(
            (0, low, 1, high), colour=theme.BAND, refs=("paper", "y")
        )
        ends = {"x0": 0, "x1": 1, "y0": 1, "y1": 1, "xref": "paper", "yref": "y"}
    line = {
        "type": "line",
        **ends,
        "line": {"color": theme.BENCHMARK, "width": 1.5},
        "layer": "between",
    }
    return [band, line]


def ratio_trace(
    marks: Sequence[RatioMark],
    places: Sequence[float],
    scale: tuple[float, float],
    *,
    identity: Identity = Identity.OWN,
    size: int = 11,
    is_across: bool = True,
    more: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """Marks with whiskers, kept inside the axis; hollow where they are not clear."""
    shown = [
        (mark, place)
        for mark, place in zip(marks, places, strict=True)
        if mark.ratio is not None
    ]
    low, high = scale
    values = [tidy(min(max(mark.ratio or low, low), high)) for mark, _ in shown]
    look = theme.LOOKS[identity]
    colours = [theme.NEUTRAL if mark.is_withheld else look.mark for mark, _ in shown]
    along, across = ("x", "y") if is_across else ("y", "x")
    return {
        "type": "scatter",
        "mode": "markers",
        along: values,
        across: [tidy(place) for _, place in shown],
        "customdata": [mark.key for mark, _ in shown],
        "hovertext": [mark.text for mark, _ in shown],
        "hoverinfo": "text",
        "cliponaxis": False,
        "marker": {
            "symbol": [
                "hexagon2" if mark.is_withheld else look.symbol for mark, _ in shown
            ],
            "size": size,
            "color": [
                colour if mark.is_solid and not mark.is_withheld else theme.PAPER
                for (mark, _), colour in zip(shown, colours, strict=True)
            ],
            "opacity": 1,
            "line": {
                "color": colours,
                "width": [
                    0 if m.is_solid and not m.is_withheld else 2 for m, _ in shown
                ],
            },
        },
        f"error_{along}": {
            "type": "data",
            "symmetric": False,
            "array": [
                _reach(mark.upper, value, scale)
                for (mark, _), value in zip(shown, values, strict=True)
            ],
            "arrayminus": [
                _reach(mark.lower, value, scale)
                for (mark, _), value in zip(shown, values, strict=True)
            ],
            "color": look.mark,
            "thickness": 2,
            "width": 0,
        },
        **(more or {}),
    }


def _reach(
    limit: float | None, value: float, scale: tuple[float, float]
) -> float | None:
    if limit is None:
        return None
    return tidy(abs(min(max(limit, scale[0]), scale[1]) - value))
