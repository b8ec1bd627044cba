"""Offences recorded by police force and quarter, as the Home Office publishes them."""

from collections.abc import Iterator
from pathlib import Path

from data.ingest.home_office import OpenData, edition, has_headings, read_quarters
from data.ingest.publication import Observation, Publication, Refuse

SOURCE = OpenData(
    publication="recorded_crime",
    unit="offences",
    columns={"count": ("Number of Offences",)},
    series=("recorded_offences",),
    parts={"": (0,)},
)


def recognises(path: Path) -> bool:
    """True where a file counts offences by force and quarter, and not outcomes."""
    return has_headings(path, "Number of Offences") and not has_headings(
        path, "Outcome Type"
    )


def read(path: Path, refuse: Refuse) -> Iterator[Observation]:
    """Offences recorded by each force in each quarter, by offence group and in all."""
    return read_quarters(path, refuse, SOURCE)


PUBLICATION = Publication(
    name=SOURCE.publication,
    title="Police recorded crime by police force area",
    suffixes=(".csv", ".csv.gz"),
    recognises=recognises,
    edition=edition,
    read=read,
)
