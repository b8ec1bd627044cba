"""Every route has a rule that says who may ask for it."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from callbacks.access.rules import RULES
from callbacks.lane import Lane
from dashboard.settings import Settings
from data.engine import make_engine
from data.schema import upgrade

TIERS: dict[str, dict[str, object]] = {
    "public": {"tier": "public"},
    "partner with OpenID Connect": {
        "tier": "partner",
        "base_url": "http://localhost:8050",
        "oidc_issuer": "http://localhost:9000",
        "oidc_client_id": "coterminous",
    },
    "partner behind a proxy": {
        "tier": "partner",
        "proxy_secret": "a secret that only the proxy knows",
        "trusted_proxies": "127.0.0.1",
    },
}


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Flask]]:
    """A server of each kind, on a store with nothing in it."""
    url = f"sqlite:///{tmp_path_factory.mktemp('rules')}/store/empty.db"
    writer = make_engine(url, read_only=False)
    upgrade(writer)
    writer.dispose()
    yield {
        name: create_app(
            Settings.model_validate(
                {"database_url": url, "cache_url": "memory:", "log_level": "ERROR"}
                | given
            )
        ).server
        for name, given in TIERS.items()
    }
    gc.unfreeze()


def endpoints(server: Flask) -> set[str]:
    return {rule.endpoint for rule in server.url_map.iter_rules()}


@pytest.mark.parametrize("tier", TIERS)
def test_every_route_has_a_rule(servers: dict[str, Flask], tier: str) -> None:
    without = endpoints(servers[tier]) - RULES.keys()
    assert not without, "give each of these a rule in callbacks/access/rules.py"


def test_where_readers_are_told_apart_nothing_is_sent_again_unasked(
    servers: dict[str, Flask],
) -> None:
    fast = [name for name, s in servers.items() if isinstance(s.wsgi_app, Lane)]
    assert fast == ["public"]


def test_every_rule_is_of_a_route(servers: dict[str, Flask]) -> None:
    known = {name for server in servers.values() for name in endpoints(server)}
    assert RULES.keys() - known == set()


def test_a_route_that_was_given_no_rule_is_not_answered(
    servers: dict[str, Flask], tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path}/empty.db"
    writer = make_engine(url, read_only=False)
    upgrade(writer)
    writer.dispose()
    settings = Settings(database_url=url, cache_url="memory:", log_level="ERROR")
    server = create_app(settings).server
    server._got_first_request = False
    server.add_url_rule("/new", "new", lambda: "figures nobody has thought about")
    answer = server.test_client().get("/new")
    assert answer.status_code == 404
    assert "nobody has thought" not in answer.get_data(as_text=True)
