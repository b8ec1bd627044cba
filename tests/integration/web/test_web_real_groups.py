"""What real publications say of groups, as a server answers: page, sentence, file."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from data.engine import make_engine
from data.ingest import PUBLICATIONS
from data.load import load
from tests.integration.web.conftest import MakeApp
from tests.integration.web.documents import read_document

pytestmark = pytest.mark.real_data
LANCASHIRE, WEST_MERCIA, WEST_YORKSHIRE = "E23000003", "E23000016", "E23000010"


@pytest.fixture(scope="module")
def real_groups(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store with the publications of the police that count people by group."""
    url = f"sqlite:///{tmp_path_factory.mktemp('served')}/real.db"
    writer = make_engine(url, read_only=False)
    for name, folder in (
        ("population", "population"),
        ("arrests", "police_powers"),
        ("stop_and_search", "police_powers"),
    ):
        load(writer, PUBLICATIONS[name], (real_data / folder,), loaded_by="a test")
    writer.dispose()
    return url


@pytest.fixture
def client(make_app: MakeApp, real_groups: str) -> FlaskClient:
    """Somebody who asks a server on that store."""
    app = make_app(database_url=real_groups, home_area=WEST_YORKSHIRE)
    found: FlaskClient = app.server.test_client()
    return found


SERVED = {
    "arrests": (
        "stage=arrested&group=black&period=2017-18",
        "areas",
        "were arrested 3.4 times as often as White people: 34.8 against 10.4 per 1,000",
        ("2017-18,1,ethnic_group_5,black,white,64670,1859513,34.7",),
    ),
    "searches": (
        "stage=stop_and_search&group=black&period=2018-19",
        "recording",
        "56,236 of 383,629 searches (14.7%)",
        ("ethnic_group_5,not_stated,56236,383629,",),
    ),
    "workbook": (
        f"area={LANCASHIRE}&stage=arrested&group=black&period=2018-19",
        "areas",
        "671,126 arrests in all.",
        (f"arrested,{LANCASHIRE},", ",arrests,not_available,x"),
    ),
    "not stated": (
        f"area={WEST_MERCIA}&stage=arrested&group=asian&period=2018-19",
        "recording",
        "8,291 of 10,446 arrests (79.4%)",
        (f"arrested,police,{WEST_MERCIA},", "not_stated,8291,10446,"),
    ),
}


@pytest.mark.parametrize("name", SERVED)
def test_each_finding_is_on_its_page_in_its_sentence_and_in_its_file(
    name: str, client: FlaskClient
) -> None:
    query, panel, said, filed = SERVED[name]
    page = client.get(f"/disproportionality?{query}")
    assert page.status_code == 200
    section = read_document(page.get_data(as_text=True)).one(
        "section", id=f"panel-{panel}"
    )
    assert said in section.one("p", class_="say").text
    file = client.get(f"/download/disproportionality/{panel}.csv?{query}")
    lines = file.get_data(as_text=True).splitlines()
    assert any(all(part in line for part in filed) for line in lines)
