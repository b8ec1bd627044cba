"""The overview: stages of a case, whom to ask, and the page's first words."""

from collections.abc import Mapping, Sequence
from datetime import date

import pytest

from dashboard.attention import Line, Reason, find_attention
from dashboard.attention_words import bright_heading
from dashboard.history import History
from dashboard.language import Language, read_language
from dashboard.measures import Catalogue, Source
from dashboard.overview import (
    MOST_ASKED,
    BrightSpot,
    by_stage,
    concerns_to_ask_about,
    find_bright_spots,
)
from dashboard.overview_words import overview_finding, stage_text
from dashboard.pages import OverviewView
from dashboard.partnership import Partnership
from dashboard.periods import shift
from dashboard.scorecard import ScoreRow
from tests.factories import (
    ENGLISH,
    make_geography,
    make_history,
    make_measure,
    make_state,
)
from tests.unit.dashboard.scorecards import GEOGRAPHY, STABLE, START, make_row

STATE = make_state()
DROP = [*STABLE, 700]
RISEN = [*STABLE[:12], *[value + 25 for value in STABLE[:13]]]
JUMPED = [*STABLE, 990]


def catalogue() -> Catalogue:
    cited = Source(id="case_outcomes", title="", title_cy="", publisher="", licence="")
    measures = [
        make_measure(id="finished", stage="cps"),
        make_measure(id="charged", stage="police"),
        make_measure(id="recorded", stage="police"),
    ]
    return Catalogue(measures, {"case_outcomes": cited})


def test_measures_stand_under_their_stage_and_empty_stages_are_left_out() -> None:
    rows = [make_row(id="charged", stage="police"), make_row(id="finished")]
    police, cps = by_stage(catalogue(), rows)
    assert (police.stage, cps.stage) == ("police", "cps")
    assert [row.measure.id for row in police.rows] == ["charged"]
    assert [measure.id for measure in police.missing] == ["recorded"]
    assert cps.missing == ()


def concern() -> Line:
    (line,) = find_attention([make_row(DROP, others=700)], (), STATE).lines
    return line


def peers_history(values: Mapping[str, Sequence[float]]) -> dict[str, History]:
    cells = {
        code: {shift(START, n): (value, 1000.0) for n, value in enumerate(row)}
        for code, row in values.items()
    }
    return {"conviction_rate": make_history(cells)}


def spots(
    values: Mapping[str, Sequence[float]], peers: str = "BCDEF"
) -> tuple[BrightSpot, ...]:
    return find_bright_spots(
        [concern()],
        peers_history(values),
        make_geography("ABCDEFG", peers={"A": list(peers)}),
        partnership=Partnership(),
    )


def test_a_similar_area_that_improves_is_somebody_to_ask() -> None:
    (spot,) = spots({"B": STABLE, "C": RISEN})
    assert spot.area_code == "C"
    assert spot.state.pinned == ("C",)
    assert spot.state.measure == "conviction_rate"
    assert bright_heading(spot, GEOGRAPHY, ENGLISH) == (
        "Area C’s conviction rate has been above its average since January 2023"
    )


def test_an_area_that_is_not_similar_is_not_named() -> None:
    assert spots({"C": RISEN}, peers="BD") == ()


def test_an_improvement_that_has_passed_is_nothing_to_ask_about() -> None:
    assert spots({"B": [*STABLE, 990, 801], "C": [*STABLE, 700]}) == ()


def test_the_clearest_come_first_and_no_more_than_anybody_would_ring() -> None:
    better = dict.fromkeys("BCDE", RISEN) | {"F": JUMPED}
    found = spots(better)
    assert len(found) == MOST_ASKED
    assert found[0].area_code == "F"


def test_only_lines_about_a_measure_are_asked_about() -> None:
    late = Line(Reason.LATE, STATE, page="data", panel="coverage")
    attention = find_attention(
        [make_row(DROP, others=700)], (), STATE, disparities=[late]
    )
    assert [line.reason for line in concerns_to_ask_about(attention)] == [
        Reason.NEW_CONCERN
    ]


def view(*rows: ScoreRow, against: str = "england_and_wales") -> OverviewView:
    state = make_state(against=against)
    measures = [row.measure for row in rows]
    cited = Source(id="case_outcomes", title="", title_cy="", publisher="", licence="")
    return OverviewView(
        state=state,
        notes=(),
        geography=GEOGRAPHY,
        windows=(),
        stages=by_stage(Catalogue(measures, {"case_outcomes": cited}), rows),
        attention=find_attention(rows, (), state),
        bright=(),
        freshness=(),
        releases=(),
        today=date(2024, 3, 1),
    )


def test_the_first_words_count_what_needs_attention_and_how_measures_compare() -> None:
    both = [
        make_row(DROP, id="one", family="one", others=700),
        make_row(STABLE, id="two", family="two", others=960),
        make_row(STABLE, id="three", family="three", others=600),
        make_row(STABLE, id="four", family="four", others=600, polarity="neither"),
    ]
    found = overview_finding(view(*both), ENGLISH)
    assert found.heading == "2 things in Area A need the board’s attention"
    assert found.lead == (
        "Of 4 measures with figures, against England and Wales: 1 better, 1 worse, 1 "
        "different without being either, 1 similar, 0 not compared."
    )


def test_with_nothing_wrong_the_heading_says_so() -> None:
    found = overview_finding(view(make_row()), ENGLISH)
    assert found.heading == "Nothing in Area A needs the board’s attention"
    one = overview_finding(view(make_row(DROP, others=700)), ENGLISH)
    assert one.heading == "One thing in Area A needs the board’s attention"


@pytest.fixture(params=["en", "cy"])
def language(request: pytest.FixtureRequest) -> Language:
    return read_language(request.param)


def test_the_words_are_whole_in_both_languages(language: Language) -> None:
    for shown in (view(), view(make_row()), view(make_row(DROP, others=700))):
        for text in overview_finding(shown, language):
            assert text.strip()
            assert "{" not in text
    stages = {"police", "cps", "magistrates", "crown_court", "outcome", "context"}
    assert len({stage_text(stage, language) for stage in stages}) == len(stages)
