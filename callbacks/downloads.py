"""A panel's rows as a file, and a panel's figure for the chart library."""

import json
from typing import Any

from flask import Flask, Response, abort

from callbacks.serving import Serving, query_text, respond
from dashboard.exports import compare_csv
from dashboard.language import read_language
from dashboard.pages import CompareView
from layouts.pages.compare import EXPLORED, PANELS
from layouts.pictures import explored_figure


def register(server: Flask, serving: Serving) -> None:
    """Serve `/download/compare/PANEL.csv` and `/figure/compare/PANEL.json`."""

    @server.get("/download/compare/<panel>.csv")
    def download(panel: str) -> Response:
        if panel not in PANELS:
            abort(404)
        query = query_text()
        view = serving.views.compare(query)
        kept = serving.kept(
            "download",
            f"{panel}?{query}",
            mimetype="text/csv",
            make=lambda: compare_csv(panel, view, read_language(view.state.lang)),
        )
        named = f'attachment; filename="{file_name(panel, view)}"'
        return respond(kept, {"Content-Disposition": named})

    @server.get("/figure/compare/<panel>.json")
    def figure(panel: str) -> Response:
        if panel not in EXPLORED:
            abort(404)
        query = query_text()

        def make() -> bytes:
            view = serving.views.compare(query)
            drawn = explored_figure(panel, view, read_language(view.state.lang))
            if drawn is None:
                abort(404)
            return json.dumps(fluid(drawn), separators=(",", ":")).encode()

        kept = serving.kept(
            "figure", f"{panel}?{query}", mimetype="application/json", make=make
        )
        return respond(kept)


def file_name(panel: str, view: CompareView) -> str:
    """What the file is called: page, panel, measure and period, in plain letters."""
    named = ("compare", panel, view.state.measure, view.state.period)
    return "-".join(part for part in named if part) + ".csv"


def fluid(figure: dict[str, Any]) -> dict[str, Any]:
    """The figure with the width of its place; its height stays as drawn."""
    layout = {
        name: value for name, value in figure["layout"].items() if name != "width"
    }
    return {"data": figure["data"], "layout": {**layout, "autosize": True}}
