"""What changed in a view since the last meeting, in a column beside it."""

from typing import Any

from dashboard.attention_words import line_heading
from dashboard.language import Language
from dashboard.measures import Measure
from dashboard.meeting.last_time import LastTime
from dashboard.meeting.words import (
    beside_text,
    list_sentence,
    loads_sentence,
    now_text,
    revisable_sentence,
    said_sentence,
    since_day,
    since_heading,
    was_sentence,
)
from dashboard.plan.moves import Move, Moved, MoveKind
from dashboard.plan.moves_words import (
    commented_text,
    move_day,
    move_heading,
    move_text,
    moves_sentence,
)
from layouts import html
from layouts.frame import Frame
from layouts.meeting.shown import ShownItem


def since_aside(shown: ShownItem, frame: Frame) -> html.Aside | None:
    """What changed since the last meeting, in a column of its own."""
    last, language = shown.last, frame.language
    if last is None or shown.embedded is None:
        return None
    key = f"item-{shown.number}-since"
    parts: list[Any] = [html.H3(since_heading(last, language), id=key)]
    if last.figure is not None:
        parts += _figure(shown, last, language)
    elif last.has_list:
        parts += _list(shown, last, language)
    elif last.moved is not None:
        parts += _moved(last.moved, language)
    else:
        if shown.said_then is None:
            return None
        said = (
            said_sentence(shown.said_then, language),
            loads_sentence(last, language),
        )
        parts += [html.P(each, className="was") for each in said]
    day = since_day(last, language)
    if day:
        parts.append(html.P(day, className="since-day"))
    if last.figure is not None:
        parts.append(_question(last.figure.measure, language))
    return html.Aside(parts, className="since", tabIndex=0, **{"aria-labelledby": key})


def _figure(shown: ShownItem, last: LastTime, language: Language) -> list[Any]:
    figure = last.figure
    if figure is None or shown.embedded is None:
        return []
    frame = shown.embedded.frame
    own = frame.areas[frame.state.area or frame.defaults.area]
    said = [
        f"{figure.period.words(language)}.",
        was_sentence(figure, last.since, language),
        revisable_sentence(figure, language),
        beside_text(figure, shown.geography, own, language),
    ]
    return [
        html.P(now_text(figure, language), className="big"),
        html.P(
            [part for words in said if words for part in (words, html.Br())][:-1],
            className="was",
        ),
    ]


def _list(shown: ShownItem, last: LastTime, language: Language) -> list[Any]:
    if shown.embedded is None:
        return []
    geography = shown.geography
    parts: list[Any] = [html.P(list_sentence(last, language), className="was")]
    for term, lines in (
        (language.gettext("New on the list"), last.appeared),
        (language.gettext("No longer on it"), last.gone),
    ):
        if lines:
            parts += [
                html.H4(term),
                html.Ul([html.Li(line_heading(x, geography, language)) for x in lines]),
            ]
    return parts


def _moved(moved: Moved, language: Language) -> list[Any]:
    parts: list[Any] = [html.P(moves_sentence(moved, language), className="was")]
    for kind in dict.fromkeys(move.kind for move in moved.moves):
        found = [move for move in moved.moves if move.kind == kind]
        parts.append(html.H4(move_heading(kind, language)))
        if kind == MoveKind.SAID:
            # Their words are on the page; here is who has written some.
            parts.append(html.P(commented_text(found, language)))
        else:
            parts.append(html.Ul([_move(move, language) for move in found]))
    return parts


def _move(move: Move, language: Language) -> html.Li:
    day = move_day(move, language)
    text = move_text(move, language)
    return html.Li([text, html.Span(f" {day}", className="muted")] if day else text)


def _question(measure: Measure, language: Language) -> html.Div | None:
    """The first thing to ask about the measure."""
    questions = measure.questions_cy if language.code == "cy" else measure.questions
    if not questions:
        return None
    return html.Div(
        [html.H4(language.gettext("To ask")), html.P(html.B(questions[0]))],
        className="ask",
    )
