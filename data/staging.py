"""Rows on their way in: checked, numbered and held apart until a file is whole."""

import hashlib
import math
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import NamedTuple, cast

import psycopg
from sqlalchemy import (
    Column,
    Connection,
    Double,
    Integer,
    MetaData,
    SmallInteger,
    Table,
    insert,
)

from data.engine import is_sqlite
from data.ingest.publication import Observation
from data.queries.dimensions import read_dimensions
from data.tables import categories, facts, frequency_codes, series, status_codes

BATCH = 10_000
KEY = ("series_id", "category_id", "area_id", "frequency", "period")
#: Statuses under which a row has a number, and must.
SHOWN = ("published", "provisional", "revised")
_FIRST_MONTHS = {"month": range(1, 13), "quarter": (1, 4, 7, 10), "year": range(1, 13)}

_temporary = MetaData()


def _table(name: str, *more: Column[int], is_key: bool) -> Table:
    return Table(
        name,
        _temporary,
        *(
            Column(
                column,
                facts.c[column].type,
                primary_key=is_key,
                autoincrement=False,
                nullable=False,
            )
            for column in KEY
        ),
        Column("value", Double),
        Column("status", SmallInteger, nullable=False),
        *more,
        prefixes=["TEMPORARY"],
        sqlite_with_rowid=not is_key,
    )


#: The rows of the file being read.
incoming = _table("incoming", is_key=False)
#: The rows of the files read so far, and wholes worked out of them.
staged = _table("staged", Column("file_id", Integer), is_key=True)


class Staged(NamedTuple):
    """How much one file held, and a sum of its figures without their periods."""

    rows: int
    figures_sha256: str
    #: Too few figures, or none but noughts, can be alike by chance.
    is_telling: bool


class Numbering:
    """The numbers that stand for series, categories and areas within one load.

    A series or category met for the first time is given the next number at once.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.read_again()

    def read_again(self) -> None:
        """Forget numbers given since, after what gave them was undone."""
        known = read_dimensions(self.connection)
        self.series = dict(known.series)
        self.categories = dict(known.categories)
        self.areas = known.areas
        self._next_series = max(self.series.values(), default=0) + 1
        self._next_category = max(self.categories.values(), default=0) + 1

    def series_id(self, name: str) -> int:
        """The number of a series, new or not."""
        if name not in self.series:
            self.series[name] = self._next_series
            self._next_series += 1
            row = {"series_id": self.series[name], "series": name}
            self.connection.execute(insert(series), row)
        return self.series[name]

    def category_id(self, breakdown: str, category: str) -> int:
        """The number of a category of a breakdown, new or not."""
        pair = (breakdown, category)
        if pair not in self.categories:
            self.categories[pair] = self._next_category
            self._next_category += 1
            row = {
                "category_id": self.categories[pair],
                "breakdown": breakdown,
                "category": category,
            }
            self.connection.execute(insert(categories), row)
        return self.categories[pair]


def create_staging(connection: Connection) -> None:
    """The temporary tables of one load, gone with its connection."""
    _temporary.create_all(connection, checkfirst=False)


def analyse_temporary(connection: Connection, *tables: str) -> None:
    """Let PostgreSQL know how many rows are in tables made a moment ago.

    It would take them for empty, and go through them again for each row of another.
    SQLite goes by the keys, unasked.
    """
    if not is_sqlite(connection):
        for table in tables:
            connection.exec_driver_sql(f"ANALYZE {table}")


def stage_file(
    connection: Connection,
    numbering: Numbering,
    observations: Iterable[Observation],
    *,
    refuse: Callable[[Observation, str], None],
    progress: Callable[[int], None],
) -> Staged:
    """Put a file's rows into `incoming`, a batch at a time; unreadable ones refused."""
    digest = hashlib.sha256()
    rows = 0
    is_varied = False
    numbered = _numbered(numbering, observations, refuse)
    while batch := list(islice(numbered, BATCH)):
        _write(connection, batch)
        rows += len(batch)
        is_varied = is_varied or any(row[5] for row in batch)
        digest.update(repr([(*row[:4], *row[5:]) for row in batch]).encode())
        progress(rows)
    return Staged(rows, digest.hexdigest(), is_telling=rows >= 50 and is_varied)


_Row = tuple[int, int, int, int, int, float | None, int]


def _numbered(
    numbering: Numbering,
    observations: Iterable[Observation],
    refuse: Callable[[Observation, str], None],
) -> Iterator[_Row]:
    areas = numbering.areas
    for row in observations:
        reason = find_fault(row)
        area_id = areas.get((row.area_type, row.area_code))
        if reason is None and area_id is None:
            reason = f"no {row.area_type} has the code {row.area_code}"
        if reason is not None or area_id is None:
            refuse(row, reason or "no such area")
            continue
        yield (
            numbering.series_id(row.series),
            numbering.category_id(row.breakdown, row.category),
            area_id,
            frequency_codes[row.frequency],
            row.period,
            None if row.value is None else float(row.value),
            status_codes[row.status],
        )


def find_fault(row: Observation) -> str | None:
    """Why a row cannot be stored; None for a row that can."""
    if row.status not in status_codes:
        return f"status {row.status!r} is none of {', '.join(status_codes)}"
    months = _FIRST_MONTHS.get(row.frequency)
    if months is None:
        return f"frequency {row.frequency!r} is none of {', '.join(frequency_codes)}"
    if not 1000 <= row.period // 100 <= 9999 or row.period % 100 not in months:
        return f"no {row.frequency} starts at {row.period}"
    if not (row.series and row.breakdown and row.category):
        return "the series, breakdown or category is empty"
    if row.value is None:
        return f"{row.status} without a number" if row.status in SHOWN else None
    if not math.isfinite(row.value):
        return f"{row.value} is not a number that can be stored"
    return None if row.status in SHOWN else f"{row.status} and yet a number"


def _write(connection: Connection, batch: list[_Row]) -> None:
    if is_sqlite(connection):
        statement = "INSERT INTO incoming VALUES (?, ?, ?, ?, ?, ?, ?)"
        connection.exec_driver_sql(statement, batch)
        return
    driver = cast(
        psycopg.Connection[tuple[object, ...]], connection.connection.driver_connection
    )
    with driver.cursor() as cursor, cursor.copy("COPY incoming FROM STDIN") as copy:
        for row in batch:
            copy.write_row(row)
