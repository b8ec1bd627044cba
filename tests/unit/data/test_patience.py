"""A database server is waited for so long and no longer."""

import threading
from collections.abc import Iterator

import pytest

from data.patience import (
    ANSWER_SECONDS,
    answer_within,
    seconds_left,
    within,
)


@pytest.fixture(autouse=True)
def _unbound() -> Iterator[None]:
    yield
    answer_within(None)


def test_one_answer_is_bounded_where_nothing_else_is_said() -> None:
    assert seconds_left() == ANSWER_SECONDS
    answer_within(1000.0)
    assert seconds_left() == ANSWER_SECONDS


def test_what_is_left_of_a_request_bounds_what_is_inside() -> None:
    answer_within(3.0)
    with within(6.0):
        assert seconds_left() <= 3.0
    with within(1.0):
        assert seconds_left() <= 1.0
    assert 1.0 < seconds_left() <= 3.0


def test_no_time_left_is_none_and_not_less() -> None:
    answer_within(-5.0)
    assert seconds_left() == 0.0


def test_what_one_thread_waits_does_not_bind_another() -> None:
    answer_within(0.0)
    left: list[float] = []
    other = threading.Thread(target=lambda: left.append(seconds_left()))
    other.start()
    other.join()
    assert left == [ANSWER_SECONDS]
