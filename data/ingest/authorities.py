"""Local authorities added up into police forces and nations, whole or not at all."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from data.definitions import read_local_authorities, read_members

AREA = "criminal_justice_area"
FORCE = "police_force"
ENGLAND = "E92000001"
WALES = "W92000004"
ENGLAND_AND_WALES = "K04000001"

# The publisher hides counts under ten.
_HIDDEN_AT_MOST = 9
# A sum that may be short by more than one part in this many is not given.
_SHORT_AT_MOST = 200


class Place(NamedTuple):
    """An area of one type."""

    area_type: str
    area_code: str


@dataclass
class Sum:
    """A running total, of how many cells, and how many of them the publisher hid."""

    total: int = 0
    cells: int = 0
    hidden: int = 0

    def add(self, count: int | None) -> None:
        """Take in one more part; None is a hidden one."""
        self.cells += 1
        if count is None:
            self.hidden += 1
        else:
            self.total += count

    @property
    def most_short(self) -> int:
        """The most that the hidden parts can come to."""
        return _HIDDEN_AT_MOST * self.hidden

    def figure(self) -> tuple[float | None, str]:
        """Value and status: suppressed if the hidden parts could change it much."""
        if self.most_short * _SHORT_AT_MOST > self.total:
            return None, "suppressed"
        return float(self.total), "published"


Sums = dict[tuple[str, str], Sum]


@dataclass
class Tally:
    """What has been read of one year, by place.

    `seen` has the authorities read, each with its sex or age ("" where there is
    none); `unread` those with a row that could not be.
    """

    sums: dict[Place, Sums] = field(default_factory=dict)
    seen: dict[Place, set[tuple[str, str]]] = field(default_factory=dict)
    unread: dict[Place, set[str]] = field(default_factory=dict)

    def add(
        self, place: Place, category: tuple[str, str], *, count: int | None
    ) -> None:
        """Take one count into a place's category (breakdown, category)."""
        sums = self.sums.setdefault(place, {})
        sums.setdefault(category, Sum()).add(count)


class Boundaries:
    """Where each local authority counts, and which ones a whole force needs.

    `merged` are authorities that the file counts inside another one. Two forces
    that share such a row cannot be told apart: only their whole is counted.
    """

    def __init__(self, merged: Mapping[str, str] | None = None) -> None:
        merged = merged or {}
        records = read_local_authorities()
        force_of = {r["local_authority"]: r["police_force"] for r in records}
        whole_of = {
            member["part_code"]: Place(AREA, member["whole_code"])
            for member in read_members()
            if member["whole_type"] == AREA and member["part_type"] == FORCE
        }
        shared = {
            force_of[code]
            for pair in merged.items()
            for code in pair
            if force_of[pair[0]] != force_of[pair[1]]
        }
        self._place_of = {
            code: whole_of[force] if force in shared else Place(FORCE, force)
            for code, force in force_of.items()
        }
        self._wholes: dict[Place, list[frozenset[str]]] = {}
        for day in _days_of_change():
            needed: dict[Place, set[str]] = {}
            for record in records:
                code = record["local_authority"]
                if code not in merged and _exists(record, day):
                    needed.setdefault(self._place_of[code], set()).add(code)
            for place, codes in needed.items():
                self._wholes.setdefault(place, []).append(frozenset(codes))

    def place_of(self, authority: str) -> Place | None:
        """The force, or area, that a local authority counts in; None if unknown."""
        return self._place_of.get(authority)

    def places(self, country: str) -> list[Place]:
        """Every place counted in England (E) or Wales (W), by code."""
        return sorted(place for place in self._wholes if place.area_code[0] == country)

    def fault(self, place: Place, codes: Collection[str]) -> str | None:
        """Why these authorities are not the whole of a place; None if they are."""
        held = frozenset(codes)
        wholes = self._wholes[place]
        if held in wholes:
            return None
        nearest = min(wholes, key=lambda whole: len(whole ^ held))
        faults = []
        if nearest - held:
            faults.append(f"lacks {', '.join(sorted(nearest - held))}")
        if held - nearest:
            faults.append(f"has {', '.join(sorted(held - nearest))} from another year")
        return f"{place.area_code} {' and '.join(faults)}"


def _days_of_change() -> list[date]:
    """The first days of each set of authorities, the oldest set included."""
    changes = {record["created"] for record in read_local_authorities()} - {""}
    return [date.min, *sorted(date.fromisoformat(day) for day in changes)]


def _exists(record: Mapping[str, str], day: date) -> bool:
    created, abolished = record["created"], record["abolished"]
    return not (created and day < date.fromisoformat(created)) and not (
        abolished and day >= date.fromisoformat(abolished)
    )


def add_up(sums: Iterable[Sums]) -> Sums:
    """Category by category, the parts' totals and hidden cells together."""
    whole: Sums = {}
    for part in sums:
        for category, one in part.items():
            total = whole.setdefault(category, Sum())
            total.total += one.total
            total.cells += one.cells
            total.hidden += one.hidden
    return whole


def nations(countries: Mapping[str, Sums]) -> Iterator[tuple[str, Sums]]:
    """Nation code and sums: England, Wales, and both if both are given."""
    if "E" in countries:
        yield ENGLAND, countries["E"]
    if "W" in countries:
        yield WALES, countries["W"]
    if "E" in countries and "W" in countries:
        yield ENGLAND_AND_WALES, add_up(countries.values())
