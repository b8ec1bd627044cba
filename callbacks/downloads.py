"""A panel's rows as a file, and a panel's figure for the chart library."""

import json
import re
from typing import Any

from flask import Flask, Response, abort

from callbacks.serving import Serving, query_text, respond
from dashboard.exports import compare_csv
from dashboard.language import read_language
from dashboard.view_state import ViewState
from layouts.pages.compare import EXPLORED, PANELS
from layouts.pictures import explored_figure

#: Ends the name of a figure that is to be drawn for a phone.
NARROW = "-narrow"


def register(server: Flask, serving: Serving) -> None:
    """Serve `/download/compare/PANEL.csv` and `/figure/compare/PANEL.json`."""

    @server.get("/download/compare/<panel>.csv")
    def download(panel: str) -> Response:
        if panel not in PANELS:
            abort(404)
        query = query_text()
        state, _ = serving.views.parse(query)

        def make() -> bytes:
            view = serving.views.compare(query)
            return compare_csv(panel, view, read_language(state.lang))

        kept = serving.kept(
            "download", f"{panel}?{query}", mimetype="text/csv", make=make
        )
        named = f'attachment; filename="{file_name(panel, state)}"'
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


def file_name(panel: str, state: ViewState) -> str:
    """What the file is called: page, panel, measure and period, in plain letters."""
    named = "-".join(("compare", panel, state.measure, state.period))
    return re.sub(r"[^A-Za-z0-9_]+", "-", named).strip("-") + ".csv"


def fluid(figure: dict[str, Any]) -> dict[str, Any]:
    """The figure with the width of its place; its height stays as drawn."""
    layout = {
        name: value for name, value in figure["layout"].items() if name != "width"
    }
    return {"data": figure["data"], "layout": {**layout, "autosize": True}}
