"""The data version, without asking the database at every turn."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import NamedTuple, TypeVar

from data.engine import Engine, SQLAlchemyError, store_file
from data.patience import seconds_left, within
from data.queries.releases import fetch_data_version

#: Whatever the clock of the file system does, no version is believed for longer.
LONGEST_SECONDS = 1.0
#: So long the store has to tell its version.
ANSWER_SECONDS = 6.0
#: So long somebody waits for another who is asking already;
WAIT_SECONDS = 1.0
#: then what is known is good enough, if it is no older than this.
SLOW_SECONDS = 10.0
#: A store that was found away is not asked again by everybody at once.
AWAY_SECONDS = 1.0
#: How often an answer is made again because figures were loaded while it was made.
MOST_TRIES = 4

Made = TypeVar("Made")

#: Which file it is, when it was written, its length; None where nothing is in it.
_Mark = tuple[int, int, int] | None
_Marks = tuple[_Mark, ...]


class StoreAway(SQLAlchemyError):
    """The store did not answer somebody else a moment ago."""


class _Known(NamedTuple):
    version: str
    marks: _Marks
    read_at: float

    def holds(self, marks: _Marks, now: float, patience: float) -> bool:
        """Whether nothing was written since, as far as anybody can tell."""
        return self.marks == marks and now - self.read_at < patience


class _Failed(NamedTuple):
    marks: _Marks
    at: float


class Watch:
    """Tells the version of a store to many who ask.

    An SQLite file shows by its own times that something was written, so a load is
    seen at once. A server is asked again once `patience` seconds have passed, by one
    thread at a time. Raises what the database raises when it cannot be reached.
    """

    def __init__(
        self,
        engine: Engine,
        *,
        patience: float = 0.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._engine = engine
        self._files = _written_files(engine)
        self._patience = LONGEST_SECONDS if self._files else patience
        self._clock = clock
        self._known: _Known | None = None
        self._failed: _Failed | None = None
        self._lock = Lock()
        self._asking_since: float | None = None

    @property
    def last(self) -> str:
        """The version that was told last; empty where none ever was."""
        return self._known.version if self._known is not None else ""

    def version(self) -> str:
        """The version now, or as it was at most the stated patience ago.

        While the server is slow to tell it, as it was at most SLOW_SECONDS ago.
        """
        # Before the version is read: what is written meanwhile shows the next time.
        marks = tuple(_mark(path) for path in self._files)
        known = self._at_hand(marks, self._patience)
        if known is not None:
            return known
        with self._turn() as is_mine:
            known = self._at_hand(marks, self._patience if is_mine else SLOW_SECONDS)
            if known is not None:
                return known
            if not is_mine or self._has_just_failed(marks):
                raise StoreAway("the store did not answer a moment ago")
            return self._ask(marks)

    def of_one_version(self, make: Callable[[], Made]) -> tuple[str, Made]:
        """What is made of the figures, and the version they are of.

        It is made again where a load came meanwhile: it could hold some of what was
        and some of what is. Raises StoreAway where loads never stop coming.
        """
        for _ in range(MOST_TRIES):
            version = self.version()
            made = make()
            # Asked of the store itself, whatever is believed.
            if self._ask(tuple(_mark(path) for path in self._files)) == version:
                return version, made
        raise StoreAway("the figures changed each time they were read")

    def _at_hand(self, marks: _Marks, patience: float) -> str | None:
        known = self._known
        if known is not None and known.holds(marks, self._clock(), patience):
            return known.version
        return None

    def _has_just_failed(self, marks: _Marks) -> bool:
        failed, now = self._failed, self._clock()
        if failed is None or failed.marks != marks:
            return False
        return now - failed.at < AWAY_SECONDS

    def _ask(self, marks: _Marks) -> str:
        # Who has hardly any time left learns nothing of how the store does.
        asked_at, has_time = self._clock(), seconds_left() >= ANSWER_SECONDS
        try:
            with within(ANSWER_SECONDS):
                version = fetch_data_version(self._engine)
        except SQLAlchemyError:
            if has_time:
                self._failed = _Failed(marks, self._clock())
            raise
        self._known, self._failed = _Known(version, marks, asked_at), None
        return version

    @contextmanager
    def _turn(self) -> Iterator[bool]:
        """Whether it is this thread's turn to ask; False where another's lasts."""
        since, waits = self._asking_since, WAIT_SECONDS
        if since is not None:
            waits = max(since + WAIT_SECONDS - time.monotonic(), 0.0)
        is_mine = self._lock.acquire(timeout=waits)
        try:
            if is_mine:
                self._asking_since = time.monotonic()
            yield is_mine
        finally:
            if is_mine:
                self._asking_since = None
                self._lock.release()


def _written_files(engine: Engine) -> tuple[Path, ...]:
    """The files a load writes to: the store's own and its write-ahead log."""
    path = store_file(engine)
    if path is None:
        return ()
    return (path, path.with_name(f"{path.name}-wal"))


def _mark(path: Path) -> _Mark:
    try:
        found = path.stat()
    except OSError:
        return None
    # The first reader puts an empty log beside the store.
    if not found.st_size:
        return None
    return (found.st_ino, found.st_mtime_ns, found.st_size)
