"""Addresses that reach every route, from the registries the routes themselves read."""

from flask import Flask

from callbacks.answers import ENDPOINT
from callbacks.downloads import KINDS
from dashboard.interface.openapi import PATH as API
from dashboard.interface.resources import RESOURCES
from layouts.frame import ONE_MEASURE
from layouts.pages import ASIDE, PAGES
from layouts.pages.offers import OFFERS
from tests.access.plants import BESIDE


def pages() -> list[str]:
    """Every page, and that of one measure."""
    return [page.path for page in (*PAGES, *ASIDE) if page.path != "/"] + [
        f"{ONE_MEASURE}{BESIDE}",
        ONE_MEASURE.rstrip("/"),
    ]


def examples(server: Flask) -> dict[str, list[str]]:
    """Addresses by the endpoint that answers them."""
    embeds = [f"{page}/{panel}" for page, e in OFFERS.items() for panel in e.panels]
    # What stands in a pack is a panel as its frame has it: one a page tells enough.
    leading = [f"{page}/{each.leading}" for page, each in OFFERS.items()]
    rules = {rule.rule for rule in server.url_map.iter_rules()}
    return {
        "/": ["/"],
        "/<path:path>": pages(),
        ENDPOINT: [],
        "figure": [
            f"/figure/{page}/{panel}{narrow}.json"
            for page, each in OFFERS.items()
            for panel in each.explored
            for narrow in ("", "-narrow")
        ],
        "download": [
            f"/download/{page}/{panel}.{kind}"
            for page, each in OFFERS.items()
            for panel in each.panels
            for kind in (KINDS if panel == each.panels[0] else ("csv",))
        ],
        "pack": [f"/pack?item={panel}" for panel in leading],
        "pack_file": [f"/download/pack.html?item={panel}" for panel in leading],
        "pack_making": ["/pack/making?kind=pdf&item=compare/ranked"],
        "pack_progress": ["/pack/progress?kind=pdf&item=compare/ranked"],
        "embed": [f"/embed/{panel}" for panel in embeds],
        "embed_builder": [f"/embed?panel={panel}" for panel in leading],
        "svg": [f"/embed/{panel}.svg" for panel in embeds],
        # Drawing one as dots takes long; what is in it is what is in the other.
        "png": [f"/embed/{embeds[0]}.png"],
        "oembed": [f"/oembed?url=http://localhost/embed/{panel}" for panel in embeds],
        "audit": ["/audit"],
        "api": [f"{API}/{each.name}?limit=250" for each in RESOURCES],
        "api_csv": [f"{API}/{each.name}.csv?limit=250" for each in RESOURCES],
        "api_description": [f"{API}/openapi.json"],
        "static_file": ["/static/none.css"],
        "_dash_assets.static": ["/assets/none"],
        "/_dash-component-suites/<string:package_name>/<path:fingerprinted_path>": [
            "/_dash-component-suites/dash/deps/none.js"
        ],
        "sign_in": ["/sign-in"],
        "signed_in": ["/sign-in/callback"],
        "sign_out": [],
        "signed_out": ["/signed-out"],
        **{
            rule.lstrip("/"): [rule]
            for rule in (
                "/embed.css", "/embed-height.js", "/embed.js", "/healthz", "/metrics",
                "/readyz",
            )
        },
        "favicon": ["/favicon.ico"],
        **{
            rule: [rule]
            for rule in rules
            if rule.startswith("/_") and "<" not in rule and rule != ENDPOINT
        },
    }  # fmt: skip


def live_pages() -> list[str]:
    """Pages that are drawn again in place."""
    return [page.path for page in PAGES if page.is_live] + [f"{ONE_MEASURE}{BESIDE}"]
