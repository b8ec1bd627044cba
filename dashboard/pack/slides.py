"""A board pack as slides: PPTX with charts that can be edited and words for all."""

from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches

from dashboard.figures.poster import Drawing
from dashboard.figures.svg import draw
from dashboard.figures.theme import ATTENTION, INK, INK_2, INK_3, LINE
from dashboard.pack.model import Grid, Pack, PackItem
from dashboard.pack.slide_charts import add_chart
from dashboard.pack.slide_parts import (
    EDGE,
    HEIGHT,
    ROOM,
    WIDTH,
    Place,
    add_rule,
    add_words,
    dress,
    name_shape,
    without_margins,
)
from dashboard.pack.slide_shapes import add_shapes, is_shapes
from dashboard.pack.slide_tables import add_tables, rows_shown
from dashboard.zips import rezipped

#: Where a picture may be, and where a table begins.
TOP, BOTTOM, TABLE_TOP = Inches(2.3), Inches(6.75), Inches(1.45)
#: Of the template's layouts, those this deck has.
TITLE_SLIDE, TITLE_ONLY = 0, 5
LOCALES = {"en": "en-GB", "cy": "cy-GB"}
MOMENT = date(1980, 1, 1)
BAR = "#12436D"
#: Letters beyond which a title is set smaller, and a source is cut.
LONG_TITLE, LONG_SOURCE = 75, 230
#: Pixels below which a figure is one of many small ones.
SMALL_FIGURE = 80


def pack_slides(pack: Pack) -> bytes:
    """The pack as a PPTX file, the same bytes for the same pack."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    _describe(deck, pack)
    _shape_layouts(deck)
    _first_slide(deck, pack)
    for number, item in enumerate(pack.items, start=1):
        _item_slide(deck, pack, item, number)
        if _has_picture(item):
            for grid in item.grids:
                _table_slide(deck, pack, item, grid)
    for slide in deck.slides:
        _speak(slide, LOCALES.get(pack.language, "en-GB"))
    written = BytesIO()
    deck.save(written)
    return rezipped(written.getvalue())


def _describe(deck: Any, pack: Pack) -> None:
    told = deck.core_properties
    told.title, told.author = pack.title, pack.whose
    told.language = LOCALES.get(pack.language, "en-GB")
    told.created = told.modified = datetime.combine(pack.as_of or MOMENT, time())
    told.last_modified_by = ""
    told.revision = 1


def _shape_layouts(deck: Any) -> None:
    """The template's places for titles, where this deck has them; no others."""
    for number, place in (
        (TITLE_SLIDE, (EDGE, Inches(2.3), ROOM, Inches(1.6))),
        (TITLE_ONLY, (EDGE, Inches(0.6), ROOM, Inches(0.82))),
    ):
        for shape in list(deck.slide_layouts[number].placeholders):
            kind = shape.placeholder_format.idx
            if kind == 0:
                shape.left, shape.top, shape.width, shape.height = place
            elif kind == 1:
                shape.left, shape.top = EDGE, Inches(4.0)
                shape.width, shape.height = ROOM, Inches(1.6)
            else:
                shape._element.getparent().remove(shape._element)  # noqa: SLF001  # not offered otherwise


def _first_slide(deck: Any, pack: Pack) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[TITLE_SLIDE])
    add_rule(slide, (0, 0, WIDTH, Inches(0.09)), BAR)
    _title(slide, pack.title, 40)
    told = [(pack.whose, INK_2), (pack.fresh, INK_3), (pack.warning, ATTENTION)]
    frame = slide.placeholders[1].text_frame
    without_margins(frame)
    for number, (words, colour) in enumerate((w, c) for w, c in told if w):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.text = words
        dress(paragraph, 20, colour, is_bold=colour == ATTENTION)
    slide.notes_slide.notes_text_frame.text = "\n".join(
        [pack.words.contents]
        + [f"{n}. {item.title}" for n, item in enumerate(pack.items, start=1)]
    )


def _has_picture(item: PackItem) -> bool:
    """Whether the item's slide shows more than its table."""
    figures = [drawing.figure for drawing in item.drawings]
    is_large = any(each["layout"]["height"] >= SMALL_FIGURE for each in figures)
    return item.chart is not None or is_large


def _item_slide(deck: Any, pack: Pack, item: PackItem, number: int) -> None:
    slide = _slide(deck, pack, item, title=item.title, number=number)
    heading = (EDGE, Inches(1.42), ROOM, Inches(0.34))
    add_words(slide, item.heading, heading, size=16, colour=INK, is_bold=True)
    sentence = (EDGE, Inches(1.76), ROOM, Inches(0.5))
    add_words(slide, item.sentence, sentence, size=14, colour=INK_2)
    place = (EDGE, TOP, ROOM, BOTTOM - TOP)
    words = f"{item.sentence} {item.crumb}"
    if item.chart is not None:
        name_shape(add_chart(slide, item.chart, place), item.heading, words)
    elif _has_picture(item) and is_shapes(item.drawings[0].figure):
        drawn = add_shapes(slide, item.drawings[0].figure, place)
        name_shape(drawn, item.heading, words)
    elif _has_picture(item):
        _add_pictures(slide, item, place)
    elif item.grids:
        add_tables(slide, item.grids[0], top=TOP)
        _tell_rest(slide, pack, item.grids[0], top=TOP)
    notes = [item.note, item.sentence]
    notes += [f"{pack.words.caveat}: {item.caveat}"] * bool(item.caveat)
    notes += [item.source, item.fresh, f"{pack.words.on_the_web}: {item.address}"]
    slide.notes_slide.notes_text_frame.text = "\n\n".join(n for n in notes if n)


def _table_slide(deck: Any, pack: Pack, item: PackItem, grid: Grid) -> None:
    """The table behind a picture; what one slide cannot hold is on the web."""
    title = pack.words.table.format(heading=item.heading)
    slide = _slide(deck, pack, item, title=title, number=None)
    add_tables(slide, grid, top=TABLE_TOP)
    _tell_rest(slide, pack, grid, top=TABLE_TOP)
    slide.notes_slide.notes_text_frame.text = "\n\n".join(
        (grid.caption, f"{pack.words.on_the_web}: {item.address}")
    )


def _tell_rest(slide: Any, pack: Pack, grid: Grid, *, top: int) -> None:
    rest = len(grid.rows) - rows_shown(grid, top=top)
    if rest > 0:
        words = pack.words.more_rows.format(count=rest)
        place = (EDGE, Inches(6.58), ROOM, Inches(0.25))
        add_words(slide, words, place, size=10, colour=INK_3, align="right")


def _slide(
    deck: Any, pack: Pack, item: PackItem, *, title: str, number: int | None
) -> Any:
    slide = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
    add_rule(slide, (0, 0, WIDTH, Inches(0.09)), BAR)
    _title(slide, title, 26)
    parts = [f"{number}." if number else "", item.crumb]
    crumb = " ".join(part for part in parts if part)
    crumb = " · ".join(part for part in (crumb, pack.warning) if part)
    place = (EDGE, Inches(0.28), ROOM, Inches(0.3))
    add_words(slide, crumb, place, size=11, colour=INK_3)
    add_rule(slide, (EDGE, Inches(6.86), ROOM, 9525), LINE)
    foot = (EDGE, Inches(6.92), ROOM - Inches(1), Inches(0.45))
    add_words(slide, _cut(item, pack), foot, size=10, colour=INK_3)
    corner = (WIDTH - EDGE - Inches(0.8), Inches(6.92), Inches(0.8), Inches(0.3))
    at = str(len(deck.slides))
    add_words(slide, at, corner, size=10, colour=INK_3, align="right")
    return slide


def _cut(item: PackItem, pack: Pack) -> str:
    """The source in two lines; the whole of it stands in the notes."""
    if len(item.source) <= LONG_SOURCE:
        return f"{item.source} {item.fresh}"
    whole = item.source[:LONG_SOURCE].rpartition(" ")[0]
    return f"{whole}\N{HORIZONTAL ELLIPSIS} {pack.words.in_notes}"


def _title(slide: Any, words: str, size: float) -> None:
    frame = slide.shapes.title.text_frame
    frame.text = words
    frame.word_wrap = True
    frame.vertical_anchor = MSO_ANCHOR.TOP
    without_margins(frame)
    smaller = size - 5 if len(words) > LONG_TITLE else size
    dress(frame.paragraphs[0], smaller, INK, is_bold=True)


def _add_pictures(slide: Any, item: PackItem, place: Place) -> None:
    """Figures that no chart of the slide program can hold, side by side."""
    # Imported here because it is large and few packs need it.
    from vl_convert import svg_to_png

    left, top, width, height = place
    room = width // len(item.drawings)
    for number, drawing in enumerate(item.drawings):
        layout = drawing.figure["layout"]
        wide, high = layout["width"], layout["height"]
        scale = min(room * 0.96 / wide, (height - Inches(0.35)) / high)
        at = (
            left
            + number * room
            + (room - int(wide * scale)) // 2 * (len(item.drawings) == 1)
        )
        label = (at, top, int(wide * scale), Inches(0.3))
        add_words(slide, drawing.label, label, size=12, colour=INK, is_bold=True)
        svg = draw(drawing.figure, title=item.heading, description=item.sentence)
        picture = slide.shapes.add_picture(
            BytesIO(svg_to_png(svg, scale=2)),
            Emu(at),
            Emu(top + Inches(0.35)),
            Emu(int(wide * scale)),
            Emu(int(high * scale)),
        )
        name_shape(picture, item.heading, _described(item, drawing))


def _described(item: PackItem, drawing: Drawing) -> str:
    return " ".join(part for part in (drawing.label, item.sentence, item.crumb) if part)


def _speak(slide: Any, locale: str) -> None:
    """The language of every run, for those who hear it and for spelling."""
    parts = [slide._element, slide.notes_slide._element]  # noqa: SLF001  # not offered otherwise
    for part in parts:
        for run in part.iter(qn("a:rPr")):
            run.set("lang", locale)
