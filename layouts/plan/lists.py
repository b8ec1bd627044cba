"""Lists of the plan's page: what moved, what pulls apart, what is missing, evidence."""

from typing import Any

from dashboard.language import Language
from dashboard.measure_words import agency_text
from dashboard.plan.evidence_words import (
    evidence_text,
    expectation_word,
    gap_text,
    held_word,
)
from dashboard.plan.moves import Move, Moved, MoveKind
from dashboard.plan.moves_words import move_day, move_heading, move_text
from dashboard.plan.priorities import (
    Conflict,
    Expectation,
    Held,
    PlanGap,
    PriorityProgress,
    Progress,
)
from dashboard.plan.words import (
    change_text,
    conflict_sentence,
    latest_text,
    outlook_text,
)
from layouts import html, ids
from layouts.fields import capitalised
from layouts.flags import change_flag, outlook_flag
from layouts.frame import ONE_PRIORITY, Frame
from layouts.plan.table import written
from layouts.tables import Cell, Column, Row, table

_MARKS = {Held.MET: "■", Held.PARTLY: "◧", Held.NOT_MET: "□"}
_MOVE_CLASSES = {MoveKind.LATE: "attn", MoveKind.SAID: "said"}
_CLASSES = {Held.MET: "met", Held.PARTLY: "partly", Held.NOT_MET: "unmet"}


def moves_list(moved: Moved, language: Language) -> html.Div | None:
    """What moved, by kind; None where nothing did."""
    if not moved.moves:
        return None
    kinds = dict.fromkeys(move.kind for move in moved.moves)
    return html.Div(
        [
            html.Section(
                [
                    html.H3(move_heading(kind, language)),
                    html.Ul(
                        [_move(m, language) for m in moved.moves if m.kind == kind]
                    ),
                ],
                className=_MOVE_CLASSES.get(kind),
            )
            for kind in kinds
        ],
        className="picture moves",
    )


def moves_table(moved: Moved, language: Language) -> html.Table | None:
    """The same as rows; None where nothing moved."""
    if not moved.moves:
        return None
    columns = [
        Column(language.gettext("What"), is_number=False),
        Column(language.gettext("Kind"), is_number=False),
        Column(language.gettext("When"), is_number=False),
        Column(language.gettext("Priority"), is_number=False),
    ]
    rows = [
        Row(
            move_text(move, language),
            [
                Cell(move_heading(move.kind, language)),
                Cell(move_day(move, language)),
                Cell(move.priority.title.text(language)),
            ],
        )
        for move in moved.moves
    ]
    return table(
        columns,
        rows,
        caption=language.gettext("What moved since the last meeting"),
        table_id=ids.panel_table("moved"),
    )


def _move(move: Move, language: Language) -> html.Li:
    day = move_day(move, language)
    title = move.priority.title.text(language)
    told = " · ".join(part for part in (day, title) if part)
    return html.Li(
        [move_text(move, language), html.Span(f" {told}", className="tiny muted")]
    )


def conflicts_picture(conflicts: tuple[Conflict, ...], frame: Frame) -> Any:
    """Each pair side by side, with what it does to each other; None without any."""
    if not conflicts:
        return None
    return html.Div(
        [_pair(conflict, frame) for conflict in conflicts], className="picture"
    )


def _pair(conflict: Conflict, frame: Frame) -> html.Div:
    css_class = "pulling" if conflict.is_pulling else "resting"
    return html.Div(
        [
            html.P(conflict_sentence(conflict, frame.language), className="pull"),
            html.Div(
                [_side(conflict.first, frame), _side(conflict.second, frame)],
                className="sides",
            ),
        ],
        className=f"conflict {css_class}",
    )


def _side(progress: Progress, frame: Frame) -> html.Div:
    language, row = frame.language, progress.row
    return html.Div(
        [
            html.P(
                agency_text(progress.measure.lead_agency, language),
                className="tiny muted",
            ),
            html.H3(
                html.A(
                    progress.measure.name(language),
                    href=frame.measure_link(progress.measure.id),
                )
            ),
            html.P(
                [
                    html.B(latest_text(progress, language)),
                    " ",
                    change_text(progress, language),
                ]
            ),
            html.Div(
                [change_flag(row, language), outlook_flag(row, language)],
                className="flags",
            )
            if row
            else None,
        ],
        className="side",
    )


def conflicts_table(
    conflicts: tuple[Conflict, ...], language: Language
) -> html.Table | None:
    """A row a measure of each pair; None without any."""
    if not conflicts:
        return None
    columns = [
        Column(language.gettext("Measure"), is_number=False),
        Column(language.gettext("Agency"), is_number=False),
        Column(language.gettext("Latest"), is_number=False),
        Column(language.gettext("Change"), is_number=False),
        Column(language.gettext("Target"), is_number=False),
    ]
    rows = [
        Row(
            each.measure.name(language),
            [
                Cell(agency_text(each.measure.lead_agency, language)),
                Cell(latest_text(each, language)),
                Cell(change_text(each, language)),
                Cell(capitalised(outlook_text(each, language))),
            ],
        )
        for conflict in conflicts
        for each in (conflict.first, conflict.second)
    ]
    return table(
        columns,
        rows,
        caption=language.gettext("Targets that weigh on each other"),
        table_id=ids.panel_table("conflicts"),
    )


def gaps_table(gaps: tuple[PlanGap, ...], frame: Frame) -> html.Table | None:
    """A row a gap; None without any."""
    if not gaps:
        return None
    language = frame.language
    columns = [
        Column(language.gettext("Priority"), is_number=False),
        Column(language.gettext("What is missing"), is_number=False),
        Column(language.gettext("Led by"), is_number=False),
    ]
    rows = [
        Row(
            html.A(
                written(gap.priority.title, language),
                href=frame.link(path=f"{ONE_PRIORITY}{gap.priority.id}"),
            ),
            [
                Cell(html.B(gap_text(gap, language))),
                Cell(agency_text(gap.priority.lead_agency, language)),
            ],
        )
        for gap in gaps
    ]
    return table(
        columns,
        rows,
        caption=language.gettext("What is missing from the plan"),
        css_class="gaps cards stack",
        table_id=ids.panel_table("gaps"),
    )


def evidence_table(
    priorities: tuple[PriorityProgress, ...], frame: Frame
) -> html.Table | None:
    """Priorities by expectations: a mark, a word and what it rests on."""
    if not priorities:
        return None
    language = frame.language
    columns = [
        Column(language.gettext("Priority"), is_number=False),
        *(
            Column(expectation_word(each, language), is_number=False)
            for each in Expectation
        ),
    ]
    rows = [
        Row(
            html.A(
                written(progress.priority.title, language),
                href=frame.link(path=f"{ONE_PRIORITY}{progress.priority.id}"),
            ),
            [_evidence_cell(each, language) for each in progress.evidence],
        )
        for progress in priorities
    ]
    return table(
        columns,
        rows,
        caption=language.gettext("Evidence for what a priority should be"),
        css_class="evidence cards stack",
        table_id=ids.panel_table("evidence"),
    )


def _evidence_cell(each: Any, language: Language) -> Cell:
    named = html.Span(
        f"{expectation_word(each.expectation, language)}: ", className="only-narrow"
    )
    mark = html.I(_MARKS[each.held], className="held-mark", **{"aria-hidden": "true"})
    return Cell(
        [
            named,
            mark,
            " ",
            html.B(held_word(each.held, language)),
            html.Span(
                capitalised(evidence_text(each, language)), className="tiny block"
            ),
        ],
        css_class=_CLASSES[each.held],
    )
