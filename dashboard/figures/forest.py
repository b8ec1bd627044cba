"""One ratio in every area, highest first, on a log axis with the nation's."""

from collections.abc import Mapping, Sequence
from math import log10
from typing import Any, NamedTuple

from dashboard.areas import Identity
from dashboard.figures import theme
from dashboard.figures.axes import tidy
from dashboard.figures.lettering import shortened, text_width
from dashboard.figures.ratios import (
    RatioMark,
    parity_shapes,
    ratio_axis,
    ratio_range,
    ratio_trace,
)
from dashboard.language import Language

_ROW, _NARROW_ROW, _FOOT, _INSET = 24, 22, 28, 14
#: The words of a row, where there is room for them beside its ratio.
_WORDS = 190


class ForestRow(NamedTuple):
    """One area: its mark, its ratio as printed, and what it says in a few words."""

    code: str
    name: str
    mark: RatioMark
    ratio: str
    words: str


def forest_figure(
    rows: Sequence[ForestRow],
    *,
    identities: Mapping[str, Identity],
    nation: theme.BenchmarkLine | None,
    width: int,
    language: Language,
) -> theme.Figure:
    """Rows in the order given, areas without a ratio saying why.

    Their order, like every length in the picture, tells nothing of a hidden number:
    the caller puts rows without a ratio last, by name.
    """
    is_narrow = width < theme.NARROW
    step = _NARROW_ROW if is_narrow else _ROW
    letters = {
        row.code: theme.identity_font(identities.get(row.code, Identity.OTHER))
        for row in rows
    }
    names = max((text_width(r.name, letters[r.code]) for r in rows), default=80.0)
    left = round(names) + _INSET + 4
    beside = 54 if is_narrow else 54 + _WORDS
    top = 30 if nation is not None and nation.value is not None else 12
    margin = theme.Margin(left=left, top=top, right=beside, bottom=_FOOT)
    room = width - left - beside
    scale = ratio_range(row.mark for row in rows)
    traces = []
    for identity in theme.DRAWN:
        chosen = [
            (row.mark, place)
            for place, row in enumerate(rows)
            if identities.get(row.code, Identity.OTHER) == identity
        ]
        if any(mark.ratio is not None for mark, _ in chosen):
            traces.append(
                ratio_trace(
                    [mark for mark, _ in chosen],
                    [place for _, place in chosen],
                    scale,
                    identity=identity,
                    size=8 if identity == Identity.OTHER else 11,
                    more={"meta": {"target": "row"}},
                )
            )
    count = max(len(rows), 1)
    return theme.compose(
        traces,
        size=(width, round(top + step * count + _FOOT)),
        margin=margin,
        axes=(
            ratio_axis(*scale, room=room, language=language, showgrid=True),
            theme.axis(count - 0.5, -0.5, showticklabels=False),
        ),
        shapes=[
            *_tints(rows, identities, margin, room),
            *parity_shapes(is_across=True),
            *_nation_line(nation, scale),
        ],
        annotations=[
            *_names(rows, letters),
            *_values(rows, letters, is_narrow=is_narrow),
            *_nation_label(nation, scale, margin, width),
        ],
    )


def _tints(
    rows: Sequence[ForestRow],
    identities: Mapping[str, Identity],
    margin: theme.Margin,
    room: float,
) -> list[dict[str, Any]]:
    return [
        theme.rectangle(
            (
                tidy(-margin.left / room),
                place - 0.5,
                tidy(1 + margin.right / room),
                place + 0.5,
            ),
            colour=theme.OWN_WASH,
            refs=("paper", "y"),
        )
        for place, row in enumerate(rows)
        if identities.get(row.code) == Identity.OWN
    ]


def _names(
    rows: Sequence[ForestRow], letters: Mapping[str, dict[str, Any]]
) -> list[dict[str, Any]]:
    return [
        theme.annotation(
            row.name,
            (0, place),
            letters=letters[row.code],
            refs=("paper", "y"),
            anchors=("right", "middle"),
            shift=(-_INSET + 2, 0),
        )
        for place, row in enumerate(rows)
    ]


def _values(
    rows: Sequence[ForestRow],
    letters: Mapping[str, dict[str, Any]],
    *,
    is_narrow: bool,
) -> list[dict[str, Any]]:
    """The ratio, and beside it what it says; narrow, only why there is none."""
    notes = []
    for place, row in enumerate(rows):
        quiet = theme.font(theme.INK_3)
        has_ratio = row.mark.ratio is not None
        if has_ratio:
            notes.append(_beside(row.ratio, place, letters[row.code], 46, "right"))
        if has_ratio and is_narrow:
            continue
        own = theme.font(theme.ATTENTION) if row.mark.is_withheld else quiet
        if not has_ratio:
            words = shortened(row.words, quiet, room=_WORDS + 50)
            anchor = "left"
            if is_narrow:
                notes.append(_beside(words, place, theme.with_halo(quiet), 52, "right"))
                continue
            notes.append(_beside(words, place, quiet, 12, anchor))
            continue
        words = shortened(row.words, own, room=_WORDS - 16)
        notes.append(_beside(words, place, own, 62, "left"))
    return notes


def _beside(
    text: str, place: int, letters: dict[str, Any], right: float, anchor: str
) -> dict[str, Any]:
    return theme.annotation(
        text,
        (1, place),
        letters=letters,
        refs=("paper", "y"),
        anchors=(anchor, "middle"),
        shift=(right, 0),
    )


def _nation_line(
    nation: theme.BenchmarkLine | None, scale: tuple[float, float]
) -> list[dict[str, Any]]:
    """A dotted line: the solid one is 1, where both are the same."""
    if nation is None or nation.value is None:
        return []
    if not scale[0] <= nation.value <= scale[1]:
        return []
    value = tidy(nation.value)
    return [
        {
            "type": "line",
            "x0": value,
            "x1": value,
            "y0": 0,
            "y1": 1,
            "xref": "x",
            "yref": "paper",
            "line": {"color": theme.INK, "width": 1.5, "dash": "dot"},
            "layer": "between",
        }
    ]


def _nation_label(
    nation: theme.BenchmarkLine | None,
    scale: tuple[float, float],
    margin: theme.Margin,
    width: int,
) -> list[dict[str, Any]]:
    if nation is None or nation.value is None:
        return []
    letters = theme.bold(size=theme.SMALL)
    half = text_width(nation.label, letters) / 2
    span = ratio_position(nation.value, scale)
    pixel = margin.left + span * (width - margin.left - margin.right)
    middle = min(max(pixel, half), width - half)
    return [
        theme.annotation(
            nation.label,
            (0, 1),
            letters=letters,
            refs=("paper", "paper"),
            anchors=("center", "bottom"),
            shift=(tidy(middle - margin.left), 8),
        )
    ]


def ratio_position(ratio: float, scale: tuple[float, float]) -> float:
    """Where a ratio stands along the axis, as a share of its length, kept inside."""
    low, high = scale
    return min(max(log10(ratio / low) / log10(high / low), 0.0), 1.0)
