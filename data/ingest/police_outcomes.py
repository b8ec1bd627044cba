"""Outcomes of recorded offences by police force, as the Home Office publishes them."""

from collections.abc import Iterator
from pathlib import Path

from data.ingest.home_office import OpenData, edition, has_headings, read_quarters
from data.ingest.publication import Observation, Publication, Refuse

SERIES = (
    "outcomes_all",
    "outcomes_charged_or_summonsed",
    "outcomes_victim_does_not_support",
    "outcomes_no_suspect",
    "outcomes_out_of_court",
    "outcomes_not_yet_assigned",
)
#: The series an outcome type counts in, beside all outcomes. Types are known by number,
#: because their wording changes; "1A" is type 1 for an alternate offence.
SERIES_OF_TYPE = {
    "outcomes_charged_or_summonsed": ("1", "1A"),
    "outcomes_victim_does_not_support": ("14", "16"),
    "outcomes_no_suspect": ("18",),
    "outcomes_out_of_court": ("2", "2A", "3", "3A", "6", "7", "8"),
    "outcomes_not_yet_assigned": ("0",),
}
OTHER_TYPES = ("4", "5", *map(str, range(9, 14)), "15", "17", *map(str, range(19, 23)))

SOURCE = OpenData(
    publication="police_outcomes",
    unit="outcomes",
    columns={
        # Never "Force outcomes recorded in quarter": that counts other offences.
        "count": (
            "Force outcomes for offences recorded in quarter",
            "Outcomes for offences recorded in quarter",
            "Offences",
        ),
        "kind": ("Outcome Type",),
        "expired": ("Offence Code Expired",),
    },
    series=SERIES,
    parts=dict.fromkeys(OTHER_TYPES, (0,))
    | {
        kind: (0, SERIES.index(series))
        for series, kinds in SERIES_OF_TYPE.items()
        for kind in kinds
    },
)


def recognises(path: Path) -> bool:
    """True where a file counts outcomes by force, quarter and outcome type."""
    return has_headings(path, "Outcome Type")


def read(path: Path, refuse: Refuse) -> Iterator[Observation]:
    """Outcomes of the offences each force recorded in each quarter, by offence group.

    Negative counts correct earlier quarters and are added up like others, so a series
    other than all outcomes can come out below zero.
    """
    return read_quarters(path, refuse, SOURCE)


PUBLICATION = Publication(
    name=SOURCE.publication,
    title="Outcomes of recorded offences by police force area",
    suffixes=(".csv", ".csv.gz"),
    recognises=recognises,
    edition=edition,
    read=read,
)
