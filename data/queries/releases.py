"""What was loaded and when, what was refused, and what it covers."""

import re
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Engine, Select, func, select, union

from data.engine import tier_of
from data.queries.as_of import as_known
from data.queries.dimensions import fetch_dimensions, fetch_version
from data.record_tables import RECORD_TABLES
from data.tables import (
    PUBLIC,
    coverage,
    disclosure_state,
    refusals,
    releases,
)


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
    tier: str
    already_public: bool


class RefusalRow(NamedTuple):
    """A row that was not loaded; without a line, a whole file."""

    release_id: int
    file: str
    line: int | None
    reason: str
    content: str


class DisclosureRow(NamedTuple):
    """What was decided last: figures under the policy, and how many are hidden.

    `unprotected` are hidden and can be worked out all the same, from figures that are
    public already.
    """

    policy_digest: str
    round_to: int | None
    figures: int
    small: int
    others: int
    unprotected: int
    is_public_copy: bool


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
    """Every release ever loaded, withdrawn ones too, the latest first.

    For the public, none of the partner tier, and no sum of files whose figures may be
    hidden: with the rest known, it would tell which numbers fit.
    """
    chosen = select(*(releases.c[name] for name in ReleaseRow._fields))
    is_public = tier_of(engine) == PUBLIC
    if is_public:
        chosen = chosen.where(releases.c.tier == PUBLIC)
    with engine.connect() as connection:
        rows = connection.execute(chosen.order_by(releases.c.release_id.desc())).all()
    return [
        ReleaseRow(*row)._replace(
            loaded_at=datetime.fromisoformat(row.loaded_at),
            sha256="" if is_public and not row.already_public else row.sha256,
        )
        for row in rows
    ]


def fetch_refusals(
    engine: Engine, release_id: int | None = None, *, limit: int = 500
) -> list[RefusalRow]:
    """Refused rows of one release, or of all, the latest release first.

    For the public, without what the rows of a release under the policy held.
    """
    chosen = select(
        *(refusals.c[name] for name in RefusalRow._fields), releases.c.already_public
    ).join(releases, releases.c.release_id == refusals.c.release_id)
    is_public = tier_of(engine) == PUBLIC
    if is_public:
        chosen = chosen.where(releases.c.tier == PUBLIC)
    if release_id is not None:
        chosen = chosen.where(refusals.c.release_id == release_id)
    chosen = chosen.order_by(refusals.c.release_id.desc(), refusals.c.refusal_id)
    with engine.connect() as connection:
        found = [
            (RefusalRow(*row[:-1]), row.already_public)
            for row in connection.execute(chosen.limit(limit))
        ]
    return [
        row if already_public or not is_public else without_content(row)
        for row, already_public in found
    ]


def without_content(row: RefusalRow) -> RefusalRow:
    """A refused row without what it held: neither its content nor a number or quote."""
    reason = re.sub(r"'[^']*'|\"[^\"]*\"|-?\d[\d,.]*", "…", row.reason)
    return row._replace(reason=reason, content="")


def fetch_disclosure(engine: Engine) -> DisclosureRow:
    """What was decided last about figures under the disclosure policy."""
    chosen = select(*(disclosure_state.c[name] for name in DisclosureRow._fields))
    with engine.connect() as connection:
        return DisclosureRow(*connection.execute(chosen).one())


def fetch_standing(engine: Engine, as_of: str) -> list[int]:
    """Releases of which anything was current at the end of a day."""
    tier = tier_of(engine)
    found = union(
        *(
            as_known(select(table.c.release_id).distinct(), table, as_of, tier=tier)
            for table in (coverage, *RECORD_TABLES)
        )
    )
    with engine.connect() as connection:
        return sorted(connection.execute(found).scalars())


def fetch_coverage(engine: Engine, *, as_of: str | None = None) -> list[CoverageRow]:
    """Counts of areas with a number, by series, category, area type and period.

    Of what is current, or was at the end of a day such as "2026-03-31".
    """
    chosen = _coverage(as_of, tier_of(engine))
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


def _coverage(as_of: str | None, tier: str) -> Select[Any]:
    key = (
        coverage.c.series_id,
        coverage.c.category_id,
        coverage.c.area_type,
        coverage.c.frequency,
        coverage.c.period,
    )
    counted = select(*key, func.sum(coverage.c.areas))
    return as_known(counted, coverage, as_of, tier=tier).group_by(*key)
