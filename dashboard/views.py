"""State in, results out: the one place where measures meet the stored numbers."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from dashboard.areas import AreaType, Geography
from dashboard.catalogue_page import list_measures
from dashboard.compare_view import read_compare
from dashboard.disclosure import load_policy
from dashboard.disparity.reading import (
    read_disproportionality,
)
from dashboard.disparity.view import DisproportionalityView
from dashboard.freshness_view import read_freshness
from dashboard.holdings import Holdings
from dashboard.inspection.reading import inspection_view
from dashboard.measure_view import read_measure
from dashboard.measures import Catalogue
from dashboard.meeting.agendas import Agenda
from dashboard.open_views import OpenViews
from dashboard.overview_view import read_overview
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
from dashboard.plan.view import PlanView, plan_view
from dashboard.progression.view import (
    ProgressionView,
)
from dashboard.progression_view import read_progression
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
        return self._held.is_demonstration(self.data_version())

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
        state, notes = self.parse(query)
        return read_compare(self._held, state, notes, self.data_version())

    def overview(self, query: str, *, today: date) -> OverviewView:
        """The overview of the state's area; `today` decides what is late."""
        version = self.data_version()
        state, notes = self.parse(query)
        return read_overview(self._held, state, notes, version, today=today)

    def measure_page(self, measure_id: str, query: str, *, today: date) -> MeasureView:
        """The page of one measure; raises KeyError for one that is not defined."""
        version = self.data_version()
        asked, notes = self.parse(query)
        state = replace(asked, measure=self.catalogue[measure_id].id)
        return read_measure(self._held, state, notes, version, today=today)

    def disproportionality(self, query: str) -> DisproportionalityView:
        """Differences between groups of people for a query string."""
        version = self.data_version()
        state, notes = self.parse(query)
        return read_disproportionality(self._held, state, notes, version)

    def progression(self, query: str) -> ProgressionView:
        """The progression page for a query string."""
        state, notes = self.parse(query)
        return read_progression(self._held, state, notes, self.data_version())

    def plan(self, query: str, *, today: date, since: date | None = None) -> PlanView:
        """The partnership's plan for the state's area, read on a day.

        What moved is counted from a day, or else from the last meeting before today.
        """
        version = self.data_version()
        state, notes = self.parse(query)
        _, day = read_freshness(self._held, state.as_of, version, today=today)
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
