"""Signing in with an OpenID provider: code flow with PKCE, state and nonce."""

from typing import Any
from urllib.parse import urlencode

import structlog
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.flask_client import OAuth
from flask import Flask, Response, abort, request, session
from joserfc.errors import JoseError
from requests import RequestException

from callbacks.access.audit import Audit
from callbacks.access.sessions import Sessions, local_path
from dashboard.access import Person, role_from
from dashboard.settings import Settings
from layouts.sign_out import SIGN_IN, SIGN_OUT, SIGNED_IN, SIGNED_OUT

PATIENCE_SECONDS = 10
DISCOVERY = "/.well-known/openid-configuration"
#: Where to go on to is remembered beside each sign-in that was begun.
ONWARD = "onward"
MOST_BEGUN = 5
STATE = "_state_provider_"

log = structlog.get_logger()


class ProviderAway(ConnectionError):
    """The provider does not answer, or not as a provider would."""


class SignInFailed(ValueError):
    """What came back is not an answer to a sign-in begun here."""


class Provider:
    """The OpenID provider the settings name, asked when somebody first signs in."""

    def __init__(self, server: Flask, settings: Settings) -> None:
        self._settings = settings
        secret = settings.oidc_client_secret.get_secret_value()
        self._client = OAuth(server).register(
            "provider",
            server_metadata_url=settings.oidc_issuer.rstrip("/") + DISCOVERY,
            client_id=settings.oidc_client_id,
            client_secret=secret or None,
            client_kwargs={
                "scope": settings.oidc_scope,
                "code_challenge_method": "S256",
                "default_timeout": PATIENCE_SECONDS,
                "token_endpoint_auth_method": "client_secret_basic"
                if secret
                else "none",
            },
        )

    def begin(self, onward: str) -> Response:
        """Send the reader to the provider; raises ProviderAway."""
        self._metadata()
        _forget_begun()
        address = self._client.authorize_redirect(self._here(SIGNED_IN)).location
        _remember_onward(onward)
        return _go(address)

    def finish(self) -> tuple[Person | None, str]:
        """Who came back, None without a role here, and where they were going.

        Raises SignInFailed for an answer that is forged, stale or a refusal, and
        ProviderAway.
        """
        metadata = self._metadata()
        issuer = request.args.get("iss", metadata["issuer"])
        if issuer != metadata["issuer"]:
            raise SignInFailed("another provider answered")
        onward = local_path(_onward())
        try:
            token = self._client.authorize_access_token()
        except (AuthlibBaseError, JoseError, ValueError) as error:
            raise SignInFailed(type(error).__name__) from error
        except RequestException as error:
            raise ProviderAway(type(error).__name__) from error
        claims = token.get("userinfo")
        if not claims or not isinstance(claims.get("sub"), str):
            raise SignInFailed("no identity came back")
        role = role_from(self._said(claims, token), self._settings)
        return (Person(claims["sub"], role) if role else None), onward

    def sign_out_address(self) -> str:
        """Where the provider ends its own session; our own page where it offers none.

        The provider may be away: signing out here does not wait for it.
        """
        here = self._here(SIGNED_OUT)
        try:
            ends = self._metadata().get("end_session_endpoint")
        except ProviderAway:
            return here
        if not ends:
            return here
        client = self._settings.oidc_client_id
        query = {"client_id": client, "post_logout_redirect_uri": here}
        return f"{ends}{'&' if '?' in ends else '?'}{urlencode(query)}"

    def _said(self, claims: Any, token: Any) -> Any:
        """What is said of their role, in the token or where the provider tells more."""
        name = self._settings.roles_claim
        if name in claims or "userinfo_endpoint" not in self._metadata():
            return claims.get(name)
        try:
            told = self._client.userinfo(token=token)
        except (AuthlibBaseError, RequestException, ValueError) as error:
            raise ProviderAway(type(error).__name__) from error
        if told.get("sub") != claims["sub"]:
            raise SignInFailed("the provider spoke of somebody else")
        return told.get(name)

    def _metadata(self) -> dict[str, Any]:
        try:
            found: dict[str, Any] = self._client.load_server_metadata()
        except (RequestException, ValueError) as error:
            raise ProviderAway(type(error).__name__) from error
        if found.get("issuer") != self._settings.oidc_issuer:
            raise ProviderAway("it calls itself by another name than OIDC_ISSUER")
        return found

    def _here(self, path: str) -> str:
        return f"{self._settings.base_url}{path}"


def register(
    server: Flask, sessions: Sessions, provider: Provider, audit: Audit
) -> None:
    """Serve the way in and the way out."""

    @server.get(SIGN_IN)
    def sign_in() -> Response:
        try:
            return provider.begin(local_path(request.args.get("next")))
        except ProviderAway as error:
            log.error("provider_away", error=str(error))
            abort(502)

    @server.get(SIGNED_IN)
    def signed_in() -> Response:
        try:
            person, onward = provider.finish()
        except SignInFailed as error:
            log.warning("sign_in_failed", error=str(error))
            abort(400)
        except ProviderAway as error:
            log.error("provider_away", error=str(error))
            abort(502)
        if person is None:
            session.clear()
            abort(403)
        sessions.begin(person)
        audit.write("signed_in", person, onward, status=302)
        return _go(onward)

    @server.post(SIGN_OUT)
    def sign_out() -> Response:
        person = sessions.person()
        sessions.end()
        if person is not None:
            audit.write("signed_out", person, SIGN_OUT, status=302)
        return _go(provider.sign_out_address())


def _go(address: str) -> Response:
    response = Response(status=303, headers={"Location": address})
    response.headers["Cache-Control"] = "no-store"
    return response


def _remember_onward(onward: str) -> None:
    session[ONWARD] = {**session.get(ONWARD, {}), _begun()[-1]: onward}


def _begun() -> list[str]:
    """Sign-ins that were begun and did not come back yet, the latest last."""
    keys = [key for key in session if key.startswith(STATE)]
    return sorted(keys, key=lambda key: session[key].get("exp", 0))


def _onward() -> Any:
    return session.get(ONWARD, {}).get(STATE + request.args.get("state", ""))


def _forget_begun() -> None:
    """Keep the cookie small: of sign-ins begun in many tabs the latest few are kept."""
    for key in _begun()[: -MOST_BEGUN + 1]:
        session.pop(key)
    known = session.get(ONWARD, {})
    session[ONWARD] = {key: value for key, value in known.items() if key in session}
