"""What a partnership has agreed: events and targets, by measure and area."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from dashboard.charting import Event, Target
from dashboard.plan.model import Explanation

#: The kind of event with which limits start anew.
REBASE = "rebase"


class EventRow(Protocol):
    """An event as stored; without an area or measure it touches all of them."""

    @property
    def happened_on(self) -> date: ...
    @property
    def title(self) -> str: ...
    @property
    def title_cy(self) -> str | None: ...
    @property
    def area_code(self) -> str | None: ...
    @property
    def measure_id(self) -> str | None: ...
    @property
    def kind(self) -> str: ...
    @property
    def decided_by(self) -> str | None: ...
    @property
    def reason(self) -> str | None: ...


class TargetRow(Protocol):
    """A target as stored, in the unit of the measure's value."""

    @property
    def measure_id(self) -> str: ...
    @property
    def area_code(self) -> str: ...
    @property
    def target(self) -> float: ...
    @property
    def due_period(self) -> str: ...
    @property
    def set_on(self) -> date: ...


@dataclass(frozen=True)
class Partnership:
    """Everything that was agreed, for every area and measure."""

    events: tuple[EventRow, ...] = ()
    targets: tuple[TargetRow, ...] = ()
    explanations: tuple[Explanation, ...] = ()

    def events_of(self, measure_id: str, area_code: str) -> tuple[Event, ...]:
        """Events that touch a measure of an area, in the order they happened."""
        found = [
            Event(
                happened_on=row.happened_on,
                title=row.title,
                title_cy=row.title_cy or row.title,
                decided_by=row.decided_by or "",
                reason=row.reason or "",
                rebases=row.kind == REBASE,
            )
            for row in self.events
            if row.area_code in (None, "", area_code)
            and row.measure_id in (None, "", measure_id)
        ]
        return tuple(sorted(found))

    def target_of(self, measure_id: str, area_code: str) -> Target | None:
        """The target that was set last, and of several the one due first; else None."""
        rows = [
            row
            for row in self.targets
            if (row.measure_id, row.area_code) == (measure_id, area_code)
        ]
        last = max((row.set_on for row in rows), default=None)
        found = [row for row in rows if row.set_on == last]
        first = min(found, key=lambda row: row.due_period, default=None)
        return Target(first.target, first.due_period) if first else None
