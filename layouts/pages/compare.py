"""Compare areas on one measure: six panels that follow each other."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from dash import html

from dashboard.comparing import Comparing
from dashboard.figures.theme import Figure
from dashboard.language import Language
from dashboard.measures import Catalogue
from dashboard.pages import CompareView
from dashboard.pairs import Pair
from dashboard.periods import Window
from dashboard.results import HIDDEN, Status
from dashboard.summaries import (
    finding,
    panel_heading,
    panel_sentence,
)
from dashboard.views import Views
from layouts import ids
from layouts.about_figures import about_figures, source_line
from layouts.cards import Panel, panel_inside, panel_section
from layouts.controls import chosen_state, compare_controls
from layouts.frame import Asked, Content, Drawn, Frame, Site, make_frame
from layouts.heat import heat_map
from layouts.marks import area_link
from layouts.pairs import pairs_panel
from layouts.pictures import (
    NARROW_WIDTH,
    PAGE,
    Room,
    drawn_still,
    drawn_twice,
    funnel_panel_figure,
    ranked_panel_figure,
    trend_panel_figures,
)
from layouts.snippets import panel_snippet
from layouts.states import (
    all_suppressed,
    not_collected,
    not_drawn,
    notes_region,
    nothing_loaded,
    view_notes,
)
from layouts.tiles import tile_map
from layouts.twins import (
    figures_table,
    funnel_twin,
    heat_twin,
    map_twin,
    ranked_twin,
    trend_twin,
)

PATH = "/compare"
PANELS = ("ranked", "map", "funnel", "trend", "heat", "table")
#: A panel of the page alone: it is about more than the measure of a frame.
PAIRS = "pairs"
#: Panels the chart library can draw on request.
EXPLORED = ("ranked", "funnel", "trend")
#: How high a frame 600 wide must be to show a panel whole, its disclosures closed.
FRAME_HEIGHTS = {
    "ranked": 1640,
    "map": 1060,
    "funnel": 1000,
    "trend": 780,
    "heat": 1260,
    "table": 2440,
}


def name(language: Language) -> str:
    """What the navigation calls the page."""
    return language.gettext("Compare")


def draw(views: Views, asked: Asked, site: Site) -> Drawn:
    """The page for a query string; never raises for what a link may hold."""
    view = views.compare(asked.query)
    frame = make_frame(views, site, path=PATH, state=chosen_state(view))
    content = compare_content(
        view, views.catalogue, frame, pairs=partial(read_pairs, views, asked)
    )
    return Drawn(frame, content, view.notes)


def read_pairs(views: Views, asked: Asked) -> tuple[Pair, ...]:
    """The pairs for a query string, in the window the other panels show."""
    state, _ = views.parse(asked.query)
    query = asked.query
    if not state.window:
        query = f"{query}&window={Window.YEAR}"
    return views.pairs(query)


def compare_content(
    view: CompareView,
    catalogue: Catalogue,
    frame: Frame,
    *,
    pairs: Callable[[], tuple[Pair, ...]],
) -> Content:
    """Controls, finding and panels, each also by the id of its region.

    `pairs` are read when their panel is drawn, so that they fail by themselves.
    """
    language = frame.language
    found = finding(view, language)
    measure = catalogue[view.state.measure]
    panels = {
        panel: frame.site.guard(
            panel,
            partial(_panel, panel, view, catalogue, frame=frame),
            language,
        )
        for panel in PANELS
    }
    panels[PAIRS] = frame.site.guard(
        PAIRS,
        lambda: panel_inside(pairs_panel(pairs, measure, catalogue, frame), language),
        language,
    )
    controls = compare_controls(view, catalogue, frame)
    notes = view_notes(view.notes, as_of=view.state.as_of, language=language)
    head = [
        html.P(page_crumb(view, measure.name(language), language), className="crumb"),
        html.H1(found.heading),
        html.P(found.lead, className="lead"),
    ]
    regions: dict[str, Any] = {
        ids.NOTES: notes,
        ids.CONTROLS: controls,
        ids.FINDING: head,
        **{ids.panel(panel): inside for panel, inside in panels.items()},
    }
    return Content(
        title=f"{found.heading} - {name(language)}",
        description=found.lead,
        above=[
            html.Section(
                controls,
                id=ids.CONTROLS,
                className="controls",
                **{
                    "aria-label": language.gettext("Choose what to compare"),
                    "data-region": "",
                },
            )
        ],
        main=[
            notes_region(notes),
            html.Div(head, id=ids.FINDING, className="head", **{"data-region": ""}),
            _arranged(panels),
        ],
        regions=regions,
        announcement=found.heading,
    )


def _arranged(panels: Mapping[str, list[Any]]) -> html.Div:
    def section(panel: str, css_class: str) -> html.Section:
        return panel_section(panel, panels[panel], css_class=css_class)

    return html.Div(
        [
            section("ranked", "c5"),
            html.Div([section("map", ""), section("funnel", "")], className="c7"),
            section("trend", "c12"),
            section(PAIRS, "c12"),
            section("heat", "c12"),
            section("table", "c12"),
        ],
        className="cols",
    )


def page_crumb(view: CompareView, measure: str, language: Language) -> str:
    """What the page shows: measure, period and how many areas."""
    parts = [measure]
    if view.data is not None:
        areas = language.gettext("{areas} areas").format(areas=len(view.data.areas))
        parts += [view.data.period.words(language), areas]
    return " · ".join(parts)


def _panel(
    panel: str, view: CompareView, catalogue: Catalogue, *, frame: Frame
) -> list[Any]:
    drawn = panel_of(panel, view, catalogue, frame=frame)
    return panel_inside(drawn, frame.language)


def panel_of(
    panel: str,
    view: CompareView,
    catalogue: Catalogue,
    *,
    frame: Frame,
    room: Room = PAGE,
) -> Panel:
    """One panel with all that stands behind it, its pictures as wide as the room."""
    language = frame.language
    measure = catalogue[view.state.measure]
    if view.data is None:
        return Panel(
            panel,
            _bare_heading(panel, language),
            "",
            html.Div(
                nothing_loaded(measure.publication.source, language),
                className="picture",
            ),
            source_line(view, catalogue, language, panel=panel),
        )
    data = view.data
    return Panel(
        panel,
        panel_heading(panel, data, language),
        panel_sentence(panel, view, language),
        _picture(panel, view, data, frame=frame, room=room),
        [
            source_line(view, catalogue, language, panel=panel),
            *_foot_note(panel, data, frame),
        ],
        twin=_twin(panel, view, data, frame),
        about=about_figures(view, catalogue, language),
        download=frame.link(path=f"/download/compare/{panel}.csv"),
        figure=frame.link(path=f"/figure/compare/{panel}.json")
        if panel in EXPLORED and _can_explore(panel, data)
        else "",
        snippet=panel_snippet(
            frame,
            "compare",
            panel,
            title=f"{measure.name(language)}: {_bare_heading(panel, language)}",
            height=FRAME_HEIGHTS[panel],
        ),
    )


def _can_explore(panel: str, data: Comparing) -> bool:
    return panel != "funnel" or bool(data.positions)


def _bare_heading(panel: str, language: Language) -> str:
    return {
        "ranked": language.gettext("Who is higher, who is lower?"),
        "map": language.gettext("Is there a pattern on the map?"),
        "funnel": language.gettext("Is the difference more than chance?"),
        "trend": language.gettext("How has it moved?"),
        "heat": language.gettext("How does the area do on other measures?"),
        "table": language.gettext("The figures"),
    }[panel]


def _picture(
    panel: str, view: CompareView, data: Comparing, *, frame: Frame, room: Room
) -> Any:
    language = frame.language
    if panel == "trend":
        return _trend(view, data, frame=frame, room=room)
    if panel == "heat":
        return heat_map(data, frame)
    statuses = {result.status for result in data.results.values()}
    if statuses <= HIDDEN:
        nothing = (
            all_suppressed(language)
            if Status.SUPPRESSED in statuses
            else not_collected(data.period.words(language), language)
        )
        return html.Div(nothing, className="picture")
    if panel == "map":
        return tile_map(data, frame)
    if panel == "table":
        return html.Div(figures_table(view, data, frame), className="picture")
    if panel == "ranked":
        figures = [
            ranked_panel_figure(view, data, language, width=width)
            for width in (room.ranked, NARROW_WIDTH)
        ]
        both = (figures[0], figures[1])
        return _drawn(panel, both, view, data, frame=frame, room=room)
    wide = funnel_panel_figure(view, data, language, width=room.funnel)
    narrow = funnel_panel_figure(view, data, language, width=NARROW_WIDTH)
    if wide is None or narrow is None:
        reason = language.gettext(
            "A funnel plot needs cases above and below the line. This measure has "
            "none to draw."
        )
        return html.Div(not_drawn(reason), className="picture")
    return _drawn(panel, (wide, narrow), view, data, frame=frame, room=room)


def _drawn(
    key: str,
    figures: tuple[Figure, Figure],
    view: CompareView,
    data: Comparing,
    *,
    frame: Frame,
    room: Room,
) -> html.Div:
    """A figure in both widths: its marks pin areas, or it is an image with words."""
    if not room.is_still:
        return drawn_twice(key, figures, data, measure=data.measure, frame=frame)
    panel, _, code = key.partition("-")
    heading = panel_heading(panel, data, frame.language)
    return drawn_still(
        key,
        figures,
        title=data.areas[code].name(frame.language) if code else heading,
        description=panel_sentence(panel, view, frame.language),
    )


def _trend(view: CompareView, data: Comparing, *, frame: Frame, room: Room) -> html.Div:
    language = frame.language
    wide = trend_panel_figures(data, language, widths=room.trend)
    narrow = trend_panel_figures(data, language, widths={1: NARROW_WIDTH})
    charts = []
    for (code, figure), (_, small) in zip(wide, narrow, strict=True):
        heading = area_link(
            data.areas[code], data.identities[code], frame=frame, key="trend"
        )
        charts.append(
            html.Figure(
                [
                    html.Figcaption(html.H3(heading)),
                    _drawn(
                        f"trend-{code}",
                        (figure, small),
                        view,
                        data,
                        frame=frame,
                        room=room,
                    ),
                ]
            )
        )
    return html.Div(charts, className=f"picture multi multi-{len(charts)}")


def _twin(panel: str, view: CompareView, data: Comparing, frame: Frame) -> Any:
    if panel == "ranked":
        return ranked_twin(view, data, frame)
    if panel == "map":
        return map_twin(data, frame)
    if panel == "funnel":
        return funnel_twin(data, frame) if data.funnel else None
    if panel == "trend":
        return trend_twin(data, frame)
    if panel == "heat":
        return heat_twin(data, frame)
    return None


def _foot_note(panel: str, data: Comparing, frame: Frame) -> list[Any]:
    language = frame.language
    if panel == "ranked" and data.measure.denominator:
        return [" ", language.gettext("Lines are 95% intervals.")]
    if panel == "map":
        words = language.gettext(
            "One tile an area, arranged as neighbours, not to scale."
        )
        return [" ", words]
    if panel == "funnel" and data.funnel is not None and data.funnel.phi is not None:
        return [" ", *_limits_choice(data, frame)]
    return []


def _limits_choice(data: Comparing, frame: Frame) -> list[Any]:
    language, state = frame.language, frame.state
    if data.is_adjusted:
        said = language.gettext("Limits widened for overdispersion.")
        offered = language.gettext("Show plain limits")
        other = "plain"
    else:
        said = language.gettext("Plain limits.")
        offered = language.gettext("Show limits widened for overdispersion")
        other = "adjusted"
    link = html.A(
        offered,
        href=frame.link(replace(state, limits=other)),
        **{"data-view": "", "data-key": "limits"},
    )
    return [said, " ", link]
