"""Many people at once: `python -m tests.bench.crowd` asks from a process of its own.

Each person is a thread with a connection that is kept open, who makes one choice after
another without a pause. Everything that is sent is prepared before the clock starts,
so that asking costs next to nothing beside answering.
"""

import argparse
import json
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent.parent
BLOCK = 1 << 16
TIMEOUT_SECONDS = 60
HEAD_END = b"\r\n\r\n"


class Crowd(NamedTuple):
    """How many answers a second, how long 95 in 100 took at most, what failed."""

    per_second: float
    median_ms: float
    p95_ms: float
    failed: int
    answers: int


class Ask(NamedTuple):
    """One request: the path it goes to, and what is posted; nothing for a GET."""

    path: str
    body: str = ""


def ask_together(
    address: str, asks: Sequence[Ask], *, people: int, seconds: float
) -> Crowd:
    """What so many people get in so many seconds, asked from another process."""
    told = json.dumps([list(ask) for ask in asks])
    command = [sys.executable, "-m", "tests.bench.crowd", address]
    command += ["--people", str(people), "--seconds", str(seconds)]
    answer = subprocess.run(
        command, cwd=ROOT, input=told, capture_output=True, text=True, check=True
    )
    return Crowd(*json.loads(answer.stdout))


def ask_each(address: str, asks: Sequence[Ask], *, rounds: int) -> None:
    """Ask for each thing some times, over connections that any worker may take."""
    for _ in range(rounds):
        for ask in asks:
            _Person(address).ask(_prepared(address, ask))


def _prepared(address: str, ask: Ask) -> bytes:
    host = urlsplit(address).netloc
    lines = [
        f"{'POST' if ask.body else 'GET'} {ask.path} HTTP/1.1",
        f"Host: {host}",
        "Accept-Encoding: br, gzip",
    ]
    if ask.body:
        lines += ["Content-Type: application/json", f"Content-Length: {len(ask.body)}"]
    return ("\r\n".join(lines) + "\r\n\r\n" + ask.body).encode()


class _Person:
    """One connection, opened anew when the server closes it."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self._place = (parts.hostname or "", parts.port or 80)
        self._socket: socket.socket | None = None

    def ask(self, prepared: bytes) -> int:
        """The status of the answer, which is read to its end."""
        for _ in range(2):
            try:
                return self._ask(prepared)
            except ConnectionError:
                self._socket = None
        return 0

    def _ask(self, prepared: bytes) -> int:
        if self._socket is None:
            self._socket = socket.create_connection(self._place, TIMEOUT_SECONDS)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.sendall(prepared)
        head, body = self._head()
        lower = head.lower()
        at = lower.find(b"content-length:")
        if at < 0:
            raise ConnectionError("an answer without a length")
        left = int(lower[at + 15 : lower.find(b"\r\n", at)]) - len(body)
        while left > 0:
            left -= len(self._received())
        if b"connection: close" in lower:
            self._socket.close()
            self._socket = None
        return int(head[9:12])

    def _head(self) -> tuple[bytes, bytes]:
        found = b""
        while HEAD_END not in found:
            found += self._received()
        head, _, body = found.partition(HEAD_END)
        return head + b"\r\n", body

    def _received(self) -> bytes:
        block = self._socket.recv(BLOCK) if self._socket else b""
        if not block:
            raise ConnectionError("the server hung up")
        return block


def crowd(address: str, asks: Sequence[Ask], *, people: int, seconds: float) -> Crowd:
    """Ask from this process, one thread a person."""
    prepared = [_prepared(address, ask) for ask in asks]
    taken: list[list[float]] = [[] for _ in range(people)]
    failed = [0] * people
    gate = threading.Barrier(people + 1)
    end = 0.0

    def work(who: int) -> None:
        person = _Person(address)
        gate.wait()
        turn = who
        while (start := time.perf_counter()) < end:
            status = person.ask(prepared[turn % len(prepared)])
            taken[who].append(time.perf_counter() - start)
            failed[who] += status != 200
            turn += 7

    threads = [threading.Thread(target=work, args=(who,)) for who in range(people)]
    for thread in threads:
        thread.start()
    begun = time.perf_counter()
    end = begun + seconds
    gate.wait()
    for thread in threads:
        thread.join()
    whole = time.perf_counter() - begun
    every = sorted(value for values in taken for value in values)
    return Crowd(
        len(every) / whole,
        statistics.median(every) * 1000,
        every[min(len(every) - 1, int(len(every) * 0.95))] * 1000,
        sum(failed),
        len(every),
    )


def main() -> int:
    """Ask what stands on the standard input; print the numbers as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address")
    parser.add_argument("--people", type=int, required=True)
    parser.add_argument("--seconds", type=float, required=True)
    wanted = parser.parse_args()
    asks = [Ask(*told) for told in json.load(sys.stdin)]
    found = crowd(wanted.address, asks, people=wanted.people, seconds=wanted.seconds)
    print(json.dumps(list(found)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
