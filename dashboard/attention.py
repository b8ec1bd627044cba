"""What needs the board's attention: at most five lines, in a stated order.

A measure is a candidate for the first reason that applies to it, in the order of
Reason. Of each family of measures one speaks, because an overall rate and those of its
offence groups rest on the same cases: the one with the first reason, its head before
the others, then the one that is furthest out. Lines stand in the order of their
reasons, then furthest out first, then in the order of a case. All late publications
together are one line. What rests on too few cases is never listed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from dashboard.charting import D2
from dashboard.disparity.disparities import Disparity
from dashboard.disparity.group_counts import Label
from dashboard.disparity.groups import Characteristic, Term
from dashboard.freshness import Freshness
from dashboard.measures import Measure
from dashboard.results import HIDDEN, Comparison, Status
from dashboard.scorecard import ScoreRow, is_worse
from dashboard.signs import Sign, find_signs, longest
from dashboard.stats.funnel import Position
from dashboard.stats.spc import PointType
from dashboard.verdicts import Change, Direction, Outlook
from dashboard.view_state import ViewState

MOST_LINES = 5
MOST_NEAR = 3


class Reason(StrEnum):
    """Why a line is listed, the weightiest first; IMPROVING is for the other list.

    A sign is NEW_CONCERN while it could first be seen in one of the last three stored
    periods: a run of seven counts from its seventh point. After that it is a
    LASTING_CONCERN, until it ends or a step is agreed.
    """

    NEW_CONCERN = "new_concern"
    OUTSIDE_LIMITS = "outside_limits"
    DISPARITY = "disparity"
    TARGET_MISSED = "target_missed"
    LASTING_CONCERN = "lasting_concern"
    LATE = "late"
    IMPROVING = "improving"


class NewDisparity(NamedTuple):
    """A difference between groups that is newly clear, with the groups' names."""

    found: Disparity
    characteristic: Characteristic
    labels: Mapping[Term, Label]


class Why(StrEnum):
    """Why something that comes near to the list is not on it."""

    SMALL_NUMBERS = "small_numbers"
    INSIDE_LIMITS = "inside_limits"
    NEITHER = "neither"


@dataclass(frozen=True)
class Line:
    """One line: its reason, what it rests on, and the view that shows it.

    `row` is None for a line about publications, which are in `late`, and for one about
    groups of people, which is in `disparity`. `sign` is the sign of special cause,
    where that is the reason. `distance` says how far out, in
    the unit of its reason. `related` are others of the family that stand out too.
    `page` and `panel` name the place, `state` the view.
    """

    reason: Reason
    state: ViewState
    page: str
    panel: str
    row: ScoreRow | None = None
    sign: Sign | None = None
    distance: float = 0.0
    related: tuple[Measure, ...] = ()
    late: tuple[Freshness, ...] = ()
    disparity: NewDisparity | None = None


class Near(NamedTuple):
    """A measure that comes near to the list, and why it is not on it."""

    row: ScoreRow
    why: Why


@dataclass(frozen=True)
class Attention:
    """The list, how many more there would be, what improved, and what came near."""

    lines: tuple[Line, ...]
    others: int
    improved: tuple[Line, ...]
    near: tuple[Near, ...]


def find_attention(
    rows: Sequence[ScoreRow],
    freshness: Sequence[Freshness],
    state: ViewState,
    *,
    disparities: Sequence[Line] = (),
) -> Attention:
    """The list for one area; `disparities` are those newly clear, where there are any.

    Rows are in the order of a case. A store in which nothing stands out has no lines.
    """
    place = {row.measure.id: number for number, row in enumerate(rows)}
    concerns = [line for row in rows if (line := _concern(row, state))]
    better = [line for row in rows if (line := _improvement(row, state))]
    lines = [*_one_a_family(concerns), *disparities, *_late(freshness, state)]
    lines.sort(key=lambda line: (_rank(line), -line.distance, _place(line, place)))
    spoken_for = {line.row.measure.family for line in lines if line.row}
    return Attention(
        lines=tuple(lines[:MOST_LINES]),
        others=len(lines[MOST_LINES:]),
        improved=tuple(_one_a_family(better)),
        near=tuple(_near(rows, spoken_for)),
    )


def _rank(line: Line) -> int:
    return list(Reason).index(line.reason)


def _place(line: Line, place: Mapping[str, int]) -> int:
    return place[line.row.measure.id] if line.row else len(place)


def _concern(row: ScoreRow, state: ViewState) -> Line | None:
    """The line of a measure, by the first reason that applies; None without one."""
    signs = [s for s in find_signs(row.chart, PointType.CONCERN) if not s.is_weak]
    new = [sign for sign in signs if sign.is_new]
    if new:
        return _sign_line(Reason.NEW_CONCERN, row, new[0], state)
    if _is_sound(row) and is_worse(row.verdict.unusual_side, row.measure):
        link = replace(
            _view(row, state), against="england_and_wales", limits="adjusted"
        )
        reach = row.standing.reach if row.standing else 0.0
        return Line(
            Reason.OUTSIDE_LIMITS, link, "compare", "funnel", row, distance=reach
        )
    if row.verdict.outlook == Outlook.WILL_MISS:
        link = _view(row, state)
        return Line(
            Reason.TARGET_MISSED, link, "measure", "chart", row, distance=_short(row)
        )
    lasting = longest(signs)
    if lasting and row.verdict.change == Change.WORSENING:
        return _sign_line(Reason.LASTING_CONCERN, row, lasting, state)
    return None


def _improvement(row: ScoreRow, state: ViewState) -> Line | None:
    signs = find_signs(row.chart, PointType.IMPROVEMENT)
    holding = longest(sign for sign in signs if not (sign.is_weak or sign.has_passed))
    if holding is None or row.verdict.change != Change.IMPROVING:
        return None
    return _sign_line(Reason.IMPROVING, row, holding, state)


def _sign_line(reason: Reason, row: ScoreRow, sign: Sign, state: ViewState) -> Line:
    return Line(
        reason,
        _view(row, state),
        page="measure",
        panel="chart",
        row=row,
        sign=sign,
        distance=sign.distance,
    )


def _view(row: ScoreRow, state: ViewState) -> ViewState:
    return replace(
        state,
        measure=row.measure.id,
        period=row.period.label,
        window=row.window.value,
    )


def _is_sound(row: ScoreRow) -> bool:
    """False for a figure that is hidden or rests on too few cases."""
    return row.result.status not in {*HIDDEN, Status.LOW_RELIABILITY}


def _short(row: ScoreRow) -> float:
    """Standard deviations the mean is short of what nearly always meets the target."""
    capability, phase = row.chart.capability, row.chart.phase
    spread = phase.limits.mean_moving_range if phase else None
    if capability is None or capability.shift_needed is None or not spread:
        return 0.0
    return capability.shift_needed / (spread / D2)


def _one_a_family(lines: Iterable[Line]) -> list[Line]:
    """The line that speaks for each family, with the others that stand out too."""
    families: dict[str, list[Line]] = {}
    for line in lines:
        if line.row is not None:
            families.setdefault(line.row.measure.family, []).append(line)
    return [_speaker(family) for family in families.values()]


def _speaker(family: Sequence[Line]) -> Line:
    first, *rest = sorted(family, key=_precedence)
    return replace(first, related=tuple(m for line in rest for m in _measures(line)))


def _precedence(line: Line) -> tuple[int, bool, float]:
    is_head = any(measure.family_head for measure in _measures(line))
    return _rank(line), not is_head, -line.distance


def _measures(line: Line) -> tuple[Measure, ...]:
    return (line.row.measure,) if line.row else ()


def _late(freshness: Sequence[Freshness], state: ViewState) -> list[Line]:
    late = tuple(each for each in freshness if each.is_late)
    if not late:
        return []
    return [Line(Reason.LATE, state, page="data", panel="coverage", late=late)]


def _near(rows: Sequence[ScoreRow], spoken_for: set[str]) -> list[Near]:
    """Measures near to the list, one a family, of families that are not on it."""
    seen = set(spoken_for)
    near = []
    for row in rows:
        why = _why_not(row)
        if why is not None and row.measure.family not in seen:
            seen.add(row.measure.family)
            near.append(Near(row, why))
    order = list(Why)
    return sorted(near, key=lambda each: order.index(each.why))[:MOST_NEAR]


def _why_not(row: ScoreRow) -> Why | None:
    verdict, measure = row.verdict, row.measure
    is_small = row.result.status == Status.LOW_RELIABILITY
    is_weak = any(sign.is_weak for sign in find_signs(row.chart, PointType.CONCERN))
    if is_weak or (is_small and is_worse(verdict.unusual_side, measure)):
        return Why.SMALL_NUMBERS
    if _is_sound(row) and is_worse(_outer_side(verdict.position), measure):
        return Why.INSIDE_LIMITS
    if verdict.comparison == Comparison.WORSE and verdict.position == Position.INSIDE:
        return Why.INSIDE_LIMITS
    return Why.NEITHER if verdict.change == Change.CHANGED else None


def _outer_side(position: Position | None) -> Direction | None:
    """The way a figure lies between the 95% and the 99.8% limits."""
    sides = {Position.ABOVE_95: Direction.UP, Position.BELOW_95: Direction.DOWN}
    return sides.get(position) if position else None
