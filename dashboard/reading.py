"""What is read from the store, in the words of the pages.

Beside views.py the only module that reaches data: everything else is given values.
"""

from collections import defaultdict
from collections.abc import (
    Callable,
    Collection,
    Hashable,
    Iterable,
    Mapping,
    Sequence,
)
from functools import partial
from typing import TypeAlias, TypeVar

from dashboard.areas import ENGLAND_AND_WALES, Area, AreaType, Geography
from dashboard.history import History, build_history
from dashboard.inspection.grades import Rating
from dashboard.measures import Measure, Term
from dashboard.partnership import Partnership
from dashboard.plan.reading import read_explanations
from dashboard.progression.streams import Streams
from dashboard.progression.wanted import Read
from dashboard.releases import Release
from data.engine import Engine
from data.queries.areas import fetch_areas, fetch_members, fetch_peers
from data.queries.counts import Count, CountsQuery, fetch_counts
from data.queries.partnership import fetch_events, fetch_targets
from data.queries.ratings import fetch_ratings
from data.queries.releases import fetch_coverage, fetch_releases, fetch_standing
from data.queries.revisions import Version, fetch_replaced, fetch_versions

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
    area_type = measures[0].area_type
    read = partial(_read_with_nation, engine, area_type, as_of=as_of)
    counts = read(_flowing(measures), span=span)
    people = read(_standing(measures), span=EVER)
    return [_history(measure, counts, people) for measure in measures]


def read_area_histories(
    engine: Engine,
    measures: Sequence[Measure],
    *,
    codes: Sequence[str],
    spans: Mapping[str, Span],
    as_of: str,
) -> dict[str, History]:
    """By measure, all periods of a few areas, and every area in the measure's span.

    `spans` are by measure; without one there are only the areas named. A few reads do
    for any number of measures: of the areas one a type, of all one a type and span.
    """
    histories: dict[str, History] = {}
    for area_type, alike in _grouped(measures, lambda m: m.area_type).items():
        read = partial(_read_counts, engine, area_type, as_of=as_of)
        read_all = partial(_read_with_nation, engine, area_type, as_of=as_of)
        counts = read(_flowing(alike), span=EVER, codes=codes)
        people = read(_standing(alike), span=EVER, codes=codes)
        spanned = [measure for measure in alike if measure.id in spans]
        _merge(people, read_all(_standing(spanned), span=EVER))
        for span, together in _grouped(spanned, lambda m: spans[m.id]).items():
            _merge(counts, read_all(_flowing(together), span=span))
        for measure in alike:
            histories[measure.id] = _history(measure, counts, people)
    return histories


_Group = TypeVar("_Group", bound=Hashable)


def _grouped(
    measures: Iterable[Measure], key: Callable[[Measure], _Group]
) -> dict[_Group, list[Measure]]:
    groups: dict[_Group, list[Measure]] = defaultdict(list)
    for measure in measures:
        groups[key(measure)].append(measure)
    return groups


def _flowing(measures: Iterable[Measure]) -> set[Term]:
    return {term for measure in measures for term in measure.flowing_terms}


def _standing(measures: Iterable[Measure]) -> set[Term]:
    return {term for measure in measures for term in measure.standing_terms}


def _merge(counts: dict[Key, list[Count]], more: Mapping[Key, list[Count]]) -> None:
    """Add counts to those there are; one that is there twice is one all the same."""
    for key, found in more.items():
        counts[key].extend(found)


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


def _read_with_nation(
    engine: Engine,
    area_type: AreaType,
    terms: Collection[Term],
    *,
    span: Span,
    as_of: str,
) -> dict[Key, list[Count]]:
    """Stored numbers of every area of the type, and of the nation, by term."""
    read = partial(_read_counts, engine, span=span, as_of=as_of)
    counts = read(area_type, terms)
    _merge(counts, read(AreaType.NATION, terms, codes=(ENGLAND_AND_WALES,)))
    return counts


def _read_counts(
    engine: Engine,
    area_type: AreaType,
    terms: Collection[Term],
    *,
    span: Span,
    as_of: str,
    codes: Sequence[str] = (),
) -> dict[Key, list[Count]]:
    """Stored numbers by term, of the areas named or of every area of the type."""
    by_term: dict[Key, list[Count]] = defaultdict(list)
    if not terms:
        return by_term
    query = CountsQuery(
        series=tuple(sorted({term.series for term in terms})),
        area_type=area_type.value,
        area_codes=tuple(codes),
        first=span[0],
        last=span[1],
        categories=tuple(sorted({(t.breakdown, t.category) for t in terms})),
        as_of=as_of or None,
    )
    for count in fetch_counts(engine, query):
        by_term[count.series, count.breakdown, count.category].append(count)
    return by_term


def read_streams(engine: Engine, reads: Iterable[Read], *, as_of: str) -> Streams:
    """The stored numbers of several reads together, by kind of area and stream."""
    found: dict[AreaType, dict[Key, list[Count]]] = defaultdict(dict)
    for read in reads:
        period = read.period
        span = (period.first, period.last) if period else EVER
        if read.codes:
            counts = _read_counts(
                engine, read.area_type, read.terms, span=span, as_of=as_of,
                codes=read.codes,
            )  # fmt: skip
        else:
            counts = _read_with_nation(
                engine, read.area_type, read.terms, span=span, as_of=as_of
            )
        held = found[read.area_type]
        for key, rows in counts.items():
            held.setdefault(key, []).extend(rows)
    return Streams(found)


def read_versions(engine: Engine, measure: Measure, area_code: str) -> list[Version]:
    """Every version of the numbers that a measure of one area is made from."""
    return fetch_versions(
        engine,
        tuple(term.key for term in measure.flowing_terms),
        area_type=measure.area_type.value,
        area_code=area_code,
    )


def read_partnership(engine: Engine, as_of: str) -> Partnership:
    """Events, targets and explanations, now or as known at the end of a day."""
    return Partnership(
        events=tuple(fetch_events(engine, as_of=as_of or None)),
        targets=tuple(fetch_targets(engine, as_of=as_of or None)),
        explanations=read_explanations(engine, as_of),
    )


def read_ratings(engine: Engine, as_of: str) -> tuple[Rating, ...]:
    """Every inspection grade, now or as known at the end of a day."""
    return tuple(Rating(*row) for row in fetch_ratings(engine, as_of=as_of or None))


def read_wider(
    engine: Engine, measures: Sequence[Measure], *, as_of: str
) -> dict[str, History]:
    """By measure, all periods of the areas that its own areas are part of.

    Of measures that have such areas, `wider_area_type`.
    """
    histories: dict[str, History] = {}
    for area_type, alike in _grouped(measures, lambda m: m.wider_area_type).items():
        if area_type is not None:
            counts = _read_counts(
                engine, area_type, _flowing(alike), span=EVER, as_of=as_of
            )
            histories |= {
                measure.id: _history(measure, counts, {}) for measure in alike
            }
    return histories


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


def read_coverage(engine: Engine, as_of: str = "") -> Coverage:
    """For how many areas there is, or was on a day, a number by stream and period."""
    coverage: dict[tuple[str, str, str, str, str], dict[int, int]]
    coverage = defaultdict(dict)
    for row in fetch_coverage(engine, as_of=as_of or None):
        key = (
            row.series, row.breakdown, row.category, row.area_type, row.frequency
        )  # fmt: skip
        coverage[key][row.period] = row.areas
    return coverage


def read_replaced(
    engine: Engine,
    measures: Sequence[Measure],
    *,
    codes: Sequence[str],
    as_of: str,
) -> dict[str, set[tuple[str, int]]]:
    """By measure, areas and first months with a number known on a day and not since.

    Of the areas named, or of all. People under a rate are no part of this.
    """
    by_stream: dict[Key, set[tuple[str, int]]] = defaultdict(set)
    for area_type, alike in _grouped(measures, lambda m: m.area_type).items():
        found = fetch_replaced(
            engine,
            tuple({term.key for term in _flowing(alike)}),
            area_type=area_type.value,
            area_codes=tuple(codes),
            as_of=as_of,
        )
        for row in found:
            key = (row.series, row.breakdown, row.category)
            by_stream[key].add((row.area_code, row.period))
    return {
        measure.id: set().union(*(by_stream[t.key] for t in measure.flowing_terms))
        for measure in measures
    }


def read_standing(engine: Engine, as_of: str) -> frozenset[int]:
    """Releases of which anything was current at the end of a day."""
    return frozenset(fetch_standing(engine, as_of))


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


def areas_by_period(
    measure: Measure, coverage: Coverage, *, area_type: AreaType | None = None
) -> dict[int, int]:
    """For how many areas a measure can be worked out, by stored period in order.

    They are of the measure's own area type, or of another that is named.
    """
    kind = area_type or measure.area_type
    found: dict[int, int] | None = None
    for term in measure.flowing_terms:
        key = (*term.key, kind.value, measure.frequency.value)
        rows = coverage.get(key, {})
        if found is None:
            found = dict(rows)
        else:
            both = found.keys() & rows.keys()
            found = {first: min(found[first], rows[first]) for first in both}
    return dict(sorted((found or {}).items()))
