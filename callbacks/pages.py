"""A path and its query in, a whole page out, from what is kept where possible."""

from collections.abc import Callable
from urllib.parse import parse_qsl, quote, urlencode

from flask import Response, abort, redirect

from callbacks.serving import (
    Serving,
    dated,
    is_analyst,
    pass_by,
    query_text,
    respond,
)
from dashboard.views import Views
from layouts.frame import ONE_MEASURE, Asked, NoSuchPage
from layouts.pages import Found, find_page, places
from layouts.pages.sharing import sharing
from layouts.shell import document

HTML = "text/html"


class Pages:
    """Answers the path of a page."""

    def __init__(
        self,
        serving: Serving,
        live_part: Callable[[], str],
    ) -> None:
        self._serving = serving
        self._live_part = live_part

    def serve(self, path: str) -> Response:
        """The page at a path; 404 where there is none."""
        query = query_text()
        if path == ONE_MEASURE.rstrip("/"):
            return _to_one_measure(self._serving.views)
        found = find_page(path)
        if found is None:
            abort(404)
        today = self._serving.today()
        asked = Asked(query, today, found.name, is_analyst=is_analyst())
        address = f"{path}?{query}"
        if found.page.is_dated:
            address = dated(address, asked.today)
        try:
            kept = self._serving.kept(
                "page", address, mimetype=HTML, make=lambda: self._draw(found, asked)
            )
        except NoSuchPage:
            abort(404)
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
