"""When something is wrong: true status, a designed page, a reference, no inside."""

import json
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from layouts import compare_pictures
from layouts.pages import compare
from tests.integration.web.conftest import MakeApp
from tests.integration.web.documents import Element, read_document
from tests.integration.web.questions import POST, question


def designed(answer: TestResponse, status: int) -> Element:
    """The page of a failure: its status is true and one can go on from it."""
    assert answer.status_code == status
    text = answer.get_data(as_text=True)
    assert "Traceback" not in text
    document = read_document(text)
    assert document.one("h1").text
    places = [a.attributes["href"] for a in document.one("nav").every("a")]
    assert any(place.startswith("/compare") for place in places)
    assert answer.headers["Cache-Control"] == "no-store"
    return document


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere",
        "/compare/",
        "/compare/ranked",
        "/static/nothing.js",
        "/download/compare/unheard.csv",
        "/..%2f..%2fetc/passwd",
        "/_mcp",
    ],
)
def test_an_unknown_path_is_a_404_one_can_go_on_from(
    client: FlaskClient, path: str
) -> None:
    answer = client.get(path)
    if path.startswith("/_"):
        assert answer.status_code == 404
    else:
        designed(answer, 404)


def test_the_404_speaks_welsh_to_who_reads_welsh(client: FlaskClient) -> None:
    document = designed(client.get("/nowhere?lang=cy"), 404)
    assert document.one("html").attributes["lang"] == "cy"


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_a_page_is_only_asked_for(client: FlaskClient, method: str) -> None:
    designed(getattr(client, method)("/compare"), 405)


def test_a_panel_that_breaks_leaves_the_others_standing(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = make_app(cache_url="memory:").server.test_client()

    def broken(*_args: object, **_kwargs: object) -> None:
        raise ZeroDivisionError("inside")

    with monkeypatch.context() as patched:
        patched.setattr(compare_pictures, "tile_map", broken)
        answer = client.get("/compare?limits=plain")
    assert answer.status_code == 200
    document = read_document(answer.get_data(as_text=True))
    panel = document.one("section", id="panel-map")
    assert panel.one("code").text == answer.headers["X-Request-Reference"]
    assert "ZeroDivisionError" not in document.text
    assert document.one("section", id="panel-ranked").one("table")
    mended = read_document(client.get("/compare?limits=plain").get_data(as_text=True))
    assert mended.one("section", id="panel-map").one("ul", class_="tiles")


def test_a_page_that_breaks_gives_a_reference_that_is_in_the_log(
    make_app: MakeApp,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    client = make_app(cache_url="memory:").server.test_client()

    def broken(*_args: object, **_kwargs: object) -> None:
        raise ZeroDivisionError("inside")

    with monkeypatch.context() as patched:
        patched.setattr(compare, "compare_content", broken)
        answer = client.get("/compare?limits=plain")
    document = designed(answer, 500)
    reference = answer.headers["X-Request-Reference"]
    assert document.one("main").one("code").text == reference
    logged = [json.loads(line) for line in capfd.readouterr().err.splitlines()]
    failed = [line for line in logged if line["event"] == "failed"]
    assert failed[-1]["reference"] == reference
    assert "ZeroDivisionError: inside" in failed[-1]["exception"]


def spoil(store: Path) -> None:
    store.write_bytes(b"this is no database, and long enough to be read as one" * 99)


def test_a_page_without_its_store_says_so_and_that_nothing_is_lost(
    make_app: MakeApp, own_store: Path
) -> None:
    app = make_app(database_url=f"sqlite:///{own_store}", cache_url="memory:")
    client = app.server.test_client()
    spoil(own_store)
    document = designed(client.get("/data?area=E23000004"), 503)
    assert "cannot be reached" in document.one("h1").text
    assert client.get("/healthz").status_code == 200
    ready = client.get("/readyz")
    assert ready.status_code == 503
    assert "Traceback" not in ready.get_data(as_text=True)


def test_a_page_drawn_before_is_shown_with_a_notice_while_the_store_is_away(
    make_app: MakeApp, own_store: Path
) -> None:
    app = make_app(database_url=f"sqlite:///{own_store}", cache_url="memory:")
    client = app.server.test_client()
    before = read_document(client.get("/compare").get_data(as_text=True))
    spoil(own_store)
    answer = client.get("/compare")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    after = read_document(answer.get_data(as_text=True))
    assert after.one("h1").text == before.one("h1").text
    banners = [banner.text for banner in after.every(class_="banner")]
    assert any("cannot be reached" in banner for banner in banners)


def test_a_choice_without_the_store_is_a_503_a_script_can_read(
    make_app: MakeApp, own_store: Path
) -> None:
    app = make_app(database_url=f"sqlite:///{own_store}", cache_url="memory:")
    client = app.server.test_client()
    spoil(own_store)
    answer = client.post(POST, json=question("/compare?limits=plain"))
    assert answer.status_code == 503
    assert answer.get_json()["reference"] == answer.headers["X-Request-Reference"]
