"""The sheets of the workbook a partnership writes its plan in."""

from functools import cache
from typing import NamedTuple

from data.definitions import (
    read_areas,
    read_categories,
    read_decision_points,
    read_measures,
    read_partnership_workbook,
)
from data.ingest import agreed
from data.ingest.publication import EVENT_KINDS

#: The column every sheet starts with, and what stands in it where a row is not loaded.
FLAG = "row"
NOTES, EXAMPLE = "notes", "example"
FIRST_ROW = 4
#: Sheets that are there to be read by people.
INSTRUCTIONS, LISTS = "instructions", "lists"
#: Areas a plan may be about.
AREA = "criminal_justice_area"


class Field(NamedTuple):
    """One column: its name, its check, what to write in both languages, an example."""

    name: str
    check: str
    is_needed: bool
    choices: str
    en: str
    cy: str
    example: str


class Sheet(NamedTuple):
    """One table of the plan, what it holds in both languages, and its columns."""

    name: str
    en: str
    cy: str
    fields: tuple[Field, ...]

    @property
    def headings(self) -> tuple[str, ...]:
        """The first row, flag included."""
        return (FLAG, *(field.name for field in self.fields))


class Choice(NamedTuple):
    """Something to choose, and what it is called in both languages."""

    code: str
    en: str = ""
    cy: str = ""


@cache
def sheets() -> tuple[Sheet, ...]:
    """Every sheet in the order of the workbook."""
    return tuple(
        Sheet(
            record["name"],
            record["en"],
            record["cy"],
            tuple(
                Field(
                    column["name"],
                    column["is"],
                    column.get("needed", False),
                    column.get("choices", ""),
                    column["en"],
                    column["cy"],
                    column["example"],
                )
                for column in record["columns"]
            ),
        )
        for record in read_partnership_workbook()["sheets"]
    )


@cache
def choices() -> dict[str, tuple[Choice, ...]]:
    """What the drop-downs offer, by list; what follows from a sheet is not here."""
    return {
        "areas": tuple(
            Choice(area["code"], area["name_en"], area["name_cy"])
            for area in read_areas()
            if area["type"] in (AREA, "nation")
        ),
        "measures": tuple(
            Choice(record["id"], record["label"], record["label_cy"])
            for record in read_measures()
        ),
        "subjects": tuple(
            Choice(record["id"], record["label"], record["label_cy"])
            for record in (*read_decision_points(), *read_measures())
        ),
        "breakdowns": tuple(Choice(name) for name in categories()),
        "agencies": _coded(agreed.AGENCIES),
        "visibilities": _coded(agreed.VISIBILITIES),
        "parts": _coded(agreed.PARTS),
        "trajectories": _coded(agreed.TRAJECTORIES),
        "states": _coded(agreed.STATES),
        "decisions": _coded(agreed.DECISIONS),
        "kinds": _coded(EVENT_KINDS),
    }


@cache
def categories() -> dict[str, tuple[Choice, ...]]:
    """The categories of each breakdown."""
    found: dict[str, list[Choice]] = {}
    for record in read_categories():
        choice = Choice(record["category"], record["label"], record["label_cy"])
        found.setdefault(record["breakdown"], []).append(choice)
    return {name: tuple(listed) for name, listed in sorted(found.items())}


def _coded(codes: tuple[str, ...]) -> tuple[Choice, ...]:
    return tuple(Choice(code) for code in codes)
