"""Every address the public can ask for, from what the app says it serves."""

from collections.abc import Iterator
from itertools import product
from typing import Any

from werkzeug.routing import AnyConverter, Rule

from app import Coterminous
from layouts.pages import PAGES
from layouts.pages.offers import OFFERS

#: Drawn from the SVG at the same address (a test holds them to it), and slowly.
PICTURES = {"png"}
#: Not of the store: scripts, styles, and what Dash keeps for itself.
ELSEWHERE = (
    *("/_dash", "/_favicon", "/assets", "/favicon"),
    *("/healthz", "/metrics", "/readyz"),
)


def addresses(app: Coterminous, measure: str) -> Iterator[str]:
    """Paths of every route that answers a reader, with each panel of each page.

    A route with a place in it that nothing is known of is asked for the measure there.
    """
    yield from (page.path for page in PAGES)
    yield from interface(app)
    for rule in app.server.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or str(rule).startswith(ELSEWHERE):
            continue
        yield from _filled(rule, measure)


def interface(app: Coterminous) -> Iterator[str]:
    """Paths of the open interface, from its own description."""
    response = app.server.test_client().get("/api/v1/openapi.json")
    described = response.get_json()
    (server, *_) = described.get("servers") or [{"url": ""}]
    for path, methods in described["paths"].items():
        if "get" in methods and "{" not in path:
            whole = path if path.startswith("/api/") else f"{server['url']}{path}"
            yield whole


def _filled(rule: Rule, measure: str) -> Iterator[str]:
    names = sorted(rule.arguments)
    if "path" in names:
        yield f"/measure/{measure}"
        return
    for page, offer in OFFERS.items() if "page" in names else (("", None),):
        panels = offer.panels if offer is not None else ()
        choices: list[list[str]] = []
        for name in names:
            kind: Any = rule._converters[name]
            if name == "page":
                choices.append([page])
            elif isinstance(kind, AnyConverter):
                choices.append(sorted(set(_items(kind)) - PICTURES))
            elif name in {"panel", "name"} and panels:
                choices.append(list(panels))
            else:
                choices.append([measure])
        for chosen in product(*choices):
            path = str(rule)
            for name, value in zip(names, chosen, strict=True):
                start, end = path.index("<"), 0
                for start in [n for n, c in enumerate(path) if c == "<"]:
                    end = path.index(">", start)
                    if path[start + 1 : end].split(":")[-1] == name:
                        break
                path = path[:start] + value + path[end + 1 :]
            if not path.endswith(tuple(f".{kind}" for kind in PICTURES)):
                yield path


def _items(kind: AnyConverter) -> list[str]:
    return sorted(kind.items)
