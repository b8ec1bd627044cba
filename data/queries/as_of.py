"""Rows as they are now, or as they were known at the end of a day."""

from typing import Any, TypeVar

from sqlalchemy import Select, Table, func, or_

from data.tables import releases

Statement = TypeVar("Statement", bound=Select[*tuple[Any, ...]])


def as_known(statement: Statement, rows: Table, as_of: str | None) -> Statement:
    """Only the current rows, or those of a day such as "2026-03-31".

    A withdrawn release was never known.
    """
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
