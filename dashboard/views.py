"""State in, results out: the one place where measures meet the stored numbers."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from dashboard.agendas import Agenda
from dashboard.areas import AreaType, Geography
from dashboard.attention import Attention, find_attention
from dashboard.catalogue_page import list_measures
from dashboard.choosing import choose_period
from dashboard.comparing import (
    Comparing,
    build_comparing,
)
from dashboard.disclosure import load_policy
from dashboard.disproportionality import DisproportionalityView
from dashboard.disproportionality_view import (
    read_disproportionality,
    read_new_disparities,
)
from dashboard.freshness import Freshness, find_freshness, reading_day
from dashboard.gap import find_gap
from dashboard.group_counts import read_points
from dashboard.holdings import Holdings
from dashboard.inspecting import inspection_view
from dashboard.measure_page import Counterweight, build_distribution, weigh
from dashboard.measures import Catalogue, Kind
from dashboard.open_views import OpenViews
from dashboard.overview import (
    BrightSpot,
    by_stage,
    concerns_to_ask_about,
    find_bright_spots,
)
from dashboard.pages import (
    CatalogueView,
    CompareView,
    CoverageRow,
    DataView,
    Hiding,
    InspectionView,
    MeasureView,
    OverviewView,
    Refusal,
    Release,
)
from dashboard.pairs import Pair
from dashboard.periods import (
    Window,
    period_from,
)
from dashboard.plan_views import PlanView, plan_view
from dashboard.progression.courts import courts_of
from dashboard.progression.spans import choose_span
from dashboard.progression.view import (
    Offered,
    ProgressionView,
    check_choices,
    weigh_lanes,
)
from dashboard.progression.wanted import offences_held, sources_held
from dashboard.reading import (
    EVER,
    read_area_histories,
    read_versions,
)
from dashboard.revisions import Revision, find_revisions
from dashboard.scorecard import build_row
from dashboard.since import Scope, Since
from dashboard.view_state import Known, Note, ViewState, parse_query
from data.definitions import read_disclosure
from data.engine import Engine
from data.patience import answer_within
from data.queries.releases import fetch_disclosure, fetch_refusals
from data.watching import Made, Watch

FIRST_MEASURE = "cps_conviction_rate"


class Views:
    """Reads the store through `engine` and answers with what pages show.

    What does not change with the state is kept per data version, so that nothing is
    ever invalidated by hand. A load is seen at the next request, or on a database
    server once `patience` seconds have passed.
    """

    def __init__(
        self,
        engine: Engine,
        catalogue: Catalogue,
        *,
        home_area: str,
        patience: float = 0.0,
    ) -> None:
        self.engine = engine
        self.catalogue = catalogue
        self.home_area = home_area
        self._watch = Watch(engine, patience=patience)
        self._held = Holdings(engine, catalogue)
        self.open = OpenViews(engine, catalogue, self._held, self.data_version)

    def data_version(self) -> str:
        """Changes with every load and rollback; part of every cache key."""
        return self._watch.version()

    def of_one_version(self, make: Callable[[], Made]) -> tuple[str, Made]:
        """What is made of one version of the figures, and which; see data.watching."""
        return self._watch.of_one_version(make)

    @property
    def last_version(self) -> str:
        """The version that was seen last, though the store be away; empty for none."""
        return self._watch.last

    def answer_within(self, seconds: float | None) -> None:
        """From now on this thread waits so long for the store; None: no bound."""
        answer_within(seconds)

    def held_measures(self) -> tuple[str, ...]:
        """The measures there are any figures for, in the order of a case."""
        present = self._held.all_present(self.data_version())
        return tuple(name for name, firsts in present.items() if firsts)

    def geography(self) -> Geography:
        """Every area, membership and peer group."""
        return self._held.geography(self.data_version())

    def hiding(self) -> Hiding:
        """What is hidden, why, and who answers for it."""
        decided = fetch_disclosure(self.engine)
        return Hiding(
            load_policy(read_disclosure()),
            figures=decided.figures,
            small=decided.small,
            others=decided.others,
        )

    def is_demonstration(self) -> bool:
        """True while any demonstration figures are current."""
        return any(
            release.is_made_up and release.state == "current"
            for release in self._held.releases(self.data_version())
        )

    def loads(self) -> tuple[datetime, ...]:
        """When each load that still counts was made."""
        releases = self._held.releases(self.data_version())
        return tuple(r.loaded_at for r in releases if r.state != "withdrawn")

    def defaults(self) -> ViewState:
        """The view of a bare address: the home area and the first measure."""
        version = self.data_version()
        areas = self._held.geography(version).of_type(AreaType.CRIMINAL_JUSTICE_AREA)
        home = self.home_area if self.home_area in areas else next(iter(areas), "")
        held = [m for m in self.catalogue.values() if self._held.present(m, version)]
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
            measure,
            state,
            present=self._held.present(measure, version, state.as_of),
        )
        state = replace(
            state, window=window.value, period=period.label if period else ""
        )
        geography = self._held.geography(version)
        data = None
        if period is not None:
            history = self._held.history(measure.id, EVER, state.as_of, version)
            data = build_comparing(
                history,
                state,
                geography,
                period=period,
                window=window,
                heat=self._held.heat(measure.id, period, window, state.as_of, version),
            )
        return CompareView(
            state=state,
            notes=(*notes, *more, *_benchmark_notes(state, data)),
            choices=choices,
            geography=geography,
            releases=self._held.releases_of(data.releases, version) if data else (),
            data=data,
        )

    def overview(self, query: str, *, today: date) -> OverviewView:
        """The overview of the state's area; `today` decides what is late.

        Made-up figures are read on a day of their own calendar.
        """
        version = self.data_version()
        state, notes = self.parse(query)
        rows = self._held.rows(state, None, version)
        freshness, day = self._freshness(version, state.as_of, today=today)
        attention = find_attention(
            rows,
            freshness,
            state,
            disparities=read_new_disparities(self._held, state, version),
        )
        return OverviewView(
            state=state,
            notes=notes,
            geography=self._held.geography(version),
            windows=tuple(
                window
                for window in Window
                if any(window in row.measure.windows for row in rows)
            ),
            stages=by_stage(self.catalogue, rows),
            attention=attention,
            bright=self._bright_spots(attention, state, version),
            freshness=freshness,
            releases=tuple(each.release for each in freshness if each.release),
            today=day,
        )

    def measure_page(self, measure_id: str, query: str, *, today: date) -> MeasureView:
        """The page of one measure; raises KeyError for one that is not defined."""
        version = self.data_version()
        measure = self.catalogue[measure_id]
        asked, notes = self.parse(query)
        asked = replace(asked, measure=measure.id)
        choices, window, period, more = choose_period(
            measure,
            asked,
            present=self._held.present(measure, version, asked.as_of),
        )
        state = replace(
            asked, window=window.value, period=period.label if period else ""
        )
        geography = self._held.geography(version)
        freshness, day = self._freshness(version, state.as_of, today=today)
        row = distribution = gap = None
        balancing: tuple[Counterweight, ...] = ()
        revisions: tuple[Revision, ...] = ()
        if period is not None:
            history = self._held.history(measure.id, EVER, state.as_of, version)
            row = build_row(
                history,
                state,
                geography,
                period=period,
                window=window,
                partnership=self._held.partnership(state.as_of, version),
            )
            distribution = build_distribution(history, state, geography, row=row)
            gap = find_gap(measure, row.result, row.benchmark)
            others = self._held.rows(state, measure.balancing, version)
            balancing = weigh(row, others)
            revisions = find_revisions(
                history,
                read_versions(self.engine, measure, state.area),
                state.area,
                releases=self._held.releases(version, state.as_of),
            )
        return MeasureView(
            state=state,
            notes=(*notes, *more),
            geography=geography,
            choices=choices,
            measure=measure,
            source=self.catalogue.source(measure),
            freshness=next(
                each
                for each in freshness
                if each.source.id == measure.publication.source
            ),
            row=row,
            distribution=distribution,
            gap=gap,
            balancing=balancing,
            revisions=revisions,
            releases=self._held.releases_of(history.releases, version)
            if period
            else (),
            today=day,
        )

    def disproportionality(self, query: str) -> DisproportionalityView:
        """Differences between groups of people for a query string."""
        version = self.data_version()
        state, notes = self.parse(query)
        return read_disproportionality(self._held, state, notes, version)

    def progression(self, query: str) -> ProgressionView:
        """The progression page for a query string."""
        version = self.data_version()
        asked, notes = self.parse(query)
        course = self._held.course
        coverage = self._held.coverage(asked.as_of, version)
        geography = self._held.geography(version)
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
        built, releases = self._held.progression(figures, spans, version)
        flow_notes = built.flow[1].notes if built and built.flow else ()
        return ProgressionView(
            state=shown,
            notes=(*notes, *dropped, *spans.notes, *flow_notes),
            geography=geography,
            course=course,
            offered=Offered(spans, offences, courts),
            sources=self.catalogue.sources,
            weighed=weigh_lanes(self.catalogue, self._held.all_present(version)),
            releases=self._held.releases_of(releases, version),
            built=built,
        )

    def plan(self, query: str, *, today: date, since: date | None = None) -> PlanView:
        """The partnership's plan for the state's area, read on a day.

        What moved is counted from a day, or else from the last meeting before today.
        """
        version = self.data_version()
        state, notes = self.parse(query)
        _, day = self._freshness(version, state.as_of, today=today)
        return plan_view(self._held, state, notes, version, today=day, since=since)

    def area_of_priority(self, name: str, *, as_of: str) -> str:
        """The area whose plan has a priority; empty where none has."""
        found = self._held.priorities(as_of, self.data_version())
        return next((each.area_code for each in found if each.id == name), "")

    def pairs(self, query: str) -> tuple[Pair, ...]:
        """The measure in view with each of its counterweights that it can meet."""
        version = self.data_version()
        state, _ = self.parse(query)
        first = self.catalogue[state.measure]
        return tuple(
            pair
            for name in first.balancing
            if (pair := self._held.pair((first.id, name), state, version)) is not None
        )

    def catalogue_page(self, query: str) -> CatalogueView:
        """The catalogue of measures, linked in the reader's own view."""
        version = self.data_version()
        state, notes = self.parse(query)
        measures = self.catalogue.values()
        return CatalogueView(
            state=state,
            notes=notes,
            geography=self._held.geography(version),
            stages=list_measures(
                self.catalogue, self._held.all_present(version, state.as_of), state
            ),
            agencies=tuple(dict.fromkeys(m.lead_agency for m in measures)),
            topics=tuple(dict.fromkeys(m.topic for m in measures)),
        )

    def inspection(self, query: str) -> InspectionView:
        """The inspection page for a query string."""
        state, notes = self.parse(query)
        return inspection_view(self._held, state, notes, self.data_version())

    def _freshness(
        self, version: str, as_of: str, *, today: date
    ) -> tuple[tuple[Freshness, ...], date]:
        """How recent each publication is, and the day that is judged on.

        Figures as known on a day are judged on that day.
        """
        present = self._held.all_present(version, as_of)
        latest = [
            period_from(max(firsts), self.catalogue[name].frequency.months)
            for name, firsts in present.items()
            if firsts
        ]
        day = reading_day(today, latest, is_demonstration=self.is_demonstration())
        if as_of:
            day = min(day, date.fromisoformat(as_of))
        releases = self._held.releases(version, as_of)
        return find_freshness(self.catalogue, present, releases, today=day), day

    def _bright_spots(
        self, attention: Attention, state: ViewState, version: str
    ) -> tuple[BrightSpot, ...]:
        geography = self._held.geography(version)
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
            concerns,
            histories,
            geography,
            partnership=self._held.partnership(state.as_of, version),
        )

    def data_page(self, query: str) -> DataView:
        """The data page for a query string."""
        version = self.data_version()
        state, notes = self.parse(query)
        coverage = [
            CoverageRow(
                measure, self._held.areas_by_period(measure, version, state.as_of)
            )
            for measure in self.catalogue.values()
        ]
        refusals = fetch_refusals(self.engine, None, limit=500)
        return DataView(
            state=state,
            notes=notes,
            geography=self._held.geography(version),
            releases=self._held.releases(version, state.as_of),
            coverage=tuple(coverage),
            refusals=tuple(Refusal(*row) for row in refusals),
        )

    def agendas(self, area: str = "") -> tuple[Agenda, ...]:
        """Every meeting's agenda, the latest first; those an area's board may use."""
        every = self._held.agendas("", self.data_version())
        return tuple(a for a in every if not area or a.area_code in ("", area))

    def since(self, state: ViewState, scope: Scope) -> Since | None:
        """What was revised since the day of a view; None for the figures of now."""
        if not state.as_of:
            return None
        return self._held.since(state.as_of, scope, self.data_version())

    def releases(self, as_of: str = "") -> tuple[Release, ...]:
        """Every load there has been, the latest first; or those known on a day."""
        return self._held.releases(self.data_version(), as_of)


def _benchmark_notes(state: ViewState, data: Comparing | None) -> list[Note]:
    """Says so when what the reader asked to compare with has no value."""
    if data is None or data.benchmark.value is not None:
        return []
    if data.measure.kind == Kind.COUNT:
        is_asked = state.against != "england_and_wales"
        return [Note("count_not_compared", "against", state.against)] * is_asked
    return [Note("no_benchmark", "against", state.against)]
