"""Our own renderer: a figure in Plotly's format drawn at once, as SVG, without it.

Only what our figures use is drawn; anything else raises ValueError rather than
leaving a picture that says less than the figure.
"""

import math
from collections.abc import Callable, Mapping
from typing import Any

from dashboard.figures.lettering import text_width
from dashboard.figures.scales import Plot, Scale, make_plot
from dashboard.figures.symbols import number
from dashboard.figures.theme import FONT_FAMILY, PAPER, SMALL, Figure
from dashboard.figures.traces import (
    Link,
    Linking,
    Points,
    attributes,
    bars,
    dash,
    escape,
    grouped,
    pixels,
    scatter,
    text_element,
)

__all__ = ["Link", "draw"]

_NOTHING = (None, "", "rgba(0,0,0,0)")


def draw(
    figure: Figure,
    *,
    title: str,
    description: str,
    id_prefix: str = "figure",
    links: Callable[[str], Link | None] | None = None,
    css_class: str = "",
) -> str:
    """The figure as one SVG element, complete in itself: colours and letters inside.

    Without links it is an image with a name and a description, whose ids begin with
    `id_prefix`. With links its marks can be clicked, and it is hidden from the
    keyboard and from screen readers, who have the same links in the table beside it.
    """
    plot = make_plot(figure)
    layout = figure["layout"]
    linking = Linking(links, f"{id_prefix}-") if links else None
    clip = f"{id_prefix}-plot"
    traces = _traces(figure, plot, linking, clip)
    body = (
        _background(layout, plot),
        _shapes(layout, plot, "below"),
        _grid(layout, plot),
        _shapes(layout, plot, "between"),
        _clip_path(plot, clip) if f"url(#{escape(clip)})" in traces else "",
        traces,
        _axes(layout, plot),
        _shapes(layout, plot, "above"),
        _annotations(layout, plot, linking),
    )
    root = attributes(
        xmlns="http://www.w3.org/2000/svg",
        **{"class": css_class or None},
        viewBox=f"0 0 {number(plot.width)} {number(plot.height)}",
        width=number(plot.width),
        height=number(plot.height),
        font_family=FONT_FAMILY,
        font_size=SMALL,
    )
    if links:
        return f'<svg{root} aria-hidden="true">{"".join(body)}</svg>'
    name = escape(id_prefix)
    return (
        f'<svg{root} role="img" aria-labelledby="{name}-title" '
        f'aria-describedby="{name}-desc"><title id="{name}-title">{escape(title)}'
        f'</title><desc id="{name}-desc">{escape(description)}</desc>'
        f"{''.join(body)}</svg>"
    )


def _background(layout: Mapping[str, Any], plot: Plot) -> str:
    colour = layout.get("paper_bgcolor", PAPER)
    if colour in _NOTHING:
        return ""
    size = attributes(width=number(plot.width), height=number(plot.height))
    return f"<rect{size}{attributes(fill=colour)}/>"


def _clip_path(plot: Plot, clip: str) -> str:
    box = attributes(
        x=plot.left,
        y=plot.top,
        width=number(plot.right - plot.left),
        height=number(plot.bottom - plot.top),
    )
    return f'<clipPath id="{escape(clip)}"><rect{box}/></clipPath>'


def _traces(figure: Figure, plot: Plot, links: Linking | None, clip: str) -> str:
    parts = []
    before: Points = []
    for trace in figure["data"]:
        kind = trace.get("type", "scatter")
        if kind == "scatter":
            parts.append(scatter(trace, plot, before=before, links=links, clip=clip))
            before = pixels(trace, plot)
        elif kind == "bar":
            parts.append(bars(trace, plot, links=links))
        else:
            raise ValueError(f"traces of type {kind!r} are not drawn: use scatter, bar")
    return "".join(parts)


def _ticks(axis: Mapping[str, Any], scale: Scale) -> list[tuple[float, str]]:
    """Pixel and label of each tick inside the plot."""
    values = axis.get("tickvals", [])
    texts = axis.get("ticktext") or [f"{value}" for value in values]
    pairs = zip(values, texts, strict=True)
    return [(scale.at(value), text) for value, text in pairs if scale.shows(value)]


def _grid(layout: Mapping[str, Any], plot: Plot) -> str:
    painted = []
    for name, scale in (("xaxis", plot.x), ("yaxis", plot.y)):
        axis = layout[name]
        if not axis.get("showgrid"):
            continue
        paint = attributes(stroke=axis["gridcolor"])
        lines = []
        for pixel, _ in _ticks(axis, scale):
            if name == "xaxis":
                lines.append(f"M{number(pixel)},{number(plot.top)}")
                lines.append(f"V{number(plot.bottom)}")
            else:
                lines.append(f"M{number(plot.left)},{number(pixel)}")
                lines.append(f"H{number(plot.right)}")
        if lines:
            painted.append((paint, f'<path d="{"".join(lines)}"/>'))
    return grouped(painted)


def _axes(layout: Mapping[str, Any], plot: Plot) -> str:
    return _axis_below(layout["xaxis"], plot) + _axis_beside(layout["yaxis"], plot)


def _axis_below(axis: Mapping[str, Any], plot: Plot) -> str:
    drawn = ""
    ticks = _ticks(axis, plot.x)
    length = axis.get("ticklen", 5) if axis.get("ticks") == "outside" else 0
    if axis.get("showline"):
        drawn += f"M{number(plot.left)},{number(plot.bottom)}H{number(plot.right)}"
    if length:
        drawn += "".join(
            f"M{number(pixel)},{number(plot.bottom)}v{number(length)}"
            for pixel, _ in ticks
        )
    height = plot.bottom + length + 11
    letters = axis.get("tickfont", {})
    shown = axis.get("showticklabels", True)
    texts = [
        text_element(
            text, (_inside(pixel, text, letters, plot), height), letters=letters
        )
        for pixel, text in ticks
        if shown
    ]
    return _axis_line(axis, drawn) + grouped(texts)


def _inside(pixel: float, text: str, letters: Mapping[str, Any], plot: Plot) -> float:
    """The middle of a label, moved as little as keeps it in the picture."""
    half = text_width(text, letters) / 2
    return max(min(pixel, plot.width - half), half)


def _axis_beside(axis: Mapping[str, Any], plot: Plot) -> str:
    drawn = ""
    if axis.get("showline"):
        drawn = f"M{number(plot.left)},{number(plot.top)}V{number(plot.bottom)}"
    if not axis.get("showticklabels", True):
        return _axis_line(axis, drawn)
    letters = axis.get("tickfont", {})
    texts = [
        text_element(text, (plot.left - 8, pixel), letters=letters, anchor="right")
        for pixel, text in _ticks(axis, plot.y)
    ]
    return _axis_line(axis, drawn) + grouped(texts)


def _axis_line(axis: Mapping[str, Any], drawn: str) -> str:
    if not drawn:
        return ""
    return f'<path d="{drawn}"{attributes(fill="none", stroke=axis["linecolor"])}/>'


def _along(scale: Scale, ref: str, value: float) -> float:
    return scale.share(value) if ref == "paper" else scale.at(value)


def _shapes(layout: Mapping[str, Any], plot: Plot, layer: str) -> str:
    chosen = [s for s in layout.get("shapes", []) if s.get("layer", "above") == layer]
    return "".join(_shape(shape, plot) for shape in chosen)


def _shape(shape: Mapping[str, Any], plot: Plot) -> str:
    xref, yref = shape.get("xref", "x"), shape.get("yref", "y")
    x0, x1 = (_along(plot.x, xref, shape[end]) for end in ("x0", "x1"))
    y0, y1 = (_along(plot.y, yref, shape[end]) for end in ("y0", "y1"))
    line = shape.get("line", {})
    outline = attributes(
        stroke=line["color"],
        stroke_width=float(line.get("width", 2)),
        stroke_dasharray=dash(line),
    ) if line.get("width", 2) else ""  # fmt: skip
    if shape["type"] == "line":
        ends = attributes(x1=x0, y1=y0, x2=x1, y2=y1)
        return f"<line{ends}{outline}/>"
    if shape["type"] != "rect":
        raise ValueError(f"shapes of type {shape['type']!r} are not drawn: use rect")
    box = attributes(
        x=min(x0, x1), y=min(y0, y1), width=abs(x1 - x0), height=abs(y1 - y0)
    )
    return f"<rect{box}{attributes(fill=shape['fillcolor'])}{outline}/>"


def _annotations(layout: Mapping[str, Any], plot: Plot, links: Linking | None) -> str:
    painted = []
    for note in layout.get("annotations", []):
        painted += _annotation(note, plot)
    texts = grouped(painted)
    # A name over a linked row must not catch the click meant for the row.
    return f'<g pointer-events="none">{texts}</g>' if links and texts else texts


def _annotation(note: Mapping[str, Any], plot: Plot) -> list[tuple[str, str]]:
    # On a log axis Plotly takes an annotation's place in powers of ten.
    x = (plot.x.share if note["xref"] == "paper" else plot.x.along)(note["x"])
    y = (plot.y.share if note["yref"] == "paper" else plot.y.along)(note["y"])
    letters = note["font"]
    size = letters["size"]
    at_x, at_y = x + note.get("xshift", 0), y - note.get("yshift", 0)
    drawn = []
    if note.get("showarrow"):
        at_x, at_y = at_x + note["ax"], at_y + note["ay"]
        reach = math.copysign(size * 0.6, -note["ay"])
        ends = attributes(x1=at_x, y1=at_y + reach, x2=x, y2=y)
        paint = attributes(
            stroke=note["arrowcolor"], stroke_width=float(note.get("arrowwidth", 1))
        )
        drawn.append((paint, f"<line{ends}/>"))
    lift = {"top": size * 0.5, "middle": 0.0, "bottom": -size * 0.5}
    at = (at_x, at_y + lift[note.get("yanchor", "middle")])
    drawn.append(
        text_element(
            note["text"], at, letters=letters, anchor=note.get("xanchor", "center")
        )
    )
    return drawn
