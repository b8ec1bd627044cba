"""What processes count together."""

import os
import signal

from callbacks.tally import Tally


def in_a_child(tally: Tally, *, times: int) -> None:
    """Add in a process of its own, which is killed rather than ended."""
    child = os.fork()
    if child == 0:
        for _ in range(times):
            tally.add(1)
        os.kill(os.getpid(), signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL


def test_what_killed_processes_counted_is_not_lost() -> None:
    tally = Tally(3)
    tally.add(1, 0.5)
    for times in (3, 4):
        in_a_child(tally, times=times)
    tally.add(2)
    assert tally.sums() == [0.0, 7.5, 1.0]


def test_a_process_forked_while_somebody_counts_can_count() -> None:
    tally = Tally(2)
    with tally._lock:
        in_a_child(tally, times=1)
    assert tally.sums() == [0.0, 1.0]
