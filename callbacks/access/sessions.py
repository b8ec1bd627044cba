"""Who is signed in, from the session's cookie or from the proxy in front."""

import time
from collections.abc import Callable
from hashlib import sha256
from hmac import compare_digest
from secrets import token_hex
from typing import Any, Protocol

import structlog
from flask import Flask, Request, request, session
from flask.sessions import SecureCookieSessionInterface

from callbacks.access.proxies import CAME_THROUGH
from callbacks.kept import Ended
from dashboard.access import Person, Role, role_from
from dashboard.settings import Settings

SECRET_HEADER = "X-Proxy-Secret"  # noqa: S105  # a header's name
LONGEST_SUBJECT = 200
#: It travels in a cookie, which has little room.
LONGEST_ONWARD = 1_500
SECONDS = 3600

log = structlog.get_logger()


class NoRole(PermissionError):
    """Signed in, but nothing says that they may see these pages."""


class SignIn(Protocol):
    """Says who is asking."""

    def person(self) -> Person | None: ...


class SignedCookies(SecureCookieSessionInterface):
    """Flask's signed cookie, with a sum of today's kind."""

    digest_method = staticmethod(sha256)


class Sessions:
    """Sign-ins kept in a signed cookie: whose, in which role, until when.

    The cookie is named so that no other host and no plain connection can set it. One
    that was signed out of is turned away wherever a copy of it comes from.
    """

    def __init__(
        self,
        server: Flask,
        settings: Settings,
        ended: Ended,
        *,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._seconds = settings.session_hours * SECONDS
        self._ended = ended
        self._now = now
        server.session_interface = SignedCookies()
        is_secure = settings.is_secure
        server.config.update(
            SESSION_COOKIE_NAME="__Host-session" if is_secure else "session",
            SESSION_COOKIE_SECURE=is_secure,
            SESSION_COOKIE_HTTPONLY=True,
            SESSION_COOKIE_SAMESITE="Lax",
            SESSION_COOKIE_PATH="/",
            SESSION_REFRESH_EACH_REQUEST=False,
            PERMANENT_SESSION_LIFETIME=self._seconds,
        )

    def begin(self, person: Person) -> None:
        """Start a session; nothing of one before it is kept."""
        session.clear()
        session.permanent = True
        session.update(
            subject=person.subject,
            role=int(person.role),
            until=int(self._now()) + self._seconds,
            id=token_hex(16),
        )

    def person(self) -> Person | None:
        """Who is signed in; None for nobody, for too long ago, and once signed out."""
        subject, role = session.get("subject"), session.get("role")
        until, name = session.get("until", 0), session.get("id")
        if not (isinstance(subject, str) and isinstance(name, str)):
            return None
        if until <= self._now() or role not in tuple(Role) or self._ended.has(name):
            return None
        return Person(subject, Role(role))

    def end(self) -> None:
        """Sign out: the cookie goes, and copies of it are good for nothing."""
        name = session.get("id")
        if isinstance(name, str):
            self._ended.add(name, seconds=self._seconds)
        session.clear()


class ProxyHeaders:
    """What a listed proxy says with its secret; anybody else says nothing.

    Raises NoRole for a person whose roles are none of ours.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def person(self) -> Person | None:
        """Who the proxy says is asking."""
        subject = request.headers.get(self._settings.proxy_user_header, "").strip()
        if not subject:
            return None
        if not self._is_trusted(request):
            log.warning("proxy_not_trusted", peer=request.remote_addr)
            return None
        said = request.headers.get(self._settings.proxy_roles_header, "")
        role = role_from(said, self._settings)
        if role is None:
            raise NoRole(subject)
        return Person(subject[:LONGEST_SUBJECT], role)

    def _is_trusted(self, asked: Request) -> bool:
        given = asked.headers.get(SECRET_HEADER, "").encode()
        secret = self._settings.proxy_secret.get_secret_value().encode()
        return bool(asked.environ.get(CAME_THROUGH)) and compare_digest(given, secret)


def local_path(wanted: Any) -> str:
    """Where to go on to after signing in: a path of our own, else the first page.

    Whatever a browser could read as another site is not followed.
    """
    is_text = isinstance(wanted, str) and wanted.isascii() and wanted.isprintable()
    if not is_text or not wanted.startswith("/") or len(wanted) > LONGEST_ONWARD:
        return "/"
    is_elsewhere = wanted.startswith("//") or "\\" in wanted
    return "/" if is_elsewhere else str(wanted)
