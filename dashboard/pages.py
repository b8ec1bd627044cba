"""What each page is given: the state it shows, what it offers, and its figures."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from dashboard.areas import Geography
from dashboard.comparing import Comparing
from dashboard.measures import Measure
from dashboard.periods import Period, Window
from dashboard.view_state import Note, ViewState


class PeriodChoice(NamedTuple):
    """A period the reader may choose, and how much of it has been published."""

    period: Period
    present: int
    expected: int


class Choices(NamedTuple):
    """What the controls offer for the measure in view.

    The first period is the one shown when none is chosen: the latest that is usual.
    """

    windows: tuple[Window, ...]
    periods: tuple[PeriodChoice, ...]


class Release(NamedTuple):
    """One load of one publication, as the store records it."""

    release_id: int
    publication: str
    edition: str
    published_on: date | None
    loaded_at: datetime
    row_count: int
    state: str
    note: str


@dataclass(frozen=True)
class CompareView:
    """The compare page for one link: what it shows, offers and could not follow."""

    state: ViewState
    notes: tuple[Note, ...]
    choices: Choices
    geography: Geography
    releases: tuple[Release, ...]
    data: Comparing | None


class CoverageRow(NamedTuple):
    """For how many areas a measure can be computed in each stored period."""

    measure: Measure
    areas: dict[int, int]


class Refusal(NamedTuple):
    """A row that was not loaded; a whole file where there is no line."""

    release_id: int
    file: str
    line: int | None
    reason: str
    content: str


@dataclass(frozen=True)
class DataView:
    """The data page: what was loaded, what it covers, what was refused."""

    state: ViewState
    notes: tuple[Note, ...]
    geography: Geography
    releases: tuple[Release, ...]
    coverage: tuple[CoverageRow, ...]
    refusals: tuple[Refusal, ...]
