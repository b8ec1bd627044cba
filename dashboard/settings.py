"""Everything that can be set from outside, read once at start and passed down."""

import re
from typing import Annotated, Any, Literal, Self

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

#: A web origin as a browser knows it: nothing that could end a header's directive.
_ORIGIN = re.compile(r"https?://(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?")


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
            "not start until sign-in can be configured."
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

    @field_validator("embed_hosts", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        return tuple(re.split(r"[\s,]+", value.strip())) if value else ()

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

    @model_validator(mode="after")
    def _partner_needs_sign_in(self) -> Self:
        if self.tier == "partner":
            raise ValueError(
                "TIER=partner needs sign-in, which this version cannot configure: "
                "use TIER=public"
            )
        return self
