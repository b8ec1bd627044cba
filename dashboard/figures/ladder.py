"""Counts of different units one under another, and where they cannot be joined."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from dashboard.areas import Identity
from dashboard.figures import theme
from dashboard.figures.axes import tidy
from dashboard.figures.lettering import text_width, wrapped

#: Pixels: a side's heading, a rung's number and facts, a line, a break, the rest.
_HEADING, _COUNT, _LINE, _BREAK, _AFTER = 34, 26, 17, 24, 12
_NUMBER = {"color": theme.INK, "size": 20, "weight": "bold"}
_BAR = 120


class Rung(NamedTuple):
    """One count: its name, its facts, the share it is of another, the break before."""

    number: str
    name: str
    facts: str
    share: float | None = None
    share_words: str = ""
    gap: str = ""


class Side(NamedTuple):
    """The counts of one agency."""

    heading: str
    rungs: tuple[Rung, ...]


class _Sheet:
    """What has been put down so far, and how far down it goes."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.y = 4.0
        self.notes: list[dict[str, Any]] = []
        self.shapes: list[dict[str, Any]] = []
        self.bars: list[tuple[float, float]] = []

    def text(self, text: str, letters: dict[str, Any], *, left: float = 0) -> None:
        """A text whose middle is where the sheet has come to."""
        self.notes.append(
            theme.annotation(
                text,
                (left, tidy(self.y)),
                letters=letters,
                anchors=("left", "middle"),
            )
        )

    def rule(self, colour: str, *, width: float, dash: str = "solid") -> None:
        """A line across."""
        self.shapes.append(
            {
                "type": "line", "x0": 0, "x1": self.width,
                "y0": tidy(self.y), "y1": tidy(self.y), "xref": "x", "yref": "y",
                "line": {"color": colour, "width": width, "dash": dash},
                "layer": "between",
            }
        )  # fmt: skip


def ladder(sides: Sequence[Side], *, width: int) -> theme.Figure:
    """Side under side; a dashed line with a double stroke is a break."""
    sheet = _Sheet(width)
    for side in sides:
        sheet.rule(theme.LOOKS[Identity.OWN].mark, width=3)
        sheet.y += _HEADING / 2
        sheet.text(side.heading, theme.bold())
        sheet.y += _HEADING / 2
        for rung in side.rungs:
            _put(sheet, rung)
        sheet.y += 6
    height = max(sheet.y, 20.0)
    figure = theme.compose(
        _traces(sheet.bars),
        size=(width, round(height)),
        margin=theme.Margin(0, 0, 0, 0),
        axes=(
            theme.axis(0, width, showticklabels=False),
            theme.axis(round(height), 0, showticklabels=False),
        ),
        shapes=sheet.shapes,
        annotations=sheet.notes,
    )
    figure["layout"]["barmode"] = "overlay"
    return figure


def _put(sheet: _Sheet, rung: Rung) -> None:
    if rung.gap:
        sheet.rule(theme.AXIS, width=1, dash="4px,3px")
        sheet.y += _BREAK / 2
        sheet.text("//", theme.bold(theme.INK, theme.SMALL))
        sheet.text(rung.gap, theme.font(theme.INK_2), left=18)
        sheet.y += _BREAK / 2
    sheet.y += _COUNT / 2
    sheet.text(rung.number, _NUMBER)
    beside = text_width(rung.number, _NUMBER) + 10
    name = theme.font(theme.INK, theme.STRONG)
    first, *rest = wrapped(rung.name, name, room=sheet.width - beside) or [""]
    sheet.text(first, name, left=tidy(beside))
    sheet.y += _COUNT / 2 + 4
    for line in rest:
        sheet.y += _LINE / 2
        sheet.text(line, name, left=tidy(beside))
        sheet.y += _LINE / 2
    if rung.share is not None:
        sheet.y += _LINE / 2
        sheet.bars.append((rung.share, tidy(sheet.y)))
        sheet.text(rung.share_words, theme.font(theme.INK_2), left=_BAR + 10)
        sheet.y += _LINE / 2 + 2
    facts = theme.font(theme.INK_3)
    for line in wrapped(rung.facts, facts, room=sheet.width):
        sheet.y += _LINE / 2
        sheet.text(line, facts)
        sheet.y += _LINE / 2
    sheet.y += _AFTER


def _traces(bars: Sequence[tuple[float, float]]) -> list[dict[str, Any]]:
    if not bars:
        return []
    shares = [share for share, _ in bars]
    bar = {
        "type": "bar",
        "orientation": "h",
        "y": [y for _, y in bars],
        "width": 9,
        "hoverinfo": "skip",
    }
    return [
        {**bar, "x": [_BAR] * len(bars), "marker": {"color": theme.BAND}},
        {
            **bar,
            "x": [tidy(share * _BAR) for share in shares],
            "marker": {"color": theme.LOOKS[Identity.OWN].mark},
        },
    ]
