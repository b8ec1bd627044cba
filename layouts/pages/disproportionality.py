"""Differences between groups of people: where they arise, how sure, what was said."""

from collections.abc import Mapping
from typing import Any

from dashboard.areas import AreaType
from dashboard.disparity.findings import finding, nothing_sentence, place_text
from dashboard.disparity.sentences import compared_text, heading, sentence
from dashboard.disparity.view import DisproportionalityView
from dashboard.disparity.words import characteristic_text
from dashboard.language import Language
from dashboard.results import HIDDEN, Status
from dashboard.views import Views
from layouts import html
from layouts.about_figures import sources_line, symbols_line
from layouts.api_links import observations_link
from layouts.cards import Panel, panel_section
from layouts.disparity.about import about_disparities
from layouts.disparity.controls import chosen_state, disparity_controls
from layouts.disparity.excess import excess_picture, excess_table
from layouts.disparity.pictures import (
    AREAS_WIDTH,
    FULL_WIDTH,
    SIDE_WIDTH,
    areas_picture,
    cascade_picture,
    recording_picture,
    trend_picture,
)
from layouts.disparity.tables import (
    areas_table,
    cascade_table,
    recording_table,
    register_table,
    trend_table,
)
from layouts.frame import Asked, Content, Drawn, Frame, Site, make_frame
from layouts.paneled import guarded, paneled
from layouts.snippets import panel_snippet
from layouts.states import (
    all_suppressed,
    not_drawn,
    nothing_loaded,
)
from layouts.tables import scrolling

PATH = "/disproportionality"
PANELS = ("cascade", "areas", "trend", "recording", "excess", "register")
#: The publication whose loading fills most of the page.
FIRST_PUBLICATION = "stop_and_search"
#: How high a frame 600 wide must be to show a panel whole, its disclosures closed.
FRAME_HEIGHTS = {
    "cascade": 1700,
    "areas": 1760,
    "trend": 820,
    "recording": 1240,
    "excess": 980,
    "register": 900,
}
WIDTHS = {
    "cascade": FULL_WIDTH,
    "areas": AREAS_WIDTH,
    "trend": SIDE_WIDTH,
    "recording": SIDE_WIDTH,
}


def name(language: Language) -> str:
    """What the navigation calls the page."""
    return language.gettext("Disproportionality")


def draw(views: Views, asked: Asked, site: Site) -> Drawn:
    """The page for a query string; never raises for what a link may hold."""
    view = views.disproportionality(asked.query)
    frame = make_frame(views, site, path=PATH, state=chosen_state(view))
    return Drawn(frame, disproportionality_content(view, frame), view.notes)


def disproportionality_content(view: DisproportionalityView, frame: Frame) -> Content:
    """Controls, finding and panels, each also by the id of its region."""
    language = frame.language
    insides = guarded(PANELS, lambda panel: panel_of(panel, view, frame=frame), frame)
    return paneled(
        frame,
        finding(view, language),
        insides,
        crumb=html.P(page_crumb(view, language), className="crumb"),
        notes=view.notes,
        name=name(language),
        controls=disparity_controls(view, frame),
        controls_label=language.gettext("Choose what to compare"),
        arranged=_arranged(insides),
    )


def page_crumb(view: DisproportionalityView, language: Language) -> str:
    """Whose figures, and of which groups."""
    what = characteristic_text(view.characteristic, language)
    return " · ".join((name(language), place_text(view, language), what))


def _arranged(panels: Mapping[str, list[Any]]) -> html.Div:
    def section(panel: str, css_class: str) -> html.Section:
        return panel_section(panel, panels[panel], css_class=css_class)

    return html.Div(
        [
            section("cascade", "c12"),
            section("areas", "c7"),
            html.Div([section("trend", ""), section("recording", "")], className="c5"),
            section("excess", "c12"),
            section("register", "c12"),
        ],
        className="cols",
    )


def panel_of(
    panel: str,
    view: DisproportionalityView,
    *,
    frame: Frame,
    width: int | None = None,
) -> Panel:
    """One panel with all that stands behind it, its picture as wide as is asked."""
    language = frame.language
    picture = _picture(panel, view, frame, width or WIDTHS.get(panel, FULL_WIDTH))
    has_table = bool(view.rows)
    return Panel(
        panel,
        heading(panel, language),
        sentence(panel, view, language),
        picture,
        _source(panel, view, language),
        twin=_twin(panel, view, frame) if has_table else None,
        about=about_disparities(view, language),
        download=frame.link(path=f"/download/disproportionality/{panel}.csv"),
        data=_data_link(panel, view),
        pictured=is_pictured(panel, view),
        snippet=panel_snippet(
            frame,
            "disproportionality",
            panel,
            title=f"{name(language)}: {heading(panel, language)}",
            height=FRAME_HEIGHTS[panel],
        ),
    )


def _data_link(panel: str, view: DisproportionalityView) -> str:
    """What programs ask for the counts that the panel divides by each other."""
    closer = view.closer
    rows = [row for row in view.rows if row.year or row.nation_year]
    if panel in ("areas", "trend") and closer is not None:
        rows = [row for row in rows if row.point == closer.focus.row.point]
    counted = [
        year.counts for row in rows for year in (row.year, row.nation_year) if year
    ]
    series = [name for each in counted for name in (each.series, each.out_of)]
    if not series:
        return ""
    if panel == "areas":
        area_type = AreaType.CRIMINAL_JUSTICE_AREA.value
        return observations_link(view.state, series=series, area_type=area_type)
    return observations_link(view.state, series=series, areas=(view.area,))


def is_pictured(panel: str, view: DisproportionalityView) -> bool:
    """Whether the panel has a chart that can be taken away as a picture."""
    closer = view.closer
    if closer is None:
        return False
    if panel == "areas":
        return any(each.ratio is not None for each in closer.areas.values())
    if panel == "trend":
        years = closer.trend
        return any(year.single.ratio or year.pooled.ratio for year in years)
    return panel in ("cascade", "recording")


def _picture(panel: str, view: DisproportionalityView, frame: Frame, width: int) -> Any:
    language, closer = frame.language, view.closer
    if not view.rows or closer is None:
        return html.Div(
            nothing_loaded(FIRST_PUBLICATION, language), className="picture"
        )
    if panel == "cascade":
        return cascade_picture(view, frame, wide=width)
    if panel == "recording":
        return recording_picture(view, frame, wide=width)
    if panel == "excess":
        drawn = excess_picture(view, frame)
        return drawn or _blank(nothing_sentence(view, language))
    if panel == "register":
        register = register_table(view, frame)
        if register is None:
            return _blank(language.gettext("No line is open."))
        # On the narrowest screens its columns need more room than there is.
        label = language.gettext("Differences to be explained or reformed")
        box = scrolling(register, label=label, key="register")
        return html.Div(box, className="picture")
    subject = html.P(compared_text(view, language), className="subject")
    if panel == "areas":
        statuses = {each.status for each in closer.areas.values()}
        if statuses <= HIDDEN:
            inside = (
                all_suppressed(language)
                if Status.SUPPRESSED in statuses
                else not_drawn(nothing_sentence(view, language))
            )
            return html.Div([subject, inside], className="picture")
        return html.Div([subject, areas_picture(view, closer, frame, wide=width)])
    drawn = trend_picture(view, closer, frame, wide=width)
    if drawn is None:
        return _blank(nothing_sentence(view, language))
    return html.Div([subject, drawn])


def _blank(words: str) -> html.Div:
    return html.Div(not_drawn(words), className="picture")


def _twin(panel: str, view: DisproportionalityView, frame: Frame) -> Any:
    closer, language = view.closer, frame.language
    if closer is None:
        return None
    if panel == "cascade":
        return cascade_table(view, frame)
    if panel == "areas":
        return areas_table(view, closer, frame)
    if panel == "trend":
        return trend_table(view, closer, language) if closer.trend else None
    if panel == "recording":
        return recording_table(view, frame)
    if panel == "excess":
        return excess_table(view, frame)
    return None


def _source(panel: str, view: DisproportionalityView, language: Language) -> Any:
    sources = view.sources
    if panel in ("areas", "trend"):
        sources = view.closer.sources if view.closer else ()
    if not sources:
        return ""
    statuses: set[Status] = set()
    for row in view.rows:
        statuses |= {each.status for each in (*row.groups, *row.nation)}
    symbols = symbols_line(statuses, language) if panel == "cascade" else ""
    parts = [sources_line(sources, language), symbols]
    if panel == "recording":
        parts.insert(0, language.gettext("The upright line marks 80% recorded."))
    return " ".join(part for part in parts if part)
