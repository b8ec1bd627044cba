"""Whatever is asked of a page, a file, a frame or the callback, nothing breaks."""

import os
from collections.abc import Callable
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import Coterminous
from callbacks.answers import ENDPOINT
from dashboard.view_state import PARAMETERS
from tests.access.addresses import examples, live_pages
from tests.access.conftest import asking
from tests.access.plants import BESIDE
from tests.integration.web.questions import question

#: Tries of each kind; more of them by hand, see docs/testing.md.
TRIES = int(os.environ.get("FUZZ_TRIES", "60"))
#: What honest links hold, so that tries get past the first look at them.
VALUES = (
    "E23000010", "E23000004,E23000003", "cps_conviction_rate", BESIDE, "2014-Q3",
    "2025-11", "2025", "2024-25", "2024-12/2025-11", "month", "quarter", "year",
    "rolling_year", "similar", "region", "target", "area:E23000003", "plain", "cy",
    "cps", "2025-11-30", "1", "",
)  # fmt: skip
SLOW = (".png", ".xlsx", ".ods", ".zip", ".pdf", ".pptx")
TEXT = st.text(max_size=40)
QUERY = st.lists(
    st.tuples(
        st.sampled_from([*PARAMETERS, "x"]) | TEXT, st.sampled_from(VALUES) | TEXT
    ),
    max_size=6,
).map(lambda pairs: urlencode(pairs, errors="surrogatepass"))
RAW = st.binary(max_size=40).map(quote)
many = settings(
    max_examples=TRIES, deadline=None, suppress_health_check=list(HealthCheck)
)


def paths(app: Coterminous) -> st.SearchStrategy[str]:
    known = [
        address.partition("?")[0]
        for endpoint, found in examples(app.server).items()
        for address in found
        # Drawing dots and books takes long, and what is asked is read before that.
        if endpoint != "png" and not address.endswith(SLOW)
    ]
    parts = st.lists(
        st.sampled_from([part for path in known for part in path.split("/")])
        | TEXT.map(lambda text: quote(text, safe="", errors="replace")),
        max_size=4,
    )
    return st.sampled_from(known) | parts.map(
        # What follows two strokes the client of the tests would take for a host.
        lambda found: "/" + "/".join(found).lstrip("/")
    )


def assert_answered(client: FlaskClient, address: str, **headers: str) -> None:
    answer = client.get(address, headers=headers)
    assert answer.status_code < 500, (address, answer.status_code)
    assert b"Traceback" not in answer.get_data()


def test_any_address_is_answered(public: Coterminous) -> None:
    client = asking(public)

    @many
    @given(path=paths(public), query=QUERY | RAW)
    def ask(path: str, query: str) -> None:
        assert_answered(client, f"{path}?{query}")

    ask()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4)
    ),
    max_leaves=12,
)


def _changed(draw: Callable[..., Any], body: Any) -> Any:
    """A question with one part of it changed or left out."""
    part = draw(st.sampled_from(sorted(body)))
    if draw(st.booleans()):
        return {name: value for name, value in body.items() if name != part}
    return {**body, part: draw(JSON)}


@st.composite
def bodies(draw: Callable[..., Any]) -> Any:
    """Questions for pages, honest ones and others."""
    address = draw(st.sampled_from([*live_pages(), "/about", "//x", ""]) | TEXT)
    asked = question(f"{address}?{draw(QUERY)}")
    kind = draw(st.sampled_from(("honest", "changed", "href", "any")))
    if kind == "changed":
        return _changed(draw, asked)
    if kind == "href":
        return question(draw(JSON))
    return asked if kind == "honest" else draw(JSON)


def test_any_body_posted_to_the_callback_is_answered(public: Coterminous) -> None:
    client = asking(public)

    @many
    @given(body=bodies())
    def ask(body: Any) -> None:
        answer = client.post(ENDPOINT, json=body)
        assert answer.status_code < 500, body
        assert "Traceback" not in answer.get_data(as_text=True)

    ask()


def test_any_bytes_posted_to_the_callback_are_refused(public: Coterminous) -> None:
    client = asking(public)

    @many
    @given(body=st.binary(max_size=200), kind=st.sampled_from(("application/json", "")))
    def ask(body: bytes, kind: str) -> None:
        answer = client.post(ENDPOINT, data=body, content_type=kind)
        assert 400 <= answer.status_code < 500

    ask()


@pytest.mark.parametrize("path", ["/sign-in", "/sign-in/callback"])
def test_anything_sent_to_signing_in_is_answered(
    partner: Coterminous, path: str
) -> None:
    client = asking(partner)
    known = st.sampled_from(("state", "code", "iss", "error", "next", "lang"))
    pairs = st.lists(st.tuples(known, TEXT), max_size=5)

    @many
    @given(query=pairs.map(lambda p: urlencode(p, errors="surrogatepass")) | RAW)
    def ask(query: str) -> None:
        answer = client.get(f"{path}?{query}", base_url="http://localhost:8050")
        assert answer.status_code in (303, 400), query
        assert "Traceback" not in answer.get_data(as_text=True)

    ask()
