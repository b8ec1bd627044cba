"""A small course of a case, and counts for it, typed by hand."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from dashboard.areas import AreaType, Geography
from dashboard.history import Count
from dashboard.measures import Catalogue, load_catalogue
from dashboard.progression.course import Course, load_course
from dashboard.progression.stages import Asked
from dashboard.progression.streams import Key, Place, Streams
from data.definitions import (
    read_categories,
    read_measures,
    read_progression,
    read_series,
    read_sources,
    read_trial_reasons,
)
from tests.factories import make_count, make_geography

AREA = AreaType.CRIMINAL_JUSTICE_AREA
REGION = AreaType.HMCTS_REGION
COURT = AreaType.COURT
OWN, PEER, OTHER = "E1", "E2", "E3"

#: Series, and breakdown and category where there is one, to area to period to value.
Values = Mapping[Any, Mapping[str, Mapping[int, float | None]]]


@cache
def catalogue() -> Catalogue:
    """Every measure as it is defined."""
    return load_catalogue(read_measures(), read_sources())


@cache
def course() -> Course:
    """The course as it is defined."""
    return load_course(
        read_progression(),
        series=read_series(),
        categories=read_categories(),
        reasons=read_trial_reasons(),
        measures=catalogue(),
    )


def streams(
    areas: Values, *, region: Values | None = None, courts: Values | None = None
) -> Streams:
    """Stored numbers of areas, of the region around them and of courts."""
    kinds = {AREA: areas, REGION: region or {}, COURT: courts or {}}
    return Streams({kind: _counts(values) for kind, values in kinds.items()})


def _counts(values: Values) -> dict[Key, Sequence[Count]]:
    counts: dict[Key, list[Count]] = {}
    for named, areas in values.items():
        series, breakdown, category = (
            (named, "all", "all") if isinstance(named, str) else named
        )
        frequency = course().series[series].frequency.value
        counts[series, breakdown, category] = [
            make_count(
                code,
                period,
                value,
                series=series,
                frequency=frequency,
                category=(breakdown, category),
                status="published" if value is not None else "suppressed",
            )
            for code, row in areas.items()
            for period, value in row.items()
        ]
    return dict(counts)


def asked(period: Any, **changes: Any) -> Asked:
    """The own area alone, over a span."""
    return Asked(period, (Place(AREA, OWN),), **changes)


def geography(*, peers: Sequence[str] = (PEER, OTHER)) -> Geography:
    """Three areas that resemble each other."""
    return make_geography((OWN, PEER, OTHER), peers={OWN: tuple(peers)})
