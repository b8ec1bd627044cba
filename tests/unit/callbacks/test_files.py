"""A full cache of files makes room many at a time, and only among its own."""

import logging
from pathlib import Path

import pytest
from flask import Flask

from callbacks import kept
from callbacks.access.rules import RULES
from callbacks.counts import Counts
from callbacks.files import FileCache
from callbacks.kept import Kept, make_ended, make_keeper
from dashboard.settings import Settings

MOST = 50
SETTINGS = Settings.model_validate({"cache_url": ""})


def key(number: int) -> tuple[str, ...]:
    return ("page", str(number))


def test_a_full_cache_goes_down_to_nine_tenths_and_is_read_once_for_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = FileCache(str(tmp_path), threshold=MOST)
    reads: list[int] = []
    listed = FileCache._list_dir

    def counting(self: FileCache) -> object:
        found = list(listed(self))
        reads.append(len(found))
        return found

    monkeypatch.setattr(FileCache, "_list_dir", counting)
    for number in range(MOST + 6):
        assert cache.set(str(number), number, timeout=1000 + number)
    assert reads == [MOST + 1]
    assert [n for n in range(MOST + 6) if cache.get(str(n)) is None] == [*range(6)]


def test_what_has_ended_and_what_cannot_be_read_goes_before_all_else(
    tmp_path: Path,
) -> None:
    cache = FileCache(str(tmp_path), threshold=MOST)
    (tmp_path / "torn").write_bytes(b"x")
    for number in range(MOST + 1):
        cache.set(str(number), number, timeout=-10 if number < MOST / 2 else 1000)
    cache.set("last", "last", timeout=1000)
    assert not (tmp_path / "torn").exists()
    assert cache.get("last") == "last"
    left = [n for n in range(MOST + 1) if cache.get(str(n)) is not None]
    assert left == [*range(MOST // 2, MOST + 1)]
    # What had ended is gone from the disc too; one more file holds the count.
    assert len(list(tmp_path.iterdir())) == len(left) + 2


def test_a_full_cache_of_answers_leaves_turns_and_ended_sessions_alone(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(kept, "MOST_KEPT", MOST)
    server = Flask("tested")
    keeper = make_keeper(server, SETTINGS, folder=str(tmp_path), counts=Counts(RULES))
    ended = make_ended(server, SETTINGS, folder=str(tmp_path))
    ended.add("somebody", seconds=1000)
    with caplog.at_level(logging.WARNING):
        for number in range(3 * MOST):
            with keeper.alone(key(number)):
                keeper.keep(key(number), Kept("", "text/html", "", b"x"))
    assert caplog.text == ""
    assert ended.has("somebody")
    assert all(path.is_file() for path in (tmp_path / "answers").iterdir())
    assert not list((tmp_path / "answers").glob("turn-*"))
    assert list(tmp_path.glob("turn-*"))
    assert keeper.find(key(3 * MOST - 1)) is not None
    assert sum(keeper.find(key(n)) is not None for n in range(3 * MOST)) <= MOST + 1
