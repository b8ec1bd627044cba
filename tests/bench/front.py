"""An embed through nginx, beside a file of the same bytes that nginx serves itself."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import create_connection, socket
from urllib.request import Request, urlopen

from tests.bench.crowd import Ask, ask_together
from tests.bench.processes import served
from tests.bench.programs import OURS

#: As docs/deploy.md has it, on ports of its own and without TLS.
CONFIG = """{user}
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
daemon off;
events {{ worker_connections 1024; }}
http {{
  access_log off;
  keepalive_requests 100000;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  proxy_cache_path {folder}/kept keys_zone=figures:8m max_size=200m use_temp_path=off;
  server {{
    listen 127.0.0.1:{port};
    location /file/ {{ alias {folder}/file/; }}
    location / {{
      proxy_pass {address};
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host $host;
      proxy_cache figures;
      proxy_cache_key $request_uri$http_accept_encoding;
      proxy_cache_lock on;
      proxy_cache_use_stale updating error timeout http_500 http_502 http_503 http_504;
      proxy_cache_background_update on;
    }}
  }}
}}
"""
PEOPLE = 20


def report(url: str, embed: Ask, *, seconds: float) -> str:
    """How many answers a second there are of each; says so without nginx."""
    nginx = shutil.which("nginx")
    if nginx is None:
        return "an embed through nginx: not measured, there is no nginx"
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        with (
            served(url, folder, application=OURS.application) as server,
            nginx_before(nginx, server.address, folder) as address,
        ):
            body = _answer(server.address + embed.path)
            file = folder / "file" / "embed.html"
            file.parent.mkdir()
            file.write_bytes(body)
            _answer(address + embed.path)
            ours, static = (
                ask_together(address, [ask], people=PEOPLE, seconds=seconds)
                for ask in (embed, Ask("/file/embed.html"))
            )
            return (
                f"an embed ({len(body):,} bytes sent) through nginx: "
                f"{ours.per_second:,.0f} a second; a file of the same bytes: "
                f"{static.per_second:,.0f}; "
                f"{static.per_second / ours.per_second:.2f} times as many "
                "(at most 1.5)"
            )


def _answer(address: str) -> bytes:
    request = Request(address, headers={"Accept-Encoding": "br, gzip"})
    with urlopen(request, timeout=60) as answer:
        return bytes(answer.read())


@contextmanager
def nginx_before(nginx: str, address: str, folder: Path) -> Iterator[str]:
    """The address of an nginx that keeps what a server says may be kept."""
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    config = folder / "nginx.conf"
    # Started by root, nginx would give up the right to read a private folder.
    user = "user root;" if os.geteuid() == 0 else ""
    told = {"user": user, "folder": folder, "port": port, "address": address}
    config.write_text(CONFIG.format(**told))
    process = subprocess.Popen([nginx, "-c", str(config), "-p", str(folder)])
    try:
        _wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=10)


def _wait_for(port: int) -> None:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        try:
            with create_connection(("127.0.0.1", port), 1):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("nginx did not start")
