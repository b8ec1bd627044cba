"""What was planted between groups of people, as the pages say it."""

from datetime import date

import pytest

from dashboard.areas import AreaType
from dashboard.attention import Line, Reason
from dashboard.attention_words import line_heading, line_sentence
from dashboard.disparity.disparities import Disparity, Verdict
from dashboard.disparity.findings import finding, relax_sentence
from dashboard.disparity.register import Matter
from dashboard.disparity.view import DisproportionalityView
from dashboard.language import read_language
from dashboard.measures import load_catalogue
from dashboard.results import Status
from dashboard.views import Views
from data.definitions import read_measures, read_sources
from data.engine import make_engine

ENGLISH = read_language("en")
TODAY = date(2026, 11, 21)
WEST_YORKSHIRE, NOTTINGHAMSHIRE = "E23000010", "E23000019"
WEST_MERCIA, CUMBRIA = "E23000016", "E23000002"


@pytest.fixture(scope="module")
def views(demonstration_store: str) -> Views:
    catalogue = load_catalogue(read_measures(), read_sources())
    return Views(make_engine(demonstration_store), catalogue, home_area=WEST_YORKSHIRE)


def disparity_lines(views: Views, area: str) -> list[Line]:
    attention = views.overview(f"area={area}", today=TODAY).attention
    return [line for line in attention.lines if line.reason == Reason.DISPARITY]


def compared(view: DisproportionalityView, point: str, group: str) -> Disparity:
    row = next(row for row in view.rows if row.point.id == point)
    found = row.of(group)
    assert found is not None
    return found


def test_the_newly_clear_difference_is_on_the_list_of_its_area_alone(
    views: Views,
) -> None:
    areas = views.geography().of_type(AreaType.CRIMINAL_JUSTICE_AREA)
    listed = {area: lines for area in areas if (lines := disparity_lines(views, area))}
    assert set(listed) == {NOTTINGHAMSHIRE}
    (line,) = listed[NOTTINGHAMSHIRE]
    geography = views.geography()
    heading = line_heading(line, geography, ENGLISH)
    assert heading.startswith("Nottinghamshire: Black people were sent to custody")
    assert heading.endswith("times as often as White people")
    told = line_sentence(line, geography, ENGLISH)
    assert "Clear in the last two years" in told
    assert (line.page, line.state.stage, line.state.group) == (
        "disproportionality",
        "custody",
        "black",
    )


def test_the_home_area_says_where_differences_are_widest_and_reverse(
    views: Views,
) -> None:
    told = finding(views.disproportionality(""), ENGLISH)
    assert told.heading == (
        "Differences are widest at search and use of force, and reverse at conviction"
    )
    assert "ethnicity not stated for 22" in told.lead


def test_what_was_not_stated_too_often_has_no_verdict(views: Views) -> None:
    view = views.disproportionality(f"area={WEST_MERCIA}&stage=arrested&group=black")
    found = compared(view, "arrested", "black")
    assert found.recording.share == pytest.approx(0.56, abs=0.01)
    assert found.verdict == Verdict.NO_VERDICT
    assert found.ratio is not None


def test_most_points_are_within_chance(views: Views) -> None:
    view = views.disproportionality("")
    for group in ("asian", "black", "mixed"):
        assert compared(view, "prosecuted", group).verdict == Verdict.NOT_CLEAR
    assert compared(view, "custody", "mixed").verdict == Verdict.NOT_CLEAR


def test_small_groups_are_hidden_and_the_page_says_what_to_let_go_of(
    views: Views,
) -> None:
    view = views.disproportionality(
        f"area={CUMBRIA}&breakdown=ethnic_group_5_by_sex&stage=convicted"
    )
    for group in ("mixed|male", "other|female"):
        found = compared(view, "convicted", group)
        assert (found.status, found.events) == (Status.SUPPRESSED, None)
    told = relax_sentence(view, ENGLISH)
    assert told.startswith(f"{view.hidden} comparisons are hidden")
    assert "let go of “Ethnicity” and keep “Sex” alone: then 0 are hidden" in told


def test_the_register_has_what_was_explained_and_asks_for_the_rest(
    views: Views,
) -> None:
    register = views.disproportionality("").register
    told = {
        (line.point.id, line.group or line.matter): line.explanation
        for line in register
    }
    contested = told["stop_and_search", "black"]
    assert contested is not None
    assert contested.decision == "contested"
    assert contested.action.text(ENGLISH)
    recording = told["stop_and_search", Matter.RECORDING]
    assert recording is not None
    assert recording.decision == "accepted"
    assert told["arrested", "black"] is None


def test_groups_in_detail_sexes_and_ages_can_be_compared(views: Views) -> None:
    for query, point, group in (
        ("breakdown=ethnic_group_18", "stop_and_search", "black_caribbean"),
        ("breakdown=ethnic_group_18", "stop_and_search", "white_other"),
        ("breakdown=sex", "arrested", "female"),
        ("breakdown=age_band", "arrested", "18_to_24"),
        ("breakdown=ethnic_group_5_by_sex", "arrested", "black|male"),
        ("breakdown=sex_by_age_band", "arrested", "male|10_to_17"),
    ):
        found = compared(views.disproportionality(query), point, group)
        assert found.ratio is not None, group


def test_a_link_that_names_what_is_not_there_is_answered_with_notes(
    views: Views,
) -> None:
    view = views.disproportionality(
        "breakdown=shoe_size&group=nobody&stage=nowhere&reference=x&period=1850"
    )
    noted = {(note.kind, note.parameter) for note in view.notes}
    assert noted == {
        ("bad_value", name)
        for name in ("breakdown", "group", "stage", "reference", "period")
    }
    assert view.rows


def test_a_group_left_over_from_another_characteristic_is_dropped_quietly(
    views: Views,
) -> None:
    view = views.disproportionality("breakdown=sex&group=black&reference=white_british")
    assert view.notes == ()
    assert view.reference == "male"
