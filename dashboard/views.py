"""State in, results out: the one place where measures meet the stored numbers."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from data.queries.areas import fetch_areas, fetch_members, fetch_peers
from data.queries.counts import Count, CountsQuery, fetch_counts
from data.queries.releases import (
    fetch_coverage,
    fetch_data_version,
    fetch_refusals,
    fetch_releases,
)
from sqlalchemy import Engine

from dashboard.areas import ENGLAND_AND_WALES, Area, AreaType, Geography
from dashboard.comparing import (
    Comparing,
    HeatRow,
    build_comparing,
    build_heat_row,
)
from dashboard.history import History, build_history
from dashboard.measures import Catalogue, Kind, Measure
from dashboard.pages import (
    Choices,
    CompareView,
    CoverageRow,
    DataView,
    PeriodChoice,
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

FIRST_MEASURE = "cps_conviction_rate"
#: A heat map needs this many measures of one family; else it shows the stage's.
FAMILY_SIZE = 3
EVER = (190001, 299912)
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
            refusals=tuple(tuple(row) for row in refusals),
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
        wanted = parse_period(state.period, window) if state.period else None
        period = offered[0] if offered else None
        if wanted is not None and any(wanted.parts(measure.frequency)) and offered:
            found = count_present(wanted, present, measure.frequency)[0]
            period = wanted if found and _fits(wanted, offered, window) else period
        if state.period and wanted != period:
            notes.append(Note("bad_value", "period", state.period))
        choices = tuple(
            PeriodChoice(p, *count_present(p, present, measure.frequency))
            for p in (
                offered if period in offered or not period else [period, *offered]
            )
        )
        return Choices(windows, choices), window, period, notes

    def _present(self, measure: Measure, version: str) -> frozenset[int]:
        return frozenset(self._areas_by_period(measure, version))

    def _areas_by_period(self, measure: Measure, version: str) -> dict[int, int]:
        coverage = self._coverage(version)
        terms = [t for t in measure.terms if not self._is_standing(measure, t.series)]
        found: dict[int, int] | None = None
        for term in terms:
            key = (term.series, term.breakdown, term.category)
            rows = coverage.get((*key, measure.area_type.value, measure.frequency), {})
            if found is None:
                found = dict(rows)
            else:
                both = found.keys() & rows.keys()
                found = {first: min(found[first], rows[first]) for first in both}
        return dict(sorted((found or {}).items()))

    def _is_standing(self, measure: Measure, series: str) -> bool:
        """True for a population under a rate whose events are counted more often."""
        below = measure.denominator.terms if measure.denominator else ()
        return measure.kind == Kind.RATE and any(t.series == series for t in below)

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
        flowing: set[tuple[str, str, str]] = set()
        standing: set[tuple[str, str, str]] = set()
        for measure in measures:
            for term in measure.terms:
                is_standing = self._is_standing(measure, term.series)
                keys = standing if is_standing else flowing
                keys.add((term.series, term.breakdown, term.category))
        counts = self._fetch(flowing, area_type, span, as_of)
        people = self._fetch(standing, area_type, EVER, as_of) if standing else []
        by_key = defaultdict(list)
        for count in (*counts, *people):
            by_key[count.series, count.breakdown, count.category].append(count)
        return [self._history_from(measure, by_key) for measure in measures]

    def _history_from(
        self, measure: Measure, by_key: dict[tuple[str, str, str], list[Count]]
    ) -> History:
        events: list[Count] = []
        people: list[Count] = []
        for term in measure.terms:
            rows = by_key[term.series, term.breakdown, term.category]
            is_standing = self._is_standing(measure, term.series)
            (people if is_standing else events).extend(rows)
        return build_history(measure, events, people)

    def _fetch(
        self,
        keys: Iterable[tuple[str, str, str]],
        area_type: str,
        span: tuple[int, int],
        as_of: str,
    ) -> list[Count]:
        ordered = sorted(keys)
        series = tuple(sorted({key[0] for key in ordered}))
        categories = tuple(sorted({(key[1], key[2]) for key in ordered}))

        def read(kind: str, codes: tuple[str, ...]) -> list[Count]:
            query = CountsQuery(
                series=series,
                area_type=kind,
                area_codes=codes,
                first=span[0],
                last=span[1],
                categories=categories,
                as_of=as_of or None,
            )
            return fetch_counts(self.engine, query)

        nation = read(AreaType.NATION.value, (ENGLAND_AND_WALES,))
        return [*read(area_type, ()), *nation]

    def _read_heat(
        self, measure_id: str, period: Period, window: Window, as_of: str, version: str
    ) -> tuple[HeatRow, ...]:
        shown: dict[str, tuple[Period, Window]] = {}
        for measure in self._heat_measures(self.catalogue[measure_id]):
            present = self._present(measure, version)
            fits = (
                window in measure.windows
                and count_present(period, present, measure.frequency)[0]
            )
            if fits:
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


def _fits(period: Period, offered: Sequence[Period], window: Window) -> bool:
    """A whole rolling year, or any other span with something in it."""
    return period in offered or window != Window.ROLLING_YEAR


def _by_span(
    mapping: dict[str, tuple[Period, Window]],
) -> dict[tuple[Period, Window], list[str]]:
    grouped: dict[tuple[Period, Window], list[str]] = defaultdict(list)
    for key, value in mapping.items():
        grouped[value].append(key)
    return grouped


def _benchmark_notes(state: ViewState, data: Comparing | None) -> list[Note]:
    """Says so when the benchmark asked for has no value."""
    if data is None or data.benchmark.value is not None:
        return []
    if state.against == "england_and_wales":
        return []
    return [Note("no_benchmark", "against", state.against)]
