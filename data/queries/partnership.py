"""What a partnership agreed: events on its charts, and targets."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import Engine, select

from data.queries.as_of import as_known
from data.tables import event_rows, target_rows


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
    release_id: int


def fetch_events(engine: Engine, *, as_of: str | None = None) -> list[EventRow]:
    """Every event by day and title, now or as known at the end of a day."""
    chosen = select(*(event_rows.c[name] for name in EventRow._fields))
    with engine.connect() as connection:
        found = connection.execute(as_known(chosen, event_rows, as_of))
        rows = [EventRow(*row) for row in found]
    return sorted(
        rows,
        key=lambda row: (
            row.happened_on, row.title, row.area_code or "", row.measure_id or ""
        ),
    )  # fmt: skip


def fetch_targets(engine: Engine, *, as_of: str | None = None) -> list[TargetRow]:
    """Every target by measure, area and due period; as_of as for events."""
    chosen = select(*(target_rows.c[name] for name in TargetRow._fields))
    with engine.connect() as connection:
        found = connection.execute(as_known(chosen, target_rows, as_of))
        rows = [TargetRow(*row) for row in found]
    return sorted(rows, key=lambda row: (row.measure_id, row.area_code, row.due_period))
