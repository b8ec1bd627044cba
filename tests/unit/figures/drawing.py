"""The smallest figures there are, to be drawn and read back."""

from typing import Any

from dashboard.figures import theme
from dashboard.figures.svg import draw
from dashboard.figures.theme import Figure, Margin

INK = "#0B0C0C"


def picture(figure: Figure, **more: Any) -> str:
    """The figure drawn under a name and a description."""
    return draw(figure, title="Ranked", description="Six areas", **more)


def plain(
    *traces: dict[str, Any],
    x: tuple[float, float] = (0, 10),
    y: tuple[float, float] = (0, 10),
    **layout: Any,
) -> Figure:
    """A figure of 100 by 100 pixels a value unit of ten, without margins."""
    axes = theme.axis(*x), theme.axis(*y)
    figure = theme.compose(
        traces, size=(100, 100), margin=Margin(0, 0, 0, 0), axes=axes
    )
    figure["layout"].update(layout)
    return figure


def line(x: list[float | None], y: list[float | None], **more: Any) -> dict[str, Any]:
    """A line through points, None a gap."""
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "line": {"color": INK, "width": 2},
        **more,
    }


def marks(**marker: Any) -> dict[str, Any]:
    """One mark in the middle of a plain figure."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [5],
        "y": [5],
        "customdata": ["A1"],
        "marker": {"color": INK, "size": 10, **marker},
    }
