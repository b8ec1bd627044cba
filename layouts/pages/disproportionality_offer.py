"""The panels on disproportionality by themselves, and their figures to take away."""

from collections.abc import Callable
from functools import partial

from dashboard.disparity.exports import disproportionality_extract
from dashboard.disparity.findings import finding
from dashboard.disparity.view import DisproportionalityView
from dashboard.exports import Extract
from dashboard.figures.poster import Drawing
from dashboard.figures.theme import Figure
from dashboard.language import Language, read_language
from dashboard.views import Views
from layouts.disparity.controls import chosen_state
from layouts.disparity.pictures import cascade, forest, shares, trend
from layouts.embed import Embedded
from layouts.frame import Asked, Frame, Site, make_frame
from layouts.offer import Offer, Told
from layouts.pages import disproportionality as page
from layouts.pictures import FRAME_WIDTH, NARROW_WIDTH, SCREEN_WIDTH


def embedded(panel: str, views: Views, asked: Asked, site: Site) -> Embedded:
    """The panel for a query string; never raises for what a link may hold."""
    view = views.disproportionality(asked.query)
    frame = make_frame(views, site, path=page.PATH, state=chosen_state(view))
    language = frame.language
    closer = view.closer
    caveat = closer.focus.row.point.cannot_tell_in(language) if closer else ""
    width = FRAME_WIDTH
    if panel == "cascade":
        # Its columns need more than a frame's width; a frame gets it as a phone does.
        width = SCREEN_WIDTH if asked.is_on_screen else NARROW_WIDTH
    return Embedded(
        frame=frame,
        panel=page.panel_of(panel, view, frame=frame, width=width),
        title=finding(view, language).heading,
        crumb=page.page_crumb(view, language),
        caveat=caveat,
        notes=view.notes,
        drawings=partial(_drawings, panel, view, frame),
    )


def _drawings(
    panel: str, view: DisproportionalityView, frame: Frame
) -> tuple[Drawing, ...]:
    """The panel's chart as a figure; none for tables, or where nothing is drawn."""
    closer, language = view.closer, frame.language
    if closer is None or not page.is_pictured(panel, view):
        return ()
    draw: dict[str, Callable[[], Figure | None]] = {
        "cascade": lambda: cascade(view, language, width=NARROW_WIDTH),
        "areas": lambda: forest(view, closer, language, width=FRAME_WIDTH),
        "trend": lambda: trend(view, closer, language, width=FRAME_WIDTH),
        "recording": lambda: shares(view, language, width=FRAME_WIDTH),
    }
    figure = draw[panel]()
    return (Drawing("", figure),) if figure is not None else ()


def _tell(views: Views, asked: Asked) -> Told:
    view = views.disproportionality(asked.query)
    language = read_language(view.state.lang)
    return Told(finding(view, language).heading, view.notes)


def _extract(panel: str, views: Views, asked: Asked, language: Language) -> Extract:
    view = views.disproportionality(asked.query)
    return disproportionality_extract(panel, view, language)


OFFER = Offer(
    path=page.PATH,
    panels=page.PANELS,
    draw=embedded,
    extract=_extract,
    tell=_tell,
    named_by=("area", "scope", "breakdown", "stage", "period"),
    picture="cascade",
)
