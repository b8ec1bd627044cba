"""One measure of one area: did it change, where does it stand, what does it mean."""

from functools import partial
from typing import Any

from dashboard.judged import EVERY
from dashboard.language import Language
from dashboard.measure_panels import (
    areas_heading,
    areas_sentence,
    balancing_sentence,
    chart_sentence,
    gap_heading,
    revisions_sentence,
)
from dashboard.measure_words import gap_sentence, measure_finding, topic_text
from dashboard.measures import Catalogue
from dashboard.pages import MeasureView
from dashboard.periods import Window, parse_period
from dashboard.views import Views
from layouts import html, ids
from layouts.about_figures import sources_line, symbols_line
from layouts.api_links import api_link, observations_link, results_link
from layouts.cards import Panel
from layouts.controls import chosen_state, measure_controls
from layouts.flags import change_flag, outlook_flag
from layouts.frame import (
    ONE_MEASURE,
    Asked,
    Content,
    Drawn,
    Frame,
    NoSuchPage,
    Site,
    make_frame,
)
from layouts.measure_areas import areas_picture, areas_table, gap_picture, gap_table
from layouts.measure_card import definition_card, revisions_list, revisions_table
from layouts.measure_chart import chart_picture, chart_table
from layouts.overview_about import about_chart
from layouts.paneled import guarded, in_columns, paneled
from layouts.pictures import PAGE, Room
from layouts.progression.links import onward
from layouts.score_rows import benchmark_label, score_columns, score_row
from layouts.shared import shared_note
from layouts.snippets import linked, panel_snippet
from layouts.states import nothing_loaded
from layouts.tables import table

PANELS = ("chart", "areas", "gap", "balancing", "definition", "revisions")
#: Panels the chart library can draw on request.
EXPLORED = ("chart", "areas")
_COLUMNS = {"areas": "c7", "gap": "c5"}
#: How high a frame 600 wide must be to show a panel whole, its disclosures closed.
FRAME_HEIGHTS = {
    "chart": 1150,
    "areas": 680,
    "gap": 640,
    "balancing": 1050,
    "definition": 1500,
    "revisions": 430,
}


def name(language: Language) -> str:
    """What such a page is called where no measure is named."""
    return language.gettext("One measure")


def draw(views: Views, asked: Asked, site: Site) -> Drawn:
    """The page of the measure asked for; raises NoSuchPage where there is none."""
    view = read_view(views, asked)
    frame = make_frame(
        views, site, path=f"{ONE_MEASURE}{asked.name}", state=chosen_state(view)
    )
    return Drawn(frame, measure_content(view, views.catalogue, frame), view.notes)


def read_view(views: Views, asked: Asked) -> MeasureView:
    """One measure as often as it is published, unless the link says otherwise.

    Raises NoSuchPage where there is no such measure.
    """
    if asked.name not in views.catalogue:
        raise NoSuchPage(asked.name)
    state, _ = views.parse(asked.query)
    stored = Window(views.catalogue[asked.name].frequency.value)
    is_other = state.period and parse_period(state.period, stored) is None
    query = asked.query
    if not (state.window or is_other):
        query = f"{query}&window={stored}"
    return views.measure_page(asked.name, query, today=asked.today)


def measure_content(view: MeasureView, catalogue: Catalogue, frame: Frame) -> Content:
    """Controls, finding and panels, each also by the id of its region."""
    language = frame.language
    insides = guarded(PANELS, partial(_panel, view, catalogue, frame), frame)
    return paneled(
        frame,
        measure_finding(view, language),
        insides,
        crumb=html.P(_crumb(view, frame), className="crumb"),
        notes=view.notes,
        under=[
            *shared_note([view.row.result] if view.row else [], language),
            _flags(view, language),
            _onward(view, frame),
        ],
        controls=measure_controls(view, catalogue, frame),
        arranged=in_columns(insides, _COLUMNS),
    )


def _crumb(view: MeasureView, frame: Frame) -> list[Any]:
    language = frame.language
    return [
        html.A(language.gettext("All measures"), href=frame.link(path="/measures")),
        " · ",
        topic_text(view.measure.topic, language),
        " · ",
        view.measure.asks(language),
    ]


def _flags(view: MeasureView, language: Language) -> html.Div | None:
    if view.row is None:
        return None
    return html.Div(
        [change_flag(view.row, language), outlook_flag(view.row, language)],
        className="flags",
    )


def _onward(view: MeasureView, frame: Frame) -> html.P | None:
    """The view of a case's whole way that this measure is part of, if any."""
    found = onward(view.measure, frame)
    if found is None:
        return None
    return html.P(html.A(found.words, href=found.href), className="small onward")


def measure_panel(
    panel: str,
    view: MeasureView,
    catalogue: Catalogue,
    frame: Frame,
    *,
    room: Room = PAGE,
) -> Panel:
    """One panel of the page, without what it can be taken away as."""
    if view.row is None and panel != "definition":
        return _without_figures(panel, view, frame.language)
    if panel == "balancing":
        return _balancing(view, catalogue, frame)
    if panel in ("chart", "areas"):
        draw_chart = _chart if panel == "chart" else _areas
        return draw_chart(view, frame, room)
    return {
        "gap": _gap,
        "definition": _definition,
        "revisions": _revisions,
    }[panel](view, frame)


def taken_away(panel: Panel, view: MeasureView, frame: Frame) -> Panel:
    """The panel with its files, its closer look and its line for other sites."""
    name, can_explore = panel.name, panel.name in EXPLORED and view.row is not None
    language = frame.language
    query = frame.state.to_query(frame.defaults)
    return panel._replace(
        download=linked(f"/download/measure/{name}.csv", query),
        figure=linked(f"/figure/measure/{name}.json", query) if can_explore else "",
        pictured=can_explore,
        data=_data_link(name, view),
        snippet=panel_snippet(
            frame,
            "measure",
            name,
            title=f"{view.measure.name(language)}: {_what(name, language)}",
            height=FRAME_HEIGHTS[name],
        ),
    )


def _data_link(panel: str, view: MeasureView) -> str:
    """What programs ask for the figures the panel draws; nothing where they cannot."""
    state, measure = view.state, view.measure
    if panel == "definition":
        return api_link("measures", {"measure": measure.id})
    if view.row is None:
        return ""
    if panel == "revisions":
        series = [term.series for term in measure.terms]
        return observations_link(state, series=series, areas=(state.area,))
    if panel == "chart":
        return results_link(
            state, measures=(measure.id,), areas=(state.area,), period=EVERY
        )
    if panel == "balancing":
        others = [each.row.measure.id for each in view.balancing]
        return results_link(state, measures=(measure.id, *others), areas=(state.area,))
    return results_link(
        state,
        measures=(measure.id,),
        areas=(state.area,) if panel == "gap" else (),
        window=state.window,
        period=state.period,
    )


def _what(panel: str, language: Language) -> str:
    """What a panel is about whatever it shows."""
    return {
        "chart": language.gettext("Has anything really changed?"),
        "areas": language.gettext("Where the areas stand"),
        "gap": language.gettext("What does the difference amount to?"),
        "balancing": language.gettext("What may pull the other way?"),
        "definition": language.gettext("What is counted, and what to ask"),
        "revisions": language.gettext("What was revised?"),
    }[panel]


def _panel(view: MeasureView, catalogue: Catalogue, frame: Frame, panel: str) -> Panel:
    return taken_away(measure_panel(panel, view, catalogue, frame), view, frame)


def _without_figures(panel: str, view: MeasureView, language: Language) -> Panel:
    heading = areas_heading(view, language) if panel == "areas" else ""
    blank = nothing_loaded(view.measure.publication.source, language)
    return Panel(
        panel,
        heading or _what(panel, language),
        "",
        html.Div(blank, className="picture"),
        _source(view, language),
    )


def _chart(view: MeasureView, frame: Frame, room: Room) -> Panel:
    language, row = frame.language, view.row
    if row is None:
        return _without_figures("chart", view, language)
    heading = language.gettext("Has anything really changed?")
    sentence = chart_sentence(row, language)
    return Panel(
        "chart",
        heading,
        sentence,
        chart_picture(
            row, language, title=heading, description=sentence, width=room.chart
        ),
        [
            symbols_line((each.status for each in row.chart.results), language),
            " ",
            _source(view, language),
        ],
        twin=chart_table(row, language),
        about=about_chart(language),
    )


def _areas(view: MeasureView, frame: Frame, room: Room) -> Panel:
    language, row, distribution = frame.language, view.row, view.distribution
    if row is None or distribution is None:
        return _without_figures("areas", view, language)
    compare = html.A(
        language.gettext("Compare areas on this measure"),
        href=frame.link(path="/compare"),
    )
    heading = areas_heading(view, language)
    sentence = areas_sentence(distribution, row, view, language)
    key = []
    if row.benchmark.value is not None:
        key = [language.gettext("A hollow mark is similar to the benchmark."), " "]
    return Panel(
        "areas",
        heading,
        sentence,
        areas_picture(view, distribution, frame, room=room, words=(heading, sentence)),
        [*key, compare, ". ", _source(view, language)],
        twin=areas_table(view, distribution, frame),
    )


def _gap(view: MeasureView, frame: Frame) -> Panel:
    language, row, gap = frame.language, view.row, view.gap
    if row is None:
        return _without_figures("gap", view, language)
    return Panel(
        "gap",
        gap_heading(row, view, language),
        gap_sentence(gap, row, view.geography, language),
        gap_picture(gap, language) if gap else None,
        _source(view, language),
        twin=gap_table(gap, row, language) if gap else None,
    )


def _balancing(view: MeasureView, catalogue: Catalogue, frame: Frame) -> Panel:
    language = frame.language
    benchmark = benchmark_label(view.state, view.geography, language)
    rows = [score_row(each.row, view.geography, frame) for each in view.balancing]
    drawn = table(
        score_columns(benchmark, language),
        rows,
        caption=language.gettext("Measures to weigh this one with"),
        css_class="score cards",
        table_id=ids.panel_table("balancing"),
    )
    statuses = [each.row.result.status for each in view.balancing]
    sources = [catalogue.source(each.row.measure) for each in view.balancing]
    return Panel(
        "balancing",
        language.gettext("What may pull the other way?"),
        balancing_sentence(view, language),
        drawn if rows else None,
        [
            symbols_line(statuses, language),
            " ",
            sources_line(sources or [view.source], language),
        ],
    )


def _definition(view: MeasureView, frame: Frame) -> Panel:
    language = frame.language
    return Panel(
        "definition",
        language.gettext("What is counted, and what to ask"),
        view.measure.asks(language),
        definition_card(view, language),
        _source(view, language),
    )


def _revisions(view: MeasureView, frame: Frame) -> Panel:
    language = frame.language
    return Panel(
        "revisions",
        language.gettext("What was revised?"),
        revisions_sentence(view, language),
        revisions_list(view.revisions, language),
        _source(view, language),
        twin=revisions_table(view, language),
    )


def _source(view: MeasureView, language: Language) -> str:
    return sources_line([view.source], language)
