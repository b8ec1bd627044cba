"""The same cases followed from being recorded: how many had come how far, and when.

Newer cases have had less time. What had not been reached when the figures were taken
may still be: it is censored, and shown as not yet known, never as not reached.
"""

from typing import NamedTuple

from dashboard.areas import AreaType
from dashboard.history import History
from dashboard.periods import Period
from dashboard.progression.course import CohortStage, Course
from dashboard.progression.streams import (
    Streams,
    count,
    terms_of,
    window_of,
    year_before,
)
from dashboard.results import HIDDEN, Result

BREAKDOWN = "elapsed_months"
#: After how many months since being recorded it is told how far cases had come.
MONTHS = (3, 6, 9, 12, 18, 36)


class Reached(NamedTuple):
    """The share of a cohort that had come to a stage within so many months.

    `share` is None where that is not known; `is_censored` where those months have not
    gone by for all of them, so that it is still to come.
    """

    months: int
    number: float | None
    share: float | None
    is_censored: bool


class CohortLine(NamedTuple):
    """One stage: how many had reached it after 3, 6, 9 ... months."""

    stage: CohortStage
    points: tuple[Reached, ...]


class Cohort(NamedTuple):
    """The cases recorded in a span, followed."""

    period: Period
    entered: Result
    lines: tuple[CohortLine, ...]

    @property
    def known_months(self) -> int:
        """To how many months after being recorded all of them have been followed."""
        known = [
            point.months
            for line in self.lines
            for point in line.points
            if not point.is_censored
        ]
        return max(known, default=0)


class Cohorts(NamedTuple):
    """The span's own cohort, and the one of a year earlier, which is further on."""

    own: Cohort
    before: Cohort | None


def build_cohorts(
    course: Course, streams: Streams, code: str, period: Period
) -> Cohorts | None:
    """The cohorts of one area; None where no linked records are loaded for it."""
    own = _cohort(course, streams, code, period)
    if own is None:
        return None
    return Cohorts(own, _cohort(course, streams, code, year_before(period)))


def _cohort(
    course: Course, streams: Streams, code: str, period: Period
) -> Cohort | None:
    if not course.cohorts or course.cohorts[0].series not in course.series:
        return None
    first, *later = course.cohorts
    entered = _history(course, streams, first, "").result(
        code, period, window_of(period)
    )
    if entered.value is None or entered.is_partial:
        return None
    lines = tuple(
        CohortLine(
            stage,
            tuple(_point(course, streams, stage, code, period, entered, months)
                  for months in MONTHS),
        )
        for stage in later
        if stage.series in course.series
    )  # fmt: skip
    return Cohort(period, entered, lines)


def _point(
    course: Course,
    streams: Streams,
    stage: CohortStage,
    code: str,
    period: Period,
    entered: Result,
    months: int,
) -> Reached:
    history = _history(course, streams, stage, f"months_{months}")
    found = history.result(code, period, window_of(period))
    is_censored = found.months_present < found.months_expected
    if is_censored or found.value is None or not entered.value:
        is_hidden = found.status in HIDDEN and not is_censored
        return Reached(months, None, None, is_censored=not is_hidden)
    return Reached(months, found.value, found.value / entered.value, is_censored=False)


def _history(
    course: Course, streams: Streams, stage: CohortStage, category: str
) -> History:
    series = course.series[stage.series]
    measure = count(
        stage.series,
        series,
        lane="police",
        place=AreaType.CRIMINAL_JUSTICE_AREA,
        terms=terms_of((stage.series,), category, breakdown=BREAKDOWN),
    )
    return streams.history(measure)
