"""Coverage by release, so that what was known on a day is not counted from facts."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

COUNTED = """
INSERT INTO coverage
SELECT facts.series_id, facts.category_id, areas.area_type, facts.frequency,
       facts.period, facts.release_id, facts.superseded_by,
       SUM(CASE WHEN facts.value IS NOT NULL AND COALESCE(facts.mask, 0) = 0
                THEN 1 ELSE 0 END)
FROM facts JOIN areas ON areas.area_id = facts.area_id
GROUP BY facts.series_id, facts.category_id, areas.area_type, facts.frequency,
         facts.period, facts.release_id, facts.superseded_by
"""


def upgrade() -> None:
    """The table anew, counted once from every figure there is."""
    op.drop_table("coverage")
    op.create_table(
        "coverage",
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("category_id", sa.Integer(), nullable=False),
        sa.Column("area_type", sa.Text(), nullable=False),
        sa.Column("frequency", sa.SmallInteger(), nullable=False),
        sa.Column("period", sa.Integer(), nullable=False),
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("areas", sa.Integer(), nullable=False),
    )
    op.create_index(
        "coverage_of_period",
        "coverage",
        ["series_id", "category_id", "area_type", "frequency", "period"],
    )
    op.execute(COUNTED)
