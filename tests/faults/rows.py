"""One row of the matrix a fault: what was seen while it lasted, and afterwards."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from tests.browser.fixtures import ROOT

DOCUMENT = ROOT / "docs" / "reliability.md"
BEGIN, END = "<!-- made by python -m tests.faults -->", "<!-- end of what is made -->"
HEADINGS = ("Fault", "What readers see", "`/readyz`", "Lost", "Afterwards")
NOTHING = "nothing"
BY_ITSELF = "as before, by itself"


class Row(NamedTuple):
    """A fault and what was seen; every cell comes from what was observed."""

    fault: str
    readers: str
    ready: str
    lost: str
    afterwards: str


def written(rows: Iterable[Row]) -> str:
    """The matrix as a table."""
    lines = [_line(HEADINGS), "|---" * len(HEADINGS) + "|"]
    return "\n".join([*lines, *map(_line, rows)])


def documented(path: Path = DOCUMENT) -> dict[str, Row]:
    """The rows the document has, by their fault."""
    table = path.read_text("utf-8").partition(BEGIN)[2].partition(END)[0]
    lines = [line for line in table.splitlines() if line.startswith("|")][2:]
    rows = [Row(*(c.strip() for c in line.strip("|").split(" | "))) for line in lines]
    return {row.fault: row for row in rows}


def write_into(path: Path, rows: Iterable[Row]) -> None:
    """Put the matrix in the place it has in the document."""
    text = path.read_text("utf-8")
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    path.write_text(f"{before}{BEGIN}\n\n{written(rows)}\n\n{END}{after}", "utf-8")


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"
