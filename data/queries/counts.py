"""Stored numbers by series, area and period."""

from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Engine, Select, select

from data.engine import tier_of
from data.queries.as_of import of_day
from data.queries.dimensions import Dimensions, fetch_dimensions
from data.queries.shown import show
from data.tables import PUBLIC, facts


@dataclass(frozen=True)
class CountsQuery:
    """Everything that identifies one read; months are whole numbers such as 201407.

    Without area codes, every area of the type. `as_of` is a date, "2026-03-31": the
    figures as they were known at its end; withdrawn releases were never known.
    """

    series: tuple[str, ...]
    area_type: str
    area_codes: tuple[str, ...]
    first: int
    last: int
    categories: tuple[tuple[str, str], ...] = (("all", "all"),)
    as_of: str | None = None


class Count(NamedTuple):
    """One stored number; `period` is its first month, `value` None if not shown."""

    series: str
    area_code: str
    period: int
    frequency: str
    breakdown: str
    category: str
    value: float | None
    status: str
    release_id: int


def fetch_counts(engine: Engine, query: CountsQuery) -> list[Count]:
    """Sorted by series, area, period, frequency and category.

    A missing row means not collected. Hidden numbers are never among them.
    """
    known = fetch_dimensions(engine)
    statement = counts_statement(query, known, tier=tier_of(engine))
    if statement is None:
        return []
    series_names, category_names = known.series_names, known.category_names
    area_names, frequencies = known.area_names, known.frequency_names
    statuses, round_to = known.status_names, known.round_to
    with engine.connect() as connection:
        rows = connection.execute(statement).all()
    counts = [
        Count(
            series_names[series_id],
            area_names[area_id][1],
            period,
            frequencies[frequency],
            *category_names[category_id],
            # Most are public already: tens of thousands make a page.
            *(
                (value, statuses[status])
                if mask is None
                else show(value, statuses[status], mask, round_to=round_to)
            ),
            release_id,
        )
        for (
            series_id,
            category_id,
            area_id,
            frequency,
            period,
            value,
            status,
            mask,
            release_id,
        ) in rows
    ]
    # By words and not by numbers, which differ from store to store. No two rows
    # agree in the first six, so that values are never compared.
    counts.sort()
    return counts


def counts_statement(
    query: CountsQuery, known: Dimensions, *, tier: str = PUBLIC
) -> Select[int, int, int, int, int, float | None, int, int | None, int] | None:
    """The read in the order of the primary key; None where nothing could match."""
    series_ids = [known.series[name] for name in query.series if name in known.series]
    category_ids = [
        known.categories[name] for name in query.categories if name in known.categories
    ]
    if query.area_codes:
        pairs = [(query.area_type, code) for code in query.area_codes]
        area_ids = [known.areas[pair] for pair in pairs if pair in known.areas]
    else:
        area_ids = list(known.area_ids_of_type.get(query.area_type, ()))
    if not (series_ids and category_ids and area_ids):
        return None
    statement = select(
        facts.c.series_id,
        facts.c.category_id,
        facts.c.area_id,
        facts.c.frequency,
        facts.c.period,
        facts.c.value,
        facts.c.status,
        facts.c.mask,
        facts.c.release_id,
    ).where(
        facts.c.series_id.in_(series_ids),
        facts.c.category_id.in_(category_ids),
        facts.c.area_id.in_(area_ids),
        # Every frequency there is: named, so that the key is used up to the period.
        facts.c.frequency.in_(range(len(known.frequency_names))),
        facts.c.period.between(query.first, query.last),
    )
    # By number, as there are few and this is what every page waits for.
    if tier == PUBLIC and known.partner_releases:
        statement = statement.where(facts.c.release_id.not_in(known.partner_releases))
    return of_day(statement, facts, query.as_of)
