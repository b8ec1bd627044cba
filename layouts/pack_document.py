"""A board pack as one HTML document that needs nothing else: to read and to print."""

import re
from html import escape
from typing import Any

from dashboard.pack.model import Pack
from layouts import html
from layouts.embed import Embedded
from layouts.markup import Markup, to_html
from layouts.packing import Entry
from layouts.shell import LOGO, PRODUCT

#: Attributes that name another element of the same document.
_NAMED = re.compile(r'\b(id|for|aria-labelledby|aria-describedby|clip-path)="([^"]+)"')
_OURS = re.compile(r'\bhref="(/[^"]*)"')


def pack_document(pack: Pack, entries: list[Entry], *, style: str, origin: str) -> str:
    """The whole pack; `style` is written into it, and links lead to `origin`."""
    body = [
        html.Header(
            [
                html.P([Markup(LOGO), PRODUCT], className="brand"),
                html.H1(pack.title),
                html.P(pack.whose, className="lead"),
                html.P(pack.fresh, className="crumb"),
                html.P(html.B(pack.warning), className="notice attention")
                if pack.warning
                else None,
            ]
        ),
        html.Nav(
            [
                html.H2(pack.words.contents),
                html.Ol(
                    [
                        html.Li(
                            [
                                html.A(item.title, href=f"#item-{number}"),
                                html.Br(),
                                html.Small(item.heading),
                            ]
                        )
                        for number, item in enumerate(pack.items, start=1)
                    ]
                ),
            ],
            **{"aria-label": pack.words.contents},
        ),
    ]
    sections = "".join(
        _section(number, entry.embedded, pack, origin=origin)
        for number, entry in enumerate(entries, start=1)
    )
    return (
        f'<!doctype html><html lang="{pack.language}" dir="ltr"><head>'
        '<meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(f'{pack.title} - {PRODUCT}', quote=False)}</title>"
        f'<meta name="robots" content="noindex"><style>{style}</style>'
        f'</head><body class="embed pack">{to_html(body)}'
        f"<main>{sections}</main></body></html>"
    )


def _section(number: int, embedded: Embedded, pack: Pack, *, origin: str) -> str:
    panel, item = embedded.panel, pack.items[number - 1]
    inside: list[Any] = [
        html.P(f"{number}. {embedded.crumb}", className="crumb"),
        html.H2(embedded.title),
        html.H3(panel.heading),
        html.P(panel.sentence, className="say") if panel.sentence else None,
        panel.picture,
        html.Div(panel.twin, className="table") if panel.twin is not None else None,
        html.P(embedded.caveat, className="caveat") if embedded.caveat else None,
        html.P(f"{item.source} {item.fresh}", className="source"),
        html.P(html.A(pack.words.on_the_web, href=item.address), className="source"),
    ]
    return (
        f'<section id="item-{number}">'
        f"{_apart(to_html(inside), f'i{number}-', origin)}</section>"
    )


def _apart(text: str, prefix: str, origin: str) -> str:
    """The same panel may stand in a pack twice: its ids get a prefix of their own.

    Links that were to other pages here become whole addresses.
    """

    def renamed(found: re.Match[str]) -> str:
        name, value = found.groups()
        if name == "clip-path":
            return f'{name}="{value.replace("url(#", f"url(#{prefix}")}"'
        ids = " ".join(f"{prefix}{each}" for each in value.split())
        return f'{name}="{ids}"'

    text = _NAMED.sub(renamed, text)
    return _OURS.sub(lambda found: f'href="{escape(origin)}{found[1]}"', text)
