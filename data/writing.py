"""Writing to the store, one at a time."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import OperationalError

from data.engine import is_sqlite

# Any number will do, so long as no other program on the server takes the same one.
_ADVISORY_LOCK = 0x636F7465


class StoreBusy(Exception):
    """Somebody else is writing and did not finish in time; nothing was changed."""

    def __init__(self) -> None:
        super().__init__(
            "Another load or rollback is writing to this store. Nothing was changed: "
            "try again when it has finished."
        )


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction with the store to itself: all of it is kept, or none.

    Waits for another writer as long as the engine was told to, then raises StoreBusy.
    """
    try:
        connection = engine.connect()
    except OperationalError as error:
        raise _busy_or(error) from error
    with connection:
        try:
            transaction = connection.begin()
            if not is_sqlite(engine):
                lock = f"SELECT pg_advisory_xact_lock({_ADVISORY_LOCK})"
                connection.exec_driver_sql(lock)
        except OperationalError as error:
            raise _busy_or(error) from error
        with transaction:
            yield connection


def _busy_or(error: OperationalError) -> Exception:
    """StoreBusy for a lock that was not given, anything else as it is."""
    # SQLite says "database is locked", PostgreSQL 55P03 lock_not_available.
    code = getattr(error.orig, "sqlstate", None)
    is_locked = code == "55P03" or "database is locked" in str(error.orig)
    return StoreBusy() if is_locked else error
