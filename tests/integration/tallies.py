"""A made-up publication, small enough to write a file of by hand.

Columns area_type, area_code, month, category and value; the edition is in the name,
`tallies_2014-07.csv`. A last line TOTAL must equal the sum of the values.
"""

import csv
import gzip
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from data.ingest.publication import (
    FileRefused,
    Observation,
    Publication,
    Rating,
    Refusal,
    Refuse,
    open_text,
)

SERIES = "tallies"
HEADINGS = ["area_type", "area_code", "month", "category", "value"]
_EDITION = re.compile(r"_(\d{4}(?:-\d\d)?)\.csv(?:\.gz)?$")

METROPOLITAN = "E23000001"
CITY = "E23000034"
KENT = "E23000032"
ESSEX = "E23000028"


def recognises(path: Path) -> bool:
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as stream:
        head = stream.readline().decode("utf-8-sig", errors="replace")
    return head.strip() == ",".join(HEADINGS)


def edition(path: Path) -> str:
    found = _EDITION.search(path.name)
    if found is None:
        raise FileRefused(path, "its name has no year or month")
    return found[1]


def read(path: Path, refuse: Refuse) -> Iterator[Observation]:
    total = 0.0
    with open_text(path) as text:
        lines = csv.reader(text)
        next(lines)
        for line, cells in enumerate(lines, start=2):
            if cells[0] == "TOTAL":
                if float(cells[1]) != total:
                    raise FileRefused(path, "does not add up to its TOTAL", line)
                continue
            area_type, area_code, month, category, value = cells
            status = "published"
            number: float | None = None
            if value in ("suppressed", "not_collected"):
                status = value
            else:
                try:
                    number = float(value)
                except ValueError:
                    refuse(Refusal(path.name, line, "no number", ",".join(cells)))
                    continue
                total += number
            yield Observation(
                SERIES,
                area_type,
                area_code,
                int(month),
                "month",
                "all" if category == "all" else "colour",
                category,
                number,
                status,
            )


def read_ratings(path: Path, refuse: Refuse) -> Iterator[Rating]:
    with open_text(path) as text:
        for row in csv.DictReader(text):
            yield Rating(
                "inspection of tallies",
                edition(path),
                row["area_type"],
                row["area_code"],
                row["category"],
                row["value"],
                row["month"] or None,
                None,
            )


TALLIES = Publication(
    name="tallies",
    title="the monthly tallies",
    suffixes=(".csv", ".csv.gz"),
    recognises=recognises,
    edition=edition,
    read=read,
)
GRADES = Publication(
    name="grades",
    title="grades",
    suffixes=(".csv",),
    recognises=recognises,
    edition=edition,
    read_records=read_ratings,
)
SCORES = replace(TALLIES, name="scores", additive=False)
UNORDERED = replace(TALLIES, name="unordered", editions_in_order=False)

Row = tuple[str, int, str, float | str]


def write_tallies(
    path: Path,
    rows: Iterable[Row],
    *,
    area_type: str = "police_force",
    total: float | None = None,
) -> Path:
    """A file of rows (area code, month, category, value)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as text:
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(HEADINGS)
        writer.writerows((area_type, *row) for row in rows)
        if total is not None:
            writer.writerow(("TOTAL", total))
    return path
