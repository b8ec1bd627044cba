"""How the priorities of an area stand: progress, gaps, evidence, conflicts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from dashboard.charting import Target
from dashboard.measure_page import Counterweight, Weight, weigh
from dashboard.measures import Catalogue, Measure
from dashboard.partnership import Partnership
from dashboard.plan.model import Action, PlannedMeasure, Priority
from dashboard.plan.trajectory import Track, Trajectory, build_trajectory, track
from dashboard.scorecard import ScoreRow
from dashboard.verdicts import Change

#: A comment older than this is no sign that somebody still looks.
REVIEWED_WITHIN_DAYS = 366


@dataclass(frozen=True)
class Progress:
    """A measure that a priority is judged by; without figures `row` is None."""

    planned: PlannedMeasure
    measure: Measure
    row: ScoreRow | None
    target: Target | None
    trajectory: Trajectory | None
    track: Track


class GapKind(StrEnum):
    """What an inspector would find missing."""

    NO_MEASURE = "no_measure"
    NO_TARGET = "no_target"
    NO_ACTION_OWNER = "no_action_owner"
    NO_OWNER = "no_owner"
    NO_REVIEW = "no_review"
    NO_ACTION = "no_action"


class PlanGap(NamedTuple):
    """Something missing from a priority, or from its measure or action."""

    kind: GapKind
    priority: Priority
    measure: Measure | None = None
    action: Action | None = None


class Expectation(StrEnum):
    """What a partnership's priority is expected to be."""

    SHARED = "shared"
    MEASURED = "measured"
    OWNED = "owned"
    REVIEWED = "reviewed"
    PUBLIC = "public"


class Held(StrEnum):
    """Whether there is evidence that it is."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not_met"


class Evidence(NamedTuple):
    """An expectation, whether it is met, and what of: counts and days in words."""

    expectation: Expectation
    held: Held
    met: int = 0
    expected: int = 0
    day: date | None = None


@dataclass(frozen=True)
class PriorityProgress:
    """A priority with how it stands."""

    priority: Priority
    measures: tuple[Progress, ...]
    balancing: tuple[Counterweight, ...]
    gaps: tuple[PlanGap, ...]
    evidence: tuple[Evidence, ...]

    @property
    def rows(self) -> tuple[ScoreRow, ...]:
        """The measures of success that there are figures for."""
        return tuple(each.row for each in self.measures if each.row is not None)


class Conflict(NamedTuple):
    """Two agencies' targets that weigh on each other.

    `is_pulling` where one improves while the other changes for the worse.
    """

    first: Progress
    second: Progress
    first_priority: Priority
    second_priority: Priority
    is_pulling: bool


def assess(
    priority: Priority,
    *,
    rows: Mapping[str, ScoreRow],
    partnership: Partnership,
    catalogue: Catalogue,
    today: date,
) -> PriorityProgress:
    """How a priority stands; `rows` are those of its measures that have figures."""
    measures = tuple(
        _progress(planned, priority, rows, partnership, catalogue)
        for planned in priority.judged_by
        if planned.measure_id in catalogue
    )
    others = [
        rows[planned.measure_id]
        for planned in priority.balanced_by
        if planned.measure_id in rows
    ]
    heads = [each.row for each in measures if each.row is not None]
    return PriorityProgress(
        priority=priority,
        measures=measures,
        balancing=_weighed(heads, others),
        gaps=tuple(_find_gaps(priority, measures)),
        evidence=tuple(_gather(priority, measures, today=today)),
    )


def _weighed(
    heads: Sequence[ScoreRow], others: Sequence[ScoreRow]
) -> tuple[Counterweight, ...]:
    """Each counterweight by the measure of success it warns of, if it warns of any."""
    if not heads:
        return tuple(Counterweight(row, Weight.STEADY) for row in others)
    by_head = [weigh(head, others) for head in heads]
    return tuple(
        next((c for c in column if c.weight != Weight.STEADY), column[0])
        for column in zip(*by_head, strict=True)
    )


def _progress(
    planned: PlannedMeasure,
    priority: Priority,
    rows: Mapping[str, ScoreRow],
    partnership: Partnership,
    catalogue: Catalogue,
) -> Progress:
    target = partnership.target_of(planned.measure_id, priority.area_code)
    row = rows.get(planned.measure_id)
    trajectory = build_trajectory(planned, target)
    return Progress(
        planned=planned,
        measure=catalogue[planned.measure_id],
        row=row,
        target=target,
        trajectory=trajectory,
        track=track(trajectory, row.chart if row else None),
    )


def _find_gaps(priority: Priority, measures: Iterable[Progress]) -> Iterable[PlanGap]:
    if not priority.owner:
        yield PlanGap(GapKind.NO_OWNER, priority)
    if not priority.judged_by:
        yield PlanGap(GapKind.NO_MEASURE, priority)
    for each in measures:
        if each.target is None:
            yield PlanGap(GapKind.NO_TARGET, priority, measure=each.measure)
    if not priority.actions:
        yield PlanGap(GapKind.NO_ACTION, priority)
    for action in priority.actions:
        if not action.owner and action.state not in ("done", "stopped"):
            yield PlanGap(GapKind.NO_ACTION_OWNER, priority, action=action)
    if priority.review_on is None:
        yield PlanGap(GapKind.NO_REVIEW, priority)


def _gather(
    priority: Priority, measures: Sequence[Progress], *, today: date
) -> Iterable[Evidence]:
    yield _shared(priority)
    yield _measured(measures)
    yield _owned(priority)
    yield _reviewed(priority, today=today)
    yield _public(priority)


def _shared(priority: Priority) -> Evidence:
    """Agencies that are named, and those of them that do something or say something."""
    named = {priority.lead_agency, *priority.partners}
    active = {action.agency for action in priority.actions}
    active |= {comment.agency for comment in priority.comments}
    counts = (len(named & active), len(named))
    if not priority.partners:
        return Evidence(Expectation.SHARED, Held.NOT_MET, *counts)
    held = Held.MET if named <= active else Held.PARTLY
    return Evidence(Expectation.SHARED, held, *counts)


def _measured(measures: Sequence[Progress]) -> Evidence:
    """Measures with figures, a baseline and a target."""
    whole = [
        each
        for each in measures
        if each.row is not None and each.target is not None and each.planned.baseline
    ]
    held = Held.PARTLY
    if not measures:
        held = Held.NOT_MET
    elif len(whole) == len(measures):
        held = Held.MET
    return Evidence(Expectation.MEASURED, held, len(whole), len(measures))


def _owned(priority: Priority) -> Evidence:
    """Actions with an owner, under a priority that has one."""
    owned = [action for action in priority.actions if action.owner]
    counts = (len(owned), len(priority.actions))
    if not priority.owner:
        return Evidence(Expectation.OWNED, Held.NOT_MET, *counts)
    held = Held.MET if len(owned) == len(priority.actions) else Held.PARTLY
    return Evidence(Expectation.OWNED, held, *counts)


def _reviewed(priority: Priority, *, today: date) -> Evidence:
    """A review to come, and a comment of the year past."""
    review = priority.review_on
    recent = any(
        0 <= (today - comment.written_on).days <= REVIEWED_WITHIN_DAYS
        for comment in priority.comments
    )
    if review is None or review < today:
        return Evidence(Expectation.REVIEWED, Held.NOT_MET, day=review)
    held = Held.MET if recent else Held.PARTLY
    return Evidence(Expectation.REVIEWED, held, day=review)


def _public(priority: Priority) -> Evidence:
    """Plain words for readers outside, in both languages."""
    told = [words for words in priority.plain if words]
    held = {0: Held.NOT_MET, 1: Held.PARTLY}.get(len(told), Held.MET)
    return Evidence(Expectation.PUBLIC, held, len(told), 2)


def find_conflicts(priorities: Sequence[PriorityProgress]) -> tuple[Conflict, ...]:
    """Targets of two agencies of which one weighs on the other; those that pull first.

    A pair is named once, whichever of the two measures names the other.
    """
    measured = [
        (each, progress.priority)
        for progress in priorities
        for each in progress.measures
        if each.target is not None
    ]
    found = []
    seen: set[frozenset[str]] = set()
    for place, (first, first_priority) in enumerate(measured):
        for second, second_priority in measured[place + 1 :]:
            pair = frozenset((first.measure.id, second.measure.id))
            if pair in seen or not _are_apart(first.measure, second.measure):
                continue
            seen.add(pair)
            found.append(
                Conflict(
                    first,
                    second,
                    first_priority,
                    second_priority,
                    is_pulling=_pull(first, second),
                )
            )
    return tuple(sorted(found, key=lambda conflict: not conflict.is_pulling))


def _are_apart(one: Measure, other: Measure) -> bool:
    """Of two agencies, and one is a counterweight of the other."""
    weighs = other.id in one.balancing or one.id in other.balancing
    return weighs and one.lead_agency != other.lead_agency


def _pull(one: Progress, other: Progress) -> bool:
    changes = {each.row.verdict.change for each in (one, other) if each.row is not None}
    return Change.IMPROVING in changes and Change.WORSENING in changes
