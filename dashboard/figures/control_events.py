"""Events over a control chart: a thin rule each, flagged with what happened."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from dashboard.charting import ControlChart, Event
from dashboard.figures import theme
from dashboard.figures.axes import tidy
from dashboard.figures.lettering import shortened, text_width
from dashboard.figures.signals import first_drawn
from dashboard.language import Language
from dashboard.periods import Period, shift

#: Pixels a line of flags takes, between it and the plot, and between rule and words.
_LANE, _ABOVE, _BESIDE = 18, 2, 5

#: Flags stand in so many lines before they are cut, and then numbered.
_MOST_LANES = 3

#: Widths flags are cut to, in turn, until they fit.
_WIDTHS = (440.0, 280.0, 150.0)


class EventLabel(NamedTuple):
    """One flag: where its rule stands, and the words beside it."""

    place: float
    pixel: float
    text: str
    is_rebase: bool
    lane: int = 0
    anchor: str = "left"

    @property
    def span(self) -> tuple[float, float]:
        """Left and right end of the words in pixels."""
        long = text_width(self.text, _letters(is_rebase=self.is_rebase)) + _BESIDE
        ends = (self.pixel, self.pixel + long)
        return ends if self.anchor == "left" else (self.pixel - long, self.pixel)


class EventLabels(NamedTuple):
    """Flags in the order of their dates."""

    labels: tuple[EventLabel, ...]

    @property
    def height(self) -> int:
        """Pixels the flags take above the plot; 0 without any."""
        lanes = max((label.lane for label in self.labels), default=-1) + 1
        return lanes * _LANE


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
        cut = [
            EventLabel(place, pixel_of(place), text, is_rebase)
            for _, event, place, is_rebase in rules
            if (text := _flag(event, language, room=most, is_rebase=is_rebase))
        ]
        stacked = _stacked(cut, width=width, most=_MOST_LANES)
        if stacked is not None and len(cut) == len(rules):
            return EventLabels(stacked)
    numbered = [
        EventLabel(place, pixel_of(place), language.number(number), is_rebase)
        for number, _, place, is_rebase in rules
    ]
    stacked = _stacked(numbered, width=width, most=len(numbered))
    return EventLabels(stacked or tuple(numbered))


def _flag(event: Event, language: Language, *, room: float, is_rebase: bool) -> str:
    title = event.title_cy if language.code == "cy" else event.title
    letters = _letters(is_rebase=is_rebase)
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


def _stacked(
    flags: Sequence[EventLabel], *, width: float, most: int
) -> tuple[EventLabel, ...] | None:
    """The same flags in as few lines as keep them apart; None where `most` do not."""
    tries = (_in_lanes(flags, width=width, lanes=n) for n in range(1, most + 1))
    return next((found for found in tries if found is not None), None)


def _in_lanes(
    flags: Sequence[EventLabel], *, width: float, lanes: int
) -> tuple[EventLabel, ...] | None:
    """From right to left, since the words of a flag lie to the right of its rule.

    Those that would leave the picture hang to the left, as high as they can: rules
    of earlier events then end below them.
    """
    sides = [
        *(("left", lane) for lane in range(lanes)),
        *(("right", lane) for lane in reversed(range(lanes))),
    ]
    placed: list[EventLabel] = []
    for flag in sorted(flags, key=lambda flag: -flag.pixel):
        tries = (flag._replace(anchor=anchor, lane=lane) for anchor, lane in sides)
        found = next((one for one in tries if _fits(one, placed, width)), None)
        if found is None:
            return None
        placed.append(found)
    return tuple(reversed(placed))


def _fits(one: EventLabel, placed: Sequence[EventLabel], width: float) -> bool:
    left, right = one.span
    is_inside = left >= 0 and right <= width
    return is_inside and not any(_cross(one, other) for other in placed)


def _cross(one: EventLabel, other: EventLabel) -> bool:
    """True where words meet words, or the rule of either runs through the other's."""
    is_apart = one.span[1] + 10 <= other.span[0] or other.span[1] + 10 <= one.span[0]
    if one.lane == other.lane and not is_apart:
        return True
    return _runs_through(one, other) or _runs_through(other, one)


def _runs_through(rule: EventLabel, words: EventLabel) -> bool:
    left, right = words.span
    return words.lane <= rule.lane and left + 1 < rule.pixel < right + 3


def event_rules(events: EventLabels, *, plot_height: float) -> list[dict[str, Any]]:
    """A thin rule an event, from the axis up past its words; ink where it rebases."""
    return [
        {
            "type": "line",
            "x0": tidy(label.place),
            "x1": tidy(label.place),
            "y0": 0,
            "y1": round(1 + (_ABOVE + (label.lane + 1) * _LANE) / plot_height, 4),
            "xref": "x",
            "yref": "paper",
            "line": {
                "color": theme.INK if label.is_rebase else theme.AXIS,
                "width": 1,
            },
            "layer": "between",
        }
        for label in events.labels
    ]


def event_notes(events: EventLabels) -> list[dict[str, Any]]:
    """The words of each event, beside the top of its rule."""
    return [
        theme.annotation(
            label.text,
            (tidy(label.place), 1),
            letters=_letters(is_rebase=label.is_rebase),
            refs=("x", "paper"),
            anchors=(label.anchor, "middle"),
            shift=(
                _BESIDE if label.anchor == "left" else -_BESIDE,
                _ABOVE + label.lane * _LANE + _LANE / 2,
            ),
        )
        for label in events.labels
    ]
