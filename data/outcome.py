"""What a load did, for people to read and for the store to keep."""

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from data.ingest.publication import FileRefused, NothingToLoad, Refusal
from data.masking import NOTHING_CONCEALED, Concealed
from data.merge import NO_CHANGE, Change

#: Refused rows kept of each file; beyond them, only how many more there were.
REFUSALS_KEPT = 1000
LONGEST_CONTENT = 500


class LoadedFile(NamedTuple):
    """A file that was read: its figures, how they differ, and rows refused."""

    path: Path
    edition: str
    rows: int
    change: Change
    #: Left out, as a later edition's figures for the same are current.
    older: int
    refused_rows: int
    #: On the list when it was last loaded, and no longer.
    gone: int = 0


@dataclass(frozen=True)
class Outcome:
    """What a load did; without a release, nothing in the store was changed."""

    publication: str
    #: What is counted: a figure, or a row where there are none.
    unit: str = "figure"
    release_id: int | None = None
    edition: str = ""
    #: Figures and grades stored, the wholes worked out from parts among them.
    rows: int = 0
    wholes: int = 0
    concealed: Concealed = NOTHING_CONCEALED
    change: Change = NO_CHANGE
    files: tuple[LoadedFile, ...] = ()
    refused_files: tuple[FileRefused, ...] = ()
    #: Right, and with nothing in them to load.
    checked: tuple[NothingToLoad, ...] = ()
    skipped: tuple[Path, ...] = ()
    refusals: tuple[Refusal, ...] = ()

    @property
    def unchanged(self) -> int:
        """Figures read that were current already."""
        return self.change.unchanged

    @property
    def refused_rows(self) -> int:
        """Rows refused in the files that were read."""
        return sum(file.refused_rows for file in self.files)

    @property
    def is_nothing_new(self) -> bool:
        """What could be read was in the store already."""
        return self.release_id is None and bool(self.files)

    @property
    def is_refused(self) -> bool:
        """Nothing could be read at all."""
        return not self.files and (bool(self.refused_files) or not self.checked)


class RefusedRows:
    """Refused rows as they come: some of each file, and a count of them all."""

    def __init__(self) -> None:
        self.kept: list[Refusal] = []
        self._of_file = 0

    def add(self, refusal: Refusal) -> None:
        """Note one, with what of its content can be printed."""
        self._of_file += 1
        if self._of_file <= REFUSALS_KEPT:
            content = refusal.content[:LONGEST_CONTENT]
            printable = "".join(c if c.isprintable() else " " for c in content)
            self.kept.append(refusal._replace(content=printable))

    def end_file(self, path: Path) -> int:
        """How many there were in the file that ends here."""
        count, self._of_file = self._of_file, 0
        if count > REFUSALS_KEPT:
            reason = f"{count - REFUSALS_KEPT:,} more rows were refused"
            self.kept.append(Refusal(path.name, None, reason, ""))
        return count
