"""State in, results out: the one place where measures meet the stored numbers."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import lru_cache

from sqlalchemy import Engine

from dashboard.areas import ENGLAND_AND_WALES, Area, AreaType, Geography
from dashboard.comparing import (
    Comparing,
    HeatRow,
    build_comparing,
    build_heat_row,
)
from dashboard.history import History, build_history
from dashboard.measures import Catalogue, Kind, Measure, Term
from dashboard.pages import (
    Choices,
    CompareView,
    CoverageRow,
    DataView,
    PeriodChoice,
    Refusal,
    Release,
)
from dashboard.periods import (
    Period,
    Window,
    count_present,
    offered_periods,
    parse_period,
)
from dashboard.view_state import Known, Note, ViewState, parse_query
from data.queries.areas import fetch_areas, fetch_members, fetch_peers
from data.queries.counts import Count, CountsQuery, fetch_counts
from data.queries.releases import (
    fetch_coverage,
    fetch_data_version,
    fetch_refusals,
    fetch_releases,
)

FIRST_MEASURE = "cps_conviction_rate"
#: A heat map needs this many measures of one family; else it shows the stage's.
FAMILY_SIZE = 3
EVER = (190001, 299912)
DEMONSTRATION = "demonstration"

_Key = tuple[str, str, str]


class Views:
    """Reads the store through `engine` and answers with what pages show.

    What does not change with the state is kept per data version, so that a load is
    seen at the next request and nothing is ever invalidated by hand.
    """

    def __init__(self, engine: Engine, catalogue: Catalogue, *, home_area: str) -> None:
        self.engine = engine
        self.catalogue = catalogue
        self.home_area = home_area
        self._geography = lru_cache(maxsize=2)(self._read_geography)
        self._coverage = lru_cache(maxsize=2)(self._read_coverage)
        self._releases = lru_cache(maxsize=2)(self._read_releases)
        self._history = lru_cache(maxsize=64)(self._read_history)
        self._heat = lru_cache(maxsize=256)(self._read_heat)

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
        choices, window, period, more = self._choose(measure, state, version)
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

    def _choose(
        self, measure: Measure, state: ViewState, version: str
    ) -> tuple[Choices, Window, Period | None, list[Note]]:
        notes: list[Note] = []
        present = self._present(measure, version)
        offers = {
            window: offered_periods(
                present,
                measure.frequency,
                window=window,
                year_start=measure.year_start,
            )
            for window in measure.windows
        }
        windows = tuple(window for window, offered in offers.items() if offered)
        usual = (
            Window.YEAR if Window.YEAR in windows else (windows or (Window.YEAR,))[0]
        )
        window = Window(state.window) if state.window else usual
        if window not in windows:
            if state.window and windows:
                notes.append(Note("bad_value", "window", state.window))
            window = usual
        offered = offers.get(window, [])
        period = offered[0] if offered else None
        wanted = parse_period(state.period, window)
        if wanted is not None and _can_show(wanted, measure, window, present=present):
            period = wanted
        if state.period and period is not None and wanted != period:
            notes.append(Note("bad_value", "period", state.period))
        listed = offered
        if period is not None and period not in offered:
            listed = [*offered, period]
        choices = tuple(
            PeriodChoice(each, *count_present(each, present, measure.frequency))
            for each in listed
        )
        return Choices(windows, choices), window, period, notes

    def _present(self, measure: Measure, version: str) -> frozenset[int]:
        return frozenset(self._areas_by_period(measure, version))

    def _areas_by_period(self, measure: Measure, version: str) -> dict[int, int]:
        coverage = self._coverage(version)
        found: dict[int, int] | None = None
        for term in measure.flowing_terms:
            rows = coverage.get(
                (*term.key, measure.area_type.value, measure.frequency), {}
            )
            if found is None:
                found = dict(rows)
            else:
                both = found.keys() & rows.keys()
                found = {first: min(found[first], rows[first]) for first in both}
        return dict(sorted((found or {}).items()))

    def _read_history(
        self, measure_id: str, span: tuple[int, int], as_of: str, version: str
    ) -> History:
        measure = self.catalogue[measure_id]
        return self._read_histories((measure,), span, as_of)[0]

    def _read_histories(
        self, measures: Sequence[Measure], span: tuple[int, int], as_of: str
    ) -> list[History]:
        """Histories of measures of one area type, read together."""
        area_type = measures[0].area_type.value
        flowing = {term for measure in measures for term in measure.flowing_terms}
        standing = {term for measure in measures for term in measure.standing_terms}
        counts = self._fetch(flowing, area_type, span, as_of)
        people = self._fetch(standing, area_type, EVER, as_of)
        return [
            build_history(
                measure,
                [count for term in measure.flowing_terms for count in counts[term.key]],
                [
                    count
                    for term in measure.standing_terms
                    for count in people[term.key]
                ],
            )
            for measure in measures
        ]

    def _fetch(
        self, terms: Collection[Term], area_type: str, span: tuple[int, int], as_of: str
    ) -> dict[_Key, list[Count]]:
        """Stored numbers of every area of the type, and of the nation, by term."""
        by_term: dict[_Key, list[Count]] = defaultdict(list)
        if not terms:
            return by_term
        series = tuple(sorted({term.series for term in terms}))
        categories = tuple(sorted({(t.breakdown, t.category) for t in terms}))
        nation = AreaType.NATION.value
        for kind, codes in ((area_type, ()), (nation, (ENGLAND_AND_WALES,))):
            query = CountsQuery(
                series=series,
                area_type=kind,
                area_codes=codes,
                first=span[0],
                last=span[1],
                categories=categories,
                as_of=as_of or None,
            )
            for count in fetch_counts(self.engine, query):
                by_term[count.series, count.breakdown, count.category].append(count)
        return by_term

    def _read_heat(
        self, measure_id: str, period: Period, window: Window, as_of: str, version: str
    ) -> tuple[HeatRow, ...]:
        shown: dict[str, tuple[Period, Window]] = {}
        for measure in self._heat_measures(self.catalogue[measure_id]):
            present = self._present(measure, version)
            if _can_show(period, measure, window, present=present):
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
            for history in self._read_histories(measures, span, as_of):
                rows[history.measure.id] = build_heat_row(
                    history, geography, period=chosen[0], window=chosen[1]
                )
        return tuple(rows[name] for name in shown)

    def _heat_measures(self, measure: Measure) -> tuple[Measure, ...]:
        family = self.catalogue.family(measure.family)
        if len(family) < FAMILY_SIZE:
            family = tuple(m for m in self.catalogue.values() if m.family_head)
        divides = (Kind.PROPORTION, Kind.RATE)
        return tuple(
            m for m in family if m.kind in divides and m.area_type == measure.area_type
        )

    def _read_geography(self, version: str) -> Geography:
        areas = {}
        for row in fetch_areas(self.engine):
            kind = AreaType(row.area_type)
            areas[kind, row.area_code] = Area(
                code=row.area_code,
                type=kind,
                name_en=row.name_en,
                name_cy=row.name_cy,
                short_en=row.short_en or "",
                short_cy=row.short_cy or "",
                tile_column=row.tile_column,
                tile_row=row.tile_row,
            )
        members: dict[tuple[AreaType, str], list[tuple[AreaType, str]]]
        members = defaultdict(list)
        for link in fetch_members(self.engine):
            whole = (AreaType(link.whole_type), link.whole_code)
            members[whole].append((AreaType(link.part_type), link.part_code))
        peers: dict[str, list[str]] = defaultdict(list)
        basis = {}
        for peer in sorted(fetch_peers(self.engine), key=lambda p: p.rank):
            peers[peer.area_code].append(peer.peer_code)
            basis[peer.area_code] = peer.basis
        return Geography(
            areas=areas,
            members={whole: tuple(parts) for whole, parts in members.items()},
            peers={code: tuple(codes) for code, codes in peers.items()},
            peer_basis=basis,
        )

    def _read_coverage(
        self, version: str
    ) -> dict[tuple[str, str, str, str, str], dict[int, int]]:
        coverage: dict[tuple[str, str, str, str, str], dict[int, int]]
        coverage = defaultdict(dict)
        for row in fetch_coverage(self.engine):
            key = (
                row.series, row.breakdown, row.category, row.area_type, row.frequency
            )  # fmt: skip
            coverage[key][row.period] = row.areas
        return coverage

    def _read_releases(self, version: str) -> tuple[Release, ...]:
        found = [
            Release(
                row.release_id,
                row.publication,
                row.edition,
                row.published_on,
                row.loaded_at,
                row.row_count,
                row.state,
                row.note or "",
            )
            for row in fetch_releases(self.engine)
        ]
        return tuple(sorted(found, key=lambda r: -r.release_id))


def _can_show(
    period: Period, measure: Measure, window: Window, *, present: Collection[int]
) -> bool:
    """True where something of the period is stored; of a rolling year, all of it."""
    if window not in measure.windows:
        return False
    found, wanted = count_present(period, present, measure.frequency)
    return found == wanted if window == Window.ROLLING_YEAR else found > 0


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
