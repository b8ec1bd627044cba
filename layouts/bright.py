"""Who has improved on what is a concern here: areas to ask how."""

from typing import Any

from dashboard.attention_words import bright_heading
from dashboard.figures.mini import MINI_SIZE
from dashboard.figures.sparkline import control_sparkline
from dashboard.figures.svg import draw
from dashboard.formats import value_text
from dashboard.language import Language
from dashboard.overview import BrightSpot, concerns_to_ask_about
from dashboard.pages import OverviewView
from layouts import html, ids
from layouts.frame import Frame
from layouts.markup import Markup
from layouts.tables import Cell, Column, Row, table


def bright_sentence(view: OverviewView, language: Language) -> str:
    """Whom to ask, or why there is nobody to ask."""
    if view.bright:
        return language.gettext(
            "Similar areas that have improved, and stayed there, on what needs "
            "attention here. Numbers do not say how they did it: ask them."
        )
    if not concerns_to_ask_about(view.attention):
        return language.gettext(
            "Nothing on the list above is about a measure others could do better on."
        )
    if not view.geography.peers.get(view.state.area):
        return language.gettext("No similar areas are known for this one.")
    return language.gettext(
        "None of the similar areas shows a lasting improvement on what needs "
        "attention here."
    )


def bright_list(view: OverviewView, frame: Frame) -> html.Ul | None:
    """Each finding links to the comparison with that area pinned; None without any."""
    if not view.bright:
        return None
    return html.Ul(
        [
            _item(spot, view, frame, name=f"bright-{number}")
            for number, spot in enumerate(view.bright, start=1)
        ],
        className="bright",
    )


def bright_table(view: OverviewView, frame: Frame) -> html.Table | None:
    """The same as a table; None without any."""
    if not view.bright:
        return None
    language = frame.language
    columns = [
        Column(language.gettext("Area"), is_number=False),
        Column(language.gettext("Finding"), is_number=False),
        Column(language.gettext("Period"), is_number=False),
        Column(language.gettext("Latest")),
    ]
    rows = [
        Row(
            frame.areas[spot.area_code].name(language),
            [
                Cell(bright_heading(spot, view.geography, language)),
                Cell(_when(spot, language)),
                Cell(_latest(spot, language)),
            ],
        )
        for spot in view.bright
    ]
    return table(
        columns,
        rows,
        caption=language.gettext("Similar areas that have improved"),
        table_id=ids.panel_table("bright"),
    )


def _item(spot: BrightSpot, view: OverviewView, frame: Frame, *, name: str) -> html.Li:
    language = frame.language
    drawing = draw(
        control_sparkline(spot.chart, size=MINI_SIZE),
        title="",
        description="",
        id_prefix=name,
        links=lambda _: None,
        css_class="mini",
    )
    href = f"{frame.link(spot.state, path='/compare')}#{ids.panel('trend')}"
    about = language.gettext("On: {concern}").format(
        concern=spot.chart.measure.name(language)
    )
    when = [html.B(_latest(spot, language)), " ", html.Span(_when(spot, language))]
    content: list[Any] = [
        html.Div(
            [
                html.P(about, className="why"),
                html.H3(
                    html.A(
                        bright_heading(spot, view.geography, language),
                        href=href,
                        **{"data-key": name},
                    )
                ),
            ],
            className="what",
        ),
        html.P(when, className="figure"),
        Markup(drawing),
    ]
    return html.Li(content)


def _when(spot: BrightSpot, language: Language) -> str:
    found = spot.chart.latest
    periods = {period.label: period for period in spot.chart.periods}
    return periods[found.period].words(language) if found else ""


def _latest(spot: BrightSpot, language: Language) -> str:
    found = spot.chart.latest
    value = found.value if found else None
    return value_text(spot.chart.measure, value, language)
