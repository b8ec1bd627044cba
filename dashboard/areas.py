"""Geographies: what an area is called, where its tile stands, what it is part of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dashboard.language import Language

ENGLAND_AND_WALES = "K04000001"


class AreaType(StrEnum):
    """The kinds of geography the shared tables know."""

    CRIMINAL_JUSTICE_AREA = "criminal_justice_area"
    POLICE_FORCE = "police_force"
    CPS_AREA = "cps_area"
    HMCTS_REGION = "hmcts_region"
    REGION = "region"
    COURT = "court"
    COMMUNITY_SAFETY_PARTNERSHIP = "community_safety_partnership"
    NATION = "nation"


class Identity(StrEnum):
    """Who a mark stands for: a colour and a shape together, the same everywhere."""

    OWN = "own"
    P1 = "p1"
    P2 = "p2"
    P3 = "p3"
    P4 = "p4"
    OTHER = "other"


PINS = (Identity.P1, Identity.P2, Identity.P3, Identity.P4)


@dataclass(frozen=True)
class Area:
    """One geography of one type; tile positions only where it is on the tile map."""

    code: str
    type: AreaType
    name_en: str
    name_cy: str
    short_en: str = ""
    short_cy: str = ""
    tile_column: int | None = None
    tile_row: int | None = None

    def name(self, language: Language) -> str:
        """The area's name in the reader's language."""
        return self.name_cy if language.code == "cy" else self.name_en

    def short(self, language: Language) -> str:
        """A name short enough for a tile; the full one where none is set."""
        short = self.short_cy if language.code == "cy" else self.short_en
        return short or self.name(language)


@dataclass(frozen=True)
class Shared:
    """A larger area whose figure stands for one in it, and who else it stands for."""

    whole: Area
    others: tuple[Area, ...]


@dataclass(frozen=True)
class Geography:
    """Every area, who belongs to whom, and who resembles whom."""

    areas: Mapping[tuple[AreaType, str], Area]
    members: Mapping[tuple[AreaType, str], tuple[tuple[AreaType, str], ...]]
    peers: Mapping[str, tuple[str, ...]]
    peer_basis: Mapping[str, str]

    def of_type(self, area_type: AreaType) -> dict[str, Area]:
        """Code to area for one type, in name order."""
        found = [area for (kind, _), area in self.areas.items() if kind == area_type]
        return {area.code: area for area in sorted(found, key=lambda a: a.name_en)}

    def whole_of(self, area_type: AreaType, part_code: str) -> Area | None:
        """The area of `area_type` that a criminal justice area belongs to, if any."""
        part = (AreaType.CRIMINAL_JUSTICE_AREA, part_code)
        for whole, parts in self.members.items():
            if whole[0] == area_type and part in parts:
                return self.areas[whole]
        return None

    def sharing(self, area_type: AreaType, part_code: str) -> Shared | None:
        """The one area of a type around a criminal justice area, and who is in it too.

        None where there is none, or more than one: then neither is the area's.
        """
        part = (AreaType.CRIMINAL_JUSTICE_AREA, part_code)
        wholes = [
            self.areas[whole]
            for whole, parts in self.members.items()
            if whole[0] == area_type and part in parts
        ]
        if len(wholes) != 1:
            return None
        others = [
            self.areas[AreaType.CRIMINAL_JUSTICE_AREA, code]
            for code in self.parts_of(wholes[0])
            if code != part_code
        ]
        return Shared(wholes[0], tuple(sorted(others, key=lambda area: area.name_en)))

    def parts_of(self, whole: Area) -> tuple[str, ...]:
        """Codes of the criminal justice areas that make up a whole."""
        parts = self.members.get((whole.type, whole.code), ())
        return tuple(c for kind, c in parts if kind == AreaType.CRIMINAL_JUSTICE_AREA)


def identities(own: str, pinned: Sequence[str]) -> dict[str, Identity]:
    """Area code to identity for the reader's own area and up to four pinned ones."""
    marks = {own: Identity.OWN}
    others = [code for code in pinned if code != own]
    marks.update(zip(others, PINS, strict=False))
    return marks
