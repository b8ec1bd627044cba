"""Who is who: an area's mark and name, and the link that pins it."""

from typing import Any

from dashboard.areas import Area, Identity
from dashboard.figures.symbols import identity_mark
from dashboard.language import Language
from layouts import html
from layouts.frame import Frame
from layouts.markup import Markup


def identity_key(identity: Identity) -> Markup:
    """The mark of an identity as a small picture."""
    return Markup(identity_mark(identity))


def pin_hint(identity: Identity, language: Language) -> str:
    """What choosing an area does, for those who hear the link; empty for one's own."""
    if identity == Identity.OWN:
        return ""
    if identity == Identity.OTHER:
        return language.gettext("pin it")
    return language.gettext("pinned, unpin it")


def area_link(
    area: Area, identity: Identity, *, frame: Frame, key: str, name: str = ""
) -> Any:
    """An area's name as a link that pins or unpins it; one's own is not a link."""
    words: Any = name or area.name(frame.language)
    if identity != Identity.OWN:
        hint = html.Span(f" ({pin_hint(identity, frame.language)})", className="vh")
        words = html.A(
            [words, hint],
            href=frame.pin_link(area.code),
            className="pick",
            **{"data-view": "", "data-key": f"{key}-{area.code}"},
        )
    if identity == Identity.OTHER:
        return words
    return html.Span([identity_key(identity), words], className=f"who {identity.value}")
