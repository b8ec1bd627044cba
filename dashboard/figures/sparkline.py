"""A line the height of a table row, with its latest value marked."""

from collections.abc import Sequence

from dashboard.areas import Identity
from dashboard.figures import theme
from dashboard.figures.axes import tidy


def sparkline_figure(
    values: Sequence[float | None],
    *,
    identity: Identity = Identity.OWN,
    limits: tuple[float, float] | None = None,
    size: tuple[int, int] = (150, 38),
) -> theme.Figure:
    """The values in order, None breaking the line, over the usual range if given.

    Without any value only the usual range is drawn.
    """
    look = theme.LOOKS[identity]
    known = [value for value in values if value is not None]
    ends = [*known, *(limits or ())] or [0.0]
    room = (max(ends) - min(ends)) * 0.12 or 1.0
    places = list(range(len(values)))
    heights = [None if value is None else tidy(value) for value in values]
    traces = [
        {
            "type": "scatter",
            "mode": "lines",
            "x": places,
            "y": heights,
            "connectgaps": False,
            "hoverinfo": "skip",
            "line": {"color": look.mark, "width": 1.5},
        }
    ]
    if known:
        last = max(n for n, value in enumerate(values) if value is not None)
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "x": [last],
                "y": [heights[last]],
                "hoverinfo": "skip",
                "marker": {
                    "symbol": look.symbol,
                    "size": 7,
                    "color": look.mark,
                    "opacity": 1,
                    "line": {"color": theme.PAPER, "width": 1.5},
                },
            }
        )
    shapes = []
    if limits:
        corners = (0, tidy(limits[0]), 1, tidy(limits[1]))
        shapes.append(theme.rectangle(corners, colour=theme.BAND, refs=("paper", "y")))
    figure = theme.compose(
        traces,
        size=size,
        margin=theme.Margin(4, 2, 8, 2),
        axes=(
            theme.axis(0, max(len(values) - 1, 1), showticklabels=False),
            theme.axis(min(ends) - room, max(ends) + room, showticklabels=False),
        ),
        shapes=shapes,
    )
    # It stands in tinted table rows.
    figure["layout"]["paper_bgcolor"] = "rgba(0,0,0,0)"
    figure["layout"]["plot_bgcolor"] = "rgba(0,0,0,0)"
    return figure
