"""Why trials crack or are ineffective, and with whom the reasons lie."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from dashboard.areas import AreaType, Geography
from dashboard.history import Count, History
from dashboard.measures import Term
from dashboard.periods import Period
from dashboard.progression.course import (
    NO_REASON,
    PARTIES,
    Course,
    Lane,
    Reason,
)
from dashboard.progression.shares import Compared, compare_share, first_held
from dashboard.progression.stages import Asked, places_for
from dashboard.progression.streams import Key, Place, Streams, share, terms_of
from dashboard.progression.trials import listed_series, series_named
from dashboard.results import Status
from dashboard.view_state import ViewState

AREA = AreaType.CRIMINAL_JUSTICE_AREA
BREAKDOWN = "trial_reason"
#: How trials end that have reasons, in the order of the page.
WITH_REASONS = ("cracked", "ineffective")


class ReasonView(NamedTuple):
    """One reason: the share of trials listed that did not go ahead because of it.

    `part` is its share of those that ended this way, `running` that of it and all
    reasons before it; None from the first that is hidden.
    """

    reason: Reason
    found: Compared
    part: float | None
    running: float | None


class PartyView(NamedTuple):
    """All reasons that lie with one party, as a share of trials listed."""

    party: str
    found: Compared
    part: float | None


class Reasons(NamedTuple):
    """One way of not going ahead: its reasons, the commonest first, and its parties."""

    outcome: str
    place: Place
    total: Compared
    reasons: tuple[ReasonView, ...]
    parties: tuple[PartyView, ...]
    without_reason: float | None


def with_zeros(
    counts: Mapping[Key, Sequence[Count]], series: str, reasons: Iterable[str]
) -> dict[Key, list[Count]]:
    """The counts with none of a reason wherever an area's other reasons are there.

    The publisher leaves out reasons that no trial had. Where a quarter has trials and
    not one reason, its reasons were not published and stay missing.
    """
    by_place: dict[tuple[str, int], Count] = {}
    for reason in reasons:
        for count in counts.get((series, BREAKDOWN, reason), ()):
            by_place[count.area_code, count.period] = count
    filled: dict[Key, list[Count]] = {}
    for reason in reasons:
        key = (series, BREAKDOWN, reason)
        found = list(counts.get(key, ()))
        there = {(count.area_code, count.period) for count in found}
        for place, pattern in by_place.items():
            if place not in there:
                found.append(_Zero.like(pattern, reason))
        filled[key] = found
    return filled


class _Zero(NamedTuple):
    """No trial for this reason: said by leaving out its row."""

    series: str
    area_code: str
    period: int
    frequency: str
    breakdown: str
    category: str
    value: float | None
    status: str
    release_id: int

    @classmethod
    def like(cls, count: Count, category: str) -> "_Zero":
        """The same place and quarter as another reason's count."""
        status = Status.PUBLISHED.value
        if count.status == Status.PROVISIONAL.value:
            status = count.status
        return cls(
            count.series, count.area_code, count.period, count.frequency,
            count.breakdown, category, 0.0, status, count.release_id,
        )  # fmt: skip


def build_reasons(
    course: Course,
    streams: Streams,
    asked: Asked,
    state: ViewState,
    geography: Geography,
    *,
    lane: Lane,
) -> tuple[Reasons, ...]:
    """The reasons of cracked trials and of ineffective ones, where there are any."""
    found = []
    within = streams.within(asked.period)
    for outcome in WITH_REASONS:
        counting = Counting(course, within, lane, outcome)
        for place in places_for(lane, asked):
            reasons = _of_place(counting, place, asked.period, state, geography)
            if reasons is not None:
                found.append(reasons)
                break
    return tuple(found)


class Counting:
    """Counts reasons of one way of not going ahead, with none where none is stated."""

    def __init__(
        self, course: Course, streams: Streams, lane: Lane, outcome: str
    ) -> None:
        self.course, self.lane, self.outcome = course, lane, outcome
        self.polarity = course.trial_polarity(lane, outcome)
        self.series = series_named(lane, outcome)
        self.known = [r for r in course.reasons.values() if r.outcome == outcome]
        names = (*(reason.id for reason in self.known), NO_REASON)
        self.streams = Streams(
            {
                kind: {**counts, **with_zeros(counts, self.series, names)}
                for kind, counts in streams.counts.items()
            }
        )

    def history(
        self, name: str, labels: tuple[str, str], reasons: Sequence[str], kind: AreaType
    ) -> History:
        """Trials listed that ended so for these reasons, or for any without one."""
        above = tuple(
            Term(series=self.series, breakdown=BREAKDOWN, category=each)
            for each in reasons
        )
        measure = share(
            name,
            labels,
            self.course.series[self.series],
            lane=self.lane,
            place=kind,
            above=above or terms_of((self.series,)),
            below=terms_of(listed_series(self.lane)),
            polarity=self.polarity,
        )
        return self.streams.history(measure)

    def compared(
        self,
        name: str,
        labels: tuple[str, str],
        reasons: Sequence[str],
        *,
        place: Place,
        period: Period,
        state: ViewState,
        geography: Geography,
    ) -> Compared:
        """The share of one place, against that of the areas it is compared with."""
        history = self.history(name, labels, reasons, place.type)
        areas = history
        if place.type != AREA:
            areas = self.history(name, labels, reasons, AREA)
        return compare_share(
            history, place, state, geography, period=period, areas=areas
        )


def _of_place(
    counting: Counting,
    place: Place,
    period: Period,
    state: ViewState,
    geography: Geography,
) -> Reasons | None:
    """The reasons of one place; None where it has no trials, or none with reasons."""
    every = counting.history("total", ("", ""), (), place.type)
    some = counting.history(
        "some", ("", ""), [r.id for r in counting.known], place.type
    )
    if first_held([(every, place)], period) is None:
        return None
    if first_held([(some, place)], period) is None:
        return None

    def compared(name: str, labels: tuple[str, str], ids: Sequence[str]) -> Compared:
        return counting.compared(
            name, labels, ids,
            place=place, period=period, state=state, geography=geography,
        )  # fmt: skip

    total = compared(counting.outcome, ("", ""), ())
    whole = total.own.numerator
    found = [
        (reason, compared(reason.id, (reason.label, reason.label_cy), [reason.id]))
        for reason in counting.known
    ]
    by_party: dict[str, list[str]] = defaultdict(list)
    for reason in counting.known:
        by_party[reason.party].append(reason.id)
    parties = [
        (party, compared(party, (party, party), by_party[party]))
        for party in PARTIES
        if by_party[party]
    ]
    unknown = compared(NO_REASON, ("", ""), [NO_REASON])
    return Reasons(
        outcome=counting.outcome,
        place=place,
        total=total,
        reasons=_pareto(found, whole),
        parties=tuple(
            PartyView(party, each, _part(each, whole)) for party, each in parties
        ),
        without_reason=_part(unknown, whole),
    )


def _part(found: Compared, whole: float | None) -> float | None:
    if not whole or found.own.numerator is None:
        return None
    return found.own.numerator / whole


def _pareto(
    found: Sequence[tuple[Reason, Compared]], whole: float | None
) -> tuple[ReasonView, ...]:
    """The commonest first, each with the share it and all before it make up.

    A hidden reason ends the running share: with it the hidden count could be had.
    """
    shown = [pair for pair in found if pair[1].own.numerator != 0]
    hidden = [pair for pair in shown if pair[1].own.numerator is None]
    known = sorted(
        (pair for pair in shown if pair[1].own.numerator is not None),
        key=lambda pair: -(pair[1].own.numerator or 0.0),
    )
    views = []
    running: float | None = 0.0
    for reason, compared in [*known, *hidden]:
        part = _part(compared, whole)
        running = None if running is None or part is None else running + part
        views.append(ReasonView(reason, compared, part, running))
    return tuple(views)
