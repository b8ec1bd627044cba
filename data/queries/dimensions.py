"""The small numbers that stand for series, categories and areas, kept per version."""

from dataclasses import dataclass, field
from threading import Lock
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, select

from data.ingest.publication import FREQUENCIES, STATUSES
from data.tables import (
    PARTNER,
    areas,
    categories,
    disclosure_state,
    releases,
    series,
    store_state,
)


@dataclass(frozen=True)
class Dimensions:
    """Names to numbers and back. A name that is not here has never been loaded."""

    series: dict[str, int]
    categories: dict[tuple[str, str], int]
    areas: dict[tuple[str, str], int]
    #: Releases that only partners may see.
    partner_releases: tuple[int, ...] = ()
    #: What shown figures under the disclosure policy are rounded to.
    round_to: int | None = None
    frequency_names: tuple[str, ...] = FREQUENCIES
    status_names: tuple[str, ...] = STATUSES
    series_names: dict[int, str] = field(init=False)
    category_names: dict[int, tuple[str, str]] = field(init=False)
    area_names: dict[int, tuple[str, str]] = field(init=False)
    area_ids_of_type: dict[str, tuple[int, ...]] = field(init=False)

    def __post_init__(self) -> None:
        by_type: dict[str, list[int]] = {}
        for (area_type, _), area_id in sorted(self.areas.items()):
            by_type.setdefault(area_type, []).append(area_id)
        for name, value in (
            ("series_names", {i: name for name, i in self.series.items()}),
            ("category_names", {i: name for name, i in self.categories.items()}),
            ("area_names", {i: name for name, i in self.areas.items()}),
            ("area_ids_of_type", {name: tuple(ids) for name, ids in by_type.items()}),
        ):
            object.__setattr__(self, name, value)


_kept: WeakKeyDictionary[Engine, tuple[str, Dimensions]] = WeakKeyDictionary()
_lock = Lock()


def fetch_version(connection: Connection) -> str:
    """The data version as this connection sees it."""
    state = connection.execute(
        select(store_state.c.data_version, store_state.c.digest)
    ).one()
    return f"{state.data_version}-{state.digest[:12]}"


def fetch_dimensions(engine: Engine) -> Dimensions:
    """The store's numbering, read again only when the data version has changed."""
    with engine.connect() as connection:
        version = fetch_version(connection)
        with _lock:
            kept = _kept.get(engine)
        if kept is not None and kept[0] == version:
            return kept[1]
        found = read_dimensions(connection)
    with _lock:
        _kept[engine] = (version, found)
    return found


def read_dimensions(connection: Connection) -> Dimensions:
    """The store's numbering as this connection sees it."""
    return Dimensions(
        series={
            name: series_id
            for series_id, name in connection.execute(
                select(series.c.series_id, series.c.series)
            )
        },
        categories={
            (breakdown, category): category_id
            for category_id, breakdown, category in connection.execute(
                select(
                    categories.c.category_id,
                    categories.c.breakdown,
                    categories.c.category,
                )
            )
        },
        areas={
            (area_type, area_code): area_id
            for area_id, area_type, area_code in connection.execute(
                select(areas.c.area_id, areas.c.area_type, areas.c.area_code)
            )
        },
        partner_releases=tuple(
            connection.execute(
                select(releases.c.release_id)
                .where(releases.c.tier == PARTNER)
                .order_by(releases.c.release_id)
            ).scalars()
        ),
        round_to=connection.execute(select(disclosure_state.c.round_to)).scalar(),
    )
