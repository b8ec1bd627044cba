"""A small store, loads into it, and whether anything in it was lost."""

import csv
import io
import subprocess
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from data.definitions import read_areas
from data.engine import make_engine
from data.export import COLUMNS, export_observations
from tests.bench.stores import COMPARED
from tests.browser.fixtures import PYTHON, ROOT

MONTHS = tuple(f"{y}-{m:02}-01" for y in (2023, 2024) for m in range(1, 13))
#: All that the compare page needs; a small load soon ends.
STREAMS = tuple((series, "all", "all") for series in COMPARED)
HEADINGS = (
    "series,area_type,area_code,period_start,frequency,breakdown,category,value,status"
)


def write_figures(path: Path, *, edition: int = 0) -> Path:
    """A file of figures; those of another edition differ in every number."""
    areas = sorted(
        a["code"] for a in read_areas() if a["type"] == "criminal_justice_area"
    )
    rows = [HEADINGS]
    for which, (series, breakdown, category) in enumerate(STREAMS):
        for place, area in enumerate(areas):
            for turn, month in enumerate(MONTHS):
                value = 300 + (which * 37 + place * 11 + turn * 5 + edition * 3) % 2000
                rows.append(
                    f"{series},criminal_justice_area,{area},{month},month,"
                    f"{breakdown},{category},{value},published"
                )
    path.write_text("\n".join(rows) + "\n", encoding="ascii")
    return path


def command(*words: str, **settings: object) -> subprocess.CompletedProcess[str]:
    """What `python -m data` says to these words."""
    return subprocess.run(  # type: ignore[call-overload,no-any-return]  # settings as given
        [*PYTHON, "data", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
        **settings,
    )


def load(url: str, file: Path, **settings: object) -> subprocess.CompletedProcess[str]:
    """Load a file into a store, as its owner would."""
    return command(
        "load", "tidy", str(file), "--already-public", "--database", url, **settings
    )


def contents(url: str) -> str:
    """A sum of everything a store exports: equal only where nothing differs."""
    engine = make_engine(url)
    text = io.StringIO()
    try:
        export_observations(engine, text)
    finally:
        engine.dispose()
    return _sum(csv.DictReader(text.getvalue().splitlines()))


def shown_by(file: Path) -> str:
    """The same sum of what a file holds."""
    return _sum(csv.DictReader(file.read_text("ascii").splitlines()))


def _sum(rows: Iterable[dict[str, str]]) -> str:
    numbered = ({**row, "value": repr(float(row["value"]))} for row in rows)
    lines = sorted("\t".join(row[name] for name in COLUMNS) for row in numbered)
    return sha256("\n".join(lines).encode()).hexdigest()
