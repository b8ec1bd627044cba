"""The heading and lead of a page, for every kind of measure and of gap."""

import pytest

from dashboard.areas import ENGLAND_AND_WALES
from dashboard.history import build_history
from dashboard.language import Language
from dashboard.pages import Choices, CompareView
from dashboard.periods import Period, Window
from dashboard.summaries import (
    finding,
    panel_sentence,
)
from tests.factories import (
    ENGLISH,
    make_caseload,
    make_count,
    make_counts,
    make_geography,
    make_history,
    make_measure,
    make_rate_history,
    make_state,
    make_view,
    months,
    period,
)
from tests.unit.dashboard.examples import (
    FINANCIAL,
    JANUARY,
    QUARTERS,
    SPREAD,
    TWELVE,
    YEAR_2014,
    caseload_view,
    monthly,
    rate_view,
    score_view,
    without_figure,
)

PANELS = ("ranked", "map", "funnel", "trend", "heat", "table")


def heading(view: CompareView) -> str:
    return finding(view, ENGLISH).heading


def lead(view: CompareView) -> str:
    return finding(view, ENGLISH).lead


def test_an_ordinary_finding_reads_as_a_statistician_would_say_it() -> None:
    view = monthly(SPREAD, make_state(area="D"))
    assert heading(view) == (
        "Area D’s conviction rate was below that of England and Wales in January "
        "2014, but not unusually so"
    )
    assert lead(view) == (
        "79.0% of 10,000 defendants were convicted (95% interval 78.2% to 79.8%), "
        "against 81.5% in England and Wales. That is number 9 of 12, counting from the "
        "highest, and inside the range expected given how much areas differ."
    )


def test_an_area_above_is_said_to_be_above() -> None:
    assert heading(monthly(SPREAD, make_state(area="J"))) == (
        "Area J’s conviction rate was above that of England and Wales in January "
        "2014, but not unusually so"
    )


@pytest.mark.parametrize("limits", ["adjusted", "plain"])
def test_only_an_area_unlike_the_others_is_called_unusual(limits: str) -> None:
    """The heading rests on limits that allow for how areas differ, as drawn or not."""
    shares = {**SPREAD, "A": (5000.0, 10_000.0)}
    far = monthly(shares, make_state(limits=limits))
    assert heading(far) == (
        "Area A’s conviction rate was unusually far below that of England and Wales in "
        "January 2014"
    )
    assert "outside the range expected even given how much areas differ" in lead(far)
    near = monthly(shares, make_state(area="H", limits=limits))
    assert heading(near).endswith("but not unusually so")


def test_without_enough_areas_nothing_is_called_usual_or_unusual() -> None:
    view = monthly({"A": (9000.0, 10_000.0), "B": (5000.0, 10_000.0)})
    assert heading(view) == (
        "Area A’s conviction rate was above that of England and Wales in January 2014"
    )
    assert lead(view).endswith("That is number 1 of 2, counting from the highest.")


def test_a_difference_that_chance_explains_is_similar() -> None:
    view = monthly({"A": (82.0, 100.0), "B": (800.0, 1000.0)})
    assert heading(view) == (
        "Area A’s conviction rate was similar to that of England and Wales in January "
        "2014"
    )


@pytest.mark.parametrize(
    ("against", "named", "other"),
    [
        ("similar", "similar areas", "60.0% in similar areas."),
        ("region", "the rest of Region North", "70.0% in the rest of Region North."),
        ("area:B", "Area B", "60.0% in Area B."),
    ],
)
def test_another_benchmark_is_named_and_makes_nothing_unusual(
    against: str, named: str, other: str
) -> None:
    shares = {
        code: (9000.0, 10_000.0) if code == "A" else (7000.0, 10_000.0)
        for code in TWELVE
    }
    shares["B"] = (6000.0, 10_000.0)
    geography = make_geography(TWELVE, regions={"North": "AC"}, peers={"A": "B"})
    view = monthly(shares, make_state(against=against), geography)
    assert heading(view) == (
        f"Area A’s conviction rate was above that of {named} in January 2014"
    )
    assert f", against {other}" in lead(view)


def test_an_area_set_against_itself_just_has_its_value() -> None:
    view = monthly(SPREAD, make_state(against="area:A"))
    assert heading(view) == "Area A’s conviction rate was 76.0% in January 2014"
    assert "against" not in lead(view)


@pytest.mark.parametrize(
    ("when", "window", "words"),
    [
        (YEAR_2014, Window.YEAR, "in 2014"),
        (period("2014-Q1", Window.QUARTER), Window.QUARTER, "in January to March 2014"),
        (
            period("2013-06/2014-05", Window.ROLLING_YEAR),
            Window.ROLLING_YEAR,
            "in the 12 months to May 2014",
        ),
    ],
)
def test_every_window_fits_the_sentence(
    when: Period, window: Window, words: str
) -> None:
    row = dict.fromkeys([*months(2013), *months(2014)], (80.0, 100.0))
    view = make_view(
        make_history({"A": row, "B": row}),
        make_geography("AB"),
        when=when,
        window=window,
    )
    assert heading(view).endswith(words)


def test_a_rate_says_how_many_per_how_many() -> None:
    view = rate_view(
        {
            "A": dict.fromkeys(QUARTERS, 2000.0),
            "B": dict.fromkeys(QUARTERS, 1000.0),
        }
    )
    assert heading(view) == (
        "Area A’s rate of recorded offences was above that of England and Wales in "
        "2017/18"
    )
    assert lead(view) == (
        "The police recorded 80.0 offences per 1,000 people (95% interval 78.3 to "
        "81.8), against 60.0 in England and Wales. That is number 1 of 2, counting "
        "from the highest."
    )


def test_a_rate_of_part_of_a_year_is_marked() -> None:
    half = dict.fromkeys(QUARTERS[:2], 1000.0)
    view = rate_view({"A": half, "B": dict.fromkeys(QUARTERS[:2], 2000.0)})
    assert (
        "It covers 2 of 4 quarters, so it cannot be compared with whole years."
    ) in lead(view)


def test_a_rate_that_covers_less_time_is_set_against_nothing() -> None:
    """A has every quarter, the nation only those that B has too."""
    view = rate_view(
        {
            "A": dict.fromkeys(QUARTERS, 1000.0),
            "B": dict.fromkeys(QUARTERS[:2], 1000.0),
        }
    )
    assert heading(view) == "Area A’s rate of recorded offences was 40.0 in 2017/18"
    assert "against" not in lead(view)


def test_a_count_is_told_and_compared_with_nothing() -> None:
    view = caseload_view(dict.fromkeys(months(2014), 1000.0))
    assert heading(view) == "Area A’s finalised caseload was 12,000 in 2014"
    assert lead(view) == "The cases of 12,000 defendants finished."


def test_a_count_of_part_of_a_year_is_marked() -> None:
    view = caseload_view(dict.fromkeys(months(2014, 1, 9), 1000.0))
    assert lead(view) == (
        "The cases of 9,000 defendants finished. It covers 9 of 12 months, so it "
        "cannot be compared with whole years."
    )


def test_a_count_of_part_of_a_quarter_is_set_against_whole_quarters() -> None:
    counts = make_counts({"convicted": {"A": {201401: 5.0, 201402: 5.0}}})
    view = make_view(
        build_history(make_caseload(), counts),
        make_geography("A"),
        when=period("2014-Q1", Window.QUARTER),
        window=Window.QUARTER,
    )
    assert lead(view).endswith(
        "It covers 2 of 3 months, so it cannot be compared with whole quarters."
    )


def test_areas_that_are_not_ranked_are_spoken_of() -> None:
    shares = {
        "A": {201401: (80.0, 100.0)},
        "B": {201401: (90.0, 100.0)},
        "C": {201401: (3.0, 3.0)},
    }
    view = make_view(
        make_history(shares, make_measure(minimum_base=50)),
        make_geography("ABC"),
        when=JANUARY,
        window=Window.MONTH,
    )
    assert (
        "That is number 2 of 2, counting from the highest. Areas whose figure rests on "
        "too little are not ranked."
    ) in lead(view)


def test_a_share_of_part_of_a_year_is_marked_and_compared() -> None:
    row = dict.fromkeys(months(2014, 1, 9), (80.0, 100.0))
    view = make_view(
        make_history({"A": row, "B": row}), make_geography("AB"), when=YEAR_2014
    )
    assert lead(view).endswith(
        "It covers 9 of 12 months; the others were not published."
    )
    assert "similar" in heading(view)


def test_a_score_is_set_beside_the_national_one_without_a_verdict() -> None:
    view = score_view({"A": 15.25, "B": 8.0, ENGLAND_AND_WALES: 13.0})
    assert heading(view) == "Area A’s Crime Severity Score was 15.3 in 2017/18"
    assert lead(view) == (
        "The Crime Severity Score was 15.3, against 13.0 in England and Wales. It has "
        "no interval, so this page cannot say whether the difference is more than "
        "chance."
    )


def test_a_score_alone_is_just_told() -> None:
    assert lead(score_view({"A": 15.25})) == "The Crime Severity Score was 15.3."


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        ("provisional", "It is provisional and may change."),
        ("revised", "It has been revised since it first came out."),
    ],
)
def test_a_figure_that_is_not_final_says_so(status: str, sentence: str) -> None:
    counts = [
        make_count(code, 201401, 50.0, series=series, status=status)
        for code in "AB"
        for series in ("convicted", "not_convicted")
    ]
    history = build_history(make_measure(), counts)
    view = make_view(history, make_geography("AB"), when=JANUARY, window=Window.MONTH)
    assert lead(view).endswith(sentence)


def test_a_figure_of_few_cases_says_so_and_is_not_ranked() -> None:
    shares = {"A": {201401: (4.0, 5.0)}, "B": {201401: (800.0, 1000.0)}}
    view = make_view(
        make_history(shares, make_measure(minimum_base=50)),
        make_geography("AB"),
        when=JANUARY,
        window=Window.MONTH,
    )
    assert lead(view).endswith("It rests on small numbers, so read it with care.")
    assert "number" not in lead(view).split(".")[1]


@pytest.mark.parametrize(
    ("view", "reason"),
    [
        (without_figure({}), "Nothing was published for this area and period."),
        (
            without_figure({201401: (0.0, 0.0)}),
            "There were no cases to work it out from.",
        ),
        (
            without_figure({201401: (9.0, 8.0)}),
            "The published counts cannot be right, so nothing is worked out from them.",
        ),
        (
            without_figure(
                dict.fromkeys(months(2014, 2), (8.0, 10.0)), Window.ROLLING_YEAR
            ),
            (
                "Only 11 of 12 months were published, and a rolling year needs all of "
                "them."
            ),
        ),
    ],
)
def test_no_figure_has_its_reason(view: CompareView, reason: str) -> None:
    assert heading(view) == "There is no conviction rate for Area A in 2014"
    assert lead(view) == f"{reason} Other areas are shown below."


def test_no_population_is_its_own_reason() -> None:
    history = make_rate_history({"A": {201704: 5.0}, "B": {201704: 5.0}}, {})
    view = make_view(history, make_geography("AB"), when=FINANCIAL)
    assert lead(view).startswith("No population is loaded to divide by.")


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (
            "suppressed",
            (
                "Area A’s conviction rate in January 2014 rests on too few cases to "
                "publish"
            ),
        ),
        ("not_applicable", "The conviction rate does not apply to Area A"),
    ],
)
def test_a_hidden_figure_has_its_reason_in_the_heading(
    status: str, expected: str
) -> None:
    counts = [
        make_count("A", 201401, None, series=series, status=status)
        for series in ("convicted", "not_convicted")
    ]
    history = build_history(make_measure(), counts)
    view = make_view(history, make_geography("A"), when=JANUARY, window=Window.MONTH)
    assert heading(view) == expected
    assert lead(view).endswith("Other areas are shown below.")


def test_nothing_loaded_says_what_to_do() -> None:
    view = CompareView(make_state(), (), Choices((), ()), make_geography("A"), (), None)
    assert heading(view) == "Nothing has been loaded for this measure"
    assert "Load the publication" in lead(view)
    assert [panel_sentence(panel, view, ENGLISH) for panel in PANELS] == [""] * 6


def welsh_of(english: str) -> Language:
    """A language that has each message, marked as translated."""
    return Language("cy", {english: f"CY {english}"})


@pytest.mark.parametrize(
    "message",
    [
        (
            "{area}’s {measure} was below that of {benchmark} in {period}, "
            "but not unusually so"
        ),
        "{statement} (95% interval {interval}), against {other} in {benchmark}.",
    ],
)
def test_a_sentence_is_one_message_with_names_to_fill(message: str) -> None:
    """So that Welsh may put its words in another order."""
    found = finding(monthly(SPREAD, make_state(area="D")), welsh_of(message))
    said = found.heading if message.startswith("{area}") else found.lead
    assert said.startswith("CY ")
    assert "Ardal D" in found.heading
    assert "cyfradd euogfarnu" in found.heading
    assert "Cafwyd 79.0% o 10,000 o ddiffynyddion yn euog" in found.lead
