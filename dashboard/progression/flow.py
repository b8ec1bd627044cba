"""What came in, what was disposed of and what is open, as one balance.

Open cases are counted and not worked out, so that the balance may be out: cases are
moved between courts, and records corrected. The difference is shown, never hidden.
"""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from dashboard.history import History
from dashboard.periods import Period, Window, period_from, shift
from dashboard.results import Status
from dashboard.view_state import Note, ViewState

#: How many quarters a pace is taken from.
PACE_QUARTERS = 4
#: The furthest a what-if looks ahead, in months, and the most cases it is asked for.
FURTHEST = 120
MOST_OPEN = 9_999_999


class Flows(NamedTuple):
    """The three histories of one kind of court."""

    received: History
    disposed: History
    open: History


class Quarter(NamedTuple):
    """One quarter's balance: open = before + received - disposed, but for `difference`.

    A number that is not published or is hidden is None, and so is all that would be
    worked out from it; `status` says why the first such number is missing.
    """

    period: Period
    before: float | None
    received: float | None
    disposed: float | None
    open: float | None
    expected: float | None
    difference: float | None
    status: Status


class Pace(NamedTuple):
    """Cases a month over four quarters, and how long those then open would take.

    `open` are the cases open at the end of `period`, the twelve months that received
    and disposed are of. `months_to_clear` is open cases over disposals a month, as if
    nothing came in.
    """

    received: float
    disposed: float
    open: float
    months_to_clear: float | None
    period: Period


class WhatIf(NamedTuple):
    """Disposals a month that bring open cases to `aim` by the end of month `by`.

    0 where the aim is above what would come in anyway. `more` is how many more a month
    than of late. `open` are the cases it starts from, open at the end of month `since`.
    """

    open: float
    since: int

    aim: int
    by: int
    months: int
    per_month: float
    more: float


class Flow(NamedTuple):
    """The balance over time, the span's own, its pace and what would be needed.

    `pace` is that at the end of the span, with the cases open then. `recent` is the
    latest there is: what is to come starts from it whatever span is shown.
    """

    quarters: tuple[Quarter, ...]
    span: Quarter | None
    pace: Pace | None
    recent: Pace | None
    what_if: WhatIf | None
    notes: tuple[Note, ...] = ()

    @property
    def latest(self) -> Quarter | None:
        """The last quarter whose open cases are known."""
        known = [each for each in self.quarters if each.open is not None]
        return known[-1] if known else None


def build_flow(
    flows: Flows, code: str, period: Period, state: ViewState
) -> Flow | None:
    """The balance of one place; None where nothing of it is loaded."""
    stored = sorted({first for h in flows for first in h.cells.get(code, {})})
    if not stored:
        return None
    quarters = []
    first = stored[0]
    while first <= stored[-1]:
        quarters.append(_quarter(flows, code, period_from(first, 3)))
        first = shift(first, 3)
    every = tuple(quarters)
    flow = Flow(
        every, _span(every, period), pace_of(every, period), find_pace(every), None
    )
    what_if, notes = _what_if(flow, state)
    return flow._replace(what_if=what_if, notes=notes)


def _quarter(flows: Flows, code: str, period: Period) -> Quarter:
    before_period = period_from(shift(period.first, -3), 3)
    before = flows.open.result(code, before_period, Window.QUARTER)
    received = flows.received.result(code, period, Window.QUARTER)
    disposed = flows.disposed.result(code, period, Window.QUARTER)
    still_open = flows.open.result(code, period, Window.QUARTER)
    statuses = [r.status for r in (still_open, received, disposed) if r.value is None]
    return balance(
        period,
        (before.value, received.value, disposed.value, still_open.value),
        status=statuses[0] if statuses else still_open.status,
    )


def balance(
    period: Period,
    numbers: tuple[float | None, float | None, float | None, float | None],
    *,
    status: Status = Status.PUBLISHED,
) -> Quarter:
    """Before, received, disposed and open as a balance with what it is out by."""
    before, received, disposed, still_open = numbers
    expected = None
    if before is not None and received is not None and disposed is not None:
        expected = before + received - disposed
    difference = None
    if expected is not None and still_open is not None:
        difference = still_open - expected
    return Quarter(period, *numbers, expected, difference, status)


def _span(quarters: tuple[Quarter, ...], period: Period) -> Quarter | None:
    """The balance over the span, where every quarter of it is there; else None."""
    inside = [
        q for q in quarters if period.first <= q.period.first and
        q.period.last <= period.last
    ]  # fmt: skip
    if 3 * len(inside) != period.months:
        return None
    received = _sum([q.received for q in inside])
    disposed = _sum([q.disposed for q in inside])
    first, last = inside[0], inside[-1]
    return balance(
        period, (first.before, received, disposed, last.open), status=last.status
    )


def _sum(values: list[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == len(values) else None


def pace_of(quarters: Sequence[Quarter], period: Period) -> Pace | None:
    """The pace at the end of a span; None where no quarter of the span has one.

    A span that ends after the latest figures has the pace of the latest inside it.
    """
    until = [q for q in quarters if q.period.last <= period.last]
    pace = find_pace(until)
    is_inside = pace is not None and pace.period.last >= period.first
    return pace if is_inside else None


def find_pace(quarters: Sequence[Quarter]) -> Pace | None:
    """Cases a month over the last quarters with all numbers; None without four."""
    whole = [q for q in quarters if None not in (q.received, q.disposed, q.open)]
    recent = whole[-PACE_QUARTERS:]
    if len(recent) < PACE_QUARTERS or not _are_in_a_row(recent):
        return None
    months = 3 * PACE_QUARTERS
    received = sum(q.received or 0.0 for q in recent) / months
    disposed = sum(q.disposed or 0.0 for q in recent) / months
    still_open = recent[-1].open or 0.0
    to_clear = still_open / disposed if disposed > 0 else None
    period = period_from(recent[0].period.first, months)
    return Pace(received, disposed, still_open, to_clear, period)


def _are_in_a_row(quarters: list[Quarter]) -> bool:
    firsts = [q.period.first for q in quarters]
    return all(shift(one, 3) == other for one, other in pairwise(firsts))


def _what_if(flow: Flow, state: ViewState) -> tuple[WhatIf | None, tuple[Note, ...]]:
    """What the link asks for, where it can be answered, and what was wrong with it."""
    latest, pace = flow.latest, flow.recent
    if not (state.aim or state.by):
        return None, ()
    aim, by = parse_aim(state.aim), parse_month(state.by)
    notes = []
    if state.aim and aim is None:
        notes.append(Note("bad_value", "aim", state.aim))
    if state.by and by is None:
        notes.append(Note("bad_value", "by", state.by))
    if latest is None or pace is None or aim is None or by is None:
        return None, tuple(notes)
    months = _between(latest.period.last, by)
    if not 0 < months <= FURTHEST:
        return None, (*notes, Note("bad_value", "by", state.by))
    return needed(latest, pace, aim=aim, by=by, months=months), tuple(notes)


def needed(latest: Quarter, pace: Pace, *, aim: int, by: int, months: int) -> WhatIf:
    """Disposals a month to come to `aim`, if as much goes on coming in as of late."""
    still_open = latest.open or 0.0
    per_month = max((still_open - aim) / months + pace.received, 0.0)
    return WhatIf(
        still_open, latest.period.last, aim, by, months, per_month,
        per_month - pace.disposed,
    )  # fmt: skip


def parse_aim(text: str) -> int | None:
    """A whole number of open cases; None for anything else."""
    if not (text.isascii() and text.isdigit() and len(text) <= 7):
        return None
    return int(text)


def parse_month(text: str) -> int | None:
    """The month of 2027-03 as 202703; None for any other way of writing it."""
    try:
        found = date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
    return found.year * 100 + found.month if text == f"{found:%Y-%m}" else None


def _between(first: int, last: int) -> int:
    return (last // 100 - first // 100) * 12 + last % 100 - first % 100


def ends_offered(latest: Quarter) -> list[int]:
    """The months a what-if may aim at: the ends of the quarters of three years."""
    return [shift(latest.period.last, 3 * ahead) for ahead in range(1, 13)]
