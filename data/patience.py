"""How long is waited for a database server that may be slow, or not there at all."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import psycopg
from psycopg.abc import RV, PQGen

#: The server gives a statement up after this long,
STATEMENT_TIMEOUT_SECONDS = 8
#: and one that does not even say so is left after this.
ANSWER_SECONDS = 10.0
CONNECT_SECONDS = 3
#: For a connection of the pool, where all are in use.
POOL_SECONDS = 5

_until: ContextVar[float | None] = ContextVar("until", default=None)


def answer_within(seconds: float | None) -> None:
    """From now on this thread waits so long for the server in all; None for no bound.

    A single answer is bounded all the same.
    """
    _until.set(None if seconds is None else time.monotonic() + seconds)


def seconds_left() -> float:
    """How long the server has for its next answer."""
    until = _until.get()
    left = ANSWER_SECONDS if until is None else until - time.monotonic()
    return max(min(left, ANSWER_SECONDS), 0.0)


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Inside, the server has so long in all, or what is left if that is less."""
    token = _until.set(time.monotonic() + min(seconds, seconds_left()))
    try:
        yield
    finally:
        _until.reset(token)


class PatientConnection(psycopg.Connection[Any]):
    """A connection that is closed when no answer comes.

    The server's own timeout is of no use while the server stands still.
    """

    def wait(
        self, gen: PQGen[RV], interval: float = 0.1, timeout: float | None = None
    ) -> RV:
        """What the server answers; raises OperationalError when it takes too long."""
        left = seconds_left() if timeout is None else min(timeout, seconds_left())
        end = time.monotonic() + left
        try:
            return super().wait(gen, interval, left)
        except psycopg.OperationalError:
            if time.monotonic() >= end:
                self.pgconn.finish()
            raise
