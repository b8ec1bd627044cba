"""What the panels of the progression page share: gaps, sources, links."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from dashboard.formats import status_mark
from dashboard.language import Language
from dashboard.progression.view import ProgressionView
from dashboard.results import Result
from layouts import html
from layouts.about_figures import sources_line
from layouts.frame import Frame


def lacking(publication: str, language: Language, *, hint: str = "") -> html.Div:
    """What a panel without figures says, and the command that fills it."""
    return html.Div(
        html.Div(
            [
                html.P(
                    hint
                    or language.gettext("No such figures are loaded for this area.")
                ),
                html.P(
                    [
                        language.gettext("To see this panel, load the publication:"),
                        " ",
                        html.Code(f"python -m data load {publication} PATH"),
                    ]
                ),
            ],
            className="blank",
        ),
        className="picture",
    )


def prefixed(note: str, sentence: str) -> str:
    """A sentence after what qualifies it, if anything does."""
    return " ".join(part for part in (note, sentence) if part)


def share_or_mark(result: Result, language: Language) -> str:
    """A share as a percentage, or the bracketed mark of why there is none."""
    if result.value is None:
        return status_mark(result.status)
    return language.percent(result.value)


def source_of(view: ProgressionView, series: Iterable[str], language: Language) -> str:
    """Where the figures of some series are published; empty for none."""
    names = dict.fromkeys(
        view.course.series[name].publication
        for name in series
        if name in view.course.series
    )
    cited = [view.sources[name] for name in names if name in view.sources]
    return sources_line(cited, language) if cited else ""


def step_link(
    frame: Frame, words: Any, *, key: str, is_chosen: bool = False, **changes: str
) -> html.A:
    """A step of the drill: this page with one more choice made, or it taken back."""
    made = {name: "" if is_chosen else value for name, value in changes.items()}
    state = replace(frame.state, **dict[str, Any](made))
    current = {"aria-current": "true"} if is_chosen else {}
    return html.A(
        words,
        href=frame.link(state),
        className="pick",
        **{"data-view": "", "data-key": key, **current},
    )
