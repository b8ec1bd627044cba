"""A store to try things on, in both databases, and what is in it."""

from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Engine, func, inspect, select

from data.ingest.publication import Publication
from data.load import load
from data.outcome import Outcome
from data.queries.counts import CountsQuery, fetch_counts
from data.tables import PUBLIC, metadata


class Store(NamedTuple):
    """A store's address and an engine of each kind on it; the reader is of partners."""

    url: str
    writer: Engine
    reader: Engine


def load_into(
    store: Store,
    publication: Publication,
    *paths: Path,
    already_public: bool = True,
    tier: str = PUBLIC,
) -> Outcome:
    return load(
        store.writer,
        publication,
        paths,
        loaded_by="a test",
        already_public=already_public,
        tier=tier,
    )


def contents(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, as a set would compare them."""
    with store.reader.connect() as connection:
        names = inspect(connection).get_table_names()
        return {
            name: sorted((tuple(row) for row in connection.execute(
                select(metadata.tables[name])
            )), key=repr)
            for name in names
            if name in metadata.tables
        }  # fmt: skip


def current(
    store: Store,
    *,
    area_type: str = "police_force",
    category: tuple[str, str] = ("all", "all"),
    series: str = "tallies",
    as_of: str | None = None,
) -> dict[tuple[str, int], float | None]:
    """What readers see: area and month to number."""
    query = CountsQuery(
        (series,), area_type, (), 190001, 299912, (category,), as_of=as_of
    )
    return {
        (row.area_code, row.period): row.value
        for row in fetch_counts(store.reader, query)
    }


def count(store: Store, table: str) -> int:
    counted = select(func.count()).select_from(metadata.tables[table])
    with store.reader.connect() as connection:
        return connection.execute(counted).scalar_one()
