"""What a partnership set itself to do: priorities, measures, actions, comments."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from dashboard.language import Language


class Words(NamedTuple):
    """What somebody wrote, in English and in Welsh; English stands in for no Welsh."""

    en: str
    cy: str = ""

    def text(self, language: Language) -> str:
        """In the reader's language; empty where nothing was written."""
        return (self.cy or self.en) if language.code == "cy" else self.en

    def tongue(self, language: Language) -> str | None:
        """The language the text is in where it is not the reader's; else None."""
        return "en" if language.code == "cy" and self.en and not self.cy else None


class Level(NamedTuple):
    """A level on the way to a target, in the unit of the measure's value."""

    period: str
    value: float


class PlannedMeasure(NamedTuple):
    """A measure of a priority: one it is judged by, or one that must not get worse.

    `trajectory` is step, straight or points, or empty; `points` are dated levels.
    """

    measure_id: str
    is_balancing: bool
    baseline: Level | None
    trajectory: str
    points: tuple[Level, ...]


class Action(NamedTuple):
    """Something an agency does; `state` is planned, under_way, done or stopped."""

    id: str
    title: Words
    owner: str
    agency: str
    starts_on: date | None
    due_on: date
    state: str
    state_on: date | None
    note: Words
    evidence_url: str

    def is_late(self, today: date) -> bool:
        """Due, and neither done nor given up."""
        return self.state not in ("done", "stopped") and self.due_on < today


class Comment(NamedTuple):
    """What an agency says; of a measure where there is one."""

    priority_id: str
    measure_id: str
    area_code: str
    period: str
    written_on: date
    agency: str
    author: str
    words: Words


class Explanation(NamedTuple):
    """One line of the explain-or-reform register.

    `decision` is offered, accepted or contested.
    """

    measure_id: str
    area_code: str
    breakdown: str
    category: str
    written_on: date
    decision: str
    explanation: Words
    action: Words
    owner: str
    review_on: date | None


@dataclass(frozen=True)
class Priority:
    """One priority of an area with all that belongs to it.

    `why` is the partnership's reason, `plain` the same for readers who know nothing
    of the field; without an `owner` that is a gap.
    """

    id: str
    area_code: str
    title: Words
    why: Words
    plain: Words
    owner: str
    lead_agency: str
    partners: tuple[str, ...]
    starts_on: date
    review_on: date | None
    serves: Words
    evidence_url: str
    measures: tuple[PlannedMeasure, ...] = ()
    actions: tuple[Action, ...] = ()
    comments: tuple[Comment, ...] = ()

    @property
    def judged_by(self) -> tuple[PlannedMeasure, ...]:
        """Measures that tell whether it succeeds."""
        return tuple(m for m in self.measures if not m.is_balancing)

    @property
    def balanced_by(self) -> tuple[PlannedMeasure, ...]:
        """Measures that must not get worse meanwhile."""
        return tuple(m for m in self.measures if m.is_balancing)
