"""How much room words take, and where a label can stand without covering another."""

import math
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

# Advance widths of Helvetica in thousandths of the letter size, by group. System
# faces differ by a few per cent, which the margins around labels take up.
_WIDTHS = {
    222: "ijl'",
    278: "ft!,./:;I[]\\| ",
    333: "r-()`\N{MINUS SIGN}",
    500: "cksvxyzJ",
    584: "+<=>~",
    611: "FTZ",
    667: "ABEKPSVXY&",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
}
_WIDTH_OF = {letter: width for width, group in _WIDTHS.items() for letter in group}
_USUAL = 556
_BOLDER = 1.07

#: How much wider the widest faces are that a system may put in place of ours: for two
#: texts that share a line from both its ends and have no margin to take it up.
WIDEST_FACE = 1.2

#: Pixels between the samples that stand for a line when words keep off it.
_SAMPLE = 7.0


@lru_cache(maxsize=4096)
def _regular_width(text: str) -> int:
    plain = unicodedata.normalize("NFD", text)
    letters = (letter for letter in plain if not unicodedata.combining(letter))
    return sum(_WIDTH_OF.get(letter, _USUAL) for letter in letters)


def text_width(text: str, letters: Mapping[str, Any]) -> float:
    """Pixels a text is likely to take in these letters; a little generous for bold."""
    width = _regular_width(text) * float(letters["size"]) / 1000
    return width * _BOLDER if letters.get("weight") == "bold" else width


def widest(text: str, letters: Mapping[str, Any]) -> float:
    """Pixels a text takes in the widest face a system may put in place of ours."""
    return text_width(text, letters) * WIDEST_FACE


def shortened(text: str, letters: Mapping[str, Any], *, room: float) -> str:
    """The text cut after the last whole word that fits, with an ellipsis.

    Empty where not even the first word fits.
    """
    if text_width(text, letters) <= room:
        return text
    words = text.split()
    while words:
        words.pop()
        cut = " ".join(words).rstrip(",;:") + "\N{HORIZONTAL ELLIPSIS}"
        if words and text_width(cut, letters) <= room:
            return cut
    return ""


def wrapped(text: str, letters: Mapping[str, Any], *, room: float) -> Sequence[str]:
    """The text in lines that fit; a word longer than a line has one to itself."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, letters) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


class Box(NamedTuple):
    """A rectangle in pixels, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def overlap(self, other: "Box") -> float:
        """The area two boxes share, 0 where they keep apart."""
        left, top, right, bottom = self
        if other[0] >= right or other[2] <= left:
            return 0.0
        if other[1] >= bottom or other[3] <= top:
            return 0.0
        width = min(right, other[2]) - max(left, other[0])
        return width * (min(bottom, other[3]) - max(top, other[1]))

    def outside(self, frame: "Box") -> float:
        """The part of this box's area that a frame leaves out."""
        whole = (self.right - self.left) * (self.bottom - self.top)
        return whole - self.overlap(frame)


def boxes_along(points: Iterable[tuple[float, float] | None]) -> Iterator[Box]:
    """Small boxes along a line through points, so that words keep off it.

    None is a gap, across which there is no line.
    """
    start: tuple[float, float] | None = None
    for end in points:
        if end is None:
            start = None
            continue
        first = start or end
        steps = max(1, int(math.dist(first, end) / _SAMPLE))
        for n in range(steps + 1):
            x = first[0] + (end[0] - first[0]) * n / steps
            y = first[1] + (end[1] - first[1]) * n / steps
            yield Box(x - 2, y - 2, x + 2, y + 2)
        start = end


class Spot(NamedTuple):
    """A place a label may stand: pixels right and down of its mark, and its anchor."""

    right: float
    down: float
    anchor: str


class Placed(NamedTuple):
    """Where a label ended up."""

    spot: Spot
    box: Box


def spots_around(radius: float) -> tuple[Spot, ...]:
    """Places beside a mark, best first: right, left, above, below, then further off."""
    near, far = radius + 5, radius + 11
    return (
        Spot(near, 0, "left"),
        Spot(near - 1, -radius - 3, "left"),
        Spot(near - 1, radius + 4, "left"),
        Spot(-near, 0, "right"),
        Spot(-near + 1, -radius - 3, "right"),
        Spot(-near + 1, radius + 4, "right"),
        Spot(0, -far, "center"),
        Spot(0, far, "center"),
        Spot(near, -far - 2, "left"),
        Spot(near, far + 2, "left"),
        Spot(-near, -far - 2, "right"),
        Spot(-near, far + 2, "right"),
    )


def box_at(
    at: tuple[float, float], spot: Spot, *, text: str, letters: Mapping[str, Any]
) -> Box:
    """The room a text takes at a spot beside a point."""
    width = text_width(text, letters)
    lead = {"left": 0.0, "center": width / 2, "right": width}[spot.anchor]
    left = at[0] + spot.right - lead
    half = float(letters["size"]) * 0.6
    middle = at[1] + spot.down
    return Box(left, middle - half, left + width, middle + half)


def place(
    at: tuple[float, float],
    spots: Sequence[Spot],
    *,
    text: str,
    letters: Mapping[str, Any],
    taken: Iterable[Box],
    frame: Box,
) -> tuple[Placed, float]:
    """The first spot that covers nothing, else the one that covers least.

    The number is the area of what is covered or cut off there: 0 is a clear spot.
    """
    if not spots:
        raise ValueError(f"no spot was offered for the label {text!r}")
    offered = [
        Placed(spot, box_at(at, spot, text=text, letters=letters)) for spot in spots
    ]
    reach = Box(
        min(place.box.left for place in offered),
        min(place.box.top for place in offered),
        max(place.box.right for place in offered),
        max(place.box.bottom for place in offered),
    )
    # Most of what is taken is nowhere near.
    near = [box for box in taken if reach.overlap(box)]
    covered = _covered([placed.box for placed in offered], near)
    best, least = offered[0], math.inf
    for placed, area in zip(offered, covered, strict=True):
        cost = placed.box.outside(frame) * 4 + area
        if cost < least:
            best, least = placed, cost
    return best, least


def _covered(boxes: Sequence[Box], taken: Sequence[Box]) -> list[float]:
    """The area each box covers of what is taken; a line alone is hundreds of boxes."""
    if not taken:
        return [0.0] * len(boxes)
    left, top, right, bottom = np.array(boxes)[:, :, np.newaxis].transpose(1, 0, 2)
    others = np.array(taken).T
    width = np.minimum(right, others[2]) - np.maximum(left, others[0])
    height = np.minimum(bottom, others[3]) - np.maximum(top, others[1])
    areas = np.maximum(width, 0) * np.maximum(height, 0)
    return [float(area) for area in areas.sum(axis=1)]
