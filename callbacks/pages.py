"""A path and its query in, a whole page out, from what is kept where possible."""

import gzip
from collections.abc import Callable
from urllib.parse import parse_qsl, quote, urlencode

import brotli
from flask import Response, abort, g, redirect

from callbacks.responses import answer_with
from callbacks.serving import Serving, dated, pass_by, query_text, respond
from dashboard.language import read_language
from dashboard.views import Views
from layouts.frame import ONE_MEASURE, Asked, NoSuchPage
from layouts.markup import to_html
from layouts.pages import Found, find_page, places
from layouts.pages.embeds import sharing
from layouts.shell import PLACE_FOR_NOTICE, document, stale_notice

HTML = "text/html"


class Pages:
    """Answers the path of a page; remembers the last data version it has seen."""

    def __init__(
        self,
        serving: Serving,
        live_part: Callable[[], str],
        store_errors: tuple[type[Exception], ...],
    ) -> None:
        self._serving = serving
        self._live_part = live_part
        self._store_errors = store_errors
        self._version = ""

    def serve(self, path: str) -> Response:
        """The page at a path; 404 where there is none."""
        query = query_text()
        if path == ONE_MEASURE.rstrip("/"):
            return _to_one_measure(self._serving.views)
        found = find_page(path)
        if found is None:
            abort(404)
        asked = Asked(query, self._serving.today(), found.name)
        address = f"{path}?{query}"
        if found.page.is_dated:
            address = dated(address, asked.today)
        try:
            kept = self._serving.kept(
                "page", address, mimetype=HTML, make=lambda: self._draw(found, asked)
            )
            self._version = self._serving.views.data_version()
        except NoSuchPage:
            abort(404)
        except self._store_errors:
            stale = self._stale(address)
            if stale is None:
                raise
            return stale
        return respond(kept)

    def _draw(self, found: Found, asked: Asked) -> bytes:
        page = found.page
        drawn = page.draw(self._serving.views, asked, self._serving.site)
        if drawn.notes:
            # Mistaken links are without number; the room is for the others.
            pass_by()
        live = self._live_part() if page.is_live else ""
        text = document(
            drawn.frame,
            drawn.content,
            places=places(drawn.frame.language),
            live=live,
            sharing=sharing(drawn.frame, drawn.content),
        )
        return text.encode()

    def _stale(self, address: str) -> Response | None:
        """The page as last drawn, saying so, while the store cannot be reached."""
        key = self._serving.key("page", address, self._version)
        kept = self._serving.keeper.find(key)
        if kept is None:
            return None
        g.source = "stale"
        plain = _unsqueezed(kept.body, kept.encoding)
        language = read_language("cy" if b'<html lang="cy"' in plain[:60] else "en")
        notice = to_html(stale_notice(language)).encode()
        body = plain.replace(PLACE_FOR_NOTICE.encode(), notice, 1)
        return answer_with(body, mimetype=HTML, headers={"Cache-Control": "no-store"})


def _to_one_measure(views: Views) -> Response:
    """From a form's question, which names the measure, to the measure's own address.

    A form without script sends the window and period of the measure before along.
    """
    pairs = parse_qsl(query_text())
    asked = dict(pairs)
    name = asked.get("measure", views.defaults().measure)
    dropped = {"measure"}
    measure = views.catalogue.get(name)
    window = asked.get("window", "")
    if measure is not None and window and window not in measure.windows:
        dropped |= {"window", "period"}
    rest = urlencode([pair for pair in pairs if pair[0] not in dropped], safe=",:/")
    address = ONE_MEASURE + quote(name, safe="")
    found: Response = redirect(f"{address}?{rest}" if rest else address)  # type: ignore[assignment]  # werkzeug's own response is one of flask's
    return found


def _unsqueezed(body: bytes, encoding: str) -> bytes:
    if encoding == "br":
        return bytes(brotli.decompress(body))
    return gzip.decompress(body) if encoding == "gzip" else body
