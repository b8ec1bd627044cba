"""What every answer tells a browser it may not do."""

import pytest
from flask.testing import FlaskClient


@pytest.mark.parametrize(
    "path",
    ["/compare", "/nowhere", "/healthz", "/download/compare/map.csv", "/favicon.ico"],
)
def test_every_answer_carries_the_headers(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    policy = dict(
        directive.split(" ", 1)
        for directive in headers["Content-Security-Policy"].split("; ")
    )
    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"] == "'none'"
    assert headers["X-Frame-Options"] == "DENY"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "Set-Cookie" not in headers


def test_each_answer_has_a_reference_of_its_own(client: FlaskClient) -> None:
    found = {client.get("/about").headers["X-Request-Reference"] for _ in range(5)}
    assert len(found) == 5


def test_a_secure_connection_is_asked_to_stay_so(client: FlaskClient) -> None:
    name = "Strict-Transport-Security"
    assert name not in client.get("/about").headers
    assert name in client.get("/about", base_url="https://localhost").headers
