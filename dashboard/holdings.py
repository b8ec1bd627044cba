"""What the store holds, read once for each of its versions."""

from collections import defaultdict
from collections.abc import Collection
from functools import lru_cache

from dashboard.choosing import can_show, latest_period
from dashboard.comparing import HeatRow, build_heat_row, heat_measures
from dashboard.history import History
from dashboard.measures import Catalogue, Measure
from dashboard.pairs import Pair, build_pair, pair_periods
from dashboard.periods import Period, Window, offered_periods
from dashboard.reading import (
    areas_by_period,
    read_area_histories,
    read_coverage,
    read_geography,
    read_histories,
    read_partnership,
    read_releases,
)
from dashboard.releases import Release
from dashboard.scorecard import ScoreRow, build_row
from dashboard.view_state import ViewState
from data.engine import Engine


class Holdings:
    """Answers by data version, so that nothing is ever invalidated by hand."""

    def __init__(self, engine: Engine, catalogue: Catalogue) -> None:
        self.engine = engine
        self.catalogue = catalogue
        self.geography = lru_cache(maxsize=2)(lambda version: read_geography(engine))
        self.coverage = lru_cache(maxsize=2)(lambda version: read_coverage(engine))
        self.releases = lru_cache(maxsize=2)(lambda version: read_releases(engine))
        self.partnership = lru_cache(maxsize=8)(
            lambda as_of, version: read_partnership(engine, as_of)
        )
        self.history = lru_cache(maxsize=64)(self._read_history)
        self.heat = lru_cache(maxsize=256)(self._read_heat)
        self._rows = lru_cache(maxsize=64)(self._read_rows)
        self._pair = lru_cache(maxsize=64)(self._read_pair)

    def present(self, measure: Measure, version: str) -> frozenset[int]:
        """First months of the stored periods of a measure."""
        return frozenset(self.areas_by_period(measure, version))

    def areas_by_period(self, measure: Measure, version: str) -> dict[int, int]:
        """For how many areas a measure can be worked out, by stored period."""
        return areas_by_period(measure, self.coverage(version))

    def rows(
        self, state: ViewState, names: tuple[str, ...] | None, version: str
    ) -> tuple[ScoreRow, ...]:
        """A row of each measure that has anything; of all, in the order of a case."""
        return self._rows(_asked(state), names, version)

    def pair(
        self, names: tuple[str, str], state: ViewState, version: str
    ) -> Pair | None:
        """Two measures together; None where they never cover the same time."""
        return self._pair(names, _asked(state), version)

    def _read_history(
        self, measure_id: str, span: tuple[int, int], as_of: str, version: str
    ) -> History:
        measures = (self.catalogue[measure_id],)
        return read_histories(self.engine, measures, span=span, as_of=as_of)[0]

    def _read_heat(
        self, measure_id: str, period: Period, window: Window, as_of: str, version: str
    ) -> tuple[HeatRow, ...]:
        shown: dict[str, tuple[Period, Window]] = {}
        for measure in heat_measures(self.catalogue, self.catalogue[measure_id]):
            present = self.present(measure, version)
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
        geography = self.geography(version)
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

    def _read_rows(
        self, state: ViewState, names: tuple[str, ...] | None, version: str
    ) -> tuple[ScoreRow, ...]:
        chosen = {}
        for name in self.catalogue if names is None else names:
            measure = self.catalogue[name]
            present = self.present(measure, version)
            found = latest_period(measure, state, present=present)
            if found is not None:
                chosen[name] = found
        histories = read_area_histories(
            self.engine,
            [self.catalogue[name] for name in chosen],
            codes=(state.area,),
            spans={name: (p.first, p.last) for name, (p, _) in chosen.items()},
            as_of=state.as_of,
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
            present=(self.present(first, version), self.present(second, version)),
        )
        if found is None:
            return None
        window, periods = found
        span = (periods[0].first, periods[0].last)
        histories = read_area_histories(
            self.engine,
            (first, second),
            codes=(state.area,),
            spans=dict.fromkeys(names, span),
            as_of=state.as_of,
        )
        return build_pair(
            (histories[first.id], histories[second.id]),
            self.geography(version),
            state.area,
            window=window,
            periods=periods,
        )

    def all_present(self, version: str) -> dict[str, frozenset[int]]:
        """First months of the stored periods, by measure."""
        return {m.id: self.present(m, version) for m in self.catalogue.values()}

    def releases_of(
        self, release_ids: Collection[int], version: str
    ) -> tuple[Release, ...]:
        """The releases of these numbers, the latest first."""
        releases = self.releases(version)
        return tuple(r for r in releases if r.release_id in release_ids)


def _asked(state: ViewState) -> ViewState:
    """What figures depend on: the rest of a view is how they are looked at."""
    return ViewState(
        area=state.area,
        period=state.period,
        window=state.window,
        against=state.against,
        as_of=state.as_of,
    )


def _by_span(
    mapping: dict[str, tuple[Period, Window]],
) -> dict[tuple[Period, Window], list[str]]:
    grouped: dict[tuple[Period, Window], list[str]] = defaultdict(list)
    for key, value in mapping.items():
        grouped[value].append(key)
    return grouped
