"""What analysts define, copied into the store so that figures can be joined to it."""

import hashlib
import json
from collections.abc import Collection

from sqlalchemy import Connection, delete, func, insert, select, update

from data.definitions import read_areas, read_members, read_series
from data.ingest.peers import PEER_SET, SERIES, Figure, compute_peers
from data.tables import (
    PUBLIC,
    area_members,
    areas,
    categories,
    facts,
    peer_groups,
    releases,
    series,
    store_state,
)
from data.version import bump_version
from data.wholes import WHOLE_TYPE

_AREA_COLUMNS = (
    "name_en",
    "name_cy",
    "short_en",
    "short_cy",
    "tile_column",
    "tile_row",
)
_SERIES_COLUMNS = (
    "label",
    "label_cy",
    "unit_of_count",
    "unit_of_count_cy",
    "basis",
    "kind",
)


def sync_definitions(connection: Connection) -> bool:
    """Bring areas, memberships and series up to date; False if they already were.

    An area or series that is no longer defined stays, for the figures it has.
    """
    defined = json.dumps([read_areas(), read_members(), read_series()], default=str)
    digest = hashlib.sha256(defined.encode()).hexdigest()
    if (
        digest
        == connection.execute(select(store_state.c.definitions_digest)).scalar_one()
    ):
        return False
    _sync_areas(connection)
    _sync_series(connection)
    connection.execute(delete(area_members))
    connection.execute(insert(area_members), list(read_members()))
    connection.execute(update(store_state).values(definitions_digest=digest))
    bump_version(connection, "definitions", digest)
    return True


def refresh_peers(connection: Connection, series_ids: Collection[int]) -> None:
    """Work out who resembles whom again, if any of these series bears on it.

    A set of peers that was loaded, and not worked out, is left alone.
    """
    names = select(series.c.series_id).where(series.c.series.in_(SERIES))
    if not set(series_ids) & set(connection.execute(names).scalars()):
        return
    figures = connection.execute(
        select(
            series.c.series,
            areas.c.area_code,
            facts.c.period,
            categories.c.breakdown,
            categories.c.category,
            facts.c.value,
        )
        .join(series, series.c.series_id == facts.c.series_id)
        .join(areas, areas.c.area_id == facts.c.area_id)
        .join(categories, categories.c.category_id == facts.c.category_id)
        .join(releases, releases.c.release_id == facts.c.release_id)
        .where(
            series.c.series.in_(SERIES),
            areas.c.area_type == WHOLE_TYPE,
            facts.c.superseded_by.is_(None),
            releases.c.tier == PUBLIC,
            func.coalesce(facts.c.mask, 0) == 0,
        )
        .order_by(*facts.primary_key.columns)
    )
    peers = compute_peers(Figure(*row) for row in figures)
    connection.execute(delete(peer_groups).where(peer_groups.c.peer_set == PEER_SET))
    if peers:
        connection.execute(insert(peer_groups), [peer._asdict() for peer in peers])


def _sync_areas(connection: Connection) -> None:
    known = {
        (row.area_type, row.area_code): row.area_id
        for row in connection.execute(select(areas))
    }
    for record in read_areas():
        pair = (record["type"], record["code"])
        values = {name: record.get(name) for name in _AREA_COLUMNS}
        if pair in known:
            found = areas.c.area_id == known[pair]
            connection.execute(update(areas).where(found).values(values))
            continue
        known[pair] = max(known.values(), default=0) + 1
        row = {"area_id": known[pair], "area_type": pair[0], "area_code": pair[1]}
        connection.execute(insert(areas), row | values)


def _sync_series(connection: Connection) -> None:
    known = {row.series: row.series_id for row in connection.execute(select(series))}
    for record in read_series():
        name = record["id"]
        values = {column: record.get(column) for column in _SERIES_COLUMNS}
        if name in known:
            found = series.c.series_id == known[name]
            connection.execute(update(series).where(found).values(values))
            continue
        known[name] = max(known.values(), default=0) + 1
        row = {"series_id": known[name], "series": name}
        connection.execute(insert(series), row | values)
