"""Why trials crack or are put off, and who was responsible."""

from functools import partial
from typing import Any

from dashboard.figures.svg import Link
from dashboard.formats import count_text, share_text
from dashboard.language import Language
from dashboard.progression.panel_words import (
    reasons_heading,
    reasons_sentence,
    shown_reasons,
)
from dashboard.progression.reasons import Reasons, ReasonView
from dashboard.progression.trials import listed_series
from dashboard.progression.view import ProgressionView
from dashboard.progression.words import (
    against_text,
    all_offences_text,
    comparison_words,
    outcome_text,
    outcome_word,
    party_text,
    shared_text,
)
from layouts import html, ids
from layouts.cards import Panel
from layouts.fields import capitalised
from layouts.frame import Frame
from layouts.progression.charts import reasons_figure
from layouts.progression.parts import (
    lacking,
    prefixed,
    share_or_mark,
    source_of,
    step_link,
)
from layouts.progression.pictures import PAGE, Room, linked
from layouts.tables import Cell, Column, Group, Row, grouped_table

DASH = "\N{EN DASH}"


def reasons_panel(view: ProgressionView, frame: Frame, room: Room = PAGE) -> Panel:
    """The reasons of each way of not going ahead, the commonest first."""
    language = frame.language
    heading = reasons_heading(view, language)
    shown = shown_reasons(view)
    if not shown:
        return Panel(
            "reasons",
            heading,
            "",
            lacking(
                "trial_effectiveness",
                language,
                hint=language.gettext(
                    "No reasons why trials did not go ahead are loaded for this area."
                ),
            ),
            "",
        )
    sentence = prefixed(
        all_offences_text(view, language), reasons_sentence(view, language)
    )
    shared = shared_text(shown[0].place, view.geography, language)
    picture = html.Div(
        [
            html.P(shared, className="badge") if shared else None,
            None if room.is_still else _which(view, frame),
            html.Div(
                [
                    _pareto(view, found, frame, room=room, is_alone=len(shown) == 1)
                    for found in shown
                ],
                className=f"picture multi multi-{len(shown)}",
            ),
        ]
    )
    return Panel(
        "reasons",
        heading,
        sentence,
        picture,
        [
            language.gettext("Bars are shares of all trials listed."),
            " ",
            source_of(view, listed_series(view.lane), language),
        ],
        twin=reasons_table(view, shown, frame),
        about=_about(language),
    )


def _which(view: ProgressionView, frame: Frame) -> html.P:
    """Both ways of not going ahead, or one of them: a step of the drill."""
    language, chosen = frame.language, view.state.reason
    reason = view.course.reasons.get(chosen)
    current = reason.outcome if reason else chosen
    both = [
        (language.gettext("Cracked and ineffective"), ""),
        (outcome_word("cracked", language), "cracked"),
        (outcome_word("ineffective", language), "ineffective"),
    ]
    items: list[Any] = []
    for words, value in both:
        is_current = value == (current if current in ("cracked", "ineffective") else "")
        if is_current:
            items.append(html.B(words, **{"aria-current": "true"}))
        else:
            items.append(
                step_link(frame, words, key=f"which-{value or 'both'}", reason=value)
            )
    return html.P(items, className="which small")


def _pareto(
    view: ProgressionView,
    found: Reasons,
    frame: Frame,
    *,
    room: Room,
    is_alone: bool,
) -> html.Div:
    language = frame.language
    total = found.total.own
    title = outcome_word(found.outcome, language)
    if total.value is not None:
        title = language.gettext("{outcome}: {share} of trials listed").format(
            outcome=title, share=language.percent(total.value)
        )
    return html.Div(
        [
            html.H3(title),
            html.P(_parties(found, language), className="small muted"),
            linked(
                f"reasons-{found.outcome}",
                partial(_figure, view, found, language),
                width=room.whole if is_alone else room.half,
                links=partial(_reason_link, view, frame),
                room=room,
                told=(title, _parties(found, language)),
            ),
        ]
    )


def _figure(
    view: ProgressionView, found: Reasons, language: Language, width: int
) -> Any:
    return reasons_figure(view, found, language, width=width)


def _parties(found: Reasons, language: Language) -> str:
    """Who the reasons lie with, the most first."""
    known = sorted(
        (each for each in found.parties if each.part),
        key=lambda each: -(each.part or 0.0),
    )
    said = [
        f"{party_text(each.party, language)} {language.percent(each.part or 0.0, 0)}"
        for each in known
    ]
    if found.without_reason:
        said.append(
            language.gettext("no reason stated {share}").format(
                share=language.percent(found.without_reason, 0)
            )
        )
    return " · ".join(said)


def _reason_link(view: ProgressionView, frame: Frame, key: str) -> Link | None:
    reason = view.course.reasons.get(key)
    if reason is None:
        return None
    is_chosen = view.state.reason == key
    there = step_link(frame, "", key="", reason=reason.outcome if is_chosen else key)
    return Link(there.properties["href"], reason.name(frame.language))


def reasons_table(
    view: ProgressionView, shown: tuple[Reasons, ...], frame: Frame
) -> html.Table:
    """Every reason with its party, and the parties in all; each a step of the drill."""
    language = frame.language
    against = capitalised(against_text(view, language))
    columns = [
        Column(language.gettext("Reason"), is_number=False),
        Column(language.gettext("Lies with"), is_number=False),
        Column(language.gettext("Trials")),
        Column(language.gettext("Share of listed")),
        Column(language.gettext("Share of these")),
        Column(language.gettext("So far")),
        Column(against),
        Column(language.gettext("Verdict"), is_number=False),
    ]
    groups = []
    for found in shown:
        rows = [_reason_row(view, each, frame) for each in found.reasons]
        groups.append(Group(outcome_text(found.outcome, language), rows))
        parties = [
            Row(
                party_text(each.party, language),
                [
                    Cell(""),
                    Cell(count_text(each.found.own.numerator, language)),
                    Cell(share_or_mark(each.found.own, language)),
                    Cell(share_text(each.part, language)),
                    Cell(""),
                    Cell(share_text(each.found.benchmark.value, language)),
                    Cell(
                        comparison_words(
                            each.found.comparison,
                            each.found.own.value,
                            each.found.benchmark.value,
                            language,
                        )
                    ),
                ],
            )
            for each in found.parties
        ]
        title = language.gettext("{outcome}, by who the reason lies with")
        groups.append(
            Group(title.format(outcome=outcome_word(found.outcome, language)), parties)
        )
    return grouped_table(
        columns,
        groups,
        caption=language.gettext("Why trials did not go ahead"),
        css_class="figures",
        table_id=ids.panel_table("reasons"),
    )


def _reason_row(view: ProgressionView, each: ReasonView, frame: Frame) -> Row:
    language = frame.language
    own = each.found.own
    is_chosen = view.state.reason == each.reason.id
    return Row(
        step_link(
            frame,
            each.reason.name(language),
            key=f"reason-{each.reason.id}",
            reason=each.reason.outcome if is_chosen else each.reason.id,
        ),
        [
            Cell(party_text(each.reason.party, language)),
            Cell(count_text(own.numerator, language)),
            Cell(share_or_mark(own, language)),
            Cell(share_text(each.part, language)),
            Cell(share_text(each.running, language)),
            Cell(share_text(each.found.benchmark.value, language)),
            Cell(
                comparison_words(
                    each.found.comparison,
                    own.value,
                    each.found.benchmark.value,
                    language,
                )
            ),
        ],
        css_class="own" if is_chosen else "",
    )


def _about(language: Language) -> html.Div:
    notes = (
        language.gettext(
            "A cracked trial ends on the day without being tried, most often by a "
            "guilty plea. An ineffective trial does not go ahead and is listed again."
        ),
        language.gettext(
            "Courts record one main reason for each trial. Who it lies with is as the "
            "courts’ form groups the reasons of cracked trials; of ineffective trials "
            "as their wording suggests. Absent witnesses stand by themselves, "
            "whichever side called them."
        ),
        language.gettext(
            "A reason that no trial had is left out by the publisher and counts as "
            "none wherever the area’s other reasons of the quarter are published."
        ),
        language.gettext(
            "Reasons say what happened on the day, not who was at fault. Nothing here "
            "tells a court or a prosecutor how to decide a case."
        ),
    )
    return html.Div(html.Ul([html.Li(note) for note in notes]), className="about small")
