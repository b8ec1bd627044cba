"""Every version of stored numbers, those that newer releases replaced among them."""

from typing import NamedTuple

from sqlalchemy import Engine, or_, select

from data.engine import tier_of
from data.queries.as_of import as_known
from data.queries.dimensions import fetch_dimensions
from data.queries.shown import show
from data.tables import PUBLIC, facts


class Version(NamedTuple):
    """One number as one release had it; `superseded_by` is None while it is current."""

    series: str
    area_code: str
    period: int
    frequency: str
    breakdown: str
    category: str
    value: float | None
    status: str
    release_id: int
    superseded_by: int | None


def fetch_versions(
    engine: Engine,
    streams: tuple[tuple[str, str, str], ...],
    *,
    area_type: str,
    area_code: str,
) -> list[Version]:
    """Versions of an area's numbers of each (series, breakdown, category).

    In the order of streams, periods and releases. Withdrawn releases are left out:
    what they said was never so. What is hidden is hidden in all of its versions.
    """
    known = fetch_dimensions(engine)
    area_id = known.areas.get((area_type, area_code))
    wanted = {
        (known.series[series], known.categories[breakdown, category])
        for series, breakdown, category in streams
        if series in known.series and (breakdown, category) in known.categories
    }
    if area_id is None or not wanted:
        return []
    statement = select(
        facts.c.series_id,
        facts.c.category_id,
        facts.c.frequency,
        facts.c.period,
        facts.c.value,
        facts.c.status,
        facts.c.mask,
        facts.c.release_id,
        facts.c.superseded_by,
    ).where(
        facts.c.series_id.in_(sorted({series_id for series_id, _ in wanted})),
        facts.c.category_id.in_(sorted({category_id for _, category_id in wanted})),
        facts.c.area_id == area_id,
        or_(
            facts.c.superseded_by.is_(None),
            facts.c.superseded_by != facts.c.release_id,
        ),
    )
    if tier_of(engine) == PUBLIC and known.partner_releases:
        statement = statement.where(facts.c.release_id.not_in(known.partner_releases))
    with engine.connect() as connection:
        found = [
            Version(
                known.series_names[series_id],
                area_code,
                period,
                known.frequency_names[frequency],
                *known.category_names[category_id],
                *show(value, known.status_names[status], mask, round_to=known.round_to),
                release_id,
                superseded_by,
            )
            for (
                series_id,
                category_id,
                frequency,
                period,
                value,
                status,
                mask,
                release_id,
                superseded_by,
            ) in connection.execute(statement)
            if (series_id, category_id) in wanted
        ]
    return sorted(found, key=lambda row: (row[:6], row.release_id))


class Replaced(NamedTuple):
    """What a number is of that was known on a day and that a newer one replaced."""

    series: str
    breakdown: str
    category: str
    area_code: str
    frequency: str
    period: int


def fetch_replaced(
    engine: Engine,
    streams: tuple[tuple[str, str, str], ...],
    *,
    area_type: str,
    area_codes: tuple[str, ...] = (),
    as_of: str,
) -> list[Replaced]:
    """Numbers of each (series, breakdown, category) known on a day and not since.

    Of the areas named, or of every area of the type. What replaced them may say the
    same again.
    """
    known = fetch_dimensions(engine)
    wanted = {
        (known.series[series], known.categories[breakdown, category])
        for series, breakdown, category in streams
        if series in known.series and (breakdown, category) in known.categories
    }
    codes = {
        area_id: code
        for (kind, code), area_id in known.areas.items()
        if kind == area_type and (not area_codes or code in area_codes)
    }
    if not wanted or not codes:
        return []
    chosen = select(
        facts.c.series_id,
        facts.c.category_id,
        facts.c.area_id,
        facts.c.frequency,
        facts.c.period,
    ).where(
        facts.c.series_id.in_(sorted({series_id for series_id, _ in wanted})),
        facts.c.category_id.in_(sorted({category_id for _, category_id in wanted})),
        facts.c.area_id.in_(sorted(codes)),
        facts.c.superseded_by.is_not(None),
        facts.c.superseded_by != facts.c.release_id,
    )
    with engine.connect() as connection:
        known_then = as_known(chosen, facts, as_of, tier=tier_of(engine))
        rows = connection.execute(known_then).all()
    return sorted(
        Replaced(
            known.series_names[series_id],
            *known.category_names[category_id],
            codes[area_id],
            known.frequency_names[frequency],
            period,
        )
        for series_id, category_id, area_id, frequency, period in rows
        if (series_id, category_id) in wanted
    )
