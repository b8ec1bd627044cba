"""A panel's rows as a file, and a panel's figure for the chart library."""

import json
import re
from collections.abc import Callable
from typing import Any, NamedTuple, Protocol

from flask import Flask, Response, abort

from callbacks.serving import Serving, dated, query_text, respond
from dashboard.areas import AreaType
from dashboard.exports import compare_csv
from dashboard.figures.theme import Figure
from dashboard.language import Language, read_language
from dashboard.measure_exports import measure_csv
from dashboard.overview_exports import overview_csv
from dashboard.pages import MeasureView
from dashboard.pairs_exports import pairs_csv
from dashboard.view_state import ViewState
from dashboard.views import Views
from layouts.frame import Asked
from layouts.measure_areas import AREAS_WIDTH, areas_figure
from layouts.measure_chart import CHART_WIDTH, chart_figure
from layouts.pages import compare, measure, overview
from layouts.pictures import NARROW_WIDTH, explored_figure

#: Ends the name of a figure that is to be drawn for a phone.
NARROW = "-narrow"


class DrawsFigure(Protocol):
    """What the chart library draws for a panel; None where there is nothing."""

    def __call__(
        self, panel: str, views: Views, asked: Asked, /, *, is_narrow: bool
    ) -> Figure | None: ...


class Files(NamedTuple):
    """The files of one page: of which panels, how written, by what they are named.

    `named_by` are parts of the state; what a dated one says depends on the day.
    Figures of the panels in `explored` come from `figure`; None where there is none.
    """

    panels: tuple[str, ...]
    write: Callable[[str, Views, Asked, Language], bytes]
    named_by: tuple[str, ...]
    is_dated: bool = False
    explored: tuple[str, ...] = ()
    figure: DrawsFigure | None = None


def _compare(panel: str, views: Views, asked: Asked, language: Language) -> bytes:
    if panel == compare.PAIRS:
        areas = views.geography().of_type(AreaType.CRIMINAL_JUSTICE_AREA)
        return pairs_csv(compare.read_pairs(views, asked), areas, language)
    return compare_csv(panel, views.compare(asked.query), language)


def _overview(panel: str, views: Views, asked: Asked, language: Language) -> bytes:
    return overview_csv(panel, overview.read_view(views, asked), language)


def _measure(panel: str, views: Views, asked: Asked, language: Language) -> bytes:
    return measure_csv(panel, _measure_view(views, asked), language)


def _measure_view(views: Views, asked: Asked) -> MeasureView:
    state, _ = views.parse(asked.query)
    return measure.read_view(views, asked._replace(name=state.measure))


def _compare_figure(
    panel: str, views: Views, asked: Asked, *, is_narrow: bool
) -> Figure | None:
    view = views.compare(asked.query)
    language = read_language(view.state.lang)
    return explored_figure(panel, view, language, is_narrow=is_narrow)


def _measure_figure(
    panel: str, views: Views, asked: Asked, *, is_narrow: bool
) -> Figure | None:
    view = _measure_view(views, asked)
    language = read_language(view.state.lang)
    if panel == "areas":
        width = NARROW_WIDTH if is_narrow else AREAS_WIDTH
        return areas_figure(view, language, width=width)
    width = NARROW_WIDTH if is_narrow else CHART_WIDTH
    return chart_figure(view.row, language, width=width) if view.row else None


FILES = {
    "compare": Files(
        (*compare.PANELS, compare.PAIRS),
        _compare,
        ("measure", "period"),
        explored=compare.EXPLORED,
        figure=_compare_figure,
    ),
    "measure": Files(
        measure.PANELS,
        _measure,
        ("measure", "area", "period"),
        is_dated=True,
        explored=measure.EXPLORED,
        figure=_measure_figure,
    ),
    "overview": Files(overview.PANELS, _overview, ("area", "agency"), is_dated=True),
}


def register(server: Flask, serving: Serving) -> None:
    """Serve `/download/PAGE/PANEL.csv` and `/figure/PAGE/PANEL.json`."""

    @server.get("/download/<page>/<panel>.csv")
    def download(page: str, panel: str) -> Response:
        files = FILES.get(page)
        if files is None or panel not in files.panels:
            abort(404)
        asked = Asked(query_text(), serving.today())
        state, _ = serving.views.parse(asked.query)

        def make() -> bytes:
            language = read_language(state.lang)
            return files.write(panel, serving.views, asked, language)

        kept = serving.kept(
            "download",
            _address(f"{page}/{panel}", asked, files),
            mimetype="text/csv",
            make=make,
        )
        name = file_name(page, panel, state, named_by=files.named_by)
        named = f'attachment; filename="{name}"'
        return respond(kept, {"Content-Disposition": named})

    @server.get("/figure/<page>/<name>.json")
    def figure(page: str, name: str) -> Response:
        files, panel = FILES.get(page), name.removesuffix(NARROW)
        if files is None or files.figure is None or panel not in files.explored:
            abort(404)
        asked, draw = Asked(query_text(), serving.today()), files.figure

        def make() -> bytes:
            drawn = draw(panel, serving.views, asked, is_narrow=panel != name)
            if drawn is None:
                abort(404)
            return json.dumps(fluid(drawn), separators=(",", ":")).encode()

        kept = serving.kept(
            "figure",
            _address(f"{page}/{name}", asked, files),
            mimetype="application/json",
            make=make,
        )
        return respond(kept)


def _address(name: str, asked: Asked, files: Files) -> str:
    address = f"{name}?{asked.query}"
    return dated(address, asked.today) if files.is_dated else address


def file_name(
    page: str, panel: str, state: ViewState, *, named_by: tuple[str, ...]
) -> str:
    """What the file is called: page, panel and parts of the state, in plain letters."""
    parts = [str(getattr(state, name)) for name in named_by]
    named = "-".join((page, panel, *parts))
    return re.sub(r"[^A-Za-z0-9_]+", "-", named).strip("-") + ".csv"


def fluid(figure: dict[str, Any]) -> dict[str, Any]:
    """The figure with the width of its place; its height stays as drawn."""
    layout = {
        name: value for name, value in figure["layout"].items() if name != "width"
    }
    return {"data": figure["data"], "layout": {**layout, "autosize": True}}
