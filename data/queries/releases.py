"""What was loaded and when, what was refused, and what it covers."""

from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Engine, select

from data.queries.dimensions import fetch_dimensions, fetch_version
from data.tables import coverage, refusals, releases


class ReleaseRow(NamedTuple):
    """One load of one publication; `state` is current, superseded or withdrawn."""

    release_id: int
    publication: str
    edition: str
    published_on: date | None
    loaded_at: datetime
    loaded_by: str
    sha256: str
    row_count: int
    state: str
    note: str | None


class RefusalRow(NamedTuple):
    """A row that was not loaded; without a line, a whole file."""

    release_id: int
    file: str
    line: int | None
    reason: str
    content: str


class CoverageRow(NamedTuple):
    """How many areas of a type have a number for a series, category and period."""

    series: str
    breakdown: str
    category: str
    area_type: str
    frequency: str
    period: int
    areas: int


def fetch_data_version(engine: Engine) -> str:
    """What every cache key holds: changes with each load and rollback, never back."""
    with engine.connect() as connection:
        return fetch_version(connection)


def fetch_releases(engine: Engine) -> list[ReleaseRow]:
    """Every release ever loaded, withdrawn ones too, the latest first."""
    chosen = select(*(releases.c[name] for name in ReleaseRow._fields))
    with engine.connect() as connection:
        rows = connection.execute(chosen.order_by(releases.c.release_id.desc())).all()
    return [
        ReleaseRow(*row)._replace(loaded_at=datetime.fromisoformat(row.loaded_at))
        for row in rows
    ]


def fetch_refusals(
    engine: Engine, release_id: int | None = None, *, limit: int = 500
) -> list[RefusalRow]:
    """Refused rows of one release, or of all, the latest release first."""
    chosen = select(*(refusals.c[name] for name in RefusalRow._fields))
    if release_id is not None:
        chosen = chosen.where(refusals.c.release_id == release_id)
    chosen = chosen.order_by(refusals.c.release_id.desc(), refusals.c.refusal_id)
    with engine.connect() as connection:
        return [RefusalRow(*row) for row in connection.execute(chosen.limit(limit))]


def fetch_coverage(engine: Engine) -> list[CoverageRow]:
    """Counts of areas with a number, by series, category, area type and period."""
    chosen = select(
        coverage.c.series_id,
        coverage.c.category_id,
        coverage.c.area_type,
        coverage.c.frequency,
        coverage.c.period,
        coverage.c.areas,
    )
    known = fetch_dimensions(engine)
    with engine.connect() as connection:
        rows = connection.execute(chosen).all()
    found = [
        CoverageRow(
            known.series_names[series_id],
            *known.category_names[category_id],
            area_type,
            known.frequency_names[frequency],
            period,
            count,
        )
        for series_id, category_id, area_type, frequency, period, count in rows
        if series_id in known.series_names and category_id in known.category_names
    ]
    return sorted(found)
