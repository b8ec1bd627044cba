"""What everybody opens is drawn before anybody asks."""

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import configure_logs
from callbacks.warming import Warmer
from dashboard.settings import Settings
from data.engine import make_engine
from data.version import bump_version
from tests.integration.web.conftest import MakeApp
from tests.integration.web.questions import POST, question

BR = {"Accept-Encoding": "br"}
FEW = ("cps_conviction_rate", "charge_or_summons_rate")


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """A store of two measures is drawn ahead as one of eighty is."""
    monkeypatch.setattr("dashboard.views.Views.held_measures", lambda _: FEW)


@pytest.fixture
def quiet() -> Iterator[None]:
    yield
    configure_logs(Settings(log_level="ERROR"))


def sources(
    client: FlaskClient, capfd: pytest.CaptureFixture[str], address: str
) -> str:
    capfd.readouterr()
    assert client.post(POST, json=question(address), headers=BR).status_code == 200
    lines = [json.loads(line) for line in capfd.readouterr().err.splitlines()]
    return str(next(line["source"] for line in lines if line["event"] == "request"))


@pytest.mark.usefixtures("few", "quiet")
def test_a_choice_of_any_measure_is_there_before_it_is_made(
    make_app: MakeApp, capfd: pytest.CaptureFixture[str]
) -> None:
    app = make_app(cache_url="memory:", log_level="INFO")
    client = app.server.test_client()
    serving = app.pages._serving
    assert sources(client, capfd, "/compare?measure=charge_or_summons_rate") == "made"
    drawn = Warmer(app.server, serving).draw_ahead(serving.views.data_version())
    assert drawn == 1 + len(FEW)
    assert sources(client, capfd, "/compare") != "made"
    assert sources(client, capfd, "/") != "made"


@pytest.mark.usefixtures("few")
def test_of_many_processes_one_draws_ahead(make_app: MakeApp) -> None:
    app = make_app(cache_url="memory:")
    serving = app.pages._serving
    version = serving.views.data_version()
    drawn = [Warmer(app.server, serving).draw_ahead(version) for _ in range(2)]
    assert drawn == [1 + len(FEW), 0]


@pytest.mark.usefixtures("few")
def test_a_version_that_has_passed_is_not_drawn(make_app: MakeApp) -> None:
    app = make_app(cache_url="memory:")
    assert Warmer(app.server, app.pages._serving).draw_ahead("an earlier one") == 0


@pytest.mark.usefixtures("few")
def test_a_load_is_noticed_at_the_next_request(
    make_app: MakeApp, own_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    monkeypatch.setattr(Warmer, "draw_ahead", lambda _, version: seen.append(version))
    url = f"sqlite:///{own_store}"
    app = make_app(database_url=url, cache_url="memory:", draw_ahead=True)
    client = app.server.test_client()
    for _ in range(2):
        client.get("/readyz")
    with make_engine(url, read_only=False).begin() as connection:
        bump_version(connection, "a test")
    client.get("/readyz")
    for thread in threading.enumerate():
        if thread.name == "warming":
            thread.join()
    assert len(seen) == len(set(seen)) == 2
