"""Numbers on how the server does, for the host's own monitoring and nobody else."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from flask import Flask, Response, abort, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily
from prometheus_client.registry import Collector

from callbacks.access.proxies import CAME_THROUGH, Networks, is_in
from callbacks.serving import Serving

PATH = "/metrics"
#: What a proxy adds. From one that is not listed, nobody knows whose request it is.
FORWARDED = (
    "HTTP_FORWARDED",
    "HTTP_VIA",
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_REAL_IP",
)


def register(
    server: Flask, serving: Serving, store_errors: tuple[type[Exception], ...]
) -> None:
    """Serve `/metrics` to the networks of METRICS_ALLOWED; 404 to everybody else."""
    networks = serving.site.settings.metrics_networks
    registry = CollectorRegistry()
    registry.register(_Collected(serving, store_errors))

    @server.get(PATH)
    def metrics() -> Response:
        if not is_own(request.environ, networks):
            abort(404)
        return Response(
            generate_latest(registry),
            content_type=CONTENT_TYPE_LATEST,
            headers={"Cache-Control": "no-store"},
        )


def is_own(environ: Mapping[str, Any], networks: Networks) -> bool:
    """Whether a request comes from one of the networks, as far as that can be known.

    A proxy on this machine that is not listed asks from this machine's own address
    whoever its readers are, so what it passes on counts as from outside.
    """
    if environ.get(CAME_THROUGH):
        is_told = "HTTP_X_FORWARDED_FOR" in environ
    else:
        is_told = not any(name in environ for name in FORWARDED)
    return is_told and is_in(str(environ.get("REMOTE_ADDR", "")), networks)


class _Collected(Collector):
    """What was counted, and what the store is like now."""

    def __init__(
        self, serving: Serving, store_errors: tuple[type[Exception], ...]
    ) -> None:
        self._serving = serving
        self._store_errors = store_errors

    def collect(self) -> Iterator[Any]:
        """Every number there is."""
        yield from self._serving.counts.collect()
        try:
            version = self._serving.views.data_version()
            loads = self._serving.views.loads()
        except self._store_errors:
            version, loads = "", ()
            yield _gauge("store_up", "1 while the store can be reached.", 0)
        else:
            yield _gauge("store_up", "1 while the store can be reached.", 1)
            yield _gauge("loads", "Loads there have been, rollbacks aside.", len(loads))
        yield InfoMetricFamily(
            "coterminous",
            "The code that answers and the data it answers from.",
            value={
                "code_version": self._serving.code_version,
                "data_version": version,
            },
        )
        if loads:
            last = max(loads)
            age = (datetime.now(UTC) - last).total_seconds()
            yield _gauge(
                "last_load_timestamp_seconds", "When it was.", last.timestamp()
            )
            yield _gauge("data_age_seconds", "How long ago the last load was.", age)


def _gauge(name: str, told: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"coterminous_{name}", told, value=value)
