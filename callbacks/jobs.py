"""Work that may take longer than a reader waits: bounded, told of, kept when done."""

import json
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooSlow
from threading import Lock
from typing import NamedTuple

import structlog

from callbacks.kept import KEEP_SECONDS, Keeper, Kept
from callbacks.responses import entity_tag

#: Pieces of work a process does at once, and those that may wait for their turn.
AT_ONCE, MOST_WAITING = 2, 8
#: A reader waits this long for the file itself; then for news of it.
PATIENCE_SECONDS = 2.0
#: What is kept only until who asked has it; where room is short it goes first.
FETCHED_SECONDS = 600
JSON = "application/json"

log = structlog.get_logger()

#: Called with what is done and how much there is.
Tells = Callable[[int, int], None]


class Progress(NamedTuple):
    """How far a piece of work is; `failed` is the reference of what went wrong."""

    done: int
    of: int
    failed: str = ""


class Work(NamedTuple):
    """A finished file; one that `is_passing` is good for whoever asked alone."""

    body: bytes
    is_passing: bool = False


class Busy(RuntimeError):
    """More is asked for than can be made."""


class Jobs:
    """Makes files in the background; every process of the server sees how far they are.

    News of a piece of work is kept where answers are kept, under its key. One that was
    begun in a process that has ended is begun again when it is asked for.
    """

    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="job")
        self._running: dict[tuple[str, ...], Future[None]] = {}
        self._lock = Lock()

    def file(
        self,
        key: tuple[str, ...],
        *,
        mimetype: str,
        make: Callable[[Tells], Work],
        reference: str,
    ) -> Kept | None:
        """The finished file, or None while it is being made; raises Busy.

        Waits a little, so that what is quickly made is answered at once.
        """
        found = self._keeper.find(key)
        if found is not None:
            return found
        running = self._begin(key, mimetype, make, reference)
        try:
            running.result(timeout=PATIENCE_SECONDS)
        except TooSlow:
            return None
        return self._keeper.find(key)

    def progress(self, key: tuple[str, ...]) -> Progress | None:
        """How far the work is; None where nobody has begun it."""
        found = self._keeper.find((*key, "progress"))
        if found is None:
            return None
        return Progress(*json.loads(found.body))

    def is_done(self, key: tuple[str, ...]) -> bool:
        """Whether the file is there."""
        return self._keeper.find(key) is not None

    def _begin(
        self,
        key: tuple[str, ...],
        mimetype: str,
        make: Callable[[Tells], Work],
        reference: str,
    ) -> Future[None]:
        with self._lock:
            going = {k: f for k, f in self._running.items() if not f.done()}
            self._running = going
            if key in going:
                return going[key]
            if len(going) >= AT_ONCE + MOST_WAITING:
                raise Busy
            self._tell(key, Progress(0, 0))
            started = self._pool.submit(self._run, key, mimetype, make, reference)
            going[key] = started
            return started

    def _run(
        self,
        key: tuple[str, ...],
        mimetype: str,
        make: Callable[[Tells], Work],
        reference: str,
    ) -> None:
        def tell(done: int, of: int) -> None:
            self._tell(key, Progress(done, of))

        try:
            work = make(tell)
        except Exception as error:  # what went wrong is told to who asked
            log.error("job_failed", exc_info=error, reference=reference)
            self._tell(key, Progress(0, 0, reference))
            return
        made = Kept(entity_tag(*key), mimetype, "", work.body)
        seconds = FETCHED_SECONDS if work.is_passing else KEEP_SECONDS
        self._keeper.keep(key, made, seconds=seconds)

    def _tell(self, key: tuple[str, ...], progress: Progress) -> None:
        told = json.dumps(progress).encode()
        news = Kept("", JSON, "", told)
        self._keeper.keep((*key, "progress"), news, seconds=FETCHED_SECONDS)
