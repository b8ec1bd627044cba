"""What can be chosen on the progression page, and where one is, in words."""

from dataclasses import replace
from typing import Any

from dashboard.language import Language
from dashboard.overview_words import stage_text
from dashboard.progression.course import LANES
from dashboard.progression.view import ProgressionView
from dashboard.progression.words import reason_name, span_text
from dashboard.view_state import ViewState
from layouts import html, ids
from layouts.fields import (
    option,
    select_field,
    submit_button,
    travelling,
    view_form,
)
from layouts.frame import Frame

#: What the form at the top sets; all else travels along unseen.
SET_HERE = frozenset({"period", "window", "stage", "offence", "court"})


def chosen_state(view: ProgressionView) -> ViewState:
    """The view's state without a span that comes by itself."""
    usual = view.offered.spans.usual
    is_usual = usual is not None and view.state.period == usual.label
    return replace(view.state, period="" if is_usual else view.state.period, window="")


def progression_controls(view: ProgressionView, frame: Frame) -> Any:
    """Span, stage, group of offences and court, each with "all" as a choice."""
    language, state = frame.language, view.state
    spans = view.offered.spans
    usual = spans.usual.label if spans.usual else ""
    fields = [
        select_field(
            language.gettext("Period"),
            "period",
            [
                option(p.words(language), p.label, chosen=state.period, usual=usual)
                for p in spans.offered
            ],
            css_class="field long-field",
        )
        if spans.offered
        else None,
        select_field(
            language.gettext("Stage"),
            "stage",
            [
                option(language.gettext("All stages"), "", chosen=state.stage),
                *[
                    option(stage_text(lane, language), lane, chosen=state.stage)
                    for lane in LANES
                ],
            ],
        ),
        select_field(
            language.gettext("Offences"),
            "offence",
            [
                option(language.gettext("All offences"), "", chosen=state.offence),
                *[
                    option(
                        view.course.offence_name(offence, language),
                        offence,
                        chosen=state.offence,
                    )
                    for offence in view.offered.offences
                ],
            ],
            css_class="field wide-field",
        )
        if view.offered.offences
        else None,
        select_field(
            language.gettext("Court"),
            "court",
            [
                option(language.gettext("All courts"), "", chosen=state.court),
                *[
                    option(court.name(language), court.code, chosen=state.court)
                    for court in view.offered.courts
                ],
            ],
        )
        if view.offered.courts
        else None,
    ]
    return view_form(
        [
            *[field for field in fields if field is not None],
            *travelling(frame, without=SET_HERE),
            submit_button(language),
        ],
        frame,
        form_id=ids.VIEW_FORM,
        css_class="wrap",
    )


def breadcrumb(view: ProgressionView, frame: Frame) -> html.Nav:
    """Where one is, step by step; each step before the last leads back to it."""
    language = frame.language
    steps = _steps(view, frame.state, language)
    *before, last = steps
    items: list[Any] = [
        html.Li(
            html.A(
                words,
                href=frame.link(there),
                **{"data-view": "", "data-key": f"crumb-{number}"},
            )
        )
        for number, (words, there) in enumerate(before)
    ]
    items.append(html.Li(html.Span(last[0], **{"aria-current": "true"})))
    span = span_text(view, language)
    if span:
        items.append(html.Li(span))
    return html.Nav(
        html.Ol(items),
        className="crumb steps",
        **{"aria-label": language.gettext("Where you are")},
    )


def steps_text(view: ProgressionView, language: Language) -> list[str]:
    """Where one is, in words alone."""
    return [words for words, _ in _steps(view, view.state, language)]


def _steps(
    view: ProgressionView, state: ViewState, language: Language
) -> list[tuple[str, ViewState]]:
    """Each choice made, and the view with it and those before it alone."""
    there = replace(state, stage="", offence="", court="", reason="")
    steps: list[tuple[str, ViewState]] = [(view.area.name(language), there)]
    if state.stage:
        there = replace(there, stage=state.stage)
        steps.append((stage_text(state.stage, language), there))
    if state.offence:
        there = replace(there, offence=state.offence)
        steps.append((view.course.offence_name(state.offence, language), there))
    if view.court is not None:
        there = replace(there, court=state.court)
        steps.append((view.court.name(language), there))
    reason = reason_name(view, language)
    if reason:
        steps.append((reason, state))
    return steps
