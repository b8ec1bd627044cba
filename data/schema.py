"""The shape of the store: made, brought up to date, and checked before use."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect, select
from sqlalchemy.exc import DBAPIError

from data.engine import store_file
from data.masking import decide_anew
from data.reference import sync_definitions
from data.tables import disclosure_state
from data.writing import writing

MIGRATIONS = Path(__file__).parent / "migrations"


class StoreNotReady(Exception):
    """The store cannot be written to as it is; says what mends it."""


def upgrade(engine: Engine) -> None:
    """Make or bring up to date every table, view and definition.

    Asks for the engine that writes; makes the folder of an SQLite file. Raises
    StoreNotReady for the store of a newer program, and StoreBusy during a load.
    """
    _make_folder(engine)
    with writing(engine) as connection:
        if fetch_revision(connection) not in {None, *known_revisions()}:
            sentence = _describe(connection)
            raise StoreNotReady(sentence or "")
        _upgrade(connection)


def prepare(engine: Engine) -> None:
    """Make the store where there is none, and bring its definitions up to date.

    Raises StoreNotReady for a store of another version, and StoreBusy during a load.
    """
    _make_folder(engine)
    with writing(engine) as connection:
        is_empty = not inspect(connection).get_table_names()
        sentence = None if is_empty else _describe(connection)
        if sentence is not None:
            raise StoreNotReady(sentence)
        _upgrade(connection)


def is_public_copy(connection: Connection) -> bool:
    """Whether the store is a copy for the public, without what is hidden."""
    return bool(connection.execute(select(disclosure_state.c.is_public_copy)).scalar())


def refuse_public_copy(connection: Connection) -> None:
    """Raises StoreNotReady for a public copy: it is written anew, never loaded into."""
    if is_public_copy(connection):
        raise StoreNotReady(
            "This store is a copy for the public: load into the store it was made "
            "from, and make the copy again with `python -m data export --public`."
        )


def _make_folder(engine: Engine) -> None:
    path = store_file(engine)
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)


def _upgrade(connection: Connection) -> None:
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    sync_definitions(connection)
    decide_anew(connection)


def _describe(connection: Connection) -> str | None:
    return describe_revision(
        connection, _name(connection.engine), wanted=latest_revision()
    )


def missing_or_old(engine: Engine) -> str | None:
    """What is wrong with the store and the command that mends it; None if nothing."""
    address = _name(engine)
    path = store_file(engine)
    if path is not None and not path.exists():
        return (
            f"There is no store at {path}: make one with "
            f"`python -m data upgrade --database {address}`, or one with "
            "demonstration figures with `python -m data demo`."
        )
    try:
        with engine.connect() as connection:
            return describe_revision(connection, address, wanted=latest_revision())
    except DBAPIError as error:
        reason = str(error.orig).strip().splitlines()[0]
        return (
            f"The store at {address} cannot be opened ({reason}): check DATABASE_URL, "
            "then look with `python -m data check`."
        )


def describe_revision(
    connection: Connection, address: str, *, wanted: str
) -> str | None:
    """Why the tables are not those of the wanted revision; None if they are."""
    mend = f"`python -m data upgrade --database {address}`"
    found = fetch_revision(connection)
    if found == wanted:
        return None
    if found is None and inspect(connection).has_table("observations"):
        return (
            f"The database at {address} was not made by this program: load its "
            "figures into a store with `python -m data load tidy`."
        )
    if found is None:
        return f"The database at {address} holds no store: make one with {mend}."
    if found not in known_revisions():
        return (
            f"The store at {address} is of a newer version ({found}) than this "
            "program: install that version, then look with `python -m data check`."
        )
    return f"The store at {address} is older than this program: mend it with {mend}."


def fetch_revision(connection: Connection) -> str | None:
    """The revision of the store's tables; None where there are none."""
    return MigrationContext.configure(connection).get_current_revision()


@cache
def latest_revision() -> str:
    """The revision this program was written for."""
    revision = _scripts().get_current_head()
    if revision is None:
        raise FileNotFoundError(f"No migrations in {MIGRATIONS}")
    return revision


@cache
def known_revisions() -> frozenset[str]:
    """Every revision a store of this program can have had."""
    return frozenset(each.revision for each in _scripts().walk_revisions())


def _name(engine: Engine) -> str:
    """The address to write after --database, without its password."""
    path = store_file(engine)
    if path is not None:
        return f"sqlite:///{path}"
    return engine.url.set(drivername="postgresql").render_as_string(hide_password=True)


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _config() -> Config:
    config = Config()
    # A per cent sign would be read as the start of an interpolation.
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config
