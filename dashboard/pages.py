"""What each page is given: the state it shows, what it offers, and its figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from dashboard.areas import Area, Geography
from dashboard.attention import Attention
from dashboard.catalogue_page import StageEntries
from dashboard.comparing import Comparing
from dashboard.disclosure import Policy
from dashboard.freshness import Freshness
from dashboard.gap import Gap
from dashboard.inspection.grades import Criterion, Movement, Rating, Sheet
from dashboard.measure_page import Counterweight, Distribution
from dashboard.measures import Measure, Source
from dashboard.overview import BrightSpot, StageRows
from dashboard.periods import Period, Window
from dashboard.releases import Release as Release
from dashboard.results import Comparison, Result
from dashboard.revisions import Revision
from dashboard.scorecard import ScoreRow
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
class OverviewView:
    """One area's page for one link: every measure, what stands out, how recent it is.

    `windows` are those a reader may choose for all measures together; `today` is the
    day the figures are read on.
    """

    state: ViewState
    notes: tuple[Note, ...]
    geography: Geography
    windows: tuple[Window, ...]
    stages: tuple[StageRows, ...]
    attention: Attention
    bright: tuple[BrightSpot, ...]
    freshness: tuple[Freshness, ...]
    releases: tuple[Release, ...]
    today: date


@dataclass(frozen=True)
class MeasureView:
    """The page of one measure for one link.

    Without anything loaded `row` and all that follows from it are None or empty.
    """

    state: ViewState
    notes: tuple[Note, ...]
    geography: Geography
    choices: Choices
    measure: Measure
    source: Source
    freshness: Freshness
    row: ScoreRow | None
    distribution: Distribution | None
    gap: Gap | None
    balancing: tuple[Counterweight, ...]
    revisions: tuple[Revision, ...]
    releases: tuple[Release, ...]
    today: date


class Better(NamedTuple):
    """An area graded higher, with the measure's figure of each area it serves.

    `results` and `comparisons` are by the code of a criminal justice area.
    """

    body: Area
    rating: Rating
    results: Mapping[str, Result]
    comparisons: Mapping[str, Comparison]


@dataclass(frozen=True)
class InspectionView:
    """The inspection page for one link.

    `sheet` is the framework and edition in view, `own` the inspected areas that serve
    the reader's, `graded` the one whose grade on `criterion` others are asked about.
    Without any grades all that follows from them is None or empty.
    """

    state: ViewState
    notes: tuple[Note, ...]
    geography: Geography
    sheets: tuple[Sheet, ...]
    sheet: Sheet | None
    own: tuple[Area, ...]
    criterion: Criterion | None
    graded: Area | None
    measure: Measure | None
    period: Period | None
    national: Result | None
    higher: tuple[Better, ...]
    before: Sheet | None
    movements: tuple[Movement, ...]
    releases: tuple[Release, ...]

    @property
    def is_made_up(self) -> bool:
        """Whether nobody ever gave the grades in view."""
        return any(release.is_made_up for release in self.releases)


@dataclass(frozen=True)
class CatalogueView:
    """The catalogue for one link: every measure by stage, and what it can be had by."""

    state: ViewState
    notes: tuple[Note, ...]
    geography: Geography
    stages: tuple[StageEntries, ...]
    agencies: tuple[str, ...]
    topics: tuple[str, ...]


class Hiding(NamedTuple):
    """The disclosure policy, figures under it, and how many are hidden and why."""

    policy: Policy
    figures: int
    small: int
    others: int


@dataclass(frozen=True)
class DataView:
    """The data page: what was loaded, what it covers, what was refused."""

    state: ViewState
    notes: tuple[Note, ...]
    geography: Geography
    releases: tuple[Release, ...]
    coverage: tuple[CoverageRow, ...]
    refusals: tuple[Refusal, ...]
