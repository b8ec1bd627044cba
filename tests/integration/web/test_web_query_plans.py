"""Every query that is sent while pages are made goes by an index, in both databases."""

import gc
from collections.abc import Iterator

import pytest

from app import Coterminous, create_app
from dashboard.interface.openapi import PATH as API
from dashboard.interface.resources import RESOURCES
from dashboard.settings import Settings
from data.record_tables import RECORD_TABLES
from layouts.pages import PAGES
from layouts.pages.offers import OFFERS
from tests.integration.web.sent_statements import Sent, noted, scanned

#: Read from end to end, each for a reason: these stay small whatever is loaded.
SMALL = {
    "areas": "a few hundred areas, read whole once a data version",
    "area_members": "which area is part of which, read whole once a data version",
    "peer_groups": "a handful of peers for each area, read whole once a version",
    "series": "a few hundred names, read whole once a data version",
    "categories": "a few dozen names, read whole once a data version",
    "releases": "one row a load",
    "store_state": "one row",
    "disclosure_state": "one row",
    "refusals": "rows that were refused; the latest 500 are shown",
    "coverage": "which periods there are, a row for all areas, read whole once",
    **{
        table.name: "grades and the plan, a few hundred rows" for table in RECORD_TABLES
    },
}
MEASURE = "cps_conviction_rate"
QUERIES = ("", "?as_of=2026-02-28", "?window=quarter&area=E23000004&lang=cy")
#: A store in which reading all would show: far more rows than a page needs.
FACTS_AT_LEAST = 100_000


@pytest.fixture(
    scope="module",
    params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)],
)
def large_app(
    request: pytest.FixtureRequest, demonstration_store: str
) -> Iterator[Coterminous]:
    """An app on the demonstration store, in each database."""
    url = demonstration_store
    if request.param == "postgresql":
        url = request.getfixturevalue("demonstration_on_postgres")
    app = create_app(
        Settings(
            database_url=url,
            cache_url="memory:",
            log_level="ERROR",
            rate_limit="",
            draw_ahead=False,
        )
    )
    yield app
    app.pages._serving.views.engine.dispose()
    gc.unfreeze()


def every_address() -> Iterator[str]:
    """Every page in several states, every panel, every resource of the interface."""
    for page in PAGES:
        yield from (f"{page.path}{query}" for query in QUERIES)
    yield from (f"/measure/{MEASURE}{query}" for query in QUERIES)
    for name, offer in OFFERS.items():
        yield from (f"/embed/{name}/{panel}" for panel in offer.panels)
    for resource in RESOURCES:
        yield f"{API}/{resource.name}?limit=100"
    yield f"{API}/observations.csv?series=cps_convictions&limit=100"
    yield from ("/readyz", "/metrics", "/audit", "/download/compare/ranked.csv")


def asked_for(app: Coterminous) -> list[Sent]:
    """One of each statement that is sent while every address is asked for."""
    client = app.server.test_client()
    with noted(app.pages._serving.views.engine) as sent:
        for address in every_address():
            assert client.get(address).status_code < 500, address
    return list({each.shape: each for each in sent}.values())


def test_every_query_of_every_page_goes_by_an_index(large_app: Coterminous) -> None:
    engine = large_app.pages._serving.views.engine
    sent = asked_for(large_app)
    with engine.connect() as connection:
        held = connection.exec_driver_sql("SELECT count(*) FROM facts").scalar_one()
        plans = {each.statement: scanned(connection, each) for each in sent}
    assert held > FACTS_AT_LEAST
    assert sum("facts" in statement for statement in plans) >= 5
    scans = {
        statement: tables - SMALL.keys()
        for statement, tables in plans.items()
        if tables - SMALL.keys()
    }
    assert scans == {}


def test_a_query_that_reads_everything_would_be_found(large_app: Coterminous) -> None:
    whole = Sent("SELECT value FROM facts WHERE value > 1", ())
    with large_app.pages._serving.views.engine.connect() as connection:
        assert scanned(connection, whole) == {"facts"}
