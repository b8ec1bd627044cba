"""What is read from the store, in the words of the pages.

Beside views.py the only module that reaches data: everything else is given values.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import TypeAlias

from dashboard.areas import ENGLAND_AND_WALES, Area, AreaType, Geography
from dashboard.history import History, build_history
from dashboard.measures import Measure, Term
from dashboard.pages import Release
from data.engine import Engine
from data.queries.areas import fetch_areas, fetch_members, fetch_peers
from data.queries.counts import Count, CountsQuery, fetch_counts
from data.queries.releases import fetch_coverage, fetch_releases

#: First and last month of a read, as whole numbers such as 201407.
Span: TypeAlias = tuple[int, int]

EVER: Span = (190001, 299912)

#: Series, breakdown and category.
Key: TypeAlias = tuple[str, str, str]

#: Series, breakdown, category, area type and frequency, to period, to areas.
Coverage: TypeAlias = Mapping[tuple[str, str, str, str, str], Mapping[int, int]]


def read_histories(
    engine: Engine, measures: Sequence[Measure], *, span: Span, as_of: str
) -> list[History]:
    """Histories of measures of one area type, for all its areas, read together."""
    area_type = measures[0].area_type.value
    flowing = {term for measure in measures for term in measure.flowing_terms}
    standing = {term for measure in measures for term in measure.standing_terms}
    counts = _read_counts(engine, flowing, area_type, span=span, as_of=as_of)
    people = _read_counts(engine, standing, area_type, span=EVER, as_of=as_of)
    return [_history(measure, counts, people) for measure in measures]


def _history(
    measure: Measure,
    counts: Mapping[Key, Sequence[Count]],
    people: Mapping[Key, Sequence[Count]],
) -> History:
    return build_history(
        measure,
        [c for term in measure.flowing_terms for c in counts.get(term.key, ())],
        [c for term in measure.standing_terms for c in people.get(term.key, ())],
    )


def _read_counts(
    engine: Engine,
    terms: Collection[Term],
    area_type: str,
    *,
    span: Span,
    as_of: str,
) -> dict[Key, list[Count]]:
    """Stored numbers of every area of the type, and of the nation, by term."""
    by_term: dict[Key, list[Count]] = defaultdict(list)
    if not terms:
        return by_term
    nation = AreaType.NATION.value
    for kind, codes in ((area_type, ()), (nation, (ENGLAND_AND_WALES,))):
        query = CountsQuery(
            series=tuple(sorted({term.series for term in terms})),
            area_type=kind,
            area_codes=codes,
            first=span[0],
            last=span[1],
            categories=tuple(sorted({(t.breakdown, t.category) for t in terms})),
            as_of=as_of or None,
        )
        for count in fetch_counts(engine, query):
            by_term[count.series, count.breakdown, count.category].append(count)
    return by_term


def read_geography(engine: Engine) -> Geography:
    """Every area, membership and peer group."""
    areas = {}
    for row in fetch_areas(engine):
        kind = AreaType(row.area_type)
        areas[kind, row.area_code] = Area(
            code=row.area_code,
            type=kind,
            name_en=row.name_en,
            name_cy=row.name_cy,
            short_en=row.short_en or "",
            short_cy=row.short_cy or "",
            tile_column=row.tile_column,
            tile_row=row.tile_row,
        )
    members: dict[tuple[AreaType, str], list[tuple[AreaType, str]]]
    members = defaultdict(list)
    for link in fetch_members(engine):
        whole = (AreaType(link.whole_type), link.whole_code)
        members[whole].append((AreaType(link.part_type), link.part_code))
    peers: dict[str, list[str]] = defaultdict(list)
    basis = {}
    for peer in sorted(fetch_peers(engine), key=lambda p: p.rank):
        peers[peer.area_code].append(peer.peer_code)
        basis[peer.area_code] = peer.basis
    return Geography(
        areas=areas,
        members={whole: tuple(parts) for whole, parts in members.items()},
        peers={code: tuple(codes) for code, codes in peers.items()},
        peer_basis=basis,
    )


def read_coverage(engine: Engine) -> Coverage:
    """For how many areas there is a number, by stream, area type and period."""
    coverage: dict[tuple[str, str, str, str, str], dict[int, int]]
    coverage = defaultdict(dict)
    for row in fetch_coverage(engine):
        key = (
            row.series, row.breakdown, row.category, row.area_type, row.frequency
        )  # fmt: skip
        coverage[key][row.period] = row.areas
    return coverage


def read_releases(engine: Engine) -> tuple[Release, ...]:
    """Every load there has been, the latest first."""
    found = [
        Release(
            row.release_id,
            row.publication,
            row.edition,
            row.published_on,
            row.loaded_at,
            row.row_count,
            row.state,
            row.note or "",
        )
        for row in fetch_releases(engine)
    ]
    return tuple(sorted(found, key=lambda r: -r.release_id))


def areas_by_period(measure: Measure, coverage: Coverage) -> dict[int, int]:
    """For how many areas a measure can be worked out, by stored period in order."""
    found: dict[int, int] | None = None
    for term in measure.flowing_terms:
        key = (*term.key, measure.area_type.value, measure.frequency.value)
        rows = coverage.get(key, {})
        if found is None:
            found = dict(rows)
        else:
            both = found.keys() & rows.keys()
            found = {first: min(found[first], rows[first]) for first in both}
    return dict(sorted((found or {}).items()))
