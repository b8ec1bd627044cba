"""Which figures are hidden, for whom a release is, and under which policy."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

#: Statistics their publishers have given to everybody, when this was written; made-up
#: figures stand for them.
PUBLISHED = (
    "arrests", "court_outcomes", "court_timeliness", "cps_case_outcomes",
    "crime_severity", "crown_court", "delivery_dashboard", "demonstration",
    "inspection", "police_outcomes", "police_uk_stop_search", "population",
    "recorded_crime", "reoffending", "stop_and_search", "trial_effectiveness",
    "use_of_force",
)  # fmt: skip
PERIOD_START = {
    "sqlite": "printf('%04d-%02d-01', facts.period / 100, facts.period % 100)",
    "postgresql": "make_date(facts.period / 100, facts.period % 100, 1)",
}
# A hidden figure is hidden from whoever reads the contract, too.
OBSERVATIONS = """
CREATE VIEW observations AS
SELECT series.series, areas.area_type, areas.area_code,
       {period_start} AS period_start,
       CASE facts.frequency WHEN 0 THEN 'month' WHEN 1 THEN 'quarter'
            ELSE 'year' END AS frequency,
       categories.breakdown, categories.category,
       CASE WHEN facts.mask > 0 THEN NULL ELSE facts.value END AS value,
       CASE WHEN facts.mask > 0 THEN 'suppressed' ELSE
            CASE facts.status WHEN 0 THEN 'published' WHEN 1 THEN 'provisional'
                 WHEN 2 THEN 'revised' WHEN 3 THEN 'suppressed'
                 WHEN 4 THEN 'not_collected' ELSE 'not_applicable' END
            END AS status,
       facts.release_id
FROM facts
JOIN series ON series.series_id = facts.series_id
JOIN categories ON categories.category_id = facts.category_id
JOIN areas ON areas.area_id = facts.area_id
WHERE facts.superseded_by IS NULL
"""


def upgrade() -> None:
    """Columns for the mask and the tier, and what was decided last."""
    op.execute("DROP VIEW observations")
    op.add_column("facts", sa.Column("mask", sa.SmallInteger(), nullable=True))
    op.add_column(
        "releases",
        sa.Column("tier", sa.Text(), nullable=False, server_default="public"),
    )
    op.add_column(
        "releases",
        sa.Column(
            "already_public", sa.Boolean(), nullable=False, server_default=sa.false()
        ),
    )
    op.add_column("coverage", sa.Column("public_areas", sa.Integer(), nullable=True))
    op.create_table(
        "disclosure_state",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("policy_digest", sa.Text(), nullable=False),
        sa.Column("round_to", sa.Integer(), nullable=True),
        sa.Column("figures", sa.Integer(), nullable=False),
        sa.Column("small", sa.Integer(), nullable=False),
        sa.Column("others", sa.Integer(), nullable=False),
        sa.Column("unprotected", sa.Integer(), nullable=False),
        sa.Column("is_public_copy", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="disclosure_state_key"),
    )
    dialect = op.get_bind().dialect.name
    if dialect == "postgresql":
        op.drop_index("facts_of_area", table_name="facts")
        op.create_index(
            "facts_of_area",
            "facts",
            ["area_id", "period", "series_id"],
            postgresql_where=sa.text("category_id = 0 AND superseded_by IS NULL"),
            postgresql_include=["frequency", "release_id", "value", "status", "mask"],
        )
    loads = sa.table("releases", sa.column("publication"), sa.column("already_public"))
    op.execute(
        sa.update(loads)
        .where(loads.c.publication.in_(PUBLISHED))
        .values(already_public=True)
    )
    op.execute("UPDATE coverage SET public_areas = areas")
    op.execute("INSERT INTO disclosure_state VALUES (1, '', NULL, 0, 0, 0, 0, FALSE)")
    op.execute(OBSERVATIONS.format(period_start=PERIOD_START[dialect]))
