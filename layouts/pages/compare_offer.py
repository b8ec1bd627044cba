"""The compare page's panels by themselves, and their figures to take away."""

from collections.abc import Callable
from functools import partial

from dashboard.areas import AreaType
from dashboard.exports import Extract, compare_extract
from dashboard.figures.poster import Drawing
from dashboard.figures.theme import Figure
from dashboard.language import Language, read_language
from dashboard.pages import CompareView
from dashboard.pairs_exports import pairs_extract
from dashboard.pairs_words import pair_heading
from dashboard.results import HIDDEN
from dashboard.summaries import finding
from dashboard.views import Views
from layouts.cell_pictures import heat_figure, map_figure
from layouts.controls import chosen_state
from layouts.embed import Embedded
from layouts.frame import Asked, Frame, Site, make_frame
from layouts.offer import Offer, Told
from layouts.pages import compare
from layouts.pairs import pair_figure
from layouts.pictures import (
    FRAME,
    FRAME_WIDTH,
    SCREEN,
    explored_figure,
    funnel_panel_figure,
    ranked_panel_figure,
    trend_panel_figures,
)

#: Pixels of a row in a picture: it is looked at whole, and often on paper.
DENSE = 18


def embedded(panel: str, views: Views, asked: Asked, site: Site) -> Embedded:
    """The panel for a query string; never raises for what a link may hold."""
    view = views.compare(asked.query)
    frame = make_frame(views, site, path=compare.PATH, state=chosen_state(view))
    language = frame.language
    measure = views.catalogue[view.state.measure]
    cannot = measure.cannot_tell_cy if language.code == "cy" else measure.cannot_tell
    pairs = partial(compare.read_pairs, views, asked)
    room = SCREEN if asked.is_on_screen else FRAME
    if panel == compare.PAIRS:
        drawn = compare.pairs_of(pairs, view, views.catalogue, frame=frame, room=room)
        drawings = partial(_pair_drawings, views, asked, frame)
    else:
        drawn = compare.panel_of(panel, view, views.catalogue, frame=frame, room=room)
        drawings = partial(_drawings, panel, view, frame)
    return Embedded(
        frame=frame,
        panel=drawn,
        title=finding(view, language).heading,
        crumb=compare.page_crumb(view, measure.name(language), language),
        caveat=next(iter([cannot, *measure.caveats(language)]), ""),
        notes=view.notes,
        drawings=drawings,
    )


def _pair_drawings(views: Views, asked: Asked, frame: Frame) -> tuple[Drawing, ...]:
    language = frame.language
    return tuple(
        Drawing(
            pair_heading(pair, language), pair_figure(pair, frame, width=FRAME_WIDTH)
        )
        for pair in compare.read_pairs(views, asked)
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
        "ranked": lambda: ranked_panel_figure(
            view, data, language, width=FRAME.ranked, row_height=DENSE
        ),
        "funnel": lambda: funnel_panel_figure(view, data, language, width=FRAME.funnel),
        "map": lambda: map_figure(data, frame, width=FRAME_WIDTH),
        "heat": lambda: heat_figure(data, language, width=FRAME_WIDTH),
        "table": lambda: None,
    }
    figure = draw[panel]()
    return (Drawing("", figure),) if figure is not None else ()


def _tell(views: Views, asked: Asked) -> Told:
    view = views.compare(asked.query)
    language = read_language(view.state.lang)
    return Told(finding(view, language).heading, view.notes)


def _extract(panel: str, views: Views, asked: Asked, language: Language) -> Extract:
    if panel == compare.PAIRS:
        areas = views.geography().of_type(AreaType.CRIMINAL_JUSTICE_AREA)
        return pairs_extract(compare.read_pairs(views, asked), areas, language)
    return compare_extract(panel, views.compare(asked.query), language)


def _figure(
    panel: str, views: Views, asked: Asked, *, is_narrow: bool
) -> Figure | None:
    view = views.compare(asked.query)
    language = read_language(view.state.lang)
    return explored_figure(panel, view, language, is_narrow=is_narrow)


OFFER = Offer(
    path=compare.PATH,
    panels=(*compare.PANELS, compare.PAIRS),
    draw=embedded,
    extract=_extract,
    tell=_tell,
    named_by=("measure", "period"),
    picture="ranked",
    explored=compare.EXPLORED,
    figure=_figure,
)
