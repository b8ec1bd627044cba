"""Panels as other sites show them: headers, sizes, parts, and what a link may ask."""

import gzip
import re
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from flask.testing import FlaskClient

from data.engine import make_engine
from data.schema import upgrade
from layouts.pages import compare
from layouts.pages.offers import OFFERS
from tests.embed_sizes import DOCUMENT
from tests.integration.web.conftest import MakeApp
from tests.integration.web.documents import Element, read_document

GZIP = {"Accept-Encoding": "gzip"}
MOST_BYTES = 40 * 1024
ADDRESSES = [
    f"/embed/{page}/{panel}" for page, offer in OFFERS.items() for panel in offer.panels
]
RANKED = "/embed/compare/ranked"
PINNED = "pinned=E23000004,E23000002,E23000005,E23000013"


def frame(client: FlaskClient, address: str, *, status: int = 200) -> Element:
    answer = client.get(address)
    assert answer.status_code == status
    assert answer.mimetype == "text/html"
    return read_document(answer.get_data(as_text=True))


def policy(client: FlaskClient, address: str) -> dict[str, str]:
    told = client.get(address).headers["Content-Security-Policy"]
    pairs = (directive.partition(" ") for directive in told.split("; "))
    return {name: value for name, _, value in pairs}


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_panel_stands_by_itself(
    client: FlaskClient, address: str, language: str
) -> None:
    document = frame(client, f"{address}?lang={language}")
    root = document.one("html")
    assert (root.attributes["lang"], root.attributes["dir"]) == (language, "ltr")
    assert document.one("h1").text
    assert document.one("h2").text
    assert document.one("p", class_="say").text
    assert document.one("p", class_="crumb").text
    assert document.one("p", class_="caveat").text
    assert "Open Government Licence" in document.one(class_="source").text
    taken = client.get(f"{address.replace('embed', 'download')}.csv").get_data()
    if taken.count(b"\r\n") > 1:
        assert list(document.every("table")) or list(document.every("dl"))
    has_picture = list(document.every("svg")) or list(document.every(class_="tiles"))
    assert has_picture or not address.startswith("/embed/compare")


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_panel_is_under_forty_kilobytes(client: FlaskClient, address: str) -> None:
    told = client.get(f"{address}?{PINNED}&lang=cy", headers=GZIP)
    sheet = client.get("/embed.css", headers=GZIP)
    script = client.get("/embed-height.js", headers=GZIP)
    assert told.headers["Content-Encoding"] == "gzip"
    for part in (told, sheet, script):
        assert gzip.decompress(part.get_data())
    whole = sum(len(part.get_data()) for part in (told, sheet, script))
    assert 1024 < whole < MOST_BYTES


@pytest.mark.parametrize("address", [*ADDRESSES, "/embed/compare/none", "/embed/no/no"])
def test_a_panel_sets_no_cookie_and_may_be_framed_by_ours_alone(
    client: FlaskClient, address: str
) -> None:
    headers = client.get(address).headers
    assert "Set-Cookie" not in headers
    assert "X-Frame-Options" not in headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert policy(client, address) == {
        "default-src": "'none'",
        "style-src": "'self'",
        "img-src": "'self'",
        "script-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'self'",
    }


def test_listed_sites_may_frame_a_panel_and_nothing_else(make_app: MakeApp) -> None:
    hosts = "https://www.example.org http://127.0.0.1:9000"
    client = make_app(embed_hosts=hosts).server.test_client()
    assert policy(client, RANKED)["frame-ancestors"] == f"'self' {hosts}"
    for address in ("/compare", "/", "/download/compare/map.csv", "/embed.js"):
        assert policy(client, address)["frame-ancestors"] == "'none'"
        assert client.get(address).headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("address", ADDRESSES)
def test_all_a_panel_asks_for_is_ours_and_nothing_is_inline(
    client: FlaskClient, address: str
) -> None:
    text = client.get(address).get_data(as_text=True)
    document = read_document(text)
    asked = [e.attributes["href"] for e in document.every("link", rel="stylesheet")]
    asked += [e.attributes["src"] for e in document.every() if "src" in e.attributes]
    assert {urlsplit(each).path for each in asked} == {"/embed.css", "/embed-height.js"}
    assert not list(document.every("style"))
    assert not list(document.every("form"))
    assert all(not e.text for e in document.every("script"))
    for element in document.every():
        assert "style" not in element.attributes
        assert not [name for name in element.attributes if name.startswith("on")]
    assert "url(http" not in text


@pytest.mark.parametrize("address", ADDRESSES)
def test_ids_in_a_panel_are_unique_and_found(client: FlaskClient, address: str) -> None:
    document = frame(client, f"{address}?{PINNED}")
    ids = [e.attributes["id"] for e in document.every() if "id" in e.attributes]
    assert sorted(ids) == sorted(set(ids))
    for name in ("aria-labelledby", "aria-describedby"):
        referred = [e.attributes.get(name) for e in document.every()]
        assert {key for key in referred if key} <= set(ids)


@pytest.mark.parametrize("panel", ["ranked", "funnel", "trend"])
def test_a_picture_is_an_image_with_its_sentence_in_both_widths(
    client: FlaskClient, panel: str
) -> None:
    document = frame(client, f"/embed/compare/{panel}")
    images = list(document.every("svg", role="img"))
    assert [(i.attributes["class"], i.attributes["width"]) for i in images] == [
        ("wide", "558"),
        ("narrow", "358"),
    ]
    sentence = document.one("p", class_="say").text
    assert [i.one("desc").text for i in images] == [sentence, sentence]
    assert all(i.one("title").text for i in images)
    assert not [a for i in images for a in i.every("a")]


def test_the_link_leads_to_the_panel_on_its_page_with_the_same_query(
    client: FlaskClient,
) -> None:
    query = "measure=cps_conviction_rate_burglary&pinned=E23000004&lang=cy"
    document = frame(client, f"{RANKED}?{query}")
    assert document.one("base").attributes == {"target": "_blank"}
    (link,) = (
        a.attributes["href"]
        for a in document.one("footer").every("a")
        if a.attributes["href"].startswith("/")
    )
    parts = urlsplit(link)
    assert (parts.path, parts.fragment) == ("/compare", "panel-ranked")
    assert sorted(parse_qsl(parts.query)) == sorted(parse_qsl(query))
    assert client.get(link).status_code == 200


def test_a_panel_and_its_page_say_the_same(client: FlaskClient) -> None:
    query = "measure=cps_conviction_rate_burglary&window=quarter"
    page = frame(client, f"/compare?{query}")
    for panel in OFFERS["compare"].panels:
        document = frame(client, f"/embed/compare/{panel}?{query}")
        section = page.one("section", id=f"panel-{panel}")
        assert document.one("h1").text == page.one("h1").text
        assert document.one("h2").text == section.one("h2").text
        assert (
            document.one("p", class_="say").text == section.one("p", class_="say").text
        )


def test_what_a_link_may_not_ask_is_said_and_the_answer_is_not_held(
    client: FlaskClient,
) -> None:
    address = f"{RANKED}?measure=nonsense&colour=%3Cscript%3Ered"
    answer = client.get(address)
    document = read_document(answer.get_data(as_text=True))
    said = " ".join(e.text for e in document.every(class_="notice"))
    assert "colour" in said
    assert "nonsense" in said
    assert b"<script>red" not in answer.get_data()
    assert answer.headers["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers


@pytest.mark.parametrize(
    "address",
    ["/embed/compare/none", "/embed/none/ranked", "/embed/data/ranked"],
)
@pytest.mark.parametrize("language", ["en", "cy"])
def test_an_unknown_panel_is_missed_inside_the_frame(
    client: FlaskClient, address: str, language: str
) -> None:
    document = frame(client, f"{address}?lang={language}", status=404)
    assert document.one("html").attributes["lang"] == language
    assert document.one("body").attributes["class"] == "embed"
    assert document.one("h1").text
    assert document.one("footer").one("a").attributes["href"] == f"/?lang={language}"
    assert not list(document.every("nav"))


def test_a_panel_without_figures_says_what_is_missing(
    make_app: MakeApp, tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path / 'empty.db'}"
    upgrade(make_engine(url, read_only=False))
    client = make_app(database_url=url).server.test_client()
    for address in ADDRESSES:
        document = frame(client, address)
        assert document.one("h1").text
        assert not list(document.every("svg", role="img"))
        assert client.get(f"{address}.svg").status_code == 404
    for panel in compare.PANELS:
        document = frame(client, f"/embed/compare/{panel}")
        assert "No figures are loaded" in document.one(class_="blank").text
        assert "Nothing has been loaded" in document.one("h1").text


def test_invented_figures_are_called_so_inside_the_frame(client: FlaskClient) -> None:
    for address in ADDRESSES:
        notices = frame(client, address).every(class_="notice")
        assert "Demonstration figures" in next(notices).text


def test_a_holder_of_a_panel_asks_again_by_its_tag(client: FlaskClient) -> None:
    first = client.get(RANKED, headers=GZIP)
    tag = first.headers["ETag"]
    assert not tag.startswith("W/")
    again = client.get(RANKED, headers={**GZIP, "If-None-Match": tag})
    assert (again.status_code, again.get_data()) == (304, b"")
    assert again.headers["ETag"] == tag
    for answer in (first, again):
        held = answer.headers["Cache-Control"]
        assert re.fullmatch(
            r"public, max-age=300, stale-while-revalidate=\d+, stale-if-error=\d+", held
        )
        assert "frame-ancestors" in answer.headers["Content-Security-Policy"]
    other = client.get(f"{RANKED}?lang=cy", headers=GZIP)
    assert other.headers["ETag"] != tag


def test_another_public_address_is_another_tag(make_app: MakeApp) -> None:
    settings: tuple[dict[str, str], ...] = (
        {},
        {"base_url": "https://figures.example.org"},
    )
    answers = [make_app(**s).server.test_client().get(RANKED) for s in settings]
    assert len({answer.headers["ETag"] for answer in answers}) == 2
    canonical = read_document(answers[1].get_data(as_text=True)).one(
        "link", rel="canonical"
    )
    assert canonical.attributes["href"].startswith(
        "https://figures.example.org/compare"
    )


def test_a_file_of_frames_keeps_its_name_and_an_old_version_still_finds_it(
    client: FlaskClient,
) -> None:
    head = frame(client, RANKED).one("head")
    current = head.one("link", rel="stylesheet").attributes["href"]
    assert "immutable" in client.get(current).headers["Cache-Control"]
    for address in ("/embed.css", "/embed.css?v=gone", "/embed.js"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert "immutable" not in answer.headers["Cache-Control"]
        tag = {"If-None-Match": answer.headers["ETag"]}
        assert client.get(address, headers=tag).status_code == 304


def test_the_script_for_hosts_is_small(client: FlaskClient) -> None:
    answer = client.get("/embed.js")
    assert answer.mimetype == "text/javascript"
    assert 200 < len(answer.get_data()) < 2048


def test_each_panel_of_a_page_offers_the_line_to_paste(make_app: MakeApp) -> None:
    origin = "https://figures.example.org"
    client = make_app(base_url=origin).server.test_client()
    page = frame(client, "/compare?pinned=E23000004&lang=cy")
    for panel in OFFERS["compare"].panels:
        section = page.one("section", id=f"panel-{panel}")
        field = section.one("textarea", data_snippet="")
        assert "readonly" in field.attributes
        line = read_document(field.text).one("iframe")
        assert line.attributes["src"].startswith(f"{origin}/embed/compare/{panel}?")
        assert ": " in line.attributes["title"]
        assert not re.search(r"\d", line.attributes["title"])
        assert "style" not in line.attributes
        address = line.attributes["src"].removeprefix(origin)
        assert client.get(address).status_code == 200
        assert address in {a.attributes["href"] for a in section.every("a")}


def test_the_document_on_embeds_tells_the_size_of_each_panel() -> None:
    told = DOCUMENT.read_text("utf-8")
    for address in ADDRESSES:
        assert f"| `{address}` | " in told, "python -m tests.embed_sizes --write"
