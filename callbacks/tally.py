"""Sums that every process of one server adds to, in memory they share."""

import mmap
import os
from threading import Lock

import numpy as np

#: More than there are workers of one machine; those forked later take turns with them.
ROWS = 64
BYTES = 8


class Tally:
    """So many sums, of this process and of all that are forked from it.

    Each process adds to a row of its own, so that none waits for another, and what a
    killed one had added stays. The memory is no file: a full disc does not matter.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._memory = mmap.mmap(-1, max(ROWS * size * BYTES, 1))
        self._sums = memoryview(self._memory).cast("d")
        self._lock = Lock()
        self._forks = self._first = 0
        os.register_at_fork(before=self._count_fork, after_in_child=self._move)

    def add(self, cell: int, amount: float = 1.0) -> None:
        """Add to one sum."""
        with self._lock:
            self._sums[self._first + cell] += amount

    def sums(self) -> list[float]:
        """Every sum over all processes."""
        rows = np.frombuffer(self._memory, dtype=float, count=ROWS * self._size)
        whole: list[float] = rows.reshape(ROWS, self._size).sum(axis=0).tolist()
        return whole

    def _count_fork(self) -> None:
        self._forks += 1

    def _move(self) -> None:
        # Whoever held the lock at the fork is not in this process to give it back.
        self._lock = Lock()
        self._first = (self._forks % ROWS) * self._size
