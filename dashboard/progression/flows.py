"""The three histories of a court's cases: received, disposed of, open."""

from dashboard.areas import AreaType
from dashboard.progression.course import Course, Lane
from dashboard.progression.flow import Flow, Flows, build_flow
from dashboard.progression.stages import Asked, places_for
from dashboard.progression.streams import Place, Streams, count, terms_of
from dashboard.view_state import ViewState

PARTS = ("receipts", "disposals", "open_cases")


def flow_series(lane: Lane) -> tuple[str, ...]:
    """The series of received, disposed of and open cases of one kind of court."""
    return tuple(f"{lane}_{part}" for part in PARTS)


def flows_of(
    course: Course, streams: Streams, lane: Lane, kind: AreaType
) -> Flows | None:
    """The histories for one kind of place; None where the course defines none."""
    names = flow_series(lane)
    if any(name not in course.series for name in names):
        return None
    return Flows(
        *(
            streams.history(
                count(
                    name,
                    course.series[name],
                    lane=lane,
                    place=kind,
                    terms=terms_of((name,)),
                )
            )
            for name in names
        )
    )


def find_flow(
    course: Course, streams: Streams, asked: Asked, state: ViewState, *, lane: Lane
) -> tuple[Place, Flow] | None:
    """The balance of the first place that has one with a difference to tell.

    Else of the first that has any figure; None without any.
    """
    first: tuple[Place, Flow] | None = None
    for place in places_for(lane, asked):
        flows = flows_of(course, streams, lane, place.type)
        flow = build_flow(flows, place.code, asked.period, state) if flows else None
        if flow is None:
            continue
        if any(quarter.difference is not None for quarter in flow.quarters):
            return place, flow
        first = first or (place, flow)
    return first
