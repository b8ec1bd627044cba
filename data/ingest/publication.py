"""What an importer gives the loader: a publication, read one file at a time."""

import gzip
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import NamedTuple, TextIO

from data.ingest.agreed import Agreed

STATUSES = (
    "published",
    "provisional",
    "revised",
    "suppressed",
    "not_collected",
    "not_applicable",
)
FREQUENCIES = ("month", "quarter", "year")
#: Limits of a control chart start anew; a change that may show; anything else.
EVENT_KINDS = ("rebase", "change", "note")


class Observation(NamedTuple):
    """One stored number; `period` is yyyymm of its first month."""

    series: str
    area_type: str
    area_code: str
    period: int
    frequency: str
    breakdown: str
    category: str
    value: float | None
    status: str


class Rating(NamedTuple):
    """One inspection grade; `inspected_on` is an ISO date, None when not stated."""

    framework: str
    edition: str
    area_type: str
    area_code: str
    criterion: str
    grade: str
    inspected_on: str | None
    url: str | None


class Event(NamedTuple):
    """Something that happened; with no area or measure, to every one.

    `happened_on` is an ISO date, `kind` one of EVENT_KINDS, `decided_by` a role.
    """

    happened_on: str
    title: str
    title_cy: str | None
    area_code: str | None
    measure_id: str | None
    kind: str
    decided_by: str | None
    reason: str | None
    visibility: str = "public"


class Target(NamedTuple):
    """A level a partnership agreed to reach, in the unit of the measure's value.

    A proportion is a share of 1, `due_period` a label such as "2026-03", "2026-Q1",
    "2026" or "2025-26", `set_on` an ISO date, `decided_by` a role.
    """

    measure_id: str
    area_code: str
    target: float
    due_period: str
    set_on: str
    decided_by: str
    reason: str
    priority_id: str | None
    visibility: str = "public"


#: A row that is not a figure.
Record = Rating | Event | Target | Agreed


class Refusal(NamedTuple):
    """A row, or with no line a whole file, that was not loaded and why."""

    file: str
    line: int | None
    reason: str
    content: str


class FileRefused(Exception):
    """The file is the publication but cannot be loaded; names the file and why."""

    def __init__(self, path: Path, reason: str, line: int | None = None) -> None:
        where = path.name if line is None else f"{path.name}, line {line}"
        super().__init__(f"{where}: {reason}")
        self.path = path
        self.reason = reason
        self.line = line

    def __reduce__(self) -> tuple[type, tuple[Path, str, int | None]]:
        return (type(self), (self.path, self.reason, self.line))


class NotThisPublication(FileRefused):
    """The file's headings are not this publication's."""


class NothingToLoad(FileRefused):
    """The file is the publication's and right, and holds nothing to be stored."""


Refuse = Callable[[Refusal], None]


def no_observations(path: Path, refuse: Refuse) -> Iterator[Observation]:
    """Nothing: for a publication that has no figures."""
    return iter(())


def no_publication_date(path: Path) -> str | None:
    """None: the file does not say when it was published."""
    return None


@dataclass(frozen=True)
class Publication:
    """How the files of one publication are told apart, dated and read.

    `recognises` looks at the head of a file only. `read` streams and raises
    FileRefused; rows it cannot read go to the callable. `edition` labels a file
    ("2014-07", "2017-18") and raises FileRefused for one that cannot be dated, or
    NothingToLoad for one that is only there to be checked. `read_records` gives the
    rows that are not figures.
    `additive` is False for scores, which the store must not add up into wholes.
    `editions_in_order` is False where an edition's label says nothing of what the
    file covers or which of two is the newer; the one loaded last then counts.
    `encodings` are tried in order on the whole of a text file.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    recognises: Callable[[Path], bool]
    edition: Callable[[Path], str]
    read: Callable[[Path, Refuse], Iterator[Observation]] = no_observations
    read_records: Callable[[Path, Refuse], Iterator[Record]] | None = None
    published_on: Callable[[Path], str | None] = no_publication_date
    additive: bool = True
    editions_in_order: bool = True
    encodings: tuple[str, ...] = ("utf-8-sig",)


def open_text(path: Path, encodings: tuple[str, ...] = ("utf-8-sig",)) -> TextIO:
    """The text of a file, gzipped or not, in the first encoding that fits it all.

    Raises FileRefused when none does or the file is cut short. Line ends are left
    as they are, as the csv module asks.
    """
    for encoding in encodings:
        try:
            with _open(path, encoding) as text:
                while text.read(1 << 20):
                    pass
        except UnicodeDecodeError:
            continue
        except (EOFError, gzip.BadGzipFile) as error:
            raise FileRefused(path, f"is cut short or not gzip: {error}") from error
        return _open(path, encoding)
    names = " or ".join(encoding.removesuffix("-sig") for encoding in encodings)
    raise FileRefused(path, f"is not {names} text; save it as UTF-8")


def _open(path: Path, encoding: str) -> TextIOWrapper:
    if path.name.lower().endswith(".gz"):
        raw = gzip.open(path, "rb")
        return TextIOWrapper(raw, encoding=encoding, newline="")
    return path.open(encoding=encoding, newline="")
