"""Control charts to draw, built from counts made by hand: months from January 2014."""

from collections.abc import Mapping, Sequence
from datetime import date

from dashboard.charting import ControlChart, Event, Target, build_control_chart
from dashboard.figures.control import Reference, control_figure
from dashboard.figures.theme import Figure
from dashboard.history import build_history
from dashboard.measures import Measure
from dashboard.periods import shift
from tests.factories import ENGLISH, Count, make_caseload, make_count, make_measure

CASES = 1000

#: Around 80%: every neighbour two points away, so that limits are 74.7% to 85.3%.
STEADY = (0.79, 0.81) * 10
#: The same with one month well above its limits, and one well below.
WITH_SIGNALS = (*STEADY[:9], 0.9, *STEADY[10:15], 0.7, *STEADY[16:])


def make_chart(
    values: Sequence[float | None],
    *,
    measure: Measure | None = None,
    statuses: Mapping[int, str] | None = None,
    events: Sequence[Event] = (),
    target: float | None = None,
    cases: int = CASES,
) -> ControlChart:
    """A chart of shares of so many cases, one a period, or of counts; None a gap.

    Statuses are those of the counts at the places named; a suppressed one is hidden.
    """
    measure = measure or make_measure()
    counts: list[Count] = []
    for place, value in enumerate(values):
        status = (statuses or {}).get(place, "published")
        if value is None:
            continue
        first = shift(201401, place * measure.frequency.months)
        above: float | None = value if not measure.denominator else value * cases
        below: float | None = cases - (above or 0.0)
        if status == "suppressed":
            above = below = None
        for series, count in (("convicted", above), ("not_convicted", below)):
            counts.append(
                make_count(
                    "A",
                    first,
                    count,
                    series=series,
                    frequency=measure.frequency.value,
                    status=status,
                )
            )
    return build_control_chart(
        build_history(measure, counts),
        "A",
        events=events,
        target=None if target is None else Target(target, "2018-03"),
    )


def make_event(
    when: date, title: str = "New scheme", *, is_rebase: bool = False
) -> Event:
    """Something that happened on a day."""
    return Event(when, title, f"{title} (cy)", "Board manager", "Agreed", is_rebase)


def make_control(
    values: Sequence[float | None] = WITH_SIGNALS,
    *,
    width: int = 760,
    reference: Reference | None = None,
    measure: Measure | None = None,
    statuses: Mapping[int, str] | None = None,
    events: Sequence[Event] = (),
    target: float | None = None,
) -> Figure:
    """The control figure of such a chart, in English."""
    chart = make_chart(
        values, measure=measure, statuses=statuses, events=events, target=target
    )
    return control_figure(chart, width=width, language=ENGLISH, reference=reference)


def make_counted(values: Sequence[float | None], *, width: int = 760) -> Figure:
    """The control figure of a count that is neither good nor bad."""
    return make_control(values, measure=make_caseload(), width=width)
