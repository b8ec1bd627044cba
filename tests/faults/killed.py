"""Kill a load at many moments: `python -m tests.faults.killed URL FILE TIMES`.

Every load runs in a process of its own that kills itself with SIGKILL before one of
its statements; the last before the transaction is kept. Prints how often it was
killed, and after how many of them the store was not what it had been.
"""

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import event

from data.engine import make_engine
from data.ingest import PUBLICATIONS
from data.load import load
from tests.faults.figures import contents

#: The first transaction of a load brings definitions up to date, the second loads.
KEEPS = 2


def main(url: str, file: str, times: int) -> None:
    """Kill so many loads and look at the store after each."""
    before = contents(url)
    statements = _killed(url, Path(file), at=None)
    different = int(contents(url) != before)
    for turn in range(times - 1):
        _killed(url, Path(file), at=1 + turn * (statements - 1) // max(times - 2, 1))
        different += contents(url) != before
    print(json.dumps({"killed": times, "different": different}))


def _killed(url: str, file: Path, *, at: int | None) -> int:
    """Load in a process that dies; how many statements it had sent by then."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        _load_and_die(url, file, at=at, tell=write)
    os.close(write)
    _, status = os.waitpid(child, 0)
    with os.fdopen(read) as told:
        sent = int(told.read() or 0)
    if not os.WIFSIGNALED(status) or os.WTERMSIG(status) != signal.SIGKILL:
        raise RuntimeError("the load was not killed")
    return sent


def _load_and_die(url: str, file: Path, *, at: int | None, tell: int) -> None:
    engine = make_engine(url, read_only=False)
    sent, kept = 0, 0

    def die() -> None:
        os.write(tell, str(sent).encode())
        os.kill(os.getpid(), signal.SIGKILL)

    @event.listens_for(engine, "before_cursor_execute")
    def _statement(*_: Any) -> None:
        nonlocal sent
        sent += 1
        if sent == at:
            die()

    @event.listens_for(engine, "commit")
    def _commit(*_: Any) -> None:
        nonlocal kept
        kept += 1
        if kept == KEEPS:
            die()

    load(engine, PUBLICATIONS["tidy"], [file], loaded_by="a test", already_public=True)
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
