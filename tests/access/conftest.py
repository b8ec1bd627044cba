"""A store with a planted partner measure, and processes of both tiers on it."""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import Coterminous, create_app
from dashboard.measures import Catalogue
from dashboard.settings import Settings
from tests.access.plants import plant_figures, planted_catalogue
from tests.access.providers import CLIENT, SECRET, provider_for

SITE = "http://localhost:8050"
PROXY_SECRET = "a secret that only the proxy knows"
MakeApp = Callable[..., Coterminous]


@pytest.fixture(scope="session")
def planted_store(
    demonstration_store: str, tmp_path_factory: pytest.TempPathFactory
) -> str:
    """A copy of the demonstration store with figures of a partner measure."""
    path = tmp_path_factory.mktemp("planted") / "planted.db"
    path.write_bytes(Path(demonstration_store.removeprefix("sqlite:///")).read_bytes())
    url = f"sqlite:///{path}"
    plant_figures(url, path.parent)
    return url


@pytest.fixture(scope="module")
def make_app(planted_store: str) -> Iterator[MakeApp]:
    """Makes an app on the planted store, with settings."""

    def make(*, defined: Catalogue | None = None, **settings: object) -> Coterminous:
        usual = {
            "database_url": planted_store,
            "cache_url": "memory:",
            "log_level": "ERROR",
            "rate_limit": "",
            "draw_ahead": False,
        }
        return create_app(
            Settings.model_validate({**usual, **settings}),
            defined=defined or planted_catalogue(),
        )

    yield make
    gc.unfreeze()


@pytest.fixture(scope="module")
def public(make_app: MakeApp) -> Coterminous:
    """A process of the public tier."""
    return make_app()


@pytest.fixture(scope="session")
def provider() -> Iterator[str]:
    """A real OpenID provider that knows the site."""
    with provider_for(SITE) as address:
        yield address


@pytest.fixture(scope="module")
def audit_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the partner process writes who saw what."""
    return tmp_path_factory.mktemp("audit") / "audit.jsonl"


@pytest.fixture(scope="module")
def partner(make_app: MakeApp, provider: str, audit_file: Path) -> Coterminous:
    """A process of the partner tier with sign-in at the provider."""
    return make_app(
        tier="partner",
        base_url=SITE,
        oidc_issuer=provider,
        oidc_client_id=CLIENT,
        oidc_client_secret=SECRET,
        audit_log=str(audit_file),
    )


@pytest.fixture(scope="module")
def behind_proxy(make_app: MakeApp) -> Coterminous:
    """A process of the partner tier where a proxy says who is asking."""
    return make_app(
        tier="partner",
        proxy_secret=PROXY_SECRET,
        trusted_proxies="127.0.0.1",
        sign_out_url="/oauth2/sign_out",
    )


def asking(app: Coterminous) -> FlaskClient:
    """Somebody at the site, signed in or not."""
    client: FlaskClient = app.server.test_client()
    client.environ_base["wsgi.url_scheme"] = "http"
    return client
