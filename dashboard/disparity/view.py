"""The page on disproportionality: what it is given to show."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.areas import ENGLAND_AND_WALES, Geography
from dashboard.disparity.choices import Offers
from dashboard.disparity.group_counts import Label
from dashboard.disparity.groups import Characteristic, Term
from dashboard.disparity.recording import RecordingRow
from dashboard.disparity.register import RegisterLine
from dashboard.disparity.rows import Closer, PointRow
from dashboard.measures import Source
from dashboard.releases import Release
from dashboard.view_state import Note, ViewState

#: More groups than this are drawn for the decision point in view alone.
MOST_GROUPS = 6


@dataclass(frozen=True)
class DisproportionalityView:
    """The page for one link; `area` is the area's code or that of the nation.

    `closer` is None with nothing loaded. `relaxed` are the characteristics that, each
    by itself, would show what is hidden when people are split by two at once; `hidden`
    is how many comparisons are.
    """

    state: ViewState
    notes: tuple[Note, ...]
    geography: Geography
    area: str
    characteristic: Characteristic
    offers: Offers
    started: int | None
    labels: Mapping[Term, Label]
    rows: tuple[PointRow, ...]
    closer: Closer | None
    recording: tuple[RecordingRow, ...]
    register: tuple[RegisterLine, ...]
    hidden: int
    relaxed: tuple[tuple[Characteristic, int], ...]
    releases: tuple[Release, ...]
    sources: tuple[Source, ...]

    @property
    def is_of_nation(self) -> bool:
        """True where the figures are those of England and Wales."""
        return self.area == ENGLAND_AND_WALES

    @property
    def is_one_point(self) -> bool:
        """True where there are so many groups that one decision point is enough."""
        most = max((len(row.groups) for row in self.rows), default=0)
        return self.closer is not None and most > MOST_GROUPS

    @property
    def drawn_rows(self) -> tuple[PointRow, ...]:
        """The decision points that are drawn."""
        if self.closer is not None and self.is_one_point:
            return (self.closer.focus.row,)
        return self.rows

    @property
    def reference(self) -> str:
        """Whom groups are compared with."""
        return self.offers.reference
