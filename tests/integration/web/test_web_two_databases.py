"""A store on a server gives the same files as one in a file, byte for byte."""

import pytest
from flask.testing import FlaskClient

from tests.integration.web.conftest import MakeApp
from tests.integration.web.test_web_takeaway import EVERY_PANEL, WELSH, taken

pytestmark = pytest.mark.postgres
#: After the first release of the demonstration, and before the others.
THEN = "2026-02-28"


@pytest.fixture(scope="module")
def on_each(make_app: MakeApp, demonstration_on_postgres: str) -> list[FlaskClient]:
    """Asks an app on each database; both hold the demonstration."""
    apps = make_app(), make_app(database_url=demonstration_on_postgres)
    return [app.server.test_client() for app in apps]


@pytest.mark.parametrize("query", ["", f"area=E23000004&as_of={THEN}", WELSH])
@EVERY_PANEL
def test_every_panel_has_the_same_figures(
    page: str, panel: str, query: str, on_each: list[FlaskClient]
) -> None:
    first, second = (taken(one, page, panel, "csv", query) for one in on_each)
    assert first == second


@pytest.mark.parametrize("breakdown", ["ethnic_group_18", "sex", "age", "sex_by_age"])
@pytest.mark.parametrize("panel", ["cascade", "areas", "trend", "recording", "excess"])
def test_every_breakdown_has_the_same_differences(
    panel: str, breakdown: str, on_each: list[FlaskClient]
) -> None:
    query = f"breakdown={breakdown}"
    first, second = (
        taken(one, "disproportionality", panel, "csv", query) for one in on_each
    )
    assert first == second
    assert first.count(b"\n") > 1
