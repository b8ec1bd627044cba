"""Ratios at each decision point, group under group, in the order of a case."""

from collections.abc import Sequence
from math import log10
from typing import Any, NamedTuple

from dashboard.figures import theme
from dashboard.figures.axes import tidy
from dashboard.figures.lettering import shortened, text_width, widest, wrapped
from dashboard.figures.ratios import (
    RatioMark,
    parity_shapes,
    ratio_axis,
    ratio_range,
    ratio_trace,
)
from dashboard.language import Language

_ROW, _PAD, _HEAD, _FOOT = 30, 12, 46, 30
#: Wide: where the plot begins, as a share of the width, and how far from the right edge
#: it ends and the columns beside it are: their words need the same room at any width.
_PLOT, _PLOT_END = 0.29, 342
_COLUMNS = (298, 282, 188)
_TITLE_ROOM = 0.185
_LINE = 17
#: Narrow: a line of words over each mark.
_NARROW_ROW, _NARROW_EDGE = 46, 8


class CascadeRow(NamedTuple):
    """One group at one decision point: its mark and what stands beside it."""

    name: str
    mark: RatioMark
    ratio: str
    interval: str
    words: str


class Block(NamedTuple):
    """One decision point: heading, what its rates are, a caution, and its rows.

    Without rows `box` says, in a dashed outline, why there are none.
    """

    title: str
    under: str
    caution: str
    rows: tuple[CascadeRow, ...]
    box: str = ""


class CascadeWords(NamedTuple):
    """The words around the plot."""

    same: str
    shaded: str
    less: str
    more: str
    ratio: str
    interval: str
    words: str
    axis: str


def cascade_figure(
    blocks: Sequence[Block], words: CascadeWords, *, width: int, language: Language
) -> theme.Figure:
    """Blocks one under another on one log axis; drawn for a phone under 440 wide."""
    draw = _Narrow if width < theme.NARROW else _Wide
    return draw(blocks, words, width, language).figure()


class _Sheet:
    """What both widths share: a plot whose vertical axis is in pixels."""

    def __init__(
        self,
        blocks: Sequence[Block],
        words: CascadeWords,
        width: int,
        language: Language,
    ) -> None:
        self.blocks, self.words = blocks, words
        self.width, self.language = width, language
        self.marks: list[RatioMark] = []
        self.places: list[float] = []
        self.notes: list[dict[str, Any]] = []
        self.shapes: list[dict[str, Any]] = []
        self.scale = ratio_range(row.mark for block in blocks for row in block.rows)

    def compose(self, height: float, margin: theme.Margin) -> theme.Figure:
        room = self.width - margin.left - margin.right
        axis = ratio_axis(
            *self.scale, room=room, language=self.language, showgrid=self.has_band
        )
        return theme.compose(
            [ratio_trace(self.marks, self.places, self.scale)],
            size=(self.width, round(height + margin.top + margin.bottom)),
            margin=margin,
            axes=(axis, theme.axis(height, 0, showticklabels=False)),
            shapes=[
                *(parity_shapes(is_across=True) if self.has_band else ()),
                *self.shapes,
            ],
            annotations=self.notes,
        )

    def write(
        self,
        text: str,
        x: float,
        y: float,
        *,
        letters: dict[str, Any] | None = None,
        anchor: str = "left",
    ) -> None:
        """A text at pixels from the picture's left edge and the plot's top."""
        if text:
            self.notes.append(
                theme.annotation(
                    text,
                    (0, tidy(y)),
                    letters=letters or theme.font(theme.INK_3),
                    refs=("paper", "y"),
                    anchors=(anchor, "middle"),
                    shift=(tidy(x - self.left), 0),
                )
            )

    left = 0.0
    #: Whether the band of parity runs behind everything, or behind each mark alone.
    has_band = True

    def rule(self, y: float, margin: theme.Margin) -> None:
        """A hairline from edge to edge."""
        room = self.width - margin.left - margin.right
        self.shapes.append(
            {
                "type": "line",
                "x0": tidy(-margin.left / room),
                "x1": tidy(1 + margin.right / room),
                "y0": tidy(y),
                "y1": tidy(y),
                "xref": "paper",
                "yref": "y",
                "line": {"color": theme.LINE, "width": 1},
                "layer": "between",
            }
        )

    def box(self, top: float, bottom: float) -> None:
        """A dashed outline over the width of the plot."""
        self.shapes.append(
            {
                "type": "rect",
                "x0": 0,
                "x1": 1,
                "y0": tidy(top),
                "y1": tidy(bottom),
                "xref": "paper",
                "yref": "y",
                "fillcolor": theme.PAPER,
                "line": {"color": theme.AXIS, "width": 1, "dash": "3px,3px"},
                "layer": "between",
            }
        )

    def head(self, y: float, room: float, *, until: float) -> None:
        """Over the plot: where both are the same, and which side is which.

        No word goes on beyond `until`.
        """
        low, high = self.scale
        one = self.left + log10(1 / low) / log10(high / low) * room
        bold = theme.bold(size=theme.SMALL)
        half = max(
            widest(self.words.same, bold),
            widest(self.words.shaded, theme.font()),
        ) / 2  # fmt: skip
        middle = min(max(one, half), self.width - half)
        self.write(self.words.same, middle, y, letters=bold, anchor="center")
        self.write(self.words.shaded, middle, y + _LINE, anchor="center")
        ends = (self.left, min(self.left + room, until))
        for text, end, anchor in (
            (self.words.less, ends[0], "left"),
            (self.words.more, ends[1], "right"),
        ):
            free = middle - half - end if anchor == "left" else end - middle - half
            if text_width(text, theme.font()) + 8 <= free:
                self.write(text, end, y + _LINE, anchor=anchor)


class _Wide(_Sheet):
    def figure(self) -> theme.Figure:
        self.left = round(self.width * _PLOT)
        margin = theme.Margin(left=self.left, top=_HEAD, right=_PLOT_END, bottom=_FOOT)
        room = self.width - self.left - _PLOT_END
        columns = [self.width - from_right for from_right in _COLUMNS]
        ratio = text_width(self.words.ratio, theme.font())
        self.head(-_HEAD + 12, room, until=columns[0] - ratio - 14)
        for x, text, anchor in (
            (columns[0], self.words.ratio, "right"),
            (columns[1], self.words.interval, "left"),
            (columns[2], self.words.words, "left"),
        ):
            self.write(text, x, -_HEAD + 12 + _LINE, anchor=anchor)
        y = 0.0
        for number, block in enumerate(self.blocks):
            if number:
                self.rule(y, margin)
            y = self._block(block, y, columns, room)
        self.write(self.words.axis, 0, y + 15)
        return self.compose(y, margin)

    def _block(
        self, block: Block, top: float, columns: list[int], room: float
    ) -> float:
        y = top + _PAD + _ROW / 2
        height = max(len(block.rows), 1) * _ROW
        lines = self._title(block, y)
        for row in block.rows:
            self._row(row, y, columns)
            y += _ROW
        if not block.rows:
            self.box(top + _PAD / 2 + 2, top + _PAD * 1.5 + _ROW - 2)
            words = shortened(block.box, theme.font(), room=room - 16)
            self.write(words, self.left + room / 2, y, anchor="center")
        return top + max(height, lines * _LINE + 6) + 2 * _PAD

    def _title(self, block: Block, y: float) -> int:
        room = self.width * _TITLE_ROOM
        lines = [
            (text, letters)
            for words, letters in (
                (block.title, theme.bold()),
                (block.under, theme.font(theme.INK_3)),
                (block.caution, theme.font(theme.ATTENTION)),
            )
            for text in wrapped(words, letters, room=room)
        ]
        for number, (text, letters) in enumerate(lines):
            self.write(text, 0, y + number * _LINE, letters=letters)
        return len(lines)

    def _row(self, row: CascadeRow, y: float, columns: list[int]) -> None:
        self.write(row.name, self.left - 14, y, anchor="right", letters=theme.font())
        self.marks.append(row.mark)
        self.places.append(y)
        strong = row.mark.is_solid and not row.mark.is_withheld
        bold = theme.bold()
        plain = theme.font(theme.INK_3)
        self.write(row.ratio, columns[0], y, letters=bold, anchor="right")
        self.write(row.interval, columns[1], y)
        told = shortened(
            row.words, bold if strong else plain, room=self.width - columns[2]
        )
        letters = bold if strong else plain
        if row.mark.is_withheld:
            letters = theme.bold(theme.ATTENTION)
        self.write(told, columns[2], y, letters=letters)


class _Narrow(_Sheet):
    has_band = False

    def figure(self) -> theme.Figure:
        self.left = _NARROW_EDGE
        margin = theme.Margin(_NARROW_EDGE, _HEAD, _NARROW_EDGE, _FOOT)
        room = self.width - 2 * _NARROW_EDGE
        self.head(-_HEAD + 12, room, until=self.width)
        y = 0.0
        for block in self.blocks:
            y = self._block(block, y, room)
        return self.compose(y, margin)

    def _block(self, block: Block, top: float, room: float) -> float:
        y = top + _PAD + 6
        for words, letters in (
            (block.title, theme.bold()),
            (block.under, theme.font(theme.INK_3)),
            (block.caution, theme.font(theme.ATTENTION)),
        ):
            for text in wrapped(words, letters, room=self.width):
                self._on_paper(y, text, letters)
                y += _LINE
        y += 4
        for row in block.rows:
            y = self._row(row, y)
        if not block.rows:
            self.box(y, y + 30)
            words = shortened(block.box, theme.font(), room=room - 16)
            self.write(words, self.left + room / 2, y + 15, anchor="center")
            y += 36
        return y

    def _row(self, row: CascadeRow, y: float) -> float:
        name = theme.bold(size=theme.SMALL)
        figures = row.ratio if row.interval == "" else f"{row.ratio} ({row.interval})"
        told = f"{figures} {row.words}".strip()
        beside = widest(row.name, name) + widest(told, theme.font())
        middle = y + 8
        self._on_paper(middle, row.name, name)
        if beside + 10 > self.width:
            middle += _LINE
            y += _LINE
        letters = theme.font(theme.ATTENTION if row.mark.is_withheld else theme.INK_2)
        short = shortened(told, letters, room=self.width)
        self.write(
            short, self.width, middle, letters=theme.with_halo(letters), anchor="right"
        )
        self.marks.append(row.mark)
        self.places.append(y + 27)
        if row.mark.ratio is not None:
            self.shapes += [
                {**shape, "y0": tidy(y + 18), "y1": tidy(y + 36), "yref": "y"}
                for shape in parity_shapes(is_across=True)
            ]
        return y + _NARROW_ROW

    def _on_paper(self, y: float, text: str, letters: dict[str, Any]) -> None:
        """Words across the plot, on a white edge."""
        self.write(text, 0, y, letters=theme.with_halo(letters))
