"""One line in the log a request, under a reference the reader can quote."""

import time
from secrets import token_hex

import structlog
from flask import Flask, Response, g, request

from callbacks.counts import Counts

HEADER = "X-Request-Reference"
LONGEST_QUERY = 300
#: In the environment of a request: which route answers it.
ROUTE = "coterminous.route"
#: And that nobody made it.
UNASKED = "coterminous.unasked"
#: Where an address holds what lets somebody in.
SECRET_PATHS = ("/sign-in",)

log = structlog.get_logger()


def reference() -> str:
    """The reference of the request in hand."""
    found = g.get("reference")
    return str(found) if found else "none"


def register(server: Flask, counts: Counts) -> None:
    """Give each request its reference; count it, and write down how it went."""

    @server.before_request
    def _begin() -> None:
        g.reference = token_hex(4)
        g.started = time.perf_counter()
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(reference=g.reference)

    @server.after_request
    def _end(response: Response) -> Response:
        response.headers[HEADER] = reference()
        started = g.get("started")
        taken = None if started is None else time.perf_counter() - started
        source = g.get("source", "made")
        request.environ[ROUTE] = request.endpoint or ""
        for _ in range(g.get("failed_panels", 0)):
            counts.failed_panel()
        if UNASKED not in request.environ:
            counts.request(
                request.endpoint,
                response.status_code,
                seconds=taken or 0.0,
                source=source,
            )
        log.info(
            "request",
            method=request.method,
            path=request.path,
            query=_query(),
            status=response.status_code,
            milliseconds=None if taken is None else round(taken * 1000, 1),
            source=source,
        )
        return response


def _query() -> str:
    if request.path.startswith(SECRET_PATHS):
        return ""
    return request.query_string.decode("utf-8", "replace")[:LONGEST_QUERY]
