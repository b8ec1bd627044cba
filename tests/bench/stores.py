"""Stores of three sizes, of the same make: every area, every month of twelve years.

What `/compare` shows is the same in all three; the larger ones hold more beside it,
as a store does that has grown.
"""

import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import numpy as np

from data.definitions import read_areas, read_categories, read_series

ROOT = Path(__file__).resolve().parent.parent.parent
FIRST_YEAR, YEARS = 2010, 12
#: Streams of counts a store holds, by the name of its size: 42 areas and 144 months
#: each, so 72 thousand, 363 thousand and 8 million observations.
STREAMS = {"72k": 12, "363k": 60, "8m": 1320}
COMPARED = ("cps_convictions", "cps_unsuccessful")
#: What is compared: all cases, and these groups of offences.
GROUPS = ("burglary", "drugs_offences", "homicide", "robbery", "sexual_offences")
SEED = 20260331
#: Far above any threshold, so that loading is all that is measured.
SMALLEST, LARGEST = 200, 4000

Stream = tuple[str, str, str]


class Built(NamedTuple):
    """A store that was loaded, how many observations it holds and how long it took."""

    url: str
    observations: int
    seconds: float
    megabytes: float


def build(folder: Path, size: str) -> Built:
    """Load a store of a size the way any figures are loaded."""
    written = folder / f"figures-{size}.csv"
    rows = write(written, STREAMS[size])
    path = folder / f"store-{size}.db"
    url = f"sqlite:///{path}"
    start = time.perf_counter()
    subprocess.run(
        [
            *(sys.executable, "-m", "data", "load", "tidy", str(written)),
            *("--database", url, "--max-file-mb", "4000"),
        ],
        cwd=ROOT,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    seconds = time.perf_counter() - start
    written.unlink()
    return Built(url, rows, seconds, path.stat().st_size / 1e6)


def streams() -> Iterator[Stream]:
    """What is compared first, then whatever else is defined."""
    for series in COMPARED:
        yield (series, "all", "all")
        yield from ((series, "offence_group", group) for group in GROUPS)
    others = [
        record["id"]
        for record in read_series()
        if record["kind"] == "flow" and record["id"] not in COMPARED
    ]
    categories = [(c["breakdown"], c["category"]) for c in read_categories()]
    for series in others:
        yield (series, "all", "all")
        yield from ((series, *pair) for pair in categories)


def write(path: Path, wanted: int) -> int:
    """Write so many streams in tidy form; comes back with the number of rows."""
    areas = sorted(
        a["code"] for a in read_areas() if a["type"] == "criminal_justice_area"
    )
    months = [
        f"{FIRST_YEAR + month // 12}-{month % 12 + 1:02}-01"
        for month in range(YEARS * 12)
    ]
    chance = np.random.default_rng(SEED)
    rows = 0
    with path.open("w", encoding="ascii") as text:
        text.write(
            "series,area_type,area_code,period_start,frequency,"
            "breakdown,category,value,status\n"
        )
        for series, breakdown, category in islice(streams(), wanted):
            values = chance.integers(SMALLEST, LARGEST, (len(areas), len(months)))
            for area, row in zip(areas, values.tolist(), strict=True):
                start = f"{series},criminal_justice_area,{area},"
                end = f",month,{breakdown},{category},"
                text.writelines(
                    f"{start}{month}{end}{value},published\n"
                    for month, value in zip(months, row, strict=True)
                )
            rows += values.size
    return rows
