"""What slides are made of: words, rules, names for those who do not see."""

from typing import Any, TypeAlias

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
EDGE = Inches(0.6)
ROOM = WIDTH - 2 * EDGE
#: A font that every office has, or has one of the same widths for.
FONT = "Arial"
#: Left, top, width and height.
Place: TypeAlias = tuple[int, int, int, int]
ALIGNED = {"left": PP_ALIGN.LEFT, "center": PP_ALIGN.CENTER, "right": PP_ALIGN.RIGHT}
DECORATIVE = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/'
    '2017/decorative" val="1"/></a:ext></a:extLst>'
)


def add_words(
    slide: Any,
    words: str,
    place: Place,
    *,
    size: float,
    colour: str,
    is_bold: bool = False,
    align: str = "left",
) -> Any:
    """A box of words without margins; nothing for none."""
    if not words:
        return None
    box = slide.shapes.add_textbox(*place)
    box.text_frame.word_wrap = True
    box.text_frame.text = words
    without_margins(box.text_frame)
    dress(box.text_frame.paragraphs[0], size, colour, is_bold=is_bold, align=align)
    return box


def add_rule(slide: Any, place: Place, colour: str) -> None:
    """A line or bar that says nothing."""
    shape = add_box(slide, place, colour)
    told = shape._element.xpath(".//p:cNvPr")[0]  # noqa: SLF001  # not offered otherwise
    told.set("descr", "")
    told.append(parse_xml(DECORATIVE))


def add_box(slide: Any, place: Place, colour: str) -> Any:
    """A filled rectangle, without the outline and shadow of the program's style."""
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *place)
    style = shape._element.find(qn("p:style"))  # noqa: SLF001  # not offered otherwise
    shape._element.remove(style)  # noqa: SLF001  # not offered otherwise
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb(colour)
    shape.line.fill.background()
    return shape


def name_shape(shape: Any, title: str, words: str) -> None:
    """What those who do not see the shape are told of it."""
    told = shape._element.xpath(".//p:cNvPr")[0]  # noqa: SLF001  # not offered otherwise
    told.set("title", title)
    told.set("descr", words.strip())


def dress(
    paragraph: Any, size: float, colour: str, *, is_bold: bool, align: str = "left"
) -> None:
    """Letters of one size and colour."""
    paragraph.alignment = ALIGNED[align]
    for run in paragraph.runs:
        run.font.size, run.font.bold, run.font.name = Pt(size), is_bold, FONT
        run.font.color.rgb = rgb(colour)


def without_margins(frame: Any) -> None:
    """Words begin where their box does."""
    frame.margin_left = frame.margin_right = 0
    frame.margin_top = frame.margin_bottom = 0


def rgb(colour: str) -> RGBColor:
    """A colour as a style sheet writes it."""
    number = int(colour.lstrip("#"), 16)
    return RGBColor(number >> 16, number >> 8 & 255, number & 255)
