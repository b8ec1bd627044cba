"""One measure of one area: did it change, where does it stand, what does it mean."""

from functools import partial
from typing import Any

from dash import html

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
from layouts import ids
from layouts.about_figures import sources_line, symbols_line
from layouts.cards import Panel, panel_inside, panel_section
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
from layouts.score_rows import benchmark_label, score_columns, score_row
from layouts.states import notes_region, nothing_loaded, view_notes
from layouts.tables import table

PANELS = ("chart", "areas", "gap", "balancing", "definition", "revisions")
#: Panels the chart library can draw on request.
EXPLORED = ("chart", "areas")
_COLUMNS = {"areas": "c7", "gap": "c5"}


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
    found = measure_finding(view, language)
    panels = {
        panel: frame.site.guard(
            panel,
            partial(_panel, panel, view, catalogue, frame=frame),
            language,
        )
        for panel in PANELS
    }
    controls = measure_controls(view, catalogue, frame)
    notes = view_notes(view.notes, as_of=view.state.as_of, language=language)
    head = [
        html.P(_crumb(view, frame), className="crumb"),
        html.H1(found.heading),
        html.P(found.lead, className="lead"),
        _flags(view, language),
    ]
    return Content(
        title=found.heading,
        description=found.lead,
        above=[
            html.Section(
                controls,
                id=ids.CONTROLS,
                className="controls",
                **{
                    "aria-label": language.gettext("Choose what to show"),
                    "data-region": "",
                },
            )
        ],
        main=[
            notes_region(notes),
            html.Div(head, id=ids.FINDING, className="head", **{"data-region": ""}),
            html.Div(
                [
                    panel_section(panel, inside, css_class=_COLUMNS.get(panel, "c12"))
                    for panel, inside in panels.items()
                ],
                className="cols",
            ),
        ],
        regions={
            ids.NOTES: notes,
            ids.CONTROLS: controls,
            ids.FINDING: head,
            **{ids.panel(panel): inside for panel, inside in panels.items()},
        },
        announcement=found.heading,
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


def measure_panel(
    panel: str, view: MeasureView, catalogue: Catalogue, frame: Frame
) -> Panel:
    """One panel of the page, without what it can be taken away as."""
    if view.row is None and panel != "definition":
        return _without_figures(panel, view, frame.language)
    if panel == "balancing":
        return _balancing(view, catalogue, frame)
    return {
        "chart": _chart,
        "areas": _areas,
        "gap": _gap,
        "definition": _definition,
        "revisions": _revisions,
    }[panel](view, frame)


def _panel(
    panel: str, view: MeasureView, catalogue: Catalogue, *, frame: Frame
) -> list[Any]:
    query = frame.state.to_query(frame.defaults)

    def address(path: str) -> str:
        return f"{path}?{query}" if query else path

    drawn = measure_panel(panel, view, catalogue, frame)
    can_explore = panel in EXPLORED and view.row is not None
    return panel_inside(
        drawn._replace(
            download=address(f"/download/measure/{panel}.csv"),
            figure=address(f"/figure/measure/{panel}.json") if can_explore else "",
        ),
        frame.language,
    )


def _without_figures(panel: str, view: MeasureView, language: Language) -> Panel:
    heading = {
        "chart": language.gettext("Has anything really changed?"),
        "areas": areas_heading(view, language),
        "gap": language.gettext("What does the difference amount to?"),
        "balancing": language.gettext("What may pull the other way?"),
        "revisions": language.gettext("What was revised?"),
    }[panel]
    blank = nothing_loaded(view.measure.publication.source, language)
    return Panel(
        panel,
        heading,
        "",
        html.Div(blank, className="picture"),
        _source(view, language),
    )


def _chart(view: MeasureView, frame: Frame) -> Panel:
    language, row = frame.language, view.row
    if row is None:
        return _without_figures("chart", view, language)
    heading = language.gettext("Has anything really changed?")
    sentence = chart_sentence(row, language)
    return Panel(
        "chart",
        heading,
        sentence,
        chart_picture(row, language, title=heading, description=sentence),
        [
            symbols_line((each.status for each in row.chart.results), language),
            " ",
            _source(view, language),
        ],
        twin=chart_table(row, language),
        about=about_chart(language),
    )


def _areas(view: MeasureView, frame: Frame) -> Panel:
    language, row, distribution = frame.language, view.row, view.distribution
    if row is None or distribution is None:
        return _without_figures("areas", view, language)
    compare = html.A(
        language.gettext("Compare areas on this measure"),
        href=frame.link(path="/compare"),
    )
    return Panel(
        "areas",
        areas_heading(view, language),
        areas_sentence(distribution, row, view, language),
        areas_picture(view, distribution, frame),
        [
            language.gettext("A hollow mark is similar to the benchmark."),
            " ",
            compare,
            ". ",
            _source(view, language),
        ],
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
