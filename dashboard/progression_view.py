"""From what is held to a case's way across the agencies, for one state."""

from collections.abc import Sequence
from dataclasses import replace

from dashboard.disparity.group_counts import read_points
from dashboard.holdings import Holdings
from dashboard.progression.courts import courts_of
from dashboard.progression.spans import choose_span
from dashboard.progression.view import (
    Offered,
    ProgressionView,
    check_choices,
    weigh_lanes,
)
from dashboard.progression.wanted import offences_held, sources_held
from dashboard.view_state import Note, ViewState


def read_progression(
    held: Holdings, asked: ViewState, notes: Sequence[Note], version: str
) -> ProgressionView:
    """The page for a state; what it could not follow is among the notes."""
    course = held.course
    coverage = held.coverage(asked.as_of, version)
    geography = held.geography(version)
    offences = offences_held(course, coverage)
    courts = courts_of(asked.area, geography)
    state, dropped = check_choices(
        asked,
        course,
        offences=offences,
        courts=[court.code for court in courts],
        elsewhere=read_points(),
    )
    spans = choose_span(state, sources_held(course, coverage).values())
    shown = replace(state, period=spans.period.label if spans.period else "")
    figures = replace(shown, pinned=(), lang="en", measure="", agency="")
    built, releases = held.progression(figures, spans, version)
    flow_notes = built.flow[1].notes if built and built.flow else ()
    return ProgressionView(
        state=shown,
        notes=(*notes, *dropped, *spans.notes, *flow_notes),
        geography=geography,
        course=course,
        offered=Offered(spans, offences, courts),
        sources=held.catalogue.sources,
        weighed=weigh_lanes(held.catalogue, held.all_present(version)),
        releases=held.releases_of(releases, version),
        built=built,
    )
