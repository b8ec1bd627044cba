"""Inspection grades: who was graded what, who was graded higher, what has moved."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from dashboard.areas import Area, AreaType, Geography

_NOT_ALPHANUMERIC = re.compile(r"[^a-z0-9]+")
_NUMBERED = re.compile(r"([A-Z])([0-9]*)\s+(\S.*)")


class Rating(NamedTuple):
    """One grade of one area on one criterion of one edition of a framework."""

    framework: str
    edition: str
    area_type: str
    area_code: str
    criterion: str
    grade: str
    inspected_on: date | None
    url: str | None
    release_id: int


class Scale(NamedTuple):
    """Grades from the best to the worst; those before `weak_from` are good."""

    grades: tuple[str, ...]
    weak_from: int

    def place(self, grade: str) -> int:
        """How far a grade is from the best."""
        return self.grades.index(grade)

    def is_weak(self, grade: str) -> bool:
        """Below good."""
        return self.place(grade) >= self.weak_from


SCALES = (
    Scale(("excellent", "good", "fair", "poor"), 2),
    Scale(("outstanding", "good", "adequate", "requires improvement", "inadequate"), 3),
)


class Criterion(NamedTuple):
    """What is graded; `part` is the letter of its part, where the name has one."""

    name: str
    part: str
    is_overall: bool

    @property
    def key(self) -> str:
        """How links name it."""
        return slug(self.name)

    @property
    def words(self) -> str:
        """Its name without the number."""
        found = _NUMBERED.fullmatch(self.name)
        return found[3] if found else self.name


@dataclass(frozen=True)
class Sheet:
    """One edition of a framework: its criteria, who was graded, every grade."""

    framework: str
    edition: str
    area_type: AreaType
    scale: Scale
    criteria: tuple[Criterion, ...]
    bodies: tuple[Area, ...]
    ratings: Mapping[tuple[str, str], Rating]

    @property
    def key(self) -> str:
        """How links name it."""
        return slug(f"{self.framework} {self.edition}")

    def rating(self, body_code: str, criterion: Criterion) -> Rating | None:
        """The grade of an area on a criterion; None where it was not graded."""
        return self.ratings.get((body_code, criterion.name))

    def of_criterion(self, criterion: Criterion) -> tuple[Rating, ...]:
        """Every grade on a criterion, in the order of the areas."""
        found = (self.rating(body.code, criterion) for body in self.bodies)
        return tuple(rating for rating in found if rating is not None)

    def of_body(self, body_code: str) -> tuple[tuple[Criterion, Rating], ...]:
        """Every grade of an area, in the order of the criteria."""
        found = ((each, self.rating(body_code, each)) for each in self.criteria)
        return tuple((each, rating) for each, rating in found if rating is not None)

    def counts(self, ratings: Iterable[Rating]) -> tuple[tuple[str, int], ...]:
        """How many have each grade, the best first; none that nobody has."""
        grades = [rating.grade for rating in ratings]
        return tuple((g, grades.count(g)) for g in self.scale.grades if g in grades)


class Move(StrEnum):
    """What became of a grade in the next edition."""

    UP = "up"
    DOWN = "down"
    SAME = "same"


class Movement(NamedTuple):
    """One area's grade on one criterion in two editions of a framework."""

    body: Area
    criterion: Criterion
    before: Rating
    after: Rating
    move: Move


def slug(words: str) -> str:
    """Words as a link writes them."""
    return _NOT_ALPHANUMERIC.sub("-", words.casefold()).strip("-")


def build_sheets(ratings: Iterable[Rating], geography: Geography) -> tuple[Sheet, ...]:
    """A sheet for each framework and edition, the latest inspected first.

    A grade of an area or in a scale nobody knows is left out. An edition in which all
    are good has the scale of the framework's others.
    """
    grouped: dict[tuple[str, str, str], list[Rating]] = defaultdict(list)
    used: dict[str, set[str]] = defaultdict(set)
    for rating in ratings:
        grouped[rating.framework, rating.edition, rating.area_type].append(rating)
        used[rating.framework].add(rating.grade)
    sheets = []
    for (framework, edition, area_type), found in grouped.items():
        scale = _scale_of(used[framework]) or _scale_of({r.grade for r in found})
        if scale is not None:
            sheet = _sheet(
                framework, edition, AreaType(area_type), found, geography, scale=scale
            )
            sheets += [sheet] if sheet is not None else []
    return tuple(sorted(sheets, key=_latest, reverse=True))


def own_bodies(sheet: Sheet, geography: Geography, area_code: str) -> tuple[Area, ...]:
    """Those of a sheet whose area is, or is part of, or has in it a reader's own."""
    return tuple(
        body for body in sheet.bodies if area_code in areas_of(body, geography)
    )


def areas_of(body: Area, geography: Geography) -> tuple[str, ...]:
    """Codes of the criminal justice areas that an inspected area serves."""
    if body.type == AreaType.CRIMINAL_JUSTICE_AREA:
        return (body.code,)
    parts = geography.parts_of(body)
    if parts:
        return parts
    return tuple(
        code
        for (kind, code), inside in geography.members.items()
        if kind == AreaType.CRIMINAL_JUSTICE_AREA and (body.type, body.code) in inside
    )


def higher_than(
    sheet: Sheet, criterion: Criterion, rating: Rating
) -> tuple[tuple[Area, Rating], ...]:
    """Areas graded higher on a criterion, the best first."""
    place = sheet.scale.place
    found = [
        (body, other)
        for body in sheet.bodies
        if (other := sheet.rating(body.code, criterion)) is not None
        and place(other.grade) < place(rating.grade)
    ]
    return tuple(sorted(found, key=lambda each: place(each[1].grade)))


def weakest(sheet: Sheet, body: Area) -> Criterion | None:
    """The first of an area's lowest grades; a part's own before the part's overall."""
    found = sheet.of_body(body.code)
    if not found:
        return None
    return max(
        found,
        key=lambda each: (
            sheet.scale.place(each[1].grade),
            not each[0].is_overall,
            -sheet.criteria.index(each[0]),
        ),
    )[0]


def earlier_edition(sheet: Sheet, sheets: Iterable[Sheet]) -> Sheet | None:
    """The edition before this one of the same framework, where there is one.

    By when they inspected: an edition's name need not say what came first.
    """
    older = [
        each
        for each in sheets
        if each.framework == sheet.framework
        and each.area_type == sheet.area_type
        and _latest(each) < _latest(sheet)
    ]
    return max(older, key=_latest, default=None)


def find_movements(sheet: Sheet, before: Sheet) -> tuple[Movement, ...]:
    """Every grade that both editions give, by area and criterion.

    Between two scales nothing moves: their grades mean different things.
    """
    if sheet.scale != before.scale:
        return ()
    found = []
    place = sheet.scale.place
    for body in sheet.bodies:
        for criterion, after in sheet.of_body(body.code):
            earlier = before.rating(body.code, criterion)
            if earlier is None:
                continue
            step = place(after.grade) - place(earlier.grade)
            move = Move.SAME if step == 0 else Move.DOWN if step > 0 else Move.UP
            found.append(Movement(body, criterion, earlier, after, move))
    return tuple(found)


def _scale_of(grades: Set[str]) -> Scale | None:
    return next((each for each in SCALES if grades <= set(each.grades)), None)


def _sheet(
    framework: str,
    edition: str,
    area_type: AreaType,
    ratings: Sequence[Rating],
    geography: Geography,
    *,
    scale: Scale,
) -> Sheet | None:
    known = {
        rating.area_code: geography.areas[area_type, rating.area_code]
        for rating in ratings
        if (area_type, rating.area_code) in geography.areas
    }
    if not known:
        return None
    names = dict.fromkeys(rating.criterion for rating in ratings)
    return Sheet(
        framework=framework,
        edition=edition,
        area_type=area_type,
        scale=scale,
        criteria=_in_order([_criterion(name) for name in names]),
        bodies=tuple(sorted(known.values(), key=lambda area: area.name_en)),
        ratings={
            (rating.area_code, rating.criterion): rating
            for rating in ratings
            if rating.area_code in known
        },
    )


def _criterion(name: str) -> Criterion:
    found = _NUMBERED.fullmatch(name)
    if found is None:
        return Criterion(name, "", is_overall=False)
    return Criterion(name, found[1], is_overall=not found[2])


def _in_order(criteria: Sequence[Criterion]) -> tuple[Criterion, ...]:
    """Part by part, each part's overall grade first; others as they come."""
    return tuple(sorted(criteria, key=lambda each: (each.part, not each.is_overall)))


def _latest(sheet: Sheet) -> tuple[date, str]:
    days = [each.inspected_on for each in sheet.ratings.values() if each.inspected_on]
    return max(days, default=date.min), sheet.edition
