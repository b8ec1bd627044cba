"""Figures of boxes and words as shapes of the slide program, each to be edited."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from pptx.enum.text import MSO_ANCHOR
from pptx.util import Emu, Pt

from dashboard.figures.lettering import text_width
from dashboard.figures.scales import Plot, make_plot
from dashboard.figures.theme import Figure
from dashboard.pack.slide_parts import Place, add_box, dress, rgb, without_margins

POINT = 12_700


class _Moved(NamedTuple):
    """From the figure's pixels to the slide: where it starts, and how much larger."""

    left: float
    top: float
    scale: float


def is_shapes(figure: Figure) -> bool:
    """Whether a figure is made of boxes and words alone."""
    return not figure["data"] and bool(figure["layout"].get("shapes"))


def add_shapes(slide: Any, figure: Figure, place: Place) -> Any:
    """The boxes and words as one group, in the middle of their place."""
    plot = make_plot(figure)
    left, top, width, height = place
    scale = min(width / plot.width, height / plot.height)
    moved = _Moved(left + (width - plot.width * scale) / 2, top, scale)
    layout = figure["layout"]
    drawn = [_add_box(slide, shape, plot, moved) for shape in layout["shapes"]]
    drawn += [_add_note(slide, n, plot, moved) for n in layout.get("annotations", [])]
    return slide.shapes.add_group_shape(drawn)


def _add_box(slide: Any, shape: Mapping[str, Any], plot: Plot, moved: _Moved) -> Any:
    xs = sorted(plot.x.at(shape[end]) for end in ("x0", "x1"))
    ys = sorted(plot.y.at(shape[end]) for end in ("y0", "y1"))
    box = add_box(
        slide,
        (
            int(moved.left + xs[0] * moved.scale),
            int(moved.top + ys[0] * moved.scale),
            max(int((xs[1] - xs[0]) * moved.scale), POINT),
            max(int((ys[1] - ys[0]) * moved.scale), POINT),
        ),
        shape["fillcolor"],
    )
    line = shape.get("line", {})
    if line.get("width"):
        box.line.color.rgb = rgb(line["color"])
        box.line.width = Pt(line["width"] * moved.scale / POINT)
    return box


def _add_note(slide: Any, note: Mapping[str, Any], plot: Plot, moved: _Moved) -> Any:
    letters, text = note["font"], note["text"]
    is_bold = text.startswith("<b>") or letters.get("weight") == "bold"
    words = text.removeprefix("<b>").removesuffix("</b>")
    wide = (text_width(words, letters) * 1.2 + 8) * moved.scale
    high = letters["size"] * 1.6 * moved.scale
    x = moved.left + plot.x.along(note["x"]) * moved.scale
    y = moved.top + plot.y.along(note["y"]) * moved.scale
    anchor = note.get("xanchor", "center")
    start = {"left": x, "center": x - wide / 2, "right": x - wide}[anchor]
    box = slide.shapes.add_textbox(
        Emu(int(start)), Emu(int(y - high / 2)), Emu(int(wide)), Emu(int(high))
    )
    frame = box.text_frame
    frame.word_wrap = True
    without_margins(frame)
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    frame.text = words
    dress(
        frame.paragraphs[0],
        round(letters["size"] * moved.scale / POINT, 1),
        letters["color"],
        is_bold=is_bold,
        align=anchor,
    )
    return box
