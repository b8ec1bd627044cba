"""The controls of the page on disproportionality."""

from dataclasses import replace
from typing import Any

from dashboard.disparity.groups import Characteristic
from dashboard.disparity.view import DisproportionalityView
from dashboard.disparity.words import characteristic_text, group_text
from dashboard.view_state import WHOLE, ViewState
from layouts import ids
from layouts.fields import (
    option,
    select_field,
    submit_button,
    travelling,
    view_form,
)
from layouts.frame import Frame

SET_HERE = frozenset({"breakdown", "reference", "period", "scope", "stage", "group"})


def disparity_controls(view: DisproportionalityView, frame: Frame) -> Any:
    """Whose figures, of which groups, against whom, when; and what is closer."""
    fields = [
        _scope(view, frame),
        _characteristic(view, frame),
        _reference(view, frame),
        _period(view, frame),
        _stage(view, frame),
        _group(view, frame),
    ]
    return view_form(
        [
            *fields,
            *travelling(frame, without=SET_HERE),
            submit_button(frame.language),
        ],
        frame,
        form_id=ids.VIEW_FORM,
        css_class="wrap",
    )


def chosen_state(view: DisproportionalityView) -> ViewState:
    """The view's state without what comes by itself, so that links stay short."""
    usual = next(iter(view.offers.characteristics), Characteristic.ETHNIC_GROUP_5)
    state = view.state
    is_usual = state.breakdown == usual
    return replace(state, breakdown="" if is_usual else state.breakdown)


def _scope(view: DisproportionalityView, frame: Frame) -> Any:
    language = frame.language
    own = frame.areas[view.state.area].name(language)
    chosen = view.state.scope
    return select_field(
        language.gettext("Figures of"),
        "scope",
        [
            option(own, "", chosen=chosen),
            option(language.gettext("England and Wales"), WHOLE, chosen=chosen),
        ],
    )


def _characteristic(view: DisproportionalityView, frame: Frame) -> Any:
    language = frame.language
    usual = next(iter(view.offers.characteristics), view.characteristic)
    options = [
        option(
            characteristic_text(each, language),
            each.value,
            chosen=view.characteristic.value,
            usual=usual.value,
        )
        for each in view.offers.characteristics or (view.characteristic,)
    ]
    return select_field(language.gettext("Characteristic"), "breakdown", options)


def _reference(view: DisproportionalityView, frame: Frame) -> Any:
    language = frame.language
    usual = view.offers.reference if not view.state.reference else ""
    options = []
    if usual:
        options.append(option(_name(view, usual, frame), "", chosen=""))
    options += [
        option(_name(view, each, frame), each, chosen=view.state.reference)
        for each in view.offers.references
        if each != usual
    ]
    return select_field(language.gettext("Compared with"), "reference", options)


def _period(view: DisproportionalityView, frame: Frame) -> Any:
    language = frame.language
    chosen = ""
    if view.started is not None:
        chosen = next(
            p.label for p in view.offers.periods if p.start.year == view.started
        )
    options = [
        option(language.gettext("Latest year"), "", chosen=chosen),
        *[
            option(period.words(language), period.label, chosen=chosen)
            for period in view.offers.periods
        ],
    ]
    return select_field(language.gettext("Period"), "period", options)


def _stage(view: DisproportionalityView, frame: Frame) -> Any:
    language = frame.language
    options = [
        option(language.gettext("The widest"), "", chosen=view.state.stage),
        *[
            option(point.name(language), point.id, chosen=view.state.stage)
            for point in view.offers.points
        ],
    ]
    return select_field(language.gettext("Decision point"), "stage", options)


def _group(view: DisproportionalityView, frame: Frame) -> Any:
    language = frame.language
    options = [
        option(language.gettext("The widest"), "", chosen=view.state.group),
        *[
            option(_name(view, each, frame), each, chosen=view.state.group)
            for each in view.offers.groups
        ],
    ]
    return select_field(language.gettext("Group"), "group", options)


def _name(view: DisproportionalityView, group: str, frame: Frame) -> str:
    return group_text(group, view.characteristic, view.labels, frame.language)
