"""Areas from highest to lowest, with their intervals and the benchmark."""

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.areas import Identity
from dashboard.figures import theme
from dashboard.figures.axes import (
    nice_ticks,
    padded_range,
    tick_texts,
    tidy,
    value_text,
)
from dashboard.figures.lettering import text_width
from dashboard.language import Language
from dashboard.measures import Measure
from dashboard.results import SYMBOLS, Comparison, Result, Status

#: Statuses worth a symbol beside the value only where rows differ in them.
_PASSING = frozenset({Status.PUBLISHED, Status.PROVISIONAL, Status.REVISED})

#: Pixels between the words on either side and the plot.
_INSET = 16

#: Pixels from one tick label to the next, at least.
_TICK_GAP = 8

#: A ranking this short has room for taller rows.
_FEW = 12


def ranked_figure(
    rows: Sequence[Result],
    measure: Measure,
    *,
    names: Mapping[str, str],
    identities: Mapping[str, Identity],
    comparisons: Mapping[str, Comparison],
    benchmark: theme.BenchmarkLine | None,
    width: int,
    language: Language,
    row_height: int = 0,
) -> theme.Figure:
    """One row an area, highest first: name, interval, mark, value.

    Rows are as high as suits the width, unless a height is given.

    A mark is hollow where the interval takes in the benchmark. Areas with nothing to
    show keep their row, at the end, with the reason in words.
    """
    ordered = _ordered(rows, names)
    letters = {
        row.area_code: theme.identity_font(_identity(row, identities)) for row in rows
    }
    values = _value_column(ordered, measure, language)
    margin = theme.Margin(
        left=_widest(ordered, names, letters) + _INSET + 4,
        top=46 if _has_line(benchmark) else 12,
        right=_widest([r for r in ordered if r.value is not None], values, letters)
        + _INSET,
        bottom=28,
    )
    step = row_height or _row_height(len(ordered), width)
    height = round(margin.top + step * max(len(ordered), 1) + margin.bottom)
    low, high = _value_range(ordered, benchmark, measure)
    room = width - margin.left - margin.right
    ticks = _ticks(low, high, measure, language, room=room)
    return theme.compose(
        _traces(ordered, identities, comparisons, names=names, values=values),
        size=(width, height),
        margin=margin,
        axes=(
            theme.axis(
                low,
                high,
                tickvals=ticks,
                ticktext=tick_texts(ticks, measure, language),
                showgrid=True,
            ),
            theme.axis(max(len(ordered), 1) - 0.5, -0.5, showticklabels=False),
        ),
        shapes=[
            *_tints(ordered, identities, edges=(margin.left, margin.right), room=room),
            *_benchmark_line(benchmark),
        ],
        annotations=[
            *_columns(ordered, names, values, letters=letters, right=margin.right),
            *_benchmark_label(
                benchmark,
                text=_benchmark_text(benchmark, measure, language),
                scale=(low, high),
                margin=margin,
                width=width,
            ),
        ],
    )


def _ordered(rows: Sequence[Result], names: Mapping[str, str]) -> list[Result]:
    def place(row: Result) -> tuple[bool, float, str]:
        value = row.value
        return value is None, -(value or 0.0), names[row.area_code]

    return sorted(rows, key=place)


def _identity(row: Result, identities: Mapping[str, Identity]) -> Identity:
    return identities.get(row.area_code, Identity.OTHER)


def _has_line(benchmark: theme.BenchmarkLine | None) -> bool:
    return benchmark is not None and benchmark.value is not None


def _row_height(count: int, width: int) -> int:
    if width < theme.NARROW:
        return 22
    return 30 if count <= _FEW else 24


def _widest(
    rows: Sequence[Result],
    texts: Mapping[str, str],
    letters: Mapping[str, dict[str, Any]],
) -> float:
    widths = [text_width(texts[r.area_code], letters[r.area_code]) for r in rows]
    return round(max(widths, default=0))


def _value_column(
    rows: Sequence[Result], measure: Measure, language: Language
) -> dict[str, str]:
    """Area code to its value, or to the reason why there is none."""
    reasons = {
        Status.SUPPRESSED: language.gettext("too few to publish"),
        Status.NOT_AVAILABLE: language.gettext("not published"),
        Status.NOT_APPLICABLE: language.gettext("does not apply"),
    }
    shown = {row.status for row in rows if row.value is not None}
    is_mixed = len(shown) > 1
    column = {}
    for row in rows:
        if row.value is None:
            column[row.area_code] = reasons.get(
                row.status, reasons[Status.NOT_AVAILABLE]
            )
            continue
        text = value_text(row.value, measure, language)
        symbol = SYMBOLS[row.status]
        if symbol and (is_mixed or row.status not in _PASSING):
            text = f"{text} [{symbol}]"
        column[row.area_code] = text
    return column


def _value_range(
    rows: Sequence[Result], benchmark: theme.BenchmarkLine | None, measure: Measure
) -> tuple[float, float]:
    """The axis: every value, the benchmark, and the whiskers as far as they help.

    Marks may stand on an axis that starts above zero. A whisker longer than all the
    values together are apart runs to the edge, or one small area would press every
    other into a corner.
    """
    values = [row.value for row in rows if row.value is not None]
    if benchmark and benchmark.value is not None:
        values.append(benchmark.value)
    if not values:
        return padded_range(0.0, 1.0, kind=measure.kind)
    low, high = min(values), max(values)
    reach = (high - low) or float("inf")
    lowers = [row.lower for row in rows if row.lower is not None]
    uppers = [row.upper for row in rows if row.upper is not None]
    return padded_range(
        max(min([low, *lowers]), low - reach),
        min(max([high, *uppers]), high + reach),
        kind=measure.kind,
    )


def _ticks(
    low: float, high: float, measure: Measure, language: Language, *, room: float
) -> list[float]:
    """Round numbers as close together as their labels allow."""
    most = max(2, int(room / 34))
    while True:
        ticks = nice_ticks(low, high, most=most)
        widths = [
            text_width(text, theme.font())
            for text in tick_texts(ticks, measure, language)
        ]
        if most == 1 or sum(widths) + _TICK_GAP * len(widths) <= room:
            return ticks
        most -= 1


def _traces(
    rows: Sequence[Result],
    identities: Mapping[str, Identity],
    comparisons: Mapping[str, Comparison],
    *,
    names: Mapping[str, str],
    values: Mapping[str, str],
) -> list[dict[str, Any]]:
    """One trace an identity, because Plotly gives whiskers one colour a trace."""
    traces = []
    for identity in theme.DRAWN:
        shown = [
            (position, row)
            for position, row in enumerate(rows)
            if row.value is not None and _identity(row, identities) == identity
        ]
        if not shown:
            continue
        look = theme.LOOKS[identity]
        hollow = [
            comparisons.get(row.area_code) == Comparison.SIMILAR for _, row in shown
        ]
        is_named = identity != Identity.OTHER
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "x": [tidy(row.value or 0.0) for _, row in shown],
                "y": [position for position, _ in shown],
                "customdata": [row.area_code for _, row in shown],
                "hovertext": [
                    f"{names[row.area_code]} {values[row.area_code]}"
                    for _, row in shown
                ],
                "hoverinfo": "text",
                "cliponaxis": False,
                "meta": {"target": "row"},
                "marker": {
                    "symbol": look.symbol,
                    "size": 10 if is_named else 7,
                    "color": [theme.PAPER if open_ else look.mark for open_ in hollow],
                    "opacity": 1,
                    "line": {
                        "color": look.mark,
                        "width": [2 if open_ else 0 for open_ in hollow],
                    },
                },
                "error_x": {
                    "type": "data",
                    "symmetric": False,
                    "array": [_distance(row.upper, row.value) for _, row in shown],
                    "arrayminus": [_distance(row.value, row.lower) for _, row in shown],
                    "color": look.mark,
                    "thickness": 2.5 if identity == Identity.OWN else 2,
                    "width": 0,
                },
            }
        )
    return traces


def _distance(high: float | None, low: float | None) -> float | None:
    return None if high is None or low is None else tidy(high - low)


def _tints(
    rows: Sequence[Result],
    identities: Mapping[str, Identity],
    *,
    edges: tuple[float, float],
    room: float,
) -> list[dict[str, Any]]:
    """The reader's own row, tinted from edge to edge."""
    left, right = -edges[0] / room, 1 + edges[1] / room
    return [
        theme.rectangle(
            (tidy(left), position - 0.5, tidy(right), position + 0.5),
            colour=theme.OWN_WASH,
            refs=("paper", "y"),
        )
        for position, row in enumerate(rows)
        if _identity(row, identities) == Identity.OWN
    ]


def _columns(
    rows: Sequence[Result],
    names: Mapping[str, str],
    values: Mapping[str, str],
    *,
    letters: Mapping[str, dict[str, Any]],
    right: float,
) -> list[dict[str, Any]]:
    """Names on the left and values on the right, never only on pointing."""
    notes = []
    for position, row in enumerate(rows):
        code = row.area_code
        value_letters = letters[code]
        if row.value is None:
            value_letters = theme.with_halo(theme.font(theme.INK_3))
        notes.append(
            theme.annotation(
                names[code],
                (0, position),
                letters=letters[code],
                refs=("paper", "y"),
                anchors=("right", "middle"),
                shift=(-_INSET + 2, 0),
            )
        )
        notes.append(
            theme.annotation(
                values[code],
                (1, position),
                letters=value_letters,
                refs=("paper", "y"),
                anchors=("right", "middle"),
                shift=(right - 4, 0),
            )
        )
    return notes


def _benchmark_line(benchmark: theme.BenchmarkLine | None) -> list[dict[str, Any]]:
    """An ink line under the marks, so that a hollow mark stays hollow on it."""
    if benchmark is None or benchmark.value is None:
        return []
    value = tidy(benchmark.value)
    return [
        {
            "type": "line",
            "x0": value,
            "x1": value,
            "y0": 0,
            "y1": 1,
            "xref": "x",
            "yref": "paper",
            "line": {"color": theme.BENCHMARK, "width": 1.5},
            "layer": "between",
        }
    ]


def _benchmark_text(
    benchmark: theme.BenchmarkLine | None, measure: Measure, language: Language
) -> str:
    if benchmark is None or benchmark.value is None:
        return ""
    return f"{benchmark.label} {value_text(benchmark.value, measure, language)}"


def _benchmark_label(
    benchmark: theme.BenchmarkLine | None,
    *,
    text: str,
    scale: tuple[float, float],
    margin: theme.Margin,
    width: int,
) -> list[dict[str, Any]]:
    """The benchmark's name and value on top of its line, kept inside the picture."""
    if benchmark is None or benchmark.value is None:
        return []
    letters = theme.bold()
    half = text_width(text, letters) / 2
    share = (benchmark.value - scale[0]) / (scale[1] - scale[0])
    pixel = margin.left + share * (width - margin.left - margin.right)
    nudge = max(half - pixel, 0) - max(pixel + half - width, 0)
    return [
        theme.annotation(
            text,
            (tidy(benchmark.value), 1),
            letters=letters,
            refs=("x", "paper"),
            anchors=("center", "bottom"),
            shift=(round(nudge, 1), 12),
        )
    ]
