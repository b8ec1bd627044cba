"""A ratio over the years: single years as marks, three years together as a line."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from dashboard.areas import Identity
from dashboard.figures import theme
from dashboard.figures.axes import tidy
from dashboard.figures.lettering import text_width
from dashboard.figures.over_time import line_trace, stretches, year_ticks
from dashboard.figures.ratios import (
    RatioMark,
    parity_shapes,
    ratio_axis,
    ratio_range,
    ratio_trace,
)
from dashboard.language import Language
from dashboard.periods import Period

_HEIGHT, _TOP, _BOTTOM = 300, 30, 28


class RatioYear(NamedTuple):
    """One year: its own ratio, and that of three years that end with it.

    `starts_anew` where figures are of another edition or census than the year before:
    neither line nor band runs across.
    """

    period: Period
    single: RatioMark
    pooled: RatioMark
    starts_anew: bool = False


def ratio_trend_figure(
    years: Sequence[RatioYear],
    *,
    pooled_label: str,
    same_label: str,
    width: int,
    language: Language,
) -> theme.Figure:
    """Years from left to right on a log axis; a year without a ratio leaves a gap."""
    scale = ratio_range(mark for year in years for mark in (year.single, year.pooled))
    axis = ratio_axis(
        *scale, room=_HEIGHT - _TOP - _BOTTOM, language=language, showgrid=True
    )
    left = max((text_width(t, theme.font()) for t in axis["ticktext"]), default=20.0)
    margin = theme.Margin(left=round(left) + 12, top=_TOP, right=16, bottom=_BOTTOM)
    room = width - margin.left - margin.right
    last = max(len(years) - 1, 1)
    ticks = year_ticks([year.period for year in years], room=room)
    x, pooled, low, high = _lines(years)
    figure = theme.compose(
        [
            *_band(x, low, high),
            *_line(x, pooled),
            ratio_trace(
                [year.single for year in years],
                list(range(len(years))),
                scale,
                is_across=False,
                size=9,
                identity=Identity.OWN,
            ),
        ],
        size=(width, _HEIGHT),
        margin=margin,
        axes=(
            theme.axis(
                -0.5,
                last + 0.5,
                tickvals=[place for place, _ in ticks],
                ticktext=[text for _, text in ticks],
                ticks="outside",
                ticklen=4,
                showline=True,
            ),
            {**axis, "ticklabelstandoff": 4},
        ),
        shapes=[*parity_shapes(is_across=False), *_breaks(years)],
    )
    figure["layout"]["annotations"] = _labels(
        pooled_label if any(value is not None for value in pooled) else "",
        same_label,
    )
    return figure


def _lines(
    years: Sequence[RatioYear],
) -> tuple[list[float], list[Any], list[Any], list[Any]]:
    """Places and values of the line and its band, with a gap before a new start."""
    x: list[float] = []
    rows: list[tuple[Any, Any, Any]] = []
    for place, year in enumerate(years):
        if year.starts_anew:
            x.append(place - 0.5)
            rows.append((None, None, None))
        x.append(place)
        mark = year.pooled
        has_band = mark.lower and mark.upper
        rows.append(
            (
                None if not mark.ratio else tidy(mark.ratio),
                tidy(mark.lower or 0.0) if has_band else None,
                tidy(mark.upper or 0.0) if has_band else None,
            )
        )
    line, low, high = ([row[part] for row in rows] for part in range(3))
    return x, line, low, high


def _line(x: Sequence[float], values: Sequence[Any]) -> list[dict[str, Any]]:
    """The line on its white casing."""
    if all(value is None for value in values):
        return []
    traces = []
    for colour, thick in ((theme.PAPER, 5), (theme.LOOKS[Identity.OWN].mark, 2)):
        trace = line_trace(values, colour=colour, width=thick)
        traces.append({**trace, "x": list(x)})
    return traces


def _band(
    x: Sequence[float], low: Sequence[Any], high: Sequence[Any]
) -> list[dict[str, Any]]:
    rings_x: list[float | None] = []
    rings_y: list[float | None] = []
    for run in stretches(low):
        if len(run) < 2:
            continue
        places = [x[place] for place in run]
        rings_x += [*places, *reversed(places), None]
        rings_y += [high[place] for place in run]
        rings_y += [low[place] for place in reversed(run)]
        rings_y.append(None)
    if not rings_x:
        return []
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": rings_x[:-1],
            "y": rings_y[:-1],
            "fill": "toself",
            "fillcolor": theme.OWN_WASH,
            "line": {"width": 0},
            "connectgaps": False,
            "hoverinfo": "skip",
        }
    ]


def _breaks(years: Sequence[RatioYear]) -> list[dict[str, Any]]:
    """An upright rule where figures of another edition or census begin."""
    return [
        {
            "type": "line",
            "x0": place - 0.5,
            "x1": place - 0.5,
            "y0": 0,
            "y1": 1,
            "xref": "x",
            "yref": "paper",
            "line": {"color": theme.AXIS, "width": 1, "dash": "dash"},
            "layer": "between",
        }
        for place, year in enumerate(years)
        if year.starts_anew
    ]


def _labels(pooled: str, same: str) -> list[dict[str, Any]]:
    """What the line is over the plot, and what 1 means at its end."""
    notes = []
    if pooled:
        notes.append(
            theme.annotation(
                pooled,
                (0, 1),
                letters=theme.bold(theme.LOOKS[Identity.OWN].text, theme.SMALL),
                refs=("paper", "paper"),
                anchors=("left", "bottom"),
                shift=(0, 8),
            )
        )
    # On a log axis a place is in powers of ten: 1 is at 0.
    notes.append(
        theme.annotation(
            same,
            (1, 0),
            letters=theme.with_halo(theme.bold(size=theme.SMALL)),
            refs=("paper", "y"),
            anchors=("right", "bottom"),
            shift=(0, 3),
        )
    )
    return notes
