"""As of which day figures are shown: the choice, and what was revised since."""

from dataclasses import replace
from datetime import date
from typing import Any

from dashboard.language import Language
from dashboard.measures import Measure
from dashboard.results import Result
from dashboard.since import Revised, Since
from dashboard.since_words import (
    counts_text,
    figure_text,
    known_text,
    since_sentence,
    size_text,
)
from layouts import html
from layouts.cards import disclosure
from layouts.fields import option, select_field, submit_button, travelling, view_form
from layouts.frame import Frame
from layouts.states import notice
from layouts.tables import Cell, Column, Row, scrolling, table

PARAMETER = "as_of"


def day_chooser(frame: Frame) -> html.Form | None:
    """Chooses the day among those on which anything was loaded; None where all is one.

    The latest is now: a link to now goes on showing the newest.
    """
    language, chosen = frame.language, frame.state.as_of
    days = [day.isoformat() for day in frame.days[1:]]
    if not days and not chosen:
        return None
    if chosen and chosen not in days:
        days = sorted({*days, chosen}, reverse=True)
    options = [
        option(language.gettext("now"), "", chosen=chosen),
        *[
            option(
                language.gettext("on {day}").format(
                    day=language.short_day(date.fromisoformat(day))
                ),
                day,
                chosen=chosen,
            )
            for day in days
        ],
    ]
    return view_form(
        [
            select_field(
                language.gettext("As known"), PARAMETER, options, css_class="inline"
            ),
            *travelling(frame, without={PARAMETER}),
            submit_button(language),
        ],
        frame,
    )


def as_known(frame: Frame) -> Any:
    """The inside of the region that says so; empty for the figures of now."""
    since, language = frame.since, frame.language
    if since is None:
        return []
    return html.Div(
        [
            html.P(
                [
                    html.B(known_text(since, language)),
                    " ",
                    since_sentence(since, language),
                    " ",
                    html.A(
                        language.gettext("Return to now"),
                        href=frame.link(replace(frame.state, as_of="")),
                        **{"data-view": "", "data-key": "return-to-now"},
                    ),
                ]
            ),
            _list(since, frame),
        ],
        className="wrap",
    )


def known_then(frame: Frame) -> list[Any]:
    """The same in a sentence, for a panel by itself."""
    if frame.since is None:
        return []
    return [notice(html.P(known_text(frame.since, frame.language)))]


def _list(since: Since, frame: Frame) -> html.Details | None:
    """Each revised figure with its size, one press away; None without any."""
    if not since.named:
        return None
    language = frame.language
    label = language.gettext("Figures revised since")
    columns = [
        Column(language.gettext("Measure"), is_number=False),
        Column(language.gettext("Area"), is_number=False),
        Column(language.gettext("Period"), is_number=False),
        Column(language.gettext("Then")),
        Column(language.gettext("Now")),
        Column(language.gettext("Difference"), css_class="nowrap"),
    ]
    rows = [_row(each, frame) for each in since.named]
    box = scrolling(
        table(columns, rows, caption=label, css_class="small"),
        label=label,
        key="revised",
        css_class="twin",
    )
    more = since.figures - len(since.named)
    rest = language.ngettext(
        "{count} smaller one is not listed.",
        "{count} smaller ones are not listed.",
        more,
    ).format(count=language.number(more))
    words = (
        language.gettext("What was revised since"),
        language.gettext("Hide what was revised since"),
    )
    return disclosure(
        "revised", words, [box, html.P(rest, className="tiny") if more else None]
    )


def _row(revised: Revised, frame: Frame) -> Row:
    language = frame.language
    return Row(
        _measure_link(revised.measure, frame),
        [
            Cell(_area_name(revised.then.area_code, frame)),
            Cell(revised.period.words(language)),
            _figure(revised, revised.then, language),
            _figure(revised, revised.now, language),
            Cell(html.B(size_text(revised, language))),
        ],
    )


def _measure_link(measure: Measure, frame: Frame) -> html.A:
    return html.A(
        measure.short(frame.language),
        href=frame.measure_link(measure.id, replace(frame.state, measure=measure.id)),
    )


def _area_name(code: str, frame: Frame) -> str:
    area = frame.areas.get(code)
    return area.name(frame.language) if area else code


def _figure(revised: Revised, result: Result, language: Language) -> Cell:
    counts = counts_text(result, language)
    return Cell(
        [
            figure_text(revised, result, language),
            html.Span([" ", counts], className="tiny muted") if counts else None,
        ]
    )
