"""Answers kept as bytes: the question and all that decides its answer is the key."""

import json
from hashlib import sha256
from typing import NamedTuple

import structlog
from flask import Flask
from flask_caching import Cache
from redis.exceptions import RedisError

from dashboard.settings import Settings

#: A day: the key changes with the data and the code, so this only bounds the room.
KEEP_SECONDS = 86_400
MOST_KEPT = 2_000
#: A cache that does not answer at once is slower than computing.
PATIENCE_SECONDS = 0.5

log = structlog.get_logger()


class Kept(NamedTuple):
    """One finished response: its tag, its encoding and its bytes."""

    etag: str
    mimetype: str
    encoding: str
    body: bytes

    def to_bytes(self) -> bytes:
        """One run of bytes: a line that says what follows, then the body."""
        head = json.dumps([self.etag, self.mimetype, self.encoding])
        return head.encode() + b"\n" + self.body


def kept_from(stored: bytes) -> Kept:
    """The response such bytes hold; raises ValueError for anything else."""
    head, _, body = stored.partition(b"\n")
    etag, mimetype, encoding = json.loads(head)
    return Kept(etag, mimetype, encoding, body)


class Keeper:
    """Keeps and finds answers; while the cache is away it has none."""

    def __init__(self, cache: Cache, prefix: str) -> None:
        self._cache = cache
        self._prefix = prefix
        self._is_away = False

    def find(self, key: tuple[str, ...]) -> Kept | None:
        """The kept answer for `key`, if there is one."""
        try:
            stored = self._cache.get(self._name(key))
            self._came_back()
            return kept_from(stored) if isinstance(stored, bytes) else None
        except (RedisError, OSError, ValueError) as error:
            self._went_away(error)
            return None

    def keep(self, key: tuple[str, ...], made: Kept) -> None:
        """Keep an answer for whoever asks the same next."""
        try:
            self._cache.set(self._name(key), made.to_bytes())
        except (RedisError, OSError) as error:
            self._went_away(error)

    def _name(self, key: tuple[str, ...]) -> str:
        return self._prefix + sha256("\x1f".join(key).encode()).hexdigest()

    def _went_away(self, error: Exception) -> None:
        if not self._is_away:
            log.warning("cache_away", error=str(error))
        self._is_away = True

    def _came_back(self) -> None:
        if self._is_away:
            log.info("cache_back")
        self._is_away = False


def make_keeper(server: Flask, settings: Settings, *, folder: str) -> Keeper:
    """The keeper the settings ask for; `folder` is private and only for files.

    Raises ValueError for an address of no known kind.
    """
    options: dict[str, object] = {
        "CACHE_DEFAULT_TIMEOUT": KEEP_SECONDS,
        "CACHE_THRESHOLD": MOST_KEPT,
    }
    address = settings.cache_url
    if address.startswith(("redis://", "rediss://", "unix://")):
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
            "CACHE_TYPE": "FileSystemCache",
            "CACHE_DIR": folder,
            "CACHE_OPTIONS": {"mode": 0o600},
        }
    else:
        raise ValueError(
            f"CACHE_URL {address!r} is not a cache: leave it empty, or use memory: "
            "or redis://host:6379/0"
        )
    return Keeper(Cache(server, config=options), f"{settings.cache_key_prefix}:")
