"""What many ask for at once is worked out by one of them."""

import multiprocessing
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from callbacks.turns import FileTurns, RedisTurns, ThreadTurns, make_turns

Turn = Callable[[str], AbstractContextManager[None]]
MANY = 8


def most_at_once(turn: Turn, names: list[str]) -> int:
    """How many threads were inside together, each with its name."""
    inside, most, guard = 0, 0, threading.Lock()
    gate = threading.Barrier(len(names))

    def work(name: str) -> None:
        nonlocal inside, most
        gate.wait()
        with turn(name):
            with guard:
                inside += 1
                most = max(most, inside)
            pause.wait(0.05)
            with guard:
                inside -= 1

    pause = threading.Event()
    threads = [threading.Thread(target=work, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return most


@pytest.mark.parametrize("make", [lambda _: ThreadTurns(), FileTurns])
def test_one_at_a_time_by_name(make: Callable[[Path], Turn], tmp_path: Path) -> None:
    assert most_at_once(make(tmp_path), ["same"] * MANY) == 1


def test_different_names_do_not_wait_for_each_other() -> None:
    gate = threading.Barrier(2)
    turn = ThreadTurns()

    def work(name: str) -> None:
        with turn(name):
            # Reached only while both are inside.
            gate.wait(timeout=30)

    threads = [threading.Thread(target=work, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not gate.broken


@pytest.mark.redis
def test_one_machine_at_a_time_through_redis(redis_url: str) -> None:
    turns = [RedisTurns(redis_url) for _ in range(2)]
    which = iter(turns * MANY)
    guard = threading.Lock()

    def turn(name: str) -> AbstractContextManager[None]:
        with guard:
            machine = next(which)
        return machine(name)

    assert most_at_once(turn, ["same"] * MANY) == 1


def hold(folder: Path, inside: str, done: str) -> None:
    with FileTurns(folder)("same"):
        (folder / inside).touch()
        while not (folder / done).exists():
            pass


def test_one_process_at_a_time_and_a_killed_one_gives_its_turn_back(
    tmp_path: Path,
) -> None:
    context = multiprocessing.get_context("spawn")
    first = context.Process(target=hold, args=(tmp_path, "first", "never"))
    first.start()
    while not (tmp_path / "first").exists():
        pass
    second = context.Process(target=hold, args=(tmp_path, "second", "done"))
    second.start()
    assert not (tmp_path / "second").exists()
    first.kill()
    first.join()
    while not (tmp_path / "second").exists():
        pass
    (tmp_path / "done").touch()
    second.join()
    assert second.exitcode == 0


@pytest.mark.parametrize("address", ["redis://127.0.0.1:1/0", ""])
def test_where_turns_cannot_be_taken_the_work_is_done_all_the_same(
    address: str, tmp_path: Path
) -> None:
    turns = make_turns(address, folder=str(tmp_path / "missing"))
    with turns.in_process("same"), turns.among_all("same"):
        done = True
    assert done


def test_what_fails_inside_is_told_and_the_turn_is_free_again(tmp_path: Path) -> None:
    turn = FileTurns(tmp_path)
    with pytest.raises(ZeroDivisionError), turn("same"):
        raise ZeroDivisionError
    assert most_at_once(turn, ["same"]) == 1
