"""What the Ministry of Justice's statistics of the criminal courts have in common.

Labels carry a number (`01. Triable-either-way trials`, `00: All offences`) and areas
are given at several levels in one column. London is divided among several boards of
the publisher's; as one area it has the figures of the London region, which is the same
ground.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from data.definitions import read_courts
from data.ingest.crosstab import NATION
from data.ingest.headings import (
    RefuseRow,
    Row,
    area_codes,
    find_columns,
    listed,
    name_key,
    unknown_headings,
)
from data.ingest.home_office import offence_group
from data.ingest.publication import FileRefused

AREA, REGION, COURT = "criminal_justice_area", "hmcts_region", "court"
LONDON = "E23000001"
CITY_OF_LONDON = "E23000034"
#: Adds up every offence, and every category of anything else.
ALL = "all"

_CODE = re.compile(r"^\s*\d{1,2}[a-z]?\s*[.:]\s*")
_OFFENCES = {
    "alloffences": ALL,
    "possessionofweapons": "possession_of_weapons_offences",
    "notknown": "not_known",
    "unknown": "not_known",
    "other": "other_offences",
}
_NATIONS = {
    "englandandwales": (("nation", NATION),),
    "national": (("nation", NATION),),
    "england": (("nation", "E92000001"),),
    "wales": (("nation", "W92000004"), (REGION, "HMCTS-WALES")),
}
_REGIONS = {
    "london": ((REGION, "HMCTS-LONDON"), (AREA, LONDON)),
    "midlands": ((REGION, "HMCTS-MIDLANDS"),),
    "northeast": ((REGION, "HMCTS-NORTH-EAST"),),
    "northwest": ((REGION, "HMCTS-NORTH-WEST"),),
    "southeast": ((REGION, "HMCTS-SOUTH-EAST"),),
    "southwest": ((REGION, "HMCTS-SOUTH-WEST"),),
}
_UNKNOWN = ("unknown", "unknownregion", "notknown", "")
_BOARD = "lcjb"


class Area(NamedTuple):
    """A geography by type and code."""

    type: str
    code: str


def plain_label(label: str) -> str:
    """A label without its number and brackets."""
    return _CODE.sub("", label).strip().strip("[]").strip()


def quarter_period(year: str, quarter: str) -> int:
    """The first month, yyyymm, of a quarter of a calendar year: "Q2", "2".

    Raises ValueError for anything else.
    """
    plain = year.strip().removesuffix(".0")
    if not re.fullmatch(r"(19|20)\d\d", plain):
        raise ValueError(f"{year.strip()[:40]!r} is no year such as 2025")
    number = re.fullmatch(r"(?:Q(?:uarter)?)?\s*([1-4])", quarter.strip(), re.I)
    if number is None:
        raise ValueError(f"{quarter.strip()[:40]!r} is not a quarter from Q1 to Q4")
    return int(plain) * 100 + 3 * int(number[1]) - 2


def quarter_label(period: int) -> str:
    """A quarter as an edition is called: 2025-Q4."""
    return f"{period // 100}-Q{(period % 100 + 2) // 3}"


@cache
def court_offence(label: str) -> str | None:
    """An offence group, "all", or None for one that is part of another.

    Raises ValueError for one that is not known.
    """
    plain = plain_label(label)
    if " - " in plain:
        return None
    return _OFFENCES.get(name_key(plain)) or offence_group(plain)


def areas_named(name: str) -> tuple[Area, ...]:
    """The areas a figure is of: none where it is not known, or of part of London.

    Raises ValueError for a name that is not known.
    """
    key = name_key(plain_label(name))
    if key in _UNKNOWN:
        return ()
    is_board = key.endswith(_BOARD)
    key = key.removesuffix(_BOARD)
    if is_board and "london" in key:
        return ()
    known = {} if is_board else _NATIONS | _REGIONS
    if key in known:
        return tuple(Area(*area) for area in known[key])
    code = area_codes("police").get(key)
    if not code or code in (LONDON, CITY_OF_LONDON):
        reason = "is not an area in data/definitions/area_names.toml"
        raise ValueError(f"{name.strip()[:60]!r} {reason}, [police]")
    return (Area(AREA, code),)


@cache
def _courts() -> Mapping[str, str]:
    return {name_key(court["spelling"]): court["code"] for court in read_courts()}


def court_named(name: str) -> Area | None:
    """A Crown Court centre, None where it is not known to the publisher.

    Raises ValueError for one that is not in courts.csv.
    """
    key = name_key(plain_label(name)).removesuffix("crowncourt")
    if key in _UNKNOWN or key == "na":
        return None
    # "Central Criminal Court" keeps its last word.
    code = _courts().get(key) or _courts().get(name_key(plain_label(name)))
    if code is None:
        reason = "is not a court in data/definitions/courts.csv"
        raise ValueError(f"{name.strip()[:60]!r} {reason}")
    return Area(COURT, code)


def has_columns(
    headings: Sequence[str], columns: Mapping[str, tuple[str, ...]]
) -> bool:
    """True where every one of the columns is among the headings."""
    return len(find_columns(headings, columns)) == len(columns)


def find_places(
    path: Path,
    first: Row,
    columns: Mapping[str, tuple[str, ...]],
    refuse_row: RefuseRow,
    *,
    optional: Mapping[str, tuple[str, ...]] | None = None,
    also_known: Sequence[str] = (),
) -> dict[str, int]:
    """Where the columns are, in any order; those not known are named and left unread.

    Raises FileRefused for one that is missing and not optional.
    """
    every = dict(columns) | dict(optional or {})
    places = find_columns(first.cells, every)
    missing = [columns[column][0] for column in columns if column not in places]
    if missing:
        raise FileRefused(path, f"lacks the heading {listed(missing)}", first.line)
    for heading in unknown_headings(first.cells, [*every.values(), also_known]):
        refuse_row(first.line, "is a column that is not known: left unread", heading)
    return places
