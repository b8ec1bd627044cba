"""Scatter and bar traces as SVG: lines with their gaps, areas, whiskers and marks."""

import html
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple

from dashboard.figures.scales import Plot
from dashboard.figures.symbols import number, symbol_svg
from dashboard.figures.theme import PAPER

#: Room around a mark that answers to a pointer, in pixels from its middle.
REACH = 12.0

#: Hatching of a bar: pixels from stroke to stroke along its edge, and their width.
HATCH_STEP = 8.0
HATCH_WIDTH = 2.0

Points = list[tuple[float, float] | None]
Trace = Mapping[str, Any]


class Link(NamedTuple):
    """Where a mark leads, and what it says when pointed at."""

    href: str
    label: str


class Linking(NamedTuple):
    """How marks become links; `key_prefix` keeps their keys apart on a page."""

    find: Callable[[str], Link | None]
    key_prefix: str


def escape(text: object) -> str:
    """The text safe inside an element or a quoted attribute."""
    return html.escape(str(text), quote=True)


@lru_cache(maxsize=1024)
def attributes(**pairs: str | float | None) -> str:
    """Presentation attributes in the order given; None leaves one out."""
    return "".join(
        f' {name.replace("_", "-")}="{number(value)}"'
        if isinstance(value, float)
        else f' {name.replace("_", "-")}="{escape(value)}"'
        for name, value in pairs.items()
        if value is not None
    )


def grouped(painted: Iterable[tuple[str, str]]) -> str:
    """Elements in order, neighbours with the same paint sharing one group."""
    parts = []
    for paint, run in groupby(painted, key=lambda pair: pair[0]):
        parts.append(f"<g{paint}>{''.join(element for _, element in run)}</g>")
    return "".join(parts)


def runs(points: Points) -> Iterator[list[tuple[float, float]]]:
    """Stretches of points between gaps; a gap is never joined over."""
    run: list[tuple[float, float]] = []
    for point in points:
        if point is not None:
            run.append(point)
        elif run:
            yield run
            run = []
    if run:
        yield run


def pixels(trace: Trace, plot: Plot) -> Points:
    """The trace's points in pixels, None where x or y is missing."""
    return [
        None if x is None or y is None else (plot.x.at(x), plot.y.at(y))
        for x, y in zip(trace["x"], trace["y"], strict=True)
    ]


def path(points: Sequence[tuple[float, float]]) -> str:
    """Path data through the points in order."""
    return "M" + "L".join(f"{number(x)},{number(y)}" for x, y in points)


def dash(line: Mapping[str, Any]) -> str | None:
    """A stroke's dashes as SVG writes them; None for a solid one."""
    named = {"solid": None, "dash": "5 4", "dot": "2 3", "dashdot": "5 3 2 3"}
    style = line.get("dash", "solid")
    return named[style] if style in named else style.replace("px", "").replace(",", " ")


def stroke(line: Mapping[str, Any]) -> str:
    """Paint of a line without a fill."""
    return attributes(
        fill="none",
        stroke=line["color"],
        stroke_width=float(line.get("width", 2)),
        stroke_dasharray=dash(line),
        stroke_linejoin="round",
    )


def each(value: Any, count: int) -> list[Any]:
    """One value a point, whether the trace gives one for all or a list."""
    return list(value) if isinstance(value, (list, tuple)) else [value] * count


def scatter(
    trace: Trace, plot: Plot, *, before: Points, links: Linking | None, clip: str
) -> str:
    """A scatter trace: area, line, whiskers, marks and texts, in this order.

    `before` is the trace drawn just before, to which "tonexty" fills.
    """
    points = pixels(trace, plot)
    mode = trace.get("mode", "lines")
    parts = []
    if trace.get("fill", "none") != "none":
        parts.append(_area(trace, points, before=before, clip=_clip(plot, clip)))
    if "lines" in mode and trace.get("line", {}).get("width", 2):
        drawn = "".join(path(run) for run in runs(points) if len(run) > 1)
        loose = any(not plot.holds(*point) for point in points if point)
        if drawn:
            held = _clip(plot, clip) if loose else ""
            parts.append(f'<path d="{drawn}"{stroke(trace["line"])}{held}/>')
    parts += [_whiskers(trace, points, plot, axis) for axis in ("x", "y")]
    if "markers" in mode:
        parts.append(_marks(trace, points, plot, links))
    if "text" in mode:
        parts.append(_texts(trace, points))
    return "".join(parts)


def _clip(plot: Plot, clip: str) -> str:
    return f' clip-path="url(#{escape(clip)})"' if clip else ""


def _area(trace: Trace, points: Points, *, before: Points, clip: str) -> str:
    fill = trace["fill"]
    if fill == "toself":
        rings = list(runs(points))
    elif fill == "tonexty":
        rings = list(_rings_between(points, before))
    else:
        raise ValueError(f"fill {fill!r} is not drawn: use toself or tonexty")
    shape = "".join(f"{path(ring)}Z" for ring in rings if len(ring) > 2)
    if not shape:
        return ""
    return f'<path d="{shape}"{attributes(fill=trace["fillcolor"])}{clip}/>'


def _rings_between(points: Points, before: Points) -> Iterator[list[Any]]:
    """Closed rings between two lines, broken where either of them has a gap."""
    both = [
        None if one is None or other is None else (one, other)
        for one, other in zip(points, before, strict=True)
    ]
    run: list[Any] = []
    for pair in [*both, None]:
        if pair is not None:
            run.append(pair)
        elif run:
            yield [one for one, _ in run] + [other for _, other in reversed(run)]
            run = []


def _whiskers(trace: Trace, points: Points, plot: Plot, axis: str) -> str:
    bars = trace.get(f"error_{axis}")
    if not bars:
        return ""
    scale = plot.x if axis == "x" else plot.y
    ends = sorted((scale.start, scale.start + scale.length))
    drawn = []
    for position, point in enumerate(points):
        up = bars["array"][position]
        down = bars.get("arrayminus", bars["array"])[position]
        if point is None or up is None or down is None:
            continue
        value = trace[axis][position]
        first, last = (
            min(max(scale.at(end), ends[0]), ends[1])
            for end in (value - down, value + up)
        )
        if axis == "x":
            drawn.append(f"M{number(first)},{number(point[1])}H{number(last)}")
        else:
            drawn.append(f"M{number(point[0])},{number(first)}V{number(last)}")
    if not drawn:
        return ""
    line = {"color": bars["color"], "width": bars.get("thickness", 2)}
    return f'<path d="{"".join(drawn)}"{stroke(line)}/>'


def _marks(trace: Trace, points: Points, plot: Plot, links: Linking | None) -> str:
    marker = trace["marker"]
    count = len(points)
    edge = marker.get("line", {})
    rows = zip(
        points,
        each(marker.get("symbol", "circle"), count),
        each(marker.get("size", 6), count),
        each(marker["color"], count),
        each(edge.get("color"), count),
        each(edge.get("width", 0), count),
        each(trace.get("customdata"), count),
        strict=True,
    )
    painted = []
    for point, symbol, size, colour, edge_colour, edge_width, key in rows:
        if point is None:
            continue
        fill, outline = colour, edge_colour if edge_width else None
        if symbol.endswith("-open"):
            fill, outline = PAPER, colour
        paint = attributes(
            fill=fill,
            stroke=outline,
            stroke_width=float(edge_width or 2) if outline else None,
        )
        mark = symbol_svg(symbol, point, size / 2) + "/>"
        if links and key is not None:
            mark = _linked(mark, str(key), links, _target(trace, point, plot))
        painted.append((paint, mark))
    return grouped(painted)


def _target(trace: Trace, point: tuple[float, float], plot: Plot) -> str:
    """What answers to a pointer: the mark's surroundings, or its whole row."""
    if trace.get("meta") == {"target": "row"}:
        half = abs(plot.y.along(1) - plot.y.along(0)) / 2
        shape = (
            f'<rect x="0" y="{number(point[1] - half)}" '
            f'width="{number(plot.width)}" height="{number(half * 2)}"'
        )
    else:
        shape = symbol_svg("circle", point, REACH)
    return f'{shape} fill="none" stroke="none" pointer-events="all"/>'


def _linked(mark: str, key: str, links: Linking, target: str) -> str:
    link = links.find(key)
    if link is None:
        return mark
    return (
        f'<a href="{escape(link.href)}" class="mark-link" data-view="" '
        f'data-key="{escape(links.key_prefix)}{escape(key)}" tabindex="-1">'
        f"<title>{escape(link.label)}</title>{target}{mark}</a>"
    )


def text_element(
    text: str,
    at: tuple[float, float],
    *,
    letters: Mapping[str, Any],
    anchor: str = "center",
) -> tuple[str, str]:
    """The paint and the element of a text whose middle line is at this height."""
    anchors = {"left": None, "center": "middle", "right": "end"}
    size = letters["size"]
    halo = letters.get("shadow", "none") != "none"
    paint = attributes(
        fill=letters["color"],
        font_size=size,
        font_weight="700" if letters.get("weight") == "bold" else None,
        text_anchor=anchors[anchor],
        paint_order="stroke" if halo else None,
        stroke=PAPER if halo else None,
        stroke_width=4 if halo else None,
        stroke_linejoin="round" if halo else None,
    )
    x, y = number(at[0]), number(at[1] + size * 0.35)
    return paint, f'<text x="{x}" y="{y}">{escape(text)}</text>'


def _texts(trace: Trace, points: Points) -> str:
    letters = trace["textfont"]
    places = each(trace.get("textposition", "middle center"), len(points))
    painted = []
    for point, text, where in zip(points, trace["text"], places, strict=True):
        if point is None or not text:
            continue
        height, _, side = where.partition(" ")
        # Plotly names the side of the mark the text is on; an anchor is the
        # side of the text the mark is on.
        anchor = {"left": "right", "right": "left"}.get(side, "center")
        right = {"left": 8, "right": -8}.get(anchor, 0)
        down = {"top": -12, "bottom": 12}.get(height, 0)
        at = (point[0] + right, point[1] + down)
        painted.append(text_element(text, at, letters=letters, anchor=anchor))
    return grouped(painted)


def bars(trace: Trace, plot: Plot, *, links: Linking | None) -> str:
    """A bar trace, upright or lying, each bar from its base; None draws none."""
    lying = trace.get("orientation", "v") == "h"
    along, across = (plot.x, plot.y) if lying else (plot.y, plot.x)
    lengths, places = (trace["x"], trace["y"]) if lying else (trace["y"], trace["x"])
    count = len(lengths)
    marker = trace["marker"]
    rows = zip(
        lengths,
        places,
        each(trace.get("base", 0), count),
        each(trace.get("width", 0.8), count),
        each(marker["color"], count),
        each(trace.get("customdata"), count),
        strict=True,
    )
    unit = abs(across.along(1) - across.along(0))
    painted = []
    for length, where, base, share, colour, key in rows:
        if length is None:
            continue
        near, far = sorted((along.at(base), along.at(base + length)))
        thick = unit * share
        side = across.at(where) - thick / 2
        corner = (near, side) if lying else (side, near)
        size = (far - near, thick) if lying else (thick, far - near)
        bar = (
            f'<rect x="{number(corner[0])}" y="{number(corner[1])}" '
            f'width="{number(size[0])}" height="{number(size[1])}"/>'
        )
        if links and key is not None:
            bar = _linked(bar, str(key), links, "")
        paint, hatch = _bar_paint(marker, colour)
        painted.append((paint, bar))
        if hatch:
            painted.append((hatch, _hatching(corner, size)))
    return grouped(painted)


def _bar_paint(marker: Mapping[str, Any], colour: str) -> tuple[str, str]:
    """Paint of a bar and of its hatching; the latter empty for a plain bar."""
    edge = marker.get("line", {})
    width = float(edge.get("width", 0))
    outline = {"stroke": edge["color"], "stroke_width": width} if width else {}
    pattern = marker.get("pattern", {}).get("shape", "")
    if not pattern:
        return attributes(fill=colour, **outline), ""
    if pattern != "/":
        raise ValueError(f"bars with the pattern {pattern!r} are not drawn: use '/'")
    ground = marker["pattern"].get("bgcolor", PAPER)
    lines = attributes(fill="none", stroke=colour, stroke_width=HATCH_WIDTH)
    return attributes(fill=ground, **outline), lines


def _hatching(corner: tuple[float, float], size: tuple[float, float]) -> str:
    """Strokes rising to the right, cut off at the bar's edges."""
    (left, top), (width, height) = corner, size
    drawn = []
    reach = HATCH_STEP / 2
    while reach < width + height:
        first = max(reach - height, 0.0)
        last = min(reach, width)
        start = f"{number(left + first)},{number(top + reach - first)}"
        stop = f"{number(left + last)},{number(top + reach - last)}"
        drawn.append(f"M{start}L{stop}")
        reach += HATCH_STEP
    return f'<path d="{"".join(drawn)}"/>'
