"""The balance of a court's cases, in numbers and pictures, and the what-if."""

from functools import partial
from typing import Any

from dashboard.formats import status_text
from dashboard.language import Language
from dashboard.overview_words import stage_text
from dashboard.progression.flow import MOST_OPEN, Flow, Quarter, ends_offered
from dashboard.progression.view import ProgressionView
from dashboard.progression.words import (
    all_offences_text,
    balance_sentence,
    month_text,
    shared_text,
    signed_text,
    what_if_sentence,
)
from layouts import html, ids
from layouts.cards import Panel
from layouts.fields import option, select_field, travelling, view_form
from layouts.frame import Frame
from layouts.markup import Markup, element
from layouts.progression.charts import flow_figures
from layouts.progression.parts import lacking, prefixed, source_of
from layouts.progression.pictures import PAGE, Room, still
from layouts.states import not_drawn
from layouts.tables import Cell, Column, Row, table

DASH = "\N{EN DASH}"


def flow_panel(view: ProgressionView, frame: Frame, room: Room = PAGE) -> Panel:
    """What came in, went out and is open; what it would take to have fewer."""
    language = frame.language
    court = stage_text(view.lane, language)
    heading = language.gettext("{court}: does more come in than goes out?").format(
        court=court
    )
    found = view.built.flow if view.built else None
    if found is None:
        publication = view.course.series.get(f"{view.lane}_receipts")
        return Panel(
            "flow",
            heading,
            "",
            lacking(publication.publication if publication else "tidy", language),
            "",
        )
    place, flow = found
    sentence = prefixed(
        all_offences_text(view, language), balance_sentence(flow, language)
    )
    shared = shared_text(place, view.geography, language)
    description = sentence or heading
    charts = [
        html.Div(
            [html.H3(title), _chart(flow, number, title, description, frame, room)]
        )
        for number, title in enumerate(
            (
                language.gettext("Received and disposed of, each quarter"),
                language.gettext("Open at the end of each quarter"),
            )
        )
    ]
    picture = html.Div(
        [
            html.P(shared, className="badge") if shared else None,
            _balance(flow.span, language) if flow.span else None,
            html.Div(charts, className="picture multi multi-2"),
            None if room.is_still else _what_if(flow, frame),
        ]
    )
    return Panel(
        "flow",
        heading,
        sentence,
        picture,
        source_of(view, [f"{view.lane}_open_cases"], language),
        twin=flow_table(flow, language),
    )


def _chart(
    flow: Flow, number: int, title: str, description: str, frame: Frame, room: Room
) -> html.Div:
    """One of the two pictures, or what is missing of it."""
    language = frame.language
    if not has_numbers(flow, number):
        return not_drawn(
            language.gettext("Not published for this area or the one around it.")
        )
    return still(
        f"flow-{number}",
        partial(_one, flow, language, number),
        width=room.half,
        title=title,
        description=description,
    )


def has_numbers(flow: Flow, number: int) -> bool:
    """Whether there is anything to draw: of what moved, then of what is open."""
    if number == 0:
        return any(
            q.received is not None or q.disposed is not None for q in flow.quarters
        )
    return flow.latest is not None


def _one(flow: Flow, language: Language, number: int, width: int) -> Any:
    return flow_figures(flow, language, widths=(width, width))[number]


def _balance(span: Quarter, language: Language) -> html.Dl:
    """The sum of the span, term by term, as one reads it."""
    parts = [
        ("", language.gettext("open before"), span.before),
        ("+", language.gettext("received"), span.received),
        ("\N{MINUS SIGN}", language.gettext("disposed of"), span.disposed),
        ("=", language.gettext("so expected"), span.expected),
    ]
    terms: list[Any] = [
        html.Div(
            [
                html.Dt(words),
                html.Dd([html.Span(sign, className="sign"), _number(value, language)]),
            ]
        )
        for sign, words, value in parts
    ]
    counted: list[Any] = [html.B(_number(span.open, language))]
    if span.difference:
        counted.append(
            html.Span(
                language.gettext("difference {difference}").format(
                    difference=signed_text(span.difference, language)
                ),
                className="small",
            )
        )
    terms.append(
        html.Div([html.Dt(language.gettext("open, as counted")), html.Dd(counted)])
    )
    return html.Dl(terms, className="balance")


def _number(value: float | None, language: Language) -> str:
    return DASH if value is None else language.number(value)


def _what_if(flow: Flow, frame: Frame) -> html.Div | None:
    """How many cases, by when: and what it takes, with what stands in the address."""
    language = frame.language
    if flow.latest is None or flow.recent is None:
        return None
    aim = element(
        "input",
        type="number",
        name="aim",
        id=ids.field("aim"),
        min="0",
        max=str(MOST_OPEN),
        step="1",
        inputmode="numeric",
        value=frame.state.aim or None,
        data_key=ids.field("aim"),
    )
    months = [
        option(language.gettext("Choose a month"), "", chosen=frame.state.by),
        *[
            option(
                month_text(month, language),
                f"{month // 100:04d}-{month % 100:02d}",
                chosen=frame.state.by,
            )
            for month in ends_offered(flow.latest)
        ],
    ]
    said = what_if_sentence(flow, language)
    return html.Div(
        [
            html.H3(language.gettext("What would it take to have fewer open?")),
            view_form(
                [
                    html.Label(
                        [
                            html.Span(language.gettext("Cases open, at most")),
                            Markup(aim),
                        ],
                        className="field",
                        htmlFor=ids.field("aim"),
                    ),
                    select_field(language.gettext("By the end of"), "by", months),
                    *travelling(frame, without={"aim", "by"}),
                    html.Button(
                        language.gettext("Work it out"), type="submit", className="btn"
                    ),
                ],
                frame,
                css_class="filter",
            ),
            html.P(said, className="answer") if said else None,
        ],
        className="what-if",
    )


def flow_table(flow: Flow, language: Language) -> html.Table:
    """Every quarter's balance, the latest first."""
    columns = [
        Column(language.gettext("Quarter"), is_number=False),
        Column(language.gettext("Open before")),
        Column(language.gettext("Received")),
        Column(language.gettext("Disposed of")),
        Column(language.gettext("So expected")),
        Column(language.gettext("Open, as counted")),
        Column(language.gettext("Difference")),
        Column(language.gettext("Status"), is_number=False),
    ]
    rows = [
        Row(
            quarter.period.words(language),
            [
                *[
                    Cell(_number(value, language), value)
                    for value in (
                        quarter.before,
                        quarter.received,
                        quarter.disposed,
                        quarter.expected,
                        quarter.open,
                    )
                ],
                Cell(
                    DASH
                    if quarter.difference is None
                    else signed_text(quarter.difference, language)
                ),
                Cell(status_text(quarter.status, language)),
            ],
        )
        for quarter in reversed(flow.quarters)
    ]
    return table(
        columns,
        rows,
        caption=language.gettext("The balance of cases by quarter"),
        css_class="figures",
        table_id=ids.panel_table("flow"),
    )
