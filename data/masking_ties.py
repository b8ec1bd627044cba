"""Which figures add up to which others, as anybody can know."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from data.definitions import read_disclosure, read_measures, read_series
from data.queries.dimensions import Dimensions
from data.tables import ALL_CATEGORY, area_members, series

#: Series by number; without a category, each category with its like.
Term = tuple[int, int | None]


class Within(NamedTuple):
    """Series of which one counts some of what the other counts."""

    whole: tuple[Term, ...]
    part: tuple[Term, ...]

    @property
    def series(self) -> frozenset[int]:
        """The series it ties together."""
        return frozenset(number for number, _ in (*self.whole, *self.part))


class Ties(NamedTuple):
    """Everything that ties figures together, in the numbers of one store.

    `margins` gives, by series, the categories that one of a finer breakdown is part of;
    `wholes` the parts of each area by their type.
    """

    margins: Mapping[int, Mapping[int, tuple[int, ...]]]
    wholes: tuple[tuple[int, tuple[int, ...]], ...]
    within: tuple[Within, ...]
    flows: frozenset[int]
    scores: frozenset[int]
    signed: frozenset[int]

    def reach(self, series_ids: Iterable[int]) -> set[int]:
        """These series and all that are tied to them."""
        found = set(series_ids)
        size = -1
        while len(found) != size:
            size = len(found)
            for tie in self.within:
                if tie.series & found:
                    found |= tie.series
        return found - self.scores


def read_ties(connection: Connection, known: Dimensions) -> Ties:
    """The ties between what the store holds."""
    kinds = connection.execute(select(series.c.series_id, series.c.kind)).all()
    return Ties(
        margins=margins_of_series(known),
        wholes=_wholes(connection, known),
        within=tuple(_within(known)),
        flows=frozenset(number for number, kind in kinds if kind == "flow"),
        scores=frozenset(number for number, kind in kinds if kind == "score"),
        signed=frozenset(
            known.series[name] for name in _signed() if name in known.series
        ),
    )


def margins_of_series(known: Dimensions) -> dict[int, Mapping[int, tuple[int, ...]]]:
    """By series, as the groups of two censuses are put together differently.

    A series the definitions no longer have is on the groups of no census.
    """
    census_of = {r["id"]: r.get("ethnic_classification") for r in read_series()}
    by_census = {
        census: _margins(known, census) for census in {None, *census_of.values()}
    }
    return {
        number: by_census[census_of.get(name)] for name, number in known.series.items()
    }


def _margins(known: Dimensions, census: int | None) -> dict[int, tuple[int, ...]]:
    margins: dict[int, tuple[int, ...]] = {}
    for (breakdown, category), number in known.categories.items():
        if number == ALL_CATEGORY:
            continue
        names = [
            *_of_two(breakdown, category),
            *_of_coarser(breakdown, category, census),
        ]
        found = [known.categories[name] for name in names if name in known.categories]
        margins[number] = tuple(dict.fromkeys(found))
    return margins


def _of_two(breakdown: str, category: str) -> list[tuple[str, str]]:
    """The two a category such as `black|male` is part of."""
    names, values = breakdown.split("_by_"), category.split("|")
    if len(names) != len(values) or len(names) == 1:
        return []
    return list(zip(names, values, strict=True))


def _of_coarser(
    breakdown: str, category: str, census: int | None
) -> Iterator[tuple[str, str]]:
    """The category of a coarser breakdown, of one or of two, that it is part of."""
    names, values = breakdown.split("_by_"), category.split("|")
    if len(names) != len(values):
        return
    for nested in read_disclosure().get("nested", ()):
        for place, (name, value) in enumerate(zip(names, values, strict=True)):
            if name != nested["fine"]:
                continue
            part_of = value.split("_")[0]
            if census == nested["census"]:
                part_of = nested["otherwise"].get(value, part_of)
            for coarse in (value, part_of):
                yield (
                    "_by_".join(
                        [*names[:place], nested["coarse"], *names[place + 1 :]]
                    ),
                    "|".join([*values[:place], coarse, *values[place + 1 :]]),
                )


def _wholes(
    connection: Connection, known: Dimensions
) -> tuple[tuple[int, tuple[int, ...]], ...]:
    parts: dict[tuple[int, str], list[int]] = {}
    for row in connection.execute(select(area_members)):
        whole = known.areas.get((row.whole_type, row.whole_code))
        part = known.areas.get((row.part_type, row.part_code))
        if whole is not None and part is not None:
            parts.setdefault((whole, row.part_type), []).append(part)
    return tuple(
        (whole, tuple(sorted(numbers))) for (whole, _), numbers in sorted(parts.items())
    )


def _within(known: Dimensions) -> Iterator[Within]:
    """Shares of measures: what is counted above the line is some of what is below."""
    found: dict[Within, None] = {}
    for measure in read_measures():
        if measure["kind"] != "proportion":
            continue
        above = _terms(measure["numerator"], known)
        below = _terms(measure["denominator"], known)
        # Where what is above is itself below, what is left of it is a figure too.
        if above and below and not set(above) <= set(below):
            found[Within(below, above)] = None
    yield from found


def _terms(side: Mapping[str, Any], known: Dimensions) -> tuple[Term, ...]:
    """A side's terms; empty where the store has not all of them."""
    terms: list[Term] = []
    for term in side["terms"]:
        name = (term.get("breakdown", "all"), term.get("category", "all"))
        number = known.series.get(term["series"])
        category = known.categories.get(name)
        if number is None or category is None:
            return ()
        terms.append((number, None if category == ALL_CATEGORY else category))
    return tuple(terms)


@cache
def _signed() -> frozenset[str]:
    return frozenset(
        record["id"] for record in read_series() if record.get("is_signed", False)
    )
