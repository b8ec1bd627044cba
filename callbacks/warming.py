"""After a load, what everybody opens is drawn before anybody asks for it.

The overview, and every measure as the first reader who chooses it would see it. One
process does it, in the background and at half speed, so that who asks for something
else meanwhile hardly waits.
"""

import threading
import time
from collections.abc import Iterator

import structlog
from flask import Flask, request

from callbacks.answers import ENDPOINT, question_about
from callbacks.kept import Kept
from callbacks.requests import UNASKED
from callbacks.serving import Serving
from layouts.pages import compare, overview

#: What a reader's browser takes; nearly all take this.
BR = {"Accept-Encoding": "br"}

log = structlog.get_logger()


def register(server: Flask, serving: Serving) -> None:
    """Watch for a new version of the data at every request that is answered anew."""
    warmer = Warmer(server, serving)

    @server.before_request
    def _notice() -> None:
        if UNASKED not in request.environ:
            warmer.notice()


class Warmer:
    """Draws ahead, once for each version of the data."""

    def __init__(self, server: Flask, serving: Serving) -> None:
        self._server = server
        self._serving = serving
        self._seen = ""
        self._lock = threading.Lock()

    def notice(self) -> None:
        """Begin to draw ahead where the data are of a version not seen before."""
        try:
            version = self._serving.views.data_version()
        except Exception:  # noqa: BLE001  # the request in hand tells what is wrong
            return
        with self._lock:
            if version == self._seen:
                return
            self._seen = version
        threading.Thread(
            target=self.draw_ahead, args=(version,), name="warming", daemon=True
        ).start()

    def draw_ahead(self, version: str) -> int:
        """Draw what everybody opens, unless another process does; how many there were.

        Stops once the data are of another version.
        """
        serving = self._serving
        mark = ("warming", version, serving.code_version)
        if serving.keeper.find(mark) is not None:
            return 0
        serving.keeper.keep(mark, Kept("", "text/plain", "", b""))
        drawn, started = 0, time.monotonic()
        with self._server.test_client() as client:
            for address in self._addresses():
                begun = time.monotonic()
                if serving.views.data_version() != version:
                    break
                client.post(
                    ENDPOINT,
                    json=question_about({"href": address, "attempt": 0}),
                    headers=BR,
                    environ_overrides={UNASKED: True},
                )
                drawn += 1
                time.sleep(time.monotonic() - begun)
        taken = round(time.monotonic() - started, 1)
        log.info("drawn_ahead", answers=drawn, seconds=taken, data_version=version)
        return drawn

    def _addresses(self) -> Iterator[str]:
        yield overview.PATH
        views = self._serving.views
        usual = views.defaults().measure
        for name in views.held_measures():
            query = "" if name == usual else f"?measure={name}"
            yield f"{compare.PATH}{query}"
