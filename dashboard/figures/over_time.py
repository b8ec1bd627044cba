"""What every picture over time shares: lines with their gaps, and named years."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any, TypeAlias

from dashboard.areas import Identity
from dashboard.figures import theme
from dashboard.figures.axes import tidy
from dashboard.figures.lettering import text_width
from dashboard.periods import Period, period_from, shift

#: One value a period, None where there is none.
Values: TypeAlias = Sequence[float | None]

#: Steps to values that may still be revised.
PENDING_DASH = "4px,3px"


def year_ticks(periods: Sequence[Period], *, room: float) -> list[tuple[int, str]]:
    """Place and label of each year that fits in the room, first to last.

    Years are named where they begin; spans longer than the step between them, such as
    rolling years, by the month they end in.
    """
    if not periods:
        return []
    step = 12
    if len(periods) > 1:
        step = _months(periods[1]) - _months(periods[0])
    named = []
    for place, period in enumerate(periods):
        if step >= 12:
            named.append((place, period.short))
            continue
        is_rolling = period.months > step
        month = period.last if is_rolling else period.first
        # The period that holds January, whichever month its quarter begins with.
        if month % 100 <= step:
            named.append((place, str(month // 100)))
    widest = max((text_width(text, theme.font()) for _, text in named), default=0)
    fitting = max(1, int(room / (widest + 10)))
    every = -(-len(named) // fitting) if named else 1
    return named[::every]


def _months(period: Period) -> int:
    return period.start.year * 12 + period.start.month


def coming(periods: Sequence[Period], count: int) -> list[Period]:
    """The periods that follow the last of these, so many of them."""
    if len(periods) < 2 or count < 1:
        return []
    step = _months(periods[1]) - _months(periods[0])
    last = periods[-1]
    return [
        period_from(shift(last.first, step * ahead), last.months)
        for ahead in range(1, count + 1)
    ]


def units_once(texts: Sequence[str]) -> list[str]:
    """The unit on the top label only: a column of % signs says no more than one."""
    return [*(text.removesuffix("%") for text in texts[:-1]), *texts[-1:]]


def stretches(values: Values) -> Iterator[range]:
    """Places of the stretches without a gap."""
    start: int | None = None
    for place, value in enumerate([*values, None]):
        if value is not None and start is None:
            start = place
        elif value is None and start is not None:
            yield range(start, place)
            start = None


def gaps(values: Values) -> list[range]:
    """Places of the stretches without a value."""
    return list(stretches([1.0 if value is None else None for value in values]))


def tidied(value: float | None) -> float | None:
    """The value as figures keep it; None stays None."""
    return None if value is None else tidy(value)


def last_place(values: Values) -> int | None:
    """Where the latest value stands; None where there is none."""
    return max((n for n, value in enumerate(values) if value is not None), default=None)


def line_trace(
    values: Values, *, colour: str, width: float, dash: str = "solid"
) -> dict[str, Any]:
    """A line through the values at places 0, 1, 2 and so on, broken at gaps."""
    return {
        "type": "scatter",
        "mode": "lines",
        "x": list(range(len(values))),
        "y": [tidied(value) for value in values],
        "connectgaps": False,
        "hoverinfo": "skip",
        "line": {"color": colour, "width": width, "dash": dash},
    }


def area_lines(
    values: Values, identity: Identity, pending: Collection[int]
) -> list[dict[str, Any]]:
    """The line on its white casing, dashed to values at the places still pending."""
    look = theme.LOOKS[identity]
    width = 2.5 if identity == Identity.OWN else 2.0
    firm: list[float | None] = [
        None if place in pending else value for place, value in enumerate(values)
    ]
    loose: list[float | None] = [
        value if place in pending or place + 1 in pending else None
        for place, value in enumerate(values)
    ]
    traces = [
        line_trace(values, colour=theme.PAPER, width=width + 3),
        line_trace(firm, colour=look.mark, width=width),
    ]
    if pending:
        traces.append(
            line_trace(loose, colour=look.mark, width=width, dash=PENDING_DASH)
        )
    return traces
