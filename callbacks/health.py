"""Whether the process lives, and whether it can answer with figures."""

import json

import structlog
from flask import Flask, Response

from callbacks.serving import Serving

log = structlog.get_logger()


def register(
    server: Flask, serving: Serving, store_errors: tuple[type[Exception], ...]
) -> None:
    """Serve `/healthz` and `/readyz`; the second is 503 while the store is away."""

    @server.get("/healthz")
    def healthz() -> Response:
        return _told({"status": "ok"}, 200)

    @server.get("/readyz")
    def readyz() -> Response:
        try:
            version = serving.views.data_version()
        except store_errors as error:
            log.warning("store_away", error=str(error).splitlines()[0])
            return _told({"status": "away", "store": "cannot be reached"}, 503)
        told = {
            "status": "ready",
            "data_version": version,
            "code_version": serving.code_version,
        }
        return _told(told, 200)


def _told(what: dict[str, str], status: int) -> Response:
    return Response(
        json.dumps(what),
        status=status,
        mimetype="application/json",
        headers={"Cache-Control": "no-store"},
    )
