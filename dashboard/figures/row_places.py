"""Where the rows of a figure stand, and the room their names and words have."""

from collections.abc import Sequence
from typing import NamedTuple

from dashboard.figures import theme
from dashboard.figures.lettering import WIDEST_FACE, text_width, widest, wrapped

#: Pixels: a row whose name takes one line, a group's heading, on a phone a row.
_ROW, _HEADING, _NARROW_ROW = 30, 42, 50
#: Most of the width that names, and the columns of words on the right, may take.
_NAMES = 0.32
GAP = 16
LEADING = 16
#: Pixels of plot below which places of marks can no longer be told apart.
_TELLING = 150


class Row(NamedTuple):
    """One share: its interval, its benchmark, and the words printed on the right.

    A hollow mark is similar to the benchmark; an unsettled row is hatched or dashed,
    because too much of it is still to come. Without a value, `words` say why.
    """

    key: str
    label: str
    value: float | None
    lower: float | None
    upper: float | None
    benchmark: float | None
    texts: tuple[str, ...]
    words: str = ""
    is_hollow: bool = False
    is_unsettled: bool = False
    is_chosen: bool = False


class Rows(NamedTuple):
    """Rows under one heading."""

    heading: str
    note: str
    rows: tuple[Row, ...]


class Place(NamedTuple):
    """Where one row stands: the middle of its mark, and the lines of its name."""

    row: Row
    y: float
    lines: tuple[str, ...]


def name_room(rows: Sequence[Row], width: int) -> int:
    """Pixels for the names: as many as they need, up to a share of the width."""
    longest = max((widest(row.label, theme.font()) for row in rows), default=0)
    return round(min(longest, width * _NAMES))


def fitting(
    rows: Sequence[Row],
    columns: Sequence[str],
    width: int,
    left: int,
    *,
    is_narrow: bool,
) -> tuple[Sequence[str], list[float], float]:
    """The columns there is room for, how wide each is, and the room of the words."""
    sides = [_column_room(rows, columns, place) for place in range(len(columns))]
    room = _words_room(rows, width, is_narrow=is_narrow)

    def plot(count: int, words: float) -> float:
        return width - left - sum(sides[:count]) - GAP * count - words

    kept = min(1, len(columns)) if is_narrow else len(columns)
    while kept > 1 and plot(kept, room) < _TELLING:
        kept -= 1
    if plot(kept, room) < _TELLING:
        room = 0
    return columns[:kept], sides[:kept], room


def _column_room(rows: Sequence[Row], columns: Sequence[str], place: int) -> float:
    texts = [columns[place], *(row.texts[place] for row in rows if row.texts)]
    return max(text_width(text, theme.bold()) for text in texts)


def _words_room(rows: Sequence[Row], width: int, *, is_narrow: bool) -> float:
    if is_narrow:
        return 0
    longest = max((widest(row.words, theme.font()) for row in rows), default=0)
    return min(longest + (GAP if longest else 0), width * 0.26)


def laid_out(
    groups: Sequence[Rows], names: int, width: int, *, is_narrow: bool
) -> tuple[list[Place], list[tuple[float, Rows]], float]:
    """Every row with its height, every heading with its own, and the height of all."""
    places: list[Place] = []
    headings: list[tuple[float, Rows]] = []
    top = 0.0
    for group in groups:
        if group.heading:
            headings.append((top + _HEADING / 2 + 4, group))
            top += _HEADING
        for row in group.rows:
            room = (width if is_narrow else names) / WIDEST_FACE
            lines = tuple(wrapped(row.label, theme.font(), room=room))[:3]
            if is_narrow:
                tall = _NARROW_ROW + LEADING * (len(lines) - 1)
                places.append(Place(row, top + tall - 16, lines))
            else:
                tall = _ROW if len(lines) == 1 else 10 + LEADING * len(lines)
                places.append(Place(row, top + tall / 2, lines))
            top += tall
        top += 6
    return places, headings, max(top, 1.0)
