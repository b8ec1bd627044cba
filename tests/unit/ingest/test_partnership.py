from pathlib import Path

import pytest

from data.definitions import read_partnership_workbook
from data.ingest.agreed import Action, Agenda, AgendaItem, Priority, PriorityMeasure
from data.ingest.partnership import (
    PUBLICATION,
    read_book,
    read_plan,
    recognises,
)
from data.ingest.partnership_layout import choices, sheets
from data.ingest.partnership_rows import PARSERS
from data.ingest.publication import FileRefused, Record, Refusal, Target
from data.ingest.workbooks import read_sheets
from data.plan_workbook import write_workbook
from tests.broken_cells import BROKEN, Broken
from tests.plans import as_sheets, changed, whole_plan, write_plan, write_sheets


def read(path: Path) -> list[Record]:
    refusals: list[Refusal] = []
    found = list(read_plan(path, refusals.append))
    assert refusals == []
    return found


def test_there_are_at_least_thirty_ways_to_break_a_plan() -> None:
    assert len({broken.kind for broken in BROKEN}) == len(BROKEN) >= 30


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.kind)
def test_a_broken_cell_is_refused_by_its_sheet_and_address(
    broken: Broken, tmp_path: Path
) -> None:
    path = write_sheets(tmp_path / "plan.ods", broken.sheets())
    refusals: list[Refusal] = []
    with pytest.raises(FileRefused, match="nothing of it was loaded"):
        read_plan(path, refusals.append)
    said = [refusal.reason for refusal in refusals]
    assert any(
        reason.startswith(f"{broken.place}: ") and broken.wrong in reason
        for reason in said
    ), said


def test_everything_wrong_is_said_at_once(tmp_path: Path) -> None:
    plan = changed("actions", 0, due_on="2024-01-31")
    plan["priorities"][0] |= {"title": "", "title_cy": ""}
    path = write_plan(tmp_path / "plan.ods", plan)
    refusals: list[Refusal] = []
    with pytest.raises(FileRefused) as caught:
        read_plan(path, refusals.append)
    assert str(caught.value) == (
        "plan.ods: priorities!D4: title is empty (and 1 more): nothing of it was loaded"
    )
    assert [refusal.reason for refusal in refusals] == [
        "priorities!D4: title is empty",
        "actions!I4: due_on is before starts_on",
    ]


def test_what_may_be_a_name_is_not_repeated(tmp_path: Path) -> None:
    path = write_plan(
        tmp_path / "plan.ods", changed("actions", 0, owner="Mrs A N Other")
    )
    refusals: list[Refusal] = []
    with pytest.raises(FileRefused):
        read_plan(path, refusals.append)
    assert "Other" not in str(refusals)


def test_a_whole_plan_is_read_as_it_was_written(tmp_path: Path) -> None:
    found = read(write_plan(tmp_path / "plan.ods", whole_plan()))
    priorities = [row for row in found if isinstance(row, Priority)]
    assert [row.place for row in priorities] == [1, 2, 3, 4, 5]
    assert priorities[0].partners == "cps, victim_services"
    assert priorities[0].visibility == "public"
    measures = [row for row in found if isinstance(row, PriorityMeasure)]
    assert (measures[0].baseline, measures[0].trajectory) == (0.07, "straight")
    assert measures[2].points == "2024-09=0.84; 2025-03=0.845; 2025-09=0.848"
    items = [row for row in found if isinstance(row, AgendaItem)]
    assert [row.item for row in items if row.agenda == "board-2026-04"] == [
        *range(1, 9)
    ]
    (target,) = [
        row
        for row in found
        if isinstance(row, Target) and row.measure_id == "charge_or_summons_rate"
    ]
    assert (target.target, target.priority_id) == (0.09, "more-charges")


def test_a_workbook_is_the_plan_whatever_its_file_is_called(tmp_path: Path) -> None:
    path = write_plan(tmp_path / "Our plan (final).ods", whole_plan())
    assert recognises(path)
    assert PUBLICATION.edition(path) == "plan"
    other = write_sheets(tmp_path / "other.ods", {"Sheet1": [["a", "b"]]})
    assert not recognises(other)


def test_the_template_has_a_sheet_a_table_and_nothing_to_load(tmp_path: Path) -> None:
    path = tmp_path / "template.xlsx"
    write_workbook(path)
    names = [sheet.name for sheet in read_sheets(path)]
    assert names == ["instructions", *(sheet.name for sheet in sheets()), "lists"]
    book = read_book(path)
    assert book.faults == []
    assert [name for name, rows in book.rows.items() if rows] == []
    with pytest.raises(FileRefused, match="has no rows"):
        read_plan(path, lambda refusal: None)


def test_the_example_rows_would_be_loaded_if_they_were_meant(tmp_path: Path) -> None:
    """The examples of the template keep every rule but that they are examples."""
    path = tmp_path / "template.xlsx"
    write_workbook(path)
    cells = {
        sheet.name: [list(row.cells) for row in sheet.rows]
        for sheet in read_sheets(path)
    }
    for sheet in sheets():
        cells[sheet.name][2][0] = ""
    found = read(write_sheets(tmp_path / "filled.ods", cells))
    assert {type(row).__name__ for row in found} >= {"Priority", "Action", "Agenda"}
    assert len(found) == len(sheets())


def test_a_filled_workbook_says_what_was_put_into_it(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    write_workbook(path, whole_plan())
    assert read(path) == read(write_plan(tmp_path / "plan.ods", whole_plan()))


def test_words_that_look_like_formulas_stay_words(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    write_workbook(path, changed("actions", 0, note="=1+1"))
    (action,) = [
        row
        for row in read(path)
        if isinstance(row, Action) and row.action_id == "charging-line"
    ]
    assert action.note == "=1+1"


def test_rows_for_partners_alone_are_marked(tmp_path: Path) -> None:
    plan = changed("agendas", 0, visibility="partner")
    found = read(write_plan(tmp_path / "plan.ods", plan))
    seen = [row.visibility for row in found if isinstance(row, Agenda)]
    assert seen == ["partner", "public"]


def test_every_sheet_says_in_both_languages_what_it_wants() -> None:
    for sheet in sheets():
        assert sheet.name in PARSERS
        assert sheet.en != sheet.cy
        for field in sheet.fields:
            assert field.en
            assert field.cy not in ("", field.en), (sheet.name, field.name)
            known = {*choices(), "priorities", "agendas"}
            assert not field.choices or field.choices in known
    for record in read_partnership_workbook()["instructions"]:
        assert record["en"] != record["cy"]


def test_a_sheet_keeps_its_columns_in_any_order(tmp_path: Path) -> None:
    found = as_sheets(whole_plan())
    found["agendas"] = [[*row[::-1]] for row in found["agendas"]]
    path = write_sheets(tmp_path / "plan.ods", found)
    assert read(path) == read(write_plan(tmp_path / "same.ods", whole_plan()))
