"""A panel that cannot be drawn does not take the page with it."""

from collections.abc import Callable
from typing import Any

import structlog

from callbacks.requests import reference
from callbacks.serving import pass_by
from dashboard.language import Language
from layouts.states import broken_panel

log = structlog.get_logger()


def guarded(panel: str, draw: Callable[[], list[Any]], language: Language) -> list[Any]:
    """What `draw` gives, or in its place a notice with the request's reference.

    A page with such a notice is not kept: the next reader may have more luck.
    """
    try:
        return draw()
    except Exception:
        log.exception("panel_failed", panel=panel)
        pass_by()
        return broken_panel(panel, language, reference=reference())
