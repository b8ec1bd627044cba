"""A panel of the compare page by itself, for a frame in another site."""

from collections.abc import Callable
from functools import partial

from dashboard.figures.poster import Drawing
from dashboard.figures.theme import Figure
from dashboard.pages import CompareView
from dashboard.results import HIDDEN
from dashboard.summaries import finding
from dashboard.views import Views
from layouts.cell_pictures import heat_figure, map_figure
from layouts.controls import chosen_state
from layouts.embed import Embedded
from layouts.frame import Asked, Frame, Site, make_frame
from layouts.pages import compare
from layouts.pictures import (
    FRAME,
    FRAME_WIDTH,
    funnel_panel_figure,
    ranked_panel_figure,
    trend_panel_figures,
)


def embedded(panel: str, views: Views, asked: Asked, site: Site) -> Embedded:
    """The panel for a query string; never raises for what a link may hold."""
    view = views.compare(asked.query)
    frame = make_frame(views, site, path=compare.PATH, state=chosen_state(view))
    language = frame.language
    measure = views.catalogue[view.state.measure]
    cannot = measure.cannot_tell_cy if language.code == "cy" else measure.cannot_tell
    return Embedded(
        frame=frame,
        panel=compare.panel_of(panel, view, views.catalogue, frame=frame, room=FRAME),
        title=finding(view, language).heading,
        crumb=compare.page_crumb(view, measure.name(language), language),
        caveat=next(iter([cannot, *measure.caveats(language)]), ""),
        notes=view.notes,
        drawings=partial(_drawings, panel, view, frame),
    )


def _drawings(panel: str, view: CompareView, frame: Frame) -> tuple[Drawing, ...]:
    """The panel's charts as figures; none for the table, or where nothing is drawn."""
    data, language = view.data, frame.language
    if data is None or {result.status for result in data.results.values()} <= HIDDEN:
        return ()
    if panel == "trend":
        every = trend_panel_figures(data, language, widths=FRAME.trend)
        return tuple(
            Drawing(data.areas[code].name(language), figure) for code, figure in every
        )
    draw: dict[str, Callable[[], Figure | None]] = {
        "ranked": lambda: ranked_panel_figure(view, data, language, width=FRAME.ranked),
        "funnel": lambda: funnel_panel_figure(view, data, language, width=FRAME.funnel),
        "map": lambda: map_figure(data, frame, width=FRAME_WIDTH),
        "heat": lambda: heat_figure(data, language, width=FRAME_WIDTH),
        "table": lambda: None,
    }
    figure = draw[panel]()
    return (Drawing("", figure),) if figure is not None else ()
