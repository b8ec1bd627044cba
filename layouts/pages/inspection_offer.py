"""The inspection page's panels by themselves, and their figures to take away."""

from dashboard.exports import Extract
from dashboard.inspection.exports import inspection_extract
from dashboard.inspection.words import inspection_finding, sheet_name
from dashboard.language import Language, read_language
from dashboard.views import Views
from layouts.embed import Embedded
from layouts.frame import Asked, Site, make_frame
from layouts.offer import Offer, Told
from layouts.pages import inspection


def embedded(panel: str, views: Views, asked: Asked, site: Site) -> Embedded:
    """The panel for a query string; never raises for what a link may hold."""
    view = views.inspection(asked.query)
    frame = make_frame(views, site, path=inspection.PATH, state=view.state)
    language = frame.language
    crumb = sheet_name(view.sheet, language) if view.sheet else ""
    return Embedded(
        frame=frame,
        panel=inspection.inspection_panel(panel, view, frame),
        title=inspection_finding(view, language).heading,
        crumb=crumb,
        caveat=language.gettext(
            "A grade is one inspection team’s judgement at one time."
        ),
        notes=view.notes,
    )


def _tell(views: Views, asked: Asked) -> Told:
    view = views.inspection(asked.query)
    language = read_language(view.state.lang)
    return Told(inspection_finding(view, language).heading, view.notes)


def _extract(panel: str, views: Views, asked: Asked, language: Language) -> Extract:
    return inspection_extract(panel, views.inspection(asked.query), language)


OFFER = Offer(
    path=inspection.PATH,
    panels=inspection.PANELS,
    draw=embedded,
    extract=_extract,
    tell=_tell,
    named_by=("area", "criterion"),
)
