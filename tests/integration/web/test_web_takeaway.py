"""Every panel as every file: readable, with its notes, the same bytes again."""

import csv
import json
import re
from io import BytesIO, StringIO
from pathlib import Path
from urllib.parse import urlsplit
from zipfile import ZipFile

import pytest
from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook
from sqlalchemy import update

from callbacks.downloads import KINDS
from dashboard.results import HIDDEN
from data.engine import make_engine
from data.tables import areas as areas_table
from layouts.pages.offers import OFFERS
from tests.integration.web.conftest import MakeApp
from tests.integration.web.documents import read_document

PANELS = [(page, panel) for page, offer in OFFERS.items() for panel in offer.panels]
EVERY_PANEL = pytest.mark.parametrize(("page", "panel"), PANELS)
NUMBERS = ("numerator", "value", "lower")
WELSH = "lang=cy&pinned=E23000004"


#: A page of its kind that is in the demonstration.
ONE_OF_A_KIND = {
    "measure": "/measure/cps_conviction_rate",
    "priority": "/priorities/solve-more-crime",
}


def picture_of(figures: str) -> str:
    """The address of the picture of the figures at another."""
    return figures.replace(".csv", ".svg", 1)


def taken(
    client: FlaskClient, page: str, panel: str, kind: str, query: str = ""
) -> bytes:
    answer = client.get(f"/download/{page}/{panel}.{kind}?{query}")
    assert answer.status_code == 200
    assert answer.mimetype == KINDS[kind]
    assert answer.headers["Content-Disposition"].endswith(f'.{kind}"')
    return answer.get_data()


def parts_of(archive: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(archive)) as read:
        return {name: read.read(name) for name in read.namelist()}


def rows_of(text: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(text.decode("utf-8-sig"), newline="")))


@EVERY_PANEL
def test_the_archive_holds_the_figures_and_what_they_are(
    client: FlaskClient, page: str, panel: str
) -> None:
    parts = parts_of(taken(client, page, panel, "zip", WELSH))
    figures, readme, metadata = parts
    assert parts[figures] == taken(client, page, panel, "csv", WELSH)
    assert readme == "README.txt"
    told = json.loads(parts[metadata])
    assert told["@context"] == ["http://www.w3.org/ns/csvw", {"@language": "cy"}]
    assert told["url"] == figures
    columns = told["tableSchema"]["columns"]
    assert [column["titles"] for column in columns] == rows_of(parts[figures])[0]
    words = parts[readme].decode("utf-8-sig")
    document = read_document(
        client.get(f"/embed/{page}/{panel}?{WELSH}").get_data(as_text=True)
    )
    said = " ".join(words.split())
    for wanted in ("h1", "h2"):
        assert document.one(wanted).text in said
    for wanted in ("say", "caveat", "crumb", "notice"):
        assert document.one(class_=wanted).text in said
    assert "Open Government Licence v3.0" in said


@EVERY_PANEL
def test_every_column_of_a_file_is_described(
    client: FlaskClient, page: str, panel: str
) -> None:
    parts = parts_of(taken(client, page, panel, "zip"))
    told = json.loads(parts[list(parts)[2]])
    bare = [
        column["name"]
        for column in told["tableSchema"]["columns"]
        if "dc:description" not in column
    ]
    assert not bare, "describe it in dashboard/columns.py"


@EVERY_PANEL
@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_spreadsheet_holds_the_figures_of_the_csv_as_numbers(
    client: FlaskClient, page: str, panel: str, kind: str
) -> None:
    book = CalamineWorkbook.from_filelike(BytesIO(taken(client, page, panel, kind)))
    figures, notes = (book.get_sheet_by_index(n).to_python() for n in (0, 1))
    plain = rows_of(taken(client, page, panel, "csv"))
    assert len(figures) == len(plain)
    assert figures[0] == plain[0]
    for row, told in zip(figures[1:], plain[1:], strict=True):
        for cell, text in zip(row, told, strict=False):
            if isinstance(cell, float):
                # XLSX holds sixteen digits, CSV and ODS all there are.
                exact = pytest.approx(float(text), rel=1e-15, abs=0)
                assert cell == (exact if kind == "xlsx" else float(text))
            else:
                assert str(cell).replace("\r\n", "\n") == text
    whole = {name: at for at, name in enumerate(figures[0])}
    for row in figures[1:]:
        numbers = [row[whole[name]] for name in NUMBERS if name in whole]
        if "status" in whole and row[whole["status"]] in {
            status.value for status in HIDDEN
        }:
            assert set(numbers) <= {""}
        else:
            assert all(number == "" or isinstance(number, float) for number in numbers)
    assert len(notes) > 10


@pytest.fixture(scope="module")
def two(make_app: MakeApp) -> list[FlaskClient]:
    """Two apps that know nothing of each other's answers."""
    apps = [make_app(cache_url="memory:") for _ in range(2)]
    return [app.server.test_client() for app in apps]


#: The figures and the picture of every panel; how they are wrapped, once a page.
#: Pictures in pixels are slow to draw: one of them is tried below.
ANEW = [
    (page, panel, kind)
    for page, panel in PANELS
    for kind in sorted(set(KINDS) - {"png"})
    if kind in ("csv", "svg") or panel == OFFERS[page].leading
]


@pytest.mark.parametrize(("page", "panel", "kind"), ANEW)
def test_a_file_made_anew_is_the_same_bytes(
    two: list[FlaskClient], page: str, panel: str, kind: str
) -> None:
    once, again = (one.get(f"/download/{page}/{panel}.{kind}") for one in two)
    assert once.status_code == again.status_code
    assert once.get_data() == again.get_data() or once.status_code == 404


@EVERY_PANEL
def test_a_picture_is_offered_where_there_is_one_and_nowhere_else(
    client: FlaskClient, page: str, panel: str
) -> None:
    path = ONE_OF_A_KIND.get(page, OFFERS[page].path)
    document = read_document(client.get(path).get_data(as_text=True))
    section = document.one("section", id=f"panel-{panel}")
    offered = {
        urlsplit(a.attributes["href"]).path.rpartition(".")[2]: a.attributes["href"]
        for a in section.one("ul", class_="downloads").every("a")
        if urlsplit(a.attributes["href"]).path.startswith("/download/")
    }
    has_picture = client.get(picture_of(offered["csv"])).status_code == 200
    assert set(offered) == (set(KINDS) if has_picture else set(KINDS) - {"svg", "png"})
    for kind, address in offered.items():
        if kind != "png":
            assert client.get(address).status_code == 200


def test_an_area_and_a_note_that_are_formulas_run_nowhere(
    make_app: MakeApp, own_store: Path
) -> None:
    url = f"sqlite:///{own_store}"
    named = '=HYPERLINK("http://x.example","y")'
    with make_engine(url, read_only=False).begin() as connection:
        connection.execute(
            update(areas_table)
            .where(areas_table.c.area_code == "E23000010")
            .values(name_en=named, name_cy=named)
        )
    client = make_app(
        database_url=url, partnership_name="@SUM(1+1)*cmd|' /C calc'!A0"
    ).server.test_client()
    plain = rows_of(taken(client, "compare", "ranked", "csv"))
    assert f"'{named}" in {row[2] for row in plain}
    for kind in ("xlsx", "ods"):
        content = taken(client, "compare", "ranked", kind)
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        cells = [
            str(cell)
            for number in (0, 1)
            for row in book.get_sheet_by_index(number).to_python()
            for cell in row
        ]
        assert f"'{named}" in cells
        for cell in cells:
            assert not re.match(r"[=+@\t\r]|-(?!\d)", cell), cell


def test_a_picture_to_take_away_is_the_one_for_other_sites(client: FlaskClient) -> None:
    assert taken(client, "measure", "chart", "svg") == (
        client.get("/embed/measure/chart.svg").get_data()
    )


def test_a_picture_in_pixels_made_anew_is_the_same_bytes(
    two: list[FlaskClient],
) -> None:
    once, again = (taken(one, "measure", "chart", "png") for one in two)
    assert once[:4] == b"\x89PNG"
    assert once == again


@pytest.mark.parametrize(
    "address",
    ["compare/ranked.pdf", "compare/none.csv", "none/ranked.zip", "compare/table.svg"],
)
def test_what_is_not_there_is_missed(client: FlaskClient, address: str) -> None:
    assert client.get(f"/download/{address}").status_code == 404
