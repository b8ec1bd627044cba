"""One priority's panels by themselves, and their rows to take away."""

from functools import partial

from dashboard.exports import Extract
from dashboard.figures.poster import Drawing
from dashboard.figures.theme import Figure
from dashboard.language import Language, read_language
from dashboard.plan.exports import priority_extract
from dashboard.plan.view import PriorityView
from dashboard.plan.words import plan_finding, priority_finding
from dashboard.views import Views
from layouts.embed import Embedded
from layouts.frame import ONE_PRIORITY, Asked, Site
from layouts.offer import Offer, Told
from layouts.pages import priorities, priorities_offer, priority
from layouts.pages.priorities_offer import caveat
from layouts.pictures import FRAME, NARROW_WIDTH, PAGE
from layouts.plan.chart import priority_figure

EXPLORED = ("chart",)


def embedded(panel: str, views: Views, asked: Asked, site: Site) -> Embedded:
    """The panel for a query string; never raises for what a link may hold."""
    view = _view(views, asked)
    if view is None:
        return _without_plan(panel, views, asked, site)
    frame = priority.priority_frame(views, site, view)
    language = frame.language
    found = priority_finding(view, language)
    drawn = priority.priority_panel(panel, view, views.catalogue, frame, room=FRAME)
    return Embedded(
        frame=frame,
        panel=drawn._replace(sentence=drawn.sentence or found.lead),
        title=found.heading,
        crumb=priorities.crumb(view.plan, frame),
        caveat=caveat(language),
        notes=view.plan.notes,
        drawings=partial(_drawings, panel, view, language),
    )


def _without_plan(panel: str, views: Views, asked: Asked, site: Site) -> Embedded:
    plan = views.plan(asked.query, today=asked.today)
    frame = priorities.plan_frame(views, site, plan, path=priorities.PATH)
    found = plan_finding(plan, frame.language)
    drawn = priorities.plan_panel("plan", plan, views.catalogue, frame)
    return Embedded(
        frame=frame,
        panel=drawn._replace(name=panel, sentence=found.lead),
        title=found.heading,
        crumb=priorities.crumb(plan, frame),
        caveat="",
        notes=plan.notes,
    )


def _view(views: Views, asked: Asked) -> PriorityView | None:
    state, _ = views.parse(asked.query)
    return priority.read_view(views, asked._replace(name=state.priority))


def _drawings(
    panel: str, view: PriorityView, language: Language
) -> tuple[Drawing, ...]:
    chosen = view.chosen
    if panel != "chart" or chosen is None or chosen.row is None:
        return ()
    figure = priority_figure(chosen, language, width=FRAME.chart)
    return (Drawing(chosen.measure.name(language), figure),)


def _tell(views: Views, asked: Asked) -> Told:
    view = _view(views, asked)
    if view is None:
        return priorities_offer.tell(views, asked)
    language = read_language(view.plan.state.lang)
    return Told(priority_finding(view, language).heading, view.plan.notes)


def _extract(panel: str, views: Views, asked: Asked, language: Language) -> Extract:
    return priority_extract(panel, _view(views, asked), language)


def _figure(
    panel: str, views: Views, asked: Asked, *, is_narrow: bool
) -> Figure | None:
    view = _view(views, asked)
    chosen = view.chosen if view else None
    if view is None or chosen is None or chosen.row is None:
        return None
    width = NARROW_WIDTH if is_narrow else PAGE.chart
    language = read_language(view.plan.state.lang)
    return priority_figure(chosen, language, width=width)


OFFER = Offer(
    path=ONE_PRIORITY,
    panels=priority.PANELS,
    draw=embedded,
    extract=_extract,
    tell=_tell,
    named_by=("priority", "area"),
    is_dated=True,
    picture="chart",
    explored=EXPLORED,
    figure=_figure,
)
