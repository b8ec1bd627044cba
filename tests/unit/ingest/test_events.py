from pathlib import Path

import pytest

from data.ingest.events import PUBLICATION, read_events
from data.ingest.publication import Event, FileRefused, NotThisPublication, Refusal
from tests.conftest import ROOT

FIXTURE = ROOT / "tests" / "fixtures" / "partnership" / "events.csv"
REBASE = {
    "happened_on": "2023-01-01",
    "title": "Case files are checked before charge",
    "title_cy": "Gwirio ffeiliau achos cyn cyhuddo",
    "area_code": "E23000010",
    "measure_id": "cps_conviction_rate",
    "kind": "rebase",
    "decided_by": "Partnership board",
    "reason": "The new level has held for a year.",
}


def written(folder: Path, *rows: dict[str, str]) -> Path:
    path = folder / "events.csv"
    lines = [",".join(REBASE), *(",".join(row.values()) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def refused(path: Path) -> tuple[FileRefused, list[Refusal]]:
    refusals: list[Refusal] = []
    with pytest.raises(FileRefused) as caught:
        list(read_events(path, refusals.append))
    return caught.value, refusals


def test_every_event_of_a_list_is_read() -> None:
    assert PUBLICATION.recognises(FIXTURE)
    refusals: list[Refusal] = []
    rebase, change, note = read_events(FIXTURE, refusals.append)
    assert refusals == []
    assert rebase == Event(
        happened_on="2023-01-01",
        title="Case files are checked before charge",
        title_cy="Gwirio ffeiliau achos cyn cyhuddo",
        area_code="E23000010",
        measure_id="cps_conviction_rate",
        kind="rebase",
        decided_by="Partnership board",
        reason="The rate has held a new level for a year, and the board agreed why.",
    )
    assert (change.title_cy, change.decided_by, change.reason) == (None, None, None)
    assert (note.area_code, note.measure_id) == (None, "recorded_offences_rate")


def test_a_day_as_a_british_spreadsheet_writes_it_is_the_same_day() -> None:
    assert [event.happened_on for event in read_events(FIXTURE, print)] == [
        "2023-01-01",
        "2024-04-05",
        "2024-10-01",
    ]


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("happened_on", "", "is empty"),
        ("happened_on", "31/02/2026", "'31/02/2026' is not a date"),
        ("happened_on", "March 2026", "is not a date such as 2026-03-31"),
        ("happened_on", "0206-03-31", "is before 1990"),
        ("title", "", "is empty"),
        ("title", "x" * 121, "is 121 letters long, and may be 120"),
        ("title", "bell\a", "cannot be printed"),
        ("title_cy", "x" * 121, "is 121 letters long, and may be 120"),
        ("area_code", "E23999999", "is no area's code"),
        ("area_code", "West Yorkshire", "is no area's code"),
        ("measure_id", "conviction_rate", "is no measure"),
        ("measure_id", "", "is empty, and a rebase needs it"),
        ("kind", "", "is empty"),
        ("kind", "step", "'step' is not rebase or change or note"),
        ("decided_by", "", "is empty, and a rebase needs it"),
        ("decided_by", "Mrs Example", "names a person: give the role"),
        ("decided_by", "chair@board.example", "names a person: give the role"),
        ("reason", "", "is empty, and a rebase needs it"),
        ("reason", "x" * 501, "is 501 letters long, and may be 500"),
    ],
)
def test_a_cell_that_cannot_be_right_is_refused_by_line_and_column(
    column: str, cell: str, reason: str, tmp_path: Path
) -> None:
    path = written(tmp_path, REBASE, REBASE | {"title": "Another", column: cell})
    refusal, (row,) = refused(path)
    assert (refusal.line, row.line, row.file) == (3, 3, "events.csv")
    assert row.reason.startswith(f"{column}: ")
    assert reason in row.reason
    assert "nothing of it was loaded" in str(refusal)


def test_a_persons_name_is_not_repeated(tmp_path: Path) -> None:
    refusal, rows = refused(written(tmp_path, REBASE | {"decided_by": "Mr Example"}))
    assert "Example" not in f"{refusal}{rows}"


def test_everything_wrong_with_a_list_is_said_at_once(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        REBASE | {"kind": "step", "area_code": "E1"},
        REBASE | {"happened_on": "soon"},
    )
    refusal, rows = refused(path)
    assert [(row.line, row.reason.split(":")[0]) for row in rows] == [
        (2, "area_code"),
        (2, "kind"),
        (3, "happened_on"),
    ]
    assert "(and 2 more)" in str(refusal)


def test_an_event_that_is_there_twice_is_refused_by_both_lines(tmp_path: Path) -> None:
    again = REBASE | {"reason": "Said otherwise."}
    refusal, _ = refused(written(tmp_path, REBASE, again))
    assert str(refusal).startswith("events.csv, line 3: is about the same as line 2")


def test_a_row_that_is_cut_short_refuses_the_list(tmp_path: Path) -> None:
    path = written(tmp_path, REBASE)
    path.write_text(path.read_text("utf-8") + "2024-01-01,Half a\n", encoding="utf-8")
    assert "cut short" in str(refused(path)[0])


def test_a_list_without_rows_says_how_to_take_one_back(tmp_path: Path) -> None:
    assert "roll back its release" in str(refused(written(tmp_path))[0])


@pytest.mark.parametrize(
    ("headings", "reason"),
    [
        ("happened_on,kind,title", "lacks the heading area_code, measure_id"),
        (",".join([*REBASE, "colour"]), "'colour' is none of happened_on, title"),
        (",".join([*REBASE, "Title"]), "'Title' is there twice"),
    ],
)
def test_headings_that_are_not_the_lists_are_named(
    headings: str, reason: str, tmp_path: Path
) -> None:
    path = tmp_path / "events.csv"
    path.write_text(headings + "\n", encoding="utf-8")
    refusal, _ = refused(path)
    assert refusal.line == 1
    assert reason in str(refusal)


def test_another_publications_file_is_told_apart(tmp_path: Path) -> None:
    path = FIXTURE.with_name("targets.csv")
    assert not PUBLICATION.recognises(path)
    with pytest.raises(NotThisPublication):
        list(read_events(path, print))
