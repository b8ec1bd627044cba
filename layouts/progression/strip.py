"""The stages of a case: one lane an agency, each count in its own unit and clock."""

from dataclasses import replace
from typing import Any

from dashboard.figures.mini import bar_mini
from dashboard.figures.svg import draw
from dashboard.formats import partial_text, status_mark, status_text
from dashboard.language import Language
from dashboard.progression.course import Course
from dashboard.progression.stages import Break, LaneView, StageView
from dashboard.progression.view import ProgressionView
from dashboard.progression.words import (
    basis_text,
    clock_text,
    lane_text,
    reach_text,
    shared_text,
)
from dashboard.results import Status
from layouts import html
from layouts.cards import disclosure
from layouts.frame import Frame
from layouts.markup import Markup


def strip(view: ProgressionView, lanes: tuple[LaneView, ...], frame: Frame) -> html.Ol:
    """The lanes side by side; one below the other where there is little room."""
    return html.Ol([_lane(view, lane, frame) for lane in lanes], className="strip")


def counterweights(view: ProgressionView, frame: Frame) -> html.Div | None:
    """By stage, measures that may pull against each other, one press away."""
    language = frame.language
    boxes = []
    for lane, weighed in view.weighed.items():
        if not weighed:
            continue
        words = (
            language.gettext("{stage}: what may pull the other way").format(
                stage=lane_text(lane, language)
            ),
            language.gettext("Close"),
        )
        items = [
            html.Li(
                [
                    html.A(
                        each.measure.name(language),
                        href=frame.measure_link(each.measure.id, _plain(frame)),
                    ),
                    f" {language.gettext('weighed with')} ",
                    *_joined(
                        [
                            html.A(
                                other.name(language),
                                href=frame.measure_link(other.id, _plain(frame)),
                            )
                            for other in each.against
                        ]
                    ),
                ]
            )
            for each in weighed
        ]
        boxes.append(disclosure(f"weigh-{lane}", words, html.Ul(items)))
    return html.Div(boxes, className="weigh acts") if boxes else None


def _plain(frame: Frame) -> Any:
    """The view without what only this page knows."""
    return replace(frame.state, period="", window="")


def _joined(links: list[Any]) -> list[Any]:
    parts: list[Any] = []
    for link in links:
        parts += [", ", link] if parts else [link]
    return parts


def _lane(view: ProgressionView, lane: LaneView, frame: Frame) -> html.Li:
    language, state = frame.language, frame.state
    is_chosen = state.stage == lane.lane
    there = replace(state, stage="" if is_chosen else lane.lane)
    name = html.A(
        lane_text(lane.lane, language),
        href=frame.link(there),
        **{
            "data-view": "",
            "data-key": f"lane-{lane.lane}",
            **({"aria-current": "true"} if is_chosen else {}),
        },
    )
    held = [each for each in lane.stages if each.is_loaded]
    missing = [each for each in lane.stages if not each.is_loaded]
    inside: list[Any] = [html.H3(name)]
    if held:
        inside.append(
            html.Ol(
                [_stage(view, each, frame, is_first=each is held[0]) for each in held]
            )
        )
    if missing:
        inside.append(_missing(missing, view.course, language, has_some=bool(held)))
    return html.Li(inside, className="lane is-chosen" if is_chosen else "lane")


def _missing(
    missing: list[StageView], course: Course, language: Language, *, has_some: bool
) -> html.Div:
    """What is not loaded, and the commands that load it."""
    names = [each.stage.name(language) for each in missing]
    said = language.gettext("Nothing loaded: {names}.").format(
        names=language.join([f"{n[:1].lower()}{n[1:]}" for n in names])
    )
    publications = dict.fromkeys(each.series.publication for each in missing)
    commands = [
        html.Code(f"python -m data load {publication} PATH")
        for publication in publications
    ]
    return html.Div(
        [html.P(said), *[html.P(command) for command in commands]],
        className="lacking tiny" if has_some else "lacking tiny alone",
    )


def _stage(
    view: ProgressionView, stage: StageView, frame: Frame, *, is_first: bool
) -> html.Li:
    language = frame.language
    return html.Li(
        [
            _break(stage.gap, stage, language)
            if stage.gap
            else _start(stage, language)
            if is_first
            else None,
            html.P(
                [html.B(_count(stage, language)), " ", stage.stage.name(language)],
                className="count",
            ),
            *_shares(view, stage, language),
            html.P(_facts(view, stage, language), className="tiny muted dots"),
        ]
    )


def _start(stage: StageView, language: Language) -> html.P:
    """What a lane begins to count, where nothing breaks off before it."""
    words = language.gettext("Counted in {unit}").format(
        unit=stage.series.counts(language)
    )
    return html.P(words, className="break tiny")


def _break(gap: Break, stage: StageView, language: Language) -> html.P:
    """The mark of a break, and what changes at it."""
    unit = stage.series.counts(language)
    if gap.unit_before is None:
        words = language.gettext("Another source")
    elif gap.is_other_source:
        words = language.gettext("Now {unit}, from another source").format(unit=unit)
    else:
        words = language.gettext("Now {unit}").format(unit=unit)
    return html.P(
        [html.Span("//", className="slashes", **{"aria-hidden": "true"}), words],
        className="break tiny",
    )


def _count(stage: StageView, language: Language) -> str:
    result = stage.result
    if result.value is not None:
        return language.number(result.value)
    is_absent = result.status == Status.NOT_AVAILABLE
    return "\N{EN DASH}" if is_absent else status_mark(result.status)


def _shares(view: ProgressionView, stage: StageView, language: Language) -> list[Any]:
    parts: list[Any] = []
    if stage.share is not None and stage.share.value is not None:
        whole = view.course.stage(stage.stage.of)
        words = language.gettext("{share} of {whole}").format(
            share=language.percent(stage.share.value),
            whole=_lower(whole.name(language)),
        )
        figure = bar_mini(stage.share.value)
        parts.append(_bar(figure, words, f"share-{stage.stage.id}"))
    if stage.per_hundred is not None:
        words = language.gettext("{count} for every 100 received").format(
            count=language.number(stage.per_hundred)
        )
        parts.append(html.P(words, className="small"))
    still = stage.not_concluded
    if still is not None and still.value is not None:
        words = language.gettext("{share} have no outcome yet").format(
            share=language.percent(still.value)
        )
        figure = bar_mini(1 - still.value, is_rest_open=True)
        parts.append(_bar(figure, words, f"open-{stage.stage.id}"))
    return parts


def _lower(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"


def _bar(figure: Any, words: str, key: str) -> html.P:
    drawing = draw(figure, title=words, description="", id_prefix=key)
    return html.P(
        [html.Span(Markup(drawing), **{"aria-hidden": "true"}), html.Span(words)],
        className="small bar",
    )


def _facts(
    view: ProgressionView, stage: StageView, language: Language
) -> list[html.Span]:
    """Unit, basis and clock, and all that makes the figure other than it seems."""
    result, series = stage.result, stage.series
    facts = [
        series.counts(language),
        basis_text(series.basis, language),
        clock_text(series.kind, stage.clock, language),
        partial_text(result, stage.measure, language),
    ]
    if result.value is None and stage.reaches is not None:
        last = stage.reaches
        facts.append(
            language.gettext("no figure in this period; published {reach}").format(
                reach=reach_text(last, language)
            )
        )
    elif result.status not in (Status.PUBLISHED, Status.REVISED):
        facts.append(status_text(result.status, language))
    if stage.is_all_offences:
        facts.append(language.gettext("all offences: not published by group"))
    facts.append(shared_text(stage.place, view.geography, language))
    return [html.Span(fact) for fact in facts if fact]
