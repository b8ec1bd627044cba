"""The partnership's plan keeps its versions, and says who may see it."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0001"

#: Tables of one row each, which nothing was ever written into.
REPLACED = (
    "agenda_items",
    "agendas",
    "explanations",
    "commentary",
    "actions",
    "priority_measures",
    "priorities",
)
VIEWS = {
    "events": (
        "event_rows",
        """happened_on, title, title_cy, area_code, measure_id, kind, decided_by,
        reason, visibility""",
    ),
    "targets": (
        "target_rows",
        """priority_id, measure_id, area_code, target, due_period, set_on, decided_by,
        reason, visibility""",
    ),
    "priorities": (
        "priority_rows",
        """priority_id, area_code, place, title, title_cy, why, why_cy, plain, plain_cy,
        owner, lead_agency, partners, starts_on, review_on, serves, serves_cy,
        evidence_url, visibility""",
    ),
    "priority_measures": (
        "priority_measure_rows",
        """priority_id, measure_id, part, baseline, baseline_period, trajectory,
        points""",
    ),
    "actions": (
        "action_rows",
        """action_id, priority_id, title, title_cy, owner, agency, starts_on, due_on,
        state, state_on, note, note_cy, evidence_url, visibility""",
    ),
    "commentary": (
        "comment_rows",
        """priority_id, measure_id, area_code, period, written_on, agency, author,
        comment, comment_cy, visibility""",
    ),
    "explanations": (
        "explanation_rows",
        """measure_id, area_code, breakdown, category, written_on, decision,
        explanation, explanation_cy, action, action_cy, owner, review_on,
        visibility""",
    ),
    "agendas": (
        "agenda_rows",
        "agenda, area_code, title, title_cy, meets_on, as_of, since, visibility",
    ),
    "agenda_items": (
        "agenda_item_rows",
        "agenda, item AS position, title, title_cy, query, note, note_cy, minutes",
    ),
}


def upgrade() -> None:
    """Versioned tables in place of the first ones, with a view each for readers."""
    for view in ("events", "targets"):
        op.execute(f"DROP VIEW {view}")
    for table in REPLACED:
        op.drop_table(table)
    for table in ("event_rows", "target_rows"):
        op.add_column(table, visibility())
    create_tables_of_the_plan()
    create_tables_of_what_was_said()
    for view, (table, columns) in VIEWS.items():
        op.execute(
            f"CREATE VIEW {view} AS SELECT {columns}, release_id "  # noqa: S608
            f"FROM {table} WHERE superseded_by IS NULL"
        )


def visibility() -> sa.Column[str]:
    """Which tier shows a row."""
    return sa.Column("visibility", sa.Text(), nullable=False, server_default="public")


def words(name: str, *, needed: bool = False) -> sa.Column[str]:
    """A column of text."""
    return sa.Column(name, sa.Text(), nullable=not needed)


def day(name: str, *, needed: bool = False) -> sa.Column[Any]:
    """A column of dates."""
    return sa.Column(name, sa.Date(), nullable=not needed)


def create_records(name: str, *columns: sa.Column[Any]) -> None:
    """A table whose rows are told apart by their release."""
    op.create_table(
        name,
        sa.Column("release_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        *columns,
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("release_id", "position", name=f"{name}_key"),
    )


def create_tables_of_the_plan() -> None:
    """Priorities, the measures they are judged by, and actions."""
    create_records(
        "priority_rows",
        words("priority_id", needed=True),
        words("area_code", needed=True),
        sa.Column("place", sa.SmallInteger(), nullable=False),
        words("title", needed=True),
        words("title_cy"),
        words("why", needed=True),
        words("why_cy"),
        words("plain"),
        words("plain_cy"),
        words("owner"),
        words("lead_agency", needed=True),
        words("partners"),
        day("starts_on", needed=True),
        day("review_on"),
        words("serves"),
        words("serves_cy"),
        words("evidence_url"),
        visibility(),
    )
    create_records(
        "priority_measure_rows",
        words("priority_id", needed=True),
        words("measure_id", needed=True),
        words("part", needed=True),
        sa.Column("baseline", sa.Double(), nullable=True),
        words("baseline_period"),
        words("trajectory"),
        words("points"),
    )
    create_records(
        "action_rows",
        words("action_id", needed=True),
        words("priority_id", needed=True),
        words("title", needed=True),
        words("title_cy"),
        words("owner"),
        words("agency", needed=True),
        day("starts_on"),
        day("due_on", needed=True),
        words("state", needed=True),
        day("state_on"),
        words("note"),
        words("note_cy"),
        words("evidence_url"),
        visibility(),
    )


def create_tables_of_what_was_said() -> None:
    """Comments, explanations and agendas."""
    create_records(
        "comment_rows",
        words("priority_id"),
        words("measure_id"),
        words("area_code", needed=True),
        words("period"),
        day("written_on", needed=True),
        words("agency", needed=True),
        words("author", needed=True),
        words("comment", needed=True),
        words("comment_cy"),
        visibility(),
    )
    create_records(
        "explanation_rows",
        words("measure_id", needed=True),
        words("area_code", needed=True),
        words("breakdown", needed=True),
        words("category", needed=True),
        day("written_on", needed=True),
        words("decision", needed=True),
        words("explanation"),
        words("explanation_cy"),
        words("action"),
        words("action_cy"),
        words("owner", needed=True),
        day("review_on"),
        visibility(),
    )
    create_records(
        "agenda_rows",
        words("agenda", needed=True),
        words("area_code"),
        words("title", needed=True),
        words("title_cy"),
        day("meets_on", needed=True),
        day("as_of"),
        day("since"),
        visibility(),
    )
    create_records(
        "agenda_item_rows",
        words("agenda", needed=True),
        sa.Column("item", sa.SmallInteger(), nullable=False),
        words("title", needed=True),
        words("title_cy"),
        words("query", needed=True),
        words("note"),
        words("note_cy"),
        sa.Column("minutes", sa.SmallInteger(), nullable=True),
    )
