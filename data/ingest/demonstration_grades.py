"""Made-up grades: partnerships looked at by their peers twice, two years apart.

The real grades that come with the product are of one framework and one edition. These
show two frameworks side by side, and what moved between editions.
"""

import csv
from collections.abc import Sequence
from pathlib import Path

from data.ingest.demonstration_draws import AREA, Area, draws
from data.ingest.demonstration_plants import WEST_YORKSHIRE
from data.ingest.grades import SCALES

FRAMEWORK = "Invented review of partnerships by their peers"
#: The edition and the year and month its visits began.
EDITIONS = (("2023", 2023, 3), ("2025", 2025, 3))
CRITERIA = (
    "Figures are shared",
    "Priorities are measured",
    "Actions have owners",
    "Progress is reviewed",
    "The public is told",
)
_SCALE = SCALES[0]
#: What was planted in the home area: places in the scale, an edition a row.
_PLANTED = ((2, 3, 2, 1, 3), (1, 2, 2, 1, 2))


def write_grades(path: Path, areas: Sequence[Area]) -> Path:
    """A list of grades of every area on every criterion, in both editions."""
    with path.open("w", encoding="ascii", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(
            (
                *("framework", "edition", "area_type", "area_code"),
                *("criterion", "grade", "inspected_on"),
            )
        )
        for place, (edition, year, month) in enumerate(EDITIONS):
            for number, area in enumerate(areas):
                visited = f"{year}-{month + number % 8:02}-01"
                for criterion in CRITERIA:
                    grade = _SCALE[_graded(area.code, criterion, place)]
                    writer.writerow(
                        (FRAMEWORK, edition, AREA, area.code, criterion, grade, visited)
                    )
    return path


def _graded(code: str, criterion: str, edition: int) -> int:
    """Its place in the scale; in the second edition at most one off the first."""
    if code == WEST_YORKSHIRE:
        return _PLANTED[edition][CRITERIA.index(criterion)]
    (area,) = draws(f"peers {code}", 1)
    here, again = draws(f"peers {code} {criterion}", 2)
    first = _held(int(2 + 0.6 * (area + here)))
    if edition == 0 or -1.2 < again < 0.7:
        return first
    return _held(first - 1 if again > 0 else first + 1)


def _held(place: int) -> int:
    return min(max(place, 0), len(_SCALE) - 1)
