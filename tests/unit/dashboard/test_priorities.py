from datetime import date

import pytest

from dashboard.measures import Catalogue
from dashboard.meeting.agendas import Agenda, last_meeting
from dashboard.partnership import Partnership
from dashboard.plan.evidence_words import evidence_text, gap_text
from dashboard.plan.model import Comment, Priority, Words
from dashboard.plan.moves import MoveKind, find_moves
from dashboard.plan.priorities import (
    Expectation,
    GapKind,
    Held,
    PriorityProgress,
    Progress,
    assess,
    find_conflicts,
)
from dashboard.plan.words import assurance_sentence, conflict_sentence
from dashboard.verdicts import Change, Outlook
from tests.factories import ENGLISH
from tests.plan_examples import (
    make_action,
    make_planned,
    make_priority,
    make_progress,
)
from tests.unit.dashboard.scorecards import TargetRow, make_row

TODAY = date(2026, 3, 31)


def said(agency: str, written_on: date = date(2026, 2, 1)) -> Comment:
    return Comment(
        "strong-cases", "", "A", "", written_on, agency, "Head", Words("It goes well.")
    )


def assessed(priority: Priority, *, target: bool = True) -> PriorityProgress:
    row = make_row(target=0.8)
    targets = (TargetRow("conviction_rate", "A", 0.8, "2030", date(2022, 1, 1)),)
    return assess(
        priority,
        rows={"conviction_rate": row},
        partnership=Partnership(targets=targets if target else ()),
        catalogue=Catalogue([row.measure], {}),
        today=TODAY,
    )


WHOLE = make_priority(
    measures=(make_planned(),),
    actions=(make_action("done"),),
    comments=(said("cps"), said("police")),
)


def gaps(priority: Priority, *, target: bool = True) -> list[GapKind]:
    return [gap.kind for gap in assessed(priority, target=target).gaps]


def test_a_whole_priority_has_no_gap_and_every_evidence() -> None:
    found = assessed(WHOLE)
    assert found.gaps == ()
    assert [each.expectation for each in found.evidence] == list(Expectation)
    assert {each.held for each in found.evidence} == {Held.MET}


def test_what_an_inspector_would_find_missing_is_a_gap() -> None:
    bare = make_priority(owner="", review_on=None)
    assert gaps(bare) == [
        GapKind.NO_OWNER,
        GapKind.NO_MEASURE,
        GapKind.NO_ACTION,
        GapKind.NO_REVIEW,
    ]
    assert gaps(WHOLE, target=False) == [GapKind.NO_TARGET]


def test_an_open_action_needs_an_owner_and_a_closed_one_does_not() -> None:
    actions = (make_action("done", owner=""), make_action("planned", owner=""))
    priority = make_priority(measures=(make_planned(),), actions=actions)
    (gap,) = assessed(priority).gaps
    assert gap.kind == GapKind.NO_ACTION_OWNER
    assert gap_text(gap, ENGLISH) == "Nobody owns the action “Check files”."


@pytest.mark.parametrize(
    ("expectation", "changes", "held", "words"),
    [
        (Expectation.SHARED, {"partners": ()}, Held.NOT_MET, "no partner is named"),
        (
            Expectation.SHARED,
            {"partners": ("police", "hmcts")},
            Held.PARTLY,
            "2 of 3 agencies act or report",
        ),
        (Expectation.MEASURED, {"measures": ()}, Held.NOT_MET, "no measure"),
        (
            Expectation.MEASURED,
            {"measures": (make_planned(baseline=None),)},
            Held.PARTLY,
            "0 of 1 measures with figures, baseline and target",
        ),
        (Expectation.OWNED, {"owner": ""}, Held.NOT_MET, "no owner"),
        (
            Expectation.OWNED,
            {"actions": (make_action(), make_action(owner=""))},
            Held.PARTLY,
            "1 of 2 actions have an owner",
        ),
        (
            Expectation.REVIEWED,
            {"review_on": None},
            Held.NOT_MET,
            "no day to review it",
        ),
        (
            Expectation.REVIEWED,
            {"review_on": date(2026, 3, 1)},
            Held.NOT_MET,
            "review was due on 1 March 2026",
        ),
        (
            Expectation.REVIEWED,
            {"comments": (said("cps", date(2024, 1, 1)),)},
            Held.PARTLY,
            "next on 30 April 2026; no comment in the last year",
        ),
        (
            Expectation.PUBLIC,
            {"plain": Words("Plain.")},
            Held.PARTLY,
            "told in plain words in one language",
        ),
        (
            Expectation.PUBLIC,
            {"plain": Words("")},
            Held.NOT_MET,
            "not told in plain words",
        ),
    ],
)
def test_evidence_says_what_is_there(
    expectation: Expectation, changes: dict[str, object], held: Held, words: str
) -> None:
    usual: dict[str, object] = {
        "measures": WHOLE.measures,
        "actions": WHOLE.actions,
        "comments": WHOLE.comments,
    }
    found = assessed(make_priority(**(usual | changes)))
    (evidence,) = [e for e in found.evidence if e.expectation == expectation]
    assert evidence.held == held
    assert evidence_text(evidence, ENGLISH) == words


def pair(first: Change, second: Change, *, agency: str = "police") -> list[Progress]:
    return [
        make_progress(change=first, id="charges", lead_agency=agency),
        make_progress(change=second, balancing=("charges",)),
    ]


def plan_of(measures: list[Progress]) -> list[PriorityProgress]:
    return [
        PriorityProgress(make_priority(id=each.measure.id), (each,), (), (), ())
        for each in measures
    ]


def test_targets_of_two_agencies_pull_where_one_gains_and_the_other_loses() -> None:
    measures = pair(Change.IMPROVING, Change.WORSENING)
    (conflict,) = find_conflicts(plan_of(measures))
    assert conflict.is_pulling
    assert "move apart" in conflict_sentence(conflict, ENGLISH)


def test_they_rest_where_neither_loses() -> None:
    measures = pair(Change.IMPROVING, Change.NO_CLEAR_CHANGE)
    (conflict,) = find_conflicts(plan_of(measures))
    assert not conflict.is_pulling
    assert "Neither gains" in conflict_sentence(conflict, ENGLISH)


def test_one_agency_does_not_pull_against_itself() -> None:
    measures = pair(Change.IMPROVING, Change.WORSENING, agency="cps")
    assert find_conflicts(plan_of(measures)) == ()


def test_measures_without_a_target_are_no_conflict() -> None:
    first, second = pair(Change.IMPROVING, Change.WORSENING)
    lacking = Progress(
        second.planned, second.measure, second.row, None, None, second.track
    )
    assert find_conflicts(plan_of([first, lacking])) == ()


def test_assurance_is_said_in_words() -> None:
    for outlook, words in (
        (Outlook.WILL_MISS, "will be missed unless something changes."),
        (Outlook.WILL_MEET, "is met consistently."),
        (Outlook.HIT_AND_MISS, "missed at times, by chance."),
    ):
        told = assurance_sentence(make_progress(outlook=outlook), ENGLISH)
        assert told.startswith("The target of 80.0% ")
        assert words in told


def test_what_moved_since_a_meeting_is_sorted_by_kind() -> None:
    priority = make_priority(
        actions=(
            make_action("done"),
            make_action("under_way", due_on=date(2026, 3, 1)),
        ),
        comments=(said("cps"), said("police", date(2025, 12, 1))),
    )
    progress = PriorityProgress(priority, (), (), (), ())
    moves = find_moves(
        [progress], since=date(2026, 1, 21), today=TODAY, then={}, known_then=()
    )
    assert [move.kind for move in moves] == [
        MoveKind.DONE,
        MoveKind.STARTED,
        MoveKind.LATE,
        MoveKind.SAID,
    ]
    assert find_moves([progress], since=None, today=TODAY, then={}, known_then=()) == ()


def test_a_verdict_that_changed_since_is_a_move() -> None:
    now = make_progress(change=Change.IMPROVING)
    assert now.row is not None
    progress = PriorityProgress(make_priority(), (now,), (), (), ())
    then = make_progress(change=Change.WORSENING).row
    assert then is not None
    (move,) = find_moves(
        [progress],
        since=date(2026, 1, 21),
        today=TODAY,
        then={then.measure.id: then},
        known_then=[make_priority()],
    )
    assert move.kind == MoveKind.VERDICT
    same = {now.row.measure.id: now.row}
    assert (
        find_moves(
            [progress],
            since=date(2026, 1, 21),
            today=TODAY,
            then=same,
            known_then=[make_priority()],
        )
        == ()
    )


def test_the_last_meeting_is_the_latest_one_that_is_past() -> None:
    def agenda(area: str, meets_on: date, since: date | None = None) -> Agenda:
        return Agenda("a", area, Words("Board"), meets_on, None, since, ())

    agendas = (
        agenda("A", date(2026, 4, 22), date(2026, 1, 21)),
        agenda("", date(2025, 10, 15)),
        agenda("B", date(2026, 3, 1)),
    )
    assert last_meeting(agendas, "A", today=TODAY) == date(2026, 1, 21)
    assert last_meeting(agendas, "C", today=TODAY) == date(2025, 10, 15)
    assert last_meeting((), "A", today=TODAY) is None
