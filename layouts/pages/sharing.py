"""What a site that is given the link of a page shows of it."""

from urllib.parse import urlencode

from layouts.frame import Content, Frame
from layouts.markup import attributes, element
from layouts.pages.offers import OFFERS
from layouts.shell import PRODUCT
from layouts.snippets import absolute, linked

#: Pixels across a picture of a panel.
PICTURE_WIDTH = 1200


def sharing(frame: Frame, content: Content) -> str:
    """The page's title, words and picture for its head; empty without panels."""
    if frame.site.settings.is_partner:
        return ""
    for name, offer in OFFERS.items():
        if offer.is_at(frame.path):
            return _sharing(frame, content, name, offer.picture)
    return ""


def _sharing(frame: Frame, content: Content, name: str, picture: str) -> str:
    settings = frame.site.settings
    whole = absolute(settings, frame.link())
    told = [
        ("og:type", "website"),
        ("og:site_name", PRODUCT),
        ("og:title", content.title),
        ("og:description", content.description),
        ("og:url", whole),
    ]
    if picture:
        address = frame.link(path=f"/embed/{name}/{picture}.png")
        told += [
            ("og:image", absolute(settings, address)),
            ("og:image:type", "image/png"),
            ("og:image:width", str(PICTURE_WIDTH)),
            ("og:image:alt", content.description),
        ]
    metas = "".join(
        f"<meta{attributes({'property': name, 'content': text}.items())}>"
        for name, text in told
    )
    asked = absolute(settings, linked("/oembed", urlencode({"url": whole})))
    found = element("link", rel="alternate", type="application/json+oembed", href=asked)
    return f"{metas}{found}"
