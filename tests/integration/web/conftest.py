"""An app on the demonstration store, asked without a browser."""

import gc
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import Coterminous, create_app
from dashboard.settings import Settings
from data.engine import make_engine
from data.public_copy import export_public

MakeApp = Callable[..., Coterminous]


@pytest.fixture(scope="module")
def make_app(demonstration_store: str) -> Iterator[MakeApp]:
    """Makes an app on the demonstration store, or on another one, with settings."""

    def make(**settings: object) -> Coterminous:
        given = {
            "database_url": demonstration_store,
            "log_level": "ERROR",
            "draw_ahead": False,
        }
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


@pytest.fixture(scope="module")
def demonstration_on_postgres(
    demonstration_store: str, module_postgres_url: str
) -> str:
    """The address of the demonstration store on a server."""
    source = make_engine(demonstration_store)
    target = make_engine(module_postgres_url, read_only=False)
    export_public(source, target)
    for engine in (source, target):
        engine.dispose()
    return module_postgres_url


@pytest.fixture
def own_store(demonstration_store: str, tmp_path: Path) -> Path:
    """A copy of the demonstration store that a test may spoil."""
    copied = tmp_path / "own.db"
    shutil.copyfile(demonstration_store.removeprefix("sqlite:///"), copied)
    return copied
