"""The progression page's panels by themselves, and their figures to take away."""

from functools import partial

from dashboard.exports import Extract
from dashboard.figures.theme import Figure
from dashboard.language import Language, read_language
from dashboard.progression.exports import progression_extract
from dashboard.progression.words import progression_finding, span_text
from dashboard.views import Views
from layouts.embed import Embedded
from layouts.frame import Asked, Site, make_frame
from layouts.offer import Offer, Told
from layouts.pages import progression
from layouts.pictures import FRAME_WIDTH, NARROW_WIDTH
from layouts.progression.controls import chosen_state, steps_text
from layouts.progression.drawings import EXPLORED, drawings_of, explored
from layouts.progression.pictures import FRAME, PAGE


def embedded(panel: str, views: Views, asked: Asked, site: Site) -> Embedded:
    """The panel for a query string; never raises for what a link may hold."""
    view = views.progression(asked.query)
    frame = make_frame(views, site, path=progression.PATH, state=chosen_state(view))
    language = frame.language
    words = (*steps_text(view, language), span_text(view, language))
    return Embedded(
        frame=frame,
        panel=progression.panel_of(panel, view, frame, FRAME),
        title=progression_finding(view, language).heading,
        crumb=" · ".join(each for each in words if each),
        caveat=language.gettext(
            "Stages are not the same cases: each agency counts its own, in its own "
            "unit and by its own clock."
        ),
        notes=view.notes,
        drawings=partial(drawings_of, panel, view, language, width=FRAME_WIDTH),
    )


def _tell(views: Views, asked: Asked) -> Told:
    view = views.progression(asked.query)
    language = read_language(view.state.lang)
    return Told(progression_finding(view, language).heading, view.notes)


def _extract(panel: str, views: Views, asked: Asked, language: Language) -> Extract:
    return progression_extract(panel, views.progression(asked.query), language)


def _figure(
    panel: str, views: Views, asked: Asked, *, is_narrow: bool
) -> Figure | None:
    view = views.progression(asked.query)
    width = NARROW_WIDTH if is_narrow else PAGE.whole
    return explored(panel, view, read_language(view.state.lang), width=width)


OFFER = Offer(
    path=progression.PATH,
    panels=progression.PANELS,
    draw=embedded,
    extract=_extract,
    tell=_tell,
    named_by=("area", "stage", "court", "period"),
    picture="stages",
    explored=EXPLORED,
    figure=_figure,
)
