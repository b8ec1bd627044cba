"""Answers sent before, sent again before the framework is asked.

Most requests are for what this process has sent already: everybody in a meeting opens
the same views. Such an answer needs no routing and no second thought, only a look at
the data version. Where readers are told apart the lane is left out altogether.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from io import BytesIO
from secrets import token_hex
from typing import TYPE_CHECKING, Any, NamedTuple
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import orjson
import structlog

from callbacks.counts import Counts
from callbacks.requests import HEADER, LONGEST_QUERY, ROUTE
from callbacks.responses import best_encoding

if TYPE_CHECKING:
    from _typeshed import OptExcInfo

#: Where a response says which version of the data it was made from.
VERSION = "coterminous.data_version"
#: What is remembered, in bytes of bodies; the longest unused goes first.
ROOM = 32 * 1024 * 1024
#: Larger answers are few, and kept elsewhere.
LARGEST = 1024 * 1024
#: More than this nobody posts; the framework refuses it.
LONGEST_POSTED = 64 * 1024
OK = "200 OK"

log = structlog.get_logger()

Headers = list[tuple[str, str]]
Key = tuple[str, ...]


class Sent(NamedTuple):
    """One answer as it went out, and the version of the data it holds for."""

    version: str
    etag: str
    headers: Headers
    body: bytes
    route: str


class Lane:
    """A WSGI application before another one.

    `version` is that of the data now, `today` the day; `posted` finds what decides
    the answer in a posted body, None for one that has to be looked at properly.
    """

    def __init__(
        self,
        application: WSGIApplication,
        *,
        version: Callable[[], str],
        today: Callable[[], str],
        posted: Callable[[str, Any], str | None],
        counts: Counts,
        room: int = ROOM,
    ) -> None:
        self._application = application
        self._version = version
        self._today = today
        self._posted = posted
        self._counts = counts
        self._sent: OrderedDict[Key, Sent] = OrderedDict()
        self._room = room
        self._lock = threading.Lock()

    def __call__(
        self, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        """Answer from what was sent, or pass on and remember what comes back."""
        started = time.perf_counter()
        key = self._key(environ)
        if key is None:
            return self._application(environ, start_response)
        sent = self._sent.get(key)
        if sent is not None and sent.version == self._now():
            return self._again(sent, environ, start_response, started=started)
        return self._passed_on(key, environ, start_response)

    def _now(self) -> str | None:
        try:
            return self._version()
        except Exception as error:  # noqa: BLE001  # whoever is asked next says why
            log.warning("version_unknown", error=type(error).__name__)
            return None

    def _key(self, environ: WSGIEnvironment) -> Key | None:
        """All that decides an answer beside the data and the code; None for others."""
        method, path = environ["REQUEST_METHOD"], environ.get("PATH_INFO", "")
        if method == "GET":
            asked: str | None = environ.get("QUERY_STRING", "")
        elif method == "POST":
            asked = self._posted(path, _posted_json(environ))
        else:
            return None
        if asked is None:
            return None
        return (
            method,
            path,
            asked,
            best_encoding(environ.get("HTTP_ACCEPT_ENCODING", "")),
            environ["wsgi.url_scheme"],
            environ.get("HTTP_X_FORWARDED_PROTO", ""),
            self._today(),
        )

    def _passed_on(
        self, key: Key, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        told: list[tuple[str, Headers]] = []

        def noting(
            status: str, headers: Headers, exc_info: "OptExcInfo | None" = None, /
        ) -> Callable[[bytes], object]:
            told.append((status, headers))
            return start_response(status, headers, exc_info)

        chunks = self._application(environ, noting)
        version = environ.get(VERSION)
        if version is None or not told or told[-1][0] != OK:
            return chunks
        body = chunks[0] if isinstance(chunks, list) and len(chunks) == 1 else None
        if body is None:
            body = b"".join(chunks)
            if hasattr(chunks, "close"):
                chunks.close()
        route = environ.get(ROUTE, "")
        self._remember(key, Sent(version, *_told_again(told[-1][1]), body, route))
        return [body]

    def _remember(self, key: Key, sent: Sent) -> None:
        if len(sent.body) > LARGEST or not sent.etag:
            return
        with self._lock:
            old = self._sent.pop(key, None)
            self._sent[key] = sent
            self._room -= len(sent.body) - (len(old.body) if old else 0)
            while self._room < 0:
                _, dropped = self._sent.popitem(last=False)
                self._room += len(dropped.body)

    def _again(
        self,
        sent: Sent,
        environ: WSGIEnvironment,
        start_response: StartResponse,
        *,
        started: float,
    ) -> list[bytes]:
        reference = token_hex(4)
        headers = [*sent.headers, (HEADER, reference)]
        is_held = sent.etag in environ.get("HTTP_IF_NONE_MATCH", "")
        is_held = is_held and environ["REQUEST_METHOD"] == "GET"
        if is_held:
            dropped = ("content-length", "content-type", "content-encoding")
            headers = [pair for pair in headers if pair[0].lower() not in dropped]
        start_response("304 NOT MODIFIED" if is_held else OK, headers)
        status, seconds = 304 if is_held else 200, time.perf_counter() - started
        self._counts.request(sent.route, status, seconds=seconds, source="sent")
        log.info(
            "request",
            reference=reference,
            method=environ["REQUEST_METHOD"],
            path=environ.get("PATH_INFO", ""),
            query=environ.get("QUERY_STRING", "")[:LONGEST_QUERY],
            status=status,
            milliseconds=round(seconds * 1000, 1),
            source="sent",
        )
        return [b"" if is_held else sent.body]


def _posted_json(environ: WSGIEnvironment) -> Any:
    """What is posted as JSON, None for anything else; it can be read once more."""
    length = environ.get("CONTENT_LENGTH", "")
    kind = environ.get("CONTENT_TYPE", "")
    if not length.isdecimal() or int(length) > LONGEST_POSTED:
        return None
    if not kind.startswith("application/json"):
        return None
    body = environ["wsgi.input"].read(int(length))
    environ["wsgi.input"] = BytesIO(body)
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        return None


def _told_again(headers: Headers) -> tuple[str, Headers]:
    """The tag, and the headers that go out with every copy of an answer."""
    tags = [value for name, value in headers if name.lower() == "etag"]
    kept = [(name, value) for name, value in headers if name != HEADER]
    return next(iter(tags), ""), kept
