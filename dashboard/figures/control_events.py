"""Events over a control chart: a thin rule each, flagged with what happened."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from dashboard.charting import ControlChart, Event
from dashboard.figures import theme
from dashboard.figures.axes import tidy
from dashboard.figures.flags import LANE, Flag, lanes_of, stack_flags
from dashboard.figures.lettering import WIDEST_FACE, shortened, text_width, widest
from dashboard.figures.signals import first_drawn
from dashboard.language import Language
from dashboard.periods import Period, shift

#: Pixels between the plot and the flags over it.
_ABOVE = 2

#: Flags stand in so many lines before they are cut, and then numbered.
_MOST_LANES = 3

#: Widths flags are cut to, in turn, until they fit.
_WIDTHS = (440.0, 280.0, 150.0)


class EventLabel(NamedTuple):
    """One event over the plot: its place along the periods, its words, its flag."""

    place: float
    text: str
    is_rebase: bool
    flag: Flag


class EventLabels(NamedTuple):
    """Events in the order of their dates."""

    labels: tuple[EventLabel, ...]

    @property
    def height(self) -> int:
        """Pixels the flags take above the plot; 0 without any."""
        return lanes_of([label.flag for label in self.labels]) * LANE


def in_order(events: Iterable[Event]) -> list[Event]:
    """Events as charts number them and lists beside charts should: by date."""
    return sorted(events, key=lambda event: (event.happened_on, event.title))


def lay_out_events(
    chart: ControlChart,
    pixel_of: Callable[[float], float],
    *,
    width: float,
    language: Language,
) -> EventLabels:
    """Events within what is drawn, none of whose words cross words or rules.

    Words are cut where they are long; where there is no room for them at all every
    event has the number it has among all of the chart's, in the order of dates.
    """
    first = first_drawn(chart) - 0.5
    rules = []
    for number, event in enumerate(in_order(chart.events), start=1):
        place = _place_of(event, chart.periods)
        if place is not None and place >= first:
            rules.append((number, event, place, _is_rebase(event, chart.periods)))
    for most in _WIDTHS:
        labels = [
            _label(place, pixel_of(place), text, is_rebase=is_rebase)
            for _, event, place, is_rebase in rules
            if (text := _words(event, language, room=most, is_rebase=is_rebase))
        ]
        flags = [label.flag for label in labels]
        stacked = stack_flags(flags, width=width, most=_MOST_LANES)
        if stacked is not None and len(labels) == len(rules):
            return _with_flags(labels, stacked)
    labels = [
        _label(place, pixel_of(place), language.number(number), is_rebase=is_rebase)
        for number, _, place, is_rebase in rules
    ]
    flags = [label.flag for label in labels]
    stacked = stack_flags(flags, width=width, most=len(flags))
    return _with_flags(labels, stacked or tuple(flags))


def _label(place: float, pixel: float, text: str, *, is_rebase: bool) -> EventLabel:
    long = widest(text, _letters(is_rebase=is_rebase))
    return EventLabel(place, text, is_rebase, Flag(pixel, long))


def _with_flags(labels: Sequence[EventLabel], flags: Sequence[Flag]) -> EventLabels:
    pairs = zip(labels, flags, strict=True)
    return EventLabels(tuple(label._replace(flag=flag) for label, flag in pairs))


def _words(event: Event, language: Language, *, room: float, is_rebase: bool) -> str:
    title = event.title_cy if language.code == "cy" else event.title
    letters = _letters(is_rebase=is_rebase)
    room /= WIDEST_FACE
    if not is_rebase:
        return shortened(title, letters, room=room)
    whole = language.gettext("{event}: limits start anew")
    room -= text_width(whole.format(event=""), letters)
    named = shortened(title, letters, room=room)
    return whole.format(event=named) if named else ""


def _letters(*, is_rebase: bool) -> dict[str, Any]:
    colour = theme.INK if is_rebase else theme.INK_2
    return theme.bold(colour, theme.SMALL) if is_rebase else theme.font(colour)


def _place_of(event: Event, periods: Sequence[Period]) -> float | None:
    """Where an event stands along the periods; None outside them.

    An agreed new start stands where its limits begin, at the edge of a period.
    """
    for place, period in enumerate(periods):
        end = _month(shift(period.last, 1))
        if period.start <= event.happened_on < end:
            since = (event.happened_on - period.start).days
            if _is_rebase(event, periods):
                return _phase_start(event, periods) - 0.5
            return place - 0.5 + since / (end - period.start).days
    return None


def _is_rebase(event: Event, periods: Sequence[Period]) -> bool:
    return event.rebases and 0 < _phase_start(event, periods) < len(periods)


def _phase_start(event: Event, periods: Sequence[Period]) -> int:
    """The first period that begins in the event's month or later."""
    month = event.happened_on.year * 100 + event.happened_on.month
    return sum(period.first < month for period in periods)


def _month(yyyymm: int) -> date:
    return date(yyyymm // 100, yyyymm % 100, 1)


def event_rules(
    events: EventLabels, *, plot_height: float, low: float, high: float
) -> list[dict[str, Any]]:
    """A thin rule an event, from the axis up past its words; ink where it rebases.

    In two parts, as only what measures by the value axis stands over the bands in
    Plotly, and only what measures by the paper goes beyond the plot.
    """
    rules = []
    for label in events.labels:
        height = _ABOVE + label.flag.top * LANE
        place = tidy(label.place)
        rule = {
            "type": "line",
            "x0": place,
            "x1": place,
            "xref": "x",
            "line": {
                "color": theme.INK if label.is_rebase else theme.AXIS,
                "width": 1,
            },
            "layer": "between",
        }
        top = round(1 + height / plot_height, 4)
        rules.append(rule | {"y0": low, "y1": high, "yref": "y"})
        rules.append(rule | {"y0": 1, "y1": top, "yref": "paper"})
    return rules


def event_notes(events: EventLabels) -> list[dict[str, Any]]:
    """The words of each event, beside the top of its rule."""
    return [
        theme.annotation(
            label.text,
            (tidy(label.place), 1),
            letters=_letters(is_rebase=label.is_rebase),
            refs=("x", "paper"),
            anchors=(label.flag.anchor, "middle"),
            shift=(round(label.flag.aside, 1), _ABOVE + LANE * (label.flag.lane + 0.5)),
        )
        for label in events.labels
    ]
