"""A partnership's plan and agendas, now or as known at the end of a day."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Engine, Table, select

from data.engine import tier_of
from data.queries.as_of import as_known
from data.record_tables import (
    action_rows,
    agenda_item_rows,
    agenda_rows,
    comment_rows,
    explanation_rows,
    priority_measure_rows,
    priority_rows,
)
from data.tables import PARTNER, PUBLIC

#: The tiers whose rows a reader of the key's tier may see.
SEEN = {PUBLIC: (PUBLIC,), PARTNER: (PUBLIC, PARTNER)}


class PriorityRow(NamedTuple):
    """One priority, in the order of `place`; columns as in data.ingest.agreed."""

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
    starts_on: date
    review_on: date | None
    serves: str | None
    serves_cy: str | None
    evidence_url: str | None
    visibility: str
    release_id: int


class PriorityMeasureRow(NamedTuple):
    """A measure of a priority: `part` is success or balancing."""

    priority_id: str
    measure_id: str
    part: str
    baseline: float | None
    baseline_period: str | None
    trajectory: str | None
    points: str | None
    release_id: int


class ActionRow(NamedTuple):
    """One action; `state` is planned, under_way, done or stopped."""

    action_id: str
    priority_id: str
    title: str
    title_cy: str | None
    owner: str | None
    agency: str
    starts_on: date | None
    due_on: date
    state: str
    state_on: date | None
    note: str | None
    note_cy: str | None
    evidence_url: str | None
    visibility: str
    release_id: int


class CommentRow(NamedTuple):
    """What an agency wrote about a priority, or about a measure of an area."""

    priority_id: str | None
    measure_id: str | None
    area_code: str
    period: str | None
    written_on: date
    agency: str
    author: str
    comment: str
    comment_cy: str | None
    visibility: str
    release_id: int


class ExplanationRow(NamedTuple):
    """One line of the explain-or-reform register.

    `decision` is offered, accepted or contested.
    """

    measure_id: str
    area_code: str
    breakdown: str
    category: str
    written_on: date
    decision: str
    explanation: str | None
    explanation_cy: str | None
    action: str | None
    action_cy: str | None
    owner: str
    review_on: date | None
    visibility: str
    release_id: int


class AgendaRow(NamedTuple):
    """One meeting; without `as_of` of the latest figures, `since` the last meeting."""

    agenda: str
    area_code: str | None
    title: str
    title_cy: str | None
    meets_on: date
    as_of: date | None
    since: date | None
    visibility: str
    release_id: int


class AgendaItemRow(NamedTuple):
    """One view of a meeting; `query` is a page's path and query."""

    agenda: str
    item: int
    title: str
    title_cy: str | None
    query: str
    note: str | None
    note_cy: str | None
    minutes: int | None
    release_id: int


def fetch_priorities(engine: Engine, *, as_of: str | None = None) -> list[PriorityRow]:
    """Every priority a tier may see, in the order of the plan."""
    found = _fetch(engine, priority_rows, PriorityRow, as_of)
    return sorted(found, key=lambda row: (row.place, row.priority_id))


def fetch_priority_measures(
    engine: Engine, *, as_of: str | None = None
) -> list[PriorityMeasureRow]:
    """Every measure of every priority, in the order they were written down."""
    return _fetch(engine, priority_measure_rows, PriorityMeasureRow, as_of)


def fetch_actions(engine: Engine, *, as_of: str | None = None) -> list[ActionRow]:
    """Every action a tier may see, the one due first before the others."""
    found = _fetch(engine, action_rows, ActionRow, as_of)
    return sorted(found, key=lambda row: (row.due_on, row.action_id))


def fetch_comments(engine: Engine, *, as_of: str | None = None) -> list[CommentRow]:
    """Every comment a tier may see, the latest first."""
    found = _fetch(engine, comment_rows, CommentRow, as_of)
    return sorted(
        found,
        key=lambda row: (-row.written_on.toordinal(), row.agency, row.comment),
    )


def fetch_explanations(
    engine: Engine, *, as_of: str | None = None
) -> list[ExplanationRow]:
    """Every line of the register a tier may see, the earliest first."""
    found = _fetch(engine, explanation_rows, ExplanationRow, as_of)
    return sorted(
        found,
        key=lambda row: (
            row.written_on, row.measure_id, row.area_code, row.breakdown, row.category
        ),
    )  # fmt: skip


def fetch_agendas(engine: Engine, *, as_of: str | None = None) -> list[AgendaRow]:
    """Every agenda a tier may see, the latest meeting first."""
    found = _fetch(engine, agenda_rows, AgendaRow, as_of)
    return sorted(found, key=lambda row: (-row.meets_on.toordinal(), row.agenda))


def fetch_agenda_items(
    engine: Engine, agendas: Sequence[str] = (), *, as_of: str | None = None
) -> list[AgendaItemRow]:
    """The items of these agendas, or of all, in order.

    Whoever asks has seen the agendas: items have no tier of their own.
    """
    found = _fetch(engine, agenda_item_rows, AgendaItemRow, as_of)
    chosen = [row for row in found if not agendas or row.agenda in agendas]
    return sorted(chosen, key=lambda row: (row.agenda, row.item))


def _fetch(
    engine: Engine, table: Table, row: type[Any], as_of: str | None
) -> list[Any]:
    tier = tier_of(engine)
    chosen = select(*(table.c[name] for name in row._fields))
    if "visibility" in table.c:
        chosen = chosen.where(table.c.visibility.in_(SEEN[tier]))
    ordered = chosen.order_by(table.c.release_id, table.c.position)
    with engine.connect() as connection:
        found = connection.execute(as_known(ordered, table, as_of, tier=tier))
        return [row(*each) for each in found]
