"""A panel that cannot be drawn does not take the page with it."""

from collections.abc import Callable
from typing import Any, TypeAlias

import structlog
from flask import g

from callbacks.requests import reference
from callbacks.serving import pass_by
from dashboard.language import Language
from layouts.states import broken_panel

log = structlog.get_logger()

Guarded: TypeAlias = Callable[[str, Callable[[], list[Any]], Language], list[Any]]


def guarding(store_errors: tuple[type[Exception], ...]) -> Guarded:
    """Draws panels one by one, so that one that breaks leaves the others standing.

    While the store is away none can be drawn, which is for the whole page to say.
    """

    def guarded(
        panel: str, draw: Callable[[], list[Any]], language: Language
    ) -> list[Any]:
        """What `draw` gives, or in its place a notice with the request's reference.

        A page with such a notice is not kept: the next reader may have more luck.
        """
        try:
            return draw()
        except store_errors:
            raise
        except Exception:
            log.exception("panel_failed", panel=panel)
            g.failed_panels = g.get("failed_panels", 0) + 1
            pass_by()
            return broken_panel(panel, language, reference=reference())

    return guarded
