"""One measure's panels by themselves, and their figures to take away."""

from functools import partial

from dashboard.exports import Extract
from dashboard.figures.poster import Drawing
from dashboard.figures.theme import Figure
from dashboard.language import Language, read_language
from dashboard.measure_exports import measure_extract
from dashboard.measure_words import measure_finding
from dashboard.pages import MeasureView
from dashboard.views import Views
from layouts.controls import chosen_state
from layouts.embed import Embedded
from layouts.frame import ONE_MEASURE, Asked, Site, make_frame
from layouts.measure_areas import areas_figure
from layouts.measure_chart import chart_figure
from layouts.offer import Offer, Told
from layouts.pages import measure
from layouts.pictures import FRAME, NARROW_WIDTH, PAGE


def embedded(panel: str, views: Views, asked: Asked, site: Site) -> Embedded:
    """The panel for a query string; never raises for what a link may hold."""
    view = _view(views, asked)
    path = f"{ONE_MEASURE}{view.measure.id}"
    frame = make_frame(views, site, path=path, state=chosen_state(view))
    language = frame.language
    drawn = measure.measure_panel(panel, view, views.catalogue, frame, room=FRAME)
    found = view.measure
    cannot = found.cannot_tell_cy if language.code == "cy" else found.cannot_tell
    period = view.row.period.words(language) if view.row else ""
    return Embedded(
        frame=frame,
        panel=measure.taken_away(drawn, view, frame),
        title=measure_finding(view, language).heading,
        crumb=" · ".join(part for part in (found.asks(language), period) if part),
        caveat=cannot,
        notes=view.notes,
        drawings=partial(_drawings, panel, view, language),
    )


def _view(views: Views, asked: Asked) -> MeasureView:
    state, _ = views.parse(asked.query)
    return measure.read_view(views, asked._replace(name=state.measure))


def _drawings(panel: str, view: MeasureView, language: Language) -> tuple[Drawing, ...]:
    figure = None
    if panel == "chart" and view.row is not None:
        figure = chart_figure(view.row, language, width=FRAME.chart)
    elif panel == "areas":
        figure = areas_figure(view, language, width=FRAME.areas)
    return (Drawing("", figure),) if figure is not None else ()


def _tell(views: Views, asked: Asked) -> Told:
    view = _view(views, asked)
    language = read_language(view.state.lang)
    return Told(measure_finding(view, language).heading, view.notes)


def _extract(panel: str, views: Views, asked: Asked, language: Language) -> Extract:
    return measure_extract(panel, _view(views, asked), language)


def _figure(
    panel: str, views: Views, asked: Asked, *, is_narrow: bool
) -> Figure | None:
    view = _view(views, asked)
    language = read_language(view.state.lang)
    if panel == "areas":
        width = NARROW_WIDTH if is_narrow else PAGE.areas
        return areas_figure(view, language, width=width)
    width = NARROW_WIDTH if is_narrow else PAGE.chart
    return chart_figure(view.row, language, width=width) if view.row else None


OFFER = Offer(
    path=ONE_MEASURE,
    panels=measure.PANELS,
    draw=embedded,
    extract=_extract,
    tell=_tell,
    named_by=("measure", "area", "period"),
    is_dated=True,
    picture="chart",
    explored=measure.EXPLORED,
    figure=_figure,
)
