"""One number above or below none, as a bar in a table."""

from dashboard.areas import Identity
from dashboard.figures import theme
from dashboard.figures.axes import tidy

SIZE = (150, 22)
_CLEAR = "rgba(0,0,0,0)"


def excess_mini(value: float, *, most: float) -> theme.Figure:
    """A bar from the line at none; `most` is the farthest of all bars beside it."""
    reach = most or 1.0
    # Few are below none: a fifth of the width is theirs, unless they need more.
    low = -0.22
    length = tidy(max(min(value / reach, 1.0), low))
    figure = theme.compose(
        [
            {
                "type": "bar",
                "orientation": "h",
                "x": [length],
                "y": [0],
                "base": 0,
                "width": 1,
                "hoverinfo": "skip",
                "marker": {"color": theme.LOOKS[Identity.OWN].mark},
            }
        ],
        size=SIZE,
        margin=theme.Margin(1, 2, 1, 2),
        axes=(
            theme.axis(low, 1.0, showticklabels=False),
            theme.axis(-1, 1, showticklabels=False),
        ),
        shapes=[
            {
                "type": "line",
                "x0": 0,
                "x1": 0,
                "y0": 0,
                "y1": 1,
                "xref": "x",
                "yref": "paper",
                "line": {"color": theme.INK, "width": 1.5},
                "layer": "above",
            }
        ],
    )
    figure["layout"] |= {"paper_bgcolor": _CLEAR, "plot_bgcolor": _CLEAR}
    return figure
