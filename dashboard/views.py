"""State in, results out: the one place where measures meet the stored numbers."""

from collections import defaultdict
from dataclasses import replace
from datetime import date
from functools import lru_cache

from dashboard.areas import AreaType, Geography
from dashboard.attention import Attention, find_attention
from dashboard.choosing import can_show, choose_period, latest_period
from dashboard.comparing import (
    Comparing,
    HeatRow,
    build_comparing,
    build_heat_row,
)
from dashboard.freshness import find_freshness, reading_day
from dashboard.history import History
from dashboard.measures import Catalogue, Kind, Measure
from dashboard.overview import (
    BrightSpot,
    by_stage,
    concerns_to_ask_about,
    find_bright_spots,
)
from dashboard.pages import (
    CompareView,
    CoverageRow,
    DataView,
    OverviewView,
    Refusal,
    Release,
)
from dashboard.partnership import Partnership
from dashboard.periods import Period, Window, offered_periods
from dashboard.reading import (
    EVER,
    areas_by_period,
    read_area_histories,
    read_coverage,
    read_geography,
    read_histories,
    read_releases,
)
from dashboard.scorecard import ScoreRow, build_row
from dashboard.view_state import Known, Note, ViewState, parse_query
from data.engine import Engine
from data.queries.releases import fetch_data_version, fetch_refusals

FIRST_MEASURE = "cps_conviction_rate"
#: A heat map needs this many measures of one family; else it shows each one's head.
FAMILY_SIZE = 3
DEMONSTRATION = "demonstration"


class Views:
    """Reads the store through `engine` and answers with what pages show.

    What does not change with the state is kept per data version, so that a load is
    seen at the next request and nothing is ever invalidated by hand.
    """

    def __init__(self, engine: Engine, catalogue: Catalogue, *, home_area: str) -> None:
        self.engine = engine
        self.catalogue = catalogue
        self.home_area = home_area
        self._geography = lru_cache(maxsize=2)(lambda version: read_geography(engine))
        self._coverage = lru_cache(maxsize=2)(lambda version: read_coverage(engine))
        self._releases = lru_cache(maxsize=2)(lambda version: read_releases(engine))
        self._history = lru_cache(maxsize=64)(self._read_history)
        self._heat = lru_cache(maxsize=256)(self._read_heat)
        self._rows = lru_cache(maxsize=64)(self._read_rows)

    def data_version(self) -> str:
        """Changes with every load and rollback; part of every cache key."""
        return fetch_data_version(self.engine)

    def geography(self) -> Geography:
        """Every area, membership and peer group."""
        return self._geography(self.data_version())

    def is_demonstration(self) -> bool:
        """True while any demonstration figures are current."""
        return any(
            release.publication == DEMONSTRATION and release.state == "current"
            for release in self._releases(self.data_version())
        )

    def defaults(self) -> ViewState:
        """The view of a bare address: the home area and the first measure."""
        version = self.data_version()
        areas = self._geography(version).of_type(AreaType.CRIMINAL_JUSTICE_AREA)
        home = self.home_area if self.home_area in areas else next(iter(areas), "")
        held = [m for m in self.catalogue.values() if self._present(m, version)]
        chosen = next((m for m in held if m.id == FIRST_MEASURE), None)
        first = chosen or (held[0] if held else next(iter(self.catalogue.values())))
        return ViewState(area=home, measure=first.id)

    def parse(self, query: str) -> tuple[ViewState, tuple[Note, ...]]:
        """The state a query string asks for; raises nothing, notes what it dropped."""
        areas = self.geography().of_type(AreaType.CRIMINAL_JUSTICE_AREA)
        known = Known(areas=areas, measures=self.catalogue)
        return parse_query(query, known=known, defaults=self.defaults())

    def compare(self, query: str) -> CompareView:
        """The compare page for a query string."""
        version = self.data_version()
        state, notes = self.parse(query)
        measure = self.catalogue[state.measure]
        choices, window, period, more = choose_period(
            measure, state, present=self._present(measure, version)
        )
        state = replace(
            state, window=window.value, period=period.label if period else ""
        )
        geography = self._geography(version)
        data = None
        if period is not None:
            history = self._history(measure.id, EVER, state.as_of, version)
            data = build_comparing(
                history,
                state,
                geography,
                period=period,
                window=window,
                heat=self._heat(measure.id, period, window, state.as_of, version),
            )
        used = data.releases if data else frozenset()
        releases = self._releases(version)
        return CompareView(
            state=state,
            notes=(*notes, *more, *_benchmark_notes(state, data)),
            choices=choices,
            geography=geography,
            releases=tuple(r for r in releases if r.release_id in used),
            data=data,
        )

    def overview(self, query: str, *, today: date) -> OverviewView:
        """The overview of the state's area; `today` decides what is late.

        Made-up figures are read on a day of their own calendar.
        """
        version = self.data_version()
        state, notes = self.parse(query)
        rows = self._rows(replace(state, measure="", pinned=()), version)
        day = reading_day(
            today,
            [row.chart.periods[-1] for row in rows if row.chart.periods],
            is_demonstration=self.is_demonstration(),
        )
        present = {m.id: self._present(m, version) for m in self.catalogue.values()}
        freshness = find_freshness(
            self.catalogue, present, self._releases(version), today=day
        )
        attention = find_attention(rows, freshness, state)
        return OverviewView(
            state=state,
            notes=notes,
            geography=self._geography(version),
            windows=tuple(
                window
                for window in Window
                if any(window in row.measure.windows for row in rows)
            ),
            stages=by_stage(self.catalogue, rows),
            attention=attention,
            bright=self._bright_spots(attention, state, version),
            freshness=freshness,
            releases=tuple(
                release for each in freshness if (release := each.release) is not None
            ),
            today=day,
        )

    def _bright_spots(
        self, attention: Attention, state: ViewState, version: str
    ) -> tuple[BrightSpot, ...]:
        geography = self._geography(version)
        peers = geography.peers.get(state.area, ())
        concerns = concerns_to_ask_about(attention)
        if not (peers and concerns):
            return ()
        histories = read_area_histories(
            self.engine,
            [line.row.measure for line in concerns if line.row],
            codes=peers,
            spans={},
            as_of=state.as_of,
        )
        return find_bright_spots(
            concerns, histories, geography, partnership=Partnership()
        )

    def _read_rows(self, state: ViewState, version: str) -> tuple[ScoreRow, ...]:
        """A row of each measure that has anything, in the order of a case."""
        chosen = {
            measure.id: found
            for measure in self.catalogue.values()
            if (
                found := latest_period(
                    measure, state, present=self._present(measure, version)
                )
            )
        }
        histories = read_area_histories(
            self.engine,
            [self.catalogue[name] for name in chosen],
            codes=(state.area,),
            spans={name: (p.first, p.last) for name, (p, _) in chosen.items()},
            as_of=state.as_of,
        )
        geography = self._geography(version)
        return tuple(
            build_row(
                histories[name],
                state,
                geography,
                period=period,
                window=window,
                partnership=Partnership(),
            )
            for name, (period, window) in chosen.items()
        )

    def data_page(self, query: str) -> DataView:
        """The data page for a query string."""
        version = self.data_version()
        state, notes = self.parse(query)
        coverage = [
            CoverageRow(measure, self._areas_by_period(measure, version))
            for measure in self.catalogue.values()
        ]
        refusals = fetch_refusals(self.engine, None, limit=500)
        return DataView(
            state=state,
            notes=notes,
            geography=self._geography(version),
            releases=self._releases(version),
            coverage=tuple(coverage),
            refusals=tuple(Refusal(*row) for row in refusals),
        )

    def releases(self) -> tuple[Release, ...]:
        """Every load there has been, the latest first."""
        return self._releases(self.data_version())

    def _present(self, measure: Measure, version: str) -> frozenset[int]:
        return frozenset(self._areas_by_period(measure, version))

    def _areas_by_period(self, measure: Measure, version: str) -> dict[int, int]:
        return areas_by_period(measure, self._coverage(version))

    def _read_history(
        self, measure_id: str, span: tuple[int, int], as_of: str, version: str
    ) -> History:
        measures = (self.catalogue[measure_id],)
        return read_histories(self.engine, measures, span=span, as_of=as_of)[0]

    def _read_heat(
        self, measure_id: str, period: Period, window: Window, as_of: str, version: str
    ) -> tuple[HeatRow, ...]:
        shown: dict[str, tuple[Period, Window]] = {}
        for measure in self._heat_measures(self.catalogue[measure_id]):
            present = self._present(measure, version)
            if can_show(period, measure, window, present=present):
                shown[measure.id] = (period, window)
                continue
            own = Window.YEAR if Window.YEAR in measure.windows else measure.windows[0]
            offered = offered_periods(
                present, measure.frequency, window=own, year_start=measure.year_start
            )
            if offered:
                shown[measure.id] = (offered[0], own)
        rows: dict[str, HeatRow] = {}
        geography = self._geography(version)
        for chosen, names in _by_span(shown).items():
            measures = [self.catalogue[name] for name in names]
            span = (chosen[0].first, chosen[0].last)
            for history in read_histories(
                self.engine, measures, span=span, as_of=as_of
            ):
                rows[history.measure.id] = build_heat_row(
                    history, geography, period=chosen[0], window=chosen[1]
                )
        return tuple(rows[name] for name in shown)

    def _heat_measures(self, measure: Measure) -> tuple[Measure, ...]:
        family = self.catalogue.family(measure.family)
        if len(family) < FAMILY_SIZE:
            every = self.catalogue.values()
            family = tuple(m for m in every if m.family_head or m.id == measure.id)
        divides = (Kind.PROPORTION, Kind.RATE)
        return tuple(
            m for m in family if m.kind in divides and m.area_type == measure.area_type
        )


def _by_span(
    mapping: dict[str, tuple[Period, Window]],
) -> dict[tuple[Period, Window], list[str]]:
    grouped: dict[tuple[Period, Window], list[str]] = defaultdict(list)
    for key, value in mapping.items():
        grouped[value].append(key)
    return grouped


def _benchmark_notes(state: ViewState, data: Comparing | None) -> list[Note]:
    """Says so when what the reader asked to compare with has no value."""
    if data is None or data.benchmark.value is not None:
        return []
    if data.measure.kind == Kind.COUNT:
        is_asked = state.against != "england_and_wales"
        return [Note("count_not_compared", "against", state.against)] * is_asked
    return [Note("no_benchmark", "against", state.against)]
