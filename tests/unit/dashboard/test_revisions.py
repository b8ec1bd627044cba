"""A revision is what a newer release changed in figures that were out already."""

from datetime import UTC, date, datetime
from typing import NamedTuple

import pytest

from dashboard.history import build_history
from dashboard.measure_words import revision_sentence
from dashboard.periods import shift
from dashboard.releases import Release
from dashboard.revisions import MOST_NAMED, find_revisions
from tests.factories import ENGLISH, make_measure


class Version(NamedTuple):
    series: str
    area_code: str
    period: int
    frequency: str
    breakdown: str
    category: str
    value: float | None
    status: str
    release_id: int
    superseded_by: int | None


def version(
    series: str, period: int, value: float | None, release: int, until: int | None
) -> Version:
    status = "published" if value is not None else "suppressed"
    return Version(
        series, "A", period, "month", "all", "all", value, status, release, until
    )


def load(number: int) -> Release:
    return Release(
        number, "case_outcomes", f"edition {number}", date(2024, number, 1),
        datetime(2024, number, 2, tzinfo=UTC), 1, "current", "",
    )  # fmt: skip


HISTORY = build_history(make_measure(), [])
FIRST_RELEASE = [
    version("convicted", 202401, 80, 1, 2),
    version("not_convicted", 202401, 20, 1, None),
    version("convicted", 202402, 70, 1, 2),
    version("not_convicted", 202402, 30, 1, None),
]
SECOND_RELEASE = [
    version("convicted", 202401, 85, 2, None),
    version("convicted", 202402, 70, 2, None),
    version("convicted", 202403, 60, 2, None),
    version("not_convicted", 202403, 40, 2, None),
]
LOADS = [load(1), load(2), load(3)]


def test_the_figure_before_and_after_is_worked_out_from_the_numbers_that_stood() -> (
    None
):
    versions = [*FIRST_RELEASE, *SECOND_RELEASE]
    (revision,) = find_revisions(HISTORY, versions, "A", releases=LOADS)
    assert revision.release == LOADS[1]
    (change,) = revision.changes
    assert change.before.period == "2024-01"
    assert change.before.value == pytest.approx(80 / 100)
    assert change.after.value == pytest.approx(85 / 105)


def test_what_is_repeated_or_new_is_no_revision() -> None:
    versions = [*FIRST_RELEASE[2:], *SECOND_RELEASE[1:]]
    assert find_revisions(HISTORY, versions, "A", releases=LOADS) == ()


def test_without_a_newer_release_there_is_none() -> None:
    assert find_revisions(HISTORY, SECOND_RELEASE, "A", releases=LOADS) == ()


def test_a_number_revised_twice_is_told_twice_the_latest_first() -> None:
    versions = [
        version("convicted", 202401, 80, 1, 2),
        version("not_convicted", 202401, 20, 1, None),
        version("convicted", 202401, 85, 2, 3),
        version("convicted", 202401, 90, 3, None),
    ]
    revisions = find_revisions(HISTORY, versions, "A", releases=LOADS)
    assert [r.release.release_id for r in revisions] == [3, 2]
    told = [
        (c.before.numerator, c.after.numerator) for r in revisions for c in r.changes
    ]
    assert told == [(85, 90), (80, 85)]


def test_a_figure_that_was_hidden_later_is_a_revision() -> None:
    versions = [
        version("convicted", 202401, 80, 1, 2),
        version("not_convicted", 202401, 20, 1, None),
        version("convicted", 202401, None, 2, None),
    ]
    (revision,) = find_revisions(HISTORY, versions, "A", releases=LOADS)
    assert revision.changes[0].after.value is None


def test_of_many_periods_the_latest_are_named_and_all_are_counted() -> None:
    versions = []
    for place in range(20):
        month = shift(202201, place)
        versions += [
            version("convicted", month, 80, 1, 2),
            version("not_convicted", month, 20, 1, None),
            version("convicted", month, 81, 2, None),
        ]
    (revision,) = find_revisions(HISTORY, versions, "A", releases=LOADS)
    assert revision.periods == 20
    assert len(revision.changes) == MOST_NAMED
    assert revision.changes[0].before.period == "2023-08"
    assert revision_sentence(revision, ENGLISH) == (
        "1 February 2024: 20 periods revised (edition edition 2)."
    )


def test_a_load_that_is_no_longer_listed_is_passed_over() -> None:
    versions = [*FIRST_RELEASE, *SECOND_RELEASE]
    assert find_revisions(HISTORY, versions, "A", releases=LOADS[:1]) == ()
