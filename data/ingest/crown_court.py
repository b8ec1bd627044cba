"""Receipts, disposals and open cases of the Crown Court, by court and area.

The publisher's own tables, by court and by the age of open cases, and tables that a
third party derived from them. Open cases are counted at the end of a quarter, and are
not receipts less disposals.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from data.ingest.court_statistics import (
    ALL,
    Key,
    Meaning,
    add_up,
    areas_named,
    areas_of_court,
    court_offence,
    has_columns,
    last_quarter,
    observations,
    plain_label,
    quarter_period,
    read_labelled,
)
from data.ingest.crosstab import Category
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
from data.ingest.headings import limited, name_key, read_headings
from data.ingest.publication import (
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
    return last_quarter(path, {name: _COMMON[name] for name in ("year", "quarter")})


def read(path: Path, refuse: Refuse) -> Iterator[Observation]:
    """Cases by quarter: of courts, areas, court regions and the nation.

    Raises FileRefused by line for a label that is not known, as every sum would be
    short of it. Columns that are not known are named.
    """
    refuse_row = limited(path, refuse)
    headings = read_headings(path)
    layout = _layout(path)
    if layout is not None:
        columns, meaning = layout
        rows = read_labelled(path, columns, refuse_row)
        yield from observations(add_up(path, rows, meaning))
    elif is_table_of_courts(headings):
        yield from read_courts_open(path, refuse_row)
    elif (table := derived_table(headings)) is not None:
        yield from read_derived(path, table, refuse_row)
    else:
        raise NotThisPublication(path, "has not the headings of a Crown Court table")


def _of_volume(cells: Mapping[str, str]) -> tuple[Sequence[Key], Sequence[Category]]:
    """What a row of receipts, disposals or open cases by court counts in."""
    kind = name_key(plain_label(cells["kind"]))
    if kind not in _SERIES:
        raise ValueError(f"{cells['kind'][:40]!r} is neither receipts nor disposals "
                         "nor open cases")  # fmt: skip
    period = quarter_period(cells["year"], cells["quarter"])
    keys = [Key(area, period, _SERIES[kind]) for area in areas_of_court(cells)]
    offence = court_offence(cells["offence"])
    if offence is None:
        return [], []
    if offence == ALL:
        return keys, [(ALL, ALL), ("case_type", case_type(cells["type"]))]
    case_type(cells["type"])
    return keys, [("offence_group", offence)]


def _of_age(cells: Mapping[str, str]) -> tuple[Sequence[Key], Sequence[Category]]:
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
