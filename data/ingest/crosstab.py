"""Counts added up by place and breakdown while a file streams by.

A breakdown of two fields is called `ethnic_group_5_by_sex`, and its categories
`black|male`: the two categories, in the order of the name.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from typing import NamedTuple

from data.definitions import read_areas
from data.ingest.headings import RefuseRow
from data.ingest.publication import Observation

NATION = "K04000001"
#: A breakdown, and a category of it.
Category = tuple[str, str]
ALL: Category = ("all", "all")
#: Joins the categories of a breakdown by two fields.
AND = "|"
#: The order in which a breakdown by two fields names them.
FIELD_ORDER = ("offence_group", "ethnic_group_5", "sex", "age_band")


class Place(NamedTuple):
    """Where and when something is counted; a body without an area has no code."""

    area_type: str
    area_code: str
    period: int


def category_of(found: Mapping[str, str]) -> Category:
    """The breakdown and category of a row told apart by these fields, if by any."""
    fields = [name for name in FIELD_ORDER if name in found]
    return breakdown_name(fields), category_name([found[name] for name in fields])


def breakdown_name(fields: Sequence[str]) -> str:
    """What a breakdown by these fields is called; "all" for none."""
    return "_by_".join(fields) or "all"


def category_name(categories: Sequence[str]) -> str:
    """What the categories of a breakdown are called together; "all" for none."""
    return AND.join(categories) or "all"


@cache
def _names() -> dict[str, str]:
    kinds = ("police_force", "nation")
    return {a["code"]: a["name_en"] for a in read_areas() if a["type"] in kinds}


def force_name(code: str) -> str:
    """What a police force or nation is called, for whoever reads a load's summary."""
    return f"{_names().get(code, 'unknown')} ({code})"


@dataclass(frozen=True)
class Shape:
    """What is counted, into which series, and by what it is broken down.

    `fields` are the things rows are told apart by, each with the categories it always
    has; a period has those besides that its rows have. `breakdowns` are by none, one
    or two of them. `series_of` names the series a breakdown has, where it has not all
    of them. `nothing_is_nil`: where a place has some numbers, a row without one means
    none.
    """

    series: tuple[str, ...]
    fields: Mapping[str, tuple[str, ...]]
    breakdowns: tuple[tuple[str, ...], ...]
    series_of: Mapping[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)
    nothing_is_nil: bool = False


@dataclass
class Tally:
    """The counts of one place, and what cannot be said of it."""

    sums: dict[Category, list[int]] = field(default_factory=dict)
    #: Fields that a row could not be told apart by.
    doubts: set[str] = field(default_factory=set)
    #: A row may not have been counted at all.
    is_short: bool = False
    #: Any row gave a number, and any row gave none.
    is_stated: bool = False
    is_silent: bool = False


class CrossTab:
    """Sums by place; as large as the categories are many, whatever the file's size."""

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self.tallies: dict[Place, Tally] = {}
        #: By period and field, the categories that rows had.
        self.seen: dict[int, dict[str, set[str]]] = {}
        self._keys: dict[tuple[int, tuple[str | None, ...]], tuple[Category, ...]] = {}
        names = list(shape.fields)
        self._parts = [
            (breakdown_name(fields), [names.index(each) for each in fields])
            for fields in shape.breakdowns
        ]

    def add(
        self,
        place: Place,
        categories: tuple[str | None, ...],
        counts: Sequence[int] | None,
    ) -> None:
        """Count a row, one category a field; None is one that cannot be read.

        Without counts, the row says that the publisher has none.
        """
        tally = self.tallies.get(place)
        if tally is None:
            tally = self.tallies[place] = Tally()
        keys = self._keys.get((place.period, categories))
        if keys is None:
            keys = self._keys[place.period, categories] = self._see(place, categories)
        if None in categories:
            named = zip(self.shape.fields, categories, strict=True)
            tally.doubts.update(name for name, category in named if category is None)
        if counts is None:
            tally.is_silent = True
            return
        tally.is_stated = True
        if not any(counts):
            return
        for key in keys:
            sums = tally.sums.get(key)
            if sums is None:
                tally.sums[key] = list(counts)
            else:
                for number, count in enumerate(counts):
                    sums[number] += count

    def doubt(self, place: Place) -> None:
        """Note that a row of the place could not be counted."""
        self.tallies.setdefault(place, Tally()).is_short = True

    def _see(
        self, place: Place, categories: Sequence[str | None]
    ) -> tuple[Category, ...]:
        """The categories of breakdowns that a row counts in, its own now known."""
        seen = self.seen.setdefault(place.period, {})
        for name, category in zip(self.shape.fields, categories, strict=True):
            if category is not None:
                seen.setdefault(name, set()).add(category)
        keys = []
        for name, positions in self._parts:
            parts = [categories[position] for position in positions]
            known = [part for part in parts if part is not None]
            if len(known) == len(parts):
                keys.append((name, category_name(known)))
        return tuple(keys)

    def observations(
        self, frequency: str, refuse_row: RefuseRow
    ) -> Iterator[Observation]:
        """Every category of every place, at zero if need be, places in order.

        A place that says nothing has its categories without a number; one that says
        only part is refused by name. A breakdown that a row could not be told apart
        by is left out.
        """
        for place in sorted(self.tallies):
            tally = self.tallies[place]
            if not place.area_code:
                continue
            if self._is_short(tally):
                reason = f"is left out of the period from {place.period}: rows of it "
                name = force_name(place.area_code)
                refuse_row(None, f"{reason}could not be counted", name)
                continue
            yield from self._observations(place, tally, frequency)

    def _is_short(self, tally: Tally) -> bool:
        is_partly_silent = tally.is_stated and tally.is_silent
        return tally.is_short or (is_partly_silent and not self.shape.nothing_is_nil)

    def _observations(
        self, place: Place, tally: Tally, frequency: str
    ) -> Iterator[Observation]:
        nothing = [0] * len(self.shape.series)
        for fields in self.shape.breakdowns:
            if tally.doubts.intersection(fields):
                continue
            name = breakdown_name(fields)
            chosen = self.shape.series_of.get(fields, self.shape.series)
            for parts in product(*(self._all(place.period, each) for each in fields)):
                key = (name, category_name(parts))
                sums = tally.sums.get(key, nothing)
                for series, count in zip(self.shape.series, sums, strict=True):
                    if series in chosen:
                        yield Observation(
                            series,
                            *place[:2],
                            place.period,
                            frequency,
                            *key,
                            float(count) if tally.is_stated else None,
                            "published" if tally.is_stated else "not_collected",
                        )

    def _all(self, period: int, name: str) -> Sequence[str]:
        """Every category a field has in a period."""
        seen = sorted(self.seen[period].get(name, ()))
        return tuple(dict.fromkeys((*self.shape.fields[name], *seen)))

    def add_nation(self, whole: int, refuse_row: RefuseRow) -> None:
        """Count all places of a period together as England and Wales.

        Only where at least `whole` areas are there, as in a file of the whole country.
        One that gave no figures is named, as the national figure is without it.
        """
        for period in sorted({place.period for place in self.tallies}):
            parts = {p: t for p, t in self.tallies.items() if p.period == period}
            areas = [place for place in parts if place.area_code]
            if len(areas) < whole:
                continue
            nation = Tally(is_stated=True)
            for place, tally in sorted(parts.items()):
                nation.doubts |= tally.doubts
                nation.is_short |= self._is_short(tally)
                if not tally.is_stated and place.area_code:
                    reason = f"gives no figures for the period from {period}: England"
                    reason = f"{reason} and Wales is without it"
                    refuse_row(None, reason, force_name(place.area_code))
                for key, counts in tally.sums.items():
                    sums = nation.sums.setdefault(key, [0] * len(counts))
                    for number, count in enumerate(counts):
                        sums[number] += count
            self.tallies[Place("nation", NATION, period)] = nation

    def without_area(self) -> list[int]:
        """The counts of bodies that have no area of their own, over all periods."""
        counts = [0] * len(self.shape.series)
        for place, tally in self.tallies.items():
            if not place.area_code:
                more = tally.sums.get(ALL, [0] * len(counts))
                counts = [one + other for one, other in zip(counts, more, strict=True)]
        return counts
