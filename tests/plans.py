"""A partnership's plan to break: the demonstration's, and one of every kind of row."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from data.definitions import read_demonstration_plan
from data.ingest.partnership_layout import EXAMPLE, NOTES, Field, sheets
from tests.unit.ingest.workbook_files import write_ods

Plan = dict[str, list[dict[str, str]]]
EXPLAINED = {
    "measure_id": "charge_or_summons_rate",
    "area_code": "E23000010",
    "breakdown": "ethnic_group_5",
    "category": "black",
    "written_on": "2025-11-12",
    "decision": "contested",
    "explanation": "Cases differ.",
    "owner": "Head of scrutiny",
    "review_on": "2026-05-12",
}


def whole_plan() -> Plan:
    """The demonstration's plan, with a line of the register if it has none."""
    plan = {
        sheet.name: [
            {field.name: row.get(field.name, "") for field in sheet.fields}
            for row in read_demonstration_plan().get(sheet.name, [])
        ]
        for sheet in sheets()
    }
    empty = {field.name: "" for field in _fields("explanations")}
    plan["explanations"] = [empty | EXPLAINED, *plan["explanations"]]
    return plan


def _fields(name: str) -> Sequence[Field]:
    return next(sheet.fields for sheet in sheets() if sheet.name == name)


def changed(sheet: str, row: int, /, **cells: str) -> Plan:
    """The plan with cells of one row changed; rows are counted from 0."""
    plan = whole_plan()
    plan[sheet][row] |= cells
    return plan


def as_sheets(plan: Plan) -> dict[str, list[list[str]]]:
    """The plan as a workbook has it: headings, two rows passed over, then rows."""
    found = {}
    for sheet in sheets():
        names = [field.name for field in sheet.fields]
        found[sheet.name] = [
            list(sheet.headings),
            [NOTES, *("what to write" for _ in names)],
            [EXAMPLE, *("not a value" for _ in names)],
            *([row.get("row", ""), *(row[name] for name in names)]
              for row in plan[sheet.name]),
        ]  # fmt: skip
    return found


def write_sheets(
    path: Path, found: Mapping[str, Sequence[Sequence[str | int]]]
) -> Path:
    """The workbook, written as an OpenDocument spreadsheet."""
    return write_ods(path, found)


def write_plan(path: Path, plan: Plan) -> Path:
    """The plan as a workbook."""
    return write_sheets(path, as_sheets(plan))
