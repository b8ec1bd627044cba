"""What moved in a plan since the last meeting."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from dashboard.measures import Measure
from dashboard.plan.model import Action, Comment, Priority
from dashboard.plan.priorities import PriorityProgress
from dashboard.scorecard import ScoreRow
from dashboard.verdicts import Verdict


class MoveKind(StrEnum):
    """What happened."""

    VERDICT = "verdict"
    DONE = "done"
    STARTED = "started"
    STOPPED = "stopped"
    LATE = "late"
    SAID = "said"
    NEW = "new"


class Move(NamedTuple):
    """One thing that moved, and when; `before` is the verdict of the last meeting."""

    kind: MoveKind
    day: date | None
    priority: Priority
    action: Action | None = None
    comment: Comment | None = None
    measure: Measure | None = None
    before: Verdict | None = None
    after: Verdict | None = None


class Moved(NamedTuple):
    """What moved in a plan since the day of a meeting; without one, nothing.

    `was_known` is whether there were figures on that day.
    """

    since: date | None
    moves: tuple[Move, ...] = ()
    was_known: bool = True

    def of(self, priority_id: str) -> "Moved":
        """What moved in one priority."""
        own = tuple(each for each in self.moves if each.priority.id == priority_id)
        return self._replace(moves=own)


_STATES = {
    "done": MoveKind.DONE,
    "under_way": MoveKind.STARTED,
    "stopped": MoveKind.STOPPED,
}
_ORDER = tuple(MoveKind)


def find_moves(
    priorities: Iterable[PriorityProgress],
    *,
    since: date | None,
    today: date,
    then: Mapping[str, ScoreRow],
    known_then: Iterable[Priority],
) -> tuple[Move, ...]:
    """What happened after a day, up to today, by kind; nothing without a day.

    `then` are the rows as known on that day, `known_then` the priorities of the plan
    as it was; with none of these, nothing is called new.
    """
    if since is None:
        return ()
    old = {priority.id for priority in known_then}
    found = [
        move
        for progress in priorities
        for move in _moves(progress, since, today, then, old)
    ]
    return tuple(sorted(found, key=lambda move: _ORDER.index(move.kind)))


def _moves(
    progress: PriorityProgress,
    since: date,
    today: date,
    then: Mapping[str, ScoreRow],
    old: set[str],
) -> Iterator[Move]:
    priority = progress.priority
    if old and priority.id not in old:
        yield Move(MoveKind.NEW, None, priority)
    for row in progress.rows:
        before = then.get(row.measure.id)
        if before is not None and _differ(before.verdict, row.verdict):
            yield Move(
                MoveKind.VERDICT,
                None,
                priority,
                measure=row.measure,
                before=before.verdict,
                after=row.verdict,
            )
    for action in priority.actions:
        kind = _STATES.get(action.state)
        changed = action.state_on
        if kind and changed and since < changed <= today:
            yield Move(kind, changed, priority, action=action)
        if action.is_late(today) and since <= action.due_on:
            yield Move(MoveKind.LATE, action.due_on, priority, action=action)
    for comment in priority.comments:
        if since < comment.written_on <= today:
            yield Move(MoveKind.SAID, comment.written_on, priority, comment=comment)


def _differ(before: Verdict, after: Verdict) -> bool:
    return (before.change, before.outlook) != (after.change, after.outlook)
