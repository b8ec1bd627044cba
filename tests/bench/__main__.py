"""What it costs to be asked: `python -m tests.bench`, ours beside the usual way.

Two programs answer from the same store on the same machine in the same run: read the
ratios, not the clock. docs/performance.md says what each line means.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser

from tests.bench import front
from tests.bench.crowd import ask_each, ask_together
from tests.bench.processes import Server, served
from tests.bench.programs import EMBED, OURS, USUAL, Program
from tests.bench.stores import STREAMS, Built, build
from tests.bench.table import CROWDS, HEADINGS, Measured, lines, told
from tests.bench.visits import chromium, first_visit, first_visits, selections

#: Enough that each of two workers has very likely been asked everything once.
ROUNDS = 4
BEGIN, END = "<!-- measured -->", "<!-- end of what was measured -->"


def measure(
    program: Program, built: Built, browser: Browser | None, *, seconds: float
) -> Measured:
    """Serve a program from a store and put it to use; it keeps what it keeps."""
    unprepared = None
    if browser is not None:
        # What everybody opens is drawn after a load; here nothing is.
        with _served(built, program, DRAW_AHEAD="false") as server:
            first_visit(browser, server.address, program.target)
            unprepared, _ = selections(
                browser, server.address, program.target, program.values
            )
    with _served(built, program) as server:
        return _measure(program, server, browser, unprepared, seconds=seconds)


@contextmanager
def _served(built: Built, program: Program, **settings: str) -> Iterator[Server]:
    with (
        tempfile.TemporaryDirectory() as folder,
        served(
            built.url, Path(folder), application=program.application, **settings
        ) as server,
    ):
        yield server


def _measure(
    program: Program,
    server: Server,
    browser: Browser | None,
    unprepared: float | None,
    *,
    seconds: float,
) -> Measured:
    target, address = program.target, server.address
    near = far = first = again = None
    if browser is not None:
        # Nobody is the first in a day; one visit warms what a visit warms.
        first_visit(browser, address, target)
        server.rest()
        near = first_visits(browser, address, target)
        far = first_visits(browser, address, target, is_slow=True)
        first, again = selections(browser, address, target, program.values)
    memory_one = server.mebibytes()
    asks = program.asks
    # A crowd asks for what has been asked for before: by then both workers know it.
    ask_each(address, asks, rounds=ROUNDS)
    crowds = []
    for people in CROWDS:
        before = server.seconds()
        found = ask_together(address, asks, people=people, seconds=seconds)
        crowds.append((found, (server.seconds() - before) / max(found.answers, 1)))
    return Measured(
        near,
        far,
        first,
        again,
        unprepared,
        crowds[0][1] * 1000,
        memory_one,
        server.mebibytes(),
        tuple(found for found, _ in crowds),
    )


class Telling:
    """Prints what was measured, and writes all of it down at the end."""

    def __init__(self) -> None:
        self._told: list[str] = []

    def __call__(self, line: str = "") -> None:
        print(line, flush=True)
        self._told.append(line)

    def write_into(self, document: Path) -> None:
        """Put it in place of what stands between the marks of a document."""
        before, rest = document.read_text("utf-8").split(BEGIN)
        _, after = rest.split(END)
        text = "\n".join(self._told).strip("\n")
        document.write_text(
            f"{before}{BEGIN}\n```text\n{text}\n```\n{END}{after}", "utf-8"
        )


def main() -> int:
    """Build the stores, measure both programs on each, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default=",".join(STREAMS))
    parser.add_argument("--seconds", type=float, default=10, help="a crowd's time")
    parser.add_argument("--write", type=Path, help="the document to write it into")
    wanted = parser.parse_args()
    tell = Telling()
    fresh: list[float] = []
    with tempfile.TemporaryDirectory() as scratch, chromium() as browser:
        for size in wanted.sizes.split(","):
            built = build(Path(scratch), size)
            rate = built.observations / built.seconds
            tell()
            tell(
                f"{built.observations:,} observations, {built.megabytes:,.0f} MB,"
                f" loaded in {built.seconds:.0f} s ({rate:,.0f} a second)"
            )
            tell(HEADINGS)
            ours, usual = (
                measure(program, built, browser, seconds=wanted.seconds)
                for program in (OURS, USUAL)
            )
            for line in lines(ours, usual):
                tell(told(line))
            fresh += [value for value in [ours.unprepared_ms] if value]
            last = built
        tell()
        if len(fresh) > 1:
            tell(
                "a choice with nothing drawn ahead: "
                f"{max(fresh) / min(fresh):.2f} times as long on the slowest store as "
                "on the fastest (at most 1.3)"
            )
        tell(front.report(last.url, EMBED, seconds=wanted.seconds))
    if wanted.write:
        tell.write_into(wanted.write)
    return 0


if __name__ == "__main__":
    sys.exit(main())
