import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from data.check import find_problems
from data.engine import UnusableDatabase, make_engine
from data.patience import STATEMENT_TIMEOUT_SECONDS
from data.schema import StoreNotReady, describe_revision, missing_or_old, upgrade
from data.tables import metadata
from tests.integration.stores import Store, contents


@contextmanager
def reading(url: str) -> Iterator[Engine]:
    engine = make_engine(url)
    yield engine
    engine.dispose()


def test_the_migrations_make_the_tables_the_code_knows(store: Store) -> None:
    with store.reader.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_an_empty_store_keeps_the_contract(store: Store) -> None:
    assert find_problems(store.reader) == []


def test_upgrading_again_changes_nothing(store: Store) -> None:
    before = contents(store)
    upgrade(store.writer)
    assert contents(store) == before


def test_the_areas_are_in_a_new_store(store: Store) -> None:
    with store.reader.connect() as connection:
        found = connection.execute(
            text("SELECT area_type, COUNT(*) FROM areas GROUP BY area_type")
        )
        counts = {row[0]: row[1] for row in found}
    assert counts["police_force"] == 43
    assert counts["criminal_justice_area"] == 42
    assert counts["cps_area"] == 14


def test_the_app_cannot_write(store: Store) -> None:
    for statement in (
        "INSERT INTO categories VALUES (7, 'colour', 'red')",
        "DELETE FROM areas",
        "CREATE TABLE mine (number INTEGER)",
    ):
        with (
            pytest.raises(DBAPIError, match=r"(?i)read.?only"),
            store.reader.begin() as connection,
        ):
            connection.execute(text(statement))


@pytest.mark.postgres
def test_the_app_gives_up_a_read_that_takes_too_long(postgres_store: Store) -> None:
    with postgres_store.reader.connect() as connection:
        shown = connection.execute(text("SHOW statement_timeout")).scalar_one()
    assert shown == f"{STATEMENT_TIMEOUT_SECONDS}s"


def test_a_store_that_is_there_and_current_has_nothing_wrong(store: Store) -> None:
    assert missing_or_old(store.reader) is None


def test_a_missing_file_is_named_with_the_commands_that_make_one(
    tmp_path: Path,
) -> None:
    path = tmp_path / "gone.db"
    with reading(f"sqlite:///{path}") as engine:
        sentence = missing_or_old(engine)
    assert sentence is not None
    assert f"python -m data upgrade --database sqlite:///{path}" in sentence
    assert "python -m data demo" in sentence
    assert not path.exists()


def test_a_database_without_tables_is_told_how_to_get_them(database_url: str) -> None:
    if database_url.startswith("sqlite"):
        path = Path(database_url.removeprefix("sqlite:///"))
        path.parent.mkdir()
        path.touch()
    with reading(database_url) as engine:
        sentence = missing_or_old(engine)
    assert sentence is not None
    assert "holds no store" in sentence
    assert "python -m data upgrade" in sentence


def test_an_older_store_is_told_to_upgrade(store: Store) -> None:
    with store.reader.connect() as connection:
        sentence = describe_revision(
            connection, "sqlite:///here.db", wanted="a later one"
        )
    assert sentence is not None
    assert "is older than this program" in sentence
    assert "python -m data upgrade --database sqlite:///here.db" in sentence


def test_a_newer_store_is_left_alone(store: Store) -> None:
    with store.writer.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert "newer version (9999)" in (missing_or_old(store.reader) or "")
    with pytest.raises(StoreNotReady, match="newer version"):
        upgrade(store.writer)


def test_somebody_elses_observations_are_not_taken_for_a_store(tmp_path: Path) -> None:
    path = tmp_path / "theirs.db"
    with sqlite3.connect(path) as theirs:
        theirs.execute("CREATE TABLE observations (series TEXT)")
    theirs.close()
    with reading(f"sqlite:///{path}") as engine:
        assert "data load tidy" in (missing_or_old(engine) or "")


def test_a_file_that_is_no_database_is_said_to_be_none(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_text("Notes of the meeting, which are no database at all. " * 40)
    with reading(f"sqlite:///{path}") as engine:
        assert "file is not a database" in (missing_or_old(engine) or "")


def test_a_server_that_is_away_is_said_to_be_without_its_password() -> None:
    with reading("postgresql://app:secret@127.0.0.1:9/store") as engine:
        sentence = missing_or_old(engine)
    assert sentence is not None
    assert "cannot be opened" in sentence
    assert "secret" not in sentence


@pytest.mark.parametrize(
    "address", ["mysql://host/name", "sqlite://", "sqlite:///:memory:", "nonsense", ""]
)
def test_an_address_no_store_can_be_kept_at_is_refused(address: str) -> None:
    with pytest.raises(UnusableDatabase, match=r"postgresql://USER"):
        make_engine(address)


def test_a_file_name_with_signs_in_it_opens(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/50% of #1 ŵ.db"
    upgrade(make_engine(url, read_only=False))
    with reading(url) as engine:
        assert missing_or_old(engine) is None
