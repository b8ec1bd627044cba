"""What the forms of the pages are made of."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qsl

from dashboard.areas import Area, Geography
from dashboard.formats import benchmark_text
from dashboard.language import Language
from dashboard.periods import Window
from dashboard.view_state import AREA_PREFIX, ViewState
from layouts import html, ids
from layouts.frame import Frame
from layouts.markup import hidden_input


def select_field(
    label: str, parameter: str, options: list[Any], *, css_class: str = "field"
) -> html.Label:
    """The labelled choice of one parameter of the view."""
    return html.Label(
        [
            html.Span(label),
            html.Select(
                options,
                name=parameter,
                id=ids.field(parameter),
                **{"data-key": ids.field(parameter)},
            ),
        ],
        className=css_class,
        htmlFor=ids.field(parameter),
    )


def form_select(
    label: str, parameter: str, options: list[Any], *, form: str
) -> html.Label:
    """The labelled choice of one parameter of a form of its own, beside the view's."""
    key = f"{form}-{parameter}"
    return html.Label(
        [html.Span(label), html.Select(options, name=parameter, id=key)],
        className="field",
        htmlFor=key,
    )


def option(words: str, value: str, *, chosen: str, usual: str = "") -> html.Option:
    """An option; the one that comes by itself is marked, so links can leave it out."""
    named: dict[str, Any] = {"selected": True} if value == chosen else {}
    if value == usual:
        named["data-usual"] = ""
    return html.Option(words, value=value, **named)


def travelling(frame: Frame, *, without: Iterable[str]) -> list[Any]:
    """All else that was chosen, unseen, so that a form loses nothing."""
    query = frame.state.to_query(frame.defaults)
    left_out = set(without)
    return [
        hidden_input(name, value)
        for name, value in parse_qsl(query)
        if name not in left_out
    ]


def submit_button(language: Language) -> html.Button:
    """What sends a form where no script does."""
    return html.Button(
        language.gettext("Show"), type="submit", className="btn without-script"
    )


def view_form(
    fields: list[Any],
    frame: Frame,
    *,
    form_id: str = "",
    css_class: str = "",
    one_of: str = "",
) -> html.Form:
    """A form that asks for this page again, in place where there is script.

    `one_of` is the parameter that names one page of many, and stands in its path.
    """
    named: dict[str, Any] = {"data-view": "", "action": frame.path}
    if one_of:
        named["data-one-of"] = one_of
        named["action"] = frame.path.rpartition("/")[0]
    if form_id:
        named["id"] = form_id
    if css_class:
        named["className"] = css_class
    return html.Form(fields, method="get", **named)


def by_name(areas: Iterable[Area], language: Language) -> list[Area]:
    """Areas in the order of their names in the reader\'s language."""
    return sorted(areas, key=lambda area: area.name(language))


def capitalised(words: str) -> str:
    """The words as a label begins."""
    return words[:1].upper() + words[1:]


def window_text(window: Window, language: Language) -> str:
    """How much time one figure covers, in words."""
    return {
        Window.MONTH: language.gettext("Month"),
        Window.QUARTER: language.gettext("Quarter"),
        Window.YEAR: language.gettext("Year"),
        Window.ROLLING_YEAR: language.gettext("Rolling year"),
    }[window]


def against_field(
    keys: Iterable[str], state: ViewState, geography: Geography, frame: Frame
) -> html.Label:
    """What figures are compared with: the benchmarks named, or any one area."""
    language = frame.language
    own = frame.areas[state.area]
    usual = frame.defaults.against
    named = list(keys)
    if state.against not in named and not state.against.startswith(AREA_PREFIX):
        named.append(state.against)
    plain = [
        option(
            capitalised(benchmark_text(key, geography, own, language)),
            key,
            chosen=state.against,
            usual=usual,
        )
        for key in named
    ]
    areas = [
        option(
            area.name(language),
            f"{AREA_PREFIX}{area.code}",
            chosen=state.against,
            usual=usual,
        )
        for area in by_name(frame.areas.values(), language)
        if area.code != state.area or state.against == f"{AREA_PREFIX}{area.code}"
    ]
    one = html.Optgroup(areas, label=language.gettext("One area"))
    return select_field(
        language.gettext("Compare with"),
        "against",
        [*plain, one],
        css_class="field full-narrow",
    )
