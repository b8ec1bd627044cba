"""What every answer tells a browser it may and may not do."""

from collections.abc import Iterable

from flask import Flask, Response, request

#: Plotly makes one empty style element and fills it by script; this is its sum.
EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
PERMISSIONS = (
    "accelerometer=(), browsing-topics=(), camera=(), geolocation=(), gyroscope=(), "
    "magnetometer=(), microphone=(), payment=(), usb=()"
)


def content_policy(script_hashes: Iterable[str], *, frame_ancestors: str) -> str:
    """The policy of pages: scripts and styles are our own files, nothing inline.

    Dash starts itself with one inline script, which is allowed by its sum alone.
    """
    directives = {
        "default-src": "'none'",
        "script-src": " ".join(("'self'", *script_hashes)),
        "style-src": f"'self' {EMPTY_STYLE}",
        "img-src": "'self' data: blob:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "worker-src": "'self'",
        "manifest-src": "'self'",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": frame_ancestors,
    }
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def register(server: Flask, policy: str) -> None:
    """Put the headers on every answer; an answer's own policy is left alone.

    Only an answer with a policy of its own may stand in a frame.
    """

    @server.after_request
    def _protect(response: Response) -> Response:
        headers = response.headers
        headers.setdefault("X-Content-Type-Options", "nosniff")
        headers.setdefault("Referrer-Policy", "same-origin")
        headers.setdefault("Permissions-Policy", PERMISSIONS)
        headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        if "Content-Security-Policy" not in headers:
            headers["Content-Security-Policy"] = policy
            headers["X-Frame-Options"] = "DENY"
        if request.is_secure:
            headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        return response
