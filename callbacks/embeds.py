"""Panels for frames in other sites: who may frame them, how long they may be held."""

from collections.abc import Callable
from urllib.parse import urlencode

from flask import Flask, Response, request

from callbacks.requests import reference
from callbacks.responses import accepted_encoding, answer_with, entity_tag
from callbacks.serving import Serving, dated, pass_by, query_text, respond
from callbacks.statics import FOR_EVER, StaticFile, Statics, media_type
from dashboard.language import LANGUAGES, Language, read_language
from layouts.embed import (
    Embedded,
    embed_document,
    failed_document,
    missing_document,
)
from layouts.frame import Asked, make_frame
from layouts.offer import Offer
from layouts.pages import embed_builder, places
from layouts.pages.embed_builder import (
    EmbedAsked,
    builder_content,
    builder_frame,
    embed_asked,
)
from layouts.pages.offers import OFFERS, find_offer
from layouts.shell import document
from layouts.snippets import linked, public_origin

PREFIX = "/embed/"
HTML = "text/html"
#: Fresh enough for figures of a month; an old copy serves while a new one is fetched,
#: and while we cannot be reached.
HELD = "public, max-age=300, stale-while-revalidate=86400, stale-if-error=86400"
#: Files at a lasting address, for sites that name them once.
FILE_HELD = "public, max-age=600, stale-while-revalidate=86400"


def embed_policy(hosts: tuple[str, ...]) -> str:
    """The policy of a panel in a frame: our own style and script, listed hosts only."""
    directives = {
        "default-src": "'none'",
        "style-src": "'self'",
        "img-src": "'self'",
        "script-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": " ".join(("'self'", *hosts)),
    }
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def register(server: Flask, serving: Serving, statics: Statics) -> None:
    """Serve `/embed/PAGE/PANEL` and the files a frame and its host are built with."""

    @server.get(f"{PREFIX}<page>/<panel>")
    def embed(page: str, panel: str) -> Response:
        offer = find_offer(page, panel)
        if offer is None:
            return problem(serving, 404)

        def make() -> bytes:
            embedded = drawn(serving, offer, panel)
            if embedded.notes:
                pass_by()
            return embed_document(embedded).encode()

        address = key(serving, offer, f"{page}/{panel}")
        kept = serving.kept("embed", address, mimetype=HTML, make=make)
        return respond(kept, framed(serving, is_passing=not kept.etag))

    @server.get(embed_builder.PATH, endpoint="embed_builder")
    def build() -> Response:
        asked = embed_asked(query_text())

        def make() -> bytes:
            return _builder(serving, asked).encode()

        # By what was understood: there is no end of what is not.
        told = urlencode({**asked._asdict(), "lang": _language().code})
        settings = serving.site.settings
        site = f"{public_origin(settings)}#{settings.partnership_name}"
        address = dated(f"{embed_builder.PATH}?{told}#{site}", serving.today())
        kept = serving.kept("page", address, mimetype=HTML, make=make)
        return respond(kept)

    for name, file in statics.embeds.items():
        server.add_url_rule(f"/{name}", name, _server_of(file))


def _builder(serving: Serving, asked: EmbedAsked) -> str:
    """The page that builds a frame, in the language of whoever builds it."""
    views, language = serving.views, _language()
    given = Asked(asked.query, serving.today())
    embedded = OFFERS[asked.page].draw(asked.panel, views, given, serving.site)
    if embedded.notes:
        pass_by()
    state, _ = views.parse(f"{asked.query}&lang={language.code}")
    plain = make_frame(views, serving.site, path=embed_builder.PATH, state=state)
    frame = builder_frame(plain, asked)
    content = builder_content(
        asked, embedded, frame, views.catalogue, views.geography()
    )
    return document(frame, content, places=places(language))


def drawn(
    serving: Serving, offer: Offer, panel: str, *, query: str | None = None
) -> Embedded:
    """The panel for the query of the request in hand, unless another is given."""
    asked = Asked(query_text() if query is None else query, serving.today())
    return offer.draw(panel, serving.views, asked, serving.site)


def key(serving: Serving, offer: Offer, address: str) -> str:
    """All that decides an embed's bytes beside the figures and the code."""
    settings = serving.site.settings
    asked = linked(address, query_text())
    told = f"{asked}#{public_origin(settings)}#{settings.partnership_name}"
    return dated(told, serving.today()) if offer.is_dated else told


def framed(serving: Serving, *, is_passing: bool = False) -> dict[str, str]:
    """The headers of what may stand in another site; what passes is not held."""
    return {
        "Cache-Control": "no-store" if is_passing else HELD,
        "Content-Security-Policy": embed_policy(serving.site.settings.embed_hosts),
        "Cross-Origin-Resource-Policy": "cross-origin",
    }


def problem(serving: Serving, status: int) -> Response:
    """The failure as a reader of the page around the frame should see it."""
    language = _language()
    parts = serving.site.parts
    text = (
        missing_document(parts, language)
        if status == 404
        else failed_document(parts, language, reference=reference())
    )
    headers = framed(serving, is_passing=True)
    return Response(text, status, headers, mimetype=HTML)


def _language() -> Language:
    code = request.args.get("lang", "en")
    return read_language(code if code in LANGUAGES else "en")


def _server_of(file: StaticFile) -> Callable[[], Response]:
    def serve() -> Response:
        encoding = accepted_encoding()
        is_current = request.args.get("v") == file.version
        return answer_with(
            file.squeezed(encoding) if encoding else file.plain,
            mimetype=media_type(file.name),
            encoding=encoding,
            etag=entity_tag(file.version, encoding),
            headers={
                "Cache-Control": FOR_EVER if is_current else FILE_HELD,
                "Cross-Origin-Resource-Policy": "cross-origin",
            },
        )

    return serve
