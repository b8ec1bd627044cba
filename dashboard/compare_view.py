"""From what is held to the areas on one measure, for one state."""

from collections.abc import Sequence
from dataclasses import replace

from dashboard.choosing import choose_period
from dashboard.comparing import Comparing, build_comparing
from dashboard.holdings import Holdings
from dashboard.measures import Kind
from dashboard.pages import CompareView
from dashboard.reading import EVER
from dashboard.view_state import Note, ViewState


def read_compare(
    held: Holdings, asked: ViewState, notes: Sequence[Note], version: str
) -> CompareView:
    """The page for a state; what it could not follow is among the notes."""
    measure = held.catalogue[asked.measure]
    present = held.present(measure, version, asked.as_of)
    choices, window, period, more = choose_period(measure, asked, present=present)
    state = replace(asked, window=window.value, period=period.label if period else "")
    geography = held.geography(version)
    data = None
    if period is not None:
        data = build_comparing(
            held.history(measure.id, EVER, state.as_of, version),
            state,
            geography,
            period=period,
            window=window,
            heat=held.heat(measure.id, period, window, state.as_of, version),
        )
    return CompareView(
        state=state,
        notes=(*notes, *more, *_benchmark_notes(state, data)),
        choices=choices,
        geography=geography,
        releases=held.releases_of(data.releases, version) if data else (),
        data=data,
    )


def _benchmark_notes(state: ViewState, data: Comparing | None) -> list[Note]:
    """Says so when what the reader asked to compare with has no value."""
    if data is None or data.benchmark.value is not None:
        return []
    if data.measure.kind == Kind.COUNT:
        is_asked = state.against != "england_and_wales"
        return [Note("count_not_compared", "against", state.against)] * is_asked
    return [Note("no_benchmark", "against", state.against)]
