"""A case's way across the agencies: stages, flow, attrition, days, trials, courts."""

from dashboard.language import Language
from dashboard.progression.view import ProgressionView
from dashboard.progression.words import progression_finding
from dashboard.views import Views
from layouts.api_links import observations_link
from layouts.cards import Panel
from layouts.frame import Asked, Content, Drawn, Frame, Site, make_frame
from layouts.paneled import guarded, paneled
from layouts.progression.attrition import attrition_panel
from layouts.progression.controls import (
    breadcrumb,
    chosen_state,
    progression_controls,
)
from layouts.progression.courts import courts_panel
from layouts.progression.drawings import EXPLORED, has_drawing
from layouts.progression.flow import flow_panel
from layouts.progression.pictures import PAGE, Room
from layouts.progression.reasons import reasons_panel
from layouts.progression.stages import stages_panel
from layouts.progression.timeliness import timeliness_panel
from layouts.progression.trials import trials_panel
from layouts.snippets import panel_snippet

PATH = "/progression"
PANELS = (
    "stages",
    "flow",
    "attrition",
    "timeliness",
    "trials",
    "reasons",
    "courts",
)
#: How high a frame of 600 must be for each.
FRAME_HEIGHTS = {
    "stages": 3240,
    "flow": 1220,
    "attrition": 1940,
    "timeliness": 2040,
    "trials": 1240,
    "reasons": 1980,
    "courts": 860,
}
_DRAW = {
    "stages": stages_panel,
    "flow": flow_panel,
    "attrition": attrition_panel,
    "timeliness": timeliness_panel,
    "trials": trials_panel,
    "reasons": reasons_panel,
    "courts": courts_panel,
}


def name(language: Language) -> str:
    """What the navigation calls the page."""
    return language.gettext("Progression")


def draw(views: Views, asked: Asked, site: Site) -> Drawn:
    """The page for a query string; never raises for what a link may hold."""
    view = views.progression(asked.query)
    frame = make_frame(views, site, path=PATH, state=chosen_state(view))
    return Drawn(frame, progression_content(view, frame), view.notes)


def progression_content(view: ProgressionView, frame: Frame) -> Content:
    """Controls, finding and panels, each also by the id of its region."""
    return paneled(
        frame,
        progression_finding(view, frame.language),
        guarded(PANELS, lambda panel: panel_of(panel, view, frame), frame),
        crumb=breadcrumb(view, frame),
        notes=view.notes,
        name=name(frame.language),
        controls=progression_controls(view, frame),
    )


def panel_of(
    panel: str, view: ProgressionView, frame: Frame, room: Room = PAGE
) -> Panel:
    """One panel, its pictures as wide as the room, with what it can be taken as."""
    drawn = _DRAW[panel](view, frame, room)
    return drawn._replace(
        download=frame.link(path=f"/download/progression/{panel}.csv"),
        data=observations_link(view.state, areas=(view.state.area,)),
        figure=frame.link(path=f"/figure/progression/{panel}.json")
        if panel in EXPLORED and has_drawing(panel, view)
        else "",
        pictured=has_drawing(panel, view),
        snippet=panel_snippet(
            frame,
            "progression",
            panel,
            title=drawn.heading,
            height=FRAME_HEIGHTS[panel],
        ),
    )
