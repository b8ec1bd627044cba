"""What happens when a page is asked for or something on it is chosen."""

from collections.abc import Callable

from dash import Dash

from callbacks import (
    answers,
    downloads,
    embed_pictures,
    embeds,
    errors,
    headers,
    health,
    oembed,
    requests,
    statics,
)
from callbacks.pages import Pages
from callbacks.responses import squeeze_response
from callbacks.serving import Serving
from callbacks.statics import Statics

__all__ = ["register_all"]


def register_all(
    app: Dash,
    serving: Serving,
    *,
    built: Statics,
    live_part: Callable[[], str],
    store_errors: tuple[type[Exception], ...],
) -> Pages:
    """Wire every route and callback; comes back with what serves the pages.

    Answers are first squeezed, then given their headers, then written to the log.
    """
    server = app.server
    requests.register(server)
    answers.register(app, serving)
    answers.keep_answers(server, serving)
    downloads.register(server, serving)
    embeds.register(server, serving, built)
    embed_pictures.register(server, serving)
    oembed.register(server, serving)
    statics.register(server, built)
    health.register(server, serving, store_errors)
    errors.register(server, serving, store_errors)
    policy = headers.content_policy(app.csp_hashes(), frame_ancestors="'none'")
    headers.register(server, policy)
    server.after_request(squeeze_response)
    return Pages(serving, live_part, store_errors)
