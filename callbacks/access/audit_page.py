"""The page of who saw what."""

from flask import Flask, Response

from callbacks.access.audit import Audit
from callbacks.serving import Serving, query_text
from layouts.audit import MOST_SHOWN, PATH, audit_content
from layouts.frame import make_frame
from layouts.pages import places
from layouts.shell import document


def register(server: Flask, serving: Serving, audit: Audit) -> None:
    """Serve `/audit`; it is made anew each time, and kept nowhere."""

    @server.get(PATH, endpoint="audit")
    def page() -> Response:
        views = serving.views
        state, _ = views.parse(query_text())
        frame = make_frame(views, serving.site, path=PATH, state=state)
        lines = audit.latest(MOST_SHOWN)
        content = audit_content(lines, frame.language, has_file=audit.has_file)
        text = document(frame, content, places=places(frame.language))
        return Response(text, mimetype="text/html")
