"""One area over time, over the range of all areas: small charts on a shared scale."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from dashboard.areas import Identity
from dashboard.figures import theme
from dashboard.figures.axes import (
    nice_ticks,
    padded_range,
    tick_texts,
    value_text,
)
from dashboard.figures.lettering import text_width
from dashboard.figures.over_time import (
    Values,
    area_lines,
    last_place,
    line_trace,
    stretches,
    tidied,
    units_once,
    year_ticks,
)
from dashboard.figures.trend_labels import above_label, below_label, is_free_above
from dashboard.language import Language
from dashboard.measures import Kind, Measure
from dashboard.periods import Period

HEIGHT = 190
_TOP, _BOTTOM = 12, 28


class Background(NamedTuple):
    """What every small chart shows behind its area, one value a period.

    `low` and `high` bound the middle 80% of areas, `national` is England and Wales;
    None where there are no figures. A label left empty is not written.
    """

    low: Values
    high: Values
    national: Values
    band_label: str = ""
    national_label: str = ""


def shared_range(
    series: Iterable[Values], background: Background, *, kind: Kind
) -> tuple[float, float]:
    """One value axis for a row of small charts, so that their heights compare."""
    every = [*series, background.low, background.high, background.national]
    known = [value for values in every for value in values if value is not None]
    if not known:
        return padded_range(0.0, 1.0, kind=kind)
    return padded_range(min(known), max(known), kind=kind, share=0.1)


def trend_figure(
    values: Values,
    periods: Sequence[Period],
    measure: Measure,
    *,
    code: str,
    identity: Identity,
    background: Background,
    value_range: tuple[float, float],
    width: int,
    language: Language,
    provisional: Collection[Period] = (),
    unsettled: Mapping[Period, str] | None = None,
) -> theme.Figure:
    """The area's line over the band and the national line, its latest value marked.

    A period without a value breaks each of them and is never joined over; one that
    nobody has figures for is also shaded. Steps to provisional values are dashed.
    Unsettled periods, of which much is still to come, are hatched, and the last of
    them says how much.
    """
    low, high = value_range
    ticks = nice_ticks(low, high, most=4)
    texts = tick_texts(ticks, measure, language)
    known = [value for value in values if value is not None]
    end = _value(known[-1], measure, language) if known else ""
    letters = theme.bold(theme.LOOKS[identity].text)
    margin = theme.Margin(
        left=round(max((text_width(t, theme.font()) for t in texts), default=20)) + 10,
        top=_TOP,
        # By the top of the shared range, so that neighbouring plots are as wide.
        right=round(text_width(_value(high, measure, language), letters)) + 16,
        bottom=_BOTTOM,
    )
    room = width - margin.left - margin.right
    last = max(len(periods) - 1, 1)
    years = year_ticks(periods, room=room)
    pending = {place for place, p in enumerate(periods) if p in provisional}
    figure = theme.compose(
        [
            *_hatched(periods, unsettled or {}, value_range),
            *_band(background),
            line_trace(background.national, colour=theme.INK, width=1.25),
            *_area_lines(values, identity, pending),
            *_latest_mark(values, identity, pending, code=code, text=end),
        ],
        size=(width, HEIGHT),
        margin=margin,
        axes=(
            theme.axis(
                -0.5,
                last + 0.5,
                tickvals=[place for place, _ in years],
                ticktext=[text for _, text in years],
                ticks="outside",
                ticklen=4,
                showline=True,
            ),
            theme.axis(
                low,
                high,
                tickvals=ticks,
                ticktext=units_once(texts),
                ticklabelstandoff=4,
                showgrid=True,
            ),
        ),
        shapes=[
            theme.rectangle(
                (first - 0.5, 0, final + 0.5, 1),
                colour=theme.WASH,
                refs=("x", "paper"),
            )
            for first, final in _empty_spans(values, background)
        ],
    )
    figure["layout"]["annotations"] = [
        *_end_label(values, end, letters),
        *_corner_and_background_labels(
            values, background, figure, periods, unsettled or {}
        ),
    ]
    return figure


def _hatched(
    periods: Sequence[Period],
    unsettled: Mapping[Period, str],
    value_range: tuple[float, float],
) -> list[dict[str, Any]]:
    places = [place for place, period in enumerate(periods) if period in unsettled]
    if not places:
        return []
    low, high = value_range
    return [
        {
            "type": "bar",
            "x": places,
            "y": [tidied(high - low)] * len(places),
            "base": tidied(low),
            "width": 1,
            "hoverinfo": "skip",
            "marker": {
                "color": theme.LINE,
                "pattern": {"shape": "/", "bgcolor": theme.PAPER},
            },
        }
    ]


def _corner_and_background_labels(
    values: Values,
    background: Background,
    figure: theme.Figure,
    periods: Sequence[Period],
    unsettled: Mapping[Period, str],
) -> list[dict[str, Any]]:
    """How much is unsettled in the clearer corner, the other names clear of it."""
    places = [place for place, period in enumerate(periods) if period in unsettled]
    if not places:
        return _background_labels(values, background, figure)
    place = places[-1]
    text = unsettled[periods[place]]
    lines = (values, background.low, background.high, background.national)
    is_above = is_free_above(text, figure, place=place, lines=lines)
    return [
        _unsettled_label(text, place, is_above=is_above),
        *_background_labels(
            values,
            background,
            figure,
            above=text if is_above else "",
            below="" if is_above else text,
        ),
    ]


def _unsettled_label(text: str, place: int, *, is_above: bool) -> dict[str, Any]:
    return theme.annotation(
        text,
        (place + 0.5, 1 if is_above else 0),
        letters=theme.with_halo(theme.font(theme.INK_2)),
        refs=("x", "paper"),
        anchors=("right", "top" if is_above else "bottom"),
        shift=(0, -2 if is_above else 2),
    )


def _value(value: float, measure: Measure, language: Language) -> str:
    return value_text(value, measure, language).removesuffix("%")


def _band(background: Background) -> list[dict[str, Any]]:
    """The band as closed shapes, one a stretch, half a period wider at both ends.

    A stretch of a single period would have no width otherwise.
    """
    both = [
        None if low is None or high is None else 1.0
        for low, high in zip(background.low, background.high, strict=True)
    ]
    x: list[float | None] = []
    y: list[float | None] = []
    for run in stretches(both):
        places = [run[0] - 0.5, *run, run[-1] + 0.5]
        held = [run[0], *run, run[-1]]
        x += [*places, *reversed(places), None]
        y += [tidied(background.high[place]) for place in held]
        y += [tidied(background.low[place]) for place in reversed(held)]
        y.append(None)
    if not x:
        return []
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": x[:-1],
            "y": y[:-1],
            "fill": "toself",
            "fillcolor": theme.BAND,
            "line": {"width": 0},
            "connectgaps": False,
            "hoverinfo": "skip",
        }
    ]


def _area_lines(
    values: Values, identity: Identity, pending: Collection[int]
) -> list[dict[str, Any]]:
    """The line on its white casing; a value alone between gaps is a dot."""
    look = theme.LOOKS[identity]
    traces = area_lines(values, identity, pending)
    alone = [run[0] for run in stretches(values) if len(run) == 1]
    if alone:
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "x": alone,
                "y": [tidied(values[place]) for place in alone],
                "hoverinfo": "skip",
                "marker": {
                    "symbol": "circle",
                    "size": 5,
                    "color": look.mark,
                    "opacity": 1,
                    "line": {"color": theme.PAPER, "width": 1},
                },
            }
        )
    return traces


def _latest_mark(
    values: Values,
    identity: Identity,
    pending: Collection[int],
    *,
    code: str,
    text: str,
) -> list[dict[str, Any]]:
    place = last_place(values)
    if place is None:
        return []
    look = theme.LOOKS[identity]
    is_open = place in pending
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": [place],
            "y": [tidied(values[place])],
            "customdata": [code],
            "hovertext": [text],
            "hoverinfo": "text",
            "cliponaxis": False,
            "marker": {
                "symbol": look.symbol,
                "size": 10,
                "color": theme.PAPER if is_open else look.mark,
                "opacity": 1,
                "line": {
                    "color": look.mark if is_open else theme.PAPER,
                    "width": 2 if is_open else 1.5,
                },
            },
        }
    ]


def _end_label(
    values: Values, text: str, letters: dict[str, Any]
) -> list[dict[str, Any]]:
    place = last_place(values)
    if place is None:
        return []
    at = (place, tidied(values[place]) or 0.0)
    return [
        theme.annotation(
            text,
            at,
            letters=theme.with_halo(letters),
            anchors=("left", "middle"),
            shift=(9, 0),
        )
    ]


def _empty_spans(values: Values, background: Background) -> list[tuple[int, int]]:
    """First and last place of each span in which nobody has figures."""
    columns = zip(values, background.high, background.national, strict=True)
    empty = [1.0 if all(v is None for v in column) else None for column in columns]
    return [(run[0], run[-1]) for run in stretches(empty)]


def _background_labels(
    values: Values,
    background: Background,
    figure: theme.Figure,
    *,
    above: str = "",
    below: str = "",
) -> list[dict[str, Any]]:
    """The names of band and national line, clear of words in the corners."""
    notes = []
    if background.band_label:
        notes += above_label(
            background.band_label,
            figure,
            edge=background.high,
            others=(values, background.national),
            taken=above,
        )
    if background.national_label:
        notes += below_label(
            background.national_label,
            figure,
            target=background.national,
            others=(values, background.low),
            taken=below,
        )
    return notes
