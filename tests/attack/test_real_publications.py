"""Real publications under the policy: nobody can work out what is hidden of them.

They are public as they are; they are tables of the size and shape that a partnership's
own are.
"""

import gzip
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from data.engine import make_engine
from data.ingest import PUBLICATIONS
from data.load import load
from data.public_copy import export_public
from data.queries.counts import CountsQuery, fetch_counts
from data.queries.dimensions import fetch_dimensions
from data.queries.releases import fetch_disclosure
from tests.attack.outsider import Cell, Sum, told_within

pytestmark = pytest.mark.real_data

NARROWEST = 5
PLACES = ("police_force", "criminal_justice_area", "nation")
WHOLE = ("all", "all")
#: Two forces make up London's area of justice.
LONDON, CITY = "E23000001", "E23000034"
ONE_FORCE = ("police_force", "E23000002")
DETAILED, BROAD = "ethnic_group_18", "ethnic_group_5"


def of_years(source: Path, target: Path, *years: str) -> list[Path]:
    """A file of some years alone, by all that they are split by."""
    part = target / source.name
    with (
        gzip.open(source, "rt", encoding="utf-8") as lines,
        gzip.open(part, "wt", encoding="utf-8") as kept,
    ):
        kept.write(next(lines))
        kept.writelines(each for each in lines if each.strip('"').startswith(years))
    return [part]


def arrests(real: Path, scratch: Path) -> list[Path]:
    name = "police_powers/arrests-open-data-2006-07-to-2017-18.csv.gz"
    return of_years(real / name, scratch, "2016", "2017")


def stop_and_search(real: Path, scratch: Path) -> list[Path]:
    name = "police_powers/stop-search-open-data-2006-07-to-2018-19.csv.gz"
    return of_years(real / name, scratch, "2018", "2019")


def use_of_force(real: Path, _scratch: Path) -> list[Path]:
    return sorted((real / "use_of_force").glob("*.csv"))


def court_outcomes(real: Path, _scratch: Path) -> list[Path]:
    return [real / "court_outcomes_ethnicity"]


def read(engine: Engine, series: tuple[str, ...]) -> dict[Cell, float | None]:
    """Every figure that the public can read: series, type, area, period, category."""
    categories = tuple(sorted(fetch_dimensions(engine).categories))
    found: dict[Cell, float | None] = {}
    for area_type in PLACES:
        query = CountsQuery(series, area_type, (), 190001, 299912, categories)
        for row in fetch_counts(engine, query):
            category = (row.breakdown, row.category)
            if row.value is not None or row.status == "suppressed":
                place = (area_type, row.area_code)
                found[row.series, place, row.period, category] = row.value
    return found


def sums(true: dict[Cell, float | None]) -> list[Sum]:
    """All that adds up in the figures as they were published, whoever knows of it."""
    by_whole: dict[tuple[Any, ...], list[Cell]] = defaultdict(list)
    for cell in true:
        series, (area_type, code), period, (breakdown, category) = cell
        for way, wider, name in _part_of(breakdown, category):
            whole = (series, (area_type, code), period, (wider, name))
            by_whole[whole, breakdown, way].append(cell)
        if area_type != "nation":
            both = (series, ("nation", "K04000001"), period, (breakdown, category))
            by_whole[both, area_type].append(cell)
        # A force and the area of justice of the same code are the same people.
        if area_type == "police_force":
            area = ("criminal_justice_area", LONDON if code == CITY else code)
            whole = (series, area, period, (breakdown, category))
            by_whole[whole, area_type].append(cell)
    found = [Sum(whole, tuple(parts)) for (whole, *_), parts in by_whole.items()]
    return [each for each in found if _adds_up(each, true)]


def _part_of(breakdown: str, category: str) -> Iterator[tuple[str, str, str]]:
    """What a category may be part of, each with a name for the way it is.

    Chinese people are of the Asian groups in one census and of the others in another:
    both ways are tried, and the one that adds up is known.
    """
    if breakdown == "all":
        return
    if "_by_" not in breakdown:
        yield ("all", *WHOLE)
    else:
        names, values = breakdown.split("_by_"), category.split("|")
        for name, value in zip(names, values, strict=True):
            yield name, name, value
    if breakdown.startswith(DETAILED):
        coarse = breakdown.replace(DETAILED, BROAD, 1)
        group, bar, other = category.partition("|")
        for chinese in ("asian", "other"):
            broad = chinese if "chinese" in group else group.split("_")[0]
            yield chinese, coarse, f"{broad}{bar}{other}"
        yield "same", coarse, category


def _adds_up(each: Sum, true: dict[Cell, float | None]) -> bool:
    if any(true.get(cell) is None for cell in (each.whole, *each.parts)):
        return False
    return true[each.whole] == sum(true[part] or 0.0 for part in each.parts)


@pytest.mark.parametrize(
    ("files", "series", "fewest"),
    [
        (arrests, ("arrests",), 2_500),
        (stop_and_search, ("searches", "search_arrests"), 4_500),
        (use_of_force, ("use_of_force_tactics",), 1_000),
        (court_outcomes, ("court_prosecutions", "court_convictions",
                          "court_sentenced", "court_immediate_custody"), 100),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)  # fmt: skip
def test_hidden_counts_of_real_publications_cannot_be_worked_out(
    files: Callable[[Path, Path], list[Path]],
    series: tuple[str, ...],
    fewest: int,
    real_data: Path,
    tmp_path: Path,
) -> None:
    scratch = tmp_path / "files"
    scratch.mkdir()
    paths, publication = files(real_data, scratch), PUBLICATIONS[files.__name__]
    urls = [f"sqlite:///{tmp_path}/{name}.db" for name in ("whole", "open", "public")]
    whole, open_, public = (make_engine(url, read_only=False) for url in urls)
    for engine, already_public in ((whole, False), (open_, True)):
        load(
            engine, publication, paths,
            loaded_by="a test", already_public=already_public,
        )  # fmt: skip
    export_public(make_engine(urls[0]), public)
    shown, true = read(make_engine(urls[2]), series), read(make_engine(urls[1]), series)
    small = {c for c, n in true.items() if n is not None and 1 <= n <= NARROWEST}
    assert len(small) > fewest
    assert {cell for cell in small if shown[cell] is not None} == set()
    assert all(shown[c] in (None, value) for c, value in true.items())
    assert fetch_disclosure(make_engine(urls[2])).unprotected == 0
    known = sums(true)
    assert told_within(shown, known, NARROWEST) == {}
    # The same attack tells many of them where they are hidden by themselves.
    alone = {c: None if c in small else value for c, value in true.items()}
    of_one = [each for each in known if each.whole[1] == ONE_FORCE]
    assert told_within(alone, of_one, NARROWEST) != {}


def test_every_pair_of_places_and_kinds_is_attacked() -> None:
    """A table whose one hidden cell is told, by each sum that the attack knows."""
    cells: dict[Cell, float | None] = {}
    for place, (group, sex) in product(
        (("police_force", "E1"), ("criminal_justice_area", "E1"),
         ("nation", "K04000001")),
        product("ab", "fm"),
    ):  # fmt: skip
        for category in (
            ("g_by_s", f"{group}|{sex}"), ("g", group), ("s", sex), WHOLE
        ):  # fmt: skip
            key = ("arrests", place, 201701, category)
            cells[key] = (cells.get(key) or 0) + 3
    known = sums(cells)
    for cell in cells:
        shown = {**cells, cell: None}
        assert told_within(shown, known, NARROWEST) == {cell: (cells[cell],) * 2}
