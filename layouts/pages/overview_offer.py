"""The overview's panels by themselves, and their figures to take away."""

from functools import partial

from dashboard.attention_words import bright_heading, line_heading, not_listed_sentence
from dashboard.exports import Extract
from dashboard.figures.mini import MINI_SIZE
from dashboard.figures.poster import Drawing
from dashboard.figures.sparkline import control_sparkline
from dashboard.language import Language, read_language
from dashboard.overview_exports import overview_extract
from dashboard.overview_words import overview_finding
from dashboard.pages import OverviewView
from dashboard.views import Views
from layouts.attention import line_figure
from layouts.embed import Embedded
from layouts.frame import Asked, Frame, Site, make_frame
from layouts.offer import Offer, Told
from layouts.pages import overview
from layouts.pictures import FRAME


def embedded(panel: str, views: Views, asked: Asked, site: Site) -> Embedded:
    """The panel for a query string; never raises for what a link may hold."""
    view = overview.read_view(views, asked)
    frame = make_frame(views, site, path=overview.PATH, state=view.state)
    language = frame.language
    drawn = overview.overview_panel(panel, view, views.catalogue, frame, room=FRAME)
    if panel != "scorecard":
        # By itself a panel says what it rests on, as the page does elsewhere.
        told = not_listed_sentence(view.attention, language)
        before = f"{told} " if panel == "attention" and told else ""
        drawn = drawn._replace(source=before + overview.sources(view, language))
    found = overview_finding(view, language)
    area = frame.areas[view.state.area].name(language)
    day = language.gettext("Read on {day}.").format(day=language.day(view.today))
    return Embedded(
        frame=frame,
        panel=overview.taken_away(
            drawn._replace(sentence=drawn.sentence or found.lead), view, frame
        ),
        title=found.heading,
        crumb=" · ".join((area, day.rstrip("."))),
        caveat=_caveat(panel, language),
        notes=view.notes,
        drawings=partial(_drawings, panel, view, frame),
    )


def _caveat(panel: str, language: Language) -> str:
    return {
        "attention": language.gettext(
            "A line is a reason to ask, not an answer. What is not listed is not "
            "thereby well."
        ),
        "scorecard": language.gettext(
            "The agencies count different things at different times: figures of one "
            "stage cannot be taken from those of another."
        ),
        "bright": language.gettext(
            "An area that improved may have changed what it counts. Ask before copying."
        ),
        "freshness": language.gettext(
            "Late is what is overdue by the publisher’s own rhythm; the reason may be "
            "theirs or ours."
        ),
    }[panel]


def _drawings(panel: str, view: OverviewView, frame: Frame) -> tuple[Drawing, ...]:
    """What small pictures there are, each under its finding."""
    language, geography = frame.language, view.geography
    if panel == "attention":
        return tuple(
            Drawing(line_heading(line, geography, language), figure)
            for line in view.attention.lines or view.attention.improved
            if (figure := line_figure(line, view, language)) is not None
        )
    if panel == "bright":
        return tuple(
            Drawing(
                bright_heading(spot, geography, language),
                control_sparkline(spot.chart, size=MINI_SIZE),
            )
            for spot in view.bright
        )
    return ()


def _tell(views: Views, asked: Asked) -> Told:
    view = overview.read_view(views, asked)
    language = read_language(view.state.lang)
    return Told(overview_finding(view, language).heading, view.notes)


def _extract(panel: str, views: Views, asked: Asked, language: Language) -> Extract:
    return overview_extract(panel, overview.read_view(views, asked), language)


OFFER = Offer(
    path=overview.PATH,
    panels=overview.PANELS,
    draw=embedded,
    extract=_extract,
    tell=_tell,
    named_by=("area", "agency"),
    is_dated=True,
    picture="attention",
)
