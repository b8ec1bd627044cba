"""Stores of any small counts: what is shown never tells what is hidden."""

import csv
import tempfile
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.engine import make_engine
from data.ingest import PUBLICATIONS
from data.load import load
from data.queries.counts import CountsQuery, fetch_counts
from tests.attack.outsider import Sum, recover

#: As docs/disclosure.md says.
SMALL = range(1, 6)
NARROWEST = 5

MET, CITY, LONDON = "E23000001", "E23000034", "E23000001"
FORCE, AREA = "police_force", "criminal_justice_area"
GROUPS = ("asian", "black", "white")
SEXES = ("female", "male")
WHOLE = ("all", "all")


class Figure(NamedTuple):
    """One cell of the outsider's table."""

    series: str
    place: tuple[str, str]
    period: int
    category: tuple[str, str]


def counts() -> st.SearchStrategy[int]:
    return st.one_of(st.integers(0, 7), st.integers(0, 40), st.just(0))


@st.composite
def tables(draw: st.DrawFn) -> dict[Figure, int]:
    """Prosecutions and convictions by group and sex, with everything they add up to."""
    cells: dict[Figure, int] = {}
    for force, year in product((MET, CITY), (201701,)):
        for group, sex in product(GROUPS, SEXES):
            tried = draw(counts())
            category = ("ethnic_group_5_by_sex", f"{group}|{sex}")
            place = (FORCE, force)
            cells[Figure("court_prosecutions", place, year, category)] = tried
            convicted = draw(st.integers(0, tried))
            cells[Figure("court_convictions", place, year, category)] = convicted
    return cells | dict(margins(cells))


def margins(cells: dict[Figure, int]) -> Iterator[tuple[Figure, int]]:
    for whole in {each for cell in cells for each in wholes_of(cell)}:
        yield whole, sum(n for cell, n in cells.items() if whole in wholes_of(cell))


def wholes_of(cell: Figure) -> tuple[Figure, ...]:
    group, sex = cell.category[1].split("|")
    names = (("ethnic_group_5", group), ("sex", sex), WHOLE)
    return tuple(cell._replace(category=name) for name in names)


def sums() -> Iterator[Sum]:
    """What anybody knows of such tables."""
    crossed = "ethnic_group_5_by_sex"
    every = [(crossed, f"{g}|{s}") for g, s in product(GROUPS, SEXES)]
    for series in ("court_prosecutions", "court_convictions"):
        for place in ((FORCE, MET), (FORCE, CITY), (AREA, LONDON)):

            def cell(*category: str, series: str = series,
                     place: tuple[str, str] = place) -> Figure:  # fmt: skip
                return Figure(series, place, 201701, (category[0], category[1]))

            groups = tuple(cell("ethnic_group_5", group) for group in GROUPS)
            yield Sum(cell(*WHOLE), groups)
            yield Sum(cell(*WHOLE), tuple(cell("sex", sex) for sex in SEXES))
            for group in GROUPS:
                parts = tuple(cell(crossed, f"{group}|{sex}") for sex in SEXES)
                yield Sum(cell("ethnic_group_5", group), parts)
            for sex in SEXES:
                parts = tuple(cell(crossed, f"{group}|{sex}") for group in GROUPS)
                yield Sum(cell("sex", sex), parts)
        singles = [("ethnic_group_5", g) for g in GROUPS] + [("sex", s) for s in SEXES]
        for category in (*every, *singles, WHOLE):
            whole = Figure(series, (AREA, LONDON), 201701, category)
            forces = ((FORCE, MET), (FORCE, CITY))
            yield Sum(whole, tuple(whole._replace(place=force) for force in forces))


def write(path: Path, cells: dict[Figure, int]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as text:
        writer = csv.writer(text)
        writer.writerow(
            ("series", "area_type", "area_code", "period_start", "frequency",
             "breakdown", "category", "value", "status")
        )  # fmt: skip
        for cell, count in cells.items():
            start = f"{cell.period // 100}-{cell.period % 100:02}-01"
            writer.writerow(
                (cell.series, *cell.place, start, "year", *cell.category, count,
                 "published")
            )  # fmt: skip
    return path


def shown_by(address: str) -> dict[Figure, float | None]:
    """Every figure as the public reads it."""
    engine = make_engine(address)
    names = [("ethnic_group_5", g) for g in GROUPS] + [("sex", s) for s in SEXES]
    names += [("ethnic_group_5_by_sex", f"{g}|{s}") for g, s in product(GROUPS, SEXES)]
    found = {}
    for area_type in (FORCE, AREA):
        query = CountsQuery(
            ("court_prosecutions", "court_convictions"), area_type, (), 190001, 299912,
            (WHOLE, *names),
        )  # fmt: skip
        for row in fetch_counts(engine, query):
            place = (area_type, row.area_code)
            category = (row.breakdown, row.category)
            found[Figure(row.series, place, row.period, category)] = row.value
    engine.dispose()
    return found


@settings(
    max_examples=20,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(cells=tables())
def test_no_hidden_count_can_be_told_within_less_than_the_range(
    cells: dict[Figure, int],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        address = f"sqlite:///{folder}/attacked.db"
        path = write(Path(folder) / "counts_2017.csv", cells)
        writer = make_engine(address, read_only=False)
        load(writer, PUBLICATIONS["tidy"], [path], loaded_by="a test")
        shown = shown_by(address)
    assert len(shown) > len(cells)
    small = {cell for cell, count in cells.items() if count in SMALL}
    assert all(shown[cell] is None for cell in small)
    assert all(value in (None, cells.get(cell, value)) for cell, value in shown.items())
    ranges = recover(shown, sums())
    too_narrow = {
        c: ends for c, ends in ranges.items() if ends[1] - ends[0] < NARROWEST
    }
    assert too_narrow == {}


def test_an_outsider_does_work_out_what_is_hidden_alone() -> None:
    """The attack can succeed: against small counts hidden and nothing with them."""
    cells: dict[str, float | None] = {"total": 20.0, "a": 17.0, "b": None}
    assert recover(cells, [Sum("total", ("a", "b"))])["b"] == pytest.approx((3, 3))
