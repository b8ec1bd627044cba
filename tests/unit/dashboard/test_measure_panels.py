from dataclasses import replace

from dashboard.measure_page import Counterweight, Weight
from dashboard.measure_panels import (
    areas_heading,
    areas_sentence,
    balancing_sentence,
    chart_notes,
    chart_sentence,
    gap_figure,
    gap_heading,
    revisions_sentence,
)
from tests.factories import ENGLISH
from tests.unit.dashboard.scorecards import STABLE, make_row
from tests.unit.layouts.views import make_measure_view

RISING = [800 + 6 * step for step in range(-16, 8)]


def test_a_steady_chart_says_so_and_gives_its_usual_range() -> None:
    said = chart_sentence(make_row(), ENGLISH)
    assert said.startswith("No clear change over time, up to December 2023. ")
    assert "Single figures usually lie between" in said


def test_a_sign_is_named_with_its_period() -> None:
    said = chart_sentence(make_row([*STABLE[:-1], 560.0]), ENGLISH)
    assert said.startswith(
        "Lower than usual, which is a concern (December 2023: below its usual range"
    )


def test_too_few_points_have_no_period_and_no_range() -> None:
    said = chart_sentence(make_row(STABLE[:2]), ENGLISH)
    assert said.startswith("Too little data to see a change.")


def test_what_to_expect_of_a_target_stands_under_the_chart() -> None:
    assert not chart_notes(make_row(), ENGLISH)
    (note,) = chart_notes(make_row(target=0.9), ENGLISH)
    assert "target of 90.0%" in note
    (unjudged,) = chart_notes(make_row(target=0.9, polarity="neither"), ENGLISH)
    assert unjudged == "It cannot be said whether the target of 90.0% will be met."


def test_the_distribution_gives_the_rank_and_who_differs() -> None:
    view = make_measure_view()
    assert view.row
    assert view.distribution
    assert areas_heading(view, ENGLISH) == "Where is Area A among all areas?"
    said = areas_sentence(view.distribution, view.row, view, ENGLISH)
    assert said == (
        "Number 2 of 2, counting from the highest, in December 2023. Clearly above "
        "England and Wales: 1; clearly below: 0; similar: 1."
    )


def test_a_distribution_of_nothing_says_so() -> None:
    view = make_measure_view()
    assert view.row
    assert view.distribution
    empty = replace(view.distribution, ranks={}, comparisons={})
    said = areas_sentence(empty, view.row, view, ENGLISH)
    assert said == "No area has a figure for this period."


def test_a_gap_is_a_number_and_a_direction() -> None:
    assert gap_figure(34.4, ENGLISH) == "34 more"
    assert gap_figure(-1234.0, ENGLISH) == "1,234 fewer"
    view = make_measure_view()
    assert view.row
    assert gap_heading(view.row, view, ENGLISH) == (
        "What would matching England and Wales mean?"
    )


def test_counterweights_warn_only_of_an_improvement_that_may_be_paid_for() -> None:
    view = make_measure_view(balancing=("other",))
    other = make_row(id="other", short_label="Other")
    assert "Nothing is loaded" in balancing_sentence(view, ENGLISH)
    steady = replace(view, balancing=(Counterweight(other, Weight.STEADY),))
    assert "not improving now" in balancing_sentence(steady, ENGLISH)
    better = make_measure_view([*STABLE[:-1], 990.0], balancing=("other",))
    fine = replace(better, balancing=(Counterweight(other, Weight.STEADY),))
    assert balancing_sentence(fine, ENGLISH).startswith("This measure improved, and")
    warned = replace(better, balancing=(Counterweight(other, Weight.WORSENS),))
    assert balancing_sentence(warned, ENGLISH).startswith("Take care: ")


def test_a_measure_without_a_counterweight_says_that_none_is_named() -> None:
    said = balancing_sentence(make_measure_view(), ENGLISH)
    assert said == "No counterweight is named for this measure."


def test_no_revision_is_said_too() -> None:
    assert "has been revised" in revisions_sentence(make_measure_view(), ENGLISH)
