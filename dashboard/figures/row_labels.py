"""The words of a figure of rows: names, headings, columns, what the lines are."""

from collections.abc import Iterator, Sequence
from typing import Any

from dashboard.figures import theme
from dashboard.figures.axes import tidy
from dashboard.figures.lettering import widest
from dashboard.figures.row_places import GAP, LEADING, Place, Rows

#: Pixels of plot from which a name fits over it without meeting the columns.
_ROOMY = 320


def headings_of(
    headings: Sequence[tuple[float, Rows]], margin: theme.Margin
) -> Iterator[dict[str, Any]]:
    """What each group of rows is, and in paler letters out of what."""
    for y, group in headings:
        yield _text(group.heading, (0, y), theme.bold(), shift=-margin.left)
        if group.note:
            far = widest(group.heading, theme.bold()) + 6
            letters = theme.with_halo(theme.font(theme.INK_3))
            yield _text(group.note, (0, y), letters, shift=far - margin.left)


def names_of(
    places: Sequence[Place], margin: theme.Margin, *, is_narrow: bool
) -> Iterator[dict[str, Any]]:
    """The name of each row, a line or several: beside its mark, or above it."""
    for place in places:
        letters = theme.bold() if place.row.is_chosen else theme.font(theme.INK)
        letters = theme.with_halo({**letters, "size": theme.SMALL})
        count = len(place.lines)
        for line, text in enumerate(place.lines):
            if is_narrow:
                y = place.y - 18 - LEADING * (count - 1 - line)
            else:
                y = place.y + LEADING * (line - (count - 1) / 2)
            yield _text(text, (0, y), letters, shift=-margin.left)


def columns_of(
    places: Sequence[Place],
    columns: Sequence[str],
    sides: Sequence[float],
    *,
    room: float,
    right: int,
) -> Iterator[dict[str, Any]]:
    """The words on the right, under their headings."""
    ends = []
    end = 0.0
    for side in sides:
        end += GAP + side
        ends.append(end)
    head = theme.font(theme.INK_3)
    for text, at in zip(columns, ends, strict=True):
        yield _text(text, (1, 0), head, shift=at, anchor="right", rise=14)
    for place in places:
        for number, at in enumerate(ends):
            if not place.row.texts:
                break
            letters = theme.bold() if number == 0 else theme.font(theme.INK_2)
            yield _text(
                place.row.texts[number],
                (1, place.y),
                {**letters, "size": theme.SMALL},
                shift=at,
                anchor="right",
            )
        if place.row.words and room:
            yield _text(
                place.row.words,
                (1, place.y),
                theme.font(theme.INK_2),
                shift=right - room + GAP,
            )


def _text(
    text: str,
    at: tuple[float, float],
    letters: dict[str, Any],
    *,
    shift: float,
    anchor: str = "left",
    rise: float = 0,
) -> dict[str, Any]:
    return theme.annotation(
        text,
        (at[0], tidy(at[1])),
        letters=letters,
        refs=("paper", "y"),
        anchors=(anchor, "middle"),
        shift=(tidy(shift), rise),
    )


def benchmark_label(
    places: Sequence[Place],
    name: str,
    high: float,
    *,
    margin: theme.Margin,
    room: float,
) -> Iterator[dict[str, Any]]:
    """What the upright lines are, said once: above the first of them, or at the side.

    Beside the plot it stands after a line of its own, as a key.
    """
    first = next((p for p in places if p.row.benchmark is not None), None)
    if first is None or not name:
        return
    if room < _ROOMY:
        key = f"| {name}"
        yield _text(key, (0, 0), theme.font(theme.INK), shift=-margin.left, rise=14)
        return
    share = (first.row.benchmark or 0.0) / high
    yield theme.annotation(
        name,
        (tidy(first.row.benchmark or 0.0), 0),
        letters=theme.font(theme.INK),
        refs=("x", "y"),
        anchors=("left" if share < 0.5 else "right", "middle"),
        shift=(0, 14),
    )
