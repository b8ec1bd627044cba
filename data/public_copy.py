"""A copy of the store that holds nothing the public may not see.

What a public server does not have it cannot give away: no hidden number, no release,
row or note of partners, nothing of a withdrawn release, no content of refused rows.
It answers every public question as the whole store does.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Engine, Table, delete, insert, select, update

from data import merge
from data.engine import is_sqlite
from data.queries.dimensions import read_dimensions
from data.queries.releases import RefusalRow, without_content
from data.queries.shown import show
from data.record_tables import RECORD_TABLES
from data.schema import is_public_copy, upgrade
from data.tables import (
    ALL_CATEGORY,
    PUBLIC,
    area_members,
    areas,
    categories,
    coverage,
    disclosure_state,
    facts,
    metadata,
    peer_groups,
    refusals,
    release_files,
    releases,
    series,
    status_codes,
    store_state,
)
from data.writing import writing

BATCH = 5_000
#: Copied as they are: names and what is part of what.
PLAIN = (areas, area_members, peer_groups, series)
#: Left empty: what loads need, and sums of files whose figures are hidden.
EMPTY = (release_files,)

Row = dict[str, Any]


class NotAPublicCopy(Exception):
    """The place to write to holds something else; says what to do instead."""


def export_public(source: Engine, target: Engine) -> int:
    """Write the public's copy of a store; how many figures it shows.

    Takes the place of an earlier copy in one transaction, under the eyes of whoever
    reads it. Raises NotAPublicCopy for a store that holds anything else.
    """
    upgrade(target)
    with source.connect() as reading, writing(target) as connection:
        _check(connection)
        if is_sqlite(connection):
            # What was public before and is hidden now must not stay on the disc.
            connection.exec_driver_sql("PRAGMA secure_delete = ON")
        for table in reversed(metadata.sorted_tables):
            connection.execute(delete(table))
        shown = _copy(reading, connection)
    merge.analyse(target)
    return shown


def _check(connection: Connection) -> None:
    some = connection.execute(select(releases.c.release_id).limit(1)).first()
    if some is not None and not is_public_copy(connection):
        raise NotAPublicCopy(
            "The target holds a store of its own: name another file or database for "
            "the public copy."
        )


def _copy(reading: Connection, connection: Connection) -> int:
    known = read_dimensions(reading)
    public = {
        row.release_id: row
        for row in reading.execute(select(releases).where(releases.c.tier == PUBLIC))
    }
    current = [n for n, row in public.items() if row.state != "withdrawn"]
    for table in PLAIN:
        _put(connection, table, _rows(reading, table))
    _put(
        connection,
        releases,
        (
            row | ({} if row["already_public"] else {"sha256": ""})
            for row in _rows(reading, releases)
            if row["release_id"] in public
        ),
    )
    counts = (r for r in _rows(reading, coverage) if r["release_id"] in current)
    _put(connection, coverage, counts)
    _put(connection, refusals, _public_refusals(reading, public))
    for table in RECORD_TABLES:
        _put(connection, table, _public_records(reading, table, current))
    shown, used = 0, {ALL_CATEGORY}

    def masked() -> Iterator[Row]:
        nonlocal shown
        chosen = select(facts).where(facts.c.release_id.in_(current))
        ordered = chosen.order_by(*facts.primary_key.columns)
        found = reading.execute(ordered.execution_options(yield_per=BATCH))
        for row in found.mappings():
            used.add(row["category_id"])
            names = known.status_names
            value, status = show(
                row["value"], names[row["status"]], row["mask"], round_to=known.round_to
            )
            shown += value is not None and row["superseded_by"] is None
            yield {**row, "value": value, "status": status_codes[status]}

    _put(connection, facts, masked())
    # A category that only partners have figures of is a word of theirs.
    rows = (row for row in _rows(reading, categories) if row["category_id"] in used)
    _put(connection, categories, rows)
    _put(connection, disclosure_state, _rows(reading, disclosure_state))
    connection.execute(update(disclosure_state).values(is_public_copy=True))
    _put(connection, store_state, _rows(reading, store_state))
    return shown


def _rows(reading: Connection, table: Table) -> Iterator[Row]:
    ordered = select(table).order_by(*table.primary_key.columns or table.columns)
    for row in reading.execute(ordered).mappings():
        yield dict(row)


def _public_refusals(reading: Connection, public: dict[int, Any]) -> Iterator[Row]:
    for row in _rows(reading, refusals):
        release = public.get(row["release_id"])
        if release is None:
            continue
        if release.already_public:
            yield row
            continue
        fields = {name: row[name] for name in RefusalRow._fields}
        yield row | without_content(RefusalRow(**fields))._asdict()


def _public_records(
    reading: Connection, table: Table, current: list[int]
) -> Iterator[Row]:
    """Rows that everybody may see; what belongs to one that they may not goes too."""
    parents = {
        "agenda_item_rows": ("agenda", "agenda_rows"),
        "priority_measure_rows": ("priority_id", "priority_rows"),
    }
    closed: set[Any] = set()
    if table.name in parents:
        name, parent = parents[table.name]
        above = metadata.tables[parent]
        closed = set(
            reading.execute(
                select(above.c[name]).where(above.c.visibility != PUBLIC)
            ).scalars()
        )
    for row in _rows(reading, table):
        is_open = row.get("visibility", PUBLIC) == PUBLIC
        if table.name in parents and row[parents[table.name][0]] in closed:
            continue
        if is_open and row["release_id"] in current:
            yield row


def _put(connection: Connection, table: Table, rows: Iterator[Row]) -> None:
    while batch := list(islice(rows, BATCH)):
        connection.execute(insert(table), batch)
