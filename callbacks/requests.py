"""One line in the log a request, under a reference the reader can quote."""

import time
from secrets import token_hex

import structlog
from flask import Flask, Response, g, request

HEADER = "X-Request-Reference"
LONGEST_QUERY = 300

log = structlog.get_logger()


def reference() -> str:
    """The reference of the request in hand."""
    found = g.get("reference")
    return str(found) if found else "none"


def register(server: Flask) -> None:
    """Give each request its reference, and write down how it went."""

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
        log.info(
            "request",
            method=request.method,
            path=request.path,
            query=request.query_string.decode("utf-8", "replace")[:LONGEST_QUERY],
            status=response.status_code,
            milliseconds=None if taken is None else round(taken * 1000, 1),
            source=g.get("source", "made"),
        )
        return response
