"""Explain or reform: what is clear in two successive comparisons, and what is new."""

from collections.abc import Collection, Iterable
from enum import StrEnum
from typing import NamedTuple

from dashboard.disparity.decision_points import DecisionPoint, DecisionPoints
from dashboard.disparity.disparities import Disparity, Recording
from dashboard.disparity.group_rates import Rates, Year
from dashboard.disparity.recording import recording_of
from dashboard.disparity.rows import PointRow, is_telling, point_rows, width
from dashboard.periods import Period
from dashboard.plan.model import Explanation
from dashboard.stats.disparity import Group, is_clear, relative_rate

#: So many years before two clear ones may not have been clear, for these to be new.
QUIET_YEARS = 2
#: Under so many events a first clear year may be chance's, and raises no alarm.
ALARM_FROM = 30
#: How sure the two years together must be: an area has some thirty comparisons.
ALARM_CONFIDENCE = 0.998


class Matter(StrEnum):
    """What a line of the register is about."""

    DIFFERENCE = "difference"
    RECORDING = "recording"


class RegisterLine(NamedTuple):
    """A difference clear in two successive comparisons, or a record that is not whole.

    `before` is the comparison of the year before; `explanation` None where none was
    given. A line about recording has no group.
    """

    matter: Matter
    point: DecisionPoint
    group: str
    latest: Disparity | Recording
    before: Disparity | Recording
    period: Period
    explanation: Explanation | None


def register_lines(
    rows: Iterable[PointRow],
    rates: Rates,
    area: str,
    *,
    reference: str,
    explanations: Collection[Explanation],
) -> tuple[RegisterLine, ...]:
    """What is clear in two successive comparisons, and what was said of it."""
    lines: list[RegisterLine] = []
    recorded: set[str] = set()
    for row in rows:
        if row.year is None:
            continue
        for each in row.groups:
            pair = _successive(rates, row, area, each.group, reference)
            if pair is None or not _same_side(pair):
                continue
            latest, before = pair
            subject = (
                row.point.id, area, rates.characteristic.value, each.group
            )  # fmt: skip
            lines.append(
                RegisterLine(
                    Matter.DIFFERENCE,
                    row.point,
                    each.group,
                    latest,
                    before,
                    row.year.period,
                    latest_explanation(explanations, subject),
                )
            )
        # One record feeds several points: it is asked about once.
        if row.year.counts.source not in recorded:
            found = _unrecorded(rates, row, row.year, area, explanations)
            recorded.update(row.year.counts.source for _ in found)
            lines += found
    return tuple(lines)


def latest_explanation(
    told: Iterable[Explanation], subject: tuple[str, str, str, str]
) -> Explanation | None:
    """The last one written; `subject` is point, area, characteristic and group."""
    found = [
        each
        for each in told
        if (each.measure_id, each.area_code, each.breakdown, each.category) == subject
    ]
    return max(found, key=lambda each: each.written_on, default=None)


def _unrecorded(
    rates: Rates,
    row: PointRow,
    year: Year,
    area: str,
    explanations: Collection[Explanation],
) -> list[RegisterLine]:
    earlier = _year_before(rates, row.point, area, year)
    if earlier is None:
        return []
    latest = recording_of(rates, area, year)
    before = recording_of(rates, area, earlier)
    if not (latest.needs_care and before.needs_care):
        return []
    subject = (row.point.id, area, rates.characteristic.value, "not_stated")
    told = latest_explanation(explanations, subject)
    line = RegisterLine(
        Matter.RECORDING, row.point, "", latest, before, year.period, told
    )
    return [line]


def _year_before(
    rates: Rates, point: DecisionPoint, area: str, year: Year
) -> Year | None:
    """The year before by the same counts: another edition's would be no comparison."""
    started = year.period.start.year - 1
    years = rates.years_of(year.counts, area)
    return next((each for each in years if each.period.start.year == started), None)


def _successive(
    rates: Rates, row: PointRow, area: str, group: str, reference: str
) -> tuple[Disparity, Disparity] | None:
    """A group in the year shown and in the year before; None without both."""
    if row.year is None:
        return None
    earlier = _year_before(rates, row.point, area, row.year)
    if earlier is None:
        return None
    return (
        rates.in_years(row.point, area, row.year, group, reference),
        rates.in_years(row.point, area, earlier, group, reference),
    )


def _same_side(pair: tuple[Disparity, Disparity]) -> bool:
    latest, before = pair
    return is_telling(latest) and latest.verdict == before.verdict


def newly_clear(
    points: DecisionPoints, rates: Rates, area: str
) -> tuple[Disparity, ...]:
    """Differences clear in the last two years and in neither of the two before.

    Of years with enough events, which together leave out 1 by the 99.8% interval, so
    that chance seldom makes them so: the widest first.
    """
    found = []
    for row in point_rows(points, rates, area, started=None, reference=""):
        for each in row.groups:
            pair = _successive(rates, row, area, each.group, "")
            if pair is None or not _same_side(pair) or not all(map(_is_large, pair)):
                continue
            if _is_sure(pair) and _was_quiet(rates, row, area, each.group):
                found.append(pair[0])
    return tuple(sorted(found, key=width, reverse=True))


def _is_large(found: Disparity) -> bool:
    few = min(found.events or 0.0, found.reference_events or 0.0)
    return few >= ALARM_FROM


def _is_sure(pair: tuple[Disparity, Disparity]) -> bool:
    """True where the two years together are clear by the wider interval."""
    sums = [
        sum(getattr(each, name) or 0.0 for each in pair)
        for name in ("events", "total", "reference_events", "reference_total")
    ]
    together = relative_rate(
        Group(sums[0], sums[1]),
        Group(sums[2], sums[3]),
        is_part_of_total=pair[0].point.is_part,
        confidence=ALARM_CONFIDENCE,
    )
    return is_clear(together)


def _was_quiet(rates: Rates, row: PointRow, area: str, group: str) -> bool:
    """True where each of the years before the two had a ratio that was not clear."""
    if row.year is None:
        return False
    year: Year | None = _year_before(rates, row.point, area, row.year)
    for _ in range(QUIET_YEARS):
        year = _year_before(rates, row.point, area, year) if year else None
        if year is None:
            return False
        earlier = rates.in_years(row.point, area, year, group, "")
        if earlier.ratio is None or is_telling(earlier):
            return False
    return True
