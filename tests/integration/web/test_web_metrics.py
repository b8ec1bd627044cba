"""How the server does, told to its own network alone."""

from collections.abc import Mapping

import pytest
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from layouts import compare_pictures
from tests.integration.web.conftest import MakeApp

BR = {"Accept-Encoding": "br"}
Told = Mapping[str, float]


@pytest.fixture
def fresh(make_app: MakeApp) -> FlaskClient:
    """Asks an app that has answered nothing yet."""
    client: FlaskClient = make_app(cache_url="memory:").server.test_client()
    return client


def told(client: FlaskClient) -> Told:
    """Every number by its name and labels: `coterminous_answers_total{source=made}`."""
    answer = client.get("/metrics")
    assert answer.status_code == 200
    assert answer.mimetype == "text/plain"
    assert answer.headers["Cache-Control"] == "no-store"
    found = {}
    for family in text_string_to_metric_families(answer.get_data(as_text=True)):
        for sample in family.samples:
            labels = ",".join(f"{k}={v}" for k, v in sorted(sample.labels.items()))
            found[f"{sample.name}{{{labels}}}" if labels else sample.name] = (
                sample.value
            )
    return found


def grown(before: Told, after: Told) -> dict[str, float]:
    """What is larger now, histograms and ages aside."""
    passing = ("seconds", "bucket", "route=metrics")
    return {
        name: value - before.get(name, 0.0)
        for name, value in after.items()
        if value != before.get(name, 0.0) and not any(p in name for p in passing)
    }


def test_answers_are_counted_by_route_status_and_where_they_came_from(
    fresh: FlaskClient,
) -> None:
    before = told(fresh)
    for path in ("/about?lang=cy", "/about?lang=cy", "/nowhere", "/healthz"):
        fresh.get(path, headers=BR)
    tag = fresh.get("/about?lang=cy", headers=BR).headers["ETag"]
    fresh.get("/about?lang=cy", headers={**BR, "If-None-Match": tag})
    assert grown(before, told(fresh)) == {
        "coterminous_requests_total{route=/<path:path>,status=200}": 3,
        "coterminous_requests_total{route=/<path:path>,status=304}": 1,
        "coterminous_requests_total{route=/<path:path>,status=404}": 1,
        "coterminous_requests_total{route=healthz,status=200}": 1,
        # The page once, the unknown path, the probe, and the numbers themselves.
        "coterminous_answers_total{source=made}": 4,
        "coterminous_answers_total{source=sent}": 3,
        # Looked for, and once more when it was this reader's turn.
        "coterminous_cache_lookups_total{result=miss}": 2,
    }


def test_durations_are_told_in_buckets_that_add_up(fresh: FlaskClient) -> None:
    for _ in range(3):
        fresh.get("/healthz")
    found = told(fresh)
    buckets = [v for k, v in found.items() if "bucket" in k and "healthz" in k]
    assert buckets == sorted(buckets)
    assert buckets[-1] == found["coterminous_request_seconds_count{route=healthz}"] == 3
    assert found["coterminous_request_seconds_sum{route=healthz}"] > 0


def test_a_panel_that_failed_is_counted(
    fresh: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_kwargs: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(compare_pictures, "tile_map", broken)
    fresh.get("/compare?limits=plain")
    assert told(fresh)["coterminous_failed_panels_total"] == 1


def test_the_store_its_loads_and_their_age_are_told(fresh: FlaskClient) -> None:
    found = told(fresh)
    assert found["coterminous_store_up"] == 1
    assert found["coterminous_loads"] >= 1
    assert found["coterminous_data_age_seconds"] > 0
    assert any(name.startswith("coterminous_info{code_version=") for name in found)


def test_what_readers_make_up_adds_nothing_to_the_list(fresh: FlaskClient) -> None:
    def make_up(turn: int) -> set[str]:
        fresh.get(f"/nowhere/{turn}?measure={turn}")
        fresh.open("/healthz", method=f"MADE{turn}")
        return set(told(fresh))

    make_up(0)
    first = make_up(1)
    assert [make_up(turn) for turn in range(2, 20)] == [first] * 18


@pytest.mark.parametrize(
    ("environ", "headers"),
    [
        ({"REMOTE_ADDR": "192.0.2.7"}, {}),
        ({"REMOTE_ADDR": ""}, {}),
        ({}, {"X-Forwarded-For": "127.0.0.1"}),
        ({}, {"X-Forwarded-Proto": "https"}),
        ({}, {"Forwarded": "for=127.0.0.1"}),
        ({}, {"Via": "1.1 proxy"}),
    ],
)
def test_for_everybody_else_there_are_no_numbers(
    client: FlaskClient, environ: dict[str, str], headers: dict[str, str]
) -> None:
    answer = client.get("/metrics", environ_overrides=environ, headers=headers)
    assert answer.status_code == 404
    assert "coterminous_" not in answer.get_data(as_text=True)


def test_through_a_listed_proxy_the_readers_own_address_counts(
    make_app: MakeApp,
) -> None:
    app = make_app(
        cache_url="memory:", trusted_proxies="127.0.0.1", metrics_allowed="10.1.0.0/16"
    )
    client = app.server.test_client()

    def status(**headers: str) -> int:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        answered: int = client.get("/metrics", headers=named).status_code
        return answered

    assert status(X_Forwarded_For="10.1.2.3") == 200
    assert status(X_Forwarded_For="10.2.2.3") == 404
    assert status(X_Forwarded_For="10.1.2.3, 192.0.2.7") == 404
    # A proxy that does not say who asks is no reason to answer.
    assert status(X_Forwarded_Proto="https") == 404


def test_nobody_is_told_where_nobody_is_listed(make_app: MakeApp) -> None:
    client = make_app(cache_url="memory:", metrics_allowed="").server.test_client()
    assert client.get("/metrics").status_code == 404
