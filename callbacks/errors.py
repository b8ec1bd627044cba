"""When there is no answer: a designed page, or a plain word to a program."""

import json
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import structlog
from dash.exceptions import DependencyException
from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from callbacks import embeds
from callbacks.away import last_answer
from callbacks.problems import problem
from callbacks.requests import reference
from callbacks.serving import Serving, query_text, signed_in
from dashboard.interface.openapi import PATH as API
from dashboard.language import LANGUAGES, Language, read_language
from layouts.access import (
    analysts_content,
    no_role_content,
    provider_away_content,
    sign_in_content,
    sign_in_failed_content,
)
from layouts.frame import (
    ONE_MEASURE,
    Content,
    Frame,
    make_frame,
    unsettled_frame,
)
from layouts.pages import places
from layouts.pages.problems import (
    away_content,
    broken_content,
    no_measure_content,
    not_found_content,
    refused_content,
)
from layouts.shell import document
from layouts.sign_out import SIGN_IN
from layouts.snippets import linked

log = structlog.get_logger()

#: Who asks is not known, or may not have it.
TURNED_AWAY = (401, 403)
#: Seconds; by then it is known whether the store is back.
RETRY_AFTER = "10"
CHALLENGE = 'Session realm="Coterminous"'
PROGRAM_PATHS = ("/_dash", "/figure/", "/healthz", "/oembed", "/readyz")


def register(
    server: Flask, serving: Serving, store_errors: tuple[type[Exception], ...]
) -> None:
    """Answer every failure with its true status and no word of the inside."""

    @server.errorhandler(HTTPException)
    def _refused(error: HTTPException) -> Response:
        status = error.code or 500
        answer = _answer(serving, status, store_errors)
        if isinstance(error, MethodNotAllowed):
            answer.headers["Allow"] = ", ".join(sorted(error.valid_methods or ()))
        return answer

    @server.errorhandler(DependencyException)
    def _no_such_part(error: Exception) -> Response:
        # Dash names every file it has; nobody who asks for another needs to know.
        return _answer(serving, 404, store_errors)

    for kind in store_errors:

        @server.errorhandler(kind)
        def _away(error: Exception) -> Response:
            log.error("store_away", error=str(error).splitlines()[0])
            return last_answer(serving) or _answer(serving, 503, store_errors)

    @server.errorhandler(Exception)
    def _broken(error: Exception) -> Response:
        log.error("failed", exc_info=error)
        return _answer(serving, 500, store_errors)


def _answer(
    serving: Serving, status: int, store_errors: tuple[type[Exception], ...]
) -> Response:
    answer = _in_its_form(serving, status, store_errors)
    if status == 503:
        answer.headers.setdefault("Retry-After", RETRY_AFTER)
    return answer


def _in_its_form(
    serving: Serving, status: int, store_errors: tuple[type[Exception], ...]
) -> Response:
    headers = {"Cache-Control": "no-store"}
    if request.path.startswith(embeds.PREFIX):
        return embeds.problem(serving, status)
    if request.path.startswith(f"{API}/"):
        return problem(status, _language())
    if request.path.startswith(PROGRAM_PATHS):
        told = json.dumps({"error": status, "reference": reference()})
        return Response(told, status, headers, mimetype="application/json")
    language = _language()
    is_partner = serving.site.settings.is_partner
    if is_partner and (status in TURNED_AWAY or request.path.startswith(SIGN_IN)):
        return _turned_away(serving, status, language)
    try:
        frame = _settled(serving, language)
    except store_errors:
        frame = unsettled_frame(serving.site, language, path=request.path)
    content = _content(status, frame)
    text = document(frame, content, places=places(language))
    return Response(text, status, headers, mimetype="text/html")


def _turned_away(serving: Serving, status: int, language: Language) -> Response:
    """What is asked for stays in the address, to go on to once signed in."""
    asked = query_text()
    frame = unsettled_frame(serving.site, language, path=request.path, asked=asked)
    answer = standing_alone(serving, partial(_outside, status, frame), status=status)
    if status == 401:
        answer.headers["WWW-Authenticate"] = CHALLENGE
    return answer


def standing_alone(
    serving: Serving, content: Callable[[Language], Content], *, status: int
) -> Response:
    """A page for whoever asks, signed in or not: nothing in it comes from the store."""
    language = _language()
    asked = query_text() or f"lang={language.code}"
    frame = unsettled_frame(serving.site, language, path=request.path, asked=asked)
    shown = places(language) if signed_in() else []
    text = document(frame, content(language), places=shown)
    headers = {"Cache-Control": "no-store"}
    return Response(text, status, headers, mimetype="text/html")


def _outside(status: int, frame: Frame, language: Language) -> Content:
    """What is said to who is not let in."""
    settings = frame.site.settings
    if signed_in() is not None:
        return analysts_content(language, home=frame.link(path="/"))
    if status == 401:
        onward = linked(frame.path, frame.asked)
        return sign_in_content(settings, language, onward=onward)
    if status == 403:
        return no_role_content(settings, language)
    if status == 502:
        return provider_away_content(language, reference=reference())
    return sign_in_failed_content(language, reference=reference())


def _content(status: int, frame: Frame) -> Content:
    language = frame.language
    if status == 404 and frame.path.startswith(ONE_MEASURE):
        return no_measure_content(frame)
    if status == 404:
        return not_found_content(frame)
    if status == 503:
        return away_content(language, reference=reference())
    if status < 500:
        return refused_content(language, reference=reference())
    return broken_content(language, reference=reference())


def _language() -> Language:
    code = request.args.get("lang", "en")
    return read_language(code if code in LANGUAGES else "en")


def _settled(serving: Serving, language: Language) -> Frame:
    state, _ = serving.views.parse(query_text())
    frame = make_frame(serving.views, serving.site, path=request.path, state=state)
    # The chooser of an area would lead back to the page that failed.
    return replace(frame, areas={})
