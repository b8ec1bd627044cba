"""A panel as a file, and a panel's figure for the chart library."""

import json
import re
from typing import Any

from flask import Flask, Response, abort

from callbacks.embed_pictures import png_bytes
from callbacks.embeds import key
from callbacks.serving import Serving, pass_by, query_text, respond
from dashboard.exports import write_csv
from dashboard.language import read_language
from dashboard.spreadsheets import write_ods, write_xlsx
from dashboard.view_state import ViewState
from layouts.embed import embed_picture
from layouts.frame import Asked
from layouts.offer import Offer
from layouts.pages.offers import OFFERS, find_offer
from layouts.takeaway import Taken, archive, book

#: Ends the name of a figure that is to be drawn for a phone.
NARROW = "-narrow"
#: What a panel can be taken away as, and how a browser is told.
KINDS = {
    "csv": "text/csv",
    "zip": "application/zip",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "svg": "image/svg+xml",
    "png": "image/png",
}


def register(server: Flask, serving: Serving) -> None:
    """Serve `/download/PAGE/PANEL.KIND` and `/figure/PAGE/PANEL.json`."""

    @server.get(f"/download/<page>/<panel>.<any({','.join(KINDS)}):kind>")
    def download(page: str, panel: str, kind: str) -> Response:
        offer = find_offer(page, panel)
        if offer is None:
            abort(404)
        asked = Asked(query_text(), serving.today())
        state, _ = serving.views.parse(asked.query)
        name = file_name(page, panel, state, named_by=offer.named_by)

        def make() -> bytes:
            return _made(serving, offer, panel, asked, kind=kind, name=name)

        address = key(serving, offer, f"{page}/{panel}.{kind}")
        kept = serving.kept("download", address, mimetype=KINDS[kind], make=make)
        named = f'attachment; filename="{name}.{kind}"'
        return respond(kept, {"Content-Disposition": named})

    @server.get("/figure/<page>/<name>.json")
    def figure(page: str, name: str) -> Response:
        offer, panel = OFFERS.get(page), name.removesuffix(NARROW)
        if offer is None or offer.figure is None or panel not in offer.explored:
            abort(404)
        asked, draw = Asked(query_text(), serving.today()), offer.figure

        def make() -> bytes:
            if offer.tell(serving.views, asked).notes:
                pass_by()
            drawn = draw(panel, serving.views, asked, is_narrow=panel != name)
            if drawn is None:
                abort(404)
            return json.dumps(fluid(drawn), separators=(",", ":")).encode()

        kept = serving.kept(
            "figure",
            key(serving, offer, f"{page}/{name}"),
            mimetype="application/json",
            make=make,
        )
        return respond(kept)


def _made(
    serving: Serving, offer: Offer, panel: str, asked: Asked, *, kind: str, name: str
) -> bytes:
    """The panel as one file; raises NotFound for the picture of what has none.

    What a mistaken link leads to is not kept, as with pages.
    """
    views = serving.views
    language = read_language(views.parse(asked.query)[0].lang)
    if kind == "csv":
        if offer.tell(views, asked).notes:
            pass_by()
        return write_csv(offer.extract(panel, views, asked, language))
    embedded = offer.draw(panel, views, asked, serving.site)
    if embedded.notes:
        pass_by()
    if kind in ("svg", "png"):
        svg = embed_picture(embedded)
        if svg is None:
            abort(404)
        return png_bytes(svg) if kind == "png" else svg.encode()
    taken = Taken(embedded, offer.extract(panel, views, asked, language), name)
    if kind == "zip":
        return archive(taken)
    return write_xlsx(book(taken)) if kind == "xlsx" else write_ods(book(taken))


def file_name(
    page: str, panel: str, state: ViewState, *, named_by: tuple[str, ...]
) -> str:
    """What a file is called, without its kind: page, panel and parts of the state.

    In plain letters: it goes into a header and onto any disk.
    """
    parts = [str(getattr(state, name)) for name in named_by]
    named = "-".join((page, panel, *parts))
    return re.sub(r"[^A-Za-z0-9_]+", "-", named).strip("-")


def fluid(figure: dict[str, Any]) -> dict[str, Any]:
    """The figure with the width of its place; its height stays as drawn."""
    layout = {
        name: value for name, value in figure["layout"].items() if name != "width"
    }
    return {"data": figure["data"], "layout": {**layout, "autosize": True}}
