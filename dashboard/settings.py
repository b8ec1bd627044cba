"""Everything that can be set from outside, read once at start and passed down."""

import re
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

#: A web origin as a browser knows it: nothing that could end a header's directive.
_ORIGIN = re.compile(r"https?://(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?")
_HEADER = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,63}")
_RATE = re.compile(r"[1-9]\d{0,6} per (second|minute|hour|day)")
#: Hosts on which a plain connection is nobody else's business.
_OWN_HOSTS = ("127.0.0.1", "localhost", "::1")
#: A key shorter than this can be guessed.
SHORTEST_KEY = 32


class Settings(BaseSettings):
    """The environment's say in how the product runs; every field is documented."""

    model_config = SettingsConfigDict(extra="ignore", frozen=True)

    database_url: str = Field(
        default="sqlite:///data/store/coterminous.db",
        description="Where the shared performance tables are: SQLite or PostgreSQL.",
    )
    cache_url: str = Field(
        default="",
        description=(
            "Where answers are kept: empty for a private folder made at each start, "
            "`memory:` for each process by itself, `redis://host:6379/0` to share "
            "between machines."
        ),
    )
    cache_key_prefix: str = Field(
        default="coterminous",
        pattern=r"^[A-Za-z0-9_-]{1,40}$",
        description="Keeps two deployments that share one Redis apart.",
    )
    tier: Literal["public", "partner"] = Field(
        default="public",
        description=(
            "Which measures and releases exist: `public`, or `partner`, which does "
            "not start without sign-in."
        ),
    )
    host: str = Field(
        default="127.0.0.1",
        description="The address to listen on; `0.0.0.0` for every network.",
    )
    port: int = Field(
        default=8050, ge=0, le=65535, description="The port to listen on."
    )
    base_url: str = Field(
        default="",
        description=(
            "The public address, such as `https://figures.example.org`, for canonical "
            "links; empty leaves them relative."
        ),
    )
    embed_hosts: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(),
        description=(
            "Origins that may frame a panel, separated by spaces or commas: "
            "`https://www.example.org`."
        ),
    )
    partnership_name: str = Field(
        default="West Yorkshire Criminal Justice Board",
        description="The partnership's name, shown in the header.",
    )
    home_area: str = Field(
        default="E23000010",
        description="The partnership's own area, by its ONS code.",
    )
    contact: str = Field(
        default="",
        description="An e-mail address or a link for readers' questions.",
    )
    draw_ahead: bool = Field(
        default=True,
        description=(
            "Whether what everybody opens is drawn in the background after each load."
        ),
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO",
        description="How much is logged, as JSON lines to the standard error.",
    )
    secret_key: SecretStr = Field(
        default=SecretStr(""),
        description=(
            "What the server signs with; empty makes a new one at each start, which "
            "is right for one machine."
        ),
    )

    rate_limit: str = Field(
        default="300 per minute",
        description=(
            "How often one address may ask `/api/v1`: a number `per second`, `minute`, "
            "`hour` or `day`; empty for as often as it likes. Counted in Redis where "
            "`CACHE_URL` names one, else by each process."
        ),
    )
    metrics_allowed: str = Field(
        default="127.0.0.0/8 ::1",
        description=(
            "Addresses or networks that may read `/metrics`, separated by spaces or "
            "commas; for everybody else it does not exist. Empty for nobody."
        ),
    )
    trusted_proxies: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(),
        description=(
            "Addresses or networks of the proxies in front, separated by spaces or "
            "commas: `10.0.0.5 10.1.0.0/24`. Only from these are a reader's address, "
            "its scheme and a proxy's sign-in taken."
        ),
    )
    oidc_issuer: str = Field(
        default="",
        description=(
            "Sign-in with OpenID Connect: the provider's address, as its discovery "
            "document gives it."
        ),
    )
    oidc_client_id: str = Field(
        default="", description="The name this site is registered under there."
    )
    oidc_client_secret: SecretStr = Field(
        default=SecretStr(""),
        description="Its secret; empty for a public client, which has none.",
    )
    oidc_scope: str = Field(
        default="openid",
        description="What is asked for, with whatever makes the provider send roles.",
    )
    proxy_secret: SecretStr = Field(
        default=SecretStr(""),
        description=(
            "Sign-in at a proxy instead: what it sends as `X-Proxy-Secret` with every "
            "request, 32 letters or more."
        ),
    )
    proxy_user_header: str = Field(
        default="X-Forwarded-User",
        description="The header in which the proxy says who is asking.",
    )
    proxy_roles_header: str = Field(
        default="X-Forwarded-Groups",
        description="The header in which it says what they are, separated by commas.",
    )
    sign_out_url: str = Field(
        default="",
        description=(
            "Where the proxy ends a sign-in, as an address of its own or a path; "
            "empty offers no sign-out there."
        ),
    )
    roles_claim: str = Field(
        default="roles",
        description="The claim in which an OpenID provider says what a person is.",
    )
    viewer_role: str = Field(
        default="viewer", description="What is said there of who may read."
    )
    analyst_role: str = Field(
        default="analyst",
        description="What is said there of who also looks after the figures.",
    )
    session_hours: int = Field(
        default=8,
        ge=1,
        le=24,
        description="How long a sign-in lasts, whatever is done meanwhile.",
    )
    audit_log: str = Field(
        default="",
        description=(
            "A file that who saw and took what is written to, besides the log; empty "
            "writes it to the log alone."
        ),
    )

    @field_validator("embed_hosts", "trusted_proxies", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        return _listed(value)

    @field_validator("embed_hosts")
    @classmethod
    def _are_origins(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for origin in value:
            if not _ORIGIN.fullmatch(origin):
                raise ValueError(
                    f"{origin!r} is not an origin: write it as https://www.example.org"
                )
        return value

    @field_validator("base_url")
    @classmethod
    def _is_an_address(cls, value: str) -> str:
        stripped = value.rstrip("/")
        if stripped and not _ORIGIN.fullmatch(stripped):
            raise ValueError("write it as https://figures.example.org, with no path")
        return stripped

    @field_validator("rate_limit")
    @classmethod
    def _is_a_rate(cls, value: str) -> str:
        if value and not _RATE.fullmatch(value):
            raise ValueError("write it as 300 per minute, or leave it empty")
        return value

    @field_validator("trusted_proxies")
    @classmethod
    def _are_networks(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for address in value:
            _network(address)
        return value

    @field_validator("metrics_allowed")
    @classmethod
    def _lists_networks(cls, value: str) -> str:
        for address in _listed(value):
            _network(address)
        return value

    @field_validator("oidc_issuer")
    @classmethod
    def _is_private(cls, value: str) -> str:
        if value and not _is_safe(value):
            raise ValueError("write it as https://sign-in.example.org")
        return value

    @field_validator("proxy_user_header", "proxy_roles_header")
    @classmethod
    def _is_a_header(cls, value: str) -> str:
        if not _HEADER.fullmatch(value):
            raise ValueError("write it as X-Forwarded-User")
        return value

    @field_validator("sign_out_url")
    @classmethod
    def _leads_somewhere(cls, value: str) -> str:
        is_path = value.startswith("/") and not value.startswith("//")
        if value and not is_path and not _is_safe(value):
            raise ValueError("write it as /oauth2/sign_out or https://...")
        return value

    @model_validator(mode="after")
    def _partner_needs_sign_in(self) -> Self:
        key = self.secret_key.get_secret_value()
        ways = [bool(self.oidc_issuer), self.is_signed_in_by_proxy]
        if self.tier == "public":
            if any(ways):
                raise ValueError(
                    "sign-in is for TIER=partner: set it, or unset OIDC_ISSUER and "
                    "PROXY_SECRET"
                )
            return self
        if sum(ways) != 1:
            raise ValueError(
                "TIER=partner needs sign-in: set OIDC_ISSUER, or PROXY_SECRET with "
                "TRUSTED_PROXIES, and not both"
            )
        if key and len(key) < SHORTEST_KEY:
            raise ValueError(
                f"SECRET_KEY is too short to sign with: {SHORTEST_KEY} letters or more"
            )
        self._check_proxy() if self.is_signed_in_by_proxy else self._check_oidc()
        return self

    def _check_proxy(self) -> None:
        if len(self.proxy_secret.get_secret_value()) < SHORTEST_KEY:
            raise ValueError(
                f"PROXY_SECRET is too short to trust: {SHORTEST_KEY} letters or more"
            )
        if not self.trusted_proxies:
            raise ValueError(
                "PROXY_SECRET needs TRUSTED_PROXIES: the addresses it may come from"
            )

    def _check_oidc(self) -> None:
        if not self.oidc_client_id:
            raise ValueError("OIDC_ISSUER needs OIDC_CLIENT_ID")
        if not _is_safe(self.base_url):
            raise ValueError(
                "OIDC_ISSUER needs BASE_URL, the https:// address that the provider "
                "sends people back to"
            )
        if "openid" not in self.oidc_scope.split():
            raise ValueError("OIDC_SCOPE needs openid among what is asked for")

    @property
    def is_partner(self) -> bool:
        """True where partner measures exist and everybody signs in."""
        return self.tier == "partner"

    @property
    def is_signed_in_by_proxy(self) -> bool:
        """True where a proxy in front says who is asking."""
        return bool(self.proxy_secret.get_secret_value())

    @property
    def is_secure(self) -> bool:
        """True where readers come over TLS."""
        return self.base_url.startswith("https://")

    @property
    def proxies(self) -> tuple[IPv4Network | IPv6Network, ...]:
        """The networks of the proxies in front."""
        return tuple(_network(address) for address in self.trusted_proxies)

    @property
    def metrics_networks(self) -> tuple[IPv4Network | IPv6Network, ...]:
        """The networks that may read how the server does."""
        return tuple(_network(address) for address in _listed(self.metrics_allowed))


def _listed(value: str) -> tuple[str, ...]:
    """What spaces or commas separate."""
    return tuple(re.split(r"[\s,]+", value.strip())) if value.strip() else ()


def _network(address: str) -> IPv4Network | IPv6Network:
    try:
        return ip_network(address)
    except ValueError as error:
        raise ValueError(
            f"{address!r} is no address: write 10.0.0.5 or 10.1.0.0/24"
        ) from error


def _is_safe(address: str) -> bool:
    """Whether what is sent there can be read there alone."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    is_own = parts.scheme == "http" and parts.hostname in _OWN_HOSTS
    return bool(parts.hostname) and (parts.scheme == "https" or is_own)
