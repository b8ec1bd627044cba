"""What was planted in the demonstration figures, to be found and said by the product.

Each finding is described in docs/demonstration.md and can be left out, which leaves
every other number as it was but for the totals of England and Wales.
"""

from collections.abc import Collection
from enum import StrEnum
from typing import NamedTuple

SURREY, HUMBERSIDE, WEST_MIDLANDS = "E23000031", "E23000012", "E23000014"
LANCASHIRE, GWENT = "E23000003", "W15000002"
WEST_YORKSHIRE, SOUTH_YORKSHIRE = "E23000010", "E23000011"
GREATER_MANCHESTER = "E23000005"
NOTTINGHAMSHIRE, WEST_MERCIA = "E23000019", "E23000016"
CUMBRIA = "E23000002"

#: Shares that a plant may move, as these modules call them.
CONVICTED = "convicted"
CHARGED = "outcomes_charged_or_summonsed"
VICTIM_DOES_NOT_SUPPORT = "outcomes_victim_does_not_support"
NO_SUSPECT = "outcomes_no_suspect"

MISSED = (GWENT, 202408)
HIDDEN_IN = 202510
HIDDEN_AREAS = {"W15000004", "E23000017"}
HIDDEN_GROUPS = {"homicide", "robbery"}
BRADFORD, LEEDS = "CROWN-BRADFORD", "CROWN-LEEDS"
#: Courts, area and quarter in which more cases are open than came of the others, and
#: how many more.
DERBYSHIRE = "E23000018"
UNBALANCED = ("crown_court", DERBYSHIRE, 202404)
UNBALANCED_CASES = 60
#: Share of outcomes still to come, by how many quarters before the latest.
NOT_YET_ASSIGNED = (0.16, 0.09, 0.05)


class Finding(StrEnum):
    """One thing to be found; rows of the partnership's plan name theirs."""

    OUTLIER = "outlier"
    SHIFT = "shift"
    SHIFT_FOR_THE_BETTER = "shift_for_the_better"
    RISING_CHARGES = "rising_charges"
    MISSED_MONTH = "missed_month"
    HIDDEN_NUMBERS = "hidden_numbers"
    LATE_OUTCOMES = "late_outcomes"
    STILL_TO_COME = "still_to_come"
    NEW_CONCERN = "new_concern"
    OUTSIDE_LIMITS = "outside_limits"
    LASTING_CONCERN = "lasting_concern"
    TARGET_OUT_OF_REACH = "target_out_of_reach"
    TARGET_HIT_AND_MISS = "target_hit_and_miss"
    TARGET_MET = "target_met"
    PULLING_APART = "pulling_apart"
    AGREED_STEP = "agreed_step"
    PROPOSED_STEP = "proposed_step"
    BETTER_CONVICTIONS_NEARBY = "better_convictions_nearby"
    BETTER_SUPPORT_NEARBY = "better_support_nearby"
    NOTES = "notes"
    GROWING_CASELOAD = "growing_caseload"
    WITNESSES_AWAY = "witnesses_away"
    UNBALANCED_QUARTER = "unbalanced_quarter"
    PLAN = "plan"
    GAP_NO_MEASURE = "gap_no_measure"
    GAP_NO_TARGET = "gap_no_target"
    GAP_NO_OWNER = "gap_no_owner"
    NEW_DISPARITY = "new_disparity"
    UNSTATED_SEARCHES = "unstated_searches"
    UNSTATED_ARRESTS = "unstated_arrests"
    SMALL_GROUPS = "small_groups"
    EXPLANATIONS = "explanations"


class Change(NamedTuple):
    """A share moved by so many percentage points from a month on, to the end.

    `more` points come on top with every period after the first; without a group,
    every offence group is moved.
    """

    finding: Finding
    area: str
    share: str
    first: int
    points: float
    more: float = 0.0
    group: str | None = None


CHANGES = (
    Change(Finding.OUTLIER, SURREY, CONVICTED, 202101, -11.0),
    Change(Finding.SHIFT, HUMBERSIDE, CONVICTED, 202410, -4.0),
    Change(Finding.SHIFT_FOR_THE_BETTER, WEST_MIDLANDS, CONVICTED, 202501, 4.0),
    Change(Finding.RISING_CHARGES, LANCASHIRE, CHARGED, 202307, 0.4, 0.4),
    Change(Finding.AGREED_STEP, WEST_YORKSHIRE, CONVICTED, 202301, 3.0),
    Change(
        Finding.NEW_CONCERN, WEST_YORKSHIRE, CONVICTED, 202511, -22.0,
        group="offences_against_the_person",
    ),
    Change(
        Finding.PROPOSED_STEP, WEST_YORKSHIRE, CONVICTED, 202407, 11.0,
        group="criminal_damage",
    ),
    Change(Finding.PULLING_APART, WEST_YORKSHIRE, CHARGED, 202307, 0.3, 0.2),
    Change(
        Finding.OUTSIDE_LIMITS, WEST_YORKSHIRE, VICTIM_DOES_NOT_SUPPORT, 202101, 7.0
    ),
    Change(Finding.LASTING_CONCERN, WEST_YORKSHIRE, NO_SUSPECT, 202204, 3.0),
    Change(
        Finding.BETTER_CONVICTIONS_NEARBY, SOUTH_YORKSHIRE, CONVICTED, 202501, 4.5
    ),
    Change(
        Finding.BETTER_SUPPORT_NEARBY, GREATER_MANCHESTER, VICTIM_DOES_NOT_SUPPORT,
        202304, -0.6, -0.5,
    ),
)  # fmt: skip


#: Where convictions by group and sex are too few to publish, and which of them.
SMALL_GROUP_AREAS = {CUMBRIA, "W15000004"}
SMALL_GROUPS = {
    f"{group}|{sex}" for group in ("mixed", "other") for sex in ("female", "male")
}
#: A share of one group so many times the usual, in and after a year.
TIMES = {(NOTTINGHAMSHIRE, "custody", "black"): (Finding.NEW_DISPARITY, 2023, 1.75)}
#: A share of which it is not stated, in and after a year.
LEVELS = {
    (WEST_YORKSHIRE, "searches"): (Finding.UNSTATED_SEARCHES, 2020, 0.22),
    (WEST_MERCIA, "arrests"): (Finding.UNSTATED_ARRESTS, 2023, 0.56),
}


class Plants:
    """What is planted, but for the findings left out."""

    def __init__(self, without: Collection[Finding] = ()) -> None:
        self._left_out = frozenset(without)
        self._changes: dict[tuple[str, str], list[Change]] = {}
        for change in CHANGES:
            if self.has(change.finding):
                key = (change.area, change.share)
                self._changes.setdefault(key, []).append(change)

    def has(self, finding: Finding) -> bool:
        """Whether a finding is there."""
        return finding not in self._left_out

    def points(self, area: str, share: str, period: int, *, group: str) -> float:
        """By how many percentage points a share is moved; 0 nearly everywhere."""
        moved = 0.0
        for change in self._changes.get((area, share), ()):
            if period >= change.first and change.group in (None, group):
                months = 1 if share == CONVICTED else 3
                periods = (_months(period) - _months(change.first)) // months
                moved += change.points + change.more * periods
        return moved

    def times(self, area: str, share: str, year: int, *, group: str) -> float:
        """How many times the usual a group's share is; 1 nearly everywhere."""
        planted = TIMES.get((area, share, group))
        if planted is None or not self.has(planted[0]) or year < planted[1]:
            return 1.0
        return planted[2]

    def level(self, area: str, what: str, year: int, *, usual: float) -> float:
        """Of how large a share it is not stated who they are."""
        planted = LEVELS.get((area, what))
        if planted is None or not self.has(planted[0]) or year < planted[1]:
            return usual
        return planted[2]

    def not_yet_assigned(self, age: int) -> float | None:
        """Share of outcomes to come in the quarter so many before the latest."""
        is_recent = age < len(NOT_YET_ASSIGNED) and self.has(Finding.STILL_TO_COME)
        return NOT_YET_ASSIGNED[age] if is_recent else None


def _months(yyyymm: int) -> int:
    return yyyymm // 100 * 12 + yyyymm % 100
