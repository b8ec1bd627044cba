"""What is kept, by us and by readers, and what makes it new."""

import gzip
from pathlib import Path

import brotli
import pytest
from flask.testing import FlaskClient

from callbacks.responses import squeeze
from data.engine import make_engine
from data.version import bump_version
from tests.integration.web.conftest import MakeApp
from tests.integration.web.documents import read_document

BR = {"Accept-Encoding": "br, gzip"}


def test_a_reader_who_holds_the_page_is_told_so(client: FlaskClient) -> None:
    first = client.get("/compare", headers=BR)
    again = client.get(
        "/compare", headers={**BR, "If-None-Match": first.headers["ETag"]}
    )
    assert first.status_code == 200
    assert again.status_code == 304
    assert again.get_data() == b""
    assert again.headers["ETag"] == first.headers["ETag"]
    assert "no-cache" in first.headers["Cache-Control"]


@pytest.mark.parametrize(
    "path", ["/compare?lang=cy", "/compare?limits=plain", "/data", "/about"]
)
def test_another_page_has_another_tag(client: FlaskClient, path: str) -> None:
    tag = client.get("/compare", headers=BR).headers["ETag"]
    assert client.get(path, headers=BR).headers["ETag"] != tag
    answer = client.get(path, headers={**BR, "If-None-Match": tag})
    assert answer.status_code == 200


def test_each_encoding_holds_the_same_page_under_its_own_tag(
    client: FlaskClient,
) -> None:
    plain = client.get("/compare?limits=plain")
    br = client.get("/compare?limits=plain", headers={"Accept-Encoding": "br"})
    zipped = client.get("/compare?limits=plain", headers={"Accept-Encoding": "gzip"})
    assert brotli.decompress(br.get_data()) == plain.get_data()
    assert gzip.decompress(zipped.get_data()) == plain.get_data()
    answers = (plain, br, zipped)
    assert len({answer.headers["ETag"] for answer in answers}) == 3
    assert [answer.headers["Vary"] for answer in answers] == ["Accept-Encoding"] * 3


def test_two_processes_draw_the_same_bytes(make_app: MakeApp) -> None:
    pages = [
        make_app(cache_url="memory:").server.test_client().get("/compare").get_data()
        for _ in range(2)
    ]
    assert pages[0] == pages[1]


def test_a_load_makes_every_answer_new_at_the_next_request(
    make_app: MakeApp, own_store: Path
) -> None:
    url = f"sqlite:///{own_store}"
    client = make_app(database_url=url).server.test_client()
    before = client.get("/compare")
    with make_engine(url, read_only=False).begin() as connection:
        bump_version(connection, "a test")
    after = client.get("/compare", headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    versions = [
        read_document(answer.get_data(as_text=True)).one("footer").one("code").text
        for answer in (before, after)
    ]
    assert versions[0] != versions[1]


def _drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Notes each page that is made rather than found."""
    made: list[str] = []

    def noting(body: bytes, encoding: str) -> bytes:
        made.append(encoding)
        return squeeze(body, encoding)

    monkeypatch.setattr("callbacks.serving.squeeze", noting)
    return made


@pytest.mark.parametrize("cache_url", ["memory:", ""])
def test_the_same_question_is_worked_out_once(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch, cache_url: str
) -> None:
    client = make_app(cache_url=cache_url).server.test_client()
    made = _drawn(monkeypatch)
    pages = [client.get("/compare?limits=plain", headers=BR) for _ in range(3)]
    assert made == ["br"]
    assert len({page.get_data() for page in pages}) == 1


@pytest.mark.redis
def test_two_machines_share_one_redis(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch, redis_url: str
) -> None:
    clients = [make_app(cache_url=redis_url).server.test_client() for _ in range(2)]
    made = _drawn(monkeypatch)
    pages = [client.get("/compare?limits=plain", headers=BR) for client in clients]
    assert made == ["br"]
    assert pages[0].get_data() == pages[1].get_data()


@pytest.mark.redis
def test_two_deployments_with_prefixes_keep_apart_in_one_redis(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch, redis_url: str
) -> None:
    clients = [
        make_app(cache_url=redis_url, cache_key_prefix=name).server.test_client()
        for name in ("one", "other")
    ]
    made = _drawn(monkeypatch)
    for client in clients:
        client.get("/compare?limits=plain", headers=BR)
    assert made == ["br", "br"]


def test_while_the_cache_is_away_answers_are_worked_out(make_app: MakeApp) -> None:
    client = make_app(cache_url="redis://127.0.0.1:1/0").server.test_client()
    assert client.get("/compare").status_code == 200
    assert client.get("/compare").status_code == 200


def test_a_cache_of_no_known_kind_is_refused_at_start(make_app: MakeApp) -> None:
    with pytest.raises(ValueError, match="is not a cache"):
        make_app(cache_url="carrier://pigeon")


def test_mistaken_links_take_no_room(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = make_app(cache_url="memory:").server.test_client()
    made = _drawn(monkeypatch)
    for _ in range(2):
        assert "ETag" not in client.get("/compare?colour=red", headers=BR).headers
    assert made == ["br", "br"]


def test_a_static_file_is_named_by_its_content_and_kept_for_ever(
    client: FlaskClient,
) -> None:
    head = read_document(client.get("/compare").get_data(as_text=True)).one("head")
    sheet = head.one("link", rel="stylesheet").attributes["href"]
    answer = client.get(sheet, headers=BR)
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Content-Encoding"] == "br"
    assert answer.mimetype == "text/css"
    assert b"--own: #12436d" in brotli.decompress(answer.get_data())
    assert client.get("/static/pages.000000000000.css").status_code == 404


def test_the_chart_library_is_sent_squeezed(client: FlaskClient) -> None:
    main = read_document(client.get("/compare").get_data(as_text=True)).one(id="main")
    answer = client.get(main.attributes["data-charts"], headers=BR)
    assert answer.headers["Content-Encoding"] == "br"
    assert b"plotly.js" in brotli.decompress(answer.get_data())[:2000]


def test_the_scripts_of_the_live_part_are_sent_squeezed(client: FlaskClient) -> None:
    document = read_document(client.get("/compare").get_data(as_text=True))
    scripts = [s.attributes.get("src", "") for s in document.every("script")]
    ours = [s for s in scripts if s.startswith("/_dash-component-suites/")]
    assert ours
    for address in ours:
        answer = client.get(address, headers=BR)
        assert answer.headers["Content-Encoding"] == "br"
        assert "max-age=31536000" in answer.headers["Cache-Control"]


@pytest.mark.parametrize(
    "path",
    [
        "/download/compare/ranked.csv",
        "/download/compare/ranked.svg",
        "/download/compare/ranked.xlsx",
        "/download/priority/chart.csv",
        "/figure/compare/ranked.json",
        "/embed/compare/ranked",
        "/embed/compare/ranked.svg",
        "/embed",
    ],
)
def test_what_is_taken_away_by_a_mistaken_link_takes_no_room(
    path: str, client: FlaskClient
) -> None:
    assert "ETag" in client.get(path).headers
    for slip in ("colour=red", "period=never"):
        answer = client.get(f"{path}?{slip}")
        assert answer.status_code == 200
        if slip == "colour=red" or "compare" in path:
            assert "ETag" not in answer.headers


@pytest.mark.parametrize("path", ["/pack", "/meeting/new", "/meeting/new/notes"])
def test_what_is_put_together_with_a_mistaken_link_takes_no_room(
    path: str, client: FlaskClient
) -> None:
    assert "ETag" in client.get(f"{path}?item=/compare").headers
    for item in ("/compare%3Fcolour=red", "/compare%3Fperiod=never", "/nowhere"):
        answer = client.get(f"{path}?item=/compare&item={item}")
        assert answer.status_code == 200
        assert "ETag" not in answer.headers


def test_a_question_about_a_frame_with_more_than_is_asked_takes_no_room(
    make_app: MakeApp,
) -> None:
    origin = "https://figures.example.org"
    client = make_app(cache_url="memory:", base_url=origin).server.test_client()
    asked = f"/oembed?url={origin}/compare"
    assert "ETag" in client.get(f"{asked}&maxwidth=600").headers
    assert "ETag" not in client.get(f"{asked}&colour=red").headers


def test_a_frame_is_built_once_whatever_is_not_understood(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = make_app(cache_url="memory:").server.test_client()
    made = _drawn(monkeypatch)
    for width in ("100%25", "7", "8"):
        client.get(f"/embed?panel=compare/ranked&width={width}", headers=BR)
    assert made == ["br"]
