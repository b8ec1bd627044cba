"""Ways to get a cell of the plan wrong, and where and how each is refused."""

from collections.abc import Callable
from typing import NamedTuple

from tests.plans import Plan, as_sheets, changed, whole_plan

Sheets = dict[str, list[list[str]]]


class Broken(NamedTuple):
    """A broken workbook: what is wrong with it, and the address and words expected."""

    kind: str
    sheets: Callable[[], Sheets]
    place: str
    wrong: str


def cell(
    kind: str, sheet: str, row: int, place: str, wrong: str, /, **cells: str
) -> Broken:
    """The demonstration's plan with one row changed."""
    return Broken(
        kind, lambda: as_sheets(changed(sheet, row, **cells)), f"{sheet}!{place}", wrong
    )


def _without(sheet: str) -> Sheets:
    found = as_sheets(whole_plan())
    del found[sheet]
    return found


def _headed(sheet: str, place: int, heading: str) -> Sheets:
    found = as_sheets(whole_plan())
    found[sheet][0][place] = heading
    return found


def _more(sheet: str, cells: list[str]) -> Sheets:
    found = as_sheets(whole_plan())
    found[sheet][3] += cells
    return found


def _twice(sheet: str) -> Sheets:
    plan: Plan = whole_plan()
    plan[sheet].append(dict(plan[sheet][0]))
    return as_sheets(plan)


def _renamed() -> Sheets:
    found = as_sheets(whole_plan())
    found["Actons"] = found["actions"]
    return found


BROKEN = (
    cell("a needed cell is empty", "priorities", 0, "D4", "title is empty", title=""),
    cell(
        "no name for links", "priorities", 0, "B4", "is not lower-case letters",
        priority="More charges",
    ),
    cell(
        "no area", "priorities", 1, "C5", "is no area's code", area_code="E99999999"
    ),
    cell(
        "a title too long", "priorities", 0, "D4", "may be 120", title="x" * 121
    ),
    cell(
        "signs that cannot be printed", "priorities", 0, "F4", "cannot be printed",
        why="Never \N{RIGHT-TO-LEFT OVERRIDE}seen",
    ),
    cell(
        "Welsh without English", "priorities", 0, "I4", "is there without plain",
        plain="",
    ),
    cell(
        "a person for an owner", "priorities", 0, "J4", "names a person",
        owner="Mrs A N Other",
    ),
    cell(
        "no agency", "priorities", 0, "K4", "is none of police", lead_agency="Fire"
    ),
    cell(
        "no agency among partners", "priorities", 0, "L4", "none of the agencies",
        partners="cps, fire",
    ),
    cell(
        "the lead agency among partners", "priorities", 0, "L4", "lead agency again",
        partners="cps, police",
    ),
    cell(
        "no date", "priorities", 0, "M4", "is not a date", starts_on="next spring"
    ),
    cell(
        "a day that does not exist", "priorities", 0, "N4", "is not a date",
        review_on="2026-02-30",
    ),
    cell(
        "reviewed before it starts", "priorities", 0, "N4", "is before starts_on",
        review_on="2023-01-01",
    ),
    cell(
        "no address", "priorities", 0, "Q4", "is no address of a page",
        evidence_url="javascript:alert(1)",
    ),
    cell(
        "no tier", "priorities", 0, "R4", "is none of public, partner",
        visibility="secret",
    ),
    cell(
        "no measure", "priority_measures", 1, "C5", "is no measure",
        measure_id="charge_rate",
    ),
    cell(
        "success without a better direction", "priority_measures", 0, "C4",
        "has no better direction", measure_id="recorded_offences_rate",
    ),
    cell(
        "a measure of no priority", "priority_measures", 0, "B4",
        "is not in the sheet priorities", priority="more-arrests",
    ),
    cell(
        "no part", "priority_measures", 0, "D4", "is none of success, balancing",
        part="main",
    ),
    cell(
        "a baseline that may be a share", "priority_measures", 0, "E4",
        "may be a share of 1", baseline="0.07",
    ),
    cell(
        "a baseline without its period", "priority_measures", 0, "F4",
        "is empty, and the baseline needs it", baseline_period="",
    ),
    cell(
        "no trajectory", "priority_measures", 0, "G4", "is none of step",
        trajectory="curve",
    ),
    cell(
        "a line from nowhere", "priority_measures", 0, "E4",
        "a straight line starts from it", baseline="", baseline_period="",
    ),
    cell(
        "points out of order", "priority_measures", 2, "H6", "is not in the order",
        points="2025-03: 84.5; 2024-09: 84",
    ),
    cell(
        "points that are none", "priority_measures", 2, "H6", "is not written as",
        points="84.5 by March",
    ),
    cell(
        "points beyond the target", "priority_measures", 2, "H6", "leads beyond",
        points="2024-09: 84; 2026-06: 84.9",
    ),
    cell(
        "a way to no target", "priority_measures", 6, "G10", "leads to no target",
        trajectory="step",
    ),
    cell(
        "over a hundred per cent", "targets", 0, "D4", "is not between 0 and 100",
        target="900",
    ),
    cell("no number", "targets", 0, "D4", "is not a number", target="nine"),
    cell(
        "no period", "targets", 0, "E4", "is no period", due_period="Spring 2026"
    ),
    cell(
        "over before it is set", "targets", 0, "E4", "is over before",
        due_period="2023-24",
    ),
    cell(
        "too short a period", "targets", 0, "E4", "is shorter than",
        due_period="2026-02",
    ),
    cell(
        "a target of no priority", "targets", 0, "I4",
        "is not in the sheet priorities", priority="more-arrests",
    ),
    cell(
        "due before it starts", "actions", 0, "I4", "is before starts_on",
        due_on="2024-01-31",
    ),
    cell("no state", "actions", 0, "J4", "is none of planned", state="nearly"),
    cell("done on no day", "actions", 0, "K4", "done needs a day", state_on=""),
    cell(
        "an action of no priority", "actions", 0, "C4",
        "is not in the sheet priorities", priority="more-arrests",
    ),
    cell(
        "a comment on nothing", "commentary", 0, "B4", "and so is the measure",
        priority="", measure_id="",
    ),
    cell(
        "no group", "explanations", 0, "E4", "is none of", category="martian"
    ),
    cell(
        "neither explained nor reformed", "explanations", 0, "H4",
        "and so is the action", explanation="",
    ),
    cell(
        "new limits without a reason", "events", 0, "I4", "a rebase needs it",
        reason="",
    ),
    cell("no kind of event", "events", 0, "G4", "is not rebase", kind="step"),
    cell(
        "the last meeting after this one", "agendas", 0, "H4",
        "is after the meeting", since="2026-05-01",
    ),
    cell("no item", "agenda_items", 0, "C4", "is no whole number", item="first"),
    cell(
        "a view of another site", "agenda_items", 0, "F4", "is no view of ours",
        query="//example.org/",
    ),
    cell(
        "an item of no agenda", "agenda_items", 0, "B4",
        "is not in the sheet agendas", agenda="board-2030-01",
    ),
    Broken(
        "a row twice", lambda: _twice("priorities"), "priorities!B9",
        "is the same again as in row 4",
    ),
    Broken(
        "no flag", lambda: as_sheets(changed("actions", 0, row="draft")), "actions!A4",
        "is neither notes nor example",
    ),
    Broken(
        "no heading", lambda: _headed("actions", 8, ""), "actions!A1",
        "the heading 'due_on' is missing",
    ),
    Broken(
        "a heading nobody knows", lambda: _headed("actions", 8, "deadline"),
        "actions!I1", "the heading 'deadline' is none of",
    ),
    Broken(
        "a heading twice", lambda: _headed("actions", 8, "title"), "actions!I1",
        "is there twice",
    ),
    Broken(
        "a cell beside the table", lambda: _more("agendas", ["", "see me"]),
        "agendas!K4", "stands under no heading",
    ),
    Broken(
        "no sheet", lambda: _without("actions"), "actions!A1", "the sheet is missing"
    ),
    Broken("a sheet nobody knows", _renamed, "Actons!A1", "no such sheet"),
)  # fmt: skip
