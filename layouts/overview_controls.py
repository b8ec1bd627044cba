"""The overview's controls: one choice for every measure at once."""

from collections.abc import Sequence
from typing import Any

from dashboard.language import Language
from dashboard.measure_words import agency_text
from dashboard.pages import OverviewView
from layouts import html, ids
from layouts.fields import (
    against_field,
    option,
    select_field,
    submit_button,
    travelling,
    view_form,
    window_text,
)
from layouts.frame import Frame

SET_HERE = frozenset({"window", "period", "against"})
BENCHMARKS = ("england_and_wales", "similar", "region", "target")


def overview_controls(view: OverviewView, frame: Frame) -> Any:
    """Window, period and benchmark of every measure at once."""
    state = view.state
    fields = [
        _window_of_all(view, frame.language),
        _period_of_all(view, frame.language),
        against_field(BENCHMARKS, state, view.geography, frame),
    ]
    return view_form(
        [
            *[field for field in fields if field is not None],
            *travelling(frame, without=SET_HERE),
            submit_button(frame.language),
        ],
        frame,
        form_id=ids.VIEW_FORM,
        css_class="wrap",
    )


def agency_filter(agencies: Sequence[str], frame: Frame) -> html.Form | None:
    """Chooses the agency whose measures are listed; nothing to choose from, no form."""
    if len(agencies) < 2:
        return None
    language = frame.language
    options = [
        option(language.gettext("All agencies"), "", chosen=frame.state.agency),
        *[
            option(agency_text(agency, language), agency, chosen=frame.state.agency)
            for agency in agencies
        ],
    ]
    return view_form(
        [
            select_field(language.gettext("Lead agency"), "agency", options),
            *travelling(frame, without={"agency"}),
            submit_button(language),
        ],
        frame,
        css_class="filter",
    )


def _window_of_all(view: OverviewView, language: Language) -> html.Label | None:
    if not view.windows:
        return None
    options = [
        option(language.gettext("As published"), "", chosen=view.state.window),
        *[
            option(window_text(window, language), window, chosen=view.state.window)
            for window in view.windows
        ],
    ]
    return select_field(language.gettext("By"), "window", options)


def _period_of_all(view: OverviewView, language: Language) -> html.Label | None:
    """The period of the link or the latest, where any measure shows the former."""
    wanted = view.state.period
    rows = [row for stage in view.stages for row in stage.rows]
    shown = next((r.period for r in rows if wanted and r.period.label == wanted), None)
    if shown is None:
        return None
    options = [
        option(language.gettext("The latest"), "", chosen=wanted),
        option(shown.words(language), wanted, chosen=wanted),
    ]
    return select_field(language.gettext("Period"), "period", options)
