"""What the store holds, read once for each of its versions."""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache, partial
from typing import TypeVar

from dashboard.areas import AreaType
from dashboard.choosing import can_show, latest_period
from dashboard.comparing import HeatRow, build_heat_row, heat_measures
from dashboard.disparity.group_counts import read_group_counts, read_minimum_base
from dashboard.disparity.group_rates import Rates
from dashboard.disparity.groups import Characteristic
from dashboard.history import History
from dashboard.inspection.grades import Sheet, build_sheets
from dashboard.measures import Catalogue, Measure
from dashboard.pairs import Pair, build_pair, pair_periods
from dashboard.periods import Period, Window, offered_periods
from dashboard.plan.reading import read_agendas, read_priorities
from dashboard.progression.course import load_course
from dashboard.progression.spans import Spans
from dashboard.progression.streams import places_of
from dashboard.progression.view import Built, build, court_codes
from dashboard.progression.wanted import wanted
from dashboard.reading import (
    EVER,
    Span,
    read_area_histories,
    read_coverage,
    read_geography,
    read_histories,
    read_partnership,
    read_ratings,
    read_releases,
    read_replaced,
    read_standing,
    read_streams,
    read_wider,
)
from dashboard.releases import Release, known_on
from dashboard.scorecard import ScoreRow, build_row
from dashboard.sharing import covered, is_shared, share_all
from dashboard.since import Scope, Since, find_since
from dashboard.view_state import ViewState
from data.definitions import (
    read_categories,
    read_progression,
    read_series,
    read_trial_reasons,
)
from data.engine import Engine

#: As text before every day there is.
NEVER = "0001-01-01"

Found = TypeVar("Found")


class Holdings:
    """Answers by data version, so that nothing is ever invalidated by hand."""

    def __init__(self, engine: Engine, catalogue: Catalogue) -> None:
        self.engine = engine
        self.catalogue = catalogue
        self.geography = lru_cache(maxsize=2)(lambda version: read_geography(engine))
        self.every_release = lru_cache(maxsize=2)(lambda version: read_releases(engine))
        self.loaded_by = lru_cache(maxsize=512)(self._loaded_by)
        self.coverage = self._by_day(8, partial(_of_day, read_coverage, engine))
        self._standing = self._by_day(8, partial(_of_day, read_standing, engine))
        self.partnership = self._by_day(8, partial(_of_day, read_partnership, engine))
        self.priorities = self._by_day(8, partial(_of_day, read_priorities, engine))
        self.agendas = self._by_day(8, partial(_of_day, read_agendas, engine))
        self.sheets = self._by_day(8, self._read_sheets)
        self.rates = self._by_day(16, self._read_rates, place=1)
        self._since = self._by_day(32, self._read_since)
        self.history = self._by_day(64, self._read_history, place=2)
        self.course = load_course(
            read_progression(),
            series=read_series(),
            categories=read_categories(),
            reasons=read_trial_reasons(),
            measures=catalogue,
        )
        self._progression = lru_cache(maxsize=64)(self._read_progression)
        self._heat_rows = self._by_day(64, self._read_heat_rows, place=1)
        self._areas_by_period = self._by_day(512, self._count_areas, place=1)
        self._rows = lru_cache(maxsize=64)(self._read_rows)
        self._pair = lru_cache(maxsize=64)(self._read_pair)

    def _by_day(
        self, size: int, read: Callable[..., Found], *, place: int = 0
    ) -> Callable[..., Found]:
        """What `read` finds, kept; whatever day is asked for, read as of its load.

        The day is the argument at `place`, the version the last one.
        """
        kept = lru_cache(maxsize=size)(read)

        def found(*asked: Hashable) -> Found:
            day = self.loaded_by(str(asked[place]), str(asked[-1]))
            return kept(*asked[:place], day, *asked[place + 1 :])

        return found

    def _loaded_by(self, as_of: str, version: str) -> str:
        """The last day on or before `as_of` on which anything was loaded.

        Figures are the same on all days between two loads. Empty for the figures of
        now; a day before all others where nothing had been loaded.
        """
        if not as_of:
            return ""
        days = (r.loaded_at.date().isoformat() for r in self.every_release(version))
        return max((day for day in days if day <= as_of), default=NEVER)

    def since(self, as_of: str, scope: Scope, version: str) -> Since:
        """What was revised since a day, in a scope."""
        found = self._since(as_of, scope, version)
        return found._replace(day=date.fromisoformat(as_of))

    def progression(
        self, state: ViewState, spans: Spans, version: str
    ) -> tuple[Built | None, frozenset[int]]:
        """The panels of the progression page, and the releases they rest on."""
        return self._progression(self._read_by(state, version), spans, version)

    def releases(self, version: str, as_of: str = "") -> tuple[Release, ...]:
        """Every load, the latest first; those there were at the end of a day.

        Such a release is in the state it was in then.
        """
        every = self.every_release(version)
        if not as_of:
            return every
        return known_on(every, as_of, standing=self._standing(as_of, version))

    def is_demonstration(self, version: str) -> bool:
        """True while any demonstration figures are current."""
        return any(
            release.is_made_up and release.state == "current"
            for release in self.releases(version)
        )

    def present(
        self, measure: Measure, version: str, as_of: str = ""
    ) -> frozenset[int]:
        """First months of the periods of a measure stored now, or known on a day."""
        return frozenset(self.areas_by_period(measure, version, as_of))

    def areas_by_period(
        self, measure: Measure, version: str, as_of: str = ""
    ) -> dict[int, int]:
        """For how many areas a measure can be worked out, by stored period."""
        return self._areas_by_period(measure.id, as_of, version)

    def _count_areas(self, measure_id: str, as_of: str, version: str) -> dict[int, int]:
        return covered(self.catalogue[measure_id], self.coverage(as_of, version))

    def rows(
        self, state: ViewState, names: tuple[str, ...] | None, version: str
    ) -> tuple[ScoreRow, ...]:
        """A row of each measure that has anything; of all, in the order of a case."""
        return self._rows(self._asked(state, version), names, version)

    def pair(
        self, names: tuple[str, str], state: ViewState, version: str
    ) -> Pair | None:
        """Two measures together; None where they never cover the same time."""
        return self._pair(names, self._asked(state, version), version)

    def stored_breakdowns(self, version: str) -> frozenset[tuple[str, str]]:
        """Every series and breakdown that has any figure."""
        return frozenset((key[0], key[1]) for key in self.coverage("", version))

    def _read_rates(
        self, characteristic: Characteristic, as_of: str, version: str
    ) -> Rates:
        areas = self.geography(version).of_type(AreaType.CRIMINAL_JUSTICE_AREA)
        counts = read_group_counts(self.engine, characteristic, as_of=as_of)
        return Rates(counts, characteristic, tuple(areas), read_minimum_base())

    def _read_history(
        self, measure_id: str, span: tuple[int, int], as_of: str, version: str
    ) -> History:
        measures = (self.catalogue[measure_id],)
        found = read_histories(self.engine, measures, span=span, as_of=as_of)
        histories = {history.measure.id: history for history in found}
        return self._with_shared(histories, as_of, version)[measure_id]

    def area_histories(
        self,
        names: Collection[str],
        *,
        codes: tuple[str, ...],
        spans: Mapping[str, Span],
        as_of: str,
        version: str,
    ) -> dict[str, History]:
        """By measure, all periods of a few areas, and every area in its span."""
        histories = read_area_histories(
            self.engine,
            [self.catalogue[name] for name in names],
            codes=codes,
            spans=spans,
            as_of=as_of,
        )
        return self._with_shared(histories, as_of, version)

    def _with_shared(
        self, histories: Mapping[str, History], as_of: str, version: str
    ) -> dict[str, History]:
        coverage = self.coverage(as_of, version)
        measures = [history.measure for history in histories.values()]
        sharing = [measure for measure in measures if is_shared(measure, coverage)]
        if not sharing:
            return dict(histories)
        wider = read_wider(self.engine, sharing, as_of=as_of)
        return share_all(histories, wider, self.geography(version))

    def _read_since(self, as_of: str, scope: Scope, version: str) -> Since:
        measures = [self.catalogue[n] for n in scope.measures or self.catalogue]
        replaced = {
            name: places
            for name, places in read_replaced(
                self.engine, measures, codes=scope.areas, as_of=as_of
            ).items()
            if places
        }
        return find_since(
            date.fromisoformat(as_of),
            replaced,
            then={n: self.history(n, EVER, as_of, version) for n in replaced},
            now={n: self.history(n, EVER, "", version) for n in replaced},
            releases=self.every_release(version),
            is_of_areas=not scope.measures,
        )

    def _read_sheets(self, as_of: str, version: str) -> tuple[Sheet, ...]:
        return build_sheets(read_ratings(self.engine, as_of), self.geography(version))

    def heat(
        self, measure_id: str, period: Period, window: Window, as_of: str, version: str
    ) -> tuple[HeatRow, ...]:
        """The rows of the heat map beside a measure; the same beside all its family."""
        shown: dict[str, tuple[Period, Window]] = {}
        for measure in heat_measures(self.catalogue, self.catalogue[measure_id]):
            present = self.present(measure, version, as_of)
            if can_show(period, measure, window, present=present):
                shown[measure.id] = (period, window)
                continue
            own = Window.YEAR if Window.YEAR in measure.windows else measure.windows[0]
            offered = offered_periods(
                present, measure.frequency, window=own, year_start=measure.year_start
            )
            if offered:
                shown[measure.id] = (offered[0], own)
        return self._heat_rows(tuple(shown.items()), as_of, version)

    def _read_heat_rows(
        self,
        shown: tuple[tuple[str, tuple[Period, Window]], ...],
        as_of: str,
        version: str,
    ) -> tuple[HeatRow, ...]:
        rows: dict[str, HeatRow] = {}
        geography = self.geography(version)
        for chosen, names in _by_span(dict(shown)).items():
            measures = [self.catalogue[name] for name in names]
            span = (chosen[0].first, chosen[0].last)
            histories = self._with_shared(
                {
                    history.measure.id: history
                    for history in read_histories(
                        self.engine, measures, span=span, as_of=as_of
                    )
                },
                as_of,
                version,
            )
            for name, history in histories.items():
                rows[name] = build_heat_row(
                    history, geography, period=chosen[0], window=chosen[1]
                )
        return tuple(rows[name] for name, _ in shown)

    def _read_rows(
        self, state: ViewState, names: tuple[str, ...] | None, version: str
    ) -> tuple[ScoreRow, ...]:
        chosen = {}
        for name in self.catalogue if names is None else names:
            measure = self.catalogue[name]
            present = self.present(measure, version, state.as_of)
            found = latest_period(measure, state, present=present)
            if found is not None:
                chosen[name] = found
        histories = self.area_histories(
            chosen,
            codes=(state.area,),
            spans={name: (p.first, p.last) for name, (p, _) in chosen.items()},
            as_of=state.as_of,
            version=version,
        )
        geography = self.geography(version)
        return tuple(
            build_row(
                histories[name],
                state,
                geography,
                period=period,
                window=window,
                partnership=self.partnership(state.as_of, version),
            )
            for name, (period, window) in chosen.items()
        )

    def _read_progression(
        self, state: ViewState, spans: Spans, version: str
    ) -> tuple[Built | None, frozenset[int]]:
        if spans.period is None:
            return None, frozenset()
        geography = self.geography(version)
        reads = wanted(
            self.course,
            state,
            spans.period,
            self.coverage(state.as_of, version),
            places=places_of(state.area, geography),
            courts=court_codes(state.area, geography),
        )
        streams = read_streams(self.engine, reads, as_of=state.as_of)
        built = build(self.course, streams, state, geography, spans)
        return built, streams.releases()

    def _read_pair(
        self, names: tuple[str, str], state: ViewState, version: str
    ) -> Pair | None:
        first, second = (self.catalogue[name] for name in names)
        if first.area_type != second.area_type:
            return None
        found = pair_periods(
            first,
            second,
            asked=state.window,
            present=(
                self.present(first, version, state.as_of),
                self.present(second, version, state.as_of),
            ),
        )
        if found is None:
            return None
        window, periods = found
        span = (periods[0].first, periods[0].last)
        histories = self.area_histories(
            names,
            codes=(state.area,),
            spans=dict.fromkeys(names, span),
            as_of=state.as_of,
            version=version,
        )
        return build_pair(
            (histories[first.id], histories[second.id]),
            self.geography(version),
            state.area,
            window=window,
            periods=periods,
        )

    def _asked(self, state: ViewState, version: str) -> ViewState:
        """What figures depend on: the rest of a view is how they are looked at."""
        return ViewState(
            area=state.area,
            period=state.period,
            window=state.window,
            against=state.against,
            as_of=self.loaded_by(state.as_of, version),
        )

    def _read_by(self, state: ViewState, version: str) -> ViewState:
        return replace(state, as_of=self.loaded_by(state.as_of, version))

    def all_present(self, version: str, as_of: str = "") -> dict[str, frozenset[int]]:
        """First months of the stored periods, by measure."""
        return {m.id: self.present(m, version, as_of) for m in self.catalogue.values()}

    def releases_of(
        self, release_ids: Collection[int], version: str
    ) -> tuple[Release, ...]:
        """The releases of these numbers, the latest first."""
        releases = self.every_release(version)
        return tuple(r for r in releases if r.release_id in release_ids)


def _of_day(
    read: Callable[[Engine, str], Found], engine: Engine, as_of: str, _version: str
) -> Found:
    return read(engine, as_of)


def _by_span(
    mapping: dict[str, tuple[Period, Window]],
) -> dict[tuple[Period, Window], list[str]]:
    grouped: dict[tuple[Period, Window], list[str]] = defaultdict(list)
    for key, value in mapping.items():
        grouped[value].append(key)
    return grouped
