"""What every answer tells a browser it may and may not do."""

from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from urllib.parse import urlsplit

from flask import Flask, Response, request

from dashboard.settings import Settings

#: Plotly makes one empty style element and fills it by script; this is its sum.
EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
PERMISSIONS = (
    "accelerometer=(), browsing-topics=(), camera=(), geolocation=(), gyroscope=(), "
    "magnetometer=(), microphone=(), payment=(), usb=()"
)
STAY_SECURE = "max-age=31536000"


def sum_of(text: str) -> str:
    """What allows this very script or style to stand in a page itself."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def content_policy(
    script_hashes: Iterable[str], *, frame_ancestors: str, form_action: str = "'self'"
) -> str:
    """The policy of pages: scripts and styles are our own files.

    Two short scripts stand in the page itself, what runs before it is drawn and what
    starts Dash; each is allowed by its sum alone.
    """
    directives = {
        "default-src": "'none'",
        "script-src": " ".join(("'self'", *script_hashes)),
        "style-src": f"'self' {EMPTY_STYLE}",
        "img-src": "'self' data: blob:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "frame-src": "'self'",
        "worker-src": "'self'",
        "manifest-src": "'self'",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": form_action,
        "frame-ancestors": frame_ancestors,
    }
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def form_targets(settings: Settings) -> str:
    """Where a form may lead: here, and on to the provider that ends a sign-in."""
    issuer = urlsplit(settings.oidc_issuer)
    provider = f" {issuer.scheme}://{issuer.netloc}" if issuer.netloc else ""
    return f"'self'{provider}"


def register(server: Flask, policy: str, *, is_secure: bool = False) -> None:
    """Put the headers on every answer; an answer's own policy is left alone.

    Only an answer whose own policy lets it may stand in a frame.
    """

    @server.after_request
    def _protect(response: Response) -> Response:
        headers = response.headers
        headers.setdefault("X-Content-Type-Options", "nosniff")
        headers.setdefault("Referrer-Policy", "same-origin")
        headers.setdefault("Permissions-Policy", PERMISSIONS)
        headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        headers.setdefault("Content-Security-Policy", policy)
        if "frame-ancestors 'none'" in headers["Content-Security-Policy"]:
            headers["X-Frame-Options"] = "DENY"
        if is_secure or request.is_secure:
            headers.setdefault("Strict-Transport-Security", STAY_SECURE)
        return response
