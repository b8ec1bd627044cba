"""From what is held to the page of one measure, for one state."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dashboard.choosing import choose_period
from dashboard.freshness_view import read_freshness
from dashboard.gap import find_gap
from dashboard.holdings import Holdings
from dashboard.measure_page import Counterweight, build_distribution, weigh
from dashboard.pages import MeasureView
from dashboard.reading import EVER, read_versions
from dashboard.revisions import Revision, find_revisions
from dashboard.scorecard import build_row
from dashboard.view_state import Note, ViewState


def read_measure(
    held: Holdings,
    asked: ViewState,
    notes: Sequence[Note],
    version: str,
    *,
    today: date,
) -> MeasureView:
    """The page of the state's measure; what it could not follow is among the notes."""
    measure = held.catalogue[asked.measure]
    present = held.present(measure, version, asked.as_of)
    choices, window, period, more = choose_period(measure, asked, present=present)
    state = replace(asked, window=window.value, period=period.label if period else "")
    geography = held.geography(version)
    freshness, day = read_freshness(held, state.as_of, version, today=today)
    row = distribution = gap = None
    balancing: tuple[Counterweight, ...] = ()
    revisions: tuple[Revision, ...] = ()
    releases: frozenset[int] = frozenset()
    if period is not None:
        history = held.history(measure.id, EVER, state.as_of, version)
        row = build_row(
            history,
            state,
            geography,
            period=period,
            window=window,
            partnership=held.partnership(state.as_of, version),
        )
        distribution = build_distribution(history, state, geography, row=row)
        gap = find_gap(measure, row.result, row.benchmark)
        balancing = weigh(row, held.rows(state, measure.balancing, version))
        revisions = find_revisions(
            history,
            read_versions(held.engine, measure, state.area),
            state.area,
            releases=held.releases(version, state.as_of),
        )
        releases = frozenset(history.releases)
    return MeasureView(
        state=state,
        notes=(*notes, *more),
        geography=geography,
        choices=choices,
        measure=measure,
        source=held.catalogue.source(measure),
        freshness=next(
            each for each in freshness if each.source.id == measure.publication.source
        ),
        row=row,
        distribution=distribution,
        gap=gap,
        balancing=balancing,
        revisions=revisions,
        releases=held.releases_of(releases, version),
        today=day,
    )
