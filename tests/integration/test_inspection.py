"""From the published grades to whom to ask, in both databases."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from dashboard.inspection.grades import Move
from dashboard.inspection.words import criterion_sentence, inspection_finding
from dashboard.language import read_language
from dashboard.pages import InspectionView
from dashboard.view_state import Note
from data.ingest import inspection
from data.load import load
from tests.conftest import ROOT
from tests.integration.stores import Store, load_into
from tests.integration.test_views import views_of

GRADES = ROOT / "data" / "definitions" / "inspection" / "cps_area_assurance_ratings.csv"
OTHERS = ROOT / "tests" / "fixtures" / "inspection"
NORTHUMBRIA, LONDON, WEST_YORKSHIRE = "E23000007", "E23000001", "E23000010"
PERFORMANCE = "b1-use-of-performance-data"
ENGLISH = read_language("en")


@pytest.fixture
def graded(store: Store) -> Store:
    load_into(store, inspection.PUBLICATION, GRADES)
    return store


def view(store: Store, query: str = "") -> InspectionView:
    return views_of(store).inspection(query)


def spread(shown: InspectionView) -> dict[str, int]:
    assert shown.sheet is not None
    assert shown.criterion is not None
    return dict(shown.sheet.counts(shown.sheet.of_criterion(shown.criterion)))


def test_two_of_twelve_areas_are_poor_at_using_performance_data(graded: Store) -> None:
    shown = view(graded, f"criterion={PERFORMANCE}")
    assert spread(shown) == {"good": 8, "fair": 2, "poor": 2}
    assert "Of the 12 CPS Areas graded on it, 8 good, 2 fair and 2 poor." in (
        criterion_sentence(shown, ENGLISH)
    )


def test_the_north_east_leads_to_those_graded_good_and_the_areas_they_serve(
    graded: Store,
) -> None:
    shown = view(graded, f"area={NORTHUMBRIA}&criterion={PERFORMANCE}")
    assert shown.graded is not None
    assert shown.graded.code == "CPS-NORTH-EAST"
    by_grade = [(each.rating.grade, each.body.code) for each in shown.higher]
    assert [code for grade, code in by_grade if grade == "good"] == [
        "CPS-EAST-OF-ENGLAND",
        "CPS-LONDON-NORTH",
        "CPS-LONDON-SOUTH",
        "CPS-MERSEY-CHESHIRE",
        "CPS-NORTH-WEST",
        "CPS-WESSEX",
        "CPS-WEST-MIDLANDS",
        "CPS-YORKSHIRE-AND-HUMBERSIDE",
    ]
    assert [code for grade, code in by_grade if grade != "good"] == [
        "CPS-EAST-MIDLANDS",
        "CPS-SOUTH-EAST",
    ]


def test_an_area_of_the_reader_leads_to_the_first_of_its_lowest_grades(
    graded: Store,
) -> None:
    shown = view(graded, f"area={NORTHUMBRIA}")
    assert shown.criterion is not None
    assert shown.criterion.key == PERFORMANCE
    found = inspection_finding(shown, ENGLISH)
    assert found.heading == "CPS North East: 12 of 17 grades are below good"
    assert "Inspected in August 2017" in found.lead


def test_london_is_served_by_two_areas(graded: Store) -> None:
    codes = [body.code for body in view(graded, f"area={LONDON}").own]
    assert codes == ["CPS-LONDON-NORTH", "CPS-LONDON-SOUTH"]


def test_the_best_graded_have_nobody_to_ask(graded: Store) -> None:
    shown = view(graded, "criterion=b2-resource-management")
    assert shown.higher == ()
    assert "excellent: nobody was graded higher" in criterion_sentence(shown, ENGLISH)


def test_a_link_that_names_nothing_falls_back_and_says_so(graded: Store) -> None:
    shown = view(graded, "framework=none&criterion=none&graded=none")
    assert shown.sheet is not None
    assert {note.parameter for note in shown.notes} == {
        "framework", "criterion", "graded"
    }  # fmt: skip
    assert {note.kind for note in shown.notes} == {"bad_value"}
    assert view(graded, "framework=none").notes == (
        Note("bad_value", "framework", "none"),
    )


def test_without_grades_the_page_says_so(store: Store) -> None:
    shown = view(store)
    assert (shown.sheet, shown.higher, shown.movements) == (None, (), ())
    found = inspection_finding(shown, ENGLISH)
    assert found.heading == "No inspection grades are loaded"


def test_frameworks_stand_side_by_side_and_editions_show_what_moved(
    graded: Store,
) -> None:
    load_into(
        graded,
        inspection.PUBLICATION,
        OTHERS / "two_editions.csv",
        OTHERS / "forces.csv",
    )
    shown = view(graded, f"area={NORTHUMBRIA}&framework=partnership-review-2024")
    assert {(s.framework[:5], s.edition) for s in shown.sheets} == {
        ("HMCPS", "2019-10"),
        ("Partn", "2021"),
        ("Partn", "2024"),
        ("PEEL", "2016"),
    }
    assert shown.before is not None
    assert shown.before.edition == "2021"
    moved = {(m.body.code, m.criterion.words): m.move for m in shown.movements}
    assert moved == {
        ("CPS-NORTH-EAST", "1 Leading together"): Move.UP,
        ("CPS-NORTH-EAST", "2 Shared data"): Move.DOWN,
        ("CPS-WESSEX", "1 Leading together"): Move.SAME,
    }


def review(path: Path, *rows: tuple[str, str, str, str]) -> Path:
    """A list of grades: edition, area, grade and the day of the inspection."""
    head = "framework,edition,area_type,area_code,criterion,grade,inspected_on"
    lines = [
        f"Review,{edition},cps_area,{area},Leading,{grade},{day}"
        for edition, area, grade, day in rows
    ]
    path.write_text("\n".join([head, *lines]) + "\n")
    return path


def test_an_edition_comes_before_another_by_when_it_inspected(
    store: Store, tmp_path: Path
) -> None:
    path = review(
        tmp_path / "review.csv",
        ("Spring 2024", "CPS-WESSEX", "poor", "2024-04-01"),
        ("Autumn 2024", "CPS-WESSEX", "good", "2024-10-01"),
    )
    outcome = load_into(store, inspection.PUBLICATION, path)
    assert outcome.edition == "Autumn 2024 to Spring 2024"
    (moved,) = view(store, "framework=review-autumn-2024").movements
    assert (moved.before.grade, moved.after.grade) == ("poor", "good")
    assert moved.move == Move.UP
    assert view(store, "framework=review-spring-2024").movements == ()


def test_an_edition_in_which_all_are_good_has_its_frameworks_scale(
    store: Store, tmp_path: Path
) -> None:
    path = review(
        tmp_path / "review.csv",
        ("2023", "CPS-WESSEX", "outstanding", "2023-04-01"),
        ("2025", "CPS-WESSEX", "good", "2025-04-01"),
    )
    load_into(store, inspection.PUBLICATION, path)
    (moved,) = view(store, "framework=review-2025").movements
    assert moved.move == Move.DOWN


def test_a_force_leads_to_the_area_it_polices(graded: Store) -> None:
    load_into(graded, inspection.PUBLICATION, OTHERS / "forces.csv")
    shown = view(graded, "framework=peel-2016&graded=E23000026")
    assert [body.code for body in shown.own] == [WEST_YORKSHIRE]
    assert [each.body.code for each in shown.higher] == ["E23000034", WEST_YORKSHIRE]


def test_grades_are_shown_as_they_were_known_on_a_day(
    graded: Store, tmp_path: Path
) -> None:
    corrected = tmp_path / "corrected.csv"
    written = GRADES.read_text(encoding="utf-8-sig")
    row = "North East,B1 Use of performance data,poor"
    assert row in written
    corrected.write_text(written.replace(row, row.replace("poor", "fair")), "utf-8")
    later = datetime(2999, 1, 2, 12, tzinfo=UTC)
    load(
        graded.writer,
        inspection.PUBLICATION,
        [corrected],
        loaded_by="a test",
        loaded_at=later,
    )
    asked = f"area={NORTHUMBRIA}&criterion={PERFORMANCE}"
    assert spread(view(graded, asked))["poor"] == 1
    assert spread(view(graded, f"{asked}&as_of=2999-01-01"))["poor"] == 2
