"""An app on the demonstration store, asked without a browser."""

import gc
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import Coterminous, create_app
from dashboard.settings import Settings

MakeApp = Callable[..., Coterminous]


@pytest.fixture(scope="module")
def make_app(demonstration_store: str) -> Iterator[MakeApp]:
    """Makes an app on the demonstration store, or on another one, with settings."""

    def make(**settings: object) -> Coterminous:
        given = {"database_url": demonstration_store, "log_level": "ERROR"}
        return create_app(Settings.model_validate({**given, **settings}))

    yield make
    # A served app freezes what is loaded; a test process goes on to other things.
    gc.unfreeze()


@pytest.fixture(scope="module")
def app(make_app: MakeApp) -> Coterminous:
    """The app as it is served, with answers kept in memory."""
    return make_app(cache_url="memory:")


@pytest.fixture
def client(app: Coterminous) -> FlaskClient:
    """Asks the app for pages."""
    client: FlaskClient = app.server.test_client()
    return client


@pytest.fixture
def own_store(demonstration_store: str, tmp_path: Path) -> Path:
    """A copy of the demonstration store that a test may spoil."""
    copied = tmp_path / "own.db"
    shutil.copyfile(demonstration_store.removeprefix("sqlite:///"), copied)
    return copied
