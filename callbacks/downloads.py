"""A panel's rows as a file, and a panel's figure for the chart library."""

import json
import re
from collections.abc import Callable
from typing import Any, NamedTuple

from flask import Flask, Response, abort

from callbacks.serving import Serving, dated, query_text, respond
from dashboard.exports import compare_csv
from dashboard.language import Language, read_language
from dashboard.overview_exports import overview_csv
from dashboard.view_state import ViewState
from dashboard.views import Views
from layouts.frame import Asked
from layouts.pages import compare, overview
from layouts.pages.compare import EXPLORED
from layouts.pictures import explored_figure

#: Ends the name of a figure that is to be drawn for a phone.
NARROW = "-narrow"


class Files(NamedTuple):
    """The files of one page: of which panels, how written, by what they are named.

    `named_by` are parts of the state; what a dated one says depends on the day.
    """

    panels: tuple[str, ...]
    write: Callable[[str, Views, Asked, Language], bytes]
    named_by: tuple[str, ...]
    is_dated: bool = False


def _compare(panel: str, views: Views, asked: Asked, language: Language) -> bytes:
    return compare_csv(panel, views.compare(asked.query), language)


def _overview(panel: str, views: Views, asked: Asked, language: Language) -> bytes:
    return overview_csv(panel, overview.read_view(views, asked), language)


FILES = {
    "compare": Files(compare.PANELS, _compare, ("measure", "period")),
    "overview": Files(overview.PANELS, _overview, ("area", "agency"), is_dated=True),
}


def register(server: Flask, serving: Serving) -> None:
    """Serve `/download/PAGE/PANEL.csv` and `/figure/compare/PANEL.json`."""

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

        address = f"{page}/{panel}?{asked.query}"
        kept = serving.kept(
            "download",
            dated(address, asked.today) if files.is_dated else address,
            mimetype="text/csv",
            make=make,
        )
        name = file_name(page, panel, state, named_by=files.named_by)
        named = f'attachment; filename="{name}"'
        return respond(kept, {"Content-Disposition": named})

    @server.get("/figure/compare/<name>.json")
    def figure(name: str) -> Response:
        panel = name.removesuffix(NARROW)
        if panel not in EXPLORED:
            abort(404)
        query = query_text()

        def make() -> bytes:
            view = serving.views.compare(query)
            language = read_language(view.state.lang)
            drawn = explored_figure(panel, view, language, is_narrow=panel != name)
            if drawn is None:
                abort(404)
            return json.dumps(fluid(drawn), separators=(",", ":")).encode()

        kept = serving.kept(
            "figure", f"{name}?{query}", mimetype="application/json", make=make
        )
        return respond(kept)


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
