"""Made-up figures that look like the real ones, in tidy form, the same everywhere.

Areas have about their real size and make-up; what happens in them is made up. Every
number comes from hashed names by the four operations and the square root, which all
machines compute alike, so the files are the same bytes wherever they are written.
What was planted in them is listed in docs/demonstration.md.
"""

import csv
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from data.definitions import read_demonstration_events, read_demonstration_targets
from data.ingest import events, targets, tidy
from data.ingest.demonstration_context import crime_severity, population
from data.ingest.demonstration_counts import (
    case_outcomes,
    police_outcomes,
    recorded_crime,
    recorded_offences,
)
from data.ingest.demonstration_draws import Line, made_up_areas
from data.ingest.demonstration_plants import Finding, Plants
from data.ingest.publication import Observation, Publication, Record, Refuse

HEADINGS = (
    "series,area_type,area_code,period_start,frequency,breakdown,category,value,status"
)


def write(directory: Path, *, without: Collection[Finding] = ()) -> list[Path]:
    """The demonstration files, a file for each publication they stand for.

    Findings can be left out, for tests that show they make the difference.
    """
    plants = Plants(without)
    areas = made_up_areas()
    recorded = {area.code: recorded_offences(area) for area in areas}
    figures = {
        "cps_case_outcomes": case_outcomes(areas, plants),
        "recorded_crime": recorded_crime(recorded),
        "police_outcomes": police_outcomes(areas, recorded, plants),
        "population": population(areas),
        "crime_severity": crime_severity(areas),
    }
    agreed = {
        "events": (events.LAYOUT.columns, read_demonstration_events()),
        "targets": (targets.LAYOUT.columns, read_demonstration_targets()),
    }
    directory.mkdir(parents=True, exist_ok=True)
    return [
        *(_write(directory / f"{name}.csv", lines) for name, lines in figures.items()),
        *(
            _write_list(
                directory / f"{name}.csv",
                columns,
                [row for row in rows if plants.has(Finding(row["finding"]))],
            )
            for name, (columns, rows) in agreed.items()
        ),
    ]


def recognises(path: Path) -> bool:
    """Whether a file is figures in tidy form, or one of the lists."""
    return any(
        each.recognises(path)
        for each in (tidy.PUBLICATION, events.PUBLICATION, targets.PUBLICATION)
    )


def read(path: Path, refuse: Refuse) -> Iterator[Observation]:
    """The figures of a file of figures; none of a list."""
    return tidy.read(path, refuse) if tidy.recognises(path) else iter(())


def read_records(path: Path, refuse: Refuse) -> Iterator[Record]:
    """The events or targets of a list; none of a file of figures."""
    if events.LAYOUT.recognises(path):
        return events.read_events(path, refuse)
    if targets.LAYOUT.recognises(path):
        return targets.read_targets(path, refuse)
    return iter(())


#: Read as anybody's files are, and told apart so that every page can say that its
#: figures, events and targets are not real.
PUBLICATION = Publication(
    name="demonstration",
    title="demonstration figures, not real",
    suffixes=tidy.SUFFIXES,
    recognises=recognises,
    edition=tidy.edition,
    read=read,
    read_records=read_records,
    # A file's name says nothing of which of two is the newer.
    editions_in_order=False,
)


def _write(path: Path, lines: Iterable[Line]) -> Path:
    with path.open("w", encoding="ascii", newline="\n") as text:
        text.write(f"{HEADINGS}\n")
        for line in lines:
            start = f"{line.period // 100}-{line.period % 100:02}-01"
            value = "" if line.value is None else line.value
            text.write(
                f"{line.series},{line.area_type},{line.area_code},{start},"
                f"{line.frequency},{line.breakdown},{line.category},{value},"
                f"{line.status}\n"
            )
    return path


def _write_list(
    path: Path, columns: Collection[str], rows: Iterable[Mapping[str, str]]
) -> Path:
    with path.open("w", encoding="utf-8", newline="") as text:
        writer = csv.DictWriter(
            text, columns, extrasaction="ignore", lineterminator="\n"
        )
        writer.writeheader()
        writer.writerows(rows)
    return path
