"""The disclosure policy: what is small, and what else must be hidden with it."""

import pytest

from dashboard.disclosure import (
    Known,
    Policy,
    conceal,
    load_policy,
)
from dashboard.measures import Catalogue, Source
from dashboard.periods import Window
from dashboard.results import Status
from dashboard.stats.linked_sums import Line, LinkedSums
from data.definitions import read_disclosure
from tests.factories import make_history, make_measure, period


def policy(**changes: object) -> Policy:
    record = {**read_disclosure()["policy"], **changes}
    return load_policy({"policy": record})


def test_the_policy_hides_one_to_five_and_shows_noughts() -> None:
    assert [policy().hides(count) for count in (0, 1, 5, 6)] == [
        False, True, True, False
    ]  # fmt: skip
    assert [policy().hides_rate(base) for base in (99, 100, None)] == [
        True, False, False
    ]  # fmt: skip


def test_a_policy_that_hides_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="hide_from is above hide_to"):
        policy(hide_from=6)


def total_of(*parts: int, movable: int | None = None) -> LinkedSums:
    """A total, cell 0, and its parts, of which the first few may be hidden."""
    cells = tuple(range(len(parts) + 1))
    line = Line(cells, (1, *[-1] * len(parts)))
    may = range(1, 1 + (len(parts) if movable is None else movable))
    return LinkedSums((sum(parts), *parts), (line,), frozenset(may))


def test_more_is_hidden_until_the_range_is_wide_enough() -> None:
    found = conceal([Known(total_of(1, 2, 30, 40))], {1, 2}, policy())
    assert found.hidden == {1, 2, 3}
    narrow = conceal([Known(total_of(1, 2, 30))], {1, 2}, policy(minimum_range=3))
    assert narrow.hidden == {1, 2}


def test_what_is_public_already_cannot_be_hidden_and_is_told() -> None:
    found = conceal([Known(total_of(3, 40, movable=1))], {1}, policy())
    assert found.hidden == found.unprotected == {1}


def test_a_small_rest_hides_a_part_or_the_whole() -> None:
    rest = 3
    sums = LinkedSums(
        (300, 297, 3), (Line((0, 1, 2), (1, -1, -1)),), frozenset({0, 1}),
        unseen=frozenset({rest - 1}),
    )  # fmt: skip
    assert conceal([Known(sums)], set(), policy()).hidden == frozenset()
    found = conceal([Known(sums, frozenset({2}))], set(), policy())
    assert found.hidden == {1}


def test_what_one_edition_hides_every_edition_hides() -> None:
    first, second = total_of(30, 12, 40), total_of(30, 2, 40)
    found = conceal([Known(first), Known(second)], {2}, policy())
    assert found.hidden == {1, 2}


@pytest.mark.parametrize(
    ("disclosure", "status"),
    [("policy", Status.SUPPRESSED), ("already_public", Status.PUBLISHED)],
)
def test_a_share_of_too_few_is_not_given(disclosure: str, status: Status) -> None:
    source = Source(
        id="case_outcomes", title="Outcomes", title_cy="Canlyniadau",
        publisher="A publisher", licence="A licence",
    )  # fmt: skip
    catalogue = Catalogue([make_measure(disclosure=disclosure)], {source.id: source})
    (measure,) = catalogue.under(100).values()
    history = make_history({"A": {201401: (60, 99), 201402: (60, 100)}}, measure)
    january, february = (
        history.result("A", period(label, Window.MONTH), Window.MONTH)
        for label in ("2014-01", "2014-02")
    )
    assert january.status == status
    assert february.status == Status.PUBLISHED
    assert (january.value is None) == (status == Status.SUPPRESSED)
    alone = history.value("A", period("2014-01", Window.MONTH), Window.MONTH)
    assert (alone is None) == (status == Status.SUPPRESSED)
