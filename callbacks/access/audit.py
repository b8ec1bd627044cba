"""Who saw what and took what: a line each, in the log and in a file of its own."""

import json
import os
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import structlog

from callbacks.requests import reference
from dashboard.access import Person

#: As much of the file's end as the page of the latest lines reads.
TAIL_BYTES = 256 * 1024
LONGEST_ADDRESS = 500

log = structlog.get_logger()


class Line(NamedTuple):
    """One line: when, who in which role, what they did to which address."""

    at: str
    subject: str
    role: str
    action: str
    address: str
    status: int
    reference: str


class Audit:
    """Writes lines; a line a write, so that processes may share the file."""

    def __init__(
        self, path: str, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._path = Path(path) if path else None
        self._clock = clock

    @property
    def has_file(self) -> bool:
        """Whether lines can be read again here."""
        return self._path is not None

    def write(
        self, action: str, person: Person | None, address: str, *, status: int
    ) -> None:
        """Write down what was done; nobody signed in is an empty subject."""
        line = Line(
            at=self._clock().isoformat(timespec="seconds"),
            subject=person.subject if person else "",
            role=person.role.name.lower() if person else "",
            action=action,
            address=address[:LONGEST_ADDRESS],
            status=status,
            reference=reference(),
        )
        told = line._asdict()
        log.info("audit", **{k: v for k, v in told.items() if k != "reference"})
        if self._path is not None:
            _append(self._path, told)

    def latest(self, most: int) -> tuple[Line, ...]:
        """The latest lines of the file, the last first; none without a file."""
        if self._path is None or not self._path.exists():
            return ()
        with self._path.open("rb") as stream:
            stream.seek(0, os.SEEK_END)
            stream.seek(max(0, stream.tell() - TAIL_BYTES))
            lines = stream.read().decode("utf-8", "replace").splitlines()
        read = (_line(text) for text in reversed(lines))
        return tuple(line for line in read if line is not None)[:most]


def open_audit(path: str) -> Audit:
    """The audit log the settings name; raises OSError where it cannot be written."""
    if path:
        with _opened(Path(path)):
            pass
    return Audit(path)


def _append(path: Path, told: Mapping[str, Any]) -> None:
    """Raises OSError where the line cannot be written: nothing is shown unwritten."""
    text = json.dumps(told, ensure_ascii=False) + "\n"
    with _opened(path) as descriptor:
        os.write(descriptor.fileno(), text.encode())


def _opened(path: Path) -> Any:
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
    return os.fdopen(os.open(path, flags, 0o600), "ab", buffering=0)


def _line(text: str) -> Line | None:
    try:
        return Line(**json.loads(text))
    except (ValueError, TypeError):
        return None
