"""When there is no answer: a designed page, or a plain word to a program."""

import json
from dataclasses import replace

import structlog
from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException

from callbacks import embeds
from callbacks.requests import reference
from callbacks.serving import Serving, query_text
from dashboard.language import LANGUAGES, Language, read_language
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

log = structlog.get_logger()

PROGRAM_PATHS = ("/_dash", "/figure/", "/healthz", "/oembed", "/readyz")


def register(
    server: Flask, serving: Serving, store_errors: tuple[type[Exception], ...]
) -> None:
    """Answer every failure with its true status and no word of the inside."""

    @server.errorhandler(HTTPException)
    def _refused(error: HTTPException) -> Response:
        status = error.code or 500
        return _answer(serving, status, store_errors)

    for kind in store_errors:

        @server.errorhandler(kind)
        def _away(error: Exception) -> Response:
            log.error("store_away", error=str(error).splitlines()[0])
            return _answer(serving, 503, store_errors)

    @server.errorhandler(Exception)
    def _broken(error: Exception) -> Response:
        log.error("failed", exc_info=error)
        return _answer(serving, 500, store_errors)


def _answer(
    serving: Serving, status: int, store_errors: tuple[type[Exception], ...]
) -> Response:
    headers = {"Cache-Control": "no-store"}
    if request.path.startswith(embeds.PREFIX):
        return embeds.problem(serving, status)
    if request.path.startswith(PROGRAM_PATHS):
        told = json.dumps({"error": status, "reference": reference()})
        return Response(told, status, headers, mimetype="application/json")
    language = _language()
    try:
        frame = _settled(serving, language)
    except store_errors:
        frame = unsettled_frame(serving.site, language, path=request.path)
    content = _content(status, frame)
    text = document(frame, content, places=places(language))
    return Response(text, status, headers, mimetype="text/html")


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
