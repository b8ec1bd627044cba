"""Receipts, disposals and open cases of the magistrates' courts, by area.

In the columns of the publisher's table of the Crown Court, with a magistrates' court
or none in place of a Crown Court centre. Single magistrates' courts are not areas of
the store: their cases count in the area they are in. Open cases are counted at the end
of a quarter, and are not receipts less disposals.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from data.ingest.court_statistics import (
    ALL,
    Key,
    add_up,
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
from data.ingest.headings import find_columns, limited, name_key, read_headings
from data.ingest.publication import Observation, Publication, Refuse

COLUMNS: dict[str, tuple[str, ...]] = {
    "year": ("year",),
    "quarter": ("quarter",),
    "type": ("receipt_type", "case_type"),
    "region": ("region", "HMCTS region"),
    "board": ("lcjb_area", "LCJB", "Local Criminal Justice Board"),
    "kind": ("rdos", "receipts, disposals and open cases"),
    "value": ("value", "count", "number of cases"),
}
OPTIONAL: dict[str, tuple[str, ...]] = {
    "court": ("magistrates_court", "magistrates' court"),
    "offence": ("offence_group", "offence"),
}
#: A column by which the table of the Crown Court is known from this one.
CROWN: dict[str, tuple[str, ...]] = {
    "court": ("crown_court", "court", "Crown Court centre")
}
SERIES = {
    "receipts": "magistrates_receipts",
    "disposals": "magistrates_disposals",
    "open": "magistrates_open_cases",
    "opencases": "magistrates_open_cases",
}
TYPES = {
    "indictableonly": "indictable_only",
    "triableeitherway": "triable_either_way",
    "summarynonmotoring": "summary_non_motoring",
    "summarymotoring": "summary_motoring",
    "breaches": "breaches",
    "unknown": "not_stated",
    "notknown": "not_stated",
}


def recognises(path: Path) -> bool:
    """True for cases by area and kind, with no Crown Court centre among the columns."""
    headings = read_headings(path)
    return has_columns(headings, COLUMNS) and not find_columns(headings, CROWN)


def edition(path: Path) -> str:
    """The last quarter of a file, "2025-Q4": each restates the quarters before."""
    return last_quarter(path, {name: COLUMNS[name] for name in ("year", "quarter")})


def read(path: Path, refuse: Refuse) -> Iterator[Observation]:
    """Cases by quarter: of areas, court regions and the nation, and by type of case.

    Raises FileRefused by line for a label that is not known, as every sum would be
    short of it. Columns that are not known are named.
    """
    refuse_row = limited(path, refuse)
    rows = read_labelled(path, COLUMNS, refuse_row, optional=OPTIONAL)
    yield from observations(add_up(path, rows, _meaning))


def _meaning(cells: Mapping[str, str]) -> tuple[Sequence[Key], Sequence[Category]]:
    """What a row of receipts, disposals or open cases counts in."""
    kind = name_key(plain_label(cells["kind"]))
    if kind not in SERIES:
        raise ValueError(
            f"{cells['kind'][:40]!r} is neither receipts nor disposals nor open cases"
        )
    period = quarter_period(cells["year"], cells["quarter"])
    area = {name: cells[name] for name in ("region", "board")}
    keys = [Key(each, period, SERIES[kind]) for each in areas_of_court(area)]
    case_type = _case_type(cells["type"])
    offence = court_offence(cells["offence"]) if cells.get("offence") else ALL
    if offence is None:
        return [], []
    if offence != ALL:
        return keys, [("offence_group", offence)]
    return keys, [(ALL, ALL), ("case_type", case_type)]


def _case_type(label: str) -> str:
    """What sort of case it is; raises ValueError for another word."""
    key = name_key(plain_label(label).partition(":")[0])
    if key not in TYPES:
        raise ValueError(f"{label.strip()[:60]!r} is not a known type of case")
    return TYPES[key]


PUBLICATION = Publication(
    name="magistrates_courts",
    title="Magistrates' courts receipts, disposals and open cases",
    suffixes=(".csv", ".csv.gz"),
    recognises=recognises,
    edition=edition,
    read=read,
)
