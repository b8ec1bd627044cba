"""Who may ask for what: rules, sign-in, sessions, and the log of who saw what."""

from flask import Flask, Response

from callbacks.access import audit_page, guard, oidc
from callbacks.access.audit import open_audit
from callbacks.access.oidc import Provider
from callbacks.access.proxies import behind_proxies
from callbacks.access.sessions import ProxyHeaders, Sessions, SignIn
from callbacks.errors import standing_alone
from callbacks.kept import Ended
from callbacks.serving import Serving
from layouts.access import signed_out_content
from layouts.sign_out import SIGNED_OUT

__all__ = ["register"]


def register(server: Flask, serving: Serving, ended: Ended) -> None:
    """Guard the server; where the tier is partner, serve the ways in and out.

    Raises OSError where the audit log cannot be written.
    """
    settings = serving.site.settings
    audit = open_audit(settings.audit_log)
    sign_in: SignIn | None = None
    if settings.is_partner:
        audit_page.register(server, serving, audit)
        if settings.is_signed_in_by_proxy:
            sign_in = ProxyHeaders(settings)
        else:
            sessions = Sessions(server, settings, ended)
            oidc.register(server, sessions, Provider(server, settings), audit)
            _serve_signed_out(server, serving)
            sign_in = sessions
    guard.register(server, serving, sign_in, audit)
    if settings.proxies:
        server.wsgi_app = behind_proxies(server.wsgi_app, settings.proxies)  # type: ignore[assignment,method-assign]  # as Flask says


def _serve_signed_out(server: Flask, serving: Serving) -> None:
    @server.get(SIGNED_OUT)
    def signed_out() -> Response:
        return standing_alone(serving, signed_out_content, status=200)
