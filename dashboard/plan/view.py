"""What the pages of the partnership's plan are given."""

from dataclasses import dataclass, replace
from datetime import date

from dashboard.areas import Geography
from dashboard.holdings import Holdings
from dashboard.meeting.agendas import last_meeting
from dashboard.plan.model import Priority
from dashboard.plan.moves import Moved, find_moves
from dashboard.plan.priorities import (
    Conflict,
    PlanGap,
    PriorityProgress,
    Progress,
    assess,
    find_conflicts,
)
from dashboard.view_state import Note, ViewState


@dataclass(frozen=True)
class PlanView:
    """The plan of one area for one link.

    `moved` is what happened since the last meeting; `elsewhere` are other areas with
    a plan.
    """

    state: ViewState
    notes: tuple[Note, ...]
    geography: Geography
    priorities: tuple[PriorityProgress, ...]
    conflicts: tuple[Conflict, ...]
    moved: Moved
    elsewhere: tuple[str, ...]
    today: date

    def state_of(self, area_code: str) -> ViewState:
        """The same view of another area."""
        return replace(self.state, area=area_code)

    @property
    def gaps(self) -> tuple[PlanGap, ...]:
        """What is missing, in the order of the plan."""
        return tuple(gap for each in self.priorities for gap in each.gaps)

    @property
    def measures(self) -> tuple[Progress, ...]:
        """Every measure of success, in the order of the plan."""
        return tuple(m for each in self.priorities for m in each.measures)


@dataclass(frozen=True)
class PriorityView:
    """One priority for one link; `chosen` is the measure whose chart is shown."""

    plan: PlanView
    progress: PriorityProgress
    chosen: Progress | None
    conflicts: tuple[Conflict, ...]

    @property
    def priority(self) -> Priority:
        """The priority itself."""
        return self.progress.priority


def plan_view(
    held: Holdings,
    state: ViewState,
    notes: tuple[Note, ...],
    version: str,
    *,
    today: date,
    since: date | None = None,
) -> PlanView:
    """The plan of the state's area, as known on its day.

    Without a day `since`, what moved is counted from the last meeting written down.
    """
    # Progress is judged by single periods, whatever the reader looks at elsewhere.
    state = replace(state, period="", window="")
    every = held.priorities(state.as_of, version)
    own = [priority for priority in every if priority.area_code == state.area]
    measures = {planned.measure_id for each in own for planned in each.measures}
    names = tuple(name for name in held.catalogue if name in measures)
    rows = {row.measure.id: row for row in held.rows(state, names, version)}
    partnership = held.partnership(state.as_of, version)
    priorities = tuple(
        assess(
            priority,
            rows=rows,
            partnership=partnership,
            catalogue=held.catalogue,
            today=today,
        )
        for priority in own
    )
    if since is None:
        agendas = held.agendas(state.as_of, version)
        since = last_meeting(agendas, state.area, today=today)
    return PlanView(
        state=state,
        notes=notes,
        geography=held.geography(version),
        priorities=priorities,
        conflicts=find_conflicts(priorities),
        moved=_moved(held, state, priorities, version, since=since, today=today),
        elsewhere=tuple(
            dict.fromkeys(p.area_code for p in every if p.area_code != state.area)
        ),
        today=today,
    )


def _moved(
    held: Holdings,
    state: ViewState,
    priorities: tuple[PriorityProgress, ...],
    version: str,
    *,
    since: date | None,
    today: date,
) -> Moved:
    if since is None:
        return Moved(None)
    names = tuple({row.measure.id for each in priorities for row in each.rows})
    before = replace(state, as_of=since.isoformat())
    then = {row.measure.id: row for row in held.rows(before, names, version)}
    is_known = any(row.result.value is not None for row in then.values())
    moves = find_moves(
        priorities,
        since=since,
        today=today,
        then=then if is_known else {},
        known_then=held.priorities(before.as_of, version),
    )
    return Moved(since, moves, is_known)


def priority_view(plan: PlanView, name: str) -> PriorityView | None:
    """One priority of a plan; None where it has none of the name."""
    found = [each for each in plan.priorities if each.priority.id == name]
    if not found:
        return None
    progress = found[0]
    chosen = next(
        (m for m in progress.measures if m.measure.id == plan.state.measure),
        progress.measures[0] if progress.measures else None,
    )
    conflicts = tuple(
        conflict
        for conflict in plan.conflicts
        if progress.priority in (conflict.first_priority, conflict.second_priority)
    )
    return PriorityView(plan, progress, chosen, conflicts)
