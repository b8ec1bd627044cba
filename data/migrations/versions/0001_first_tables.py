"""The first tables and views."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

# Whole words for the small numbers the figures are stored with.
OBSERVATIONS = """
CREATE VIEW observations AS
SELECT series.series, areas.area_type, areas.area_code,
       {period_start} AS period_start,
       CASE facts.frequency WHEN 0 THEN 'month' WHEN 1 THEN 'quarter'
            ELSE 'year' END AS frequency,
       categories.breakdown, categories.category, facts.value,
       CASE facts.status WHEN 0 THEN 'published' WHEN 1 THEN 'provisional'
            WHEN 2 THEN 'revised' WHEN 3 THEN 'suppressed'
            WHEN 4 THEN 'not_collected' ELSE 'not_applicable' END AS status,
       facts.release_id
FROM facts
JOIN series ON series.series_id = facts.series_id
JOIN categories ON categories.category_id = facts.category_id
JOIN areas ON areas.area_id = facts.area_id
WHERE facts.superseded_by IS NULL
"""
PERIOD_START = {
    "sqlite": "printf('%04d-%02d-01', facts.period / 100, facts.period % 100)",
    "postgresql": "make_date(facts.period / 100, facts.period % 100, 1)",
}
RATINGS = """
CREATE VIEW ratings AS
SELECT framework, edition, area_type, area_code, criterion, grade, inspected_on, url,
       release_id
FROM rating_rows
WHERE superseded_by IS NULL
"""
EVENTS = """
CREATE VIEW events AS
SELECT happened_on, title, title_cy, area_code, measure_id, kind, decided_by, reason,
       release_id
FROM event_rows
WHERE superseded_by IS NULL
"""
TARGETS = """
CREATE VIEW targets AS
SELECT priority_id, measure_id, area_code, target, due_period, set_on, decided_by,
       reason, release_id
FROM target_rows
WHERE superseded_by IS NULL
"""


def upgrade() -> None:
    """An empty store: every table and view, and the category of all."""
    create_tables_of_areas()
    create_tables_of_figures()
    create_tables_of_records()
    create_tables_of_the_partnership()
    dialect = op.get_bind().dialect.name
    op.execute(OBSERVATIONS.format(period_start=PERIOD_START[dialect]))
    for view in (RATINGS, EVENTS, TARGETS):
        op.execute(view)
    op.execute("INSERT INTO categories VALUES (0, 'all', 'all')")
    op.execute("INSERT INTO store_state VALUES (1, 0, '', '')")


def create_tables_of_areas() -> None:
    """Tables of areas."""
    op.create_table(
        "areas",
        sa.Column("area_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("area_code", sa.Text(), nullable=False),
        sa.Column("area_type", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("name_cy", sa.Text(), nullable=False),
        sa.Column("short_en", sa.Text(), nullable=True),
        sa.Column("short_cy", sa.Text(), nullable=True),
        sa.Column("tile_column", sa.SmallInteger(), nullable=True),
        sa.Column("tile_row", sa.SmallInteger(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("area_id", name="areas_key"),
        sa.UniqueConstraint(
            "area_type", "area_code", name="areas_area_type_area_code_once"
        ),
    )
    op.create_table(
        "area_members",
        sa.Column("whole_type", sa.Text(), nullable=False),
        sa.Column("whole_code", sa.Text(), nullable=False),
        sa.Column("part_type", sa.Text(), nullable=False),
        sa.Column("part_code", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint(
            "whole_type",
            "whole_code",
            "part_type",
            "part_code",
            name="area_members_key",
        ),
    )
    op.create_table(
        "peer_groups",
        sa.Column("peer_set", sa.Text(), nullable=False),
        sa.Column("area_code", sa.Text(), nullable=False),
        sa.Column("peer_code", sa.Text(), nullable=False),
        sa.Column("rank", sa.SmallInteger(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("basis_cy", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint(
            "peer_set", "area_code", "peer_code", name="peer_groups_key"
        ),
    )


def create_tables_of_figures() -> None:
    """Tables of figures."""
    op.create_table(
        "series",
        sa.Column("series_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("series", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=True),
        sa.Column("label_cy", sa.Text(), nullable=True),
        sa.Column("unit_of_count", sa.Text(), nullable=True),
        sa.Column("unit_of_count_cy", sa.Text(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("series_id", name="series_key"),
        sa.UniqueConstraint("series", name="series_series_once"),
    )
    op.create_table(
        "categories",
        sa.Column("category_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("breakdown", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("category_id", name="categories_key"),
        sa.UniqueConstraint(
            "breakdown", "category", name="categories_breakdown_category_once"
        ),
    )
    op.create_table(
        "releases",
        sa.Column("release_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("publication", sa.Text(), nullable=False),
        sa.Column("edition", sa.Text(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("loaded_at", sa.Text(), nullable=False),
        sa.Column("loaded_by", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("row_count", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("release_id", name="releases_key"),
    )
    op.create_table(
        "release_files",
        sa.Column("file_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("figures_sha256", sa.Text(), nullable=False),
        sa.Column("edition", sa.Text(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["release_id"], ["releases.release_id"], name="release_files_releases"
        ),
        sa.PrimaryKeyConstraint("file_id", name="release_files_key"),
    )
    op.create_index(
        "release_files_figures_sha256",
        "release_files",
        ["figures_sha256"],
        unique=False,
    )
    op.create_index("release_files_sha256", "release_files", ["sha256"], unique=False)
    op.create_table(
        "refusals",
        sa.Column("refusal_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["release_id"], ["releases.release_id"], name="refusals_releases"
        ),
        sa.PrimaryKeyConstraint("refusal_id", name="refusals_key"),
    )
    op.create_index("refusals_release_id", "refusals", ["release_id"], unique=False)
    op.create_table(
        "facts",
        sa.Column("series_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("category_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("area_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("frequency", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("period", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("release_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("status", sa.SmallInteger(), nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint(
            "series_id",
            "category_id",
            "area_id",
            "frequency",
            "period",
            "release_id",
            name="facts_key",
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "facts_of_area",
        "facts",
        ["area_id", "period", "series_id"],
        unique=False,
        sqlite_where=sa.text("category_id = 0 AND superseded_by IS NULL"),
        postgresql_where=sa.text("category_id = 0 AND superseded_by IS NULL"),
        postgresql_include=["frequency", "release_id", "value", "status"],
    )
    op.create_table(
        "coverage",
        sa.Column("series_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("category_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("area_type", sa.Text(), nullable=False),
        sa.Column("frequency", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("period", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("areas", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "series_id",
            "category_id",
            "area_type",
            "frequency",
            "period",
            name="coverage_key",
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "store_state",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("data_version", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("definitions_digest", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="store_state_key"),
    )


def create_tables_of_records() -> None:
    """Tables of grades, events and targets."""
    op.create_table(
        "rating_rows",
        sa.Column("release_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("framework", sa.Text(), nullable=False),
        sa.Column("edition", sa.Text(), nullable=False),
        sa.Column("area_type", sa.Text(), nullable=False),
        sa.Column("area_code", sa.Text(), nullable=False),
        sa.Column("criterion", sa.Text(), nullable=False),
        sa.Column("grade", sa.Text(), nullable=False),
        sa.Column("inspected_on", sa.Date(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("release_id", "position", name="rating_rows_key"),
    )
    op.create_table(
        "event_rows",
        sa.Column("release_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("title_cy", sa.Text(), nullable=True),
        sa.Column("area_code", sa.Text(), nullable=True),
        sa.Column("measure_id", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("release_id", "position", name="event_rows_key"),
    )
    op.create_table(
        "target_rows",
        sa.Column("release_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("measure_id", sa.Text(), nullable=False),
        sa.Column("area_code", sa.Text(), nullable=False),
        sa.Column("target", sa.Double(), nullable=False),
        sa.Column("due_period", sa.Text(), nullable=False),
        sa.Column("set_on", sa.Date(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("priority_id", sa.Text(), nullable=True),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("release_id", "position", name="target_rows_key"),
    )


def create_tables_of_the_partnership() -> None:
    """Tables of the partnership."""
    op.create_table(
        "priorities",
        sa.Column("priority_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("title_cy", sa.Text(), nullable=True),
        sa.Column("aim", sa.Text(), nullable=True),
        sa.Column("aim_cy", sa.Text(), nullable=True),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("lead_agency", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("release_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["release_id"], ["releases.release_id"], name="priorities_releases"
        ),
        sa.PrimaryKeyConstraint("priority_id", name="priorities_key"),
    )
    op.create_table(
        "priority_measures",
        sa.Column("priority_id", sa.Text(), nullable=False),
        sa.Column("measure_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["priority_id"],
            ["priorities.priority_id"],
            name="priority_measures_priorities",
        ),
        sa.PrimaryKeyConstraint(
            "priority_id", "measure_id", name="priority_measures_key"
        ),
    )
    op.create_table(
        "actions",
        sa.Column("action_id", sa.Text(), nullable=False),
        sa.Column("priority_id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("title_cy", sa.Text(), nullable=True),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("progress", sa.Text(), nullable=True),
        sa.Column("release_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["priority_id"], ["priorities.priority_id"], name="actions_priorities"
        ),
        sa.ForeignKeyConstraint(
            ["release_id"], ["releases.release_id"], name="actions_releases"
        ),
        sa.PrimaryKeyConstraint("action_id", name="actions_key"),
    )
    op.create_table(
        "commentary",
        sa.Column("measure_id", sa.Text(), nullable=False),
        sa.Column("area_code", sa.Text(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("written_on", sa.Date(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("comment_cy", sa.Text(), nullable=True),
        sa.Column("release_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["release_id"], ["releases.release_id"], name="commentary_releases"
        ),
        sa.PrimaryKeyConstraint(
            "measure_id", "area_code", "period", "written_on", name="commentary_key"
        ),
    )
    op.create_table(
        "explanations",
        sa.Column("measure_id", sa.Text(), nullable=False),
        sa.Column("area_code", sa.Text(), nullable=False),
        sa.Column("breakdown", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("written_on", sa.Date(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("explanation_cy", sa.Text(), nullable=True),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("release_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["release_id"], ["releases.release_id"], name="explanations_releases"
        ),
        sa.PrimaryKeyConstraint(
            "measure_id",
            "area_code",
            "breakdown",
            "category",
            "written_on",
            name="explanations_key",
        ),
    )
    op.create_table(
        "agendas",
        sa.Column("agenda", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("title_cy", sa.Text(), nullable=True),
        sa.Column("meets_on", sa.Date(), nullable=True),
        sa.Column("release_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["release_id"], ["releases.release_id"], name="agendas_releases"
        ),
        sa.PrimaryKeyConstraint("agenda", name="agendas_key"),
    )
    op.create_table(
        "agenda_items",
        sa.Column("agenda", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("title_cy", sa.Text(), nullable=True),
        sa.Column("query", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agenda"], ["agendas.agenda"], name="agenda_items_agendas"
        ),
        sa.PrimaryKeyConstraint("agenda", "position", name="agenda_items_key"),
    )
