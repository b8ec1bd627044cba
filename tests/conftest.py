"""What tests share: real publications, servers, a demonstration app, a browser."""

import os
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
import redis
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent
REAL_DATA = ROOT.parent / "shared" / "data" / "real"
POSTGRES = "postgresql+psycopg://postgres@127.0.0.1:5432/postgres"
REDIS = "redis://127.0.0.1:6379"
CONNECT_SECONDS = 3

pytest_plugins = ["tests.browser.fixtures"]

# How long an example takes says more of the machine than of the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real publications."""
    if not REAL_DATA.is_dir():
        pytest.skip("the real publications are not in ../shared/data/real")
    return REAL_DATA


@pytest.fixture
def postgres_url() -> Iterator[str]:
    """A fresh PostgreSQL database, dropped afterwards."""
    with fresh_postgres() as url:
        yield url


@pytest.fixture(scope="module")
def module_postgres_url() -> Iterator[str]:
    """The same for all tests of a file."""
    with fresh_postgres() as url:
        yield url


@contextmanager
def fresh_postgres() -> Iterator[str]:
    """The address of a new database; skips the test where there is no server."""
    url = urlsplit(os.environ.get("TEST_POSTGRES_URL", POSTGRES))
    server = urlunsplit(url._replace(scheme="postgresql"))
    name = f"coterminous_test_{uuid.uuid4().hex}"
    try:
        admin = psycopg.connect(
            server, autocommit=True, connect_timeout=CONNECT_SECONDS
        )
    except psycopg.OperationalError:
        pytest.skip(
            f"no PostgreSQL at {url.hostname}:{url.port or 5432} (TEST_POSTGRES_URL)"
        )
    with admin:
        admin.execute(f'CREATE DATABASE "{name}"')
        try:
            yield urlunsplit(url._replace(scheme="postgresql+psycopg", path=f"/{name}"))
        finally:
            admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def redis_url(worker_id: str) -> Iterator[str]:
    """An empty Redis database, emptied again afterwards."""
    server = os.environ.get("TEST_REDIS_URL", REDIS).rstrip("/")
    # Each test process takes its own numbers, and never one that holds something.
    first = int(worker_id.removeprefix("gw")) if worker_id.startswith("gw") else 0
    for number in range(1 + first % 4, 16, 4):
        url = f"{server}/{number}"
        with redis.Redis.from_url(
            url, socket_connect_timeout=CONNECT_SECONDS
        ) as client:
            try:
                is_empty = client.dbsize() == 0
            except redis.exceptions.ConnectionError:
                pytest.skip(
                    f"no Redis at {urlsplit(server).hostname}:"
                    f"{urlsplit(server).port or 6379} (TEST_REDIS_URL)"
                )
            if is_empty:
                yield url
                client.flushdb()
                return
    pytest.skip("no empty database on the Redis server")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say at the end which tests were not run, and why."""
    reasons = Counter(
        _reason(report) for report in terminalreporter.stats.get("skipped", [])
    )
    if reasons:
        terminalreporter.section("not run, and why")
        for reason, count in reasons.most_common():
            terminalreporter.line(f"{count} not run: {reason}")


def _reason(report: pytest.TestReport) -> str:
    where = report.longrepr
    return str(where[2] if isinstance(where, tuple) else where).removeprefix(
        "Skipped: "
    )
