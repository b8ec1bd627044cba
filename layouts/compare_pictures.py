"""The pictures of the compare page, or what stands in place of one."""

from typing import Any

from dashboard.comparing import Comparing
from dashboard.figures.theme import Figure
from dashboard.pages import CompareView
from dashboard.results import HIDDEN, Status
from dashboard.summaries import panel_heading, panel_sentence
from layouts import html
from layouts.frame import Frame
from layouts.heat import heat_map
from layouts.marks import area_link
from layouts.pictures import (
    NARROW_WIDTH,
    Room,
    drawn_still,
    drawn_twice,
    funnel_panel_figure,
    ranked_panel_figure,
    trend_panel_figures,
)
from layouts.states import all_suppressed, not_collected, not_drawn
from layouts.tiles import tile_map
from layouts.twins import figures_table


def compare_picture(
    panel: str, view: CompareView, data: Comparing, *, frame: Frame, room: Room
) -> Any:
    """What a panel shows: its chart, or the words in place of one."""
    language = frame.language
    if panel == "trend":
        return _trend(view, data, frame=frame, room=room)
    if panel == "heat":
        return heat_map(data, frame)
    statuses = {result.status for result in data.results.values()}
    if statuses <= HIDDEN:
        nothing = (
            all_suppressed(language)
            if Status.SUPPRESSED in statuses
            else not_collected(data.period.words(language), language)
        )
        return html.Div(nothing, className="picture")
    if panel == "map":
        return tile_map(data, frame)
    if panel == "table":
        return html.Div(figures_table(view, data, frame), className="picture")
    if panel == "ranked":
        figures = [
            ranked_panel_figure(view, data, language, width=width, row_height=row)
            for width, row in ((room.ranked, room.ranked_row), (NARROW_WIDTH, 0))
        ]
        both = (figures[0], figures[1])
        return _drawn(panel, both, view, data, frame=frame, room=room)
    wide = funnel_panel_figure(view, data, language, width=room.funnel)
    narrow = funnel_panel_figure(view, data, language, width=NARROW_WIDTH)
    if wide is None or narrow is None:
        reason = language.gettext(
            "A funnel plot needs cases above and below the line. This measure has "
            "none to draw."
        )
        if data.is_shared:
            reason = language.gettext(
                "Areas share these figures, so a funnel plot would show each of them "
                "several times."
            )
        return html.Div(not_drawn(reason), className="picture")
    return _drawn(panel, (wide, narrow), view, data, frame=frame, room=room)


def _drawn(
    key: str,
    figures: tuple[Figure, Figure],
    view: CompareView,
    data: Comparing,
    *,
    frame: Frame,
    room: Room,
) -> html.Div:
    """A figure in both widths: its marks pin areas, or it is an image with words."""
    if not room.is_still:
        return drawn_twice(key, figures, data, measure=data.measure, frame=frame)
    panel, _, code = key.partition("-")
    heading = panel_heading(panel, data, frame.language)
    return drawn_still(
        key,
        figures,
        title=data.areas[code].name(frame.language) if code else heading,
        description=panel_sentence(panel, view, frame.language),
        kind="columned" if room.ranked_row and panel == "ranked" else "",
    )


def _trend(view: CompareView, data: Comparing, *, frame: Frame, room: Room) -> html.Div:
    language = frame.language
    wide = trend_panel_figures(data, language, widths=room.trend)
    narrow = trend_panel_figures(data, language, widths={1: NARROW_WIDTH})
    charts = []
    for (code, figure), (_, small) in zip(wide, narrow, strict=True):
        heading = area_link(
            data.areas[code], data.identities[code], frame=frame, key="trend"
        )
        charts.append(
            html.Figure(
                [
                    html.Figcaption(html.H3(heading)),
                    _drawn(
                        f"trend-{code}",
                        (figure, small),
                        view,
                        data,
                        frame=frame,
                        room=room,
                    ),
                ]
            )
        )
    return html.Div(charts, className=f"picture multi multi-{len(charts)}")
