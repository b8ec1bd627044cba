"""Two measures that may pull against each other: areas by both, and one's own way."""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dashboard.areas import Identity
from dashboard.figures import theme
from dashboard.figures.axes import (
    log_ticks,
    nice_ticks,
    padded_range,
    tick_texts,
    tidy,
    value_text,
)
from dashboard.figures.lettering import text_width
from dashboard.figures.path_labels import PairMark, PathLabels, PathStep
from dashboard.figures.scales import make_plot
from dashboard.language import Language
from dashboard.measures import Kind, Measure, Polarity

__all__ = ["PairMark", "PathStep", "path_figure"]

#: Height of the plot, wide and narrow, and of the words above and below it.
_HEIGHT, _NARROW_HEIGHT, _ABOVE, _BELOW = 380, 330, 34, 50
#: How many times the least the most may be, before counts go on a log axis.
_FAR_APART = 8


def path_figure(
    marks: Sequence[PairMark],
    steps: Sequence[PathStep],
    measures: tuple[Measure, Measure],
    *,
    names: Mapping[str, str],
    identities: Mapping[str, Identity],
    benchmarks: tuple[theme.BenchmarkLine, theme.BenchmarkLine],
    width: int,
    language: Language,
) -> theme.Figure:
    """Areas by two measures, with one's own way over time as a thin line.

    Own and pinned areas are named, and the periods the line starts and ends with. A
    period without both figures breaks the line; without any area the plot is empty.
    """
    is_narrow = width < theme.NARROW
    known = [step for step in steps if step.x is not None and step.y is not None]
    across = _axis_parts(
        [*(m.x for m in marks), *(s.x for s in known), benchmarks[0].value],
        measures[0],
        language,
        most=4 if is_narrow else 7,
    )
    up = _axis_parts(
        [*(m.y for m in marks), *(s.y for s in known), benchmarks[1].value],
        measures[1],
        language,
        most=6,
    )
    left = max((text_width(t, theme.font()) for t in up["ticktext"]), default=20.0)
    height = (_NARROW_HEIGHT if is_narrow else _HEIGHT) + _ABOVE + _BELOW
    margin = theme.Margin(left=round(left) + 12, top=_ABOVE, right=16, bottom=_BELOW)
    figure = theme.compose(
        [
            *_way(steps),
            *_marks(
                marks, measures, names=names, identities=identities, words=language
            ),
        ],
        size=(width, height),
        margin=margin,
        axes=(
            theme.axis(**across, showline=True, ticks="outside", ticklen=4),
            theme.axis(**up, ticklabelstandoff=4),
        ),
        shapes=_benchmark_rules(benchmarks),
    )
    labels = PathLabels(make_plot(figure), marks, steps, identities)
    figure["layout"]["annotations"] = [
        *_titles(
            measures,
            (across.get("type") == "log", up.get("type") == "log"),
            margin,
            language=language,
        ),
        *labels.of_benchmarks(benchmarks, measures, language),
        *labels.of_areas(names, language, is_narrow=is_narrow),
    ]
    return figure


def _axis_parts(
    values: Iterable[float | None], measure: Measure, language: Language, *, most: int
) -> dict[str, Any]:
    """Range and ticks of an axis that holds all values."""
    known = [value for value in values if value is not None] or [0.0, 1.0]
    least, most_of_all = min(known), max(known)
    if measure.kind == Kind.COUNT and 0 < least * _FAR_APART < most_of_all:
        return _log_parts(least, most_of_all, measure, language, most=most)
    low, high = padded_range(min(known), max(known), kind=measure.kind, share=0.07)
    ticks = nice_ticks(low, high, most=most)
    return {
        "low": low,
        "high": high,
        "tickvals": ticks,
        "ticktext": tick_texts(ticks, measure, language),
        "showgrid": True,
    }


def _log_parts(
    least: float, most_of_all: float, measure: Measure, language: Language, *, most: int
) -> dict[str, Any]:
    """An axis on which the large do not press the others together."""
    low, high = least / 1.2, most_of_all * 1.2
    ticks = log_ticks(low, high, most=most)
    return {
        "low": tidy(math.log10(low)),
        "high": tidy(math.log10(high)),
        "type": "log",
        "tickvals": ticks,
        "ticktext": tick_texts(ticks, measure, language),
        "showgrid": True,
    }


def _way(steps: Sequence[PathStep]) -> list[dict[str, Any]]:
    """One's own area from period to period, its start hollow."""
    colour = theme.LOOKS[Identity.OWN].mark
    x = [None if s.y is None or s.x is None else tidy(s.x) for s in steps]
    y = [None if s.x is None or s.y is None else tidy(s.y) for s in steps]
    known = [n for n, value in enumerate(x) if value is not None]
    if len(known) < 2:
        return []
    line = {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "connectgaps": False,
        "hoverinfo": "skip",
    }
    sizes = [8 if n == known[0] else 4 for n in known]
    return [
        line | {"line": {"color": theme.PAPER, "width": 4}},
        line | {"line": {"color": colour, "width": 1.5}},
        {
            "type": "scatter",
            "mode": "markers",
            "x": [x[n] for n in known],
            "y": [y[n] for n in known],
            "hoverinfo": "skip",
            "marker": {
                "symbol": "circle",
                "size": sizes,
                "color": [theme.PAPER if n == known[0] else colour for n in known],
                "opacity": 1,
                "line": {
                    "color": [colour if n == known[0] else theme.PAPER for n in known],
                    "width": [1.5 if n == known[0] else 0.75 for n in known],
                },
            },
        },
    ]


def _marks(
    marks: Sequence[PairMark],
    measures: tuple[Measure, Measure],
    *,
    names: Mapping[str, str],
    identities: Mapping[str, Identity],
    words: Language,
) -> list[dict[str, Any]]:
    traces = []
    for identity in theme.DRAWN:
        shown = [m for m in marks if identities.get(m.code, Identity.OTHER) == identity]
        if not shown:
            continue
        look = theme.LOOKS[identity]
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "x": [tidy(mark.x) for mark in shown],
                "y": [tidy(mark.y) for mark in shown],
                "customdata": [mark.code for mark in shown],
                "hovertext": [
                    f"{names[mark.code]} {value_text(mark.x, measures[0], words)}, "
                    f"{value_text(mark.y, measures[1], words)}"
                    for mark in shown
                ],
                "hoverinfo": "text",
                "cliponaxis": False,
                "marker": {
                    "symbol": look.symbol,
                    "size": theme.mark_size(identity),
                    "color": look.mark,
                    "opacity": 1,
                    "line": {"color": theme.PAPER, "width": 1.5},
                },
            }
        )
    return traces


def _benchmark_rules(
    benchmarks: tuple[theme.BenchmarkLine, theme.BenchmarkLine],
) -> list[dict[str, Any]]:
    rules: list[dict[str, Any]] = []
    across, up = (line.value for line in benchmarks)
    if across is not None:
        ends = {"x0": tidy(across), "x1": tidy(across), "y0": 0, "y1": 1}
        rules.append({**ends, "xref": "x", "yref": "paper"})
    if up is not None:
        ends = {"x0": 0, "x1": 1, "y0": tidy(up), "y1": tidy(up)}
        rules.append({**ends, "xref": "paper", "yref": "y"})
    paint = {"color": theme.BENCHMARK, "width": 1.25}
    return [{"type": "line", "line": paint, "layer": "between", **r} for r in rules]


def _titles(
    measures: tuple[Measure, Measure],
    are_log: tuple[bool, bool],
    margin: theme.Margin,
    *,
    language: Language,
) -> list[dict[str, Any]]:
    """What each axis counts, and which way is better: right below, and left above."""
    across, up = (
        _title(measure, language, is_log=is_log)
        for measure, is_log in zip(measures, are_log, strict=True)
    )
    return [
        theme.annotation(
            across,
            (1, 0),
            letters=theme.font(theme.INK_3),
            refs=("paper", "paper"),
            anchors=("right", "middle"),
            shift=(0, -_BELOW + 10),
        ),
        theme.annotation(
            up,
            (0, 1),
            letters=theme.font(theme.INK_3),
            refs=("paper", "paper"),
            anchors=("left", "middle"),
            shift=(-margin.left, _ABOVE - 10),
        ),
    ]


def _title(measure: Measure, language: Language, *, is_log: bool) -> str:
    name = measure.short(language)
    if is_log:
        name = language.gettext("{denominator} (log scale)").format(denominator=name)
    if measure.polarity == Polarity.HIGHER_IS_BETTER:
        return language.gettext("{measure} (higher is better)").format(measure=name)
    if measure.polarity == Polarity.LOWER_IS_BETTER:
        return language.gettext("{measure} (lower is better)").format(measure=name)
    return name
