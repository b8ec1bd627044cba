"""Tables of rows that are not figures: grades, and what a partnership agreed.

Each keeps every release; the view beside it shows what is current (data/tables.py).
"""

from typing import Any

from sqlalchemy import Column, Date, Double, Integer, SmallInteger, Table, Text

from data.tables import metadata


def _records(name: str, *columns: Column[Any]) -> Table:
    """A table of rows that are not figures: few, and told apart by their release."""
    return Table(
        name,
        metadata,
        Column("release_id", Integer, primary_key=True, autoincrement=False),
        Column("position", Integer, primary_key=True, autoincrement=False),
        *columns,
        Column("superseded_by", Integer),
        Column("file_id", Integer, nullable=False),
    )


def _visibility() -> Column[str]:
    """`public`, or `partner` for a row that only the partner tier shows."""
    return Column("visibility", Text, nullable=False, server_default="public")


rating_rows = _records(
    "rating_rows",
    Column("framework", Text, nullable=False),
    Column("edition", Text, nullable=False),
    Column("area_type", Text, nullable=False),
    Column("area_code", Text, nullable=False),
    Column("criterion", Text, nullable=False),
    Column("grade", Text, nullable=False),
    Column("inspected_on", Date),
    Column("url", Text),
)

event_rows = _records(
    "event_rows",
    Column("happened_on", Date, nullable=False),
    Column("title", Text, nullable=False),
    Column("title_cy", Text),
    # Empty for an event that touches every area, or every measure.
    Column("area_code", Text),
    Column("measure_id", Text),
    Column("kind", Text, nullable=False),
    # A role, never a person.
    Column("decided_by", Text),
    Column("reason", Text),
    _visibility(),
)

target_rows = _records(
    "target_rows",
    Column("measure_id", Text, nullable=False),
    Column("area_code", Text, nullable=False),
    # In the unit of the measure's value: a share of 1 for a proportion.
    Column("target", Double, nullable=False),
    Column("due_period", Text, nullable=False),
    Column("set_on", Date, nullable=False),
    Column("decided_by", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("priority_id", Text),
    _visibility(),
)

priority_rows = _records(
    "priority_rows",
    Column("priority_id", Text, nullable=False),
    Column("area_code", Text, nullable=False),
    # In the order of the plan.
    Column("place", SmallInteger, nullable=False),
    Column("title", Text, nullable=False),
    Column("title_cy", Text),
    Column("why", Text, nullable=False),
    Column("why_cy", Text),
    # The same for readers who know nothing of the field.
    Column("plain", Text),
    Column("plain_cy", Text),
    # A role, never a person; empty is a gap that pages list.
    Column("owner", Text),
    Column("lead_agency", Text, nullable=False),
    # Agencies with commas between them.
    Column("partners", Text),
    Column("starts_on", Date, nullable=False),
    Column("review_on", Date),
    # The national priority it serves.
    Column("serves", Text),
    Column("serves_cy", Text),
    Column("evidence_url", Text),
    _visibility(),
)

priority_measure_rows = _records(
    "priority_measure_rows",
    Column("priority_id", Text, nullable=False),
    Column("measure_id", Text, nullable=False),
    # `success` is what the priority is judged by, `balancing` what must not get worse.
    Column("part", Text, nullable=False),
    # In the unit of the measure's value, as targets are.
    Column("baseline", Double),
    Column("baseline_period", Text),
    # `step`, `straight` or `points`: how the target is to be reached.
    Column("trajectory", Text),
    # "2025-06=0.82; 2025-12=0.84", levels in the unit of the value.
    Column("points", Text),
)

action_rows = _records(
    "action_rows",
    Column("action_id", Text, nullable=False),
    Column("priority_id", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("title_cy", Text),
    Column("owner", Text),
    Column("agency", Text, nullable=False),
    Column("starts_on", Date),
    Column("due_on", Date, nullable=False),
    # `planned`, `under_way`, `done` or `stopped`, and since when.
    Column("state", Text, nullable=False),
    Column("state_on", Date),
    Column("note", Text),
    Column("note_cy", Text),
    Column("evidence_url", Text),
    _visibility(),
)

comment_rows = _records(
    "comment_rows",
    Column("priority_id", Text),
    Column("measure_id", Text),
    Column("area_code", Text, nullable=False),
    Column("period", Text),
    Column("written_on", Date, nullable=False),
    Column("agency", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("comment", Text, nullable=False),
    Column("comment_cy", Text),
    _visibility(),
)

explanation_rows = _records(
    "explanation_rows",
    Column("measure_id", Text, nullable=False),
    Column("area_code", Text, nullable=False),
    Column("breakdown", Text, nullable=False),
    Column("category", Text, nullable=False),
    Column("written_on", Date, nullable=False),
    # `offered`, `accepted` or `contested`.
    Column("decision", Text, nullable=False),
    Column("explanation", Text),
    Column("explanation_cy", Text),
    Column("action", Text),
    Column("action_cy", Text),
    Column("owner", Text, nullable=False),
    Column("review_on", Date),
    _visibility(),
)

agenda_rows = _records(
    "agenda_rows",
    Column("agenda", Text, nullable=False),
    Column("area_code", Text),
    Column("title", Text, nullable=False),
    Column("title_cy", Text),
    Column("meets_on", Date, nullable=False),
    # Figures as known at the end of this day; empty for the latest.
    Column("as_of", Date),
    # The day of the last meeting, from which on something may have changed.
    Column("since", Date),
    _visibility(),
)

agenda_item_rows = _records(
    "agenda_item_rows",
    Column("agenda", Text, nullable=False),
    Column("item", SmallInteger, nullable=False),
    Column("title", Text, nullable=False),
    Column("title_cy", Text),
    # A page's path and query: "/compare?measure=cps_conviction_rate".
    Column("query", Text, nullable=False),
    Column("note", Text),
    Column("note_cy", Text),
    Column("minutes", SmallInteger),
)

#: Everything that is loaded and is not a figure.
RECORD_TABLES = (
    rating_rows,
    event_rows,
    target_rows,
    priority_rows,
    priority_measure_rows,
    action_rows,
    comment_rows,
    explanation_rows,
    agenda_rows,
    agenda_item_rows,
)
