"""Board packs: what is chosen stands in the address, and comes out as documents."""

import json
import re
from io import BytesIO
from threading import Event
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit
from zipfile import ZipFile

import pytest
from flask.testing import FlaskClient
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from callbacks.jobs import (
    AT_ONCE,
    FETCHED_SECONDS,
    MOST_WAITING,
    Busy,
    Jobs,
    Tells,
    Work,
)
from callbacks.kept import KEEP_SECONDS, Keeper, Kept
from layouts.pages.offers import OFFERS
from tests.integration.web.conftest import MakeApp
from tests.integration.web.documents import Element, read_document

PINNED = "pinned=E23000004"
ITEMS = (
    f"/compare?{PINNED}",
    f"/compare?{PINNED}#panel-funnel",
    "/compare#panel-map",
    f"/measure/cps_conviction_rate?{PINNED}",
    "/embed/overview/attention",
    "disproportionality/cascade?area=E23000004",
)
#: Every panel there is, a few at a time.
EVERY = [f"/embed/{page}/{panel}" for page, o in OFFERS.items() for panel in o.panels]
KINDS = ("html", "pptx", "pdf")


def query(*items: str, **more: str) -> str:
    return urlencode([*[("item", item) for item in items], *more.items()])


def taken(client: FlaskClient, kind: str, asked: str) -> bytes:
    """The document, however long it takes."""
    for _ in range(200):
        answer = client.get(f"/download/pack.{kind}?{asked}")
        if answer.status_code == 200:
            return answer.get_data()
        assert answer.status_code == 303
        making = answer.headers["Location"]
        assert making.startswith("/pack/making?")
        news = client.get(making.replace("/pack/making?", "/pack/progress?"))
        assert not json.loads(news.get_data())["failed"]
    raise AssertionError("the pack never came")


def page(client: FlaskClient, address: str) -> Element:
    answer = client.get(address)
    assert answer.status_code == 200
    return read_document(answer.get_data(as_text=True))


def texts(slide: Any) -> str:
    return " ".join(s.text_frame.text for s in slide.shapes if s.has_text_frame)


@pytest.fixture(scope="module")
def deck(app: Any) -> Any:
    asked = query(*ITEMS, title="Board of 31 March")
    return Presentation(BytesIO(taken(app.server.test_client(), "pptx", asked)))


def test_the_views_that_are_chosen_stand_in_the_address_in_their_order(
    client: FlaskClient,
) -> None:
    document = page(client, f"/pack?{query(*ITEMS)}")
    lines = list(document.one("ol", class_="pack-list").every("li"))
    assert len(lines) == len(ITEMS)
    up = next(a for a in lines[1].every("a") if "Move up" in a.text)
    moved = parse_qsl(urlsplit(up.attributes["href"]).query)
    assert [item for _, item in moved] == [ITEMS[1], ITEMS[0], *ITEMS[2:]]
    gone = next(a for a in lines[0].every("a") if "Remove" in a.text)
    rest = parse_qsl(urlsplit(gone.attributes["href"]).query)
    assert [item for _, item in rest] == [*ITEMS[1:]]
    for line in lines:
        address = next(line.every("a")).attributes["href"]
        assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    ("form", "item"),
    [
        ({"view": "compare/funnel", "of": "cps_conviction_rate_burglary"},
         "/compare?measure=cps_conviction_rate_burglary#panel-funnel"),
        ({"view": "measure/chart", "of": "cps_conviction_rate"},
         "/measure/cps_conviction_rate#panel-chart"),
        ({"view": "overview/attention", "of": "x"}, "/#panel-attention"),
        ({"link": "http://localhost/compare?lang=cy#panel-map"},
         "/compare?lang=cy#panel-map"),
    ],
)  # fmt: skip
def test_a_view_is_added_without_script(
    client: FlaskClient, form: dict[str, str], item: str
) -> None:
    kept = query(ITEMS[0])
    answer = client.get(f"/pack?{kept}&{urlencode(form)}")
    assert answer.status_code == 303
    led = parse_qsl(urlsplit(answer.headers["Location"]).query)
    assert led == [("item", ITEMS[0]), ("item", item)]
    assert len(list(page(client, answer.headers["Location"]).every("ol"))) == 1


@pytest.mark.parametrize(
    "bad", ["https://elsewhere.example/compare", "/data", "nonsense", "/embed/no/no"]
)
def test_what_is_no_view_is_said_and_left_out(client: FlaskClient, bad: str) -> None:
    document = page(client, f"/pack?{query(ITEMS[0], bad)}")
    assert bad in document.one(class_="notice").text
    assert len(list(document.one("ol", class_="pack-list").every("li"))) == 1


def test_a_pack_holds_no_more_than_a_meeting_does(client: FlaskClient) -> None:
    many = [f"/compare?period={year}" for year in range(1990, 2030)]
    document = page(client, f"/pack?{query(*many)}")
    assert len(list(document.one("ol", class_="pack-list").every("li"))) == 20


def test_a_pack_with_nothing_in_it_leads_back_to_the_choice(
    client: FlaskClient,
) -> None:
    answer = client.get("/download/pack.pdf?item=")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/pack")


@pytest.mark.parametrize("kind", KINDS)
def test_a_second_run_is_the_same_bytes(make_app: MakeApp, kind: str) -> None:
    asked = query(*ITEMS, title="Bwrdd ŵ ŷ", lang="cy")
    clients = [make_app(cache_url="memory:").server.test_client() for _ in range(2)]
    once, again = (taken(client, kind, asked) for client in clients)
    assert once == again


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("start", range(0, len(EVERY), 8))
def test_every_panel_there_is_can_stand_in_a_pack(
    client: FlaskClient, start: int, kind: str
) -> None:
    content = taken(client, kind, query(*EVERY[start : start + 8], lang="cy"))
    begins = {"html": b"<!doctype", "pptx": b"PK", "pdf": b"%PDF"}
    assert content.startswith(begins[kind])


def test_the_page_of_a_pack_needs_nothing_else_and_names_everything_once(
    client: FlaskClient,
) -> None:
    asked = query(*ITEMS, *EVERY[:3], lang="cy")
    text = taken(client, "html", asked).decode()
    answer = client.get(f"/download/pack.html?{asked}")
    document = read_document(text)
    assert document.one("html").attributes["lang"] == "cy"
    assert "src=" not in text
    assert not list(document.every("link", rel="stylesheet"))
    assert not list(document.every("script"))
    names = [e.attributes["id"] for e in document.every() if "id" in e.attributes]
    assert sorted(names) == sorted(set(names))
    for attribute in ("aria-labelledby", "aria-describedby"):
        told = [
            e.attributes[attribute]
            for e in document.every()
            if attribute in e.attributes
        ]
        assert {each for names_ in told for each in names_.split()} <= set(names)
    for link in document.every("a"):
        href = link.attributes["href"]
        assert href.startswith(("http", "mailto:", "#"))
        assert not href.startswith("#") or href[1:] in names
    assert all(not re.search(r"\sstyle=", part) for part in text.split("</style>")[1:])
    policy = answer.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "script-src" not in policy
    sections = [s for s in document.every("section") if "id" in s.attributes]
    assert len(sections) == len({*ITEMS, *EVERY[:3]})
    for section in sections:
        assert section.one("p", class_="caveat").text
        assert "Open Government Licence" in section.text


def test_each_view_has_a_slide_with_a_true_title_and_notes(deck: Any) -> None:
    first, *rest = deck.slides
    assert first.shapes.title.text_frame.text == "Board of 31 March"
    assert "Demonstration figures, not real" in texts(first)
    assert len(rest) >= len(ITEMS)
    for slide in rest:
        assert slide.shapes.title.text_frame.text
        assert slide.notes_slide.notes_text_frame.text
        assert "Demonstration figures, not real" in texts(slide)
    told = rest[0].notes_slide.notes_text_frame.text
    assert "What it cannot tell you" in told
    assert "Open Government Licence" in told


def test_charts_are_native_and_hold_the_figures_unrounded(
    deck: Any, client: FlaskClient
) -> None:
    charts = [s.chart for slide in deck.slides for s in slide.shapes if s.has_chart]
    assert len(charts) == 3
    ranked = charts[0]
    csv = client.get(f"/download/compare/ranked.csv?{PINNED}").get_data(as_text=True)
    values = {v for s in ranked.plots[0].series for v in s.values if v is not None}
    assert len(values) == 43
    for value in values:
        assert repr(value) in csv
    assert next(iter(ranked.plots[0].categories))
    book = ranked.part.chart_workbook.xlsx_part.blob
    with ZipFile(BytesIO(book)) as archive:
        assert b"West Yorkshire" in archive.read("xl/sharedStrings.xml")


def test_what_shows_something_is_described_in_words(deck: Any) -> None:
    shown = (MSO_SHAPE_TYPE.PICTURE, MSO_SHAPE_TYPE.GROUP, MSO_SHAPE_TYPE.CHART,
             MSO_SHAPE_TYPE.TABLE)  # fmt: skip
    kinds = set()
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.shape_type in shown:
                kinds.add(shape.shape_type)
                told = shape._element.xpath(".//p:cNvPr")[0]
                assert len(told.get("descr")) > 10
    assert {MSO_SHAPE_TYPE.GROUP, MSO_SHAPE_TYPE.CHART, MSO_SHAPE_TYPE.TABLE} <= kinds


def test_words_of_slides_are_in_the_language_of_the_pack(client: FlaskClient) -> None:
    content = taken(client, "pptx", query(ITEMS[0], lang="cy"))
    with ZipFile(BytesIO(content)) as archive:
        slide = archive.read("ppt/slides/slide2.xml").decode()
    assert 'lang="cy-GB"' in slide
    assert 'lang="en' not in slide
    assert "Gorllewin Swydd Efrog" in slide


def test_paper_is_tagged_and_says_its_language(client: FlaskClient) -> None:
    content = taken(client, "pdf", query(*ITEMS[:2], lang="cy", title="Ŵ ŷ"))
    assert b"/StructTreeRoot" in content
    assert re.search(rb"/Lang\s?\((cy|\xfe\xff\x00c\x00y)", content)
    assert b"pdfuaid:part" in content


def test_while_a_pack_is_made_its_page_says_so_and_asks_again(
    client: FlaskClient,
) -> None:
    asked = query(*ITEMS, title="Never asked for", kind="pdf")
    document = page(client, f"/pack/making?{asked}")
    assert document.one("progress").attributes["max"] == str(len(ITEMS))
    assert "0 of 6" in document.one("p", id="making-told").text
    text = client.get(f"/pack/making?{asked}").get_data(as_text=True)
    assert (
        '<noscript><meta http-equiv="refresh" content="2;url=/download/pack.pdf?'
        in text
    )
    told = json.loads(client.get(f"/pack/progress?{asked}").get_data())
    assert told == {"done": 0, "of": 6, "failed": "", "is_ready": False}
    for address in ("/pack/making", "/pack/progress?kind=exe"):
        assert client.get(address).status_code == 404


@pytest.fixture
def keeper(app: Any) -> Keeper:
    return app.pages._serving.keeper  # type: ignore[no-any-return]  # the app's own


def test_work_that_takes_long_is_told_of_and_found_when_done(keeper: Keeper) -> None:
    jobs, go = Jobs(keeper), Event()

    def make(tell: Tells) -> Work:
        tell(1, 2)
        go.wait(60)
        return Work(b"done")

    asked: dict[str, Any] = {"mimetype": "text/plain", "make": make, "reference": "r"}
    assert jobs.file(("job", "slow"), **asked) is None
    progress = Jobs(keeper).progress(("job", "slow"))
    assert progress is not None
    assert (progress.done, progress.of) == (1, 2)
    go.set()
    found = None
    while found is None:
        found = jobs.file(("job", "slow"), **asked)
    assert found.body == b"done"
    other = Jobs(keeper).file(("job", "slow"), **asked)
    assert other is not None
    assert other.body == b"done"


def test_work_is_bounded_and_what_fails_is_told_with_its_reference(
    keeper: Keeper,
) -> None:
    jobs, go = Jobs(keeper), Event()

    def wait(tell: Tells) -> Work:
        go.wait(60)
        return Work(b"")

    def fail(tell: Tells) -> Work:
        raise ValueError

    for number in range(AT_ONCE + MOST_WAITING):
        jobs._begin(("job", str(number)), "text/plain", wait, "r")
    with pytest.raises(Busy):
        jobs.file(("job", "more"), mimetype="text/plain", make=wait, reference="r")
    go.set()
    other = Jobs(keeper)
    key = ("job", "fails")
    assert other.file(key, mimetype="text/plain", make=fail, reference="abc") is None
    progress = other.progress(key)
    assert progress is not None
    assert progress.failed == "abc"


@pytest.mark.parametrize(
    ("item", "seconds"),
    [
        ("/compare?limits=plain", KEEP_SECONDS),
        ("/compare?colour=blue", FETCHED_SECONDS),
        ("/compare?period=no-such", FETCHED_SECONDS),
    ],
)
def test_a_pack_of_mistaken_links_is_kept_until_it_is_fetched(
    item: str,
    seconds: int,
    client: FlaskClient,
    keeper: Keeper,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kept: dict[str, int] = {}
    keep = keeper.keep

    def noting(key: tuple[str, ...], made: Kept, **asked: int) -> None:
        kept[made.mimetype] = asked["seconds"]
        keep(key, made, **asked)

    monkeypatch.setattr(keeper, "keep", noting)
    taken(client, "html", query(item))
    assert kept["text/html"] == seconds
    assert kept["application/json"] == FETCHED_SECONDS
