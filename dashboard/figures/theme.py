"""The look of every figure: colours by role, letters, and the parts they share.

Colours are the tokens of the style sheet, written out: a figure is also drawn in
embeds and pictures, where no style sheet reaches it.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple, TypeAlias

from dashboard.areas import Identity

#: A figure in Plotly's format: {"data": [traces], "layout": {...}}, lists and numbers.
Figure: TypeAlias = dict[str, Any]

FONT_FAMILY = (
    "-apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, "
    "'Liberation Sans', sans-serif"
)
SMALL = 13
STRONG = 14

INK = "#0B0C0C"
INK_2 = "#3D4347"
INK_3 = "#505A5F"
PAPER = "#FFFFFF"
WASH = "#F3F5F6"
LINE = "#D5DADD"
AXIS = "#7D868C"
OWN_WASH = "#E7EEF4"
BAND = "#E3E8EB"
BENCHMARK = INK
#: What a verdict says, never who: favourable, to be looked at, neither.
GOOD = "#12436D"
ATTENTION = "#801650"
NEUTRAL = "#505A5F"

#: Written where Plotly keeps a text shadow; our renderer draws it as a white edge.
HALO = f"0 0 3px {PAPER}"

#: Below this width a figure is drawn for a phone.
NARROW = 440


class Look(NamedTuple):
    """How one identity is drawn: colour of its mark, of its name, and its shape."""

    mark: str
    text: str
    symbol: str


LOOKS: dict[Identity, Look] = {
    Identity.OWN: Look("#12436D", "#12436D", "circle"),
    Identity.P1: Look("#28A197", "#17726A", "square"),
    Identity.P2: Look("#F46A25", "#AD430C", "triangle-up"),
    Identity.P3: Look("#A285D1", "#6B4BA3", "diamond"),
    Identity.P4: Look("#3D3D3D", "#3D3D3D", "cross"),
    Identity.OTHER: Look("#7D868C", INK_2, "circle"),
}

#: Order of drawing: everyone else, then pinned areas, then the reader's own on top.
DRAWN = (
    Identity.OTHER,
    Identity.P4,
    Identity.P3,
    Identity.P2,
    Identity.P1,
    Identity.OWN,
)


class BenchmarkLine(NamedTuple):
    """What values are compared with: its name in words, and where the line stands."""

    label: str
    value: float | None


class Margin(NamedTuple):
    """Pixels between the edge of the figure and its plot."""

    left: float
    top: float
    right: float
    bottom: float


def font(colour: str = INK_2, size: int = SMALL) -> dict[str, Any]:
    """Regular letters."""
    return {"color": colour, "size": size}


def bold(colour: str = INK, size: int = STRONG) -> dict[str, Any]:
    """Bold letters, for values and for own and pinned areas."""
    return {"color": colour, "size": size, "weight": "bold"}


def with_halo(letters: dict[str, Any]) -> dict[str, Any]:
    """The same letters on a white edge, for labels that cross marks or lines."""
    return {**letters, "shadow": HALO}


def identity_font(identity: Identity) -> dict[str, Any]:
    """Letters for an area's name: bold in its colour, or plain for everyone else."""
    text = LOOKS[identity].text
    return font(text) if identity == Identity.OTHER else bold(text)


def mark_size(identity: Identity) -> int:
    """Pixels across a mark that stands among others: own and pinned are larger."""
    return 8 if identity == Identity.OTHER else 12


def axis(low: float, high: float, **more: Any) -> dict[str, Any]:
    """An axis from low to high, in Plotly's words; only tick labels are drawn."""
    return {
        "range": [low, high],
        "tickmode": "array",
        "tickvals": [],
        "ticktext": [],
        "tickfont": font(INK_3),
        "ticks": "",
        "tickcolor": AXIS,
        "showgrid": False,
        "gridcolor": LINE,
        "zeroline": False,
        "showline": False,
        "linecolor": AXIS,
        **more,
    }


def annotation(
    text: str,
    at: tuple[float, float],
    *,
    letters: dict[str, Any],
    refs: tuple[str, str] = ("x", "y"),
    anchors: tuple[str, str] = ("center", "middle"),
    shift: tuple[float, float] = (0, 0),
) -> dict[str, Any]:
    """A label; `refs` are axes or "paper", `shift` pixels right and up."""
    return {
        "text": text,
        "x": at[0],
        "y": at[1],
        "xref": refs[0],
        "yref": refs[1],
        "xanchor": anchors[0],
        "yanchor": anchors[1],
        "xshift": shift[0],
        "yshift": shift[1],
        "font": letters,
        "showarrow": False,
    }


def rectangle(
    corners: tuple[float, float, float, float],
    *,
    colour: str,
    refs: tuple[str, str] = ("x", "y"),
) -> dict[str, Any]:
    """A filled rectangle behind the marks; corners are x0, y0, x1, y1."""
    return {
        "type": "rect",
        "x0": corners[0],
        "y0": corners[1],
        "x1": corners[2],
        "y1": corners[3],
        "xref": refs[0],
        "yref": refs[1],
        "fillcolor": colour,
        "line": {"width": 0},
        "layer": "between",
    }


def compose(
    traces: Sequence[dict[str, Any]],
    *,
    size: tuple[int, int],
    margin: Margin,
    axes: tuple[dict[str, Any], dict[str, Any]],
    shapes: Sequence[dict[str, Any]] = (),
    annotations: Sequence[dict[str, Any]] = (),
) -> Figure:
    """A figure of these parts; the heading stays outside, in the panel."""
    return {
        "data": list(traces),
        "layout": {
            "width": size[0],
            "height": size[1],
            "margin": {
                "l": margin.left,
                "t": margin.top,
                "r": margin.right,
                "b": margin.bottom,
                "pad": 0,
            },
            "font": {"family": FONT_FAMILY, "size": SMALL, "color": INK_2},
            "paper_bgcolor": PAPER,
            "plot_bgcolor": PAPER,
            "showlegend": False,
            "hovermode": "closest",
            "xaxis": axes[0],
            "yaxis": axes[1],
            "shapes": list(shapes),
            "annotations": list(annotations),
        },
    }
