"""What had been loaded of the demonstration by its board's meeting in January.

Every meeting looks back at what was known at the one before. So the made-up figures
come in two editions: a first one that ends earlier, with one area's convictions of one
month counted too high, and the whole of them, which puts that right.
"""

import csv
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

#: When the editions are said to have been loaded.
FIRST_ON = datetime(2026, 1, 12, 9, tzinfo=UTC)
ALL_ON = datetime(2026, 3, 31, 9, tzinfo=UTC)
#: No month is later: the first edition of a publication has all of it.
WHOLE = 999999
#: The last month, or the first one of a quarter, that the first edition of each has.
ENDS = {
    "cps_case_outcomes": 202509,
    "police_outcomes": 202503,
    "recorded_crime": 202503,
    "crown_court": 202507,
    "magistrates_courts": 202507,
    "court_timeliness": 202507,
    "delivery_dashboard": 202507,
    "prosecutions": 202507,
    "population": WHOLE,
    "crime_severity": WHOLE,
    "stop_and_search": WHOLE,
    "arrests": WHOLE,
    "use_of_force": WHOLE,
    "court_outcomes": WHOLE,
}
#: Convictions that the first edition has too many of, in two of its rows.
TOO_MANY = 12
REVISED = {
    ("cps_convictions", "E23000010", "2025-09-01", "all"),
    ("cps_convictions", "E23000010", "2025-09-01", "motoring_offences"),
}


def write_first(directory: Path, whole: Sequence[Path]) -> list[Path]:
    """The files of the first edition, from those of the whole demonstration."""
    directory.mkdir(parents=True, exist_ok=True)
    return [
        _write_first(directory / path.name, path, ENDS[path.stem])
        for path in whole
        if path.stem in ENDS
    ]


def _write_first(path: Path, whole: Path, last: int) -> Path:
    with (
        whole.open(encoding="ascii", newline="") as source,
        path.open("w", encoding="ascii", newline="") as written,
    ):
        rows = csv.DictReader(source)
        names = rows.fieldnames or ()
        writer = csv.DictWriter(written, names, lineterminator="\n")
        writer.writeheader()
        for row in rows:
            start = row["period_start"]
            key = (row["series"], row["area_code"], start, row["category"])
            if key in REVISED:
                row["value"] = str(int(row["value"]) + TOO_MANY)
            if int(start[:4]) * 100 + int(start[5:7]) <= last:
                writer.writerow(row)
    return path
