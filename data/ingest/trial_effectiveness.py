"""Trials by what became of them, and why, by area and court.

An effective trial goes ahead on the day; a cracked one ends that day without being
tried; an ineffective one does not go ahead and is listed again; a vacated one is taken
out of the list before. Vacated trials are not part of the trials listed.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from data.definitions import read_trial_reasons
from data.ingest.court_statistics import (
    ALL,
    Area,
    Key,
    Sums,
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
from data.ingest.headings import limited, name_key, read_headings
from data.ingest.police_groups import NOT_STATED
from data.ingest.publication import Observation, Publication, Refuse

COLUMNS: dict[str, tuple[str, ...]] = {
    "year": ("year",),
    "quarter": ("quarter",),
    "offence": ("offence_group", "offence"),
    "outcome": ("trial_effectiveness", "effectiveness", "trial outcome"),
    "reason": ("reason", "trial_reason"),
    "value": ("value", "count", "number of trials"),
}
OPTIONAL: dict[str, tuple[str, ...]] = {
    "jurisdiction": ("court_type", "jurisdiction", "type of court"),
    "span": ("annual_quarterly", "annual or quarterly"),
    "region": ("region", "HMCTS region"),
    "board": ("lcjb_area", "LCJB", "Local Criminal Justice Board"),
    "court": ("crown_court", "court", "court name", "court centre"),
    "area": ("geographic_area",),
}
OUTCOMES = ("effective", "cracked", "ineffective", "vacated")
#: The courts, by a word in the column that says which.
JURISDICTIONS = {"crown": "crown_court", "magistrates": "magistrates"}
WITH_REASONS = ("cracked", "ineffective")
_PREFIX = re.compile(r"^(cracked|ineffective|vacated|effective)\s*reason\s*:\s*", re.I)
#: Where every offence is in one row, groups of offences are not added up.
_OF_GROUPS = " of groups"


class Reason(NamedTuple):
    """Why a trial did not go ahead, and what became of it."""

    outcome: str
    id: str


@cache
def _reasons() -> Mapping[str, Reason]:
    return {
        name_key(spelling): Reason(reason["outcome"], reason["id"])
        for reason in read_trial_reasons()
        for spelling in reason["spellings"]
    }


def trial_outcome(label: str) -> str:
    """What became of a trial; raises ValueError for another word."""
    key = name_key(plain_label(label))
    for outcome in OUTCOMES:
        if key in (outcome, f"{outcome}trial", f"{outcome}trials"):
            return outcome
    raise ValueError(f"{label.strip()[:60]!r} is not a known outcome of a trial")


def trial_reason(label: str, outcome: str) -> str:
    """Why a trial cracked or was ineffective, or not stated.

    Raises ValueError for a reason that is not known, or is of another outcome.
    """
    plain = plain_label(label)
    words = _PREFIX.sub("", plain)
    if name_key(words) in ("", "na", "notknown", "unknown", "notrecorded"):
        return NOT_STATED
    reason = _reasons().get(name_key(words))
    if reason is None:
        where = "data/definitions/trial_reasons.toml"
        raise ValueError(f"{label.strip()[:120]!r} is not a reason in {where}")
    stated = _PREFIX.match(plain)
    if reason.outcome != outcome or (stated and stated[1].casefold() != outcome):
        reason_of = f"is no reason why a trial is {outcome}"
        raise ValueError(f"{label.strip()[:120]!r} {reason_of}")
    return reason.id


def recognises(path: Path) -> bool:
    """True where a file has trials by effectiveness and reason."""
    return has_columns(read_headings(path), COLUMNS)


def edition(path: Path) -> str:
    """The last quarter of a file, "2025-Q4": each restates the quarters before."""
    return last_quarter(path, {name: COLUMNS[name] for name in ("year", "quarter")})


def read(path: Path, refuse: Refuse) -> Iterator[Observation]:
    """Trials by quarter, outcome and reason: of courts, areas, regions and the nation.

    Raises FileRefused by line for an outcome or reason that is not known, as every sum
    would be short of it. Columns that are not known are named.
    """
    refuse_row = limited(path, refuse)
    is_by_level = has_columns(read_headings(path), {"area": OPTIONAL["area"]})
    rows = read_labelled(path, COLUMNS, refuse_row, optional=OPTIONAL)
    sums = add_up(path, rows, partial(_meaning, is_by_level=is_by_level))
    yield from observations(_with_every_outcome(_settled(sums)))


def _meaning(
    cells: Mapping[str, str], *, is_by_level: bool
) -> tuple[Sequence[Key], Sequence[Category]]:
    """Where a row of trials counts, and in what."""
    outcome = trial_outcome(cells["outcome"])
    court = _jurisdiction(cells.get("jurisdiction", ""))
    offence = court_offence(cells["offence"])
    if name_key(cells.get("span", "")).startswith("annual") or (
        name_key(cells["quarter"]) == ALL
    ):
        return [], []
    period = quarter_period(cells["year"], cells["quarter"])
    areas: Sequence[Area] = (
        areas_named(cells["area"]) if is_by_level else _areas(cells, court)
    )
    keys = [Key(area, period, f"{court}_trials_{outcome}") for area in areas]
    suffix = "" if offence == ALL else _OF_GROUPS
    categories: list[Category] = [(f"all{suffix}", ALL)]
    if outcome in WITH_REASONS:
        reason = trial_reason(cells["reason"], outcome)
        categories.append((f"trial_reason{suffix}", reason))
    if offence is None:
        return [], []
    if offence != ALL:
        categories.append(("offence_group", offence))
    return keys, categories


def _jurisdiction(label: str) -> str:
    """Which courts a row is of: the Crown Court where no column says."""
    key = name_key(label)
    if not key:
        return "crown_court"
    for word, court in JURISDICTIONS.items():
        if word in key:
            return court
    raise ValueError(f"{label.strip()[:60]!r} is neither the Crown nor a magistrates' "
                     "court")  # fmt: skip


def _areas(cells: Mapping[str, str], court: str) -> list[Area]:
    """The areas of a row by court; magistrates' courts have no areas of their own."""
    if court == "crown_court":
        return areas_of_court(cells)
    return areas_of_court({name: cells.get(name, "") for name in ("region", "board")})


def _settled(sums: Sums) -> Sums:
    """Sums over all offences as the file gives them, else of its offence groups."""
    has_rows_of_all = any(
        breakdown == ALL for counts in sums.values() for breakdown, _ in counts
    )
    settled: Sums = {}
    for key, counts in sums.items():
        kept = settled.setdefault(key, {})
        for (breakdown, category), count in counts.items():
            is_sum = breakdown.endswith(_OF_GROUPS)
            if not (is_sum and has_rows_of_all):
                kept[breakdown.removesuffix(_OF_GROUPS), category] = count
    return settled


def _with_every_outcome(sums: Sums) -> Sums:
    """The sums, with none of an outcome where an area or offence has only others."""
    offences: dict[tuple[int, str], set[Category]] = {}
    for key, counts in sums.items():
        found = (category for category in counts if category[0] == "offence_group")
        offences.setdefault((key.period, _court_of(key)), set()).update(found)
    every: Sums = {}
    for key in sums:
        for outcome in OUTCOMES:
            other = key._replace(series=f"{_court_of(key)}_{outcome}")
            none = dict.fromkeys(offences[key.period, _court_of(key)], 0)
            every[other] = {(ALL, ALL): 0} | none | sums.get(other, {})
    return every


def _court_of(key: Key) -> str:
    """The series of an outcome without the outcome."""
    return key.series.rpartition("_")[0]


PUBLICATION = Publication(
    name="trial_effectiveness",
    title="Trial effectiveness and reasons",
    suffixes=(".csv", ".csv.gz"),
    recognises=recognises,
    edition=edition,
    read=read,
)
