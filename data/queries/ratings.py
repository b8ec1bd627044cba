"""Inspection grades, now or as they were known on a day."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import Engine, select

from data.engine import tier_of
from data.queries.as_of import as_known
from data.record_tables import rating_rows


class RatingRow(NamedTuple):
    """One grade of one area on one criterion of one edition of a framework."""

    framework: str
    edition: str
    area_type: str
    area_code: str
    criterion: str
    grade: str
    inspected_on: date | None
    url: str | None
    release_id: int


def fetch_ratings(engine: Engine, *, as_of: str | None = None) -> list[RatingRow]:
    """Every grade in the order its file has it, the earlier load first."""
    chosen = select(*(rating_rows.c[name] for name in RatingRow._fields))
    ordered = chosen.order_by(rating_rows.c.release_id, rating_rows.c.position)
    with engine.connect() as connection:
        found = connection.execute(
            as_known(ordered, rating_rows, as_of, tier=tier_of(engine))
        )
        return [RatingRow(*row) for row in found]
