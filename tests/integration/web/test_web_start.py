"""Starting: with a usable store only, and ready for many at once."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from data.engine import make_engine
from tests.integration.web.conftest import MakeApp

ROOT = Path(__file__).resolve().parents[3]


def start(**settings: str) -> subprocess.CompletedProcess[str]:
    """A process that makes the app as gunicorn would, and ends."""
    return subprocess.run(
        [sys.executable, "-c", "from app import server"],
        cwd=ROOT,
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_a_store_it_says_how_to_make_one(tmp_path: Path) -> None:
    ended = start(DATABASE_URL=f"sqlite:///{tmp_path}/none.db")
    assert ended.returncode == 1
    assert len(ended.stderr.strip().splitlines()) == 1
    assert "python -m data" in ended.stderr


def test_with_a_setting_that_cannot_be_it_names_the_setting(
    demonstration_store: str,
) -> None:
    ended = start(DATABASE_URL=demonstration_store, TIER="secret")
    assert ended.returncode == 1
    assert ended.stderr.startswith("TIER")
    assert "Traceback" not in ended.stderr


def test_the_server_names_a_setting_that_cannot_be() -> None:
    served = [sys.executable, "-m", "gunicorn", "--config", ".gunicorn.conf.py"]
    ended = subprocess.run(
        [*served, "app:server"],
        cwd=ROOT,
        env={**os.environ, "PORT": "eighty"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ended.returncode == 1
    assert ended.stderr.startswith("PORT")
    assert len(ended.stderr.strip().splitlines()) == 1


def test_with_an_address_of_no_store_it_says_what_one_looks_like() -> None:
    ended = start(DATABASE_URL="mysql://somewhere/else")
    assert ended.returncode == 1
    assert "postgresql://" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_importing_the_app_opens_nothing(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", "import app; print(callable(app.create_app))"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path}/none.db"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stdout.strip()) == (0, "True")
    assert list(tmp_path.iterdir()) == []


def test_the_first_requests_of_a_worker_may_come_at_once(make_app: MakeApp) -> None:
    server = make_app(cache_url="memory:").server
    paths = ["/compare?limits=plain", "/_dash-dependencies", "/_dash-layout"] * 4
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda p: server.test_client().get(p), paths))
    assert [answer.status_code for answer in answers] == [200] * len(paths)


def test_the_app_cannot_write_to_its_store(
    make_app: MakeApp, demonstration_store: str
) -> None:
    make_app()
    with (
        make_engine(demonstration_store).connect() as connection,
        pytest.raises(Exception, match=r"readonly|read-only|query_only"),
    ):
        connection.exec_driver_sql("DELETE FROM releases")
