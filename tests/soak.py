"""Mixed traffic for a while: `python -m tests.soak [--minutes 10] [--people 50]`.

People open pages, choose, look at frames of other sites and ask the interface, without
a pause, while a load comes and is taken back; one of them goes from page to page in a
browser. Every answer is compared afterwards with
that of another app, which worked it out by itself from a copy of the store as it was.
"""

import argparse
import http.client
import itertools
import json
import sqlite3
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import psutil

from tests.faults.figures import command, load, write_figures
from tests.faults.servers import App, own_folder, running
from tests.integration.web.questions import POST, question
from tests.journeys import Journeys, keep_going

#: A page, a frame or a resource; with a star, the choice that leads to a page.
ASKED = (
    "/",
    "/?area=E23000004",
    *(f"/compare?window={w}" for w in ("month", "quarter", "year", "rolling_year")),
    *(f"*/compare?period=2024-{month:02}&window=month" for month in range(1, 13)),
    *(f"*/compare?area=E2300000{n}" for n in range(1, 10)),
    "/measure/cps_conviction_rate",
    "/measure/cps_conviction_rate?lang=cy",
    "/measures",
    "/data",
    "/about",
    *(f"/embed/compare/{panel}" for panel in ("ranked", "funnel", "trend", "map")),
    "/download/compare/ranked.csv",
    "/figure/compare/ranked.json",
    "/api/v1/areas",
    "/api/v1/observations?series=cps_convictions&limit=200",
)
HEADERS = {"Accept-Encoding": "gzip"}
TIMEOUT_SECONDS = 60
#: A load may be seen as late as this, and an answer on its way may be older.
LATE_SECONDS = 5.0
SAMPLES = 40
#: A load comes, and is taken back; each fills what is kept anew, as far as it may.
LOAD_AT, ROLLBACK_AT = 0.4, 0.65
#: Memory is told at these shares of the time, and level between the last two.
TOLD_AT = (0.3, 0.6, 0.8, 1.0)
MOST_GROWTH = 1.05


class Told(NamedTuple):
    """What tells one answer from another."""

    asked: str
    tag: str
    body: str


@dataclass
class Seen:
    """All that came back: how often, until when, and what went wrong."""

    answers: Counter[Told] = field(default_factory=Counter)
    last: dict[Told, float] = field(default_factory=dict)
    statuses: Counter[int] = field(default_factory=Counter)
    broken: int = 0

    def add(self, other: "Seen") -> None:
        self.answers.update(other.answers)
        self.statuses.update(other.statuses)
        self.broken += other.broken
        for told, at in other.last.items():
            self.last[told] = max(at, self.last.get(told, 0.0))


class Version(NamedTuple):
    """The store as it was until a moment, and what it should be answered with."""

    until: float
    answers: Mapping[str, Told]


class Person:
    """One reader with a connection that is kept open."""

    def __init__(self, address: str) -> None:
        self._host = urlsplit(address).netloc
        self._line = http.client.HTTPConnection(self._host, timeout=TIMEOUT_SECONDS)

    def ask(self, asked: str) -> tuple[int, Told]:
        """The status and the answer."""
        if asked.startswith("*"):
            body = json.dumps(question(asked[1:]))
            headers = {**HEADERS, "Content-Type": "application/json"}
            self._line.request("POST", POST, body, headers)
        else:
            self._line.request("GET", asked, headers=HEADERS)
        answer = self._line.getresponse()
        digest = sha256(answer.read()).hexdigest()
        return answer.status, Told(asked, answer.getheader("ETag", ""), digest)

    def reconnect(self) -> None:
        """Begin a new connection."""
        self._line.close()


def keep_asking(address: str, *, first: int, end: float) -> Seen:
    """One person asks for one thing after another until the end."""
    person, seen = Person(address), Seen()
    for asked in itertools.islice(itertools.cycle(ASKED), first, None, 7):
        if time.monotonic() > end:
            return seen
        try:
            status, told = person.ask(asked)
        except (OSError, http.client.HTTPException):
            # A connection that was closed between two requests is opened anew.
            seen.broken += 1
            person.reconnect()
            continue
        seen.statuses[status] += 1
        if status == http.HTTPStatus.OK:
            seen.answers[told] += 1
            seen.last[told] = time.monotonic()
    return seen


def oracle(url: str, folder: Path) -> dict[str, Told]:
    """What another app answers, which has the store to itself."""
    folder.mkdir()
    app = App(url, folder, CACHE_URL="memory:", WEB_CONCURRENCY="1", LOG_LEVEL="ERROR")
    with running(app):
        person = Person(app.address)
        return {asked: person.ask(asked)[1] for asked in ASKED}


def wrong(seen: Seen, versions: Sequence[Version]) -> list[str]:
    """Answers no version of the store gives, or that came long after their version."""
    found = []
    for told, at in seen.last.items():
        until = [v.until for v in versions if v.answers[told.asked] == told]
        if not until:
            found.append(f"{told.asked}: an answer of no version")
        elif at > max(until) + LATE_SECONDS:
            found.append(f"{told.asked}: {at - max(until):.1f} s after its version")
    return found


def copy_store(store: Path, target: Path) -> str:
    """A copy of the store as it is now, whatever is in its log."""
    with sqlite3.connect(store) as source, sqlite3.connect(target) as copied:
        source.backup(copied)
    return f"sqlite:///{target}"


def mebibytes(app: App) -> float:
    """Memory of all processes, what is shared counted once."""
    every = [psutil.Process(app.process.pid), *app.workers]
    return sum(p.memory_full_info().pss for p in every) / 2**20


def soak(folder: Path, *, minutes: float, people: int) -> int:
    """Run it and print the table; the exit code."""
    store = folder / "store.db"
    url = f"sqlite:///{store}"
    figures = [write_figures(folder / f"{n}.csv", edition=n) for n in (0, 5)]
    load(url, figures[0]).check_returncode()
    copies, ends = [copy_store(store, folder / "version-0.db")], []
    app = App(url, folder, LOG_LEVEL="ERROR", DRAW_AHEAD="true")
    memory: list[float] = []
    with running(app):
        begun = time.monotonic()
        whole = minutes * 60
        end = begun + whole
        parts: list[Seen] = []

        def person(who: int) -> None:
            parts.append(keep_asking(app.address, first=who, end=end))

        journeys = Journeys()

        def reader() -> None:
            nonlocal journeys
            journeys = keep_going(app.address, end=end)

        crowd = [threading.Thread(target=person, args=(n,)) for n in range(people)]
        crowd.append(threading.Thread(target=reader))
        for each in crowd:
            each.start()
        changes = iter(
            (
                (LOAD_AT, lambda: load(url, figures[1])),
                (ROLLBACK_AT, lambda: command("rollback", "2", "--database", url)),
            )
        )
        change = next(changes, None)
        for sample in range(1, SAMPLES + 1):
            time.sleep(max(begun + whole * sample / SAMPLES - time.monotonic(), 0.0))
            memory.append(mebibytes(app))
            if change is not None and sample / SAMPLES >= change[0]:
                change[1]().check_returncode()
                ends.append(time.monotonic())
                copies.append(copy_store(store, folder / f"version-{len(ends)}.db"))
                change = next(changes, None)
        for each in crowd:
            each.join()
        ends.append(time.monotonic())
    seen = Seen()
    for part in parts:
        seen.add(part)
    versions = [
        Version(until, oracle(copy, folder / f"oracle-{number}"))
        for number, (copy, until) in enumerate(zip(copies, ends, strict=True))
    ]
    mistakes = wrong(seen, versions)
    return report(seen, journeys, mistakes, memory, seconds=whole, people=people)


def report(
    seen: Seen,
    journeys: Journeys,
    mistakes: Sequence[str],
    memory: Sequence[float],
    *,
    seconds: float,
    people: int,
) -> int:
    """Print what came of it; 0 where nothing is wrong."""
    whole = sum(seen.statuses.values())
    failed = sum(n for status, n in seen.statuses.items() if status >= 500)
    held = [memory[int(len(memory) * share) - 1] for share in TOLD_AT]
    growth = held[-1] / held[-2]
    for what, value in (
        ("people at once", f"{people}"),
        ("minutes", f"{seconds / 60:.1f}"),
        ("answers", f"{whole:,}"),
        ("answers a second", f"{whole / seconds:,.0f}"),
        (
            "statuses",
            ", ".join(f"{s}: {n:,}" for s, n in sorted(seen.statuses.items())),
        ),
        ("connections closed by the server between answers", f"{seen.broken:,}"),
        (
            "journeys in a browser, and what went wrong on them",
            "no browser here"
            if journeys.made is None
            else f"{journeys.made}, {len(journeys.problems)}",
        ),
        ("different answers compared with the oracle's", f"{len(seen.answers):,}"),
        ("wrong or late", f"{len(mistakes)}"),
        ("memory before and after the load, at 80% and last, MiB", _numbers(held)),
    ):
        print(f"{what:56} {value}")
    _print_some((*mistakes, *journeys.problems))
    is_well = not (failed or mistakes or journeys.problems) and growth <= MOST_GROWTH
    print("well" if is_well else "NOT WELL")
    return 0 if is_well else 1


def _numbers(values: Sequence[float]) -> str:
    return ", ".join(f"{value:.0f}" for value in values)


def _print_some(mistakes: Iterable[str]) -> None:
    for line in itertools.islice(mistakes, 10):
        print(f"  {line}")


def main() -> int:
    """Read the command and run it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--people", type=int, default=50)
    wanted = parser.parse_args()
    with own_folder() as folder:
        return soak(folder, minutes=wanted.minutes, people=wanted.people)


if __name__ == "__main__":
    sys.exit(main())
