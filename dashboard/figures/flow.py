"""A court's cases over time: received and disposed of, and those that are open."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from dashboard.areas import Identity
from dashboard.figures import theme
from dashboard.figures.axes import nice_ticks, tidy
from dashboard.figures.lettering import text_width
from dashboard.figures.over_time import (
    Values,
    last_place,
    line_trace,
    stretches,
    tidied,
    year_ticks,
)
from dashboard.language import Language
from dashboard.periods import Period, period_from, shift

_HEIGHT, _NARROW_HEIGHT = 210, 190
_TOP, _BOTTOM = 16, 28


class Ahead(NamedTuple):
    """Where a what-if would bring the open cases: the month, how many, in words."""

    by: int
    aim: float
    text: str


def moved_figure(
    received: Values,
    disposed: Values,
    periods: Sequence[Period],
    *,
    width: int,
    language: Language,
) -> theme.Figure:
    """What came in and what was disposed of, from nothing up; between them is shaded.

    Where more came in than went out the number of open cases grows.
    """
    blue, ink = theme.LOOKS[Identity.OWN].mark, theme.INK_2
    both = [
        (received, language.gettext("Received"), ink, "5px,3px"),
        (disposed, language.gettext("Disposed of"), blue, "solid"),
    ]
    texts = [_end(values, word, language) for values, word, _, _ in both]
    lines = [
        line_trace(values, colour=colour, width=2.25, dash=dash)
        for values, _, colour, dash in both
    ]
    lines[1] |= {"fill": "tonexty", "fillcolor": theme.BAND}
    traces = [*lines, lines[0]]
    high = max((v for v in (*received, *disposed) if v is not None), default=1.0)
    figure = _figure(
        traces, periods, (0.0, high * 1.08), texts, width=width, language=language
    )
    figure["layout"]["annotations"] = _end_labels(
        [(values, text, colour) for (values, _, colour, _), text in
         zip(both, texts, strict=True)],
        figure,
    )  # fmt: skip
    return figure


def open_figure(
    still_open: Values,
    periods: Sequence[Period],
    *,
    differences: Mapping[Period, str],
    ahead: Ahead | None,
    width: int,
    language: Language,
) -> theme.Figure:
    """The open cases at the end of each quarter, from nothing up.

    Quarters whose balance is out say by how much. What a what-if would bring is a
    dashed step to a hollow mark: an aim and no forecast.
    """
    look = theme.LOOKS[Identity.OWN]
    every = list(periods)
    if ahead is not None and every:
        while every[-1].last < ahead.by:
            every.append(period_from(shift(every[-1].first, 3), 3))
    values: list[float | None] = [*still_open, *[None] * (len(every) - len(periods))]
    place = last_place(values)
    known = [value for value in values if value is not None]
    if ahead is not None:
        known.append(ahead.aim)
    traces = [line_trace(values, colour=look.mark, width=2.5)]
    alone = [run[0] for run in stretches(values) if len(run) == 1 and run[0] != place]
    for lonely in alone:
        traces += _marked(lonely, values[lonely], look, is_hollow=False)
    if place is not None:
        traces += _marked(place, values[place], look, is_hollow=False)
    if ahead is not None and place is not None:
        end = len(every) - 1
        traces.append(_step(place, values[place], end, ahead.aim, look))
        traces += _marked(end, ahead.aim, look, is_hollow=True)
    end_text = language.number(known[0] if place is None else values[place] or 0.0)
    figure = (
        _figure(
            traces,
            every,
            (0.0, max(known, default=1.0) * 1.15),
            [ahead.text if ahead else end_text],
            width=width,
            language=language,
        )
        if known
        else _figure([], every, (0.0, 1.0), [""], width=width, language=language)
    )
    figure["layout"]["annotations"] = _notes(
        values, place, every, differences=differences, ahead=ahead, text=end_text
    ) if known else []  # fmt: skip
    return figure


def _end(values: Values, word: str, language: Language) -> str:
    place = last_place(values)
    if place is None:
        return ""
    return f"{word} {language.number(values[place] or 0.0)}"


def _figure(
    traces: Sequence[dict[str, Any]],
    periods: Sequence[Period],
    scale: tuple[float, float],
    texts: Sequence[str],
    *,
    width: int,
    language: Language,
) -> theme.Figure:
    low, high = scale
    is_narrow = width < theme.NARROW
    ticks = nice_ticks(low, high, most=4)
    labels = [language.number(tick) for tick in ticks]
    left = max((text_width(label, theme.font()) for label in labels), default=20)
    right = max((text_width(text, theme.bold()) for text in texts), default=20)
    margin = theme.Margin(round(left) + 12, _TOP, round(right) + 18, _BOTTOM)
    years = year_ticks(periods, room=width - margin.left - margin.right)
    return theme.compose(
        traces,
        size=(width, _NARROW_HEIGHT if is_narrow else _HEIGHT),
        margin=margin,
        axes=(
            theme.axis(
                -0.5,
                max(len(periods) - 1, 1) + 0.5,
                tickvals=[place for place, _ in years],
                ticktext=[text for _, text in years],
                ticks="outside",
                ticklen=4,
                showline=True,
            ),
            theme.axis(
                tidy(low),
                tidy(high),
                tickvals=ticks,
                ticktext=labels,
                ticklabelstandoff=4,
                showgrid=True,
            ),
        ),
    )


def _end_labels(
    lines: Sequence[tuple[Values, str, str]], figure: theme.Figure
) -> list[dict[str, Any]]:
    """Each line's name and latest value, kept apart where the lines end together."""
    ends = []
    for values, text, colour in lines:
        place = last_place(values)
        if place is not None:
            ends.append((tidy(values[place] or 0.0), place, text, colour))
    axis = figure["layout"]["yaxis"]["range"]
    height = figure["layout"]["height"] - _TOP - _BOTTOM
    apart = 18 * (axis[1] - axis[0]) / height
    ends.sort(reverse=True)
    notes = []
    above = float("inf")
    for value, place, text, colour in ends:
        shown = min(value, above - apart)
        above = shown
        notes.append(
            theme.annotation(
                text,
                (place, tidy(shown)),
                letters=theme.with_halo(theme.bold(colour, theme.SMALL)),
                anchors=("left", "middle"),
                shift=(9, 0),
            )
        )
    return notes


def _marked(
    place: int, value: float | None, look: theme.Look, *, is_hollow: bool
) -> list[dict[str, Any]]:
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": [place],
            "y": [tidied(value)],
            "hoverinfo": "skip",
            "cliponaxis": False,
            "marker": {
                "symbol": look.symbol,
                "size": 10,
                "color": theme.PAPER if is_hollow else look.mark,
                "opacity": 1,
                "line": {
                    "color": look.mark if is_hollow else theme.PAPER,
                    "width": 2 if is_hollow else 1.5,
                },
            },
        }
    ]


def _step(
    place: int, value: float | None, end: int, aim: float, look: theme.Look
) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [place, end],
        "y": [tidied(value), tidy(aim)],
        "hoverinfo": "skip",
        "line": {"color": look.mark, "width": 1.5, "dash": "4px,4px"},
    }


def _notes(
    values: Values,
    place: int | None,
    periods: Sequence[Period],
    *,
    differences: Mapping[Period, str],
    ahead: Ahead | None,
    text: str,
) -> list[dict[str, Any]]:
    letters = theme.with_halo(theme.bold(theme.LOOKS[Identity.OWN].text))
    notes = []
    if place is not None:
        is_last = ahead is None
        notes.append(
            theme.annotation(
                text,
                (place, tidy(values[place] or 0.0)),
                letters=letters,
                anchors=("left" if is_last else "center", "middle"),
                shift=(9, 0) if is_last else (0, 16),
            )
        )
    if ahead is not None:
        notes.append(
            theme.annotation(
                ahead.text,
                (len(periods) - 1, tidy(ahead.aim)),
                letters=theme.with_halo(theme.font(theme.INK)),
                anchors=("left", "middle"),
                shift=(9, 0),
            )
        )
    for at, period in enumerate(periods):
        words = differences.get(period)
        if words and values[at] is not None:
            notes.append(
                theme.annotation(
                    words,
                    (at, tidy(values[at] or 0.0)),
                    letters=theme.with_halo(theme.font(theme.INK_2)),
                    anchors=("center", "bottom"),
                    shift=(0, 10),
                )
            )
    return notes
