"""Connections to the store: read only for the app, writing for the commands."""

import os
import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import psycopg
from psycopg.sql import SQL
from sqlalchemy import (
    URL,
    Connection,
    NullPool,
    create_engine,
    event,
    make_url,
)
from sqlalchemy import (
    Engine as Engine,
)
from sqlalchemy.exc import ArgumentError, DisconnectionError, NoSuchModuleError
from sqlalchemy.exc import SQLAlchemyError as SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from data.patience import (
    CONNECT_SECONDS,
    POOL_SECONDS,
    STATEMENT_TIMEOUT_SECONDS,
    PatientConnection,
)
from data.tables import PUBLIC

DEFAULT_URL = "sqlite:///data/store/coterminous.db"
#: How long a load waits for another one to end before it says so and stops.
WAIT_SECONDS = 60
# The whole file where it is smaller, as it nearly always is; the system pages it in.
MMAP_BYTES = 1 << 30


class UnusableDatabase(Exception):
    """The address is not of a database the store can be kept in; says what is."""


def make_engine(
    url: str,
    *,
    read_only: bool = True,
    wait_seconds: float = WAIT_SECONDS,
    tier: str = PUBLIC,
    is_serving: bool = False,
) -> Engine:
    """An engine on the store; nothing is opened until it is used.

    One that is serving sends each statement by itself, which takes a server that is
    far away a third of the time.

    A read-only engine cannot write whatever it is asked to. What reads through an
    engine of the public tier finds no release of the partner tier. Raises
    UnusableDatabase for an address that is neither SQLite nor PostgreSQL.
    """
    address = parse_address(url)
    if address.get_backend_name() == "postgresql":
        engine = _postgresql(address, read_only=read_only, wait_seconds=wait_seconds)
    else:
        path = Path(address.database or "")
        engine = (
            _sqlite_reader(path) if read_only else _sqlite_writer(path, wait_seconds)
        )
    engine.update_execution_options(tier=tier)
    if is_serving and not is_sqlite(engine):
        engine.update_execution_options(isolation_level="AUTOCOMMIT")
    return engine


def tier_of(bind: Engine | Connection) -> str:
    """For whom this engine or connection reads: the public unless it says partner."""
    engine = bind if isinstance(bind, Engine) else bind.engine
    return str(engine.get_execution_options().get("tier", PUBLIC))


def parse_address(url: str) -> URL:
    """The address with its driver written out; raises UnusableDatabase."""
    accepted = "sqlite:///PATH or postgresql://USER:PASSWORD@HOST/NAME"
    try:
        address = make_url(url)
        backend = address.get_backend_name()
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        raise UnusableDatabase(
            f"The database address cannot be read: write {accepted}."
        ) from error
    if backend in ("postgresql", "postgres"):
        return address.set(drivername="postgresql+psycopg")
    if backend == "sqlite" and address.database not in (None, "", ":memory:"):
        return address.set(drivername="sqlite+pysqlite")
    raise UnusableDatabase(f"The store is not kept in {backend}: write {accepted}.")


def store_file(engine: Engine) -> Path | None:
    """The file of an SQLite store, whichever engine is on it; None for PostgreSQL."""
    if not is_sqlite(engine) or engine.url.database is None:
        return None
    if engine.url.query.get("uri"):
        return Path(unquote(engine.url.database.removeprefix("file:")))
    return Path(engine.url.database)


def is_sqlite(bind: Engine | Connection) -> bool:
    """Whether the store is an SQLite file."""
    return bind.dialect.name == "sqlite"


def _sqlite_reader(path: Path) -> Engine:
    engine = create_engine(
        URL.create(
            "sqlite+pysqlite",
            database=f"file:{quote(str(path.resolve()))}",
            query=_read_only_query(path),
        )
    )
    event.listen(engine, "connect", _prepare_sqlite_reader)
    _leave_with_the_file(engine, path)
    return engine


def _leave_with_the_file(engine: Engine, path: Path) -> None:
    """Open the store anew where another file has taken its place.

    A connection would go on reading the old one, which nobody else can see any more.
    """

    def opened(_connection: object, entry: ConnectionPoolEntry) -> None:
        entry.info["file"] = _which(path)

    def taken(_connection: object, entry: ConnectionPoolEntry, _: object) -> None:
        if entry.info.get("file") != _which(path):
            raise DisconnectionError("another file is in the place of the store")

    event.listen(engine, "connect", opened)
    event.listen(engine, "checkout", taken)


def _which(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_dev, found.st_ino)


def _sqlite_writer(path: Path, wait_seconds: float) -> Engine:
    # Writers come one at a time and seldom; a connection of their own leaves no
    # temporary table behind.
    engine = create_engine(
        URL.create("sqlite+pysqlite", database=str(path)),
        poolclass=NullPool,
        connect_args={"timeout": wait_seconds},
    )
    event.listen(engine, "connect", _prepare_sqlite_writer)
    event.listen(engine, "begin", _begin_immediately)
    return engine


def _read_only_query(path: Path) -> dict[str, str]:
    query = {"mode": "ro", "uri": "true"}
    beside = path.with_name(path.name + "-wal")
    # A reader of a write-ahead log needs to put its index beside the file. On a
    # read-only disc it cannot, and need not: nobody writes there.
    if path.exists() and not beside.exists() and not os.access(path.parent, os.W_OK):
        query["immutable"] = "1"
    return query


def _prepare_sqlite_reader(
    connection: sqlite3.Connection, entry: ConnectionPoolEntry
) -> None:
    for pragma in (
        "query_only = ON",
        f"mmap_size = {MMAP_BYTES}",
        "temp_store = MEMORY",
        "busy_timeout = 5000",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _prepare_sqlite_writer(
    connection: sqlite3.Connection, entry: ConnectionPoolEntry
) -> None:
    # The driver would begin late and leave tables out of the transaction.
    connection.isolation_level = None
    for pragma in (
        "journal_mode = WAL",
        "foreign_keys = ON",
        f"mmap_size = {MMAP_BYTES}",
        # Sorting a large load in the default 2 MB goes to disc at every turn.
        "cache_size = -65536",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_immediately(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _connect_patiently(
    _dialect: object, _entry: object, arguments: Any, settings: Any
) -> PatientConnection:
    return PatientConnection.connect(*arguments, **settings)


def _postgresql(address: URL, *, read_only: bool, wait_seconds: float) -> Engine:
    if read_only:
        engine = create_engine(
            address,
            pool_pre_ping=True,
            pool_timeout=POOL_SECONDS,
            connect_args={
                "connect_timeout": CONNECT_SECONDS,
                # Preparing takes a trip to the server of its own, now and then.
                "prepare_threshold": None,
            },
        )
        event.listen(engine, "do_connect", _connect_patiently)
        settings = {
            "default_transaction_read_only": "on",
            "statement_timeout": f"{STATEMENT_TIMEOUT_SECONDS}s",
        }
    else:
        engine = create_engine(
            address, poolclass=NullPool, connect_args={"connect_timeout": 10}
        )
        settings = {"lock_timeout": f"{int(wait_seconds * 1000)}ms"}

    def apply(
        connection: psycopg.Connection[tuple[object, ...]], entry: ConnectionPoolEntry
    ) -> None:
        # Settings made in a transaction that is rolled back are undone with it; one
        # statement by itself is also the quickest.
        connection.autocommit = True
        sets = ", ".join("set_config(%s, %s, false)" for _ in settings)
        connection.execute(
            SQL(f"SELECT {sets}"), [word for pair in settings.items() for word in pair]
        )
        connection.autocommit = False

    event.listen(engine, "connect", apply)
    return engine
