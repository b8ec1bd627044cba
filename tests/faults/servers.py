"""Services of one's own to stop, pause, slow and fill: nobody else uses them."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psutil
import psycopg
import redis

from tests.browser.fixtures import PYTHON, ROOT, address_of

#: Nothing is measured by it: it only ends a wait for what never comes.
DEADLINE_SECONDS = 60
BLOCK = 1 << 16


class Missing(RuntimeError):
    """A program these faults need is not on this machine; says which."""


def happens(is_so: Callable[[], bool]) -> bool:
    """Wait until something is so; False if it never is."""
    end = time.monotonic() + DEADLINE_SECONDS
    while not is_so():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def until(is_so: Callable[[], bool], *, what: str) -> None:
    """Wait until something is so; raises TimeoutError if it never is."""
    if not happens(is_so):
        raise TimeoutError(f"never happened: {what}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def program(name: str) -> str:
    """Where a program is, in the PATH or where Debian keeps PostgreSQL's."""
    kept = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    found = shutil.which(name) or (str(kept[-1]) if kept else None)
    if found is None:
        raise Missing(f"no {name} on this machine")
    return found


class Service:
    """A process with its children, to be stopped and paused."""

    last_signal = signal.SIGTERM

    def __init__(self, command: list[str], **settings: Any) -> None:
        self._command, self._settings = command, settings
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._process = subprocess.Popen(
            self._command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **self._settings,
        )

    @property
    def process(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            raise RuntimeError("not started")
        return self._process

    def stop(self) -> None:
        if self._process is not None:
            self.go_on()
            self._process.send_signal(self.last_signal)
            self._process.wait(timeout=DEADLINE_SECONDS)
            self._process = None

    def pause(self) -> None:
        self._tell_all(signal.SIGSTOP)

    def go_on(self) -> None:
        self._tell_all(signal.SIGCONT)

    def _tell_all(self, what: signal.Signals) -> None:
        with suppress(psutil.NoSuchProcess):
            whole = psutil.Process(self.process.pid)
            for each in (whole, *whole.children(recursive=True)):
                with suppress(psutil.NoSuchProcess):
                    each.send_signal(what)


class Postgres(Service):
    """A PostgreSQL of its own, in a folder of its own."""

    #: At once, without a word to those connected and without tidying up.
    last_signal = signal.SIGQUIT

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        owner: dict[str, Any] = {"cwd": folder}
        if os.geteuid() == 0:
            # It refuses to run as root.
            try:
                pwd.getpwnam("postgres")
            except KeyError as error:
                raise Missing("no user postgres on this machine") from error
            shutil.chown(folder, "postgres", "postgres")
            owner |= {"user": "postgres", "group": "postgres", "extra_groups": []}
        data = folder / "data"
        subprocess.run(
            [
                *(program("initdb"), "-D", str(data), "-U", "postgres"),
                *("-A", "trust", "--no-sync", "--no-instructions"),
            ],
            check=True,
            capture_output=True,
            **owner,
        )
        options = ("fsync=off", "listen_addresses=127.0.0.1", "shared_buffers=32MB")
        super().__init__(
            [
                *(program("postgres"), "-D", str(data), "-p", str(self.port)),
                *("-k", str(folder)),
                *(part for option in options for part in ("-c", option)),
            ],
            **owner,
        )

    def start(self) -> None:
        super().start()
        until(self._answers, what="PostgreSQL answers")

    def url(self, name: str, *, port: int | None = None) -> str:
        """The address of a database, at the server or at a proxy before it."""
        at = port or self.port
        return f"postgresql+psycopg://postgres@127.0.0.1:{at}/{name}"

    def run(self, statement: str) -> None:
        address = f"postgresql://postgres@127.0.0.1:{self.port}/postgres"
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(statement.encode())

    def _answers(self) -> bool:
        try:
            self.run("SELECT 1")
        except psycopg.OperationalError:
            return False
        return True


class Redis(Service):
    """A Redis of its own that keeps nothing on the disc."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        super().__init__(
            [
                *(program("redis-server"), "--port", str(self.port)),
                *("--bind", "127.0.0.1", "--save", "", "--appendonly", "no"),
            ],
            cwd=folder,
        )

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        super().start()
        until(self._answers, what="Redis answers")

    def client(self) -> redis.Redis:
        return redis.Redis.from_url(self.url, socket_timeout=5)

    def _answers(self) -> bool:
        try:
            return bool(self.client().ping())
        except redis.exceptions.ConnectionError:
            return False


class SlowProxy:
    """Passes bytes on, each question of a client so many seconds late.

    What a client says before it may ask anything is passed on at once.
    """

    GREETINGS = 2

    def __init__(self, port: int) -> None:
        self._to = port
        self.delay = 0.0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                try:
                    server = socket.create_connection(("127.0.0.1", self._to))
                except OSError:
                    client.close()
                    continue
                for pair in ((client, server, True), (server, client, False)):
                    threading.Thread(target=self._pass, args=pair, daemon=True).start()

    def _pass(self, source: socket.socket, target: socket.socket, late: bool) -> None:  # noqa: FBT001  # one of a pair
        with suppress(OSError), source, target:
            blocks = 0
            while block := source.recv(BLOCK):
                blocks += 1
                if late and blocks > self.GREETINGS:
                    time.sleep(self.delay)
                target.sendall(block)
            target.shutdown(socket.SHUT_RDWR)


class App(Service):
    """gunicorn with its workers, as the README has it, on a store."""

    def __init__(self, url: str, folder: Path, **settings: str) -> None:
        self._log = folder / "app.log"
        self._application = settings.pop("application", "app:server")
        kept = folder / "kept"
        kept.mkdir(exist_ok=True)
        environment = {
            **os.environ,
            "DATABASE_URL": url,
            "HOST": "127.0.0.1",
            "PORT": "0",
            "WEB_CONCURRENCY": "2",
            "DRAW_AHEAD": "false",
            "RATE_LIMIT": "",
            "TMPDIR": str(kept),
            **settings,
        }
        super().__init__(
            [*PYTHON, "gunicorn", "--config", ".gunicorn.conf.py", self._application],
            cwd=ROOT,
            env=environment,
        )
        self.address = ""

    def start(self) -> None:
        stream = self._log.open("w")
        self._process = subprocess.Popen(
            self._command,
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.STDOUT,
            **self._settings,
        )
        stream.close()
        self.address = address_of(self._process, self._log)

    @property
    def workers(self) -> list[psutil.Process]:
        """The processes that answer, in the order they were started."""
        found = psutil.Process(self.process.pid).children()
        return sorted(found, key=lambda each: (each.create_time(), each.pid))


@contextmanager
def running(service: Service) -> Iterator[None]:
    """The service runs inside, and nothing of it afterwards."""
    service.start()
    try:
        yield
    finally:
        service.stop()


@contextmanager
def own_folder() -> Iterator[Path]:
    """A folder others may enter: PostgreSQL runs as somebody else."""
    with tempfile.TemporaryDirectory(prefix="coterminous-faults-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


@contextmanager
def small_disc(folder: Path, *, mebibytes: int) -> Iterator[Path]:
    """A disc that is soon full; raises Missing where none can be made."""
    place = folder / "disc"
    place.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={mebibytes}m", "tmpfs", str(place)],
        capture_output=True,
        check=False,
    )
    if sys.platform != "linux" or made.returncode:
        raise Missing("a small disc can only be made by root on Linux")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def fill(place: Path) -> Path:
    """Fill a disc to the last byte; the file that fills it."""
    file = place / "filler"
    with suppress(OSError), file.open("wb", buffering=0) as stream:
        while True:
            stream.write(bytes(4096))
    return file
