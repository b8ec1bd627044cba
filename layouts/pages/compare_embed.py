"""A panel of the compare page by itself, for a frame in another site."""

from dashboard.summaries import finding
from dashboard.views import Views
from layouts.controls import chosen_state
from layouts.embed import Embedded
from layouts.frame import Asked, Site, make_frame
from layouts.pages import compare
from layouts.pictures import FRAME


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
    )
