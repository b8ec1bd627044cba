from collections.abc import Iterator
from pathlib import Path

import pytest

from data.engine import make_engine
from data.schema import upgrade
from data.tables import PARTNER
from tests.integration.stores import Store


@pytest.fixture(
    params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]
)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database with nothing in it."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/store/tested.db"
    url: str = request.getfixturevalue("postgres_url")
    return url


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """A store with areas and no figures, in each database."""
    opened = _open(database_url)
    yield opened
    opened.reader.dispose()


@pytest.fixture
def sqlite_store(tmp_path: Path) -> Iterator[Store]:
    """A store with areas and no figures, in a file."""
    opened = _open(f"sqlite:///{tmp_path}/store/tested.db")
    yield opened
    opened.reader.dispose()


@pytest.fixture
def postgres_store(postgres_url: str) -> Iterator[Store]:
    """A store with areas and no figures, on a server."""
    opened = _open(postgres_url)
    yield opened
    opened.reader.dispose()


def _open(url: str) -> Store:
    writer = make_engine(url, read_only=False)
    upgrade(writer)
    return Store(url, writer, make_engine(url, tier=PARTNER))
