"""Rows of shares one under another, each with what it is compared with.

Marks with their intervals, or bars from nothing; both with a short upright line where
the benchmark stands. On a phone a row's name stands above it.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from dashboard.areas import Identity
from dashboard.figures import theme
from dashboard.figures.axes import nice_ticks, tidy
from dashboard.figures.lettering import WIDEST_FACE, text_width, wrapped
from dashboard.language import Language

#: Pixels: a row whose name takes one line, a group's heading, on a phone a row.
_ROW, _HEADING, _NARROW_ROW = 30, 42, 50
_TOP, _BOTTOM = 30, 30
#: Most of the width that names, and the columns of words on the right, may take.
_NAMES = 0.32
_GAP = 16
_LEADING = 16
#: Pixels of plot from which a name fits over it without meeting the columns.
_ROOMY = 320
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


class _Place(NamedTuple):
    """Where one row stands: the middle of its mark, and the lines of its name."""

    row: Row
    y: float
    lines: tuple[str, ...]


def rows_figure(
    groups: Sequence[Rows],
    *,
    columns: Sequence[str],
    benchmark_name: str,
    width: int,
    language: Language,
    is_bar: bool = False,
) -> theme.Figure:
    """The groups in order, every row on the one scale, which begins at nothing.

    `columns` head the words on the right. The marks come first: where words leave them
    too little room, columns go from the last to the second, then the words of the rows.
    """
    is_narrow = width < theme.NARROW
    rows = [row for group in groups for row in group.rows]
    names = 0 if is_narrow else _name_room(rows, width)
    left = names + (_GAP if names else 2)
    kept, sides, room = _fitting(rows, columns, width, left, is_narrow=is_narrow)
    right = round(sum(sides) + _GAP * len(sides) + room)
    margin = theme.Margin(left, _TOP, right, _BOTTOM)
    places, notes, height = _laid_out(groups, names, width, is_narrow=is_narrow)
    high = _high(rows)
    plot = width - margin.left - margin.right
    ticks = nice_ticks(0.0, high, most=max(2, min(6, int(plot / 60))))
    return theme.compose(
        _bars(places) if is_bar else _marks(places),
        size=(width, round(height + _TOP + _BOTTOM)),
        margin=margin,
        axes=(
            theme.axis(
                0,
                high,
                tickvals=ticks,
                ticktext=[language.percent(tick, 0) for tick in ticks],
                showgrid=True,
                showline=True,
            ),
            theme.axis(height, 0, showticklabels=False),
        ),
        shapes=[*_tints(places, margin, width), *_benchmarks(places)],
        annotations=[
            *_headings(notes, margin),
            *_names_of(places, margin, is_narrow=is_narrow),
            *_columns(places, kept, sides, room=room, right=right),
            *_benchmark_label(places, benchmark_name, high, margin=margin, room=plot),
        ],
    )


def _name_room(rows: Sequence[Row], width: int) -> int:
    widest = max((text_width(row.label, theme.font()) for row in rows), default=0)
    return round(min(widest * WIDEST_FACE, width * _NAMES))


def _fitting(
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
        return width - left - sum(sides[:count]) - _GAP * count - words

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
    widest = max((text_width(row.words, theme.font()) for row in rows), default=0)
    return min(widest * WIDEST_FACE + (_GAP if widest else 0), width * 0.26)


def _laid_out(
    groups: Sequence[Rows], names: int, width: int, *, is_narrow: bool
) -> tuple[list[_Place], list[tuple[float, Rows]], float]:
    """Every row with its height, every heading with its own, and the height of all."""
    places: list[_Place] = []
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
                tall = _NARROW_ROW + _LEADING * (len(lines) - 1)
                places.append(_Place(row, top + tall - 16, lines))
            else:
                tall = _ROW if len(lines) == 1 else 10 + _LEADING * len(lines)
                places.append(_Place(row, top + tall / 2, lines))
            top += tall
        top += 6
    return places, headings, max(top, 1.0)


def _high(rows: Sequence[Row]) -> float:
    """The end of the scale: past every mark, and whiskers as far as they help."""
    values = [row.value for row in rows if row.value is not None]
    values += [row.benchmark for row in rows if row.benchmark is not None]
    if not values:
        return 1.0
    most = max(values)
    uppers = [row.upper for row in rows if row.upper is not None]
    return tidy(min(max([most, *uppers]), most * 1.35, 1.0) * 1.06 or 1.0)


def _marks(places: Sequence[_Place]) -> list[dict[str, Any]]:
    known = [place for place in places if place.row.value is not None]
    if not known:
        return []
    look = theme.LOOKS[Identity.OWN]
    is_open = [place.row.is_hollow or place.row.is_unsettled for place in known]
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": [tidy(place.row.value or 0.0) for place in known],
            "y": [tidy(place.y) for place in known],
            "customdata": [place.row.key for place in known],
            "hovertext": [_said(place.row) for place in known],
            "hoverinfo": "text",
            "cliponaxis": False,
            "marker": {
                "symbol": look.symbol,
                "size": 11,
                "color": [theme.PAPER if hollow else look.mark for hollow in is_open],
                "opacity": 1,
                "line": {
                    "color": look.mark,
                    "width": [2 if hollow else 0 for hollow in is_open],
                },
            },
            "error_x": {
                "type": "data",
                "symmetric": False,
                "array": [_far(p.row.upper, p.row.value) for p in known],
                "arrayminus": [_far(p.row.value, p.row.lower) for p in known],
                "color": look.mark,
                "thickness": 2,
                "width": 0,
            },
        }
    ]


def _bars(places: Sequence[_Place]) -> list[dict[str, Any]]:
    """Bars of the own area; where one is chosen the others step back."""
    known = [place for place in places if place.row.value is not None]
    if not known:
        return []
    has_choice = any(place.row.is_chosen for place in known)
    colour = theme.LOOKS[Identity.OWN].mark

    def paint(row: Row) -> str:
        return theme.AXIS if has_choice and not row.is_chosen else colour

    return [
        {
            "type": "bar",
            "orientation": "h",
            "x": [tidy(place.row.value or 0.0) for place in known],
            "y": [tidy(place.y) for place in known],
            "width": 14,
            "customdata": [place.row.key for place in known],
            "hovertext": [_said(place.row) for place in known],
            "hoverinfo": "text",
            "marker": {"color": [paint(place.row) for place in known]},
        }
    ]


def _said(row: Row) -> str:
    return ", ".join(text for text in (row.label, *row.texts, row.words) if text)


def _far(high: float | None, low: float | None) -> float | None:
    return None if high is None or low is None else tidy(high - low)


def _tints(
    places: Sequence[_Place], margin: theme.Margin, width: int
) -> list[dict[str, Any]]:
    """The chosen row, tinted from edge to edge."""
    room = width - margin.left - margin.right
    return [
        theme.rectangle(
            (
                tidy(-margin.left / room),
                tidy(place.y - 15),
                tidy(1 + margin.right / room),
                tidy(place.y + 15),
            ),
            colour=theme.OWN_WASH,
            refs=("paper", "y"),
        )
        for place in places
        if place.row.is_chosen
    ]


def _benchmarks(places: Sequence[_Place]) -> list[dict[str, Any]]:
    return [
        {
            "type": "line",
            "x0": tidy(place.row.benchmark),
            "x1": tidy(place.row.benchmark),
            "y0": tidy(place.y - 10),
            "y1": tidy(place.y + 10),
            "xref": "x",
            "yref": "y",
            "line": {"color": theme.BENCHMARK, "width": 2},
            "layer": "above",
        }
        for place in places
        if place.row.benchmark is not None
    ]


def _headings(
    headings: Sequence[tuple[float, Rows]], margin: theme.Margin
) -> Iterator[dict[str, Any]]:
    for y, group in headings:
        yield _text(group.heading, (0, y), theme.bold(), shift=-margin.left)
        if group.note:
            far = text_width(group.heading, theme.bold()) * WIDEST_FACE + 6
            letters = theme.with_halo(theme.font(theme.INK_3))
            yield _text(group.note, (0, y), letters, shift=far - margin.left)


def _names_of(
    places: Sequence[_Place], margin: theme.Margin, *, is_narrow: bool
) -> Iterator[dict[str, Any]]:
    for place in places:
        letters = theme.bold() if place.row.is_chosen else theme.font(theme.INK)
        letters = theme.with_halo({**letters, "size": theme.SMALL})
        count = len(place.lines)
        for line, text in enumerate(place.lines):
            if is_narrow:
                y = place.y - 18 - _LEADING * (count - 1 - line)
            else:
                y = place.y + _LEADING * (line - (count - 1) / 2)
            yield _text(text, (0, y), letters, shift=-margin.left)


def _columns(
    places: Sequence[_Place],
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
        end += _GAP + side
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
                shift=right - room + _GAP,
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


def _benchmark_label(
    places: Sequence[_Place],
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
