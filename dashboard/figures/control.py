"""A control chart: values over time, the range they usually keep, and what left it."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from dashboard.areas import Identity
from dashboard.charting import ControlChart
from dashboard.figures import theme
from dashboard.figures.axes import tidy
from dashboard.figures.control_events import event_notes, event_rules, lay_out_events
from dashboard.figures.control_frame import (
    LINE,
    ControlFrame,
    Wording,
    choose_words,
    lay_out,
)
from dashboard.figures.control_labels import control_labels
from dashboard.figures.over_time import (
    Values,
    area_lines,
    coming,
    gaps,
    last_place,
    line_trace,
    stretches,
    tidied,
    year_ticks,
)
from dashboard.figures.signals import (
    Band,
    bands,
    provisional_places,
    signal_trace,
    signalled,
)
from dashboard.language import Language
from dashboard.verdict_words import signal_text

#: Pixels a period needs before each has a mark of its own on the line.
_MARKED_FROM = 8.0

#: A way that is planned, and not what happened.
PLANNED_DASH = "6px,4px"


class Reference(NamedTuple):
    """Another line to read the area against: its name, and one value a period.

    A planned way may run on into periods to come, and is dashed.
    """

    label: str
    values: Values
    is_planned: bool = False


def control_figure(
    chart: ControlChart,
    *,
    width: int,
    language: Language,
    identity: Identity = Identity.OWN,
    reference: Reference | None = None,
) -> theme.Figure:
    """The charted values over mean and limits of each phase, signals as large marks.

    A period without a value breaks the line. Limits are drawn inside what the measure
    can be, dashed where on trial. Events that do not fit in words are numbered in the
    order of their dates. A chart of differences shows neither target nor reference,
    which are levels. Without any value the plot is empty.
    """
    drawn = bands(chart)
    words = choose_words(chart, language, width=width)
    if chart.is_seasonal:
        reference = None
    frame = lay_out(
        chart, drawn, reference.values if reference else (), words=words, width=width
    )
    events = lay_out_events(chart, frame.pixel, width=width, language=language)
    frame = frame.lowered(events.height)
    ahead = frame.last + 1 - len(chart.periods)
    years = year_ticks([*chart.periods, *coming(chart.periods, ahead)], room=frame.room)
    figure = theme.compose(
        _traces(chart, drawn, reference, identity, words=words, frame=frame),
        size=(frame.width, frame.height),
        margin=frame.margin,
        axes=(
            theme.axis(
                frame.first - 0.5,
                frame.last + 0.5,
                tickvals=[place for place, _ in years],
                ticktext=[text for _, text in years],
                ticks="outside",
                ticklen=4,
                showline=True,
            ),
            theme.axis(
                frame.low,
                frame.high,
                tickvals=list(frame.ticks),
                ticktext=list(frame.texts),
                ticklabelstandoff=4,
                showgrid=True,
            ),
        ),
        shapes=[
            *_band_shapes(drawn),
            *_gap_shapes(chart, frame),
            *_nought_line(chart, frame),
            *event_rules(
                events,
                plot_height=frame.plot_height,
                low=frame.low,
                high=frame.high,
            ),
        ],
    )
    figure["layout"]["annotations"] = [
        *_heading_notes(frame),
        *event_notes(events),
        *control_labels(
            chart,
            figure,
            bands=drawn,
            reference=reference[:2] if reference else None,
            identity=identity,
            event_pixels=[label.flag.pixel for label in events.labels],
            words=words,
        ),
    ]
    return figure


def _band_shapes(drawn: Sequence[Band]) -> list[dict[str, Any]]:
    """Limits as grey rectangles, or as two dashed lines where they are on trial."""
    shapes = []
    for band in drawn:
        if band.lower is None or band.upper is None:
            continue
        start, stop = band.start - 0.5, band.stop - 0.5
        lower, upper = tidy(band.lower), tidy(band.upper)
        if not band.is_trial:
            corners = (start, lower, stop, upper)
            shapes.append(theme.rectangle(corners, colour=theme.BAND))
        else:
            shapes += [
                {
                    "type": "line",
                    "x0": start,
                    "x1": stop,
                    "y0": limit,
                    "y1": limit,
                    "xref": "x",
                    "yref": "y",
                    "line": {"color": theme.AXIS, "width": 1, "dash": "5px,4px"},
                    "layer": "between",
                }
                for limit in (lower, upper)
            ]
    return shapes


def _gap_shapes(chart: ControlChart, frame: ControlFrame) -> list[dict[str, Any]]:
    """Periods without a value, shaded over the whole height of the plot.

    By the value axis, as the bands are: Plotly draws shapes that measure by the paper
    beneath those.
    """
    return [
        theme.rectangle(
            (gap.start - 0.5, frame.low, gap.stop - 0.5, frame.high), colour=theme.WASH
        )
        for gap in gaps(chart.charted)
        if gap.start >= frame.first
    ]


def _nought_line(chart: ControlChart, frame: ControlFrame) -> list[dict[str, Any]]:
    """Where a difference is none; a chart of the values themselves has no such line."""
    if not chart.is_seasonal or not frame.low < 0 < frame.high:
        return []
    return [
        {
            "type": "line",
            "x0": 0,
            "x1": 1,
            "y0": 0,
            "y1": 0,
            "xref": "paper",
            "yref": "y",
            "line": {"color": theme.AXIS, "width": 1},
            "layer": "between",
        }
    ]


def _traces(
    chart: ControlChart,
    drawn: Sequence[Band],
    reference: Reference | None,
    identity: Identity,
    *,
    words: Wording,
    frame: ControlFrame,
) -> list[dict[str, Any]]:
    step = frame.step
    pending = provisional_places(chart)
    signals = signalled(chart)
    hover = _hovertext(chart, words)
    traces = [_level_trace(band) for band in drawn]
    if words.target is not None:
        level = [words.target] * max(len(chart.charted), frame.last + 1)
        traces.append(_edge_to_edge(level, colour=theme.BENCHMARK, width=1.5))
    if reference:
        dash = PLANNED_DASH if reference.is_planned else "solid"
        traces.append(
            line_trace(reference.values, colour=theme.INK, width=1.25, dash=dash)
        )
    traces += area_lines(chart.charted, identity, pending)
    traces += _marks(chart, identity, hover=hover, step=step)
    size = round(min(14.0, max(10.0, step * 1.1)), 1)
    traces += signal_trace(
        chart.charted, signals, size=size, pending=pending, hovertext=hover
    )
    return traces


def _level_trace(band: Band) -> dict[str, Any]:
    """The mean of a phase, dotted from edge to edge of its band."""
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [band.start - 0.5, band.stop - 0.5],
        "y": [tidy(band.mean)] * 2,
        "hoverinfo": "skip",
        "line": {"color": theme.INK_3, "width": 1.25, "dash": "2px,3px"},
    }


def _edge_to_edge(values: Values, *, colour: str, width: float) -> dict[str, Any]:
    """A level line from one edge of the plot to the other."""
    trace = line_trace(values, colour=colour, width=width)
    ends = (-0.5, len(values) - 0.5)
    return trace | {"x": list(ends), "y": [tidied(values[0]), tidied(values[-1])]}


def _marks(
    chart: ControlChart, identity: Identity, *, hover: list[str], step: float
) -> list[dict[str, Any]]:
    """A mark for each value that is no signal, as far as there is room for them.

    The latest, provisional ones and those alone between gaps always have theirs.
    """
    values = chart.charted
    pending = provisional_places(chart)
    signals = signalled(chart)
    latest = last_place(values)
    alone = {run[0] for run in stretches(values) if len(run) == 1}
    wanted = alone | pending | ({latest} if latest is not None else set())
    shown = [
        place
        for place, value in enumerate(values)
        if value is not None
        and place not in signals
        and (place in wanted or step >= _MARKED_FROM)
    ]
    if not shown:
        return []
    look = theme.LOOKS[identity]
    small = 7 if step >= _MARKED_FROM else 5
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": shown,
            "y": [tidied(values[place]) for place in shown],
            "cliponaxis": False,
            "hovertext": [hover[place] for place in shown],
            "hoverinfo": "text",
            "marker": {
                "symbol": look.symbol,
                "size": [10 if place == latest else small for place in shown],
                "color": [theme.PAPER if p in pending else look.mark for p in shown],
                "opacity": 1,
                "line": {
                    "color": [
                        look.mark if p in pending else theme.PAPER for p in shown
                    ],
                    "width": [2 if p in pending else 1.25 for p in shown],
                },
            },
        }
    ]


def _hovertext(chart: ControlChart, words: Wording) -> list[str]:
    """What each value says when pointed at; empty where there is none."""
    found = []
    for period, value, point in zip(
        chart.periods, chart.charted, chart.chart.points, strict=True
    ):
        if value is None:
            found.append("")
            continue
        named = words.dated(period, value)
        signs = [signal_text(signal, words.language) for signal in point.signals]
        found.append(", ".join([named, *signs]))
    return found


def _heading_notes(frame: ControlFrame) -> list[dict[str, Any]]:
    return [
        theme.annotation(
            text,
            (0, 1),
            letters=theme.font(theme.INK_3),
            refs=("paper", "paper"),
            anchors=("left", "middle"),
            shift=(-frame.margin.left, frame.margin.top - LINE * (n + 0.5)),
        )
        for n, text in enumerate(frame.headings)
    ]
