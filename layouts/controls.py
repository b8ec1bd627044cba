"""The view's controls: a plain form that works by itself, and live where it can."""

from dataclasses import replace
from itertools import groupby
from typing import Any

from dashboard.areas import Area, Identity, identities
from dashboard.formats import parts_text
from dashboard.language import Language
from dashboard.measures import Catalogue, Measure
from dashboard.overview_words import stage_text
from dashboard.pages import CompareView, MeasureView, PeriodChoice
from dashboard.periods import Window
from dashboard.view_state import MOST_PINNED, ViewState
from layouts import html, ids
from layouts.fields import (
    against_field,
    by_name,
    option,
    select_field,
    submit_button,
    travelling,
    view_form,
    window_text,
)
from layouts.frame import Frame
from layouts.marks import identity_key
from layouts.markup import hidden_input

#: What the controls of the compare page set; all else travels along unseen.
SET_HERE = frozenset({"measure", "window", "period", "against", "pinned"})


def area_chooser(frame: Frame) -> html.Form:
    """The chooser of the reader's own area; every other choice travels along."""
    language = frame.language
    usual = frame.defaults.area
    chosen = frame.state.area or usual
    options = [
        option(area.name(language), area.code, chosen=chosen, usual=usual)
        for area in by_name(frame.areas.values(), language)
    ]
    return view_form(
        [
            select_field(
                language.gettext("Your area"), "area", options, css_class="inline"
            ),
            *travelling(frame, without={"area"}),
            submit_button(language),
        ],
        frame,
    )


def compare_controls(view: CompareView, catalogue: Catalogue, frame: Frame) -> Any:
    """Measure, window, period, benchmark and pins of the compare page."""
    language = frame.language
    measure = catalogue[view.state.measure]
    fields = [
        _measure_field(measure, catalogue, frame),
        _window_field(view, language),
        _period_field(view, measure, language),
        against_field(
            [key for key in measure.benchmarks if key != "target"],
            view.state,
            view.geography,
            frame,
        ),
    ]
    return view_form(
        [
            *[field for field in fields if field is not None],
            *travelling(frame, without=SET_HERE),
            _pins(view.state, frame),
            submit_button(language),
        ],
        frame,
        form_id=ids.VIEW_FORM,
        css_class="wrap",
    )


def measure_controls(view: MeasureView, catalogue: Catalogue, frame: Frame) -> Any:
    """The same on the page of one measure; another measure is another page."""
    language, measure = frame.language, view.measure
    has_target = view.row is not None and view.row.chart.target is not None
    fields = [
        _measure_field(measure, catalogue, frame),
        _window_field(view, language),
        _period_field(view, measure, language),
        against_field(
            [*measure.benchmarks, *["target"] * has_target],
            view.state,
            view.geography,
            frame,
        ),
    ]
    return view_form(
        [
            *[field for field in fields if field is not None],
            *travelling(frame, without=SET_HERE),
            _pins(view.state, frame),
            submit_button(language),
        ],
        frame,
        form_id=ids.VIEW_FORM,
        css_class="wrap",
        one_of="measure",
    )


def usual_window(view: CompareView | MeasureView) -> Window | None:
    """The window that is shown when none is chosen; None with nothing loaded."""
    offered = view.choices.windows
    if not offered:
        return None
    if isinstance(view, MeasureView):
        # As often as it is published: that is what its chart shows.
        return Window(view.measure.frequency.value)
    return Window.YEAR if Window.YEAR in offered else offered[0]


def chosen_state(view: CompareView | MeasureView) -> ViewState:
    """The view's state, without a window and period that come by themselves.

    A link without them goes on showing the latest figures as they arrive. One
    measure's page keeps the window of a period: other pages have another usual one.
    """
    state = view.state
    usual = usual_window(view)
    latest = view.choices.periods[0].period.label if view.choices.periods else ""
    period = "" if state.period == latest else state.period
    is_usual = usual is None or state.window == usual.value
    is_needed = isinstance(view, MeasureView) and period
    return replace(
        state,
        window="" if is_usual and not is_needed else state.window,
        period=period,
    )


def _measure_field(measure: Measure, catalogue: Catalogue, frame: Frame) -> html.Label:
    language = frame.language
    usual = frame.defaults.measure
    groups = [
        html.Optgroup(
            [
                option(each.name(language), each.id, chosen=measure.id, usual=usual)
                for each in measures
            ],
            label=stage_text(stage, language),
        )
        for stage, measures in groupby(catalogue.values(), key=lambda m: m.stage)
    ]
    return select_field(
        language.gettext("Measure"),
        "measure",
        groups,
        css_class="field wide-field",
    )


def _window_field(
    view: CompareView | MeasureView, language: Language
) -> html.Label | None:
    usual = usual_window(view)
    if usual is None:
        return None
    options = [
        option(
            window_text(window, language),
            window.value,
            chosen=view.state.window,
            usual=usual.value,
        )
        for window in view.choices.windows
    ]
    return select_field(language.gettext("By"), "window", options)


def _period_field(
    view: CompareView | MeasureView, measure: Measure, language: Language
) -> html.Label | None:
    choices = view.choices.periods
    if not choices:
        return None
    usual = choices[0].period.label
    options = [
        option(
            _period_text(choice, measure, language),
            choice.period.label,
            chosen=view.state.period,
            usual=usual,
        )
        for choice in sorted(choices, key=lambda c: c.period, reverse=True)
    ]
    return select_field(language.gettext("Period"), "period", options)


def _period_text(choice: PeriodChoice, measure: Measure, language: Language) -> str:
    words = choice.period.words(language)
    if choice.present >= choice.expected:
        return words
    parts = parts_text(choice.present, choice.expected, measure, language)
    return f"{words} ({parts})"


def _pins(state: ViewState, frame: Frame) -> html.Fieldset:
    language = frame.language
    marks = identities(state.area, state.pinned)
    own = frame.areas[state.area]
    chips = [
        html.Span(
            [identity_key(Identity.OWN), own.name(language)], className="pin own"
        ),
        *[
            _chip(frame.areas[code], marks[code], frame)
            for code in state.pinned
            if code in frame.areas
        ],
    ]
    return html.Fieldset(
        [
            html.Legend(language.gettext("Your area and pinned areas")),
            html.Div(
                [*chips, *_kept_pins(state), _add_pin(state, frame)], className="pins"
            ),
        ],
        className="field row",
    )


def _chip(area: Area, identity: Identity, frame: Frame) -> html.A:
    name = area.name(frame.language)
    label = frame.language.gettext("Unpin {area}").format(area=name)
    return html.A(
        [
            identity_key(identity),
            name,
            html.Span("×", className="x", **{"aria-hidden": "true"}),
        ],
        href=frame.pin_link(area.code),
        className=f"pin {identity.value}",
        title=label,
        **{
            "aria-label": label,
            "data-view": "",
            "data-key": f"unpin-{area.code}",
        },
    )


def _kept_pins(state: ViewState) -> list[Any]:
    return [hidden_input("pinned", code) for code in state.pinned]


def _add_pin(state: ViewState, frame: Frame) -> html.Select:
    language = frame.language
    taken = {state.area, *state.pinned}
    words = language.gettext("+ Pin an area")
    if len(state.pinned) >= MOST_PINNED:
        words = language.gettext("+ Swap a pinned area")
    options = [
        html.Option(words, value=""),
        *[
            html.Option(area.name(language), value=area.code)
            for area in by_name(frame.areas.values(), language)
            if area.code not in taken
        ],
    ]
    return html.Select(
        options,
        name="pinned",
        id=ids.field("pinned"),
        className="pin add",
        **{
            "aria-label": language.gettext("Pin an area"),
            "data-key": ids.field("pinned"),
        },
    )
