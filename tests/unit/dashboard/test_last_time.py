"""What a figure was at the last meeting, in words."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.benchmarks import Benchmark
from dashboard.meeting.last_time import Figure
from dashboard.meeting.words import change_text, revisable_sentence, was_sentence
from dashboard.periods import Period
from dashboard.results import Result, Status
from tests.factories import ENGLISH, make_measure, make_result

MEETING = date(2026, 1, 21)
MARCH, APRIL = Period(date(2025, 3, 1), 1), Period(date(2025, 4, 1), 1)
YEAR = Period(date(2025, 1, 1), 12)


def said(now: Result, then: Result | None, *, period: Period, was: Period) -> str:
    figure = Figure(
        measure=make_measure(),
        now=now,
        period=period,
        benchmark=Benchmark("england_and_wales", None, None),
        then=then,
        then_period=was if then else None,
    )
    return was_sentence(figure, MEETING, ENGLISH)


def result(numerator: float, *, months: int = 1, of: int = 1) -> Result:
    return make_result("A", numerator)._replace(
        months_present=months, months_expected=of
    )


def test_a_later_period_is_said_with_how_far_it_went() -> None:
    words = said(result(82.0), result(80.0), period=APRIL, was=MARCH)
    assert words == "Was 80.0% in March 2025: up 2.0 points."
    words = said(result(78.0), result(80.0), period=APRIL, was=MARCH)
    assert words == "Was 80.0% in March 2025: down 2.0 points."


def test_another_figure_for_the_same_period_was_revised() -> None:
    words = said(result(82.0), result(80.0), period=MARCH, was=MARCH)
    assert words == "Revised: it was 80.0% at the last meeting, up 2.0 points."


def test_a_period_that_has_filled_up_since_was_not_revised() -> None:
    then = result(80.0, months=9, of=12)
    words = said(result(82.0, months=12, of=12), then, period=YEAR, was=YEAR)
    assert words == "Was 80.0% at the last meeting (9 of 12 months): up 2.0 points."


def test_the_same_figure_is_nothing_newer() -> None:
    words = said(result(80.0), result(80.0), period=MARCH, was=MARCH)
    assert words == "Nothing newer has been published since."


def test_no_figure_then_is_said_with_its_reason() -> None:
    assert said(result(80.0), None, period=MARCH, was=MARCH) == (
        "There was no figure at the last meeting."
    )
    hidden = make_result("A", None, None, status=Status.SUPPRESSED)
    words = said(result(80.0), hidden, period=APRIL, was=MARCH)
    assert words.startswith("At the last meeting: ")


@pytest.mark.parametrize(
    ("now", "words"), [(80.02, "about the same"), (80.2, "up 0.2 points")]
)
def test_a_change_too_small_to_print_is_called_so(now: float, words: str) -> None:
    figure = Figure(
        measure=make_measure(),
        now=result(now),
        period=APRIL,
        benchmark=Benchmark("england_and_wales", None, None),
        then=result(80.0),
        then_period=MARCH,
    )
    assert change_text(figure, ENGLISH) == words


def test_a_change_that_the_printed_figures_do_not_give_is_called_about() -> None:
    figure = Figure(
        measure=make_measure(),
        now=result(81.26),
        period=APRIL,
        benchmark=Benchmark("england_and_wales", None, None),
        then=result(84.55),
        then_period=MARCH,
    )
    # 84.6% and 81.3% are printed, and 3.29 points are between the two.
    assert change_text(figure, ENGLISH) == "down 3.3 points"
    nearer = replace(figure, now=result(81.34))
    assert change_text(nearer, ENGLISH) == "down about 3.2 points"


def test_a_figure_that_is_still_being_filled_in_is_called_so() -> None:
    figure = Figure(
        measure=make_measure(),
        now=result(80.0)._replace(status=Status.PROVISIONAL),
        period=APRIL,
        benchmark=Benchmark("england_and_wales", None, None),
    )
    said = revisable_sentence(figure, ENGLISH)
    assert said == "Provisional: it may still be revised."
    settled = replace(figure, now=result(80.0))
    assert revisable_sentence(settled, ENGLISH) == ""
