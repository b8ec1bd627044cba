"""What happens when a page is asked for or something on it is chosen."""

from collections.abc import Callable

from dash import Dash
from flask import Flask

from callbacks import (
    access,
    answers,
    downloads,
    embed_pictures,
    embeds,
    errors,
    headers,
    health,
    interface,
    metrics,
    oembed,
    packs,
    requests,
    statics,
    warming,
)
from callbacks.kept import Ended
from callbacks.lane import Lane
from callbacks.pages import Pages
from callbacks.responses import squeeze_response
from callbacks.serving import Serving
from callbacks.statics import Statics

__all__ = ["register_all"]

#: For all that an answer needs of a database server; then the reader is told.
LONGEST_SECONDS = 10.0


def register_all(
    app: Dash,
    serving: Serving,
    *,
    built: Statics,
    ended: Ended,
    live_part: Callable[[], str],
    store_errors: tuple[type[Exception], ...],
) -> Pages:
    """Wire every route and callback; comes back with what serves the pages.

    Answers are first squeezed, then given their headers, then written to the log.
    """
    server = app.server
    requests.register(server, serving.counts)
    bound_waiting(server, serving)
    settings = serving.site.settings
    answers.register(app, serving)
    answers.keep_answers(server, serving)
    downloads.register(server, serving)
    embeds.register(server, serving, built)
    embed_pictures.register(server, serving)
    oembed.register(server, serving)
    interface.register(server, serving)
    packs.register(server, serving, built)
    statics.register(server, built)
    health.register(server, serving, store_errors)
    metrics.register(server, serving, store_errors)
    errors.register(server, serving, store_errors)
    policy = headers.content_policy(
        (*app.csp_hashes(), headers.sum_of(built.parts.head_script)),
        frame_ancestors="'none'",
        form_action=headers.form_targets(settings),
    )
    headers.register(server, policy, is_secure=settings.is_secure)
    access.register(server, serving, ended)
    server.after_request(squeeze_response)
    if settings.tier == "public":
        take_the_lane(server, serving)
        if settings.draw_ahead:
            warming.register(server, serving)
    return Pages(serving, live_part)


def bound_waiting(server: Flask, serving: Serving) -> None:
    """Give each request so long with the store; what the thread does next is free."""

    @server.before_request
    def _begin() -> None:
        serving.views.answer_within(LONGEST_SECONDS)

    @server.teardown_request
    def _end(_error: BaseException | None) -> None:
        serving.views.answer_within(None)


def take_the_lane(server: Flask, serving: Serving) -> None:
    """Put what was sent before in front of everything else: all readers are alike."""

    def posted(path: str, body: object) -> str | None:
        return answers.asked_address(body) if path == answers.ENDPOINT else None

    server.wsgi_app = Lane(  # type: ignore[method-assign]  # as Flask's guide has it
        server.wsgi_app,
        version=serving.views.data_version,
        today=lambda: serving.today().isoformat(),
        posted=posted,
        counts=serving.counts,
    )
