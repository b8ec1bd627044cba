"""From what is held to the overview of one area, for one state."""

from collections.abc import Sequence
from datetime import date

from dashboard.attention import Attention, find_attention
from dashboard.disparity.reading import read_new_disparities
from dashboard.freshness_view import read_freshness
from dashboard.holdings import Holdings
from dashboard.overview import (
    BrightSpot,
    by_stage,
    concerns_to_ask_about,
    find_bright_spots,
)
from dashboard.pages import OverviewView
from dashboard.periods import Window
from dashboard.reading import read_area_histories
from dashboard.view_state import Note, ViewState


def read_overview(
    held: Holdings,
    state: ViewState,
    notes: Sequence[Note],
    version: str,
    *,
    today: date,
) -> OverviewView:
    """The page for a state; `today` decides what is late."""
    rows = held.rows(state, None, version)
    freshness, day = read_freshness(held, state.as_of, version, today=today)
    attention = find_attention(
        rows,
        freshness,
        state,
        disparities=read_new_disparities(held, state, version),
    )
    return OverviewView(
        state=state,
        notes=tuple(notes),
        geography=held.geography(version),
        windows=tuple(
            window
            for window in Window
            if any(window in row.measure.windows for row in rows)
        ),
        stages=by_stage(held.catalogue, rows),
        attention=attention,
        bright=_bright_spots(held, attention, state, version),
        freshness=freshness,
        releases=tuple(each.release for each in freshness if each.release),
        today=day,
    )


def _bright_spots(
    held: Holdings, attention: Attention, state: ViewState, version: str
) -> tuple[BrightSpot, ...]:
    geography = held.geography(version)
    peers = geography.peers.get(state.area, ())
    concerns = concerns_to_ask_about(attention)
    if not (peers and concerns):
        return ()
    histories = read_area_histories(
        held.engine,
        [line.row.measure for line in concerns if line.row],
        codes=peers,
        spans={},
        as_of=state.as_of,
    )
    return find_bright_spots(
        concerns,
        histories,
        geography,
        partnership=held.partnership(state.as_of, version),
    )
