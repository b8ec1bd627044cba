"""The page of one measure: its place, its counterweights and its words."""

import pytest

from dashboard.areas import Identity
from dashboard.catalogue_page import list_measures, search_text
from dashboard.gap import Gap
from dashboard.history import History
from dashboard.language import Language, read_language
from dashboard.measure_page import Weight, build_distribution, weigh
from dashboard.measure_words import (
    agency_text,
    chart_note,
    counterweight_sentence,
    gap_sentence,
    step_sentence,
    topic_text,
)
from dashboard.measures import Catalogue, Source
from dashboard.results import Comparison
from tests.factories import (
    ENGLISH,
    WELSH,
    make_history,
    make_measure,
    make_state,
    months,
)
from tests.unit.dashboard.scorecards import CODES, GEOGRAPHY, STABLE, make_row

BETTER = [*STABLE, 900]
WORSE = [*STABLE, 700]


@pytest.fixture(params=["en", "cy"])
def language(request: pytest.FixtureRequest) -> Language:
    return read_language(request.param)


def latest_of_all() -> History:
    return make_history(
        {code: {202312: (700.0 + 20 * n, 1000.0)} for n, code in enumerate(CODES)}
    )


def test_every_area_has_its_figure_rank_and_comparison() -> None:
    state = make_state(area="A", pinned=("C",))
    row = make_row(state=state)
    found = build_distribution(latest_of_all(), state, GEOGRAPHY, row=row)
    assert list(found.results) == list(CODES)
    assert found.ranks["L"] == 1
    assert found.identities == {"A": Identity.OWN, "C": Identity.P1}
    assert found.comparisons["A"] == Comparison.WORSE
    assert found.national.value == pytest.approx(0.81)


def test_a_counterweight_that_worsens_while_the_headline_improves_warns() -> None:
    headline = make_row(BETTER, others=900)
    (found,) = weigh(headline, [make_row(WORSE, id="other", others=700)])
    assert found.weight == Weight.WORSENS
    said = counterweight_sentence(found, headline, ENGLISH)
    assert said.startswith("Take care: “Conviction rate” improves while")


def test_one_without_a_better_direction_warns_when_it_moves() -> None:
    headline = make_row(BETTER, others=900)
    moved = make_row(WORSE, id="other", others=700, polarity="neither")
    (found,) = weigh(headline, [moved])
    assert found.weight == Weight.MOVES
    assert "has changed" in counterweight_sentence(found, headline, ENGLISH)


@pytest.mark.parametrize("values", [STABLE, WORSE])
def test_nothing_warns_while_the_headline_does_not_improve(values: list[int]) -> None:
    headline = make_row(values)
    (found,) = weigh(headline, [make_row(WORSE, id="other", others=700)])
    assert found.weight == Weight.STEADY
    assert counterweight_sentence(found, headline, ENGLISH) == ""


def test_a_steady_or_hidden_counterweight_does_not_warn() -> None:
    headline = make_row(BETTER, others=900)
    steady, hidden = make_row(id="steady"), make_row([*WORSE, None], id="hidden")
    assert [w.weight for w in weigh(headline, [steady, hidden])] == [
        Weight.STEADY,
        Weight.STEADY,
    ]


def test_a_worse_area_is_told_what_matching_others_would_mean() -> None:
    row = make_row(others=960)
    assert gap_sentence(Gap(34.4, 11.2, 55.8), row, GEOGRAPHY, ENGLISH) == (
        "Matching England and Wales would have meant about 34 (11 to 56) more in "
        "December 2023. Counted are: Defendants convicted."
    )


def test_a_better_one_is_told_what_their_level_would_have_been() -> None:
    row = make_row(others=600)
    assert gap_sentence(Gap(-34.4, -55.8, -11.2), row, GEOGRAPHY, ENGLISH) == (
        "At the level of England and Wales there would have been about 34 (11 to 56) "
        "fewer in December 2023. Counted are: Defendants convicted."
    )


def test_a_gap_that_could_be_chance_is_told_as_such() -> None:
    assert gap_sentence(Gap(3, -20.2, 26.4), make_row(), GEOGRAPHY, ENGLISH) == (
        "The difference from England and Wales in December 2023 could be chance: "
        "matching it could have meant anything from 20 fewer to 26 more. Counted are: "
        "Defendants convicted."
    )


def test_where_there_is_no_gap_it_says_so(language: Language) -> None:
    said = gap_sentence(None, make_row(), GEOGRAPHY, language)
    assert said.endswith(".")


def test_a_step_that_has_held_is_put_to_the_board() -> None:
    values = [*STABLE, *STABLE[:17], *[value - 14 for value in STABLE[5:19]]]
    said = step_sentence(make_row(values).chart, ENGLISH)
    assert said.startswith(
        "Since June 2025 the average has been 78.7% rather than 80.1%"
    )
    assert step_sentence(make_row().chart, ENGLISH) == ""


def test_the_chart_says_how_it_departs_from_plain_values() -> None:
    unsettled = make_row(settles_after=2)
    weak = make_row(minimum_base=2000)
    assert chart_note(make_row().chart, ENGLISH) == ""
    assert chart_note(unsettled.chart, ENGLISH).startswith("The latest 2 periods")
    assert chart_note(weak.chart, ENGLISH).startswith("Too many periods")


def catalogue() -> Catalogue:
    measures = [
        make_measure(id="charged", stage="police", lead_agency="police"),
        make_measure(),
    ]
    cited = Source(id="case_outcomes", title="Case outcomes", title_cy="Canlyniadau",
                   publisher="", licence="")  # fmt: skip
    return Catalogue(measures, {"case_outcomes": cited})


def test_the_catalogue_lists_every_measure_loaded_or_not() -> None:
    state = make_state(area="B", measure="charged", period="2014", lang="cy")
    present = {"conviction_rate": months(2024)}
    police, cps = list_measures(catalogue(), present, state)
    assert [entry.measure.id for entry in police.entries] == ["charged"]
    assert police.entries[0].latest is None
    (entry,) = cps.entries
    assert entry.latest is not None
    assert entry.latest.label == "2024-12"
    assert entry.state == make_state(area="B", lang="cy")


def test_a_measure_is_found_by_its_name_question_and_publication() -> None:
    _, cps = list_measures(catalogue(), {}, make_state())
    (entry,) = cps.entries
    for words in ("conviction rate", "what share of defendants", "case outcomes"):
        assert words in search_text(entry, ENGLISH)
    assert "cyfradd euogfarnu" in search_text(entry, WELSH)


def test_agencies_and_topics_have_names_and_unknown_ones_their_codes() -> None:
    assert agency_text("cps", ENGLISH) == "Crown Prosecution Service"
    assert agency_text("coastguard", ENGLISH) == "coastguard"
    assert topic_text("police_outcomes", ENGLISH) == "Outcomes of recorded crime"
    assert topic_text("stop_and_search", ENGLISH) == "Stop and search"
