"""The plan's panels as rows: a row a measure, action, gap, comment or expectation."""

from collections.abc import Iterable, Iterator

from dashboard.areas import AreaType
from dashboard.exports import Extract, make_extract
from dashboard.language import Language
from dashboard.measure_exports import CHART_COLUMNS, control_rows
from dashboard.overview_exports import SCORE_COLUMNS, score_cells
from dashboard.plan.evidence_words import evidence_text, gap_text
from dashboard.plan.model import Action, Comment
from dashboard.plan.moves_words import move_text
from dashboard.plan.plain_words import plain_paragraphs, plain_verdict
from dashboard.plan.priorities import PlanGap, PriorityProgress, Progress
from dashboard.plan.view import PlanView, PriorityView
from dashboard.plan.words import planned_level

PROGRESS_COLUMNS = (
    "priority", "title", "part", "owner", "priority_lead_agency", "baseline",
    "baseline_period", "due_period", "trajectory", "planned_level", "track",
    *SCORE_COLUMNS,
)  # fmt: skip
PLACE_COLUMNS = ("priority", "title", "area_code", "area")
REPORT_COLUMNS = (*PLACE_COLUMNS, "paragraph", "text")
MOVES_COLUMNS = (*PLACE_COLUMNS, "kind", "day", "what")
WAY_COLUMNS = (*CHART_COLUMNS, "target", "planned_level")
CONFLICT_COLUMNS = ("pair", "is_pulling", *PROGRESS_COLUMNS)
GAP_COLUMNS = (*PLACE_COLUMNS, "kind", "measure", "action", "what")
EVIDENCE_COLUMNS = (*PLACE_COLUMNS, "expectation", "held", "what")
ACTION_COLUMNS = (
    *PLACE_COLUMNS, "action", "action_title", "action_owner", "agency", "starts_on",
    "due_on", "state", "state_on", "is_late", "note",
)  # fmt: skip
COMMENT_COLUMNS = (
    *PLACE_COLUMNS, "written_on", "agency", "author", "measure", "period", "comment",
)  # fmt: skip

Cells = list[object]


def plan_extract(panel: str, view: PlanView, language: Language) -> Extract:
    """The rows of a panel of the plan; the heading alone without a plan.

    Raises KeyError for a panel the page does not have.
    """
    columns, rows = {
        "report": (REPORT_COLUMNS, _verdict_rows),
        "plan": (PROGRESS_COLUMNS, _progress_rows),
        "moved": (MOVES_COLUMNS, _move_rows),
        "conflicts": (CONFLICT_COLUMNS, _conflict_rows),
        "gaps": (GAP_COLUMNS, _all_gap_rows),
        "evidence": (EVIDENCE_COLUMNS, _all_evidence_rows),
    }[panel]
    return make_extract(columns, rows(view, language))


def priority_extract(
    panel: str, view: PriorityView | None, language: Language
) -> Extract:
    """The rows of a panel of one priority; the heading alone without one.

    Raises KeyError for a panel the page does not have.
    """
    columns, rows = {
        "report": (REPORT_COLUMNS, _paragraph_rows),
        "chart": (WAY_COLUMNS, _chart_rows),
        "balancing": (SCORE_COLUMNS, _balancing_rows),
        "actions": (ACTION_COLUMNS, _action_rows),
        "commentary": (COMMENT_COLUMNS, _comment_rows),
        "evidence": (EVIDENCE_COLUMNS, _own_evidence_rows),
    }[panel]
    return make_extract(columns, rows(view, language) if view else ())


def _place(progress: PriorityProgress, view: PlanView, language: Language) -> Cells:
    priority = progress.priority
    area = view.geography.areas[AreaType.CRIMINAL_JUSTICE_AREA, priority.area_code]
    return [
        priority.id, priority.title.text(language), priority.area_code,
        area.name(language),
    ]  # fmt: skip


def _verdict_rows(view: PlanView, language: Language) -> Iterator[Cells]:
    for progress in view.priorities:
        place = _place(progress, view, language)
        wanted = progress.priority.plain.text(language)
        for number, text in enumerate([wanted, plain_verdict(progress, language)], 1):
            yield [*place, number, text]


def _progress_rows(view: PlanView, language: Language) -> Iterator[Cells]:
    for progress in view.priorities:
        for each in progress.measures:
            yield _progress_cells(each, progress, view, language)
        if not progress.measures:
            yield _without_measure(progress)


def _without_measure(progress: PriorityProgress) -> Cells:
    told: dict[str, object] = {
        "priority": progress.priority.id,
        "title": progress.priority.title.en,
        "owner": progress.priority.owner,
        "priority_lead_agency": progress.priority.lead_agency,
        "area_code": progress.priority.area_code,
    }
    return [told.get(column) for column in PROGRESS_COLUMNS]


def _progress_cells(
    each: Progress, progress: PriorityProgress, view: PlanView, language: Language
) -> Cells:
    priority, baseline, target = progress.priority, each.planned.baseline, each.target
    area = _place(progress, view, language)[-1]
    scored: Cells = [None] * len(SCORE_COLUMNS)
    if each.row is not None:
        scored = score_cells(each.row, str(area))
    return [
        priority.id, priority.title.text(language), "success", priority.owner,
        priority.lead_agency, baseline.value if baseline else None,
        baseline.period if baseline else "", target.due_period if target else "",
        each.planned.trajectory, planned_level(each), each.track.value, *scored,
    ]  # fmt: skip


def _move_rows(view: PlanView, language: Language) -> Iterator[Cells]:
    for move in view.moved.moves:
        progress = next(p for p in view.priorities if p.priority == move.priority)
        yield [
            *_place(progress, view, language), move.kind.value,
            move.day.isoformat() if move.day else "", move_text(move, language),
        ]  # fmt: skip


def _conflict_rows(view: PlanView, language: Language) -> Iterator[Cells]:
    by_id = {progress.priority.id: progress for progress in view.priorities}
    for number, conflict in enumerate(view.conflicts, start=1):
        pulls = "yes" if conflict.is_pulling else "no"
        for each, priority in (
            (conflict.first, conflict.first_priority),
            (conflict.second, conflict.second_priority),
        ):
            cells = _progress_cells(each, by_id[priority.id], view, language)
            yield [number, pulls, *cells]


def _all_gap_rows(view: PlanView, language: Language) -> Iterator[Cells]:
    for progress in view.priorities:
        for gap in progress.gaps:
            yield _gap_cells(gap, _place(progress, view, language), language)


def _gap_cells(gap: PlanGap, place: Cells, language: Language) -> Cells:
    return [
        *place, gap.kind.value, gap.measure.id if gap.measure else "",
        gap.action.id if gap.action else "", gap_text(gap, language),
    ]  # fmt: skip


def _all_evidence_rows(view: PlanView, language: Language) -> Iterator[Cells]:
    for progress in view.priorities:
        yield from _evidence_rows(progress, view, language)


def _evidence_rows(
    progress: PriorityProgress, view: PlanView, language: Language
) -> Iterator[Cells]:
    for each in progress.evidence:
        yield [
            *_place(progress, view, language), each.expectation.value, each.held.value,
            evidence_text(each, language),
        ]  # fmt: skip


def _own_evidence_rows(view: PriorityView, language: Language) -> Iterator[Cells]:
    yield from _evidence_rows(view.progress, view.plan, language)


def _paragraph_rows(view: PriorityView, language: Language) -> Iterator[Cells]:
    told = plain_paragraphs(view.progress, today=view.plan.today, language=language)
    place = _place(view.progress, view.plan, language)
    for number, text in enumerate(told, start=1):
        yield [*place, number, text]


def _chart_rows(view: PriorityView, language: Language) -> Iterator[Cells]:
    chosen = view.chosen
    if chosen is None or chosen.row is None:
        return
    chart, target = chosen.row.chart, chosen.target
    area = str(_place(view.progress, view.plan, language)[-1])
    for period, cells in zip(chart.periods, control_rows(chart, area), strict=True):
        way = chosen.trajectory
        planned = way.level(period.last) if way else None
        yield [*cells, target.value if target else None, planned]


def _balancing_rows(view: PriorityView, language: Language) -> Iterator[Cells]:
    area = str(_place(view.progress, view.plan, language)[-1])
    for each in view.progress.balancing:
        yield score_cells(each.row, area)


def _action_rows(view: PriorityView, language: Language) -> Iterator[Cells]:
    for action in view.priority.actions:
        yield [
            *_place(view.progress, view.plan, language),
            *_action_cells(action, view, language),
        ]


def _action_cells(action: Action, view: PriorityView, language: Language) -> Cells:
    return [
        action.id, action.title.text(language), action.owner, action.agency,
        action.starts_on.isoformat() if action.starts_on else "",
        action.due_on.isoformat(), action.state,
        action.state_on.isoformat() if action.state_on else "",
        "yes" if action.is_late(view.plan.today) else "no",
        action.note.text(language),
    ]  # fmt: skip


def _comment_rows(view: PriorityView, language: Language) -> Iterator[Cells]:
    for comment in view.priority.comments:
        yield [
            *_place(view.progress, view.plan, language),
            *_comment_cells(comment, language),
        ]


def _comment_cells(comment: Comment, language: Language) -> Iterable[object]:
    return [
        comment.written_on.isoformat(), comment.agency, comment.author,
        comment.measure_id, comment.period, comment.words.text(language),
    ]  # fmt: skip
