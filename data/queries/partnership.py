"""What a partnership agreed: events on its charts, and targets."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import Engine, select

from data.engine import tier_of
from data.queries.as_of import as_known
from data.queries.plan import SEEN
from data.record_tables import event_rows, target_rows


class EventRow(NamedTuple):
    """One event; without an area or measure it is of all of them.

    `kind` is rebase, change or note; `decided_by` a role, there for every rebase.
    """

    happened_on: date
    title: str
    title_cy: str | None
    area_code: str | None
    measure_id: str | None
    kind: str
    decided_by: str | None
    reason: str | None
    visibility: str
    release_id: int


class TargetRow(NamedTuple):
    """One target in the unit of its measure's value: 0.85 for 85%."""

    measure_id: str
    area_code: str
    target: float
    due_period: str
    set_on: date
    decided_by: str
    reason: str
    priority_id: str | None
    visibility: str
    release_id: int


def fetch_events(engine: Engine, *, as_of: str | None = None) -> list[EventRow]:
    """Every event a tier may see, by day and title; as known at the end of a day."""
    chosen = select(*(event_rows.c[name] for name in EventRow._fields)).where(
        event_rows.c.visibility.in_(SEEN[tier_of(engine)])
    )
    with engine.connect() as connection:
        found = connection.execute(
            as_known(chosen, event_rows, as_of, tier=tier_of(engine))
        )
        rows = [EventRow(*row) for row in found]
    return sorted(
        rows,
        key=lambda row: (
            row.happened_on, row.title, row.area_code or "", row.measure_id or ""
        ),
    )  # fmt: skip


def fetch_targets(engine: Engine, *, as_of: str | None = None) -> list[TargetRow]:
    """Every target a tier may see, by measure, area and due period."""
    chosen = select(*(target_rows.c[name] for name in TargetRow._fields)).where(
        target_rows.c.visibility.in_(SEEN[tier_of(engine)])
    )
    with engine.connect() as connection:
        found = connection.execute(
            as_known(chosen, target_rows, as_of, tier=tier_of(engine))
        )
        rows = [TargetRow(*row) for row in found]
    return sorted(rows, key=lambda row: (row.measure_id, row.area_code, row.due_period))
