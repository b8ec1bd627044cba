"""Every panel there is to take away: one line a page, the only place it is listed.

A panel named here has its frame at `/embed/PAGE/PANEL`, its pictures and its files at
`/download/PAGE/PANEL.KIND`, its place in board packs and in the tests of all these.
"""

from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

from layouts.frame import ONE_MEASURE, ONE_PRIORITY
from layouts.offer import Offer
from layouts.pages import (
    compare_offer,
    disproportionality_offer,
    inspection_offer,
    measure_offer,
    overview_offer,
    priorities_offer,
    priority_offer,
    progression_offer,
)

OFFERS: dict[str, Offer] = {
    "overview": overview_offer.OFFER,
    "compare": compare_offer.OFFER,
    "progression": progression_offer.OFFER,
    "measure": measure_offer.OFFER,
    "disproportionality": disproportionality_offer.OFFER,
    "priorities": priorities_offer.OFFER,
    "priority": priority_offer.OFFER,
    "inspection": inspection_offer.OFFER,
}


def find_offer(page: str, panel: str) -> Offer | None:
    """The page's offer, where this is one of its panels; None for any other name."""
    found = OFFERS.get(page)
    return found if found is not None and panel in found.panels else None


#: No honest address of ours is longer.
LONGEST_ADDRESS = 5000
PREFIX = "/embed/"


class Pointed(NamedTuple):
    """A panel that an address leads to, and the query to draw it for."""

    offer: Offer
    page: str
    panel: str
    query: str


def find_pointed(address: str) -> Pointed | None:
    """The panel at an address on this site: on its page, or by itself.

    A page's address leads to its leading panel, unless `#panel-NAME` follows. By
    itself a panel is at `/embed/PAGE/PANEL`, or PAGE/PANEL for short. None for what is
    no panel's address.
    """
    if len(address) > LONGEST_ADDRESS:
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme or parts.netloc:
        return None
    named, _, panel = parts.path.removeprefix(PREFIX).partition("/")
    offer = find_offer(named, panel)
    if offer is not None:
        return Pointed(offer, named, panel, parts.query)
    for page, offer in OFFERS.items():
        if offer.is_at(parts.path):
            panel = parts.fragment.removeprefix("panel-") or offer.leading
            query = _named_too(parts.path, parts.query)
            return Pointed(offer, page, panel, query) if panel in offer.panels else None
    return None


def _named_too(path: str, query: str) -> str:
    """The query of a page of a kind, with what its path names."""
    for start, parameter in ((ONE_MEASURE, "measure"), (ONE_PRIORITY, "priority")):
        name = path.removeprefix(start)
        if name != path:
            named = urlencode({parameter: name})
            return f"{named}&{query}" if query else named
    return query
