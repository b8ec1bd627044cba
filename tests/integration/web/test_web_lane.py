"""What was sent once is sent again as it was, and never a moment too long."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from wsgiref.types import WSGIApplication

import brotli
import pytest
from flask.testing import FlaskClient

from app import configure_logs
from callbacks.counts import Counts
from callbacks.lane import Lane
from dashboard.settings import Settings
from data.engine import make_engine
from data.version import bump_version
from tests.integration.web.conftest import MakeApp
from tests.integration.web.questions import POST, question

BR = {"Accept-Encoding": "br, gzip"}
MakeClient = Callable[..., FlaskClient]
UNLIKE = {"X-Request-Reference", "Date"}


@pytest.fixture
def fresh(make_app: MakeApp) -> Iterator[Callable[..., FlaskClient]]:
    """Makes clients of apps that have sent nothing and say where answers come from.

    To be called in the test itself, whose standard error the log then goes to.
    """

    def make(**settings: object) -> FlaskClient:
        app = make_app(cache_url="memory:", log_level="INFO", **settings)
        client: FlaskClient = app.server.test_client()
        return client

    yield make
    configure_logs(Settings(log_level="ERROR"))


def sources(capfd: pytest.CaptureFixture[str]) -> list[str]:
    """Where each answer came from, as the log has it."""
    lines = [json.loads(line) for line in capfd.readouterr().err.splitlines()]
    return [line["source"] for line in lines if line["event"] == "request"]


@pytest.mark.parametrize(
    "path",
    [
        "/compare?limits=plain",
        "/?lang=cy",
        "/measure/cps_conviction_rate",
        "/download/compare/ranked.csv",
        "/figure/compare/ranked.json",
        "/embed/compare/ranked",
    ],
)
def test_what_is_sent_again_is_what_was_sent(
    fresh: MakeClient, capfd: pytest.CaptureFixture[str], path: str
) -> None:
    client = fresh()
    capfd.readouterr()
    answers = [client.get(path, headers=BR) for _ in range(3)]
    assert sources(capfd) == ["made", "sent", "sent"]
    assert len({answer.get_data() for answer in answers}) == 1
    headers = [
        sorted((name, value) for name, value in answer.headers if name not in UNLIKE)
        for answer in answers
    ]
    assert headers[0] == headers[1] == headers[2]
    references = {answer.headers["X-Request-Reference"] for answer in answers}
    assert len(references) == 3


def test_a_choice_is_sent_again_whoever_makes_it(
    fresh: MakeClient, capfd: pytest.CaptureFixture[str]
) -> None:
    client = fresh()
    capfd.readouterr()
    asked = question("/compare?limits=plain")
    first = client.post(POST, json=asked, headers=BR)
    asked["inputs"][0]["value"]["attempt"] = 7
    again = client.post(POST, json=asked, headers=BR)
    assert sources(capfd) == ["made", "sent"]
    assert first.get_data() == again.get_data()
    assert again.headers["Cache-Control"] == "no-store"
    assert json.loads(brotli.decompress(again.get_data()))["response"]


def test_who_holds_the_answer_is_told_so_by_either_way(fresh: MakeClient) -> None:
    client = fresh()
    tag = client.get("/about", headers=BR).headers["ETag"]
    held = client.get("/about", headers={**BR, "If-None-Match": tag})
    other = client.get("/about", headers={**BR, "If-None-Match": '"other"'})
    assert (held.status_code, held.get_data()) == (304, b"")
    assert held.headers["ETag"] == tag
    assert "Content-Encoding" not in held.headers
    assert other.status_code == 200


def test_another_encoding_day_or_scheme_is_another_answer(
    fresh: MakeClient, capfd: pytest.CaptureFixture[str]
) -> None:
    client = fresh()
    capfd.readouterr()
    client.get("/about", headers=BR)
    client.get("/about")
    secure = client.get("/about", headers=BR, base_url="https://localhost")
    assert "Strict-Transport-Security" in secure.headers
    assert "sent" not in sources(capfd)


def test_a_load_is_seen_at_the_next_request(
    fresh: MakeClient, own_store: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    url = f"sqlite:///{own_store}"
    client = fresh(database_url=url)
    tags = {client.get("/data").headers["ETag"] for _ in range(2)}
    with make_engine(url, read_only=False).begin() as connection:
        bump_version(connection, "a test")
    capfd.readouterr()
    assert client.get("/data").headers["ETag"] not in tags
    assert sources(capfd) == ["made"]


@pytest.mark.parametrize("path", ["/nowhere", "/healthz", "/compare?colour=red"])
def test_what_is_passing_is_never_sent_again(
    fresh: MakeClient, capfd: pytest.CaptureFixture[str], path: str
) -> None:
    client = fresh()
    capfd.readouterr()
    for _ in range(2):
        client.get(path)
    assert sources(capfd) == ["made", "made"]


def test_a_body_of_another_shape_is_looked_at_properly(client: FlaskClient) -> None:
    for body in ("{", "[]", json.dumps({"inputs": []}), "9" * 70_000):
        answer = client.post(POST, data=body, content_type="application/json")
        assert 400 <= answer.status_code < 500
    plain = json.dumps(question("/compare"))
    assert client.post(POST, data=plain, content_type="text/plain").status_code == 400


def lane_of(application: WSGIApplication, *, room: int) -> Lane:
    return Lane(
        application,
        version=lambda: "1",
        today=lambda: "2026-01-01",
        posted=lambda path, body: None,
        counts=Counts(),
        room=room,
    )


def test_the_longest_unused_answer_goes_when_there_is_no_room() -> None:
    asked: list[str] = []

    def application(environ, start_response):  # type: ignore[no-untyped-def]
        asked.append(environ["PATH_INFO"])
        environ["coterminous.data_version"] = "1"
        start_response("200 OK", [("ETag", f'"{environ["PATH_INFO"]}"')])
        return [b"x" * 40]

    lane = lane_of(application, room=100)

    def get(path: str) -> bytes:
        environ = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "wsgi.url_scheme": "http",
        }
        return b"".join(lane(environ, lambda *_: lambda _: None))

    for path in ("/a", "/b", "/a", "/c", "/b", "/a"):
        assert get(path) == b"x" * 40
    # The third took the place of the first, which had to be made again.
    assert asked == ["/a", "/b", "/c", "/a"]
