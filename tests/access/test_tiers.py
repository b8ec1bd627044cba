"""Public processes know of no partner measure; partner ones answer nobody unknown."""

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit
from zipfile import ZipFile

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import Coterminous
from callbacks.access.rules import RULES
from callbacks.answers import ENDPOINT
from callbacks.serving import Serving
from dashboard.access import Role
from tests.access.addresses import examples, live_pages
from tests.access.conftest import PROXY_SECRET, MakeApp, asking
from tests.access.plants import BESIDE, MEASURE, SERIES, TRACES, planted_catalogue
from tests.integration.web.documents import read_document
from tests.integration.web.questions import question

#: Ways to look at a page under which something of another measure could show.
QUERIES = ("", f"lang=cy&measure={BESIDE}&window=quarter&area=E23000004")
#: Headers that differ between any two answers, or with the address that was asked.
PASSING = ("Date", "ETag", "X-Request-Reference")
#: Each is as long as a reader waits for a file; only a pack that never comes takes all.
MOST_WAITS = 100
VIEWER = {
    "X-Proxy-Secret": PROXY_SECRET,
    "X-Forwarded-User": "vera",
    "X-Forwarded-Groups": "staff, viewer",
}
ANALYST = {**VIEWER, "X-Forwarded-User": "anna", "X-Forwarded-Groups": "analyst"}


def with_query(address: str, query: str) -> str:
    if not query:
        return address
    return f"{address}{'&' if '?' in address else '?'}{query}"


def every_address(app: Coterminous, queries: tuple[str, ...] = QUERIES) -> list[str]:
    found = [each for some in examples(app.server).values() for each in some]
    return [with_query(address, query) for address in found for query in queries]


def unpacked(body: bytes) -> bytes:
    """What a file says: of a workbook or an archive, what is in each of its parts."""
    if not body.startswith(b"PK"):
        return body
    with ZipFile(BytesIO(body)) as archive:
        return b"\n".join(archive.read(name) for name in archive.namelist())


def told(answer: TestResponse) -> str:
    """Everything an answer says, in its headers too."""
    named = [(n, v) for n, v in answer.headers.items() if n not in PASSING]
    headers = "\n".join(f"{name}: {value}" for name, value in named)
    body = unpacked(answer.get_data()).decode("utf-8", "replace")
    return f"{headers}\n\n{body}".replace(answer.headers["X-Request-Reference"], "")


def settled(client: FlaskClient, address: str, **more: object) -> TestResponse:
    """The answer; of a pack once it is made, however long that takes."""
    answer = client.get(address, **more)
    for _ in range(MOST_WAITS):
        if not answer.headers.get("Location", "").startswith("/pack/making?"):
            break
        answer = client.get(address, **more)
    return answer


def ask_everything(
    client: FlaskClient, app: Coterminous, **more: object
) -> Iterator[tuple[str, TestResponse]]:
    for address in every_address(app):
        yield address, settled(client, address, **more)
    for page in live_pages():
        for query in QUERIES:
            asked = question(with_query(page, query))
            yield f"POST {page}?{query}", client.post(ENDPOINT, json=asked, **more)


def test_every_route_is_asked_here(
    public: Coterminous, behind_proxy: Coterminous
) -> None:
    for app in (public, behind_proxy):
        routes = {rule.endpoint for rule in app.server.url_map.iter_rules()}
        missing = routes - examples(app.server).keys()
        assert not missing, "say in tests/access/addresses.py how to ask for these"


def test_a_public_process_says_nothing_of_a_partner_measure(
    public: Coterminous,
) -> None:
    asked = list(ask_everything(asking(public), public))
    assert {a for a, answer in asked if TRACES.search(told(answer))} == set()
    assert [a for a, answer in asked if answer.status_code >= 500] == []
    assert sum(answer.status_code == 200 for _, answer in asked) > 60


def test_a_public_process_is_the_same_as_if_the_measure_had_never_been_defined(
    make_app: MakeApp, public: Coterminous
) -> None:
    never = make_app(defined=planted_catalogue().for_tier("public"))
    others = dict(ask_everything(asking(never), never))
    differing = [
        address
        for address, answer in ask_everything(asking(public), public)
        if told(answer) != told(others[address])
    ]
    # How often each was asked is each one's own; no measure is named there.
    assert {address.partition("?")[0] for address in differing} == {"/metrics"}


@pytest.mark.parametrize(
    "address",
    [
        "/measure/{}",
        "/measure?measure={}",
        "/compare?measure={}",
        "/?measure={}",
        "/download/compare/ranked.csv?measure={}",
        "/download/measure/chart.csv?measure={}",
        "/figure/compare/ranked.json?measure={}",
        "/embed/compare/ranked?measure={}",
        "/embed/compare/ranked.svg?measure={}",
        "/oembed?url=http://localhost/embed/compare/ranked?measure={}",
        "/api/v1/results?measure={}",
        "/api/v1/measures.csv?measure={}",
        "/api/v1/observations?series={}",
        "POST /compare?measure={}",
        "POST /measure/{}",
    ],
)
def test_a_partner_measure_asked_for_by_name_is_answered_as_one_that_never_was(
    public: Coterminous, address: str
) -> None:
    client, said = asking(public), []
    for name in (MEASURE, MEASURE.replace("quokka", "wombat")):
        way, _, page = address.format(name).rpartition("POST ")
        answer = (
            client.post(ENDPOINT, json=question(page))
            if address.startswith("POST")
            else client.get(page or way)
        )
        said.append((answer.status_code, told(answer).replace(name, "")))
    assert said[0] == said[1]


def test_a_partner_process_shows_the_measure_to_who_is_signed_in(
    behind_proxy: Coterminous,
) -> None:
    """Otherwise finding no trace of it would prove nothing."""
    client = asking(behind_proxy)
    seen = [
        address
        for address in (
            f"/measure/{MEASURE}",
            f"/compare?measure={MEASURE}",
            "/measures",
            "/data",
            "/",
            f"/download/compare/ranked.csv?measure={MEASURE}",
            f"/figure/compare/ranked.json?measure={MEASURE}",
            f"/api/v1/results?measure={MEASURE}",
            f"/api/v1/measures.csv?measure={MEASURE}",
            f"/api/v1/observations?series={SERIES}",
            "/api/v1/openapi.json",
        )
        if TRACES.search(told(client.get(address, headers=VIEWER)))
    ]
    assert len(seen) == 11


def unsigned(app: Coterminous) -> list[tuple[str, str, int]]:
    """How to ask for each route, and what answers it where nobody is signed in."""
    asked = []
    for endpoint, addresses in examples(app.server).items():
        rule = RULES[endpoint]
        if endpoint not in app.server.view_functions:
            continue
        status = 404 if rule.is_public_only else 401 if rule.role else 0
        asked += [(endpoint, address, status) for address in addresses]
    return asked


def forged(app: Coterminous) -> dict[str, dict[str, str]]:
    """Headers that anybody could send."""
    return {
        "none": {},
        "no secret": {k: v for k, v in ANALYST.items() if k != "X-Proxy-Secret"},
        "wrong secret": {**ANALYST, "X-Proxy-Secret": PROXY_SECRET[:-1]},
        "no name": {**ANALYST, "X-Forwarded-User": " "},
        "a cookie": {"Cookie": "session=eyJyb2xlIjoyfQ.aaaa.bbbb"},
    }


def test_nobody_gets_anything_of_a_partner_process_without_signing_in(
    behind_proxy: Coterminous, partner: Coterminous
) -> None:
    for app in (behind_proxy, partner):
        client = asking(app)
        for name, headers in forged(app).items():
            for _, address, status in unsigned(app):
                for method in ("get", "head", "options"):
                    answer = getattr(client, method)(address, headers=headers)
                    said = (name, method, address, answer.status_code)
                    if status:
                        assert said == (name, method, address, status)
                        assert answer.headers["Cache-Control"] == "no-store"
                    assert not TRACES.search(told(answer)), said
            posted = client.post(ENDPOINT, json=question("/compare"), headers=headers)
            assert posted.status_code == 401
            assert client.post("/nowhere", headers=headers).status_code == 401
            assert client.get("/nowhere", headers=headers).status_code == 401


def test_a_proxy_that_is_not_listed_says_nothing(behind_proxy: Coterminous) -> None:
    client = asking(behind_proxy)
    answer = client.get(
        "/about", headers=VIEWER, environ_overrides={"REMOTE_ADDR": "10.9.8.7"}
    )
    assert answer.status_code == 401


def test_a_reader_cannot_pass_for_the_proxy_by_its_address(
    behind_proxy: Coterminous,
) -> None:
    client = asking(behind_proxy)
    answer = client.get(
        "/about",
        headers={**VIEWER, "X-Forwarded-For": "127.0.0.1"},
        environ_overrides={"REMOTE_ADDR": "10.9.8.7"},
    )
    assert answer.status_code == 401


def test_who_has_no_role_here_is_told_so(behind_proxy: Coterminous) -> None:
    client = asking(behind_proxy)
    for roles in ("", "staff", "Viewer", "viewers", "view er"):
        headers = {**VIEWER, "X-Forwarded-Groups": roles}
        assert client.get("/", headers=headers).status_code == 403


def test_one_role_cannot_do_the_others_work(behind_proxy: Coterminous) -> None:
    client = asking(behind_proxy)
    for endpoint, address, status in unsigned(behind_proxy):
        if status != 401:
            continue
        is_for_all = RULES[endpoint].role == Role.VIEWER
        viewer = client.get(address, headers=VIEWER)
        analyst = client.get(address, headers=ANALYST)
        assert (viewer.status_code == 403) is not is_for_all, address
        assert analyst.status_code not in (401, 403), address
        for answer in (viewer, analyst):
            assert answer.headers["Cache-Control"] == "no-store"
            assert "ETag" not in answer.headers
            assert "Access-Control-Allow-Origin" not in answer.headers


def test_pages_of_the_partner_tier_offer_no_frame_and_name_none(
    behind_proxy: Coterminous,
) -> None:
    client = asking(behind_proxy)
    for page in ["/", *examples(behind_proxy.server)["/<path:path>"]]:
        answer = client.get(page, headers=VIEWER)
        if answer.status_code != 200:
            continue
        body = answer.get_data(as_text=True)
        document = read_document(body)
        assert list(document.every(class_="snippet")) == [], page
        assert "&lt;iframe" not in body
        assert "/oembed" not in body
        for element in document.every():
            for name in ("href", "src", "content"):
                address = element.attributes.get(name, "")
                assert not urlsplit(address).path.startswith("/embed/"), page


@pytest.mark.redis
def test_what_is_kept_for_partners_is_not_found_by_the_public(
    make_app: MakeApp, redis_url: str
) -> None:
    shared = {"cache_url": redis_url, "secret_key": "the same key for both of them, x"}
    partner = make_app(
        tier="partner",
        proxy_secret=PROXY_SECRET,
        trusted_proxies="127.0.0.1",
        **shared,
    )
    public = make_app(**shared)
    for _ in ask_everything(asking(partner), partner, headers=VIEWER):
        pass
    leaks = [
        address
        for address, answer in ask_everything(asking(public), public)
        if TRACES.search(told(answer))
    ]
    assert leaks == []


def test_an_old_page_shown_while_the_store_is_away_is_of_the_same_audience(
    make_app: MakeApp, planted_store: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    copied = tmp_path_factory.mktemp("away") / "away.db"
    copied.write_bytes(Path(planted_store.removeprefix("sqlite:///")).read_bytes())
    app = make_app(
        database_url=f"sqlite:///{copied}",
        tier="partner",
        proxy_secret=PROXY_SECRET,
        trusted_proxies="127.0.0.1",
    )
    client = asking(app)
    before = client.get("/data", headers=ANALYST)
    assert "2025-04-01,quarter" in told(before)
    copied.write_bytes(b"this is no database, and long enough to be read as one" * 99)
    assert client.get("/data", headers=ANALYST).status_code == 200
    assert client.get("/data", headers=VIEWER).status_code == 503
    assert client.get("/data").status_code == 401


def test_keys_of_kept_answers_differ_by_tier_and_role(
    public: Coterminous, behind_proxy: Coterminous
) -> None:
    keys = set()
    for app, headers in ((public, {}), (behind_proxy, VIEWER), (behind_proxy, ANALYST)):
        serving: Serving = app.pages._serving
        with app.server.test_request_context(
            "/data",
            headers=headers,
            environ_base={
                "REMOTE_ADDR": "127.0.0.1",
                "coterminous.came_through_proxy": True,
            },
        ):
            app.server.preprocess_request()
            keys.add(json.dumps(serving.key("page", "/data?", "1")))
    assert len(keys) == 3
