"""Stops and searches by police force and year, as the Home Office publishes them.

A search of a vehicle with nobody in it is one of the searches, and its ethnic group is
that there was nobody to ask. Arrests are counted by why the person was arrested, which
may not be why they were searched, so they have no breakdown by reason.
"""

from collections.abc import Iterator
from pathlib import Path

from data.ingest.crosstab import Shape
from data.ingest.headings import name_key
from data.ingest.police_groups import (
    BROAD_GROUPS,
    DETAILED_GROUPS_2001,
    VEHICLE_ONLY,
    broad_group,
    detailed_group,
)
from data.ingest.police_powers import YearlyData, edition, has_columns, read_years
from data.ingest.publication import Observation, Publication, Refuse

SEARCHES = "searches"
ARRESTS = "search_arrests"
COLUMNS: dict[str, tuple[str, ...]] = {
    "power": ("Legislation",),
    "reason": ("Reason for search/arrest", "Reason for search"),
    "group": ("Ethnic Group (self-defined)", "Ethnic Group"),
    "ethnicity": ("Ethnicity (self-defined)", "Ethnicity"),
    "searches": ("Searches", "Number of searches"),
    "arrests": ("Resultant arrests",),
}
POWERS = {
    "section1pace": "section_1",
    "section60cjpoa": "section_60",
    "section4447atact": "section_44_47a",
}
REASONS = {
    "criminaldamage": "criminal_damage",
    "drugs": "drugs",
    "firearms": "firearms",
    "goingequipped": "going_equipped",
    "offensiveweapons": "offensive_weapons",
    "stolenproperty": "stolen_property",
    "other": "other",
    "anticipationofviolence": "anticipation_of_violence",
    "preventactsofterrorism": "prevention_of_terrorism",
}


def search_power(label: str) -> str:
    """The law a search was made under; raises ValueError for one not known."""
    if name_key(label) not in POWERS:
        raise ValueError(f"{label.strip()[:60]!r} is not a known power to search")
    return POWERS[name_key(label)]


def search_reason(label: str) -> str:
    """Why a search was made; raises ValueError for a reason that is not known."""
    if name_key(label) not in REASONS:
        raise ValueError(f"{label.strip()[:60]!r} is not a known reason for a search")
    return REASONS[name_key(label)]


SOURCE = YearlyData(
    unit="searches",
    columns=COLUMNS,
    counts=("searches", "arrests"),
    fields={
        "ethnic_group_5": ("group", broad_group),
        "ethnic_group_18": ("ethnicity", detailed_group),
        "search_power": ("power", search_power),
        "search_reason": ("reason", search_reason),
    },
    shape=Shape(
        series=(SEARCHES, ARRESTS),
        fields={
            "ethnic_group_5": (*BROAD_GROUPS, VEHICLE_ONLY),
            "ethnic_group_18": (*DETAILED_GROUPS_2001, VEHICLE_ONLY),
            "search_power": tuple(POWERS.values()),
            "search_reason": tuple(REASONS.values()),
        },
        breakdowns=(
            (),
            ("ethnic_group_5",),
            ("ethnic_group_18",),
            ("search_power",),
            ("search_reason",),
            ("ethnic_group_5", "search_power"),
            ("ethnic_group_5", "search_reason"),
        ),
        series_of={
            ("search_reason",): (SEARCHES,),
            ("ethnic_group_5", "search_reason"): (SEARCHES,),
        },
        # The publisher writes a dash for none.
        nothing_is_nil=True,
    ),
    also_known=(
        "Weapons arrests (s60 only)",
        "Other arrests (s60 only)",
        "Persons found to be carrying a weapon (s60 only)",
    ),
)


def recognises(path: Path) -> bool:
    """True where a file counts searches by force, year, power and ethnicity."""
    return has_columns(path, COLUMNS)


def read(path: Path, refuse: Refuse) -> Iterator[Observation]:
    """Searches, and arrests that came of them, of each force and year."""
    return read_years(path, refuse, SOURCE)


PUBLICATION = Publication(
    name="stop_and_search",
    title="Stop and search by police force area",
    suffixes=(".csv", ".csv.gz"),
    recognises=recognises,
    edition=edition,
    read=read,
)
