"""What programs are given: figures with verdicts and stored numbers, page by page."""

from collections.abc import Callable
from functools import cache

from dashboard.disparity.group_counts import EVERYONE, read_labels, read_points
from dashboard.holdings import Holdings
from dashboard.judged import Judged, Wanted, blocks_of, judge_page
from dashboard.measures import Catalogue
from dashboard.reading import EVER
from data.engine import Engine
from data.queries.observations import (
    Observation,
    ObservationsQuery,
    Place,
    fetch_observations,
)


class OpenViews:
    """Answers from what pages are drawn from; of measures that exist here alone."""

    def __init__(
        self,
        engine: Engine,
        catalogue: Catalogue,
        held: Holdings,
        version: Callable[[], str],
    ) -> None:
        self._engine = engine
        self._catalogue = catalogue
        self._held = held
        self._version = version

    def present(self) -> dict[str, frozenset[int]]:
        """First months of the stored periods, by measure."""
        return self._held.all_present(self._version())

    def streams(self) -> tuple[tuple[str, str, str], ...]:
        """Series, breakdown and category of all that is divided by anything here.

        Of decision points, all people and each category of a single characteristic.
        """
        terms = {t.key for m in self._catalogue.values() for t in m.terms}
        return tuple(sorted(terms | _streams_of_points()))

    def judged(self, wanted: Wanted) -> tuple[int, list[Judged]]:
        """How many figures there are of what is wanted, and those of its page."""
        version = self._version()
        geography = self._held.geography(version)
        chosen = [
            measure
            for measure in self._catalogue.values()
            if not wanted.measures or measure.id in wanted.measures
        ]
        blocks = blocks_of(
            chosen,
            wanted,
            geography,
            lambda m: self._held.present(m, version, wanted.as_of),
        )
        judged = judge_page(
            blocks,
            wanted,
            geography,
            history=lambda m: self._held.history(m.id, EVER, wanted.as_of, version),
            partnership=self._held.partnership(wanted.as_of, version),
        )
        return sum(block.size for block in blocks), judged

    def observations(
        self,
        *,
        series: tuple[str, ...],
        area_types: tuple[str, ...],
        area_codes: tuple[str, ...],
        span: tuple[int, int],
        as_of: str,
        after: Place | None,
        limit: int,
    ) -> list[Observation]:
        """Stored numbers after a place: of the streams that measures here read."""
        query = ObservationsQuery(
            streams=tuple(s for s in self.streams() if not series or s[0] in series),
            limit=limit,
            area_types=area_types,
            area_codes=area_codes,
            first=span[0],
            last=span[1],
            as_of=as_of or None,
            after=after,
        )
        return fetch_observations(self._engine, query)


@cache
def _streams_of_points() -> frozenset[tuple[str, str, str]]:
    """What the differences between groups are counted from."""
    labels = [EVERYONE, *read_labels()]
    return frozenset(
        (series, breakdown, category)
        for point in read_points().values()
        for counts in point.counts
        for series in (counts.series, counts.out_of)
        for breakdown, category in labels
        if breakdown == "all" or breakdown in counts.breakdowns.values()
    )
