"""Answers kept as files: old ones make room many at a time."""

import struct
import time
from contextlib import suppress
from pathlib import Path

from flask_caching.backends.filesystemcache import FileSystemCache

#: Of a full cache, the part that is kept: the whole folder is read once for all that
#: then fits in, and not once for each answer.
KEPT_OF_FULL = 0.9


class FileCache(FileSystemCache):
    """A cache in a folder of its own; nothing else may be in it."""

    def _prune(self) -> None:
        """Where it is full, remove what has ended and then what ends first.

        A file that cannot be read is of no use to anybody and goes first.
        """
        if not self._over_threshold():
            return
        now = time.time()
        ends = sorted((_end_of(path), path) for path in self._list_dir())
        surplus = len(ends) - int(self._threshold * KEPT_OF_FULL)
        gone = 0
        for end, path in ends:
            if gone >= surplus and not 0 < end < now:
                break
            # Another process may have been faster.
            with suppress(OSError):
                Path(path).unlink()
            gone += 1
        # Counted here: processes that store at once lose count.
        self._update_count(value=len(ends) - gone)


def _end_of(path: str) -> float:
    """When what a file holds has ended; a nought for one that cannot be read."""
    try:
        with Path(path).open("rb") as file:
            (end,) = struct.unpack("I", file.read(4))
    except (OSError, struct.error):
        return 0
    return float(end)
