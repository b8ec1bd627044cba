"""The one callback: an address in, the inside of every region of its page out."""

from typing import Any
from urllib.parse import urlsplit

from dash import ClientsideFunction, Dash, Input, Output
from flask import Flask, Response, abort, make_response, request

from callbacks.serving import Serving, dated, is_analyst, pass_by, respond
from layouts import ids
from layouts.as_known import as_known
from layouts.frame import Asked, Drawn, NoSuchPage
from layouts.markup import to_html
from layouts.pages import Found, find_page, places
from layouts.shell import PRODUCT, choosers, navigation

ENDPOINT = "/_dash-update-component"
OUTPUT = f"{ids.ANSWER}.data"
LONGEST_ADDRESS = 4_000


def register(app: Dash, serving: Serving) -> None:
    """Wire address, request and answer; what draws the answer is in the browser."""
    app.clientside_callback(
        ClientsideFunction("coterminous", "decide"),
        Output(ids.REQUEST, "data"),
        Input(ids.URL, "href"),
    )
    app.clientside_callback(
        ClientsideFunction("coterminous", "draw"),
        Output(ids.DRAWN, "data"),
        Input(ids.ANSWER, "data"),
        prevent_initial_call=True,
    )

    @app.callback(
        Output(ids.ANSWER, "data"),
        Input(ids.REQUEST, "data"),
        prevent_initial_call=True,
    )
    def _answer(asked: Any) -> dict[str, Any]:
        return answer(serving, str(asked["href"]))


def keep_answers(server: Flask, serving: Serving) -> None:
    """Check what is posted before Dash reads it, and keep what Dash answers."""
    dispatch = server.view_functions[ENDPOINT]

    def answer_or_refuse() -> Response:
        address = asked_address(_posted())
        found = page_at(address) if address else None
        if address is None or found is None:
            abort(400)

        def make() -> bytes:
            return make_response(dispatch()).get_data()

        is_dated = found.page.is_dated
        key = dated(address, serving.today()) if is_dated else address
        kept = serving.kept("answer", key, mimetype="application/json", make=make)
        return respond(kept, {"Cache-Control": "no-store"})

    server.view_functions[ENDPOINT] = answer_or_refuse


def _posted() -> Any:
    """What was posted; None where it is not JSON, or nested beyond reading."""
    try:
        return request.get_json(silent=True)
    except RecursionError:
        return None


def asked_address(body: Any) -> str | None:
    """The address a posted body asks about; None for a body of any other shape.

    Dash trusts what it is sent, so only what its own script sends gets through.
    """
    try:
        value = body["inputs"][0]["value"]
        address, attempt = value["href"], value["attempt"]
    except (TypeError, LookupError):
        return None
    if not isinstance(address, str) or not isinstance(attempt, int):
        return None
    if body != question_about(value) or len(address) > LONGEST_ADDRESS:
        return None
    if not _is_text(address):
        return None
    return address if page_at(address) else None


def _is_text(address: str) -> bool:
    """Whether it can be sent back: half of a surrogate pair cannot."""
    try:
        address.encode()
    except UnicodeEncodeError:
        return False
    return True


def question_about(value: Any) -> dict[str, Any]:
    """What Dash's script posts for this value of the request."""
    changed = [f"{ids.REQUEST}.data"]
    return {
        "output": OUTPUT,
        "outputs": {"id": ids.ANSWER, "property": "data"},
        "inputs": [{"id": ids.REQUEST, "property": "data", "value": value}],
        "changedPropIds": changed,
        "parsedChangedPropsIds": changed,
    }


def page_at(address: str) -> Found | None:
    """The live page at an address of our own; None for any other."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    found = find_page(parts.path)
    is_ours = not parts.scheme and not parts.netloc
    return found if is_ours and found is not None and found.page.is_live else None


def answer(serving: Serving, address: str) -> dict[str, Any]:
    """The regions of the page at an address, with what goes into the browser's bar."""
    found = page_at(address)
    if found is None:
        raise LookupError(f"{address!r} is no live page")
    query, today = urlsplit(address).query, serving.today()
    asked = Asked(query, today, found.name, is_analyst=is_analyst())
    try:
        drawn = found.page.draw(serving.views, asked, serving.site)
    except NoSuchPage:
        abort(404)
    if drawn.notes:
        pass_by()
    content, frame = drawn.content, drawn.frame
    return {
        "asked": address,
        "href": address if drawn.notes else frame.link(),
        "version": frame.data_version,
        "title": f"{content.title} - {PRODUCT}",
        "announce": content.announcement,
        "regions": {key: to_html(part) for key, part in _regions(drawn).items()},
    }


def _regions(drawn: Drawn) -> dict[str, Any]:
    frame = drawn.frame
    return {
        ids.NAVIGATION: navigation(frame, places(frame.language)),
        ids.CHOOSER: choosers(frame),
        ids.AS_KNOWN: as_known(frame),
        **drawn.content.regions,
    }
