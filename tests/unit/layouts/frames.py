"""What surrounds a page in tests: no store, no built parts, the areas A to L."""

from collections.abc import Callable
from typing import Any

from dashboard.language import Language
from dashboard.settings import Settings
from dashboard.view_state import ViewState
from layouts.frame import Frame, Parts, Site
from layouts.markup import to_html
from tests.factories import ENGLISH, make_state
from tests.integration.web.documents import Element, read_document
from tests.unit.dashboard.scorecards import GEOGRAPHY


def _unguarded(
    _panel: str, draw: Callable[[], list[Any]], _language: Language
) -> list[Any]:
    return draw()


def make_frame(
    state: ViewState | None = None, *, path: str = "/", language: Language = ENGLISH
) -> Frame:
    """A page at `path` for area A; the first area and measure come by themselves."""
    chosen = state or make_state()
    return Frame(
        site=Site(Settings(), Parts("", "", "", "", "", ""), _unguarded),
        language=language,
        path=path,
        state=chosen,
        defaults=make_state(area="L", measure="another"),
        areas={
            area.code: area
            for (kind, _), area in GEOGRAPHY.areas.items()
            if kind == "criminal_justice_area"
        },
        data_version="1",
        updated_on=None,
        is_demonstration=False,
    )


def drawn(component: Any) -> Element:
    """A component as the page holds it."""
    return read_document(f"<div>{to_html(component)}</div>")
