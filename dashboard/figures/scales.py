"""From values to pixels: the plot of a figure and its two axes."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

Value: TypeAlias = float | str


@dataclass(frozen=True)
class Scale:
    """One axis: where a value stands in pixels along it."""

    start: float
    length: float
    low: float
    high: float
    is_log: bool
    positions: Mapping[str, int]

    def at(self, value: Value) -> float:
        """The pixel of a value as data hold it; raises ValueError for an unknown one.

        Words are categories, numbered from 0 in the order in which they come.
        """
        if isinstance(value, str):
            if value not in self.positions:
                raise ValueError(f"{value!r} is not a category of the axis")
            return self.along(self.positions[value])
        return self.along(self.noted(value))

    @property
    def ends(self) -> tuple[float, float]:
        """The values at the start and the end of the axis."""
        if self.is_log:
            return 10.0**self.low, 10.0**self.high
        return self.low, self.high

    def noted(self, value: float) -> float:
        """Where an annotation of a value stands: on a log axis in powers of ten."""
        return math.log10(value) if self.is_log else value

    def along(self, value: float) -> float:
        """The pixel of a value in axis units, which on a log axis are powers of ten."""
        return self.start + (value - self.low) / (self.high - self.low) * self.length

    def share(self, share: float) -> float:
        """The pixel of a share of the plot, 0 at the axis's start."""
        return self.start + share * self.length

    def shows(self, value: Value) -> bool:
        """True where the value falls inside the plot."""
        offset = (self.at(value) - self.start) / self.length
        return -1e-6 <= offset <= 1 + 1e-6


@dataclass(frozen=True)
class Plot:
    """The rectangle marks are drawn in, within a picture of a given size."""

    width: float
    height: float
    left: float
    top: float
    right: float
    bottom: float
    x: Scale
    y: Scale

    def holds(self, x: float, y: float) -> bool:
        """True where a point in pixels is on the plot, give or take half a pixel."""
        return (
            self.left - 0.5 <= x <= self.right + 0.5
            and self.top - 0.5 <= y <= self.bottom + 0.5
        )


def make_scale(
    axis: Mapping[str, Any], *, start: float, length: float, words: Sequence[str]
) -> Scale:
    """The scale an axis describes; raises ValueError where it states no range."""
    kind = axis.get("type", "category" if words else "linear")
    if kind not in ("linear", "log", "category"):
        raise ValueError(f"axes of type {kind!r} are not drawn: use linear or log")
    order = axis.get("categoryarray") or list(dict.fromkeys(words))
    positions = {word: position for position, word in enumerate(order)}
    low, high = axis.get("range") or (-0.5, len(order) - 0.5)
    if low == high:
        raise ValueError(f"the axis range {low} to {high} has no width")
    return Scale(start, length, low, high, kind == "log", positions)


def make_plot(figure: Mapping[str, Any]) -> Plot:
    """The plot of a figure that states its width, height, margin and axis ranges."""
    layout = figure["layout"]
    width, height, margin = layout["width"], layout["height"], layout["margin"]
    left, top = margin["l"], margin["t"]
    right, bottom = width - margin["r"], height - margin["b"]
    traces = figure["data"]
    return Plot(
        width=width,
        height=height,
        left=left,
        top=top,
        right=right,
        bottom=bottom,
        x=make_scale(
            layout["xaxis"],
            start=left,
            length=right - left,
            words=_words(traces, "x"),
        ),
        y=make_scale(
            layout["yaxis"],
            start=bottom,
            length=top - bottom,
            words=_words(traces, "y"),
        ),
    )


def _words(traces: Sequence[Mapping[str, Any]], axis: str) -> list[str]:
    return [
        value for trace in traces for value in trace[axis] if isinstance(value, str)
    ]
