"""The tile map and the heat map as figures, for pictures that leave the page."""

import re
from typing import Any

from dashboard.areas import Identity
from dashboard.comparing import Comparing
from dashboard.figures.cells import (
    DARK,
    SHADES,
    SIDES,
    Box,
    Key,
    Words,
    cells_figure,
    key_cells,
)
from dashboard.figures.lettering import shortened, text_width
from dashboard.figures.theme import (
    AXIS,
    INK,
    INK_2,
    INK_3,
    LINE,
    LOOKS,
    PAPER,
    Figure,
    bold,
    font,
    identity_font,
)
from dashboard.figures.tiles import tile_labels, tile_steps
from dashboard.formats import value_text
from dashboard.language import Language
from layouts.frame import Frame
from layouts.heat import (
    DOWN,
    UP,
    arrows_text,
    heat_cell,
    heat_key,
    most_cases_first,
    shown_areas,
)
from layouts.tiles import placed_areas, short_value

TILE_HEIGHT, TILE_GAP = 50, 5
ROW_HEIGHT, NAMES_WIDTH = 30, 165
#: Own and pinned areas, or as many others in their place, beside the nation.
MOST_AREAS = 5


def map_figure(data: Comparing, frame: Frame, *, width: int) -> Figure | None:
    """The tile map with its key; None where no area has a place on it."""
    language = frame.language
    areas = placed_areas(data, frame)
    if not areas:
        return None
    steps = tile_steps(result.value for result in data.results.values())
    labels = tile_labels(steps, data.measure, language)
    keys = [Key(colour, label) for colour, label in zip(SHADES, labels, strict=False)]
    if any(result.value is None for result in data.results.values()):
        keys.append(Key("", language.gettext("no figure")))
    boxes, words, top = key_cells(keys, top=0, width=width)
    columns = [area.tile_column or 0 for area in areas]
    rows = [area.tile_row or 0 for area in areas]
    across = (width - 4) / (max(columns) - min(columns) + 1)
    outlined: list[Box] = []
    for area, column, row in zip(areas, columns, rows, strict=True):
        result = data.results[area.code]
        identity = data.identities.get(area.code, Identity.OTHER)
        step = steps.step(result.value) if result.value is not None else 0
        is_dark = step >= DARK
        left = 2 + (column - min(columns)) * across
        place = top + 10 + (row - min(rows)) * (TILE_HEIGHT + TILE_GAP)
        edge = LOOKS[identity].mark if identity != Identity.OTHER else ""
        box = Box(
            left,
            place,
            across - TILE_GAP,
            TILE_HEIGHT,
            SHADES[step - 1] if step else PAPER,
            edge or ("" if step else LINE),
        )
        (outlined if edge else boxes).append(box)
        middle = left + (across - TILE_GAP) / 2
        colour = PAPER if is_dark else INK
        name = area.short(language)
        words += [
            Words(name, middle, place + 17, font(colour, 12)),
            Words(
                short_value(result, data, language), middle, place + 34, bold(colour)
            ),
        ]
    last = top + 10 + (max(rows) - min(rows) + 1) * (TILE_HEIGHT + TILE_GAP)
    return cells_figure([*boxes, *outlined], words, size=(width, round(last)))


def heat_figure(data: Comparing, language: Language, *, width: int) -> Figure | None:
    """Measures by areas with the key; None without other measures."""
    if not data.heat:
        return None
    keys = [
        Key(SIDES.get(css_class, ""), label)
        for css_class, label in heat_key(data, language)
    ]
    boxes, words, top = key_cells(keys, top=0, width=width)
    words += _arrows(language, top + 10)
    top += 30
    areas = shown_areas(data)[:MOST_AREAS]
    across = (width - NAMES_WIDTH) / (len(areas) + 1)
    edges = [NAMES_WIDTH + across * (place + 1) - 8 for place in range(len(areas) + 1)]
    headings = [
        Words(
            area.short(language),
            edge,
            top + 10,
            {
                **identity_font(data.identities.get(area.code, Identity.OTHER)),
                "size": 12,
            },
            "right",
        )
        for area, edge in zip(areas, edges, strict=False)
    ]
    national = language.gettext("E&W")
    words += [*headings, Words(national, edges[-1], top + 10, font(INK_3), "right")]
    top += 22
    boxes.append(Box(0, top, width, 1, AXIS))
    for place, row in enumerate(most_cases_first(data)):
        upper = top + 2 + place * ROW_HEIGHT
        middle = upper + ROW_HEIGHT / 2
        letters = font(INK)
        name = shortened(row.measure.short(language), letters, room=NAMES_WIDTH - 8)
        words.append(Words(name, 0, middle, letters, "left"))
        for area, edge in zip(areas, edges, strict=False):
            shade, figure, _ = heat_cell(row, area.code, language)
            left = edge + 8 - across
            if shade.css_class:
                colour = SIDES[shade.css_class]
                boxes.append(Box(left, upper, across - 2, ROW_HEIGHT - 2, colour))
                words.append(Words(shade.shape, left + 9, middle, letters))
            words.append(Words(figure, edge, middle, letters, "right"))
        told = value_text(row.measure, row.national.value, language).removesuffix("%")
        words.append(Words(told, edges[-1], middle, letters, "right"))
    last = top + 2 + len(data.heat) * ROW_HEIGHT
    return cells_figure(boxes, words, size=(width, round(last)))


def _arrows(language: Language, y: float) -> list[Words]:
    """What the shapes mean; a shape by itself, as few fonts hold it beside letters."""
    words, x, letters = [], 0.0, font(INK_2)
    for part in re.split(f"([{UP}{DOWN}])", arrows_text(language)):
        words.append(Words(part.strip(), x, y, letters, "left"))
        x += text_width(part, letters) + (3 if part in (UP, DOWN) else 0)
    return [each for each in words if each.text]


def _heading_letters(identity: Identity) -> dict[str, Any]:
    return {**identity_font(identity), "size": 12}
