"""Stored numbers a page at a time, in the order of their key."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import Engine, select, tuple_

from data.engine import tier_of
from data.queries.as_of import of_day
from data.queries.dimensions import Dimensions, fetch_dimensions
from data.queries.shown import show
from data.tables import PUBLIC, facts

#: A stored number's place: series, category, area, frequency, period and release.
Place: TypeAlias = tuple[int, int, int, int, int, int]

_KEY = (
    facts.c.series_id, facts.c.category_id, facts.c.area_id, facts.c.frequency,
    facts.c.period, facts.c.release_id,
)  # fmt: skip


@dataclass(frozen=True)
class ObservationsQuery:
    """Everything that identifies one page of stored numbers.

    `streams` are series, breakdown and category, all that may be given. Without area
    types or codes, those of every area. `after` is the place the page before ended
    at. Months are whole numbers such as 201407; `as_of` as for counts.
    """

    streams: tuple[tuple[str, str, str], ...]
    limit: int
    area_types: tuple[str, ...] = ()
    area_codes: tuple[str, ...] = ()
    first: int = 0
    last: int = 999912
    as_of: str | None = None
    after: Place | None = None


class Observation(NamedTuple):
    """One stored number as anybody may see it."""

    place: Place
    series: str
    breakdown: str
    category: str
    area_type: str
    area_code: str
    period_start: date
    frequency: str
    value: float | None
    status: str
    release_id: int


def fetch_observations(engine: Engine, query: ObservationsQuery) -> list[Observation]:
    """At most `limit` numbers after a place. Hidden ones are never among them."""
    known = fetch_dimensions(engine)
    categories_of = _categories_by_series(query.streams, known)
    areas = sorted(_area_ids(query, known))
    found: list[Observation] = []
    for series_id in sorted(categories_of):
        if query.after is not None and series_id < query.after[0]:
            continue
        if len(found) >= query.limit or not areas:
            break
        statement = (
            select(*_KEY, facts.c.value, facts.c.status, facts.c.mask)
            .where(
                facts.c.series_id == series_id,
                facts.c.category_id.in_(sorted(categories_of[series_id])),
                facts.c.area_id.in_(areas),
                facts.c.period.between(query.first, query.last),
            )
            .order_by(*_KEY)
            .limit(query.limit - len(found))
        )
        if query.after is not None:
            statement = statement.where(tuple_(*_KEY) > tuple_(*query.after))
        if tier_of(engine) == PUBLIC and known.partner_releases:
            closed = known.partner_releases
            statement = statement.where(facts.c.release_id.not_in(closed))
        with engine.connect() as connection:
            rows = connection.execute(of_day(statement, facts, query.as_of)).all()
        found += [_observation(row, known) for row in rows]
    return found


def _categories_by_series(
    streams: Iterable[tuple[str, str, str]], known: Dimensions
) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for series, breakdown, category in streams:
        series_id = known.series.get(series)
        category_id = known.categories.get((breakdown, category))
        if series_id is not None and category_id is not None:
            found.setdefault(series_id, set()).add(category_id)
    return found


def _area_ids(query: ObservationsQuery, known: Dimensions) -> list[int]:
    return [
        area_id
        for (area_type, code), area_id in known.areas.items()
        if (not query.area_types or area_type in query.area_types)
        and (not query.area_codes or code in query.area_codes)
    ]


def _observation(row: Any, known: Dimensions) -> Observation:
    place = (
        row.series_id, row.category_id, row.area_id, row.frequency, row.period,
        row.release_id,
    )  # fmt: skip
    value, status = show(
        row.value, known.status_names[row.status], row.mask, round_to=known.round_to
    )
    return Observation(
        place,
        known.series_names[row.series_id],
        *known.category_names[row.category_id],
        *known.area_names[row.area_id],
        date(row.period // 100, row.period % 100, 1),
        known.frequency_names[row.frequency],
        value,
        status,
        row.release_id,
    )
