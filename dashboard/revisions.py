"""What newer releases changed in figures that were out already."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from dashboard.history import Count, History, build_history
from dashboard.measures import Measure
from dashboard.periods import Window, period_from
from dashboard.releases import Release
from dashboard.results import Result

#: Periods of one release that are named; the rest are counted.
MOST_NAMED = 12


class Version(Count, Protocol):
    """One stored number as one release had it."""

    @property
    def superseded_by(self) -> int | None: ...


class Change(NamedTuple):
    """One period's figure before and after a release."""

    before: Result
    after: Result


class Revision(NamedTuple):
    """What one release changed: the latest periods first, and how many in all."""

    release: Release
    changes: tuple[Change, ...]
    periods: int


def find_revisions(
    history: History,
    versions: Sequence[Version],
    area_code: str,
    *,
    releases: Iterable[Release],
) -> tuple[Revision, ...]:
    """Each release that changed an area's figures, the latest first.

    Figures are worked out from the numbers as they stood before the release and after
    it. Periods it first brought are no revision, nor are those it only repeated. People
    under a rate are those of today on both sides.
    """
    known = {release.release_id: release for release in releases}
    changed_by: dict[int, set[int]] = {}
    for version in versions:
        if version.superseded_by is not None:
            changed_by.setdefault(version.superseded_by, set()).add(version.period)
    revisions = []
    for release_id, firsts in sorted(changed_by.items(), reverse=True):
        before = _as_before(history, versions, release_id)
        after = _as_before(history, versions, release_id + 1)
        changes = [
            change
            for first in sorted(firsts, reverse=True)
            if (change := _change(before, after, area_code, first)) is not None
        ]
        if changes and release_id in known:
            named = tuple(changes[:MOST_NAMED])
            revisions.append(Revision(known[release_id], named, len(changes)))
    return tuple(revisions)


def _as_before(
    history: History, versions: Iterable[Version], release_id: int
) -> History:
    """The numbers as they stood before a release was loaded."""
    stood = [
        version
        for version in versions
        if version.release_id < release_id
        and (version.superseded_by is None or version.superseded_by >= release_id)
    ]
    measure: Measure = history.measure
    standing: Mapping[str, Mapping[int, float]] = history.standing
    return History(measure, build_history(measure, stood).cells, standing)


def _change(
    before: History, after: History, area_code: str, first: int
) -> Change | None:
    """The figures of one period; None where they are the same."""
    measure = before.measure
    period, window = (
        period_from(first, measure.frequency.months),
        Window(measure.frequency.value),
    )
    change = Change(
        before.result(area_code, period, window),
        after.result(area_code, period, window),
    )
    counts = [(r.numerator, r.denominator, r.value) for r in change]
    return None if counts[0] == counts[1] else change
