"""One rule a route. A route without one is answered 404, and a test names it."""

from enum import StrEnum
from typing import NamedTuple

from dashboard.access import Role


class Audited(StrEnum):
    """How an answer is written down: what was seen, taken, or nothing."""

    VIEW = "view"
    EXPORT = "export"
    NOTHING = ""


class Rule(NamedTuple):
    """Who may ask in a process of the partner tier, and how that is written down.

    Without a role anybody may: such answers hold no figure. What is public only does
    not exist there at all.
    """

    role: Role | None = Role.VIEWER
    audited: Audited = Audited.VIEW
    is_public_only: bool = False


#: For the files pages are built with, probes, and signing in itself.
ANYBODY = Rule(None, Audited.NOTHING)
VIEW = Rule()
EXPORT = Rule(audited=Audited.EXPORT)
#: Parts of a page that hold no figure by themselves.
QUIET = Rule(audited=Audited.NOTHING)
ANALYST = Rule(Role.ANALYST)
#: For other sites, whose readers are not signed in here.
PUBLIC_ONLY = Rule(None, Audited.NOTHING, is_public_only=True)

RULES = {
    # Pages, and the callback that draws them again.
    "/": VIEW,
    "/<path:path>": VIEW,
    "/_dash-update-component": VIEW,
    "figure": VIEW,
    "audit": ANALYST,
    # What is taken away.
    "download": EXPORT,
    "api": EXPORT,
    "api_csv": EXPORT,
    "api_description": QUIET,
    "pack_file": EXPORT,
    # A board pack's choice of views, and news of its making.
    "pack": VIEW,
    "pack_making": QUIET,
    "pack_progress": QUIET,
    # Dash's own.
    "/_dash-layout": QUIET,
    "/_dash-dependencies": QUIET,
    "/_reload-hash": QUIET,
    "/_favicon.ico": ANYBODY,
    "/_dash-component-suites/<string:package_name>/<path:fingerprinted_path>": ANYBODY,
    "_dash_assets.static": ANYBODY,
    # Our files.
    "static_file": ANYBODY,
    "favicon": ANYBODY,
    # Other sites.
    "embed": PUBLIC_ONLY,
    "embed_builder": PUBLIC_ONLY,
    "svg": PUBLIC_ONLY,
    "png": PUBLIC_ONLY,
    "oembed": PUBLIC_ONLY,
    "embed.css": PUBLIC_ONLY,
    "embed-height.js": PUBLIC_ONLY,
    "embed.js": PUBLIC_ONLY,
    # Probes.
    "healthz": ANYBODY,
    "readyz": ANYBODY,
    # Numbers on the server, for its own network alone: the route itself sees to that.
    "metrics": ANYBODY,
    # Signing in and out.
    "sign_in": ANYBODY,
    "signed_in": ANYBODY,
    "sign_out": ANYBODY,
    "signed_out": ANYBODY,
}
#: What an address that leads nowhere is answered by: those who may read learn that.
NOWHERE = QUIET
