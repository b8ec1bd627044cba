"""Grades, events and targets keep their versions as figures do."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from data.check import find_problems
from data.ingest import events, targets
from data.ingest.publication import Publication
from data.load import load
from data.outcome import Outcome
from data.queries.partnership import EventRow, fetch_events, fetch_targets
from data.queries.releases import fetch_data_version, fetch_releases
from data.releases import roll_back
from data.summary import describe_outcome
from tests.integration.stores import Store, contents, count, load_into
from tests.integration.tallies import GRADES

EVENTS = "happened_on,title,area_code,measure_id,kind,decided_by,reason\n"
TARGETS = "measure_id,area_code,target,due_period,set_on,decided_by,reason\n"
OPENED = "2024-04-05,A court opens,E23000010,,note,,\n"
CLOSED = "2024-10-01,A court closes,E23000010,,note,,\n"
REBASED = (
    "2024-04-01,Files are checked,E23000010,cps_conviction_rate,rebase,Board,It held\n"
)
TARGET = "cps_conviction_rate,E23000010,{},2026-03,2025-04-01,Board,Agreed\n"


def written(path: Path, *lines: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(lines), encoding="utf-8")
    return path


def titles(store: Store, as_of: str | None = None) -> list[str]:
    return [row.title for row in fetch_events(store.reader, as_of=as_of)]


def levels(store: Store) -> list[float]:
    return [row.target for row in fetch_targets(store.reader)]


def grades(store: Store) -> list[str]:
    with store.reader.connect() as connection:
        found = connection.execute(text("SELECT grade FROM ratings ORDER BY grade"))
        return list(found.scalars())


def load_on(store: Store, day: int, publication: Publication, path: Path) -> Outcome:
    loaded_at = datetime(2026, 3, day, 12, tzinfo=UTC)
    return load(
        store.writer, publication, [path], loaded_by="a test", loaded_at=loaded_at
    )


def test_a_loaded_event_is_read_back_as_it_was_written(
    store: Store, tmp_path: Path
) -> None:
    path = written(tmp_path / "events.csv", EVENTS, REBASED)
    outcome = load_into(store, events.PUBLICATION, path)
    assert (outcome.release_id, outcome.rows) == (1, 1)
    (row,) = fetch_events(store.reader)
    assert row == EventRow(
        happened_on=datetime(2024, 4, 1, tzinfo=UTC).date(),
        title="Files are checked",
        title_cy=None,
        area_code="E23000010",
        measure_id="cps_conviction_rate",
        kind="rebase",
        decided_by="Board",
        reason="It held",
        visibility="public",
        release_id=1,
    )
    assert find_problems(store.reader) == []


def test_the_contracts_views_show_what_is_current(store: Store, tmp_path: Path) -> None:
    load_into(
        store, events.PUBLICATION, written(tmp_path / "events.csv", EVENTS, OPENED)
    )
    path = written(tmp_path / "targets.csv", TARGETS, TARGET.format(85))
    load_into(store, targets.PUBLICATION, path)
    with store.reader.connect() as connection:
        shown = connection.execute(text("SELECT title, kind FROM events")).one()
        level = connection.execute(text("SELECT target FROM targets")).scalar_one()
    assert tuple(shown) == ("A court opens", "note")
    assert level == 0.85


def test_loading_the_same_list_again_changes_no_row(
    store: Store, tmp_path: Path
) -> None:
    path = written(tmp_path / "events.csv", EVENTS, OPENED, REBASED)
    load_into(store, events.PUBLICATION, path)
    before = contents(store)
    again = load_into(store, events.PUBLICATION, path)
    assert again.is_nothing_new
    assert contents(store) == before


def test_a_changed_row_supersedes_and_the_old_one_stays(
    store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "targets.csv"
    load_on(store, 1, targets.PUBLICATION, written(path, TARGETS, TARGET.format(85)))
    version = fetch_data_version(store.reader)
    outcome = load_on(
        store, 9, targets.PUBLICATION, written(path, TARGETS, TARGET.format(87))
    )
    assert outcome.change == (0, 1, 0)
    assert levels(store) == [0.87]
    (known,) = fetch_targets(store.reader, as_of="2026-03-08")
    assert (known.target, known.release_id) == (0.85, 1)
    assert fetch_targets(store.reader, as_of="2026-02-28") == []
    assert count(store, "target_rows") == 2
    assert fetch_data_version(store.reader) != version
    assert [row.state for row in fetch_releases(store.reader)] == [
        "current",
        "superseded",
    ]


def test_a_row_that_a_list_no_longer_has_is_gone(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    load_on(store, 1, events.PUBLICATION, written(path, EVENTS, OPENED, CLOSED))
    outcome = load_on(store, 9, events.PUBLICATION, written(path, EVENTS, OPENED))
    assert titles(store) == ["A court opens"]
    assert titles(store, as_of="2026-03-08") == ["A court opens", "A court closes"]
    assert outcome.files[0].gone == 1
    assert any("1 row is no longer" in line for line in describe_outcome(outcome, ""))
    assert find_problems(store.reader) == []


def test_lists_of_other_names_stand_beside_each_other(
    store: Store, tmp_path: Path
) -> None:
    load_into(
        store, events.PUBLICATION, written(tmp_path / "police.csv", EVENTS, OPENED)
    )
    load_into(
        store, events.PUBLICATION, written(tmp_path / "court.csv", EVENTS, CLOSED)
    )
    assert titles(store) == ["A court opens", "A court closes"]


def test_a_row_in_a_list_of_another_name_replaces_the_earlier_one(
    store: Store, tmp_path: Path
) -> None:
    first = written(tmp_path / "spring.csv", TARGETS, TARGET.format(85))
    load_into(store, targets.PUBLICATION, first)
    second = written(tmp_path / "autumn.csv", TARGETS, TARGET.format(87))
    load_into(store, targets.PUBLICATION, second)
    assert levels(store) == [0.87]


def test_a_rollback_restores_what_the_release_replaced_and_dropped(
    store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "events.csv"
    load_into(store, events.PUBLICATION, written(path, EVENTS, OPENED, CLOSED))
    before = fetch_events(store.reader)
    changed = OPENED.replace("note", "change")
    outcome = load_into(store, events.PUBLICATION, written(path, EVENTS, changed))
    assert outcome.release_id is not None
    assert roll_back(store.writer, outcome.release_id) == 1
    assert fetch_events(store.reader) == before
    assert find_problems(store.reader) == []


def test_a_rollback_in_between_leaves_what_came_next(
    store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "events.csv"
    for lines in ((OPENED, CLOSED), (OPENED,), (OPENED, REBASED)):
        load_into(store, events.PUBLICATION, written(path, EVENTS, *lines))
    after = titles(store)
    roll_back(store.writer, 2)
    assert titles(store) == after == ["Files are checked", "A court opens"]
    roll_back(store.writer, 3)
    assert titles(store) == ["A court opens", "A court closes"]
    roll_back(store.writer, 1)
    assert titles(store) == []
    assert {row.state for row in fetch_releases(store.reader)} == {"withdrawn"}
    assert find_problems(store.reader) == []


def test_a_list_with_a_wrong_cell_leaves_the_store_as_it_was(
    store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "events.csv"
    load_into(store, events.PUBLICATION, written(path, EVENTS, OPENED))
    before = contents(store)
    wrong = CLOSED.replace("note", "party")
    outcome = load_into(store, events.PUBLICATION, written(path, EVENTS, OPENED, wrong))
    assert outcome.is_refused
    assert contents(store) == before
    said = "\n".join(describe_outcome(outcome, ""))
    assert "events.csv, line 3: kind: 'party' is not rebase or change or note" in said


def test_two_lists_of_one_name_are_not_both_loaded(
    store: Store, tmp_path: Path
) -> None:
    written(tmp_path / "lists" / "police" / "events.csv", EVENTS, OPENED)
    written(tmp_path / "lists" / "court" / "events.csv", EVENTS, CLOSED)
    outcome = load_into(store, events.PUBLICATION, tmp_path / "lists")
    assert titles(store) == ["A court closes"]
    (refusal,) = outcome.refused_files
    assert "court/events.csv is called the same" in str(refusal)


def test_two_lists_that_disagree_are_not_both_loaded(
    store: Store, tmp_path: Path
) -> None:
    written(tmp_path / "lists" / "a.csv", TARGETS, TARGET.format(85))
    written(tmp_path / "lists" / "b.csv", TARGETS, TARGET.format(87))
    outcome = load_into(store, targets.PUBLICATION, tmp_path / "lists")
    assert levels(store) == [0.85]
    (refusal,) = outcome.refused_files
    assert "by 2026-03 otherwise than lists/a.csv does" in str(refusal)


@pytest.mark.parametrize("wrong", ["E23000009,2019-05-01,care,", "E23,,care,fair"])
def test_a_grade_that_cannot_be_stored_is_refused_alone(
    wrong: str, store: Store, tmp_path: Path
) -> None:
    path = written(
        tmp_path / "grades_2019.csv",
        "area_type,area_code,month,category,value\n",
        "criminal_justice_area,E23000010,2019-05-01,care,good\n",
        f"criminal_justice_area,{wrong}\n",
    )
    outcome = load_into(store, GRADES, path)
    assert grades(store) == ["good"]
    assert outcome.refused_rows == 1


def test_a_newer_grade_supersedes_and_a_rollback_brings_the_old_one_back(
    store: Store, tmp_path: Path
) -> None:
    head = "area_type,area_code,month,category,value\n"
    row = "criminal_justice_area,E23000010,2019-05-01,{},{}\n"
    path = tmp_path / "grades_2019.csv"
    both = (row.format("care", "fair"), row.format("speed", "poor"))
    load_into(store, GRADES, written(path, head, *both))
    load_into(store, GRADES, written(path, head, row.format("care", "good")))
    # An inspection that is loaded again in part keeps its other grades.
    assert grades(store) == ["good", "poor"]
    roll_back(store.writer, 2)
    assert grades(store) == ["fair", "poor"]
    assert find_problems(store.reader) == []
