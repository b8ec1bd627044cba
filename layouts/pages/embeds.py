"""Which panels may stand in another site: one line a page that offers them."""

from collections.abc import Callable
from typing import NamedTuple

from dashboard.views import Views
from layouts.embed import Embedded
from layouts.frame import Asked, Site
from layouts.pages import compare, compare_embed


class Embeds(NamedTuple):
    """The panels of one page and how one is drawn; dated ones depend on the day."""

    panels: tuple[str, ...]
    draw: Callable[[str, Views, Asked, Site], Embedded]
    is_dated: bool = False


EMBEDS = {
    "compare": Embeds(compare.PANELS, compare_embed.embedded),
}


def find_embeds(page: str, panel: str) -> Embeds | None:
    """The page's panels, where this is one of them; None for any other name."""
    found = EMBEDS.get(page)
    return found if found is not None and panel in found.panels else None
