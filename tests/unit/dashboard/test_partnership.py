"""Events and targets reach the measure and area they are about."""

from datetime import date
from typing import NamedTuple

from dashboard.charting import Event, Target
from dashboard.partnership import Partnership


class EventRow(NamedTuple):
    happened_on: date
    title: str
    title_cy: str | None
    area_code: str | None
    measure_id: str | None
    kind: str
    decided_by: str | None
    reason: str | None


class TargetRow(NamedTuple):
    measure_id: str
    area_code: str
    target: float
    due_period: str
    set_on: date


def event(
    title: str,
    *,
    day: int = 1,
    area_code: str | None = None,
    measure_id: str | None = None,
    kind: str = "context",
) -> EventRow:
    return EventRow(
        date(2024, 5, day), title, None, area_code, measure_id, kind, None, None
    )


def test_events_of_all_areas_and_measures_touch_each_of_them() -> None:
    agreed = Partnership(
        events=(
            event("everywhere", day=2),
            event("here", area_code="A"),
            event("elsewhere", area_code="B"),
            event("this measure", measure_id="conviction_rate", day=3),
            event("another measure", measure_id="charge_rate"),
            event("both", area_code="A", measure_id="conviction_rate", day=4),
        )
    )
    titles = [each.title for each in agreed.events_of("conviction_rate", "A")]
    assert titles == ["here", "everywhere", "this measure", "both"]


def test_only_an_agreed_rebase_starts_limits_anew() -> None:
    rows = (event("new limits", kind="rebase"), event("new building"))
    found = Partnership(events=rows).events_of("conviction_rate", "A")
    assert {each.title: each.rebases for each in found} == {
        "new limits": True,
        "new building": False,
    }


def test_a_title_without_a_welsh_one_stands_for_both() -> None:
    (found,) = Partnership(events=(event("new limits"),)).events_of("m", "A")
    assert found == Event(
        date(2024, 5, 1), "new limits", "new limits", "", "", rebases=False
    )


def test_the_target_set_last_counts() -> None:
    agreed = Partnership(
        targets=(
            TargetRow("conviction_rate", "A", 0.85, "2025", date(2024, 4, 1)),
            TargetRow("conviction_rate", "A", 0.87, "2026", date(2025, 4, 1)),
            TargetRow("conviction_rate", "B", 0.99, "2026", date(2025, 9, 1)),
        )
    )
    assert agreed.target_of("conviction_rate", "A") == Target(0.87, "2026")
    assert agreed.target_of("conviction_rate", "C") is None
    assert agreed.target_of("charge_rate", "A") is None


def test_of_targets_set_together_the_one_due_first_counts() -> None:
    agreed = Partnership(
        targets=(
            TargetRow("conviction_rate", "A", 0.9, "2030", date(2024, 4, 1)),
            TargetRow("conviction_rate", "A", 0.85, "2027", date(2024, 4, 1)),
        )
    )
    assert agreed.target_of("conviction_rate", "A") == Target(0.85, "2027")
