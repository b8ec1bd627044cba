"""Who asks for the data version gets the present one, mostly without a query."""

import shutil
import threading
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from data import watching
from data.engine import is_sqlite, make_engine
from data.version import bump_version
from data.watching import (
    AWAY_SECONDS,
    LONGEST_SECONDS,
    SLOW_SECONDS,
    StoreAway,
    Watch,
)
from tests.integration.stores import Store


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def watched(store: Store, clock: Clock) -> tuple[Watch, list[str]]:
    """A watch on a store, and the statements it has sent."""
    sent: list[str] = []

    @event.listens_for(store.reader, "before_cursor_execute")
    def _note(*arguments: object) -> None:
        sent.append(str(arguments[2]))

    return Watch(store.reader, patience=0.25, clock=clock), sent


def test_many_who_ask_cost_one_query(store: Store) -> None:
    watch, sent = watched(store, Clock())
    assert len({watch.version() for _ in range(20)}) == 1
    assert len(sent) == 1


def test_a_change_is_told_at_once_or_after_the_patience(store: Store) -> None:
    clock = Clock()
    watch, _ = watched(store, clock)
    before = watch.version()
    with store.writer.begin() as connection:
        bump_version(connection, "a test")
    if not is_sqlite(store.reader):
        assert watch.version() == before
        clock.now += 0.25
    assert watch.version() != before


def test_what_a_load_came_into_is_made_again(store: Store) -> None:
    watch, _ = watched(store, Clock())
    seen: list[str] = []

    def make() -> int:
        seen.append(watch.version())
        if len(seen) == 1:
            with store.writer.begin() as connection:
                bump_version(connection, "a test")
        return len(seen)

    version, made = watch.of_one_version(make)
    assert made == 2
    assert version == seen[1] == watch.version() != seen[0]


def test_what_can_never_be_made_of_one_version_is_refused(store: Store) -> None:
    watch, _ = watched(store, Clock())

    def make() -> None:
        with store.writer.begin() as connection:
            bump_version(connection, "a test")

    with pytest.raises(StoreAway, match="changed each time"):
        watch.of_one_version(make)


def test_nothing_is_believed_for_longer_than_a_second(store: Store) -> None:
    clock = Clock()
    watch, sent = watched(store, clock)
    watch.version()
    clock.now += LONGEST_SECONDS
    watch.version()
    assert len(sent) == 2


def fail(store: Store, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Make the store unreachable; a mark for each time it is asked."""
    asked: list[str] = []

    def broken(_engine: object) -> str:
        asked.append("asked")
        raise OperationalError("SELECT", {}, Exception("away"))

    monkeypatch.setattr(watching, "fetch_data_version", broken)
    return asked


def test_a_store_that_is_away_is_asked_by_one_in_a_second(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock()
    watch, _ = watched(store, clock)
    known = watch.version()
    asked = fail(store, monkeypatch)
    clock.now += LONGEST_SECONDS
    for _ in range(5):
        with pytest.raises(SQLAlchemyError):
            watch.version()
    assert asked == ["asked"]
    assert watch.last == known
    clock.now += AWAY_SECONDS
    with pytest.raises(OperationalError):
        watch.version()
    assert len(asked) == 2
    monkeypatch.undo()
    clock.now += AWAY_SECONDS
    assert watch.version() == known


def test_while_one_waits_for_a_slow_answer_others_go_by_what_was_true(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "WAIT_SECONDS", 0.05)
    clock = Clock()
    watch, _ = watched(store, clock)
    known = watch.version()
    clock.now += LONGEST_SECONDS
    asking, answer = threading.Event(), threading.Event()

    def slow(_engine: object) -> str:
        asking.set()
        answer.wait(30)
        return "the next"

    monkeypatch.setattr(watching, "fetch_data_version", slow)
    told: list[str] = []
    first = threading.Thread(target=lambda: told.append(watch.version()))
    first.start()
    assert asking.wait(30)
    assert watch.version() == known
    clock.now += SLOW_SECONDS
    with pytest.raises(StoreAway):
        watch.version()
    answer.set()
    first.join()
    assert told == ["the next"]


def test_another_file_in_the_place_of_the_store_is_read(
    sqlite_store: Store, tmp_path: Path
) -> None:
    path = Path(sqlite_store.url.removeprefix("sqlite:///"))
    watch, _ = watched(sqlite_store, Clock())
    before = watch.version()
    other = tmp_path / "other.db"
    shutil.copyfile(path, other)
    writer = make_engine(f"sqlite:///{other}", read_only=False)
    with writer.begin() as connection:
        bump_version(connection, "a test")
    writer.dispose()
    other.replace(path)
    assert watch.version() != before
