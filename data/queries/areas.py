"""Geographies, what they are part of, and which resemble each other."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import Engine, select

from data.tables import area_members, areas, peer_groups


class AreaRow(NamedTuple):
    """One area of one type; a place on the tile map only where it has one."""

    area_type: str
    area_code: str
    name_en: str
    name_cy: str
    short_en: str | None
    short_cy: str | None
    tile_column: int | None
    tile_row: int | None
    valid_from: date | None
    valid_to: date | None


class MemberRow(NamedTuple):
    """A part in a whole, between two dates where they are known."""

    whole_type: str
    whole_code: str
    part_type: str
    part_code: str
    valid_from: date | None
    valid_to: date | None


class PeerRow(NamedTuple):
    """One area that resembles another; rank 1 is the nearest."""

    peer_set: str
    area_code: str
    peer_code: str
    rank: int
    basis: str
    basis_cy: str


def fetch_areas(engine: Engine) -> list[AreaRow]:
    """Every area, by type and code."""
    chosen = select(*(areas.c[name] for name in AreaRow._fields))
    with engine.connect() as connection:
        rows = [AreaRow(*row) for row in connection.execute(chosen)]
    return sorted(rows, key=lambda row: (row.area_type, row.area_code))


def fetch_members(engine: Engine) -> list[MemberRow]:
    """Every part of every whole, by whole and part."""
    chosen = select(*(area_members.c[name] for name in MemberRow._fields))
    with engine.connect() as connection:
        rows = [MemberRow(*row) for row in connection.execute(chosen)]
    return sorted(rows, key=lambda row: row[:4])


def fetch_peers(engine: Engine) -> list[PeerRow]:
    """Every peer by set, area and rank; none until there is something to compare."""
    chosen = select(*(peer_groups.c[name] for name in PeerRow._fields))
    with engine.connect() as connection:
        rows = [PeerRow(*row) for row in connection.execute(chosen)]
    return sorted(rows, key=lambda row: (*row[:2], row.rank, row.peer_code))
