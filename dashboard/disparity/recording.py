"""How complete the record is: of how many it was not stated who they are."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from dashboard.amounts import Amount, add_up
from dashboard.areas import ENGLAND_AND_WALES
from dashboard.disparity.decision_points import DecisionPoint
from dashboard.disparity.disparities import Recording
from dashboard.disparity.group_rates import Rates, Year
from dashboard.disparity.rows import PointRow
from dashboard.results import HIDDEN, Status


class RecordingRow(NamedTuple):
    """Of how many nothing was stated at one decision point, area by area."""

    point: DecisionPoint
    year: Year
    own: Recording
    events: Amount
    unknown: Amount | None
    nation: Recording
    nation_events: Amount
    areas: Mapping[str, Recording]


def recording_rows(
    rows: Iterable[PointRow], rates: Rates, area: str
) -> tuple[RecordingRow, ...]:
    """How complete the record is at each decision point that has a year to show.

    What an area's own comparisons say of it is told of the focus; here it is counted.
    """
    found = []
    for row in rows:
        year = row.year or row.nation_year
        if year is None:
            continue
        own = row.year or year
        found.append(
            RecordingRow(
                row.point,
                year,
                recording_of(rates, area, own),
                rates.everyone(own.counts, area, own.period),
                rates.unknown(own.counts, area, own.period),
                recording_of(rates, ENGLAND_AND_WALES, year),
                rates.everyone(year.counts, ENGLAND_AND_WALES, year.period),
                {
                    code: recording_of(
                        rates,
                        code,
                        rates.year(row.point, code, year.period.start.year) or year,
                    )
                    for code in rates.areas
                },
            )
        )
    return tuple(found)


def recording_of(rates: Rates, area: str, year: Year) -> Recording:
    """How many of a year's events are of people of whom it was not stated."""
    unknown = rates.unknown(year.counts, area, year.period)
    everyone = rates.everyone(year.counts, area, year.period)
    if unknown is None:
        is_counted = everyone.status not in HIDDEN
        status = Status.NOT_APPLICABLE if is_counted else everyone.status
        return Recording(status=status)
    both = add_up((unknown, everyone))
    if both.status in HIDDEN:
        return Recording(status=both.status)
    return Recording(unknown.value, everyone.value, status=both.status)
