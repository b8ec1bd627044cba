"""A partnership's plan, register and agendas, read from the store into our values."""

from collections import defaultdict

from dashboard.meeting.agendas import Agenda, AgendaItem
from dashboard.plan.model import (
    Action,
    Comment,
    Explanation,
    Level,
    PlannedMeasure,
    Priority,
    Words,
)
from data.engine import Engine
from data.queries import plan as stored


def read_priorities(engine: Engine, as_of: str = "") -> tuple[Priority, ...]:
    """Every priority in the order of the plan, now or as known at the end of a day."""
    day = as_of or None
    measures: dict[str, list[PlannedMeasure]] = defaultdict(list)
    for row in stored.fetch_priority_measures(engine, as_of=day):
        measures[row.priority_id].append(_measure(row))
    actions: dict[str, list[Action]] = defaultdict(list)
    for found in stored.fetch_actions(engine, as_of=day):
        actions[found.priority_id].append(_action(found))
    comments: dict[str, list[Comment]] = defaultdict(list)
    for comment in read_comments(engine, as_of):
        comments[comment.priority_id].append(comment)
    return tuple(
        Priority(
            id=row.priority_id,
            area_code=row.area_code,
            title=_words(row.title, row.title_cy),
            why=_words(row.why, row.why_cy),
            plain=_words(row.plain, row.plain_cy),
            owner=row.owner or "",
            lead_agency=row.lead_agency,
            partners=_listed(row.partners),
            starts_on=row.starts_on,
            review_on=row.review_on,
            serves=_words(row.serves, row.serves_cy),
            evidence_url=row.evidence_url or "",
            measures=tuple(measures[row.priority_id]),
            actions=tuple(actions[row.priority_id]),
            comments=tuple(comments[row.priority_id]),
        )
        for row in stored.fetch_priorities(engine, as_of=day)
    )


def read_comments(engine: Engine, as_of: str = "") -> tuple[Comment, ...]:
    """Every comment, the latest first."""
    return tuple(
        Comment(
            priority_id=row.priority_id or "",
            measure_id=row.measure_id or "",
            area_code=row.area_code,
            period=row.period or "",
            written_on=row.written_on,
            agency=row.agency,
            author=row.author,
            words=_words(row.comment, row.comment_cy),
        )
        for row in stored.fetch_comments(engine, as_of=as_of or None)
    )


def read_explanations(engine: Engine, as_of: str = "") -> tuple[Explanation, ...]:
    """Every line of the explain-or-reform register, the earliest first."""
    return tuple(
        Explanation(
            measure_id=row.measure_id,
            area_code=row.area_code,
            breakdown=row.breakdown,
            category=row.category,
            written_on=row.written_on,
            decision=row.decision,
            explanation=_words(row.explanation, row.explanation_cy),
            action=_words(row.action, row.action_cy),
            owner=row.owner,
            review_on=row.review_on,
        )
        for row in stored.fetch_explanations(engine, as_of=as_of or None)
    )


def read_agendas(engine: Engine, as_of: str = "") -> tuple[Agenda, ...]:
    """Every agenda with its items, the latest meeting first."""
    found = stored.fetch_agendas(engine, as_of=as_of or None)
    items: dict[str, list[AgendaItem]] = defaultdict(list)
    names = [row.agenda for row in found]
    for row in stored.fetch_agenda_items(engine, names, as_of=as_of or None):
        items[row.agenda].append(
            AgendaItem(
                item=row.item,
                title=_words(row.title, row.title_cy),
                query=row.query,
                note=_words(row.note, row.note_cy),
                minutes=row.minutes,
            )
        )
    return tuple(
        Agenda(
            name=agenda.agenda,
            area_code=agenda.area_code or "",
            title=_words(agenda.title, agenda.title_cy),
            meets_on=agenda.meets_on,
            as_of=agenda.as_of,
            since=agenda.since,
            items=tuple(items[agenda.agenda]),
        )
        for agenda in found
    )


def _measure(row: stored.PriorityMeasureRow) -> PlannedMeasure:
    baseline = None
    if row.baseline is not None:
        baseline = Level(row.baseline_period or "", row.baseline)
    return PlannedMeasure(
        measure_id=row.measure_id,
        is_balancing=row.part == "balancing",
        baseline=baseline,
        trajectory=row.trajectory or "",
        points=_levels(row.points),
    )


def _action(row: stored.ActionRow) -> Action:
    return Action(
        id=row.action_id,
        title=_words(row.title, row.title_cy),
        owner=row.owner or "",
        agency=row.agency,
        starts_on=row.starts_on,
        due_on=row.due_on,
        state=row.state,
        state_on=row.state_on,
        note=_words(row.note, row.note_cy),
        evidence_url=row.evidence_url or "",
    )


def _words(english: str | None, welsh: str | None) -> Words:
    return Words(english or "", welsh or "")


def _listed(codes: str | None) -> tuple[str, ...]:
    return tuple(code.strip() for code in (codes or "").split(",") if code.strip())


def _levels(written: str | None) -> tuple[Level, ...]:
    """Dated levels as the store keeps them: "2025-06=0.82; 2025-12=0.84"."""
    pairs = [part.split("=") for part in (written or "").split(";") if part.strip()]
    return tuple(Level(period.strip(), float(value)) for period, value in pairs)
