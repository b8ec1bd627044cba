"""One row of each sheet of a partnership's workbook, checked cell by cell."""

import re
from collections.abc import Callable
from datetime import date

from data.ingest import agreed, lists
from data.ingest.agreed import (
    Action,
    Agenda,
    AgendaItem,
    Agreed,
    Comment,
    Explanation,
    Priority,
    PriorityMeasure,
)
from data.ingest.events import parse_event
from data.ingest.lists import Cells, Check
from data.ingest.partnership_layout import categories
from data.ingest.publication import Event, Target
from data.ingest.targets import (
    directed_measure,
    last_month,
    level_check,
    parse_target,
    period,
)

LONGEST_ADDRESS = 2000
MOST_ITEMS = 99
_WEB = re.compile(r"https?://[^\s/]+\S*")
_VIEW = re.compile(r"/(?![/\\])[^\s\\]*")


def parse_priority(cells: Cells, place: int) -> Priority:
    """A priority; `place` is its order in the plan."""
    found = Priority(
        priority_id=cells.required("priority", lists.slug),
        area_code=cells.required("area_code", lists.area),
        place=place,
        title=cells.required("title", lists.title),
        title_cy=cells.optional("title_cy", lists.title),
        why=cells.required("why", lists.reason),
        why_cy=cells.optional("why_cy", lists.reason),
        plain=cells.optional("plain", lists.reason),
        plain_cy=cells.optional("plain_cy", lists.reason),
        owner=cells.optional("owner", lists.role),
        lead_agency=cells.required("lead_agency", _agency),
        partners=cells.optional("partners", _agencies),
        starts_on=cells.required("starts_on", lists.day),
        review_on=cells.optional("review_on", lists.day),
        serves=cells.optional("serves", lists.title),
        serves_cy=cells.optional("serves_cy", lists.title),
        evidence_url=cells.optional("evidence_url", _web_address),
        visibility=_visibility(cells),
    )
    if found.lead_agency and found.lead_agency in (found.partners or "").split(", "):
        cells.faults.append(("partners", "names the lead agency again"))
    _in_order(cells, "starts_on", "review_on")
    return found


def parse_measure(cells: Cells, place: int) -> PriorityMeasure:
    """A measure of a priority; a success measure needs a better direction."""
    part = cells.required("part", one_of(agreed.PARTS))
    check = directed_measure if part == "success" else lists.measure
    measure_id = cells.required("measure_id", check)
    kind = lists.measures()[measure_id]["kind"] if measure_id else ""
    baseline = cells.optional("baseline", level_check(kind)) if measure_id else None
    found = PriorityMeasure(
        priority_id=cells.required("priority", lists.slug),
        measure_id=measure_id,
        part=part,
        baseline=None if baseline is None else float(baseline),
        baseline_period=cells.optional("baseline_period", period),
        trajectory=cells.optional("trajectory", one_of(agreed.TRAJECTORIES)),
        points=cells.optional("points", _points_of(kind)) if measure_id else None,
    )
    written = cells.written
    if written["baseline"] and not written["baseline_period"]:
        cells.faults.append(("baseline_period", "is empty, and the baseline needs it"))
    if written["baseline_period"] and not written["baseline"]:
        cells.faults.append(("baseline", "is empty, and its period is given"))
    if found.trajectory == "points" and not written["points"]:
        cells.faults.append(("points", "is empty, and the trajectory needs it"))
    if written["points"] and found.trajectory in (None, "step", "straight"):
        cells.faults.append(("points", "is for the trajectory points alone"))
    if found.trajectory == "straight" and not written["baseline"]:
        cells.faults.append(("baseline", "is empty: a straight line starts from it"))
    if found.trajectory and part == "balancing":
        cells.faults.append(("trajectory", "is for measures of success alone"))
    return found


def parse_action(cells: Cells, place: int) -> Action:
    """An action; what is done or stopped is so since a day."""
    found = Action(
        action_id=cells.required("action", lists.slug),
        priority_id=cells.required("priority", lists.slug),
        title=cells.required("title", lists.title),
        title_cy=cells.optional("title_cy", lists.title),
        owner=cells.optional("owner", lists.role),
        agency=cells.required("agency", _agency),
        starts_on=cells.optional("starts_on", lists.day),
        due_on=cells.required("due_on", lists.day),
        state=cells.required("state", one_of(agreed.STATES)),
        state_on=cells.optional("state_on", lists.day),
        note=cells.optional("note", lists.reason),
        note_cy=cells.optional("note_cy", lists.reason),
        evidence_url=cells.optional("evidence_url", _web_address),
        visibility=_visibility(cells),
    )
    _in_order(cells, "starts_on", "due_on")
    if found.state in ("done", "stopped") and not cells.written["state_on"]:
        cells.faults.append(("state_on", f"is empty, and {found.state} needs a day"))
    return found


def parse_comment(cells: Cells, place: int) -> Comment:
    """A comment, on a priority or on a measure."""
    found = Comment(
        priority_id=cells.optional("priority", lists.slug),
        measure_id=cells.optional("measure_id", lists.measure),
        area_code=cells.required("area_code", lists.area),
        period=cells.optional("period", period),
        written_on=cells.required("written_on", lists.day),
        agency=cells.required("agency", _agency),
        author=cells.required("author", lists.role),
        comment=cells.required("comment", lists.reason),
        comment_cy=cells.optional("comment_cy", lists.reason),
        visibility=_visibility(cells),
    )
    if not (cells.written["priority"] or cells.written["measure_id"]):
        cells.faults.append(("priority", "is empty, and so is the measure"))
    return found


def parse_explanation(cells: Cells, place: int) -> Explanation:
    """A line of the register: an explanation, or what is done, or both."""
    breakdown = cells.required("breakdown", one_of(tuple(categories())))
    groups = tuple(choice.code for choice in categories().get(breakdown, ()))
    found = Explanation(
        measure_id=cells.required("measure_id", lists.subject),
        area_code=cells.required("area_code", lists.area),
        breakdown=breakdown,
        category=cells.required(
            "category", one_of(groups) if breakdown else lists.slug
        ),
        written_on=cells.required("written_on", lists.day),
        decision=cells.required("decision", one_of(agreed.DECISIONS)),
        explanation=cells.optional("explanation", lists.reason),
        explanation_cy=cells.optional("explanation_cy", lists.reason),
        action=cells.optional("action", lists.reason),
        action_cy=cells.optional("action_cy", lists.reason),
        owner=cells.required("owner", lists.role),
        review_on=cells.optional("review_on", lists.day),
        visibility=_visibility(cells),
    )
    if not (cells.written["explanation"] or cells.written["action"]):
        cells.faults.append(("explanation", "is empty, and so is the action"))
    _in_order(cells, "written_on", "review_on")
    return found


def parse_agenda(cells: Cells, place: int) -> Agenda:
    """A meeting, of figures known by then."""
    found = Agenda(
        agenda=cells.required("agenda", lists.slug),
        area_code=cells.optional("area_code", lists.area),
        title=cells.required("title", lists.title),
        title_cy=cells.optional("title_cy", lists.title),
        meets_on=cells.required("meets_on", lists.day),
        as_of=cells.optional("as_of", lists.day),
        since=cells.optional("since", lists.day),
        visibility=_visibility(cells),
    )
    _in_order(cells, "since", "meets_on", column="since", wrong="is after the meeting")
    _in_order(cells, "as_of", "meets_on", column="as_of", wrong="is after the meeting")
    _in_order(cells, "since", "as_of", column="since", wrong="is after as_of")
    return found


def parse_item(cells: Cells, place: int) -> AgendaItem:
    """One view of a meeting."""
    minutes = cells.optional("minutes", _whole)
    return AgendaItem(
        agenda=cells.required("agenda", lists.slug),
        item=int(cells.required("item", _whole) or 0),
        title=cells.required("title", lists.title),
        title_cy=cells.optional("title_cy", lists.title),
        query=cells.required("query", _view),
        note=cells.optional("note", lists.reason),
        note_cy=cells.optional("note_cy", lists.reason),
        minutes=None if minutes is None else int(minutes),
    )


def _event(cells: Cells, place: int) -> Event:
    return parse_event(cells)._replace(visibility=_visibility(cells))


def _target(cells: Cells, place: int) -> Target:
    return parse_target(cells)._replace(visibility=_visibility(cells))


#: What a row of each sheet is; a second row of the same is refused.
PARSERS: dict[str, Callable[[Cells, int], Agreed | Event | Target]] = {
    "priorities": parse_priority,
    "priority_measures": parse_measure,
    "targets": _target,
    "actions": parse_action,
    "commentary": parse_comment,
    "explanations": parse_explanation,
    "events": _event,
    "agendas": parse_agenda,
    "agenda_items": parse_item,
}


def one_of(codes: tuple[str, ...]) -> Check:
    """A check that a cell says one of these."""

    def check(text: str) -> str:
        if text not in codes:
            raise ValueError(f"is none of {', '.join(codes)}")
        return text

    return check


def _agency(text: str) -> str:
    return one_of(agreed.AGENCIES)(text)


def _agencies(text: str) -> str:
    named = [part.strip() for part in text.split(",") if part.strip()]
    for name in named:
        if name not in agreed.AGENCIES:
            raise ValueError(f"has {name!r}, which is none of the agencies")
    return ", ".join(dict.fromkeys(named))


def _visibility(cells: Cells) -> str:
    check = one_of(agreed.VISIBILITIES)
    return cells.optional("visibility", check) or "public"


def _web_address(text: str) -> str:
    if not _WEB.fullmatch(text) or len(text) > LONGEST_ADDRESS:
        raise ValueError("is no address of a page: it starts with https://")
    return text


def _view(text: str) -> str:
    is_view = _VIEW.fullmatch(text) and text.isprintable()
    if not is_view or len(text) > LONGEST_ADDRESS:
        raise ValueError("is no view of ours: it starts with / and has no spaces")
    return text


def _whole(text: str) -> str:
    if not text.isdecimal() or not 1 <= int(text) <= MOST_ITEMS:
        raise ValueError(f"is no whole number from 1 to {MOST_ITEMS}")
    return str(int(text))


def _points_of(kind: str) -> Check:
    """Dated levels, in order: as written, "2025-06: 3.2; 2025-12: 3.1"."""

    def check(text: str) -> str:
        levels, ends = [], []
        for part in text.split(";"):
            label, colon, level = (each.strip() for each in part.partition(":"))
            if not colon:
                raise ValueError("is not written as 2025-06: 3.2; 2025-12: 3.1")
            ends.append(last_month(period(label)))
            levels.append(f"{label}={level_check(kind)(level)}")
        if ends != sorted(set(ends), key=str):
            raise ValueError("is not in the order of time, each period once")
        return "; ".join(levels)

    return check


def _in_order(
    cells: Cells,
    first: str,
    second: str,
    *,
    column: str = "",
    wrong: str = "",
) -> None:
    """A fault where one day comes before another that it must follow."""
    days = [_read_day(cells.written[name]) for name in (first, second)]
    if None in days or not days[0] > days[1]:  # type: ignore[operator]  # both days
        return
    cells.faults.append((column or second, wrong or f"is before {first}"))


def _read_day(text: str) -> date | None:
    try:
        return date.fromisoformat(lists.day(text))
    except ValueError:
        return None
