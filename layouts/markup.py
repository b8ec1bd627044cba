"""From component trees to HTML text, and ready-made HTML inside such trees."""

import re
from collections.abc import Iterable
from html import escape
from typing import Any

from dash.development.base_component import Component

#: Elements that have no content and no end tag.
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "wbr"}
#: Properties whose HTML attribute is spelled differently.
RENAMED = {
    "className": "class",
    "htmlFor": "for",
    "httpEquiv": "http-equiv",
    "acceptCharset": "accept-charset",
}
#: Attributes that are there or not there; every other True is written out.
BOOLEAN = {"checked", "disabled", "download", "hidden", "multiple", "open", "required"}
BOOLEAN |= {"readonly", "reversed", "selected"}
#: What only the live library wants to know about a component.
PRIVATE = {"children", "n_clicks", "n_clicks_timestamp", "key"}
PRIVATE |= {"available_properties", "available_wildcard_properties"}
_NAME = re.compile(r"[A-Za-z_:][A-Za-z0-9_.:-]*")


class Markup(Component):
    """HTML that is already text, such as a drawn SVG, in an element or by itself."""

    _prop_names = ("html", "tag", "className")
    _valid_wildcard_attributes = ("data-", "aria-")
    _namespace = "layouts"
    _type = "Markup"

    def __init__(self, html: str, tag: str = "", className: str = "") -> None:  # noqa: N803
        super().__init__()
        self.html = html
        self.tag = tag
        self.className = className


def to_html(component: Any) -> str:
    """The HTML of a tree; text is escaped, None and False draw nothing.

    Raises TypeError for what is no component, and ValueError for a `style`, which the
    content policy would drop in the browser: use a class.
    """
    written: list[str] = []
    _write(component, written)
    return "".join(written)


def attributes(pairs: Iterable[tuple[str, Any]]) -> str:
    """Attributes as written in a start tag, each with a space before it."""
    written = []
    for name, value in pairs:
        attribute = RENAMED.get(name, name if "-" in name else name.lower())
        if value is None or (value is False and attribute in BOOLEAN):
            continue
        if attribute == "style":
            raise ValueError("style attributes are refused by the policy: use a class")
        if not _NAME.fullmatch(attribute):
            raise ValueError(f"{attribute!r} is no attribute name")
        if value is True and attribute in BOOLEAN:
            written.append(f" {attribute}")
            continue
        text = str(value).lower() if isinstance(value, bool) else str(value)
        written.append(f' {attribute}="{escape(text)}"')
    return "".join(written)


def element(tag: str, content: str = "", **pairs: Any) -> str:
    """One element as text, for tags Dash has no component for; `content` is HTML.

    Underscores in names stand for hyphens, and one at the end is dropped: `class_`.
    """
    named = ((n.rstrip("_").replace("_", "-"), v) for n, v in pairs.items())
    start = f"<{tag}{attributes(named)}>"
    return start if tag in VOID else f"{start}{content}</{tag}>"


def hidden_input(name: str, value: str) -> Markup:
    """A value that travels with a form unseen."""
    return Markup(element("input", type="hidden", name=name, value=value))


def _write(node: Any, written: list[str]) -> None:
    if node is None or node is False:
        return
    if isinstance(node, str | int | float):
        written.append(escape(str(node), quote=False))
    elif isinstance(node, list | tuple):
        for child in node:
            _write(child, written)
    elif isinstance(node, Markup):
        pairs = [("className", node.className)] if node.className else []
        start, end = (
            (f"<{node.tag}{attributes(pairs)}>", f"</{node.tag}>")
            if node.tag
            else ("", "")
        )
        written.extend((start, node.html, end))
    elif isinstance(node, Component):
        _write_component(node, written)
    else:
        raise TypeError(f"{type(node).__name__} cannot be drawn as HTML")


def _write_component(node: Any, written: list[str]) -> None:
    tag = node._type.lower()  # noqa: SLF001
    # Dash keeps properties in an order of chance, and the same page must be the same
    # bytes in every process.
    own = sorted((n, v) for n, v in vars(node).items() if n not in PRIVATE)
    pairs = attributes((n, v) for n, v in own if not n.startswith("_"))
    written.append(f"<{tag}{pairs}>")
    if tag in VOID:
        return
    _write(getattr(node, "children", None), written)
    written.append(f"</{tag}>")
