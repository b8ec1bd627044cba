"""A panel as one picture that can go anywhere: its words, its charts, its source."""

from typing import Any, NamedTuple

from dashboard.figures.lettering import wrapped
from dashboard.figures.svg import draw
from dashboard.figures.symbols import number
from dashboard.figures.theme import (
    ATTENTION,
    FONT_FAMILY,
    INK,
    INK_2,
    INK_3,
    LINE,
    PAPER,
    SMALL,
    STRONG,
    Figure,
    bold,
    font,
)
from dashboard.figures.traces import attributes, escape, text_element

#: As wide as a frame; the edge is what a frame leaves beside its pictures.
WIDTH, EDGE = 600, 21
ROOM = WIDTH - 2 * EDGE
LEADING = 1.35


class Drawing(NamedTuple):
    """One chart of a panel, and what it is called where there are several."""

    label: str
    figure: Figure


class Poster(NamedTuple):
    """The words around the charts, in the order they are read in."""

    warning: str
    crumb: str
    title: str
    heading: str
    sentence: str
    drawings: tuple[Drawing, ...]
    caveat: str
    source: str
    signature: str


def poster_svg(poster: Poster) -> str:
    """The whole as one SVG image that is named and described."""
    sheet: list[str] = []
    y = float(EDGE)
    y = _paragraph(sheet, poster.warning, y, bold(ATTENTION))
    y = _paragraph(sheet, poster.crumb, y, font(INK_3))
    y = _paragraph(sheet, poster.title, y, bold(INK, 20)) + 4
    y = _paragraph(sheet, poster.heading, y, bold(INK, 16))
    y = _paragraph(sheet, poster.sentence, y, font(INK_2, 15)) + 6
    for place, drawing in enumerate(poster.drawings):
        y = _paragraph(sheet, drawing.label, y + 4, bold(INK, STRONG))
        y = _chart(sheet, drawing, y, place)
    y = _paragraph(sheet, poster.caveat, y + 10, font(INK_2, STRONG)) + 10
    sheet.append(f'<path d="M{EDGE},{number(y)}h{ROOM}" stroke="{LINE}"/>')
    y = _paragraph(sheet, poster.source, y + 8, font(INK_3))
    y = _paragraph(sheet, poster.signature, y, bold(INK, SMALL)) + EDGE
    root = attributes(
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {number(y)}",
        width=number(WIDTH),
        height=number(y),
        font_family=FONT_FAMILY,
        font_size=SMALL,
    )
    return (
        f'<svg{root} role="img" aria-labelledby="poster-title poster-desc">'
        f'<title id="poster-title">{escape(poster.title)}</title>'
        f'<desc id="poster-desc">{escape(poster.sentence)}</desc>'
        f'<rect width="{WIDTH}" height="{number(y)}" fill="{PAPER}"/>'
        f"{''.join(sheet)}</svg>"
    )


def _paragraph(
    sheet: list[str], text: str, top: float, letters: dict[str, Any]
) -> float:
    """Writes the text below `top`; comes back with where it ends."""
    step = letters["size"] * LEADING
    for line in wrapped(text, letters, room=ROOM):
        at = (EDGE, top + step / 2)
        paint, element = text_element(line, at, letters=letters, anchor="left")
        sheet.append(f"<g{paint}>{element}</g>")
        top += step
    return top + 3 if text else top


def _chart(sheet: list[str], drawing: Drawing, top: float, place: int) -> float:
    name = f"chart-{place}"
    svg = draw(
        drawing.figure, title=drawing.label or name, description="", id_prefix=name
    )
    sheet.append(f'<g transform="translate({EDGE},{number(top)})">{svg}</g>')
    return top + float(drawing.figure["layout"]["height"])
