"""Panels as pictures: `.svg` and `.png` beside each panel for frames."""

import struct
import zlib
from collections.abc import Callable
from html import escape

from flask import Flask, Response, abort

from callbacks.embeds import PREFIX, drawn, framed, key, problem
from callbacks.serving import Serving, pass_by, respond
from dashboard.figures.theme import FONT_FAMILY
from layouts.embed import embed_picture
from layouts.pages.offers import find_offer

#: Pixels of the picture to one of the drawing.
FINENESS = 2
MEDIA_TYPES = {"svg": "image/svg+xml", "png": "image/png"}


class NoLetters(RuntimeError):
    """Pictures cannot be drawn with words on this machine."""


def register(server: Flask, serving: Serving) -> None:
    """Serve `/embed/PAGE/PANEL.svg` and `.png`; 404 where a panel is no picture."""

    def picture(
        page: str, panel: str, *, kind: str, make: Callable[[str], bytes]
    ) -> Response:
        offer = find_offer(page, panel)
        if offer is None:
            return problem(serving, 404)

        def draw() -> bytes:
            embedded = drawn(serving, offer, panel)
            if embedded.notes:
                pass_by()
            svg = embed_picture(embedded)
            if svg is None:
                abort(404)
            return make(svg)

        address = key(serving, offer, f"{page}/{panel}.{kind}")
        kept = serving.kept("picture", address, mimetype=MEDIA_TYPES[kind], make=draw)
        return respond(kept, framed(serving, is_passing=not kept.etag))

    @server.get(f"{PREFIX}<page>/<panel>.svg")
    def svg(page: str, panel: str) -> Response:
        return picture(page, panel, kind="svg", make=str.encode)

    @server.get(f"{PREFIX}<page>/<panel>.png")
    def png(page: str, panel: str) -> Response:
        return picture(page, panel, kind="png", make=png_bytes)


def png_bytes(svg: str) -> bytes:
    """The drawing as PNG, twice as fine as on a page.

    Raises NoLetters where this machine has no font: the drawing would lose its words
    without saying so.
    """
    # Imported here because it is large and few requests need it.
    from vl_convert import svg_to_png

    if svg_to_png(_letter("A")) == svg_to_png(_letter("")):
        raise NoLetters("no font is installed for pictures: install fonts-liberation")
    return lighter(svg_to_png(svg, scale=FINENESS))


def lighter(png: bytes) -> bytes:
    """The same picture, packed better than in the haste in which it was drawn."""
    parts = [png[:8]]
    packed = b""
    at = 8
    while at < len(png):
        (length,) = struct.unpack_from(">I", png, at)
        kind, content = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        if kind == b"IDAT":
            packed += content
        elif kind == b"IEND":
            parts.append(_part(b"IDAT", zlib.compress(zlib.decompress(packed), 6)))
        if kind != b"IDAT":
            parts.append(_part(kind, content))
        at += 12 + length
    return b"".join(parts)


def _part(kind: bytes, content: bytes) -> bytes:
    length, check = struct.pack(">I", len(content)), zlib.crc32(kind + content)
    return length + kind + content + struct.pack(">I", check)


def _letter(text: str) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20" '
        f'font-family="{escape(FONT_FAMILY)}"><text y="15">{text}</text></svg>'
    )
