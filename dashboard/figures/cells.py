"""Boxes with words in them, as a figure: maps of tiles and tables of colours."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from dashboard.figures.lettering import text_width
from dashboard.figures.theme import (
    AXIS,
    INK_2,
    Figure,
    Margin,
    annotation,
    axis,
    compose,
    font,
    rectangle,
)

#: The style sheet's shades, lightest first, and the two sides of a comparison.
SHADES = ("#EAF0F5", "#C3D3E1", "#93B0C9", "#3F6E97", "#12436D")
SIDES = {
    "worse-2": "#E0B3CB",
    "worse-1": "#F2DFE9",
    "better-1": "#DCE7F0",
    "better-2": "#AFC8DD",
    "apart": "#E3E8EB",
}
#: From this shade on words in a box are white.
DARK = 4
SWATCH, LINE_HEIGHT, GAP = (22, 12), 22, 18


class Box(NamedTuple):
    """A box in pixels from the top left corner; `edge` is the colour of its outline."""

    left: float
    top: float
    width: float
    height: float
    colour: str
    edge: str = ""


class Words(NamedTuple):
    """Words in pixels from the top left corner, around their middle line."""

    text: str
    x: float
    y: float
    letters: dict[str, Any]
    anchor: str = "center"


class Key(NamedTuple):
    """What a colour stands for; no colour is an empty box."""

    colour: str
    label: str


def cells_figure(
    boxes: Sequence[Box], words: Sequence[Words], *, size: tuple[int, int]
) -> Figure:
    """The boxes in their order with the words over them."""
    width, height = size
    return compose(
        [],
        size=size,
        margin=Margin(0, 0, 0, 0),
        axes=(
            axis(0, width, showticklabels=False),
            axis(height, 0, showticklabels=False),
        ),
        shapes=[_shape(box) for box in boxes],
        annotations=[
            annotation(
                each.text,
                (each.x, each.y),
                letters=each.letters,
                anchors=(each.anchor, "middle"),
            )
            for each in words
        ],
    )


def key_cells(
    keys: Iterable[Key], *, top: float, width: float
) -> tuple[list[Box], list[Words], float]:
    """A key in as many lines as it needs: its boxes, its words and where it ends."""
    boxes, words = [], []
    letters = font(INK_2)
    x, y = 0.0, top + LINE_HEIGHT / 2
    for key in keys:
        needed = SWATCH[0] + 6 + text_width(key.label, letters)
        if x and x + needed > width:
            x, y = 0.0, y + LINE_HEIGHT
        edge = "" if key.colour else AXIS
        corner = y - SWATCH[1] / 2
        boxes.append(Box(x + 0.5, corner, *SWATCH, key.colour or "#FFFFFF", edge))
        words.append(Words(key.label, x + SWATCH[0] + 6, y, letters, "left"))
        x += needed + GAP
    return boxes, words, y + LINE_HEIGHT / 2


def _shape(box: Box) -> dict[str, Any]:
    corners = (box.left, box.top, box.left + box.width, box.top + box.height)
    shape = rectangle(corners, colour=box.colour)
    if box.edge:
        shape["line"] = {"width": 3 if box.height > SWATCH[1] else 1, "color": box.edge}
    return shape
