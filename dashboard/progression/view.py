"""Everything the progression page shows for one link, built from what was read."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from dashboard.areas import Area, AreaType, Geography
from dashboard.measures import Catalogue, Measure, Source
from dashboard.progression.attrition import Attrition, build_attrition
from dashboard.progression.cohorts import Cohorts, build_cohorts
from dashboard.progression.course import LANES, Course, Lane
from dashboard.progression.courts import CourtView, build_courts, courts_of
from dashboard.progression.flow import Flow
from dashboard.progression.flows import find_flow
from dashboard.progression.reasons import Reasons, build_reasons
from dashboard.progression.spans import Spans
from dashboard.progression.stages import Asked, LaneView, build_stages
from dashboard.progression.streams import Place, Streams, places_of
from dashboard.progression.timeliness import Timeliness, build_timeliness
from dashboard.progression.trials import Trials, build_trials
from dashboard.progression.wanted import court_lane
from dashboard.releases import Release
from dashboard.view_state import Note, ViewState


class Weighed(NamedTuple):
    """A measure of a stage, and those that may pull the other way."""

    measure: Measure
    against: tuple[Measure, ...]


class Offered(NamedTuple):
    """What a reader may choose between: spans, groups of offences, courts."""

    spans: Spans
    offences: tuple[str, ...]
    courts: tuple[Area, ...]


@dataclass(frozen=True)
class Built:
    """The panels of one link, where there is any span to show."""

    lanes: tuple[LaneView, ...]
    cohorts: Cohorts | None
    flow: tuple[Place, Flow] | None
    attrition: Attrition
    timeliness: Timeliness
    trials: Trials | None
    reasons: tuple[Reasons, ...]
    courts: tuple[CourtView, ...]


@dataclass(frozen=True)
class ProgressionView:
    """The page for one link; `built` is None with nothing loaded at all."""

    state: ViewState
    notes: tuple[Note, ...]
    geography: Geography
    course: Course
    offered: Offered
    sources: Mapping[str, Source]
    weighed: Mapping[Lane, tuple[Weighed, ...]]
    releases: tuple[Release, ...]
    built: Built | None

    @property
    def area(self) -> Area:
        """The reader's own area."""
        return self.geography.areas[AreaType.CRIMINAL_JUSTICE_AREA, self.state.area]

    @property
    def lane(self) -> Lane:
        """The kind of court that flow, trials and reasons are of."""
        return court_lane(self.state)

    @property
    def court(self) -> Area | None:
        """The court the link names, if any."""
        return self.geography.areas.get((AreaType.COURT, self.state.court))


def check_choices(
    state: ViewState,
    course: Course,
    *,
    offences: Sequence[str],
    courts: Sequence[str],
    elsewhere: Collection[str],
) -> tuple[ViewState, tuple[Note, ...]]:
    """The state without choices that nothing is loaded for, each with a note.

    A stage that another page knows by its name, one of `elsewhere`, is no slip.
    """
    known = {
        "stage": LANES,
        "offence": offences,
        "court": courts,
        "reason": (
            *course.reasons,
            *(leaving.id for leaving in course.exits),
            "cracked",
            "ineffective",
        ),
    }
    wrong = {
        name: getattr(state, name)
        for name, values in known.items()
        if getattr(state, name) and getattr(state, name) not in values
    }
    notes = tuple(
        Note("bad_value", name, value)
        for name, value in wrong.items()
        if name != "stage" or value not in elsewhere
    )
    return replace(state, **dict[str, Any](dict.fromkeys(wrong, ""))), notes


def weigh_lanes(
    catalogue: Catalogue, present: Mapping[str, frozenset[int]]
) -> dict[Lane, tuple[Weighed, ...]]:
    """By lane, the loaded measures that have loaded counterweights."""
    found: dict[Lane, list[Weighed]] = {lane: [] for lane in LANES}
    for measure in catalogue.values():
        if measure.stage == "context" or not measure.family_head:
            continue
        against = tuple(
            catalogue[name]
            for name in measure.balancing
            if name in catalogue and present.get(name)
        )
        if against and present.get(measure.id):
            found[measure.stage].append(Weighed(measure, against))
    return {lane: tuple(each) for lane, each in found.items()}


def build(
    course: Course,
    streams: Streams,
    state: ViewState,
    geography: Geography,
    spans: Spans,
) -> Built | None:
    """Every panel of the page; None without any span to show."""
    if spans.period is None:
        return None
    places = places_of(state.area, geography)
    court = Place(AreaType.COURT, state.court) if state.court else None
    asked = Asked(spans.period, places, state.offence, court)
    lane = court_lane(state)
    return Built(
        lanes=build_stages(course, streams, asked),
        cohorts=build_cohorts(course, streams, state.area, spans.period),
        flow=find_flow(course, streams, asked, state, lane=lane),
        attrition=build_attrition(course, streams, asked, state, geography),
        timeliness=build_timeliness(course, streams, asked, geography, lane=lane),
        trials=build_trials(course, streams, asked, state, geography, lane=lane),
        reasons=build_reasons(course, streams, asked, state, geography, lane=lane),
        courts=build_courts(
            course, streams, state.area, geography, spans.period, state
        ),
    )


def court_codes(area_code: str, geography: Geography) -> tuple[str, ...]:
    """The codes of the courts that stand in an area."""
    return tuple(area.code for area in courts_of(area_code, geography))
