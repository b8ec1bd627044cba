"""A file's rows against what is stored, and a release's rows put in its place.

All of it in sets: nothing here grows with the size of a load but the tables.
"""

import logging
from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
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
from sqlalchemy.exc import SQLAlchemyError

from data.record_tables import RECORD_TABLES
from data.staging import KEY, incoming, staged
from data.tables import (
    MASKS,
    PUBLIC,
    areas,
    categories,
    coverage,
    facts,
    releases,
    series,
)
from data.writing import StoreBusy, writing

log = logging.getLogger(__name__)


class ReplacesPublic(Exception):
    """A release for partners alone would take the place of what everybody sees."""

    def __init__(self) -> None:
        super().__init__(
            "A list of the same name, or a row of one, is there for everybody: give "
            "the list for partners another name, and leave out what everybody sees."
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


def drop_public(connection: Connection) -> int:
    """Leave out rows of the file that everybody sees as they are; how many."""
    kept = exists().where(
        same_key(facts, incoming), *_is_public(), ~_differ(facts, incoming)
    )
    return connection.execute(delete(incoming).where(kept)).rowcount


def find_public(connection: Connection) -> Figure | None:
    """A figure of the file that everybody sees; None where there is none."""
    clash = (
        select(*(incoming.c[name] for name in KEY))
        .join(facts, same_key(incoming, facts))
        .where(*_is_public())
    )
    row = connection.execute(clash.limit(1)).first()
    return None if row is None else describe(connection, *row)


def _is_public() -> tuple[ColumnElement[bool], ...]:
    public = select(releases.c.release_id).where(releases.c.tier == PUBLIC)
    return facts.c.superseded_by.is_(None), facts.c.release_id.in_(public)


def refuse_closed(connection: Connection, release_id: int) -> None:
    """Raises ReplacesPublic for a partner's release that replaced a public row."""
    every = connection.execute(select(releases.c.release_id, releases.c.tier))
    tiers = {row.release_id: row.tier for row in every}
    if tiers[release_id] == PUBLIC:
        return
    for table in (facts, *RECORD_TABLES):
        replaced = select(table.c.release_id).where(
            table.c.superseded_by == release_id, table.c.release_id != release_id
        )
        owners = connection.execute(replaced.distinct()).scalars()
        if any(tiers[owner] == PUBLIC for owner in owners):
            raise ReplacesPublic


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
    """Count anew how many areas show a number in each period of these series."""
    connection.execute(delete(coverage).where(coverage.c.series_id.in_(series_ids)))
    key = (
        facts.c.series_id,
        facts.c.category_id,
        areas.c.area_type,
        facts.c.frequency,
        facts.c.period,
        facts.c.release_id,
        facts.c.superseded_by,
    )
    is_shown = and_(
        facts.c.value.is_not(None),
        func.coalesce(facts.c.mask, MASKS.index("shown")) == 0,
    )
    counted = (
        select(*key, func.sum(case((is_shown, 1), else_=0)))
        .join(areas, areas.c.area_id == facts.c.area_id)
        .where(facts.c.series_id.in_(series_ids))
        .group_by(*key)
    )
    connection.execute(insert(coverage).from_select(coverage.c.keys(), counted))


def touched_series(connection: Connection) -> list[int]:
    """The series of the staged rows."""
    return list(connection.execute(select(staged.c.series_id).distinct()).scalars())


def analyse(engine: Engine) -> None:
    """Count what the planner needs to find its way by the keys.

    Comes after what was written is kept, so it never fails: without it reads are
    right, and slower at worst. What goes wrong is logged.
    """
    try:
        with writing(engine) as connection:
            for name in ("facts", "coverage", "areas", "series", "categories"):
                connection.exec_driver_sql(f"ANALYZE {name}")
    except (SQLAlchemyError, StoreBusy) as error:
        reason = " ".join(str(getattr(error, "orig", None) or error).split())
        log.warning(
            "The store is changed, but was not analysed: reads may be slower until "
            "the next load. %s",
            reason,
        )


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
