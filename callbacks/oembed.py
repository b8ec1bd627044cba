"""What other sites' editors ask when somebody pastes a link: oEmbed 1.0."""

import json

from flask import Flask, Response, abort, request

from callbacks.embeds import FILE_HELD, PREFIX, drawn, key
from callbacks.serving import Serving, pass_by, respond
from layouts.pages.offers import Pointed, find_pointed
from layouts.shell import PRODUCT
from layouts.snippets import WIDTH, Snippet, frame_html, linked

KNOWN = {"url", "format", "maxwidth", "maxheight"}
LONGEST_NUMBER = 6
#: Less than this shows nothing a reader could use.
SMALLEST = 200


def register(server: Flask, serving: Serving) -> None:
    """Serve `/oembed?url=`: 404 for a link that is no panel of ours, 501 for XML."""

    @server.get("/oembed")
    def oembed() -> Response:
        if request.args.get("format", "json") != "json":
            abort(501)
        origin = serving.site.settings.base_url or request.host_url.rstrip("/")
        pasted = read_link(request.args.get("url", ""), origin=origin)
        if pasted is None:
            abort(404)
        width, height = _most("maxwidth"), _most("maxheight")

        def make() -> bytes:
            if not serving.site.settings.base_url or set(request.args) - KNOWN:
                # The origin is the one this reader asked by, which is nobody else's;
                # and mistaken questions are without number.
                pass_by()
            told = describe(serving, pasted, origin=origin, width=width, height=height)
            return json.dumps(told).encode()

        address = key(serving, pasted.offer, f"{pasted.page}/{pasted.panel}")
        kept = serving.kept("oembed", address, mimetype="application/json", make=make)
        return respond(
            kept,
            {
                "Cache-Control": FILE_HELD if kept.etag else "no-store",
                "Access-Control-Allow-Origin": "*",
            },
        )


def read_link(link: str, *, origin: str) -> Pointed | None:
    """The panel a link leads to, by itself or on its page; None for any other link."""
    start = f"{origin}/"
    if not link.startswith(start):
        return None
    return find_pointed(link.removeprefix(origin))


def describe(
    serving: Serving, pasted: Pointed, *, origin: str, width: int, height: int
) -> dict[str, object]:
    """The answer as the standard spells it; as large as asked for at most."""
    embedded = drawn(serving, pasted.offer, pasted.panel, query=pasted.query)
    if embedded.notes:
        pass_by()
    snippet = embedded.panel.snippet
    usual = snippet.height if snippet else width
    wide, high = min(WIDTH, width or WIDTH), min(usual, height or usual)
    address = linked(f"{PREFIX}{pasted.page}/{pasted.panel}", pasted.query)
    name = snippet.title if snippet else embedded.panel.heading
    frame = Snippet(origin, address, name, high)
    return {
        "version": "1.0",
        "type": "rich",
        "provider_name": PRODUCT,
        "provider_url": f"{origin}/",
        "title": f"{embedded.panel.heading} {embedded.title}",
        "cache_age": 86400,
        "width": wide,
        "height": high,
        "html": frame_html(frame, width=str(wide)),
    }


def _most(name: str) -> int:
    """The most a site has room for; 0 where it does not say so in a way we know."""
    text = request.args.get(name, "")
    is_known = text.isascii() and text.isdigit() and len(text) < LONGEST_NUMBER
    return max(int(text), SMALLEST) if is_known else 0
