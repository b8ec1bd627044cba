"""Panels as pictures: the words survive, and the numbers are those of the page."""

import re
import struct
import zlib

import pytest
from flask.testing import FlaskClient

from callbacks.embed_pictures import lighter, png_bytes
from tests.integration.web.documents import read_document
from tests.unit.figures.reading import read_svg

DRAWN = ("ranked", "map", "funnel", "trend", "heat")


def words(client: FlaskClient, panel: str, query: str = "") -> list[str]:
    answer = client.get(f"/embed/compare/{panel}.svg?{query}")
    assert answer.status_code == 200
    assert answer.mimetype == "image/svg+xml"
    drawn = read_svg(answer.get_data(as_text=True))
    return [element.text for element in drawn if element.tag == "text"]


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("panel", DRAWN)
def test_a_picture_holds_all_the_words_of_its_panel(
    client: FlaskClient, panel: str, language: str
) -> None:
    query = f"lang={language}"
    told = " ".join(words(client, panel, query))
    page = client.get(f"/embed/compare/{panel}?{query}").get_data(as_text=True)
    document = read_document(page)
    for wanted in (
        document.one("h1").text,
        document.one("h2").text,
        document.one("p", class_="say").text,
        document.one("p", class_="crumb").text,
        document.one("p", class_="caveat").text,
        document.one(class_="notice").text,
        "Coterminous",
    ):
        assert wanted in told


@pytest.mark.parametrize("panel", DRAWN)
def test_a_picture_asks_for_nothing_and_its_letters_end_in_any_font(
    client: FlaskClient, panel: str
) -> None:
    text = client.get(f"/embed/compare/{panel}.svg").get_data(as_text=True)
    families = re.findall(r'font-family="([^"]+)"', text)
    assert families
    assert all(family.endswith("sans-serif") for family in families)
    assert "href" not in text
    assert "<style" not in text
    ids = re.findall(r' id="([^"]+)"', text)
    assert sorted(ids) == sorted(set(ids))


def test_the_map_as_a_picture_holds_the_figures_of_its_tiles(
    client: FlaskClient,
) -> None:
    page = client.get("/embed/compare/map").get_data(as_text=True)
    tiles = read_document(page).every("a", class_="tile")
    shown = [(tile.one("span").text, tile.one("b").text) for tile in tiles]
    told = words(client, "map")
    assert len(shown) == 42
    assert {(told[i], told[i + 1]) for i in range(len(told) - 1)} >= set(shown)


def test_the_heat_map_as_a_picture_holds_the_figures_of_its_table(
    client: FlaskClient,
) -> None:
    page = client.get("/embed/compare/heat?pinned=E23000004").get_data(as_text=True)
    told = words(client, "heat", "pinned=E23000004")
    table = read_document(page).one("table", class_="heat")
    for row in table.one("tbody").every("tr"):
        own, pinned = [
            re.findall(r"[\d.,]+|\[\w\]", cell.text)[0] for cell in row.every("td")
        ][:2]
        assert own in told
        assert pinned in told


@pytest.mark.parametrize("panel", ["ranked", "map"])
def test_a_picture_in_pixels_is_twice_as_fine_and_shows_letters(
    client: FlaskClient, panel: str
) -> None:
    svg = client.get(f"/embed/compare/{panel}.svg").get_data(as_text=True)
    answer = client.get(f"/embed/compare/{panel}.png")
    assert answer.mimetype == "image/png"
    assert "Content-Encoding" not in answer.headers
    assert "Set-Cookie" not in answer.headers
    assert answer.get_data()[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack_from(">I", answer.get_data(), 16) == (1200,)
    without = re.sub(r"(<text[^>]*>)[^<]*", r"\1", svg)
    assert len(answer.get_data()) > 1.5 * len(png_bytes(without))


def test_packing_a_picture_anew_changes_none_of_its_pixels() -> None:
    from vl_convert import svg_to_png

    drawn = svg_to_png(
        '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300">'
        '<circle cx="150" cy="150" r="90" fill="#12436D"/></svg>'
    )
    packed = lighter(drawn)
    assert len(packed) < len(drawn)
    pixels = []
    for png in (drawn, packed):
        start = png.index(b"IDAT")
        (length,) = struct.unpack_from(">I", png, start - 4)
        pixels.append(zlib.decompress(png[start + 4 : start + 4 + length]))
    assert pixels[0] == pixels[1]


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_what_is_no_picture_has_none(client: FlaskClient, kind: str) -> None:
    for address in ("compare/table", "compare/none", "none/ranked"):
        answer = client.get(f"/embed/{address}.{kind}")
        assert answer.status_code == 404
        assert read_document(answer.get_data(as_text=True)).one("h1").text


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_a_holder_of_a_picture_asks_again_by_its_tag(
    client: FlaskClient, kind: str
) -> None:
    address = f"/embed/compare/trend.{kind}"
    first = client.get(address)
    assert "max-age=300" in first.headers["Cache-Control"]
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.get_data()) == (304, b"")
