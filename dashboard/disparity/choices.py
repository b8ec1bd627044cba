"""What a link asks of the page on disproportionality, and what the page can offer."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from dashboard.areas import ENGLAND_AND_WALES
from dashboard.disparity.decision_points import DecisionPoint, DecisionPoints
from dashboard.disparity.group_rates import Rates
from dashboard.disparity.groups import BOTH, Characteristic, references
from dashboard.periods import Period, Window, parse_period
from dashboard.progression.course import LANES
from dashboard.view_state import WHOLE, Note, ViewState

#: What other pages call stages of a case: no slip of the reader's, only not ours.
STAGES_ELSEWHERE = frozenset({*LANES, "context"})


@dataclass(frozen=True)
class Asked:
    """The choices in force: `started` None for the latest year of each point."""

    area: str
    characteristic: Characteristic
    reference: str
    started: int | None


@dataclass(frozen=True)
class Offers:
    """What the controls hold, in their order; `reference` is the one in force."""

    characteristics: tuple[Characteristic, ...]
    references: tuple[str, ...]
    reference: str
    periods: tuple[Period, ...]
    points: tuple[DecisionPoint, ...]
    groups: tuple[str, ...]


def offered_characteristics(
    points: DecisionPoints, stored: Collection[tuple[str, str]]
) -> tuple[Characteristic, ...]:
    """What people can be split by; `stored` are series and breakdowns there are."""
    return tuple(
        characteristic
        for characteristic in Characteristic
        if any(
            (counts.series, counts.breakdowns[characteristic]) in stored
            for point in points.values()
            for counts in point.counts
            if characteristic in counts.breakdowns
        )
    )


def choose_characteristic(
    state: ViewState, offered: Collection[Characteristic]
) -> tuple[Characteristic, ViewState, list[Note]]:
    """The characteristic in force; a note for one that there are no figures of."""
    usual = next(iter(offered), Characteristic.ETHNIC_GROUP_5)
    if not state.breakdown:
        return usual, state, []
    found = next((each for each in offered if each == state.breakdown), None)
    if found is None:
        note = Note("bad_value", "breakdown", state.breakdown)
        return usual, replace(state, breakdown=""), [note]
    return found, state, []


def choose(
    state: ViewState, points: DecisionPoints, rates: Rates, named: Collection[str]
) -> tuple[Asked, Offers, ViewState, list[Note]]:
    """What is shown for a state, all that could be, and what could not be followed.

    `named` are the categories of every characteristic: a group that is left over from
    another one is dropped without a note.
    """
    notes: list[Note] = []
    area = ENGLAND_AND_WALES if state.scope == WHOLE else state.area
    counted = [
        point
        for point in points.values()
        if any(rates.characteristic in each.breakdowns for each in point.counts)
    ]
    years = _years(counted, rates, area)
    groups = _groups(counted, rates, area)
    period = parse_period(state.period, Window.YEAR) if state.period else None
    started = period.start.year if period else None
    if started not in {None, *(each.start.year for each in years)}:
        started = None
    if state.period and started is None:
        notes.append(Note("bad_value", "period", state.period))
        state = replace(state, period="")
    if state.stage and state.stage not in {point.id for point in counted}:
        if state.stage not in STAGES_ELSEWHERE:
            notes.append(Note("bad_value", "stage", state.stage))
        state = replace(state, stage="")
    if state.reference and state.reference not in groups:
        if not _is_elsewhere(state.reference, named):
            notes.append(Note("bad_value", "reference", state.reference))
        state = replace(state, reference="")
    usual = next(
        (each for each in references(rates.characteristic) if each in groups), ""
    )
    reference = state.reference or usual
    if state.group and (state.group not in groups or state.group == reference):
        if not _is_elsewhere(state.group, named):
            notes.append(Note("bad_value", "group", state.group))
        state = replace(state, group="")
    offers = Offers(
        characteristics=(),
        references=groups,
        reference=reference,
        periods=years,
        points=tuple(counted),
        groups=tuple(group for group in groups if group != reference),
    )
    asked = Asked(area, rates.characteristic, state.reference, started)
    return asked, offers, state, notes


def _is_elsewhere(group: str, named: Collection[str]) -> bool:
    return all(part in named for part in group.split(BOTH))


def _years(
    points: Iterable[DecisionPoint], rates: Rates, area: str
) -> tuple[Period, ...]:
    """One period a year, the latest first: of two kinds the first point's."""
    found: dict[int, Period] = {}
    for place in (area, ENGLAND_AND_WALES):
        for point in points:
            for year in rates.years(point, place):
                found.setdefault(year.period.start.year, year.period)
    return tuple(found[started] for started in sorted(found, reverse=True))


def _groups(
    points: Iterable[DecisionPoint], rates: Rates, area: str
) -> tuple[str, ...]:
    """Every group that any point counts, in order."""
    found: dict[str, None] = {}
    for place in (area, ENGLAND_AND_WALES):
        for point in points:
            for counts in point.counts:
                found.update(dict.fromkeys(rates.groups(counts, place)))
    return tuple(found)
