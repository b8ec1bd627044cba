"""Taking turns: what many ask for at once is worked out by one of them."""

import fcntl
import os
import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple, Protocol
from weakref import WeakValueDictionary

import redis
import structlog
from redis.exceptions import LockError, RedisError

#: A cache that does not answer at once is slower than computing.
PATIENCE_SECONDS = 0.5
#: Nothing here takes longer to work out; who waited so long works it out too.
LONGEST_SECONDS = 10
LOOK_AGAIN_SECONDS = 0.02
REST_SECONDS = 1.0

log = structlog.get_logger()


class TakesTurns(Protocol):
    """One at a time by name; waits, but never for ever, and never fails."""

    def __call__(self, name: str, /) -> AbstractContextManager[None]: ...


class Rest:
    """After a server was found away it is left alone for a moment.

    Otherwise every answer would wait for it several times over.
    """

    def __init__(self) -> None:
        self._until = 0.0

    def begin(self) -> None:
        """It was found away."""
        self._until = time.monotonic() + REST_SECONDS

    @property
    def is_over(self) -> bool:
        """Whether it may be asked."""
        return time.monotonic() >= self._until


class Turns(NamedTuple):
    """Turns among the threads of a process, and among all who share a cache."""

    in_process: TakesTurns
    among_all: TakesTurns


def make_turns(address: str, *, folder: str) -> Turns:
    """Turns that reach as far as the cache at `address` does."""
    if address == "memory:":
        return Turns(ThreadTurns(), _alone)
    if address:
        return Turns(ThreadTurns(), RedisTurns(address))
    return Turns(ThreadTurns(), FileTurns(Path(folder)))


def _alone(_name: str) -> AbstractContextManager[None]:
    return nullcontext()


class ThreadTurns:
    """One thread at a time by name."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._locks: WeakValueDictionary[str, _Lock] = WeakValueDictionary()

    @contextmanager
    def __call__(self, name: str) -> Iterator[None]:
        """Inside, no other thread is; or the wait was too long."""
        with self._guard:
            lock = self._locks.setdefault(name, _Lock())
        is_taken = lock.lock.acquire(timeout=LONGEST_SECONDS)
        try:
            yield
        finally:
            if is_taken:
                lock.lock.release()


class _Lock:
    """A lock that can be forgotten once nobody holds it."""

    def __init__(self) -> None:
        self.lock = threading.Lock()


class FileTurns:
    """One process of this machine at a time, by a lock on a file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @contextmanager
    def __call__(self, name: str) -> Iterator[None]:
        """Inside, no other process is; or the wait was too long."""
        try:
            held = self._open(name)
        except OSError as error:
            log.warning("no_turns", error=str(error))
            yield
            return
        try:
            _wait_for(held)
            yield
        finally:
            os.close(held)

    def _open(self, name: str) -> int:
        # A few files for any number of names: two that share one wait needlessly.
        which = sha256(name.encode()).hexdigest()[:2]
        flags = os.O_CREAT | os.O_RDWR | os.O_CLOEXEC
        return os.open(self._folder / f"turn-{which}", flags, 0o600)


def _wait_for(held: int) -> None:
    end = time.monotonic() + LONGEST_SECONDS
    while time.monotonic() < end:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(LOOK_AGAIN_SECONDS)
        else:
            return


class RedisTurns:
    """One machine at a time, by a lock in Redis that lapses by itself."""

    def __init__(self, address: str) -> None:
        self._server = redis.Redis.from_url(
            address,
            socket_timeout=PATIENCE_SECONDS,
            socket_connect_timeout=PATIENCE_SECONDS,
        )
        self._rest = Rest()

    @contextmanager
    def __call__(self, name: str) -> Iterator[None]:
        """Inside, nobody else is; or the wait was too long, or Redis is away."""
        lock = self._server.lock(
            f"{name}:turn",
            timeout=LONGEST_SECONDS,
            blocking_timeout=LONGEST_SECONDS,
            sleep=LOOK_AGAIN_SECONDS,
        )
        is_taken = False
        if self._rest.is_over:
            try:
                is_taken = lock.acquire()
            except RedisError:
                self._rest.begin()
        try:
            yield
        finally:
            if is_taken:
                _give_back(lock)


def _give_back(lock: redis.lock.Lock) -> None:
    try:
        lock.release()
    except (LockError, RedisError):
        # It has lapsed, or Redis is away and it will.
        log.info("turn_lapsed")
