"""Compare areas on one measure: six panels that follow each other."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from dashboard.comparing import Comparing
from dashboard.judged import EVERY
from dashboard.language import Language
from dashboard.measures import Catalogue, Measure
from dashboard.pages import CompareView
from dashboard.pairs import Pair
from dashboard.periods import Window
from dashboard.results import HIDDEN
from dashboard.summaries import (
    finding,
    panel_heading,
    panel_sentence,
)
from dashboard.views import Views
from layouts import html
from layouts.about_figures import about_figures, source_line
from layouts.api_links import results_link
from layouts.cards import Panel, panel_section
from layouts.compare_pictures import compare_picture
from layouts.controls import chosen_state, compare_controls
from layouts.frame import COMPARE, Asked, Content, Drawn, Frame, Site, make_frame
from layouts.pairs import pairs_panel
from layouts.paneled import guarded, paneled
from layouts.pictures import (
    PAGE,
    Room,
)
from layouts.shared import shared_note
from layouts.snippets import Snippet, panel_snippet
from layouts.states import (
    nothing_loaded,
)
from layouts.twins import (
    funnel_twin,
    heat_twin,
    map_twin,
    ranked_twin,
    trend_twin,
)

PATH = COMPARE
PANELS = ("ranked", "map", "funnel", "trend", "heat", "table")
#: Read apart from the others, so that it fails by itself.
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
    "pairs": 2240,
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
    measure = catalogue[view.state.measure]

    def drawn(panel: str) -> Panel:
        if panel == PAIRS:
            return pairs_of(pairs, view, catalogue, frame=frame)
        return panel_of(panel, view, catalogue, frame=frame)

    insides = guarded((*PANELS, PAIRS), drawn, frame)
    crumb = page_crumb(view, measure.name(language), language)
    return paneled(
        frame,
        finding(view, language),
        insides,
        crumb=html.P(crumb, className="crumb"),
        notes=view.notes,
        name=name(language),
        under=shared_note([view.data.own] if view.data else [], language),
        controls=compare_controls(view, catalogue, frame),
        controls_label=language.gettext("Choose what to compare"),
        arranged=_arranged(insides),
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
        compare_picture(panel, view, data, frame=frame, room=room),
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
        snippet=_snippet(panel, measure, frame, _bare_heading(panel, language)),
        pictured=_is_pictured(panel, data),
        data=_data_link(panel, view, data),
    )


def _data_link(panel: str, view: CompareView, data: Comparing) -> str:
    """What programs ask for the figures the panel draws."""
    state, window = view.state, data.window.value
    if panel == "trend":
        return results_link(
            state,
            measures=(state.measure,),
            areas=(state.area, *state.pinned),
            window=window,
            period=EVERY,
        )
    measures = [row.measure.id for row in data.heat] if panel == "heat" else []
    return results_link(
        state,
        measures=measures or (state.measure,),
        window=window,
        period=data.period.label,
    )


def pairs_of(
    pairs: Callable[[], tuple[Pair, ...]],
    view: CompareView,
    catalogue: Catalogue,
    *,
    frame: Frame,
    room: Room = PAGE,
) -> Panel:
    """The panel of the measure in view and those it may pull against."""
    measure = catalogue[view.state.measure]
    drawn = pairs_panel(pairs, measure, catalogue, frame, room=room)
    return drawn._replace(
        snippet=_snippet(PAIRS, measure, frame, drawn.heading),
        pictured=drawn.picture is not None,
    )


def _snippet(
    panel: str, measure: Measure, frame: Frame, heading: str
) -> Snippet | None:
    return panel_snippet(
        frame,
        "compare",
        panel,
        title=f"{measure.name(frame.language)}: {heading}",
        height=FRAME_HEIGHTS[panel],
    )


def _is_pictured(panel: str, data: Comparing) -> bool:
    """Whether there is a chart; a table is none, and hidden figures make none."""
    if panel == "table" or {r.status for r in data.results.values()} <= HIDDEN:
        return False
    return bool(data.heat) if panel == "heat" else _can_explore(panel, data)


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
