"""One area in a page: every measure by stage, what stands out, who does better."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple, get_args

from dashboard.areas import Geography
from dashboard.attention import Attention, Line, Reason
from dashboard.charting import ControlChart, build_control_chart
from dashboard.history import History
from dashboard.measures import Catalogue, Measure, Stage
from dashboard.partnership import Partnership
from dashboard.scorecard import ScoreRow
from dashboard.signs import Sign, find_signs, longest
from dashboard.stats.spc import PointType
from dashboard.view_state import ViewState

#: Areas to ask about one concern: more than these nobody will ring.
MOST_ASKED = 3

#: Concerns that another area may know an answer to.
_ASKED_ABOUT = (
    Reason.NEW_CONCERN,
    Reason.OUTSIDE_LIMITS,
    Reason.TARGET_MISSED,
    Reason.LASTING_CONCERN,
)


class StageRows(NamedTuple):
    """Measures of one stage of a case; `missing` have nothing loaded."""

    stage: str
    rows: tuple[ScoreRow, ...]
    missing: tuple[Measure, ...]


class BrightSpot(NamedTuple):
    """A similar area with a real improvement on what is a concern here."""

    concern: Line
    area_code: str
    chart: ControlChart
    sign: Sign
    state: ViewState


def by_stage(catalogue: Catalogue, rows: Sequence[ScoreRow]) -> tuple[StageRows, ...]:
    """Every measure under its stage, in the order of a case; no empty stages."""
    found = {row.measure.id: row for row in rows}
    stages = []
    for stage in get_args(Stage):
        measures = [m for m in catalogue.values() if m.stage == stage]
        if measures:
            stages.append(
                StageRows(
                    stage,
                    tuple(found[m.id] for m in measures if m.id in found),
                    tuple(m for m in measures if m.id not in found),
                )
            )
    return tuple(stages)


def concerns_to_ask_about(attention: Attention) -> tuple[Line, ...]:
    """The lines about a measure, which a similar area may do better on."""
    return tuple(
        line
        for line in attention.lines
        if line.row is not None and line.reason in _ASKED_ABOUT
    )


def find_bright_spots(
    concerns: Sequence[Line],
    histories: Mapping[str, History],
    geography: Geography,
    *,
    partnership: Partnership,
) -> tuple[BrightSpot, ...]:
    """For each concern the similar areas that improve on it, the clearest first.

    An improvement is one that still holds on the area's own control chart. Each links
    to the comparison with that area pinned. `histories` are of the similar areas, by
    measure.
    """
    spots = []
    for concern in concerns:
        if concern.row is None:
            continue
        measure, own = concern.row.measure, concern.row.area_code
        found = []
        for code in geography.peers.get(own, ()):
            chart = build_control_chart(
                histories[measure.id],
                code,
                events=partnership.events_of(measure.id, code),
            )
            sign = _lasting_improvement(chart)
            if sign is not None:
                state = replace(concern.state, pinned=(code,))
                found.append(BrightSpot(concern, code, chart, sign, state))
        found.sort(key=lambda spot: -spot.sign.distance)
        spots += found[:MOST_ASKED]
    return tuple(spots)


def _lasting_improvement(chart: ControlChart) -> Sign | None:
    signs = find_signs(chart, PointType.IMPROVEMENT)
    return longest(sign for sign in signs if not (sign.has_passed or sign.is_weak))
