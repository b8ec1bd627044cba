"""Every panel of every page leads to the data behind it, which programs can have."""

import pytest
from flask.testing import FlaskClient

from layouts.pages.offers import OFFERS
from tests.integration.web.documents import read_document

#: Where a page is that has one thing in its path.
PLACES = {"measure": "/measure/cps_conviction_rate", "overview": "/"}


def place_of(page: str, client: FlaskClient) -> str:
    if page != "priority":
        return PLACES.get(page, f"/{page}")
    document = read_document(client.get("/priorities").get_data(as_text=True))
    links = [link.attributes.get("href", "") for link in document.every("a")]
    found = next(link for link in links if link.startswith("/priorities/"))
    return found.partition("?")[0]


@pytest.mark.parametrize("page", OFFERS)
def test_every_panel_leads_to_data_that_is_there(
    page: str, client: FlaskClient
) -> None:
    answer = client.get(place_of(page, client))
    assert answer.status_code == 200
    document = read_document(answer.get_data(as_text=True))
    for panel in OFFERS[page].panels:
        section = document.one("section", id=f"panel-{panel}")
        found = [
            link.attributes["href"]
            for link in section.every("a")
            if link.text.startswith("Data behind this view")
        ]
        assert found, panel
        for address in set(found):
            assert address.startswith("/api/v1/")
            told = client.get(address)
            assert told.status_code == 200, (panel, address)
            assert told.get_json()["data"], (panel, address)
