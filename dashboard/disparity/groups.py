"""Groups of people: what they are split by, who is compared with whom, who they are.

Not stated is a category that is counted like any other and never a group. A group is
never "everyone else": each stands by itself against the stated reference.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

#: A category of a breakdown by two things holds one of each: `black|male`.
BOTH = "|"
NOT_STATED = "not_stated"
#: Nobody was there to be asked.
VEHICLE_ONLY = "vehicle_only"


class Characteristic(StrEnum):
    """What people are split by, as links call it."""

    ETHNIC_GROUP_5 = "ethnic_group_5"
    ETHNIC_GROUP_18 = "ethnic_group_18"
    SEX = "sex"
    AGE = "age_band"
    ETHNIC_GROUP_BY_SEX = "ethnic_group_5_by_sex"
    ETHNIC_GROUP_BY_AGE = "ethnic_group_5_by_age_band"
    SEX_BY_AGE = "sex_by_age_band"

    @property
    def parts(self) -> tuple["Characteristic", ...]:
        """The two it is split by at once; itself alone where it is one."""
        first, _, second = self.value.partition("_by_")
        both = (first, second) if second else (first,)
        return tuple(Characteristic(each) for each in both)


class Term(NamedTuple):
    """One stored category of a breakdown."""

    breakdown: str
    category: str


#: Whom a group is compared with if the reader names nobody: the first that is counted.
_REFERENCES = {
    Characteristic.ETHNIC_GROUP_5: ("white",),
    Characteristic.ETHNIC_GROUP_18: ("white_british",),
    Characteristic.SEX: ("male",),
    Characteristic.AGE: ("35_and_over", "21_and_over", "35_to_49", "35_to_44"),
}

_ORDER = {
    Characteristic.ETHNIC_GROUP_5: ("asian", "black", "mixed", "other", "white"),
    Characteristic.SEX: ("female", "male", "other"),
}

#: The groups that a broad one is made of, by the census that first counted them so.
#: In the classification of 2001 Chinese people are of another group and not Asian.
_ASIAN = ("asian_bangladeshi", "asian_indian", "asian_pakistani", "asian_other")
_OTHER = ("other_any_other", "other_arab")
_BROAD_2001 = {"asian": _ASIAN, "other": (*_OTHER, "asian_chinese")}
_BROAD_2011 = {
    "asian": (*_ASIAN, "asian_chinese"),
    "black": ("black_african", "black_caribbean", "black_other"),
    "mixed": (
        "mixed_white_and_asian",
        "mixed_white_and_black_african",
        "mixed_white_and_black_caribbean",
        "mixed_other",
    ),
    "other": _OTHER,
    "white": (
        "white_british",
        "white_gypsy_or_irish_traveller",
        "white_irish",
        "white_other",
    ),
}
#: What older classifications counted within another group.
_WITHIN: Mapping[int, Mapping[str, tuple[str, ...]]] = {
    2001: {
        "white_other": ("white_gypsy_or_irish_traveller", "white_roma"),
        "other_any_other": ("other_arab",),
    },
    2011: {"white_other": ("white_roma",)},
}
#: Breakdowns of residents by detailed groups: those of 2011, and those of 2021.
_DETAILED = ("ethnic_group_18", "ethnic_group_19")


def references(characteristic: Characteristic) -> tuple[str, ...]:
    """Categories to compare with where none is chosen, the first there is first."""
    found: tuple[str, ...] = ("",)
    for part in characteristic.parts:
        found = tuple(
            f"{start}{BOTH}{end}" if start else end
            for start in found
            for end in _REFERENCES[part]
        )
    return found


def groups_of(characteristic: Characteristic, stored: Iterable[str]) -> tuple[str, ...]:
    """The categories that are groups of people, in the order they are told in."""
    groups = [
        category
        for category in stored
        if not {NOT_STATED, VEHICLE_ONLY} & set(category.split(BOTH))
    ]
    return tuple(sorted(groups, key=lambda each: _place(characteristic, each)))


def unknown_of(stored: Iterable[str]) -> tuple[str, ...]:
    """The categories of people of whom something was not stated."""
    split = {category: category.split(BOTH) for category in stored}
    return tuple(
        sorted(
            category
            for category, parts in split.items()
            if NOT_STATED in parts and VEHICLE_ONLY not in parts
        )
    )


def resident_terms(
    characteristic: Characteristic,
    category: str,
    *,
    classification: int,
    stored: Collection[Term],
) -> tuple[Term, ...] | None:
    """The stored counts of residents that are this group; None where there are none.

    They are counted as the events are: by the classification of the same census, and in
    age bands that fill the events' own.
    """
    if characteristic == Characteristic.ETHNIC_GROUP_5:
        return _broad(category, classification, stored, "{}", "{}")
    if characteristic == Characteristic.ETHNIC_GROUP_18:
        return _detailed((category,), classification, stored, "{}", "{}")
    if characteristic == Characteristic.ETHNIC_GROUP_BY_SEX:
        ethnic, _, sex = category.partition(BOTH)
        return _broad(ethnic, classification, stored, "{}_by_sex", f"{{}}{BOTH}{sex}")
    if characteristic == Characteristic.AGE:
        return _tiled(category, stored, "age_band", "{}")
    if characteristic == Characteristic.SEX_BY_AGE:
        sex, _, age = category.partition(BOTH)
        return _tiled(age, stored, "sex_and_age_band", f"{sex}_{{}}")
    term = Term(characteristic.value, category)
    return (term,) if term in stored else None


def _broad(
    category: str, classification: int, stored: Collection[Term], by: str, named: str
) -> tuple[Term, ...] | None:
    term = Term(by.format("ethnic_group_5"), named.format(category))
    is_same = classification != 2001 or category not in _BROAD_2001
    if is_same and term in stored:
        return (term,)
    parts = _BROAD_2011.get(category)
    if classification == 2001:
        parts = _BROAD_2001.get(category, parts)
    return _detailed(parts, 2021, stored, by, named) if parts else None


def _detailed(
    categories: Iterable[str],
    classification: int,
    stored: Collection[Term],
    by: str,
    named: str,
) -> tuple[Term, ...] | None:
    within = _WITHIN.get(classification, {})
    for breakdown in _DETAILED:
        terms = [Term(by.format(breakdown), named.format(each)) for each in categories]
        extra = [
            Term(by.format(breakdown), named.format(more))
            for each in categories
            for more in within.get(each, ())
        ]
        if terms and all(term in stored for term in terms):
            return (*terms, *(term for term in extra if term in stored))
    return None


def _tiled(
    category: str, stored: Collection[Term], breakdown: str, named: str
) -> tuple[Term, ...] | None:
    """The stored bands that fill an age band without gap or overlap."""
    start, _, end = named.partition("{}")
    bands = {
        span: term
        for term in stored
        if term.breakdown == breakdown
        and term.category.startswith(start)
        and (span := ages(term.category.removeprefix(start).removesuffix(end)))
    }
    wanted = ages(category)
    if wanted is None:
        return None
    found, age = [], wanted[0]
    while age <= wanted[1]:
        span = next((s for s in bands if s[0] == age and s[1] <= wanted[1]), None)
        if span is None:
            return None
        found.append(bands[span])
        age = span[1] + 1
    return tuple(found)


_LAST_AGE = 999
_BAND = re.compile(r"(\d+)_(?:to_(\d+)|and_over)")


def ages(category: str) -> tuple[int, int] | None:
    """The first and last age of a band; None where it is no band."""
    match = _BAND.fullmatch(category)
    if match is None:
        return None
    return int(match[1]), int(match[2] or _LAST_AGE)


def _place(
    characteristic: Characteristic, category: str
) -> tuple[tuple[int, str], ...]:
    places = []
    parts = characteristic.parts
    for part, each in zip(parts, category.split(BOTH), strict=True):
        order = _ORDER.get(part, ())
        band = ages(each)
        number = order.index(each) if each in order else (band or (len(order),))[0]
        places.append((number, each))
    return tuple(places)
