"""Which panels may stand in another site: one line a page that offers them."""

from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import urlencode

from dashboard.views import Views
from layouts.embed import Embedded
from layouts.frame import Asked, Content, Frame, Site
from layouts.markup import attributes, element
from layouts.pages import compare, compare_embed
from layouts.shell import PRODUCT
from layouts.snippets import absolute

#: Pixels across a picture of a panel.
PICTURE_WIDTH = 1200


class Embeds(NamedTuple):
    """The panels of one page and how one is drawn; dated ones depend on the day.

    `path` is where the page is. `picture` names the panel whose picture stands for the
    page where its link is shared; a page without one is shared in words alone.
    """

    path: str
    panels: tuple[str, ...]
    draw: Callable[[str, Views, Asked, Site], Embedded]
    picture: str = ""
    is_dated: bool = False


EMBEDS = {
    "compare": Embeds(
        compare.PATH, compare.PANELS, compare_embed.embedded, picture="ranked"
    ),
}


def sharing(frame: Frame, content: Content) -> str:
    """What a site that is given the page's link shows of it, for the page's head."""
    for name, embeds in EMBEDS.items():
        if embeds.path == frame.path:
            return _sharing(frame, content, name, embeds)
    return ""


def _sharing(frame: Frame, content: Content, name: str, embeds: Embeds) -> str:
    settings = frame.site.settings
    whole = absolute(settings, frame.link())
    told = [
        ("og:type", "website"),
        ("og:site_name", PRODUCT),
        ("og:title", content.title),
        ("og:description", content.description),
        ("og:url", whole),
    ]
    if embeds.picture:
        picture = frame.link(path=f"/embed/{name}/{embeds.picture}.png")
        told += [
            ("og:image", absolute(settings, picture)),
            ("og:image:type", "image/png"),
            ("og:image:width", str(PICTURE_WIDTH)),
            ("og:image:alt", content.description),
        ]
    metas = "".join(
        f"<meta{attributes({'property': name, 'content': text}.items())}>"
        for name, text in told
    )
    asked = absolute(settings, f"/oembed?{urlencode({'url': whole})}")
    found = element("link", rel="alternate", type="application/json+oembed", href=asked)
    return f"{metas}{found}"


def find_embeds(page: str, panel: str) -> Embeds | None:
    """The page's panels, where this is one of them; None for any other name."""
    found = EMBEDS.get(page)
    return found if found is not None and panel in found.panels else None
