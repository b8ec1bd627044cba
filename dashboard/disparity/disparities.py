"""One group against the reference at one decision point, and what can be said of it.

A hidden count hides everything that rests on it, and no number is ever worked out from
those around it. How ratios and their intervals are formed is in stats/disparity.py.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, NamedTuple

from dashboard.amounts import Amount, add_up
from dashboard.disparity.decision_points import Counts, DecisionPoint
from dashboard.periods import Period
from dashboard.results import HIDDEN, Status
from dashboard.stats.disparity import (
    Group,
    is_clear,
    is_within_parity,
    relative_rate,
)
from dashboard.stats.intervals import Estimate, Method
from dashboard.stats.refusals import Reason, Refused

#: Under this many events in either group, years are put together.
POOL_UNDER = 30
POOLED_YEARS = 3
#: Of more than this share nothing is stated: compare with care.
CARE_OVER = 0.2
#: Of more than this share nothing is stated: no verdict.
NO_VERDICT_OVER = 1 / 3


class Verdict(StrEnum):
    """What can be said of a ratio, in steps that words follow."""

    MORE = "more"
    LITTLE_MORE = "little_more"
    NOT_CLEAR = "not_clear"
    LITTLE_LESS = "little_less"
    LESS = "less"
    #: Too much was not stated to say.
    NO_VERDICT = "no_verdict"

    @property
    def is_clear(self) -> bool:
        """True where chance alone is an unlikely reason."""
        return self not in (Verdict.NOT_CLEAR, Verdict.NO_VERDICT)

    @property
    def is_marked(self) -> bool:
        """True where it is clear, and outside 0.8 to 1.25."""
        return self in (Verdict.MORE, Verdict.LESS)


class Recording(NamedTuple):
    """Of how many something was not stated, and between what the ratio could lie.

    `low` is the ratio if all of them were of the reference, `high` if all were of the
    group. Without a share nothing is known: the source leaves such people out, or the
    count is hidden.
    """

    unknown: float | None = None
    everyone: float | None = None
    low: float | None = None
    high: float | None = None
    status: Status = Status.NOT_AVAILABLE

    @property
    def share(self) -> float | None:
        """The share of which it was not stated."""
        if self.unknown is None or not self.everyone:
            return None
        return self.unknown / self.everyone

    @property
    def needs_care(self) -> bool:
        """True where so much was not stated that it must be said beside the ratio."""
        return self.share is not None and self.share > CARE_OVER

    @property
    def is_too_high(self) -> bool:
        """True where too much was not stated for any verdict."""
        return self.share is not None and self.share > NO_VERDICT_OVER


NOTHING_STATED = Recording()


class Excess(NamedTuple):
    """How many more (fewer where negative) than at the reference's rate."""

    people: float
    lower: float | None
    upper: float | None


class Tally(NamedTuple):
    """The counts a comparison rests on; unknown ones None where none are counted."""

    events: Amount
    total: Amount
    reference_events: Amount
    reference_total: Amount
    unknown: Amount | None = None
    everyone: Amount | None = None
    unknown_total: Amount | None = None
    everyone_total: Amount | None = None


@dataclass(frozen=True)
class Disparity:
    """One group against the reference: rates, ratio, interval and what they mean.

    With a hidden status it holds no number of any kind. `years` is how many were put
    together; the last of them is `period`.
    """

    point: DecisionPoint
    counts: Counts
    area_code: str
    period: Period
    group: str
    reference: str
    status: Status
    reason: Reason | None = None
    years: int = 1
    events: float | None = None
    total: float | None = None
    reference_events: float | None = None
    reference_total: float | None = None
    ratio: float | None = None
    lower: float | None = None
    upper: float | None = None
    method: Method | None = None
    verdict: Verdict | None = None
    excess: Excess | None = None
    recording: Recording = NOTHING_STATED
    census: int | None = None
    months: tuple[int, int] = (12, 12)
    #: Areas without figures, whose people are left out of the nation's.
    without: tuple[str, ...] = ()
    releases: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        """Refuse a hidden row that still holds a number."""
        numbers = (
            self.events, self.total, self.reference_events, self.reference_total,
            self.ratio, self.lower, self.upper, self.excess,
            self.recording.low, self.recording.high,
        )  # fmt: skip
        if self.status in HIDDEN and any(number is not None for number in numbers):
            raise ValueError(f"{self.point.id} is {self.status} but holds a number")

    @property
    def is_small(self) -> bool:
        """True where a year by itself is too little: few events, or few people."""
        if self.status in HIDDEN:
            return self.is_too_small
        few = min(self.events or 0.0, self.reference_events or 0.0)
        return few < POOL_UNDER

    def emptied(self) -> "Disparity":
        """The same comparison without any of its figures."""
        return Disparity(
            point=self.point,
            counts=self.counts,
            area_code=self.area_code,
            period=self.period,
            group=self.group,
            reference=self.reference,
            status=Status.NOT_AVAILABLE,
            years=self.years,
            census=self.census,
            months=self.months,
        )

    @property
    def is_too_small(self) -> bool:
        """True where no count is hidden, and there are too few people for a rate."""
        return self.reason == Reason.TOO_FEW_EVENTS

    @property
    def rate(self) -> float | None:
        """Events of the group, per so many of those it is out of."""
        return _rate(self.events, self.total, self.point.per)

    @property
    def reference_rate(self) -> float | None:
        """The same of the reference."""
        return _rate(self.reference_events, self.reference_total, self.point.per)

    @property
    def could_reverse(self) -> bool:
        """True where what was not stated could turn a clear ratio to the other side."""
        low, high = self.recording.low, self.recording.high
        if self.ratio is None or low is None or high is None:
            return False
        is_judged = self.verdict is not None and self.verdict != Verdict.NOT_CLEAR
        return is_judged and (low < 1 < self.ratio or self.ratio < 1 < high)


def _rate(events: float | None, total: float | None, per: int) -> float | None:
    return None if events is None or not total else events / total * per


def compare(
    point: DecisionPoint, tally: Tally, *, base: "Disparity", minimum_base: int
) -> Disparity:
    """`base` with its numbers, or with the reason why it has none."""
    needed = (
        tally.events, tally.total, tally.reference_events, tally.reference_total
    )  # fmt: skip
    together = add_up(needed)
    recording = _recorded(tally)
    told: dict[str, Any] = {"recording": recording, "releases": together.releases}
    if together.status in HIDDEN:
        return replace(base, status=together.status, reason=Reason.MISSING, **told)
    a, big_a, b, big_b = (each.value or 0.0 for each in needed)
    try:
        found = relative_rate(
            Group(a, big_a), Group(b, big_b), is_part_of_total=point.is_part
        )
    except Refused as refused:
        status = Status.NOT_AVAILABLE
        return replace(base, status=status, reason=refused.reason, **told)
    if min(big_a, big_b) < minimum_base:
        status = Status.SUPPRESSED
        return replace(base, status=status, reason=Reason.TOO_FEW_EVENTS, **told)
    if found.value is None:
        return replace(base, status=Status.NOT_AVAILABLE, reason=found.reason, **told)
    recording = _bounded(recording, tally)
    return replace(
        base,
        status=together.status,
        events=a,
        total=big_a,
        reference_events=b,
        reference_total=big_b,
        ratio=found.value,
        lower=found.lower,
        upper=found.upper,
        method=found.method,
        verdict=judge(found, recording),
        excess=excess(a, big_a, b, big_b, found),
        recording=recording,
        releases=together.releases,
    )


def judge(found: Estimate, recording: Recording) -> Verdict:
    """What can be said of a ratio: nothing where too much was not stated."""
    if recording.is_too_high:
        return Verdict.NO_VERDICT
    if found.value is None or not is_clear(found):
        return Verdict.NOT_CLEAR
    if is_within_parity(found.value):
        return Verdict.LITTLE_MORE if found.value > 1 else Verdict.LITTLE_LESS
    return Verdict.MORE if found.value > 1 else Verdict.LESS


def excess(
    events: float, total: float, reference: float, out_of: float, found: Estimate
) -> Excess:
    """Events less those expected at the reference's rate; limits from the ratio's.

    A group's events times one less the inverse of the ratio (Levin 1953). Without
    events, or with a limit of 0, there is no limit on that side.
    """
    people = events - total * reference / out_of

    def limit(bound: float | None) -> float | None:
        return events * (1 - 1 / bound) if bound and events else None

    return Excess(people, limit(found.lower), limit(found.upper))


def _recorded(tally: Tally) -> Recording:
    """The larger share not stated: of what happened, or of those it is out of."""
    found = [
        _share(tally.unknown, tally.everyone),
        _share(tally.unknown_total, tally.everyone_total),
    ]
    known = [each for each in found if each.share is not None]
    if known:
        return max(known, key=lambda each: each.share or 0.0)
    hidden = [each for each in found if each.status == Status.SUPPRESSED]
    return hidden[0] if hidden else Recording()


def _share(unknown: Amount | None, everyone: Amount | None) -> Recording:
    if unknown is None or everyone is None:
        return Recording()
    both = add_up((unknown, everyone))
    if both.status in HIDDEN:
        return Recording(status=both.status)
    return Recording(unknown.value, everyone.value, status=both.status)


def _bounded(recording: Recording, tally: Tally) -> Recording:
    """With the ratios if all of whom it was not stated were of one group or the other.

    Where even the count of them is hidden there are none: they would give it back.
    """
    counted = [each for each in (tally.unknown, tally.unknown_total) if each]
    if not counted or add_up(counted).status in HIDDEN:
        return recording
    more = tally.unknown.value or 0.0 if tally.unknown else 0.0
    more_total = tally.unknown_total.value or 0.0 if tally.unknown_total else 0.0
    a, big_a, b, big_b = (each.value or 0.0 for each in tally[:4])
    if not b:
        return recording
    of_group = (a + more) / (big_a + more_total) / (b / big_b)
    of_reference = (a / big_a) / ((b + more) / (big_b + more_total))
    as_found = (a / big_a) / (b / big_b)
    bounds = (of_group, of_reference, as_found)
    return recording._replace(low=min(bounds), high=max(bounds))
