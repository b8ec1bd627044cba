"""Rows as they are now, or as they were known at the end of a day, and for whom."""

from typing import Any, TypeVar

from sqlalchemy import Select, Table, func, or_, select

from data.tables import PARTNER, PUBLIC, releases

Statement = TypeVar("Statement", bound=Select[*tuple[Any, ...]])


def as_known(
    statement: Statement, rows: Table, as_of: str | None, *, tier: str = PUBLIC
) -> Statement:
    """Only the current rows, or those of a day such as "2026-03-31", of a tier.

    A withdrawn release was never known; one of the partner tier is known to partners.
    """
    if tier == PUBLIC:
        closed = select(releases.c.release_id).where(releases.c.tier == PARTNER)
        statement = statement.where(rows.c.release_id.not_in(closed))
    return of_day(statement, rows, as_of)


def of_day(statement: Statement, rows: Table, as_of: str | None) -> Statement:
    """Only the current rows, or those of a day, of releases of every tier."""
    if as_of is None:
        return statement.where(rows.c.superseded_by.is_(None))
    loaded, replaced = releases.alias("loaded"), releases.alias("replaced")
    return (
        statement.join(loaded, loaded.c.release_id == rows.c.release_id)
        .outerjoin(replaced, replaced.c.release_id == rows.c.superseded_by)
        .where(
            loaded.c.state != "withdrawn",
            func.substr(loaded.c.loaded_at, 1, 10) <= as_of,
            or_(
                rows.c.superseded_by.is_(None),
                func.substr(replaced.c.loaded_at, 1, 10) > as_of,
            ),
        )
    )
