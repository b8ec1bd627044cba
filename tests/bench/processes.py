"""What a served program costs its machine: processor time and memory."""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from tests.browser.fixtures import PYTHON, ROOT, address_of

#: A server that uses less than this share of a core is at rest.
IDLE_SHARE = 0.05
LOOK_SECONDS, MOST_LOOKS = 2, 60


class Server:
    """gunicorn and its workers, as many and as configured as the README has them."""

    def __init__(self, address: str, process: psutil.Process) -> None:
        self.address = address
        self._process = process

    def seconds(self) -> float:
        """Processor time used so far by all processes."""
        return sum(sum(process.cpu_times()[:2]) for process in self._every())

    def rest(self) -> None:
        """Wait until it has done what it does by itself, as after a load."""
        before = self.seconds()
        for _ in range(MOST_LOOKS):
            time.sleep(LOOK_SECONDS)
            now = self.seconds()
            if now - before < IDLE_SHARE * LOOK_SECONDS:
                return
            before = now

    def mebibytes(self) -> float:
        """Memory in use, what is shared counted once."""
        return sum(p.memory_full_info().pss for p in self._every()) / 2**20

    def _every(self) -> list[psutil.Process]:
        return [self._process, *self._process.children(recursive=True)]


@contextmanager
def served(
    url: str, folder: Path, *, application: str, **settings: str
) -> Iterator[Server]:
    """A program served with two workers of four threads; stopped afterwards."""
    log = folder / "server.log"
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "HOST": "127.0.0.1",
        "PORT": "0",
        "WEB_CONCURRENCY": "2",
        **settings,
    }
    with log.open("w") as stream:
        process = subprocess.Popen(
            [*PYTHON, "gunicorn", "--config", ".gunicorn.conf.py", application],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.STDOUT,
        )
    try:
        yield Server(address_of(process, log), psutil.Process(process.pid))
    finally:
        process.terminate()
        process.wait(timeout=30)
