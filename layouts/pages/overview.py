"""One area in a page: what needs attention, every measure, how recent it all is."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from dash import html

from dashboard.attention_words import (
    line_heading,
    more_sentence,
    not_listed_sentence,
    nothing_sentence,
)
from dashboard.language import Language
from dashboard.measures import Catalogue
from dashboard.overview import StageRows
from dashboard.overview_words import overview_finding
from dashboard.pages import OverviewView
from dashboard.view_state import Note
from dashboard.views import Views
from layouts import ids
from layouts.about_figures import sources_line, symbols_line
from layouts.attention import attention_list, attention_table, line_link
from layouts.bright import bright_list, bright_sentence, bright_table
from layouts.cards import Panel, panel_inside, panel_section
from layouts.flags import flag_keys
from layouts.frame import Asked, Content, Drawn, Frame, Site, make_frame
from layouts.freshness import freshness_sentence, freshness_strip, freshness_table
from layouts.overview_about import about_attention, about_scorecard
from layouts.overview_controls import agency_filter, overview_controls
from layouts.scorecard import KEY, has_hidden_rows, scorecard
from layouts.scorecard_words import scorecard_sentence
from layouts.states import notes_region, view_notes

PATH = "/"
PANELS = ("attention", "scorecard", "bright", "freshness")


def name(language: Language) -> str:
    """What the navigation calls the page."""
    return language.gettext("Overview")


def draw(views: Views, asked: Asked, site: Site) -> Drawn:
    """The page for a query string; never raises for what a link may hold."""
    view = read_view(views, asked)
    frame = make_frame(views, site, path=PATH, state=view.state)
    return Drawn(frame, overview_content(view, views.catalogue, frame), view.notes)


def read_view(views: Views, asked: Asked) -> OverviewView:
    """The overview for a query string; an agency that leads no measure is noted."""
    view = views.overview(asked.query, today=asked.today)
    agency = view.state.agency
    if not agency or agency in _agencies(views.catalogue):
        return view
    return replace(
        view,
        state=replace(view.state, agency=""),
        notes=(*view.notes, Note("bad_value", "agency", agency)),
    )


def overview_content(view: OverviewView, catalogue: Catalogue, frame: Frame) -> Content:
    """Controls, finding and panels, each also by the id of its region."""
    language = frame.language
    found = overview_finding(view, language)
    panels = {
        panel: frame.site.guard(
            panel, partial(_panel, panel, view, catalogue, frame=frame), language
        )
        for panel in PANELS
    }
    controls = overview_controls(view, frame)
    notes = view_notes(view.notes, as_of=view.state.as_of, language=language)
    area = frame.areas[view.state.area].name(language)
    head = [
        html.P(area, className="crumb"),
        html.H1(found.heading),
        html.P(found.lead, className="lead"),
    ]
    return Content(
        title=f"{found.heading} - {name(language)}",
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
                    panel_section(panel, inside, css_class="c12")
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


def _agencies(catalogue: Catalogue) -> list[str]:
    return list(dict.fromkeys(m.lead_agency for m in catalogue.values()))


def _panel(
    panel: str, view: OverviewView, catalogue: Catalogue, *, frame: Frame
) -> list[Any]:
    language = frame.language
    query = frame.state.to_query(frame.defaults)
    address = f"/download/overview/{panel}.csv"
    draw_panel = {
        "attention": _attention,
        "scorecard": _scorecard,
        "bright": _bright,
        "freshness": _freshness,
    }[panel]
    drawn = draw_panel(view, catalogue, frame)
    return panel_inside(
        drawn._replace(download=f"{address}?{query}" if query else address), language
    )


def _attention(view: OverviewView, catalogue: Catalogue, frame: Frame) -> Panel:
    language, attention = frame.language, view.attention
    nothing = nothing_sentence(attention, language)
    shown = attention.lines or attention.improved
    return Panel(
        "attention",
        language.gettext("What needs the board’s attention"),
        nothing or more_sentence(attention, language),
        [
            attention_list(shown, view, frame) if shown else None,
            _improving(view, frame) if attention.lines else None,
        ],
        not_listed_sentence(attention, language) or _sources(view, language),
        twin=attention_table(view, frame) if shown else None,
        about=about_attention(language),
    )


def _improving(view: OverviewView, frame: Frame) -> html.P | None:
    """What became better, in a line under what needs attention."""
    language = frame.language
    if not view.attention.improved:
        return None
    links: list[Any] = []
    for line in view.attention.improved:
        heading = line_heading(line, view.geography, language)
        links += ["; " if links else "", html.A(heading, href=line_link(line, frame))]
    return html.P(
        [html.B(language.gettext("For the better:")), " ", *links, "."],
        className="better small",
    )


def _scorecard(view: OverviewView, catalogue: Catalogue, frame: Frame) -> Panel:
    language = frame.language
    stages = _of_agency(view.stages, frame.state.agency)
    hidden = has_hidden_rows(stages)
    count = sum(len(stage.rows) for stage in stages)
    more = language.gettext("Show all {count} measures").format(count=count)
    return Panel(
        "scorecard",
        language.gettext("Every measure, in the order of a case"),
        scorecard_sentence(stages, language),
        [
            agency_filter(_agencies(catalogue), frame),
            scorecard(view, stages, frame),
            html.P(
                html.Button(more, type="button", className="btn", **{"data-more": KEY}),
                className="more with-script",
            )
            if hidden
            else None,
            flag_keys(language),
        ],
        [
            symbols_line(
                (row.result.status for stage in stages for row in stage.rows), language
            ),
            " ",
            _sources(view, language),
        ],
        about=about_scorecard(language),
    )


def _of_agency(stages: Sequence[StageRows], agency: str) -> list[StageRows]:
    """The stages with the measures of one agency alone, or all of them."""
    if not agency:
        return list(stages)
    kept = [
        StageRows(
            stage.stage,
            tuple(r for r in stage.rows if r.measure.lead_agency == agency),
            tuple(m for m in stage.missing if m.lead_agency == agency),
        )
        for stage in stages
    ]
    return [stage for stage in kept if stage.rows or stage.missing]


def _bright(view: OverviewView, catalogue: Catalogue, frame: Frame) -> Panel:
    language = frame.language
    measures = {spot.chart.measure.id: spot.chart.measure for spot in view.bright}
    sources = [catalogue.source(measure) for measure in measures.values()]
    return Panel(
        "bright",
        language.gettext("Who has improved on this, and may be asked how?"),
        bright_sentence(view, language),
        bright_list(view, frame),
        sources_line(sources, language) if sources else "",
        twin=bright_table(view, frame),
    )


def _freshness(view: OverviewView, catalogue: Catalogue, frame: Frame) -> Panel:
    language = frame.language
    return Panel(
        "freshness",
        language.gettext("How recent the figures are"),
        freshness_sentence(view.freshness, language),
        freshness_strip(view.freshness, language),
        [
            language.gettext("Read on {day}.").format(day=language.day(view.today)),
            " ",
            html.A(
                language.gettext("What is loaded, and what was refused"),
                href=frame.link(path="/data"),
            ),
        ],
        twin=freshness_table(view.freshness, language),
    )


def _sources(view: OverviewView, language: Language) -> str:
    return sources_line(
        [each.source for each in view.freshness if each.latest is not None], language
    )
