"""Every version of stored numbers, those that newer releases replaced among them."""

from typing import NamedTuple

from sqlalchemy import Engine, or_, select

from data.queries.dimensions import fetch_dimensions
from data.tables import facts


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
    what they said was never so.
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
    with engine.connect() as connection:
        found = [
            Version(
                known.series_names[series_id],
                area_code,
                period,
                known.frequency_names[frequency],
                *known.category_names[category_id],
                value,
                known.status_names[status],
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
                release_id,
                superseded_by,
            ) in connection.execute(statement)
            if (series_id, category_id) in wanted
        ]
    return sorted(found, key=lambda row: (row[:6], row.release_id))
