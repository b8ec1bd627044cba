"""What the demonstration figures are made from: areas, periods and hashed draws."""

import math
import struct
from collections.abc import Iterator, Mapping
from hashlib import shake_256
from typing import NamedTuple

from data.definitions import read_demonstration_areas

FIRST_YEAR, LAST_YEAR = 2021, 2025
AREA = "criminal_justice_area"
ENGLAND_AND_WALES = "K04000001"
ETHNIC_GROUPS = ("asian", "black", "mixed", "other")


class Area(NamedTuple):
    """A made-up area: residents, points off the usual conviction rate, and so on."""

    code: str
    residents: int
    ethnic_groups: Mapping[str, int]
    severity: float
    offences_per_thousand: int
    conviction_points: float
    charge_factor: float


class Line(NamedTuple):
    """One figure about to be written; `period` is yyyymm."""

    series: str
    area_code: str
    period: int
    frequency: str
    breakdown: str
    category: str
    value: int | float | None
    status: str = "published"
    area_type: str = AREA


def made_up_areas() -> list[Area]:
    """The 42 criminal justice areas, as made up."""
    return [
        Area(
            code=record["area_code"],
            residents=1000 * int(record["residents_thousand"]),
            ethnic_groups={group: int(record[group]) for group in ETHNIC_GROUPS},
            severity=float(record["severity"]),
            offences_per_thousand=int(record["offences"]),
            conviction_points=int(record["conviction"]) / 10,
            charge_factor=1 + int(record["charge"]) / 70,
        )
        for record in read_demonstration_areas()
    ]


def months() -> list[int]:
    """Every month there are figures for, as yyyymm."""
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    return [year * 100 + month for year in years for month in range(1, 13)]


def quarters() -> list[int]:
    """The first month of every quarter there are figures for, as yyyymm."""
    return [month for month in months() if month % 100 in (1, 4, 7, 10)]


def draws(name: str, count: int) -> Iterator[float]:
    """Numbers that look normally distributed and depend on the name alone.

    Each is the sum of four even draws, scaled to a standard deviation of 1.
    """
    digest = shake_256(name.encode()).digest(8 * count)
    words = struct.unpack(f"<{4 * count}H", digest)
    for place in range(0, 4 * count, 4):
        yield (sum(words[place : place + 4]) - 131_070) * 1.7320508075688772 / 65_535


def swing(name: str, quarter: int) -> float:
    """A draw of a quarter that tends to be undone in the next: steadier than chance.

    With dozens of measures chance alone would give every area a sign or two.
    """
    before = quarter - 3 if quarter % 100 > 3 else quarter - 91
    (this,) = draws(f"{name} {quarter}", 1)
    (last,) = draws(f"{name} {before}", 1)
    return bounded((this - 0.9 * last) / 1.35)


def bounded(draw: float) -> float:
    """A draw that is never far out."""
    return min(max(draw, -1.7), 1.7)


def some_count(expected: float, draw: float) -> int:
    """A whole number that varies as a count of so many expected would."""
    return max(0, int(expected + math.sqrt(expected) * draw + 0.5))


def some_part(whole: int, share: float, draw: float) -> int:
    """How many of a whole, varying as a share of it would by chance."""
    share = min(max(share, 0.0), 1.0)
    spread = math.sqrt(whole * share * (1 - share))
    return min(whole, max(0, int(whole * share + spread * draw + 0.5)))


def some_parts(name: str, whole: int, weights: Mapping[str, float]) -> dict[str, int]:
    """A whole by its parts, which add up to it; the last takes what is left."""
    drawn = draws(name, len(weights))
    left, share_left = whole, sum(weights.values())
    parts: dict[str, int] = {}
    *all_but_last, last = weights
    for part in all_but_last:
        parts[part] = some_part(left, weights[part] / share_left, next(drawn))
        left -= parts[part]
        share_left -= weights[part]
    return parts | {last: left}
