"""Answers kept as bytes: the question and all that decides its answer is the key."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import NamedTuple

import structlog
from flask import Flask
from flask_caching import Cache
from redis.exceptions import ConnectionError as NoConnection
from redis.exceptions import RedisError
from redis.exceptions import TimeoutError as NoAnswer

from callbacks.counts import Counts
from callbacks.turns import PATIENCE_SECONDS, Rest, Turns, make_turns
from dashboard.settings import Settings

#: A day: the key changes with the data and the code, so this only bounds the room.
KEEP_SECONDS = 86_400
MOST_KEPT = 2_000
#: More people than sign out of one site in a day.
MOST_ENDED = 100_000
#: Taking a turn that nobody else has takes less.
WAITED_SECONDS = 0.005

log = structlog.get_logger()


class Kept(NamedTuple):
    """One finished response: its tag, its encoding and its bytes.

    `onward` is where a long answer goes on.
    """

    etag: str
    mimetype: str
    encoding: str
    body: bytes
    onward: str = ""

    def to_bytes(self) -> bytes:
        """One run of bytes: a line that says what follows, then the body."""
        head = json.dumps([self.etag, self.mimetype, self.encoding, self.onward])
        return head.encode() + b"\n" + self.body


def kept_from(stored: bytes) -> Kept:
    """The response such bytes hold; raises ValueError for anything else."""
    head, _, body = stored.partition(b"\n")
    etag, mimetype, encoding, onward = json.loads(head)
    return Kept(etag, mimetype, encoding, body, onward)


class Keeper:
    """Keeps and finds answers; while the cache is away it has none."""

    def __init__(self, cache: Cache, prefix: str, turns: Turns, counts: Counts) -> None:
        self._cache = cache
        self._prefix = prefix
        self._turns = turns
        self._counts = counts
        self._is_away = False
        self._rest = Rest()

    @contextmanager
    def alone(self, key: tuple[str, ...]) -> Iterator[None]:
        """While inside, nobody else who shares this cache makes the same answer.

        Waiting ends after a while: an answer made twice is better than none.
        """
        name, started = self._name(key), time.perf_counter()
        with self._turns.in_process(name), self._turns.among_all(name):
            waited = time.perf_counter() - started
            if waited > WAITED_SECONDS:
                self._counts.wait(waited)
            yield

    def find(self, key: tuple[str, ...]) -> Kept | None:
        """The kept answer for `key`, if there is one."""
        if not self._rest.is_over:
            self._counts.look("away")
            return None
        try:
            stored = self._cache.get(self._name(key))
            self._came_back()
            found = kept_from(stored) if isinstance(stored, bytes) else None
        except (RedisError, OSError, ValueError) as error:
            self._counts.look("away")
            self._went_away(error)
            return None
        self._counts.look("miss" if found is None else "hit")
        return found

    def keep(
        self, key: tuple[str, ...], made: Kept, *, seconds: int = KEEP_SECONDS
    ) -> None:
        """Keep an answer for whoever asks the same next, for so long at most."""
        if not self._rest.is_over:
            return
        try:
            self._cache.set(self._name(key), made.to_bytes(), timeout=seconds)
        except (RedisError, OSError) as error:
            self._went_away(error)

    def _name(self, key: tuple[str, ...]) -> str:
        return self._prefix + sha256("\x1f".join(key).encode()).hexdigest()

    def _went_away(self, error: Exception) -> None:
        if isinstance(error, (NoConnection, NoAnswer)):
            self._rest.begin()
        if not self._is_away:
            log.warning("cache_away", error=str(error))
        self._is_away = True

    def _came_back(self) -> None:
        if self._is_away:
            log.info("cache_back")
        self._is_away = False


class Ended:
    """Names of sessions that were signed out of before their time.

    While the cache is away none is known: a session then lasts its hours.
    """

    def __init__(self, cache: Cache, prefix: str) -> None:
        self._cache = cache
        self._prefix = prefix

    def add(self, name: str, *, seconds: int) -> None:
        """Remember that a session has ended."""
        try:
            self._cache.set(self._key(name), b"1", timeout=seconds)
        except (RedisError, OSError) as error:
            log.warning("cache_away", error=str(error))

    def has(self, name: str) -> bool:
        """Whether a session has ended."""
        try:
            return self._cache.get(self._key(name)) is not None
        except (RedisError, OSError) as error:
            log.warning("cache_away", error=str(error))
            return False

    def _key(self, name: str) -> str:
        return f"{self._prefix}ended:{sha256(name.encode()).hexdigest()}"


def make_keeper(
    server: Flask, settings: Settings, *, folder: str, counts: Counts
) -> Keeper:
    """The keeper the settings ask for; `folder` is private and only for files.

    Raises ValueError for an address of no known kind.
    """
    # Beside the turns and not among them: a cache takes all in its folder for its own.
    options = cache_options(settings, folder=f"{folder}/answers", most=MOST_KEPT)
    return Keeper(
        Cache(server, config=options),
        _prefix(settings),
        make_turns(settings.cache_url, folder=folder),
        counts,
    )


def make_ended(server: Flask, settings: Settings, *, folder: str) -> Ended:
    """Where signing out is remembered, kept apart so that no answer displaces it.

    `folder` is the same as for the keeper.
    """
    options = cache_options(settings, folder=f"{folder}/ended", most=MOST_ENDED)
    return Ended(Cache(server, config=options), _prefix(settings))


def cache_options(settings: Settings, *, folder: str, most: int) -> dict[str, object]:
    """How a cache of the kind the settings name is made; nothing else is in `folder`.

    Raises ValueError for an address of no known kind.
    """
    options: dict[str, object] = {
        "CACHE_DEFAULT_TIMEOUT": KEEP_SECONDS,
        "CACHE_THRESHOLD": most,
    }
    address = settings.cache_url
    if is_redis(address):
        options |= {
            "CACHE_TYPE": "RedisCache",
            "CACHE_REDIS_URL": address,
            "CACHE_OPTIONS": {
                "socket_timeout": PATIENCE_SECONDS,
                "socket_connect_timeout": PATIENCE_SECONDS,
            },
        }
    elif address == "memory:":
        options["CACHE_TYPE"] = "SimpleCache"
    elif not address:
        options |= {
            "CACHE_TYPE": "callbacks.files.FileCache",
            "CACHE_DIR": folder,
            "CACHE_OPTIONS": {"mode": 0o600},
        }
    else:
        raise ValueError(
            f"CACHE_URL {address!r} is not a cache: leave it empty, or use memory: "
            "or redis://host:6379/0"
        )
    return options


def is_redis(address: str) -> bool:
    """Whether a cache at this address is shared between machines."""
    return address.startswith(("redis://", "rediss://", "unix://"))


def _prefix(settings: Settings) -> str:
    return f"{settings.cache_key_prefix}:"
