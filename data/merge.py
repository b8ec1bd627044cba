"""A file's rows against what is stored, and a release's rows put in its place.

All of it in sets: nothing here grows with the size of a load but the tables.
"""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Integer,
    and_,
    case,
    delete,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    tuple_,
    update,
)

from data.staging import KEY, incoming, staged
from data.tables import (
    RECORD_TABLES,
    areas,
    categories,
    coverage,
    facts,
    releases,
    series,
)


class Change(NamedTuple):
    """How a set of rows differs from the figures that are current."""

    new: int
    changed: int
    unchanged: int


NO_CHANGE = Change(0, 0, 0)


class Figure(NamedTuple):
    """What a stored number is of, in words."""

    series: str
    area_code: str
    period: int
    breakdown: str
    category: str


def same_key(one: FromClause, other: FromClause) -> ColumnElement[bool]:
    """Both rows are of one series, category, area, frequency and period."""
    return and_(*(one.c[name] == other.c[name] for name in KEY))


def find_repeated(connection: Connection) -> Figure | None:
    """A figure the file being read gives twice; None where it gives each once."""
    keys = [incoming.c[name] for name in KEY]
    repeated = select(*keys).group_by(*keys).having(func.count() > 1)
    row = connection.execute(repeated.limit(1)).first()
    return None if row is None else describe(connection, *row)


def find_contradicted(
    connection: Connection, file_ids: Collection[int]
) -> tuple[Figure, int] | None:
    """A figure of the file being read that one of these files gives otherwise."""
    if not file_ids:
        return None
    clash = (
        select(*(incoming.c[name] for name in KEY), staged.c.file_id)
        .join(staged, same_key(incoming, staged))
        .where(staged.c.file_id.in_(file_ids), _differ(incoming, staged))
    )
    row = connection.execute(clash.limit(1)).first()
    return None if row is None else (describe(connection, *row[:5]), row[5])


def describe(
    connection: Connection,
    series_id: int,
    category_id: int,
    area_id: int,
    frequency: int,
    period: int,
) -> Figure:
    """The words for a key."""
    of_series = select(series.c.series).where(series.c.series_id == series_id)
    of_area = select(areas.c.area_code).where(areas.c.area_id == area_id)
    of_category = select(categories.c.breakdown, categories.c.category).where(
        categories.c.category_id == category_id
    )
    return Figure(
        connection.execute(of_series).scalar_one(),
        connection.execute(of_area).scalar_one(),
        period,
        *connection.execute(of_category).one(),
    )


def drop_older(connection: Connection, later_file_ids: Collection[int]) -> int:
    """Leave out rows for which a later edition's figure is current; how many."""
    if not later_file_ids:
        return 0
    kept = exists().where(
        same_key(facts, incoming),
        facts.c.superseded_by.is_(None),
        facts.c.file_id.in_(later_file_ids),
    )
    return connection.execute(delete(incoming).where(kept)).rowcount


def compare_incoming(connection: Connection) -> Change:
    """The rows of the file being read against the current figures."""
    return _compare(connection, incoming)


def changes_staged(connection: Connection) -> bool:
    """Whether the file being read says other than the files before it."""
    other = select(
        exists().where(same_key(incoming, staged), _differ(incoming, staged))
    )
    return bool(connection.execute(other).scalar())


def keep_incoming(connection: Connection, file_id: int) -> None:
    """Move the file's rows to the staged ones, in place of an earlier edition's."""
    connection.execute(delete(staged).where(_key_in(staged, incoming)))
    columns = (*KEY, "value", "status")
    connection.execute(
        insert(staged).from_select(
            [*columns, "file_id"],
            select(
                *(incoming.c[name] for name in columns),
                literal(file_id, Integer),
            ).order_by(*(incoming.c[name] for name in KEY)),
        )
    )
    empty_incoming(connection)


def empty_incoming(connection: Connection) -> None:
    """Make room for the next file."""
    connection.execute(delete(incoming))


def compare_staged(connection: Connection) -> Change:
    """The rows of the release about to be made against the current figures."""
    return _compare(connection, staged)


def store_staged(connection: Connection, release_id: int) -> int:
    """Make the staged rows current as a release's; how many there are."""
    # Before the new rows are there: told apart from them by their release afterwards,
    # SQLite 3.40 also picks a new row that follows one it has just picked.
    connection.execute(
        update(facts)
        .where(_key_in(facts, staged), facts.c.superseded_by.is_(None))
        .values(superseded_by=release_id)
    )
    columns = (*KEY, "value", "status", "file_id")
    connection.execute(
        insert(facts).from_select(
            [*columns, "release_id"],
            select(
                *(staged.c[name] for name in columns), literal(release_id, Integer)
            ).order_by(*(staged.c[name] for name in KEY)),
        )
    )
    return int(
        connection.execute(select(func.count()).select_from(staged)).scalar_one()
    )


def refresh_states(connection: Connection) -> None:
    """Say of each release whether any of its rows are still current."""
    has_rows = or_(
        *(
            releases.c.release_id.in_(
                select(table.c.release_id).where(table.c.superseded_by.is_(None))
            )
            for table in (facts, *RECORD_TABLES)
        )
    )
    connection.execute(
        update(releases)
        .where(releases.c.state != "withdrawn")
        .values(state=case((has_rows, "current"), else_="superseded"))
    )


def refresh_coverage(connection: Connection, series_ids: Collection[int]) -> None:
    """Count anew which areas have a number in each period of these series."""
    connection.execute(delete(coverage).where(coverage.c.series_id.in_(series_ids)))
    key = (
        facts.c.series_id,
        facts.c.category_id,
        areas.c.area_type,
        facts.c.frequency,
        facts.c.period,
    )
    counted = (
        select(*key, func.count(facts.c.value))
        .join(areas, areas.c.area_id == facts.c.area_id)
        .where(facts.c.series_id.in_(series_ids), facts.c.superseded_by.is_(None))
        .group_by(*key)
    )
    columns = ["series_id", "category_id", "area_type", "frequency", "period", "areas"]
    connection.execute(insert(coverage).from_select(columns, counted))


def touched_series(connection: Connection) -> list[int]:
    """The series of the staged rows."""
    return list(connection.execute(select(staged.c.series_id).distinct()).scalars())


def analyse(connection: Connection) -> None:
    """Count what the planner needs to find its way by the keys."""
    for name in ("facts", "coverage", "areas", "series", "categories"):
        connection.exec_driver_sql(f"ANALYZE {name}")


def _differ(one: FromClause, other: FromClause) -> ColumnElement[bool]:
    return or_(
        one.c.value.is_distinct_from(other.c.value), one.c.status != other.c.status
    )


def _key_in(table: FromClause, other: FromClause) -> ColumnElement[bool]:
    # As a list of keys to look up, and not as a join, so that SQLite goes through
    # the few and not through everything ever stored.
    keys = tuple_(*(table.c[name] for name in KEY))
    return keys.in_(select(*(other.c[name] for name in KEY)))


def _compare(connection: Connection, rows: FromClause) -> Change:
    current = and_(same_key(rows, facts), facts.c.superseded_by.is_(None))
    is_new = facts.c.release_id.is_(None)
    counted = select(
        func.count(),
        func.coalesce(func.sum(case((is_new, 1), else_=0)), 0),
        func.coalesce(
            func.sum(case((and_(~is_new, _differ(rows, facts)), 1), else_=0)), 0
        ),
    ).select_from(rows.outerjoin(facts, current))
    total, new, changed = connection.execute(counted).one()
    return Change(new, changed, total - new - changed)
