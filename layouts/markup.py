"""From trees of elements to HTML text, and ready-made HTML inside such trees."""

import re
from collections.abc import Iterable
from functools import lru_cache
from html import escape
from typing import Any

from layouts.html import Element

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
_SPECIAL = re.compile(r"[&<>\"']")
_NAME = re.compile(r"[A-Za-z_:][A-Za-z0-9_.:-]*")


class Markup:
    """HTML that is already text, such as a drawn SVG, in an element or by itself."""

    __slots__ = ("class_name", "html", "tag")

    def __init__(self, html: str, tag: str = "", className: str = "") -> None:  # noqa: N803  # as every element has it
        self.html = html
        self.tag = tag
        self.class_name = className


def to_html(tree: Any) -> str:
    """The HTML of a tree; text is escaped, None and False draw nothing.

    Raises TypeError for what is no element, and ValueError for a `style`, which the
    content policy would drop in the browser: use a class.
    """
    written: list[str] = []
    _write(tree, written)
    return "".join(written)


def attributes(pairs: Iterable[tuple[str, Any]]) -> str:
    """Attributes as written in a start tag, each with a space before it."""
    written = []
    for name, value in pairs:
        if value is None:
            continue
        attribute = _attribute(name)
        if value is False and attribute in BOOLEAN:
            continue
        if value is True and attribute in BOOLEAN:
            written.append(f" {attribute}")
            continue
        text = str(value).lower() if isinstance(value, bool) else str(value)
        written.append(f' {attribute}="{_escaped(text)}"')
    return "".join(written)


@lru_cache(maxsize=512)
def _attribute(name: str) -> str:
    """The attribute's name in HTML; raises ValueError for one that cannot be."""
    attribute = RENAMED.get(name, name if "-" in name else name.lower())
    if attribute == "style":
        raise ValueError("style attributes are refused by the policy: use a class")
    if not _NAME.fullmatch(attribute):
        raise ValueError(f"{attribute!r} is no attribute name")
    return attribute


def _escaped(text: str) -> str:
    """The text between quotes; most has nothing to escape."""
    return escape(text) if _SPECIAL.search(text) else text


def element(tag: str, content: str = "", **pairs: Any) -> str:
    """One element as text, for tags that have no class of their own; `content` is HTML.

    Underscores in names stand for hyphens, and one at the end is dropped: `class_`.
    """
    named = ((n.rstrip("_").replace("_", "-"), v) for n, v in pairs.items())
    start = f"<{tag}{attributes(named)}>"
    return start if tag in VOID else f"{start}{content}</{tag}>"


def hidden_input(name: str, value: str) -> Markup:
    """A value that travels with a form unseen."""
    return Markup(element("input", type="hidden", name=name, value=value))


def _write(node: Any, written: list[str]) -> None:
    if isinstance(node, Element):
        _write_element(node, written)
    elif node is None or node is False:
        return
    elif isinstance(node, str | int | float):
        text = str(node)
        written.append(escape(text, quote=False) if _SPECIAL.search(text) else text)
    elif isinstance(node, list | tuple):
        for child in node:
            _write(child, written)
    elif isinstance(node, Markup):
        _write_markup(node, written)
    else:
        raise TypeError(f"{type(node).__name__} cannot be drawn as HTML")


def _write_element(node: Element, written: list[str]) -> None:
    # By name: the same page is the same bytes however it was put together.
    pairs = attributes(sorted(node.properties.items())) if node.properties else ""
    written.append(f"<{node.tag}{pairs}>")
    if node.tag in VOID:
        return
    _write(node.children, written)
    written.append(f"</{node.tag}>")


def _write_markup(node: Markup, written: list[str]) -> None:
    if not node.tag:
        written.append(node.html)
        return
    pairs = [("className", node.class_name)] if node.class_name else []
    written.append(f"<{node.tag}{attributes(pairs)}>{node.html}</{node.tag}>")
