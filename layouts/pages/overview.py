"""One area in a page: what needs attention, every measure, how recent it all is."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

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
from layouts import html
from layouts.about_figures import sources_line, symbols_line
from layouts.api_links import api_link, results_link
from layouts.attention import attention_list, attention_table, line_link
from layouts.bright import bright_list, bright_sentence, bright_table
from layouts.cards import Panel
from layouts.flags import flag_keys
from layouts.frame import Asked, Content, Drawn, Frame, Site, make_frame
from layouts.freshness import freshness_sentence, freshness_strip, freshness_table
from layouts.overview_about import about_attention, about_scorecard
from layouts.overview_controls import agency_filter, overview_controls
from layouts.paneled import guarded, paneled
from layouts.pictures import PAGE, Room
from layouts.scorecard import KEY, quiet_rows, scorecard, without_quiet
from layouts.scorecard_words import scorecard_sentence
from layouts.snippets import linked, panel_snippet

PATH = "/"
PANELS = ("attention", "scorecard", "bright", "freshness")

#: How high a frame 600 wide must be to show a panel whole, its disclosures closed.
FRAME_HEIGHTS = {
    "attention": 2050,
    "scorecard": 4450,
    "bright": 1150,
    "freshness": 780,
}


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
    area = frame.areas[view.state.area].name(language)
    return paneled(
        frame,
        overview_finding(view, language),
        guarded(PANELS, partial(_panel, view, catalogue, frame), frame),
        crumb=html.P(area, className="crumb"),
        notes=view.notes,
        name=name(language),
        controls=overview_controls(view, frame),
    )


def _agencies(catalogue: Catalogue) -> list[str]:
    return list(dict.fromkeys(m.lead_agency for m in catalogue.values()))


def _panel(view: OverviewView, catalogue: Catalogue, frame: Frame, panel: str) -> Panel:
    return taken_away(overview_panel(panel, view, catalogue, frame), view, frame)


def overview_panel(
    panel: str,
    view: OverviewView,
    catalogue: Catalogue,
    frame: Frame,
    *,
    room: Room = PAGE,
) -> Panel:
    """One panel of the page, without what it can be taken away as."""
    if panel == "scorecard":
        return _scorecard(view, catalogue, frame, room)
    draw_panel = {
        "attention": _attention,
        "bright": _bright,
        "freshness": _freshness,
    }[panel]
    return draw_panel(view, catalogue, frame)


def _is_pictured(panel: str, view: OverviewView) -> bool:
    """Whether there are small pictures of what was found."""
    lines = view.attention.lines or view.attention.improved
    is_drawn = any(
        line.row is not None and line.row.result.value is not None for line in lines
    )
    return {"attention": is_drawn, "bright": bool(view.bright)}.get(panel, False)


def taken_away(panel: Panel, view: OverviewView, frame: Frame) -> Panel:
    """The panel with its file and its line for other sites."""
    query = frame.state.to_query(frame.defaults)
    area = frame.areas[view.state.area].name(frame.language)
    # No measure is chosen here, and none is to be kept.
    lasting = replace(frame, state=replace(frame.state, measure=""))
    return panel._replace(
        download=linked(f"/download/overview/{panel.name}.csv", query),
        pictured=_is_pictured(panel.name, view),
        data=_data_link(panel.name, view),
        snippet=panel_snippet(
            lasting,
            "overview",
            panel.name,
            title=f"{area}: {panel.heading}",
            height=FRAME_HEIGHTS[panel.name],
        ),
    )


def _data_link(panel: str, view: OverviewView) -> str:
    """What programs ask for the figures behind the panel."""
    if panel == "bright":
        spots = view.bright
        return results_link(
            view.state,
            measures=dict.fromkeys(spot.chart.measure.id for spot in spots),
            areas=dict.fromkeys((view.state.area, *(s.area_code for s in spots))),
            window=view.state.window,
            period=view.state.period,
        )
    if panel == "freshness":
        return api_link("releases", {"state": "current"})
    state = view.state
    return results_link(
        state, areas=(state.area,), window=state.window, period=state.period
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
        not_listed_sentence(attention, language) or sources(view, language),
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


def _scorecard(
    view: OverviewView, catalogue: Catalogue, frame: Frame, room: Room
) -> Panel:
    language = frame.language
    stages = _of_agency(view.stages, frame.state.agency)
    rest = quiet_rows(stages)
    picture: list[Any] = [flag_keys(language)]
    if room.is_still:
        picture = [
            scorecard(view, without_quiet(stages), frame),
            _rest_line(rest, language),
            *picture,
        ]
    else:
        picture = [
            agency_filter(_agencies(catalogue), frame),
            scorecard(view, stages, frame),
            _more_button(stages, language) if rest else None,
            *picture,
        ]
    return Panel(
        "scorecard",
        language.gettext("Every measure, in the order of a case"),
        scorecard_sentence(stages, language),
        picture,
        [
            symbols_line(
                (row.result.status for stage in stages for row in stage.rows), language
            ),
            " ",
            sources(view, language),
        ],
        about=about_scorecard(language),
    )


def _more_button(stages: Sequence[StageRows], language: Language) -> html.P:
    count = sum(len(stage.rows) for stage in stages)
    more = language.gettext("Show all {count} measures").format(count=count)
    return html.P(
        html.Button(more, type="button", className="btn", **{"data-more": KEY}),
        className="more with-script",
    )


def _rest_line(rest: int, language: Language) -> html.P | None:
    if not rest:
        return None
    message = language.ngettext(
        "{count} more measure neither changed nor stands out; it is on the page.",
        "{count} more measures neither changed nor stand out; they are on the page.",
        rest,
    )
    return html.P(message.format(count=rest), className="small")


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


def sources(view: OverviewView, language: Language) -> str:
    """Every publication the page rests on, and their licences."""
    return sources_line(
        [each.source for each in view.freshness if each.latest is not None], language
    )
