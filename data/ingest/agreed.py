"""What a partnership agreed and wrote, as rows: its priorities and all they lead to.

Dates are ISO dates, agencies and areas codes; owners and authors are roles.
"""

from typing import NamedTuple

VISIBILITIES = ("public", "partner")
PARTS = ("success", "balancing")
TRAJECTORIES = ("step", "straight", "points")
STATES = ("planned", "under_way", "done", "stopped")
DECISIONS = ("offered", "accepted", "contested")
#: Agencies a partnership is made of.
AGENCIES = (
    "police",
    "cps",
    "hmcts",
    "probation",
    "prisons",
    "youth_justice",
    "victim_services",
    "commissioner",
    "local_authority",
    "health",
    "board",
)


class Priority(NamedTuple):
    """One thing the partnership set itself to improve; `place` is its order."""

    priority_id: str
    area_code: str
    place: int
    title: str
    title_cy: str | None
    why: str
    why_cy: str | None
    plain: str | None
    plain_cy: str | None
    owner: str | None
    lead_agency: str
    partners: str | None
    starts_on: str
    review_on: str | None
    serves: str | None
    serves_cy: str | None
    evidence_url: str | None
    visibility: str


class PriorityMeasure(NamedTuple):
    """A measure a priority is judged by, or one that must not get worse meanwhile.

    `baseline` and the levels in `points` are in the unit of the measure's value.
    """

    priority_id: str
    measure_id: str
    part: str
    baseline: float | None
    baseline_period: str | None
    trajectory: str | None
    points: str | None


class Action(NamedTuple):
    """Something an agency does for a priority; `state_on` is since when it is so."""

    action_id: str
    priority_id: str
    title: str
    title_cy: str | None
    owner: str | None
    agency: str
    starts_on: str | None
    due_on: str
    state: str
    state_on: str | None
    note: str | None
    note_cy: str | None
    evidence_url: str | None
    visibility: str


class Comment(NamedTuple):
    """What an agency says of a priority, or of a measure in an area."""

    priority_id: str | None
    measure_id: str | None
    area_code: str
    period: str | None
    written_on: str
    agency: str
    author: str
    comment: str
    comment_cy: str | None
    visibility: str


class Explanation(NamedTuple):
    """Why groups differ on a measure, or what is done about it."""

    measure_id: str
    area_code: str
    breakdown: str
    category: str
    written_on: str
    decision: str
    explanation: str | None
    explanation_cy: str | None
    action: str | None
    action_cy: str | None
    owner: str
    review_on: str | None
    visibility: str


class Agenda(NamedTuple):
    """One meeting: figures as known on `as_of`, against those known on `since`."""

    agenda: str
    area_code: str | None
    title: str
    title_cy: str | None
    meets_on: str
    as_of: str | None
    since: str | None
    visibility: str


class AgendaItem(NamedTuple):
    """One view of a meeting, as a page's path and query."""

    agenda: str
    item: int
    title: str
    title_cy: str | None
    query: str
    note: str | None
    note_cy: str | None
    minutes: int | None


#: A row of the plan that no publication but the workbook has.
Agreed = (
    Priority | PriorityMeasure | Action | Comment | Explanation | Agenda | AgendaItem
)
