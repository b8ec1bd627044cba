"""Priorities made by hand, and measures with any verdict."""

from dataclasses import replace
from datetime import date
from typing import Any

from dashboard.charting import Target
from dashboard.plan.model import Action, Level, PlannedMeasure, Priority, Words
from dashboard.plan.priorities import Progress
from dashboard.plan.trajectory import build_trajectory, track
from dashboard.verdicts import Change, Outlook
from tests.unit.dashboard.scorecards import make_row


def make_action(
    state: str = "under_way", *, due_on: date = date(2026, 6, 30), owner: str = "Head"
) -> Action:
    """An action of the police."""
    return Action(
        id=f"action-{state}-{due_on}",
        title=Words("Check files", "Gwirio ffeiliau"),
        owner=owner,
        agency="police",
        starts_on=date(2025, 4, 1),
        due_on=due_on,
        state=state,
        state_on=date(2026, 2, 1),
        note=Words(""),
        evidence_url="",
    )


def make_priority(**changes: Any) -> Priority:
    """A priority of area A that lacks nothing but measures and actions."""
    usual: dict[str, Any] = {
        "id": "strong-cases",
        "area_code": "A",
        "title": Words("Strong cases", "Achosion cryf"),
        "why": Words("Cases fail."),
        "plain": Words("We want cases to win.", "Rydym am i achosion ennill."),
        "owner": "Chief prosecutor",
        "lead_agency": "cps",
        "partners": ("police",),
        "starts_on": date(2024, 4, 1),
        "review_on": date(2026, 4, 30),
        "serves": Words(""),
        "evidence_url": "",
    }
    return Priority(**(usual | changes))


def make_planned(measure_id: str = "conviction_rate", **changes: Any) -> PlannedMeasure:
    """A measure of success on a straight way from 70%."""
    usual: dict[str, Any] = {
        "measure_id": measure_id,
        "is_balancing": False,
        "baseline": Level("2021-12", 0.7),
        "trajectory": "straight",
        "points": (),
    }
    return PlannedMeasure(**(usual | changes))


def make_progress(
    *,
    change: Change = Change.NO_CLEAR_CHANGE,
    outlook: Outlook = Outlook.HIT_AND_MISS,
    target: float | None = 0.8,
    **changes: Any,
) -> Progress:
    """A measure with a verdict of one's choosing; `changes` are the measure's."""
    row = make_row(target=target, **changes)
    row = replace(row, verdict=replace(row.verdict, change=change, outlook=outlook))
    level = None if target is None else Target(target, "2030")
    if outlook == Outlook.NO_TARGET:
        level = None
    planned = make_planned(row.measure.id)
    trajectory = build_trajectory(planned, level)
    return Progress(
        planned=planned,
        measure=row.measure,
        row=row,
        target=level,
        trajectory=trajectory,
        track=track(trajectory, row.chart),
    )
