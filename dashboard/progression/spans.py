"""Which span of time the page is about, and which ones it offers."""

from collections.abc import Collection
from typing import NamedTuple

from dashboard.periods import (
    Frequency,
    Period,
    Window,
    parse_period,
    period_from,
    shift,
)
from dashboard.view_state import Note, ViewState

#: How many spans a reader may choose between, the latest first.
MOST_OFFERED = 20


class Held(NamedTuple):
    """The first months of a source's stored periods, and how often it has one."""

    frequency: Frequency
    present: frozenset[int]


class Spans(NamedTuple):
    """The span shown, the one shown when none is chosen, and all that are offered."""

    period: Period | None
    usual: Period | None
    offered: tuple[Period, ...]
    notes: tuple[Note, ...]


def choose_span(state: ViewState, held: Collection[Held]) -> Spans:
    """The span a link asks for, else the twelve months the sources share best.

    Sources end at different times. The usual span is the latest of those of which most
    is published, so that the stages stand side by side. A month is no span of a page
    whose sources mostly count quarters: its twelve months are shown, with a note.
    """
    offered = _years(held)
    usual = max(offered, key=lambda p: (_coverage(p, held), p), default=None)
    period, notes = usual, []
    if state.period:
        wanted = _named(state.period, held)
        if wanted is None:
            notes.append(Note("bad_value", "period", state.period))
        else:
            period = wanted
    if state.window == Window.MONTH:
        notes.append(Note("bad_value", "window", state.window))
    shown = offered[:MOST_OFFERED]
    extra = [p for p in (usual, period) if p is not None and p not in shown]
    return Spans(period, usual, tuple(dict.fromkeys((*shown, *extra))), tuple(notes))


def covered(period: Period, source: Held) -> tuple[int, int]:
    """How many of a span's stored periods a source has, of how many."""
    parts = period.parts(source.frequency)
    return sum(part in source.present for part in parts), len(parts)


def _years(held: Collection[Held]) -> list[Period]:
    """Every twelve months that end with a quarter of which anything is published."""
    ends = {
        _quarter_end(shift(first, source.frequency.months - 1))
        for source in held
        for first in source.present
    }
    return [period_from(shift(end, -11), 12) for end in sorted(ends, reverse=True)]


def _quarter_end(month: int) -> int:
    return shift(month, -(month % 100) % 3)


def _coverage(period: Period, held: Collection[Held]) -> float:
    found = (covered(period, source) for source in held)
    return round(sum(present / expected for present, expected in found), 6)


def _named(text: str, held: Collection[Held]) -> Period | None:
    """The quarter or twelve months a link names, where anything of it is published."""
    for window in (Window.ROLLING_YEAR, Window.QUARTER):
        period = parse_period(text, window)
        if period is not None:
            reached = (covered(period, source)[0] for source in held)
            return period if any(reached) else None
    return None
