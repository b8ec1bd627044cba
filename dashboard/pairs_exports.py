"""Pairs of measures as rows: every area on both, then one's own area over time."""

from collections.abc import Iterator, Mapping

from dashboard.areas import Area
from dashboard.exports import COLUMNS, Extract, make_extract
from dashboard.language import Language
from dashboard.overview_exports import result_cells
from dashboard.pairs import Pair, Place

#: `category` says which of the two a row belongs to: `areas` or `over_time`.
PAIR_COLUMNS = (
    *COLUMNS, "beside", "beside_numerator", "beside_denominator", "beside_value",
)  # fmt: skip


def pairs_extract(
    pairs: tuple[Pair, ...], areas: Mapping[str, Area], language: Language
) -> Extract:
    """One row a mark and one a step; the heading alone without any pair."""
    return make_extract(PAIR_COLUMNS, _rows(pairs, areas, language))


def _rows(
    pairs: tuple[Pair, ...], areas: Mapping[str, Area], language: Language
) -> Iterator[list[object]]:
    for pair in pairs:
        for place in pair.places.values():
            yield _row(pair, place, areas, language, category="areas")
        for place in pair.path:
            yield _row(pair, place, areas, language, category="over_time")


def _row(
    pair: Pair,
    place: Place,
    areas: Mapping[str, Area],
    language: Language,
    *,
    category: str,
) -> list[object]:
    name = areas[place.first.area_code].name(language)
    named = dict(zip(COLUMNS, result_cells(place.first, name), strict=True))
    other = place.second
    return [
        *{**named, "category": category}.values(), pair.second.id, other.numerator,
        other.denominator, other.value,
    ]  # fmt: skip
