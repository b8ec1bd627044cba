"""Receipts, disposals and open cases of the Crown Court, by court and area.

The publisher's own tables, by court and by the age of open cases, and tables that a
third party derived from them. Open cases are counted at the end of a quarter, and are
not receipts less disposals.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from data.ingest.court_statistics import (
    ALL,
    LONDON,
    Area,
    areas_named,
    court_named,
    court_offence,
    find_places,
    has_columns,
    plain_label,
    quarter_label,
    quarter_period,
)
from data.ingest.court_statistics import AREA as CRIMINAL_JUSTICE_AREA
from data.ingest.crosstab import NATION, Category
from data.ingest.crown_court_derived import (
    derived_edition,
    derived_table,
    is_table_of_courts,
    read_courts_open,
    read_derived,
)
from data.ingest.crown_court_series import (
    DISPOSALS,
    KNOWN_AGE,
    LONG_OPEN,
    OPEN,
    OVER_A_YEAR,
    RECEIPTS,
    TRIALS_KNOWN_AGE,
    TRIALS_OVER_A_YEAR,
    case_type,
    open_age,
    remand_status,
)
from data.ingest.headings import (
    RefuseRow,
    Row,
    limited,
    name_key,
    parse_count,
    read_headings,
    read_rows,
    whole_rows,
)
from data.ingest.publication import (
    FileRefused,
    NotThisPublication,
    Observation,
    Publication,
    Refuse,
)

_COMMON: dict[str, tuple[str, ...]] = {
    "year": ("year",),
    "quarter": ("quarter",),
    "type": ("receipt_type", "case_type"),
    "offence": ("offence_group", "offence group", "offence"),
    "value": ("value", "count", "number of cases"),
}
VOLUMES = _COMMON | {
    "region": ("region", "HMCTS region"),
    "board": ("lcjb_area", "LCJB", "Local Criminal Justice Board"),
    "court": ("crown_court", "court", "Crown Court centre"),
    "kind": ("rdos", "receipts, disposals and open cases"),
}
AGES = _COMMON | {
    "area": ("geographic_area", "area"),
    "age": ("age_open_grouped", "age of open case", "age_open"),
}
_SERIES = {
    "receipts": RECEIPTS,
    "disposals": DISPOSALS,
    "open": OPEN,
    "opencases": OPEN,
}
_EVERY_OPEN_CASE = ("allopencases", "allcasesopen", "allopen")


class Key(NamedTuple):
    """What a number is of."""

    area: Area
    period: int
    series: str


Sums = dict[Key, dict[Category, int]]
#: Where a row counts and in what; raises ValueError for a label that is not known.
Meaning = Callable[[dict[str, str]], tuple[list[Key], list[Category]]]


def recognises(path: Path) -> bool:
    """True for either of the publisher's tables, or one derived from them."""
    headings = read_headings(path)
    return (
        _layout(path) is not None
        or is_table_of_courts(headings)
        or derived_table(headings) is not None
    )


def _layout(path: Path) -> tuple[dict[str, tuple[str, ...]], Meaning] | None:
    headings = read_headings(path)
    if has_columns(headings, VOLUMES):
        return VOLUMES, _of_volume
    if has_columns(headings, AGES):
        return AGES, _of_age
    return None


def edition(path: Path) -> str:
    """The last quarter of a file, "2025-Q4": each restates the quarters before."""
    if _layout(path) is None:
        return derived_edition(path)
    rows = read_rows(path)
    first = next(rows)
    when = {name: _COMMON[name] for name in ("year", "quarter")}
    places = find_places(
        path, first, when, lambda line, reason, content: None, also_known=first.cells
    )
    written: set[tuple[str, str]] = set()
    for row in rows:
        if len(row.cells) == len(first.cells) and not row.is_blank:
            written.add((row.cells[places["year"]], row.cells[places["quarter"]]))
    periods = [quarter_period(*each) for each in written]
    if not periods:
        raise FileRefused(path, "has headings but no rows")
    return quarter_label(max(periods))


def read(path: Path, refuse: Refuse) -> Iterator[Observation]:
    """Cases by quarter: of courts, areas, court regions and the nation.

    Raises FileRefused by line for a label that is not known, as every sum would be
    short of it. Columns that are not known are named.
    """
    refuse_row = limited(path, refuse)
    headings = read_headings(path)
    layout = _layout(path)
    if layout is not None:
        yield from _read_published(path, *layout, refuse_row)
    elif is_table_of_courts(headings):
        yield from read_courts_open(path, refuse_row)
    elif (table := derived_table(headings)) is not None:
        yield from read_derived(path, table, refuse_row)
    else:
        raise NotThisPublication(path, "has not the headings of a Crown Court table")


def _read_published(
    path: Path,
    columns: dict[str, tuple[str, ...]],
    meaning: Meaning,
    refuse_row: RefuseRow,
) -> Iterator[Observation]:
    rows = read_rows(path)
    first = next(rows)
    places = find_places(path, first, columns, refuse_row)
    sums: Sums = {}
    # By the row's own words, which come again and again.
    known: dict[tuple[str, ...], tuple[list[Key], list[Category]]] = {}
    labels = [column for column in places if column != "value"]

    def refuse_part(row: Row, reason: str) -> None:
        raise FileRefused(path, reason, row.line)

    for row in whole_rows(path, rows, len(first.cells), refuse_part):
        cells = row.cells
        words = tuple([cells[places[column]] for column in labels])
        try:
            if words not in known:
                if row.is_blank:
                    continue
                known[words] = meaning(dict(zip(labels, words, strict=True)))
            # The publisher leaves a nought empty.
            count = parse_count(cells[places["value"]]) or 0
            if count < 0:
                raise ValueError(f"{count} is fewer than none")
        except ValueError as error:
            raise FileRefused(path, str(error), row.line) from None
        keys, categories = known[words]
        for key in keys:
            counts = sums.setdefault(key, {})
            for category in categories:
                counts[category] = counts.get(category, 0) + count
    yield from _observations(sums)


def _observations(sums: Sums) -> Iterator[Observation]:
    """Every category of a series and quarter for every area that has any, at nought."""
    categories: dict[tuple[int, str], set[Category]] = {}
    for key, counts in sums.items():
        categories.setdefault((key.period, key.series), set()).update(counts)
    for key in sorted(sums):
        for category in sorted(categories[key.period, key.series]):
            yield Observation(
                key.series,
                *key.area,
                key.period,
                "quarter",
                *category,
                float(sums[key].get(category, 0)),
                "published",
            )


def _of_volume(cells: dict[str, str]) -> tuple[list[Key], list[Category]]:
    """What a row of receipts, disposals or open cases by court counts in."""
    kind = name_key(plain_label(cells["kind"]))
    if kind not in _SERIES:
        raise ValueError(f"{cells['kind'][:40]!r} is neither receipts nor disposals "
                         "nor open cases")  # fmt: skip
    period = quarter_period(cells["year"], cells["quarter"])
    areas = [Area("nation", NATION), *_court_areas(cells)]
    keys = [Key(area, period, _SERIES[kind]) for area in areas]
    offence = court_offence(cells["offence"])
    if offence is None:
        return [], []
    if offence == ALL:
        return keys, [(ALL, ALL), ("case_type", case_type(cells["type"]))]
    case_type(cells["type"])
    return keys, [("offence_group", offence)]


def _court_areas(cells: dict[str, str]) -> list[Area]:
    """The court and the areas it is in, London whole."""
    court = court_named(cells["court"])
    regions = areas_named(cells["region"])
    boards = areas_named(cells["board"]) if cells["board"].strip() else ()
    areas = [*regions, *(board for board in boards if board.type != "nation")]
    if any(area == Area(CRIMINAL_JUSTICE_AREA, LONDON) for area in regions):
        areas = [*regions]
    every = [*areas, court] if court else areas
    return list(dict.fromkeys(every))


def _of_age(cells: dict[str, str]) -> tuple[list[Key], list[Category]]:
    """What a row of open cases by age counts in; in nothing for cases told apart."""
    areas = areas_named(cells["area"])
    period = quarter_period(cells["year"], cells["quarter"])
    offence = court_offence(cells["offence"])
    kind, _, remand = plain_label(cells["type"]).partition(":")
    age = name_key(plain_label(cells["age"]))
    is_total, is_known = age == "totalcases", age == "validcases"
    bands = [] if is_total or is_known else [open_age(cells["age"])]
    if offence is None:
        return [], []
    own = [] if offence == ALL else [("offence_group", offence)]
    series: list[str] = []
    categories: list[Category] = []
    if name_key(kind) in _EVERY_OPEN_CASE:
        series = _series_of(bands, KNOWN_AGE, OVER_A_YEAR)
        if is_total:
            series = [OPEN]
        elif is_known:
            series = []
        categories = own or [(ALL, ALL)]
        if not own:
            categories += [("open_age", band) for band in bands]
    else:
        case_type(kind)
        if "remand" in name_key(remand):
            status = remand_status(remand)
            if bands and not own:
                series = _series_of(bands, TRIALS_KNOWN_AGE, TRIALS_OVER_A_YEAR)
                categories = [(ALL, ALL), ("remand_status", status)]
    return [Key(area, period, name) for area in areas for name in series], categories


def _series_of(bands: list[str], known_age: str, over_a_year: str) -> list[str]:
    """Cases of a known age, and those of them open a year or more."""
    is_long = any(band in LONG_OPEN for band in bands)
    return [known_age, over_a_year] if is_long else [known_age]


PUBLICATION = Publication(
    name="crown_court",
    title="Crown Court receipts, disposals and open cases",
    suffixes=(".csv", ".csv.gz"),
    recognises=recognises,
    edition=edition,
    read=read,
)
