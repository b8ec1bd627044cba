import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from data.check import find_problems
from data.engine import make_engine
from data.ingest.publication import Observation, Refuse
from data.load import load
from data.outcome import Outcome
from data.queries.releases import fetch_data_version
from data.releases import roll_back
from data.schema import upgrade
from data.writing import StoreBusy
from tests.integration.stores import Store, contents, current, load_into
from tests.integration.tallies import ESSEX, KENT, TALLIES, read, write_tallies

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 60
FIGURES = 114 * 100

# Loads enough to have written, says so, and waits to be killed.
_LOAD_AND_WAIT = """
import sys, time
from dataclasses import replace
from pathlib import Path
from data.engine import make_engine
from data.load import load
from tests.integration.tallies import TALLIES, read

def read_and_wait(path, refuse):
    yield from read(path, refuse)
    print("reading", flush=True)
    time.sleep(300)

load(
    make_engine(sys.argv[1], read_only=False),
    replace(TALLIES, read=read_and_wait),
    [Path(sys.argv[2])],
    loaded_by="a test",
)
"""


class Held:
    """A publication whose reader stops at its end until it is let go."""

    def __init__(self) -> None:
        self.is_reading = Event()
        self.may_end = Event()
        self.publication = replace(TALLIES, read=self.read)

    def read(self, path: Path, refuse: Refuse) -> Iterator[Observation]:
        yield from read(path, refuse)
        self.is_reading.set()
        assert self.may_end.wait(PATIENCE)


def july(folder: Path) -> Path:
    return write_tallies(folder / "tallies_2014-07.csv", [(KENT, 201407, "all", 70)])


def august(folder: Path) -> Path:
    """A file of more figures than are written at a time."""
    return write_tallies(
        folder / "tallies_2014-08.csv",
        [
            (ESSEX, year * 100 + 8, f"colour_{number}", number)
            for year in range(1900, 2014)
            for number in range(FIGURES // 114)
        ],
    )


def test_a_load_killed_in_the_middle_leaves_the_figures_before_it(
    store: Store, tmp_path: Path
) -> None:
    load_into(store, TALLIES, july(tmp_path))
    before = contents(store)
    path = august(tmp_path)
    with subprocess.Popen(
        [sys.executable, "-c", _LOAD_AND_WAIT, store.url, str(path)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as loading:
        assert loading.stdout is not None
        assert loading.stdout.readline() == "reading\n"
        os.kill(loading.pid, signal.SIGKILL)
        assert loading.wait(PATIENCE) == -signal.SIGKILL
    assert contents(store) == before
    assert find_problems(store.reader) == []
    assert load_into(store, TALLIES, path).change.new == FIGURES


def test_readers_see_the_old_figures_until_a_load_ends(
    store: Store, tmp_path: Path
) -> None:
    load_into(store, TALLIES, july(tmp_path))
    version = fetch_data_version(store.reader)
    held = Held()
    with ThreadPoolExecutor() as pool:
        loading = pool.submit(load_into, store, held.publication, august(tmp_path))
        assert held.is_reading.wait(PATIENCE)
        assert current(store) == {(KENT, 201407): 70}
        assert fetch_data_version(store.reader) == version
        held.may_end.set()
        assert loading.result(PATIENCE).release_id == 2
    assert fetch_data_version(store.reader) != version


def test_a_second_load_is_told_of_the_first_and_changes_nothing(
    store: Store, tmp_path: Path
) -> None:
    held = Held()
    hurried = make_engine(store.url, read_only=False, wait_seconds=0.2)
    path = july(tmp_path)
    with ThreadPoolExecutor() as pool:
        loading = pool.submit(load_into, store, held.publication, august(tmp_path))
        assert held.is_reading.wait(PATIENCE)
        with pytest.raises(StoreBusy, match="Nothing was changed: try again"):
            load(hurried, TALLIES, [path], loaded_by="a test")
        with pytest.raises(StoreBusy):
            roll_back(hurried, 1)
        held.may_end.set()
        assert loading.result(PATIENCE).release_id == 1
    assert current(store) == {}


def test_a_second_load_that_waits_follows_the_first(
    store: Store, tmp_path: Path
) -> None:
    held = Held()
    path = july(tmp_path)
    with ThreadPoolExecutor() as pool:
        first = pool.submit(load_into, store, held.publication, august(tmp_path))
        assert held.is_reading.wait(PATIENCE)
        second = pool.submit(load_into, store, TALLIES, path)
        held.may_end.set()
        releases = [done.result(PATIENCE).release_id for done in (first, second)]
    assert releases == [1, 2]
    assert current(store) == {(KENT, 201407): 70}
    assert find_problems(store.reader) == []


def test_a_load_that_is_interrupted_changes_nothing(
    store: Store, tmp_path: Path
) -> None:
    def stop(path: Path, rows: int) -> None:
        raise KeyboardInterrupt

    before = contents(store)
    with pytest.raises(KeyboardInterrupt):
        load(
            store.writer,
            TALLIES,
            [july(tmp_path)],
            loaded_by="a test",
            progress=stop,
        )
    assert contents(store) == before


def test_two_first_loads_make_one_store(database_url: str, tmp_path: Path) -> None:
    def load_first(path: Path) -> Outcome:
        engine = make_engine(database_url, read_only=False)
        upgrade(engine)
        return load(engine, TALLIES, [path], loaded_by="a test")

    paths = [july(tmp_path), august(tmp_path)]
    with ThreadPoolExecutor() as pool:
        releases = [outcome.release_id for outcome in pool.map(load_first, paths)]
    assert sorted(filter(None, releases)) == [1, 2]
