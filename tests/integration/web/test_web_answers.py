"""Choices are answered in place; what is no question is refused."""

import json
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask, g
from flask.testing import FlaskClient
from werkzeug.exceptions import NotFound
from werkzeug.test import TestResponse

from callbacks import answers
from dashboard.access import Person, Role
from layouts.frame import Asked, Drawn, NoSuchPage
from layouts.pages import Found, Page
from layouts.pages.compare import PANELS
from tests.integration.web.documents import read_document
from tests.integration.web.questions import POST, question


def answered(client: FlaskClient, address: str) -> dict[str, Any]:
    answer = client.post(POST, json=question(address))
    assert answer.status_code == 200
    told: dict[str, Any] = answer.get_json()["response"]["answer"]["data"]
    return told


def assert_refused(answer: TestResponse) -> None:
    assert 400 <= answer.status_code < 500
    text = answer.get_data(as_text=True)
    assert "Traceback" not in text
    assert 'File "' not in text
    assert answer.headers["X-Request-Reference"]


def test_an_answer_holds_the_inside_of_every_region_of_the_page(
    client: FlaskClient,
) -> None:
    address = "/compare?measure=cps_conviction_rate_burglary&pinned=E23000004"
    told = answered(client, address)
    document = read_document(client.get(address).get_data(as_text=True))
    regions = {e.attributes["id"]: e for e in document.every(data_region="")}
    assert set(told["regions"]) == set(regions)
    assert {f"panel-{panel}" for panel in PANELS} <= set(regions)
    for name, inside in told["regions"].items():
        assert read_document(inside).text == regions[name].text
    assert told["title"] == document.one("head").one("title").text
    assert told["announce"] == document.one("h1").text


def test_an_answer_says_what_was_asked_and_the_shortest_link_to_it(
    client: FlaskClient,
) -> None:
    asked = "/compare?against=england_and_wales&lang=en&measure=cps_conviction_rate"
    told = answered(client, asked)
    assert told["asked"] == asked
    assert told["href"] == "/compare"


def test_a_link_with_a_note_is_left_as_the_reader_wrote_it(
    client: FlaskClient,
) -> None:
    told = answered(client, "/compare?colour=red")
    assert told["href"] == "/compare?colour=red"
    assert "colour" in told["regions"]["notes"]


def test_an_answer_is_the_same_the_second_time(client: FlaskClient) -> None:
    first = client.post(POST, json=question("/compare?limits=plain"))
    second = client.post(POST, json=question("/compare?limits=plain"))
    assert first.get_data() == second.get_data()


@pytest.mark.parametrize(
    "address",
    [
        "/nowhere",
        "/about",
        "https://example.org/compare",
        "//example.org/compare",
        "http://[::1/compare",
        "compare",
        "",
        None,
        7,
        ["/compare"],
        "/compare?" + "x" * 5000,
        "/compare?area=\ud800",
    ],
)
def test_an_address_that_is_no_live_page_of_ours_is_refused(
    client: FlaskClient, address: object
) -> None:
    assert_refused(client.post(POST, json=question(address)))


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        {},
        "text",
        0,
        {"output": "answer.data"},
        {"output": "answer.data", "inputs": []},
        {"output": "answer.data", "inputs": "all"},
        {"output": "answer.data", "inputs": [None]},
        {"output": "answer.data", "inputs": [{"id": {"type": "x"}}]},
        {"output": "url.href", "inputs": question("/compare")["inputs"]},
        {"output": ["answer.data"], "inputs": question("/compare")["inputs"]},
        {**question("/compare"), "outputs": {"id": "x", "property": "data"}},
        {**question("/compare"), "outputs": [[["deep"]]]},
        {**question("/compare"), "changedPropIds": {"a": 1}},
        {**question("/compare"), "changedPropIds": [1, 2]},
        {**question("/compare"), "changedPropIds": None},
        {**question("/compare"), "inputs": question("/compare")["inputs"] * 2},
        {**question("/compare"), "state": 5},
        {**question("/compare"), "cancelJob": ["1"], "background": True},
    ],
)
def test_a_body_of_any_other_shape_is_refused_without_a_traceback(
    client: FlaskClient, body: object
) -> None:
    answer = client.post(POST, json=body)
    if answer.status_code == 200:
        assert answer.get_json()["response"]["answer"]["data"]["asked"] == "/compare"
    else:
        assert_refused(answer)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "application/json"),
        (b"{", "application/json"),
        (b"\xff\xfe\x00", "application/json"),
        (b'{"output": "answer.data"}', "text/plain"),
        (b"output=answer.data", "application/x-www-form-urlencoded"),
        (json.dumps(["x"] * 100_000).encode(), "application/json"),
        (b"[" * 20_000, "application/json"),
    ],
)
def test_bytes_that_are_no_question_are_refused(
    client: FlaskClient, content: bytes, kind: str
) -> None:
    assert_refused(client.post(POST, data=content, content_type=kind))


def test_a_question_must_be_posted(client: FlaskClient) -> None:
    assert_refused(client.get(POST))
    assert_refused(client.put(POST, json=question("/compare")))


def test_a_page_answered_in_place_knows_who_is_asking(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[Asked] = []

    def draw(_views: object, question: Asked, _site: object) -> Drawn:
        asked.append(question)
        raise NoSuchPage

    page = Page("/somewhere", lambda _: "", draw, is_live=True)
    monkeypatch.setattr(answers, "page_at", lambda _: Found(page, ""))
    serving: Any = SimpleNamespace(views=None, site=None, today=date.today)
    for role in (Role.VIEWER, Role.ANALYST):
        with Flask("tested").test_request_context():
            g.person = Person("somebody", role)
            with pytest.raises(NotFound):
                answers.answer(serving, "/somewhere")
    assert [each.is_analyst for each in asked] == [False, True]
