"""Addresses of the data behind a view, in the open interface."""

from collections.abc import Iterable
from urllib.parse import urlencode

from dashboard.interface.openapi import PATH
from dashboard.view_state import ViewState

USUAL = ViewState()


def results_link(
    state: ViewState,
    *,
    measures: Iterable[str] = (),
    areas: Iterable[str] = (),
    window: str = "",
    period: str = "",
) -> str:
    """Figures with their verdicts, compared and known as in the view."""
    asked = {
        "measure": ",".join(measures),
        "area": ",".join(areas),
        "window": window,
        "period": period,
        "against": state.against if state.against != USUAL.against else "",
        "as_of": state.as_of,
        "lang": state.lang if state.lang != USUAL.lang else "",
    }
    return api_link("results", asked)


def observations_link(
    state: ViewState,
    *,
    series: Iterable[str] = (),
    areas: Iterable[str] = (),
    area_type: str = "",
) -> str:
    """Counts as they are stored, known as in the view."""
    asked = {
        "series": ",".join(dict.fromkeys(series)),
        "area_type": area_type,
        "area": ",".join(dict.fromkeys(areas)),
        "as_of": state.as_of,
        "lang": state.lang if state.lang != USUAL.lang else "",
    }
    return api_link("observations", asked)


def api_link(resource: str, asked: dict[str, str]) -> str:
    """A resource, asked for by what is not empty."""
    query = urlencode({k: v for k, v in asked.items() if v}, safe=",:/")
    return f"{PATH}/{resource}?{query}" if query else f"{PATH}/{resource}"
