"""Another site that frames a panel: its own origin, its own strict policy."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

#: A page of another site; its policy allows our frame and our script, nothing inline.
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>A commissioner's page</title></head><body><main><h1>Elsewhere</h1>
<iframe src="{panel}" title="Figures" width="600" height="500"></iframe></main>
{script}</body></html>"""
POLICY = "default-src 'none'; frame-src {origin}; script-src {origin}; base-uri 'none'"


class _Host(BaseHTTPRequestHandler):
    """Answers every path with the page; the script comes where it is asked for."""

    def __init__(self, *request: object, panel: str, origin: str) -> None:
        self.panel, self.origin = panel, origin
        super().__init__(*request)  # type: ignore[arg-type]  # the server's own three

    def do_GET(self) -> None:
        wants_script = self.path == "/sized"
        script = f'<script src="{self.origin}/embed.js"></script>'
        body = PAGE.format(panel=self.panel, script=script if wants_script else "")
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Security-Policy", POLICY.format(origin=self.origin))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def listening() -> Iterator[ThreadingHTTPServer]:
    """A server on a free port that does not answer yet; its address is known."""
    with ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as server:
        yield server


def address(server: ThreadingHTTPServer) -> str:
    """The origin of a host."""
    return f"http://127.0.0.1:{server.server_port}"


@contextmanager
def framing(server: ThreadingHTTPServer, *, panel: str, origin: str) -> Iterator[str]:
    """The host's address while it answers with a page that frames the panel."""
    server.RequestHandlerClass = partial(_Host, panel=panel, origin=origin)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield address(server)
    finally:
        server.shutdown()
        thread.join()
