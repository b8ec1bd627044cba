"""The table: what was measured of both programs on one store, and what is aimed at."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from tests.bench.crowd import Crowd
from tests.bench.visits import Visit

#: How many people ask at once.
CROWDS = (20, 50)
HEADINGS = f"{'':34}{'ours':>12}{'as usual':>12}{'ratio':>11}"


class Measured(NamedTuple):
    """Everything that was measured of one program on one store."""

    near: Visit | None
    far: Visit | None
    first_ms: float | None
    again_ms: float | None
    unprepared_ms: float | None
    cpu_ms: float
    memory_one: float
    memory_many: float
    crowds: tuple[Crowd, ...]


class Line(NamedTuple):
    """One line of the table: what, ours, the usual way's, and what is aimed at.

    `aim` is the most that ours may be of the other, or the least where it is
    answers a second; `most` is the most that ours may be by itself. None where nothing
    is promised.
    """

    what: str
    ours: float | None
    usual: float | None
    aim: float | None = None
    is_more_better: bool = False
    most: float | None = None


def lines(ours: Measured, usual: Measured) -> Iterator[Line]:
    """The table of one store."""

    def both(of: Callable[[Measured], float | None]) -> tuple[float | None, ...]:
        return of(ours), of(usual)

    def line(
        what: str,
        of: Callable[[Measured], float | None],
        aim: float | None = None,
        *,
        is_more_better: bool = False,
        most: float | None = None,
    ) -> Line:
        mine, other = both(of)
        return Line(what, mine, other, aim, is_more_better, most)

    yield line("first visit, KiB", lambda m: m.near and m.near.kibibytes, 0.25)
    yield line("first visit, requests", lambda m: m.near and m.near.requests)
    yield line("  text seen, ms", lambda m: m.near and m.near.content_ms)
    yield line("  all drawn, ms", lambda m: m.near and m.near.drawn_ms, 0.3)
    yield line(
        "  10 Mbit: text seen, ms", lambda m: m.far and m.far.content_ms, most=250
    )
    yield line("  10 Mbit: all drawn, ms", lambda m: m.far and m.far.drawn_ms, 0.3)
    yield line("a choice, first time, ms", lambda m: m.first_ms, 0.25)
    yield line("a choice, again, ms", lambda m: m.again_ms, 0.15)
    yield line("  with nothing drawn ahead, ms", lambda m: m.unprepared_ms)
    yield line("processor a choice, ms", lambda m: m.cpu_ms)
    for at, people in enumerate(CROWDS):

        def found(m: Measured, at: int = at) -> Crowd:
            return m.crowds[at]

        yield line(
            f"{people} at once, choices a second",
            lambda m, found=found: found(m).per_second,  # type: ignore[misc]  # bound now
            150 if people == CROWDS[0] else None,
            is_more_better=True,
        )
        yield line(
            "  95 in 100 within, ms",
            lambda m, found=found: found(m).p95_ms,  # type: ignore[misc]  # bound now
            most=50 if people == CROWDS[0] else None,
        )
        yield line(
            "  failed",
            lambda m, found=found: float(found(m).failed),  # type: ignore[misc]  # bound now
        )
    yield line("memory, one person, MiB", lambda m: m.memory_one)
    yield line("memory, 50 people, MiB", lambda m: m.memory_many, 0.75)


def told(line: Line) -> str:
    """A line as it is printed."""
    numbers = "".join(
        f"{'-' if value is None else f'{value:,.1f}':>12}"
        for value in (line.ours, line.usual)
    )
    ratio = line.ours / line.usual if line.ours is not None and line.usual else None
    verdict = ""
    if line.aim is not None and ratio is not None:
        is_met = ratio >= line.aim if line.is_more_better else ratio <= line.aim
        bound = "at least" if line.is_more_better else "at most"
        verdict = f"  {bound} {line.aim:g}: {'met' if is_met else 'NOT met'}"
    if line.most is not None and line.ours is not None:
        is_met = line.ours <= line.most
        verdict = f"  ours at most {line.most:g}: {'met' if is_met else 'NOT met'}"
    ratio_text = "-" if ratio is None else f"{ratio:,.3f}"
    return f"{line.what:34}{numbers}{ratio_text:>11}{verdict}"
