"""The made-up plan as the pages say it: each planted finding in words."""

from datetime import date
from pathlib import Path

import pytest

from dashboard.language import read_language
from dashboard.plan.evidence_words import gap_text
from dashboard.plan.moves import MoveKind
from dashboard.plan.moves_words import moves_sentence
from dashboard.plan.plain_words import plain_paragraphs, plain_verdict
from dashboard.plan.priorities import Progress
from dashboard.plan.trajectory import Track
from dashboard.plan.view import PlanView, priority_view
from dashboard.plan.words import (
    assurance_sentence,
    conflict_sentence,
    plan_finding,
    priority_finding,
)
from dashboard.views import Views
from tests.integration.stores import Store
from tests.integration.test_demonstration_findings import TODAY, open_views
from tests.integration.test_store_plan import load_on
from tests.plans import changed, whole_plan, write_plan
from tests.reading_age import reading_age

ENGLISH, WELSH = read_language("en"), read_language("cy")
KENT = "E23000032"


@pytest.fixture(scope="module")
def views(demonstration_store: str) -> Views:
    return open_views(demonstration_store)


@pytest.fixture(scope="module")
def plan(views: Views) -> PlanView:
    return views.plan("", today=TODAY)


def measure_of(plan: PlanView, name: str) -> Progress:
    found = priority_view(plan, name)
    assert found is not None
    assert found.chosen is not None
    return found.chosen


def test_the_plan_is_summed_up_in_two_sentences(plan: PlanView) -> None:
    found = plan_finding(plan, ENGLISH)
    assert found.heading == "One of 3 targets will be missed unless something changes"
    assert found.lead == (
        "The plan has 5 priorities. One target is met consistently. One is met or "
        "missed by chance. 3 gaps would be found by an inspector."
    )


def test_a_target_that_will_be_missed_is_behind_its_way(plan: PlanView) -> None:
    progress = measure_of(plan, "more-charges")
    assert progress.track == Track.BEHIND
    assert assurance_sentence(progress, ENGLISH) == (
        "The target of 9.0% will be missed unless something changes. It was behind "
        "the planned way, which was at 7.5% by September 2024."
    )


def test_a_target_met_by_chance_is_said_to_be(plan: PlanView) -> None:
    progress = measure_of(plan, "strong-cases")
    assert progress.track == Track.AS_PLANNED
    assert assurance_sentence(progress, ENGLISH) == (
        "The target of 85.0% is met at times and missed at times, by chance. Its usual "
        "range held the level planned for December 2025, 84.9%."
    )


def test_a_target_met_consistently_is_said_to_be(plan: PlanView) -> None:
    progress = measure_of(plan, "timely-justice")
    assert progress.track == Track.NOT_YET
    assert assurance_sentence(progress, ENGLISH) == (
        "The target of 3.0% is met consistently. The plan expects the change all at "
        "once, in 2025/26."
    )


def test_the_two_targets_that_pull_apart_stand_side_by_side(plan: PlanView) -> None:
    (conflict,) = plan.conflicts
    assert conflict.is_pulling
    assert conflict_sentence(conflict, ENGLISH) == (
        "“Offences that led to a charge or summons” (Police) and “Conviction rate, all "
        "offences” (Crown Prosecution Service) move apart: a gain on one may be paid "
        "for on the other. Agree together what matters more."
    )


def test_the_three_gaps_are_named(plan: PlanView) -> None:
    assert [gap_text(gap, ENGLISH) for gap in plan.gaps] == [
        "“Investigations closed with no suspect identified” has no target.",
        "Nobody owns the action “One forensic desk for burglary and car crime”.",
        "No measure says whether it succeeds.",
    ]


def test_what_moved_since_the_last_meeting_is_said(plan: PlanView) -> None:
    assert plan.moved.since == date(2026, 1, 21)
    kinds = [move.kind for move in plan.moved.moves]
    assert kinds.count(MoveKind.DONE) == 1
    assert kinds.count(MoveKind.LATE) == 2
    assert "since the meeting of 21 January 2026" in moves_sentence(plan.moved, ENGLISH)


def test_the_public_is_not_told_what_is_for_the_board(plan: PlanView) -> None:
    said = [
        comment.words.en
        for each in plan.priorities
        for comment in each.priority.comments
    ]
    assert len(said) == 5
    assert not any("with the board alone" in text for text in said)


def test_the_report_to_the_community_is_plain(plan: PlanView) -> None:
    for progress in plan.priorities:
        told = plain_paragraphs(progress, today=plan.today, language=ENGLISH)
        assert reading_age(told) < 12.5, told
    verdicts = [plain_verdict(each, ENGLISH) for each in plan.priorities]
    assert verdicts == [
        "If nothing changes, we will not reach this goal.",
        "Some figures reach the goal and some do not. Which ones do is down to chance.",
        "We meet this goal each time.",
        "We have not set a goal yet.",
        "We have no number yet that shows if this works.",
    ]


def test_welsh_readers_get_the_plan_in_welsh(plan: PlanView) -> None:
    found = priority_view(plan, "more-charges")
    assert found is not None
    heading = priority_finding(found, WELSH).heading
    assert heading.startswith("Mwy o droseddau yn arwain at gyhuddiad: methir")


def test_an_area_without_a_plan_knows_where_there_is_one(views: Views) -> None:
    other = views.plan(f"area={KENT}", today=TODAY)
    assert other.priorities == ()
    assert other.elsewhere == ("E23000010",)
    assert plan_finding(other, ENGLISH).heading == "No plan is loaded for this area"
    assert views.area_of_priority("more-charges", as_of="") == "E23000010"
    assert views.area_of_priority("nothing", as_of="") == ""


def test_a_changed_plan_is_seen_and_the_one_before_as_of_its_day(
    store: Store, tmp_path: Path
) -> None:
    load_on(store, 1, write_plan(tmp_path / "a.ods", whole_plan()))
    later = changed("actions", 1, state="done", state_on="2026-03-05")
    load_on(store, 9, write_plan(tmp_path / "b.ods", later))
    seen = open_views(store.url)
    now = seen.plan("", today=date(2026, 3, 20))
    then = seen.plan("as_of=2026-03-08", today=date(2026, 3, 20))
    seen.engine.dispose()

    def states(view: PlanView) -> list[str]:
        return [action.state for action in view.priorities[0].priority.actions]

    assert states(now) == ["done", "done", "under_way"]
    assert states(then) == ["done", "under_way", "under_way"]
