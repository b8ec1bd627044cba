"""From what is held to the page on disproportionality, for one state."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from dashboard.attention import Line
from dashboard.disparity.choices import (
    Asked,
    choose,
    choose_characteristic,
    offered_characteristics,
)
from dashboard.disparity.group_counts import read_labels, read_points
from dashboard.disparity.groups import Characteristic
from dashboard.disparity.lines import disparity_lines
from dashboard.disparity.recording import recording_rows
from dashboard.disparity.register import newly_clear, register_lines
from dashboard.disparity.rows import (
    PointRow,
    find_focus,
    hidden_in,
    look_closer,
    point_rows,
)
from dashboard.disparity.view import DisproportionalityView
from dashboard.holdings import Holdings
from dashboard.view_state import Note, ViewState


def read_disproportionality(
    held: Holdings, asked_state: ViewState, notes: Sequence[Note], version: str
) -> DisproportionalityView:
    """The page for a state; what it could not follow is among the notes."""
    points = read_points()
    offered = offered_characteristics(points, held.stored_breakdowns(version))
    characteristic, state, dropped = choose_characteristic(asked_state, offered)
    rates = held.rates(characteristic, state.as_of, version)
    asked, offers, state, more = choose(state, points, rates, _named())
    rows = point_rows(
        points, rates, asked.area, started=asked.started, reference=asked.reference
    )
    focus = find_focus(rows, stage=state.stage, group=state.group)
    closer = None
    if focus is not None:
        closer = look_closer(
            rates,
            focus,
            asked.area,
            reference=asked.reference,
            sources=points.sources,
        )
    releases = {
        release
        for row in rows
        for each in (*row.groups, *row.nation)
        for release in each.releases
    }
    sources = [
        points.source(year.counts)
        for row in rows
        if (year := row.year or row.nation_year)
    ]
    return DisproportionalityView(
        state=state,
        notes=(*notes, *dropped, *more),
        geography=held.geography(version),
        area=asked.area,
        characteristic=characteristic,
        offers=replace(offers, characteristics=offered),
        started=asked.started,
        labels=read_labels(),
        rows=rows,
        closer=closer,
        recording=recording_rows(rows, rates, asked.area),
        register=register_lines(
            rows,
            rates,
            asked.area,
            reference=asked.reference,
            explanations=held.partnership(state.as_of, version).explanations,
        ),
        hidden=hidden_in(rows),
        relaxed=_relaxed(held, asked, rows, state, version),
        releases=held.releases_of(releases, version),
        sources=tuple(dict.fromkeys(sources)),
    )


@cache
def _named() -> frozenset[str]:
    """Every category that anything is split by."""
    return frozenset(term.category for term in read_labels())


def read_new_disparities(
    held: Holdings, state: ViewState, version: str
) -> tuple[Line, ...]:
    """Lines about an area's differences by ethnicity that are newly clear."""
    characteristic = Characteristic.ETHNIC_GROUP_5
    rates = held.rates(characteristic, state.as_of, version)
    found = newly_clear(read_points(), rates, state.area)
    return disparity_lines(found, characteristic, read_labels(), state)


def _relaxed(
    held: Holdings,
    asked: Asked,
    rows: Sequence[PointRow],
    state: ViewState,
    version: str,
) -> tuple[tuple[Characteristic, int], ...]:
    """Of two characteristics, how many comparisons each alone leaves hidden.

    Empty where nothing is hidden, or people are split by one thing: the one that hides
    least comes first.
    """
    parts = asked.characteristic.parts
    if len(parts) < 2 or not hidden_in(rows):
        return ()
    found = []
    for part in parts:
        rates = held.rates(part, state.as_of, version)
        alone = point_rows(
            read_points(), rates, asked.area, started=asked.started, reference=""
        )
        if any(row.is_shown for row in alone):
            found.append((part, hidden_in(alone)))
    return tuple(sorted(found, key=lambda each: each[1]))
