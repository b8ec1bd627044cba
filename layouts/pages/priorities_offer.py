"""The plan's panels by themselves, and their rows to take away."""

from dashboard.exports import Extract
from dashboard.language import Language, read_language
from dashboard.plan.exports import plan_extract
from dashboard.plan.words import plan_finding
from dashboard.views import Views
from layouts.embed import Embedded
from layouts.frame import Asked, Site
from layouts.offer import Offer, Told
from layouts.pages import priorities


def embedded(panel: str, views: Views, asked: Asked, site: Site) -> Embedded:
    """The panel for a query string; never raises for what a link may hold."""
    view = views.plan(asked.query, today=asked.today)
    frame = priorities.plan_frame(views, site, view, path=priorities.PATH)
    found = plan_finding(view, frame.language)
    drawn = priorities.plan_panel(panel, view, views.catalogue, frame)
    return Embedded(
        frame=frame,
        panel=drawn._replace(sentence=drawn.sentence or found.lead),
        title=found.heading,
        crumb=priorities.crumb(view, frame),
        caveat=caveat(frame.language),
        notes=view.notes,
    )


def caveat(language: Language) -> str:
    """What a reader must not conclude from any of it."""
    return language.gettext(
        "The partnership sets its own targets. Courts and prosecutors decide each case "
        "on its own, whatever a target says."
    )


def tell(views: Views, asked: Asked) -> Told:
    """What the plan says, without a panel of it."""
    view = views.plan(asked.query, today=asked.today)
    language = read_language(view.state.lang)
    return Told(plan_finding(view, language).heading, view.notes)


def _extract(panel: str, views: Views, asked: Asked, language: Language) -> Extract:
    return plan_extract(panel, views.plan(asked.query, today=asked.today), language)


OFFER = Offer(
    path=priorities.PATH,
    panels=priorities.PANELS,
    draw=embedded,
    extract=_extract,
    tell=tell,
    named_by=("area",),
    is_dated=True,
)
