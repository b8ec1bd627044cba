"""A partnership's plan keeps its versions, and is loaded whole or not at all."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from data.check import CONTRACT, find_problems
from data.ingest import events, partnership, targets
from data.ingest.publication import Publication
from data.load import load
from data.outcome import Outcome
from data.plan_export import export_plan
from data.queries.partnership import fetch_events, fetch_targets
from data.queries.plan import (
    fetch_actions,
    fetch_agenda_items,
    fetch_agendas,
    fetch_comments,
    fetch_explanations,
    fetch_priorities,
    fetch_priority_measures,
)
from data.releases import roll_back
from data.tables import PARTNER, PUBLIC
from tests.broken_cells import BROKEN
from tests.integration.stores import Store, contents, load_into
from tests.plans import changed, whole_plan, write_plan, write_sheets

HIDDEN = "Numbers of detectives by team are with the board alone."


def load_on(store: Store, day: int, path: Path) -> Outcome:
    loaded_at = datetime(2026, 3, day, 12, tzinfo=UTC)
    publication: Publication = partnership.PUBLICATION
    return load(
        store.writer, publication, [path], loaded_by="a test", loaded_at=loaded_at
    )


def as_public(store: Store) -> Engine:
    return store.reader.execution_options(tier=PUBLIC)


def as_partner(store: Store) -> Engine:
    return store.reader.execution_options(tier=PARTNER)


def states(store: Store, as_of: str | None = None) -> dict[str, str]:
    found = fetch_actions(store.reader, as_of=as_of)
    return {action.action_id: action.state for action in found}


def test_a_plan_that_is_loaded_exported_and_loaded_again_changes_nothing(
    store: Store, tmp_path: Path
) -> None:
    first = load_into(
        store, partnership.PUBLICATION, write_plan(tmp_path / "a.ods", whole_plan())
    )
    assert first.rows == sum(len(rows) for rows in whole_plan().values())
    before = contents(store)
    counts = export_plan(store.reader, tmp_path / "another name.xlsx")
    again = load_into(store, partnership.PUBLICATION, tmp_path / "another name.xlsx")
    assert counts == {name: len(rows) for name, rows in whole_plan().items()}
    assert again.is_nothing_new
    assert contents(store) == before
    export_plan(store.reader, tmp_path / "again.xlsx")
    once, twice = (
        (tmp_path / name).read_bytes() for name in ("another name.xlsx", "again.xlsx")
    )
    assert once == twice
    assert find_problems(store.reader) == []


def test_every_broken_cell_leaves_the_store_as_it_was(
    store: Store, tmp_path: Path
) -> None:
    load_into(
        store, partnership.PUBLICATION, write_plan(tmp_path / "a.ods", whole_plan())
    )
    before = contents(store)
    for number, broken in enumerate(BROKEN):
        path = write_sheets(tmp_path / f"broken-{number}.ods", broken.sheets())
        outcome = load_into(store, partnership.PUBLICATION, path)
        assert outcome.is_refused, broken.kind
        assert any(
            refusal.reason.startswith(f"{broken.place}: ")
            for refusal in outcome.refusals
        ), broken.kind
        assert contents(store) == before, broken.kind


def test_a_changed_plan_is_shown_and_the_one_before_is_known_as_of_then(
    store: Store, tmp_path: Path
) -> None:
    load_on(store, 1, write_plan(tmp_path / "a.ods", whole_plan()))
    plan = changed("actions", 1, state="done", state_on="2026-03-05")
    del plan["actions"][-1]
    outcome = load_on(store, 9, write_plan(tmp_path / "b.ods", plan))
    assert (outcome.change.changed, outcome.files[0].gone) == (1, 1)
    assert states(store)["victim-advisers"] == "done"
    assert "staff-training" not in states(store)
    then = states(store, as_of="2026-03-08")
    assert (then["victim-advisers"], then["staff-training"]) == (
        "under_way",
        "under_way",
    )
    assert states(store, as_of="2026-02-28") == {}
    assert outcome.release_id is not None
    roll_back(store.writer, outcome.release_id)
    assert states(store) == then
    assert find_problems(store.reader) == []


def test_a_sheet_that_was_emptied_is_gone(store: Store, tmp_path: Path) -> None:
    load_on(store, 1, write_plan(tmp_path / "a.ods", whole_plan()))
    plan = whole_plan()
    plan["commentary"] = []
    outcome = load_on(store, 2, write_plan(tmp_path / "a.ods", plan))
    assert outcome.files[0].gone == 6
    assert fetch_comments(as_partner(store)) == []


def test_lists_of_events_and_targets_stand_beside_the_plan(
    store: Store, tmp_path: Path
) -> None:
    load_on(store, 1, write_plan(tmp_path / "a.ods", whole_plan()))
    listed = tmp_path / "events.csv"
    listed.write_text(
        "happened_on,title,area_code,measure_id,kind,decided_by,reason\n"
        "2025-01-06,A court opens,E23000010,,note,,\n",
        encoding="utf-8",
    )
    levels = tmp_path / "targets.csv"
    levels.write_text(
        "measure_id,area_code,target,due_period,set_on,decided_by,reason\n"
        "charge_or_summons_rate,E23000010,8,2025-26,2026-02-01,Board,Agreed anew\n",
        encoding="utf-8",
    )
    load_into(store, events.PUBLICATION, listed)
    load_into(store, targets.PUBLICATION, levels)
    titles = [row.title for row in fetch_events(store.reader)]
    assert "A court opens" in titles
    assert "Case files are checked before charge" in titles
    due = {(row.measure_id, row.area_code): row for row in fetch_targets(store.reader)}
    assert due["charge_or_summons_rate", "E23000010"].target == 0.08
    assert due["cps_conviction_rate", "E23000010"].target == 0.85
    before = contents(store)
    export_plan(store.reader, tmp_path / "all.xlsx")
    assert load_into(
        store, partnership.PUBLICATION, tmp_path / "all.xlsx"
    ).is_nothing_new
    assert contents(store) == before
    # The plan says otherwise, later: what was loaded last counts.
    load_on(store, 9, write_plan(tmp_path / "a.ods", whole_plan()))
    due = {(row.measure_id, row.area_code): row for row in fetch_targets(store.reader)}
    assert due["charge_or_summons_rate", "E23000010"].target == 0.09
    assert "A court opens" in [row.title for row in fetch_events(store.reader)]


def test_the_public_is_not_shown_what_is_for_partners(
    store: Store, tmp_path: Path
) -> None:
    plan = changed("agendas", 0, visibility="partner")
    plan["targets"][0]["visibility"] = "partner"
    plan["events"][0]["visibility"] = "partner"
    plan["priorities"][0]["visibility"] = "partner"
    plan["explanations"][0]["visibility"] = "partner"
    plan["actions"][0]["visibility"] = "partner"
    load_on(store, 1, write_plan(tmp_path / "a.ods", plan))
    for fetch, hidden in (
        (fetch_agendas, 1),
        (fetch_targets, 1),
        (fetch_events, 1),
        (fetch_priorities, 1),
        (fetch_explanations, 1),
        (fetch_actions, 1),
        (fetch_comments, 1),
    ):
        shown = fetch(as_public(store))
        assert len(fetch(as_partner(store))) - len(shown) == hidden
        assert all(row.visibility == "public" for row in shown)
    assert HIDDEN not in [row.comment for row in fetch_comments(as_public(store))]


@pytest.mark.parametrize(
    "view",
    [
        "priorities",
        "priority_measures",
        "targets",
        "actions",
        "commentary",
        "explanations",
        "events",
        "agendas",
        "agenda_items",
    ],
)
def test_the_contracts_views_show_the_current_plan(
    view: str, sqlite_store: Store, tmp_path: Path
) -> None:
    load_on(sqlite_store, 1, write_plan(tmp_path / "a.ods", whole_plan()))
    plan = changed("actions", 0, note="Changed")
    load_on(sqlite_store, 2, write_plan(tmp_path / "a.ods", plan))
    columns = ", ".join(CONTRACT[view])
    with sqlite_store.reader.connect() as connection:
        asked = text(f"SELECT {columns} FROM {view}")  # noqa: S608  # our own names
        found = connection.execute(asked).all()
    assert len(found) == len(whole_plan()[view])
    assert {row.release_id for row in found} == {2}


def test_items_come_in_order_with_the_agendas_that_were_asked_for(
    store: Store, tmp_path: Path
) -> None:
    plan = whole_plan()
    plan["agenda_items"].reverse()
    load_on(store, 1, write_plan(tmp_path / "a.ods", plan))
    items = fetch_agenda_items(store.reader, ["board-2026-04"])
    assert [row.item for row in items] == [*range(1, 9)]
    assert items[0].query == "/?area=E23000010"
    measures = fetch_priority_measures(store.reader)
    assert measures[0].measure_id == "charge_or_summons_rate"
