"""The same cases followed: what share had come how far, after how many months."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from dashboard.areas import Identity
from dashboard.figures import theme
from dashboard.figures.axes import nice_ticks, tidy
from dashboard.figures.lettering import text_width
from dashboard.language import Language

_HEIGHT, _NARROW_HEIGHT = 280, 250
_TOP, _BOTTOM = 24, 46
#: Pixels that names of lines keep from one another.
_APART = 18


class Line(NamedTuple):
    """One stage: the share after each number of months, None where not yet known."""

    label: str
    shares: tuple[float | None, ...]
    before: tuple[float | None, ...] = ()


def cohort_figure(
    lines: Sequence[Line],
    months: Sequence[int],
    *,
    unknown_from: int | None,
    width: int,
    language: Language,
) -> theme.Figure:
    """A line a stage, from nothing up; what is still to come is hatched.

    `before` is the cohort of a year earlier, a thin grey line. `unknown_from` is the
    first number of months that has not gone by for all of the cases.
    """
    is_narrow = width < theme.NARROW
    known = [v for line in lines for v in (*line.shares, *line.before) if v is not None]
    high = tidy(max(known, default=0.1) * 1.12)
    ticks = nice_ticks(0.0, high, most=4)
    texts = [language.percent(tick, 0 if high > 0.1 else 1) for tick in ticks]
    ends = [_ending(line, language) for line in lines]
    left = max((text_width(text, theme.font()) for text in texts), default=20)
    right = max((text_width(text, theme.bold()) for text in ends), default=20)
    height = _NARROW_HEIGHT if is_narrow else _HEIGHT
    margin = theme.Margin(round(left) + 12, _TOP, round(right) + 16, _BOTTOM)
    last = max(months, default=1)
    figure = theme.compose(
        [
            *_still_to_come(months, unknown_from, high),
            *(
                trace
                for line in lines
                for trace in (
                    _line(line.before, months, is_own=False),
                    *_own(line, months),
                )
                if trace
            ),
        ],
        size=(width, height),
        margin=margin,
        axes=(
            theme.axis(
                0,
                last + 0.5,
                tickvals=list(months),
                ticktext=[str(each) for each in months],
                ticks="outside",
                ticklen=4,
                showline=True,
            ),
            theme.axis(
                0,
                high,
                tickvals=ticks,
                ticktext=texts,
                ticklabelstandoff=4,
                showgrid=True,
            ),
        ),
    )
    plot = height - _TOP - _BOTTOM
    figure["layout"]["annotations"] = [
        theme.annotation(
            language.gettext("Months since being recorded"),
            (0, 0),
            letters=theme.font(theme.INK_3),
            refs=("paper", "paper"),
            anchors=("left", "middle"),
            shift=(0, -_BOTTOM + 10),
        ),
        *_hatch_label(months, unknown_from, language),
        *_ends(lines, ends, apart=_APART * high / plot, end=last),
    ]
    return figure


def _ending(line: Line, language: Language) -> str:
    last = [share for share in line.shares if share is not None]
    return f"{line.label} {language.percent(last[-1])}" if last else line.label


def _own(line: Line, months: Sequence[int]) -> list[dict[str, Any]]:
    look = theme.LOOKS[Identity.OWN]
    marks = {
        "type": "scatter",
        "mode": "markers",
        "x": list(months),
        "y": [None if v is None else tidy(v) for v in line.shares],
        "hoverinfo": "skip",
        "marker": {
            "symbol": look.symbol, "size": 7, "color": look.mark, "opacity": 1,
            "line": {"color": theme.PAPER, "width": 1},
        },
    }  # fmt: skip
    return [_line(line.shares, months, is_own=True), marks]


def _line(
    values: Sequence[float | None], months: Sequence[int], *, is_own: bool
) -> dict[str, Any]:
    if not values:
        return {}
    own = theme.LOOKS[Identity.OWN].mark
    return {
        "type": "scatter",
        "mode": "lines",
        "x": list(months),
        "y": [None if value is None else tidy(value) for value in values],
        "connectgaps": False,
        "hoverinfo": "skip",
        "line": {
            "color": own if is_own else theme.AXIS,
            "width": 2.25 if is_own else 1.25,
        },
    }


def _unknown(
    months: Sequence[int], unknown_from: int | None
) -> tuple[float, float] | None:
    """From the last months that are known to the end; None where all are."""
    if unknown_from is None:
        return None
    known = [each for each in months if each < unknown_from]
    return float(max(known, default=0)) + 0.4, max(months) + 0.5


def _still_to_come(
    months: Sequence[int], unknown_from: int | None, high: float
) -> list[dict[str, Any]]:
    span = _unknown(months, unknown_from)
    if span is None:
        return []
    return [
        {
            "type": "bar",
            "x": [(span[0] + span[1]) / 2],
            "y": [high],
            "width": tidy(span[1] - span[0]),
            "hoverinfo": "skip",
            "marker": {
                "color": theme.LINE,
                "pattern": {"shape": "/", "bgcolor": theme.PAPER},
            },
        }
    ]


def _hatch_label(
    months: Sequence[int], unknown_from: int | None, language: Language
) -> list[dict[str, Any]]:
    span = _unknown(months, unknown_from)
    if span is None:
        return []
    return [
        theme.annotation(
            language.gettext("Not yet known"),
            ((span[0] + span[1]) / 2, 1),
            letters=theme.with_halo(theme.font(theme.INK_2)),
            refs=("x", "paper"),
            anchors=("center", "middle"),
            shift=(0, 11),
        )
    ]


def _ends(
    lines: Sequence[Line], texts: Sequence[str], *, apart: float, end: float
) -> list[dict[str, Any]]:
    """The names of the lines where each ends, kept apart."""
    ends = []
    for line, text in zip(lines, texts, strict=True):
        known = [n for n, share in enumerate(line.shares) if share is not None]
        if known:
            ends.append((line.shares[known[-1]] or 0.0, text))
    notes = []
    above = float("inf")
    for share, text in sorted(ends, reverse=True):
        shown = min(share, above - apart)
        above = shown
        notes.append(
            theme.annotation(
                text,
                (end + 0.5, tidy(max(shown, 0.0))),
                letters=theme.with_halo(
                    theme.bold(theme.LOOKS[Identity.OWN].text, theme.SMALL)
                ),
                anchors=("left", "middle"),
                shift=(6, 0),
            )
        )
    return notes
