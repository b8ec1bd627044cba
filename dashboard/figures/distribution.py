"""Every area on one line of values: where one's own lies among them."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from dashboard.areas import Identity
from dashboard.figures import theme
from dashboard.figures.axes import (
    nice_ticks,
    padded_range,
    tick_texts,
    tidy,
    value_text,
)
from dashboard.figures.flags import LANE, Flag, lanes_of, stack_flags
from dashboard.figures.lettering import widest
from dashboard.language import Language
from dashboard.measures import Measure
from dashboard.results import Comparison, Result

#: Pixels: margin beside the plot, the line of words under the marks, the axis, a line.
_SIDE, _STRIP, _AXIS, _LINE = 14, 24, 26, 20

#: Pixels between neighbouring marks, and from a name to the next.
_APART, _SPACE = 1.5, 10.0


class _Mark(NamedTuple):
    code: str
    value: float
    pixel: float
    radius: float
    identity: Identity
    offset: float = 0.0


def distribution_figure(
    rows: Sequence[Result],
    measure: Measure,
    *,
    names: Mapping[str, str],
    identities: Mapping[str, Identity],
    comparisons: Mapping[str, Comparison],
    benchmark: theme.BenchmarkLine | None,
    width: int,
    language: Language,
) -> theme.Figure:
    """One mark an area along the values, stacked where they are alike.

    Own and pinned areas are named above, the lowest and the highest below where there
    is room. A mark is hollow where its interval takes in the benchmark. How many areas
    have no value is written below; with none at all the plot is empty.
    """
    shown = [row for row in rows if row.value is not None]
    low, high = _value_range(shown, benchmark, measure)
    room = width - 2 * _SIDE

    def pixel(value: float) -> float:
        return _SIDE + (value - low) / (high - low) * room

    marks = _swarm(shown, identities, pixel_of=pixel)
    reach = max((abs(m.offset) + m.radius for m in marks), default=10.0) + 4
    texts = {
        row.area_code: f"{names[row.area_code]} "
        f"{value_text(row.value or 0.0, measure, language)}"
        for row in shown
    }
    flags = _flags(marks, texts, names, width=width)
    missing = len(rows) - len(shown)
    margin = theme.Margin(
        left=_SIDE,
        top=6 + lanes_of([flag for _, flag in flags.values()]) * LANE,
        right=_SIDE,
        bottom=_AXIS + (_LINE if missing else 0),
    )
    # One unit a pixel: the swarm is as high as its marks are large.
    bottom, top = -reach - _STRIP, reach
    ticks = nice_ticks(low, high, most=max(2, int(room / 60)))
    return theme.compose(
        _traces(marks, comparisons, texts),
        size=(width, round(margin.top + (top - bottom) + margin.bottom)),
        margin=margin,
        axes=(
            theme.axis(
                low,
                high,
                tickvals=ticks,
                ticktext=tick_texts(ticks, measure, language),
                showgrid=True,
                showline=True,
                ticks="outside",
                ticklen=4,
            ),
            theme.axis(tidy(bottom), tidy(top), showticklabels=False),
        ),
        shapes=[
            *_benchmark_rule(benchmark),
            *_rules(marks, flags, top=top, height=top - bottom),
        ],
        annotations=[
            *_notes_above(marks, flags),
            *_notes_below(
                marks,
                texts,
                benchmark,
                benchmark_text=_benchmark_text(benchmark, measure, language),
                pixel_of=pixel,
                width=width,
                height=bottom + _STRIP / 2,
            ),
            *_missing_note(missing, language),
        ],
    )


def _value_range(
    rows: Sequence[Result], benchmark: theme.BenchmarkLine | None, measure: Measure
) -> tuple[float, float]:
    known = [row.value for row in rows if row.value is not None]
    if benchmark is not None and benchmark.value is not None:
        known.append(benchmark.value)
    if not known:
        return padded_range(0.0, 1.0, kind=measure.kind)
    return padded_range(min(known), max(known), kind=measure.kind, share=0.06)


def _swarm(
    rows: Sequence[Result],
    identities: Mapping[str, Identity],
    *,
    pixel_of: Callable[[float], float],
) -> list[_Mark]:
    """Marks as near to the middle line as they get without touching.

    Own and pinned areas choose first, and so stand on the line or next to it.
    """
    marks = []
    for row in rows:
        identity = identities.get(row.area_code, Identity.OTHER)
        radius = theme.mark_size(identity) / 2 + 0.75
        value = row.value or 0.0
        marks.append(_Mark(row.area_code, value, pixel_of(value), radius, identity))
    marks.sort(key=lambda m: (-theme.DRAWN.index(m.identity), m.value, m.code))
    placed: list[_Mark] = []
    for mark in marks:
        near = [
            one for one in placed if abs(one.pixel - mark.pixel) < _reach(one, mark)
        ]
        offset = next(
            offset for offset in _offsets(mark, near) if _is_free(mark, offset, near)
        )
        placed.append(mark._replace(offset=offset))
    return placed


def _reach(one: _Mark, other: _Mark) -> float:
    return one.radius + other.radius + _APART


def _offsets(mark: _Mark, near: Sequence[_Mark]) -> Iterator[float]:
    """Places up and down to try, nearest to the middle first: it, then touching."""
    touching = [0.0]
    for one in near:
        aside = one.pixel - mark.pixel
        up = math.sqrt(max(_reach(one, mark) ** 2 - aside**2, 0.0))
        touching += [one.offset + up, one.offset - up]
    return iter(sorted(touching, key=lambda offset: (abs(offset), offset)))


def _is_free(mark: _Mark, offset: float, near: Sequence[_Mark]) -> bool:
    return all(
        math.hypot(one.pixel - mark.pixel, one.offset - offset)
        >= _reach(one, mark) - 1e-6
        for one in near
    )


def _flags(
    marks: Sequence[_Mark],
    texts: Mapping[str, str],
    names: Mapping[str, str],
    *,
    width: int,
) -> dict[str, tuple[str, Flag]]:
    """Code to words and flag of own and pinned areas.

    Where there is no room for all values beside their names, one's own has it alone.
    """
    named = [mark for mark in marks if mark.identity != Identity.OTHER]
    brief = {m.code: names[m.code] for m in named if m.identity != Identity.OWN}
    for shown in (texts, {**texts, **brief}):
        flags = [Flag(m.pixel, widest(shown[m.code], _letters(m))) for m in named]
        stacked = stack_flags(flags, width=width, most=len(flags))
        if stacked is not None:
            break
    else:
        stacked = tuple(flag._replace(lane=n) for n, flag in enumerate(flags))
    pairs = zip(named, stacked, strict=True)
    return {mark.code: (shown[mark.code], flag) for mark, flag in pairs}


def _letters(mark: _Mark) -> dict[str, Any]:
    return theme.identity_font(mark.identity)


def _notes_above(
    marks: Sequence[_Mark], flags: Mapping[str, tuple[str, Flag]]
) -> list[dict[str, Any]]:
    """Names beside the upper ends of the rules."""
    notes = []
    for mark in marks:
        if mark.code in flags:
            text, flag = flags[mark.code]
            notes.append(
                theme.annotation(
                    text,
                    (tidy(mark.value), 1),
                    letters=_letters(mark),
                    refs=("x", "paper"),
                    anchors=(flag.anchor, "middle"),
                    shift=(round(flag.aside, 1), LANE * (flag.lane + 0.5)),
                )
            )
    return notes


def _rules(
    marks: Sequence[_Mark],
    flags: Mapping[str, tuple[str, Flag]],
    *,
    top: float,
    height: float,
) -> list[dict[str, Any]]:
    """Thin rules from named marks up past their names.

    By shares of the plot's height, as nothing measured by an axis goes beyond it.
    """
    return [
        {
            "type": "line",
            "x0": tidy(mark.value),
            "x1": tidy(mark.value),
            "y0": round(1 - (top - mark.offset) / height, 4),
            "y1": round(1 + LANE * flags[mark.code][1].top / height, 4),
            "xref": "x",
            "yref": "paper",
            "line": {"color": theme.LOOKS[mark.identity].mark, "width": 1},
            "layer": "between",
        }
        for mark in marks
        if mark.code in flags
    ]


def _benchmark_text(
    benchmark: theme.BenchmarkLine | None, measure: Measure, language: Language
) -> str:
    if benchmark is None or benchmark.value is None:
        return ""
    return f"{benchmark.label} {value_text(benchmark.value, measure, language)}"


def _benchmark_rule(benchmark: theme.BenchmarkLine | None) -> list[dict[str, Any]]:
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


def _notes_below(
    marks: Sequence[_Mark],
    texts: Mapping[str, str],
    benchmark: theme.BenchmarkLine | None,
    *,
    benchmark_text: str,
    pixel_of: Callable[[float], float],
    width: int,
    height: float,
) -> list[dict[str, Any]]:
    """The benchmark's name beside its line; lowest and highest where they fit and
    share their value with nobody."""
    notes: list[dict[str, Any]] = []
    taken: list[tuple[float, float]] = []

    def write(text: str, value: float, letters: dict[str, Any], left: float) -> None:
        long = widest(text, letters)
        taken.append((left - _SPACE, left + long + _SPACE))
        notes.append(
            theme.annotation(
                text,
                (tidy(value), tidy(height)),
                letters=letters,
                shift=(round(left + long / 2 - pixel_of(value), 1), 0),
            )
        )

    if benchmark is not None and benchmark.value is not None:
        letters = theme.with_halo(theme.bold())
        long = widest(benchmark_text, letters)
        at = pixel_of(benchmark.value)
        is_roomy = at + 6 + long <= width - 2
        left = at + 6 if is_roomy else max(at - 6 - long, 2.0)
        write(benchmark_text, benchmark.value, letters, left)
        taken.append((at - 4, at + 4))
    ends = sorted(marks, key=lambda mark: (mark.value, mark.code))
    for mark in dict.fromkeys([*ends[:1], *ends[-1:]]):
        letters = theme.font(theme.INK_3)
        long = widest(texts[mark.code], letters)
        left = min(max(mark.pixel - long / 2, 2.0), width - 2 - long)
        is_free = all(left + long <= start or stop <= left for start, stop in taken)
        is_alone = sum(other.value == mark.value for other in marks) == 1
        if mark.identity == Identity.OTHER and is_free and is_alone:
            write(texts[mark.code], mark.value, letters, left)
    return notes


def _missing_note(missing: int, language: Language) -> list[dict[str, Any]]:
    if not missing:
        return []
    text = language.ngettext(
        "{count} area has no figure", "{count} areas have no figure", missing
    ).format(count=language.number(missing))
    return [
        theme.annotation(
            text,
            (1, 0),
            letters=theme.font(theme.INK_3),
            refs=("paper", "paper"),
            anchors=("right", "middle"),
            shift=(0, -_AXIS - _LINE / 2),
        )
    ]


def _traces(
    marks: Sequence[_Mark],
    comparisons: Mapping[str, Comparison],
    texts: Mapping[str, str],
) -> list[dict[str, Any]]:
    traces = []
    for identity in theme.DRAWN:
        shown = [mark for mark in marks if mark.identity == identity]
        if not shown:
            continue
        look = theme.LOOKS[identity]
        hollow = [comparisons.get(m.code) == Comparison.SIMILAR for m in shown]
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "x": [tidy(mark.value) for mark in shown],
                "y": [round(mark.offset, 2) for mark in shown],
                "customdata": [mark.code for mark in shown],
                "hovertext": [texts[mark.code] for mark in shown],
                "hoverinfo": "text",
                "cliponaxis": False,
                "marker": {
                    "symbol": look.symbol,
                    "size": theme.mark_size(identity),
                    "color": [theme.PAPER if h else look.mark for h in hollow],
                    "opacity": 1,
                    "line": {
                        "color": [look.mark if h else theme.PAPER for h in hollow],
                        "width": [2 if h else 1.5 for h in hollow],
                    },
                },
            }
        )
    return traces
