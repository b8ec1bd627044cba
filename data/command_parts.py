"""What commands share: stores opened and closed, files kept whole, progress told."""

import getpass
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from sqlalchemy import Engine
from tqdm import tqdm

from data.engine import make_engine, parse_address
from data.outcome import Outcome
from data.schema import StoreNotReady, missing_or_old
from data.summary import describe_outcome
from data.tables import PARTNER


@contextmanager
def closing(engine: Engine) -> Iterator[Engine]:
    """The engine, its connections closed afterwards."""
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A file beside it first, so that what was there stays until the new is whole."""
    part = path.with_name(path.name + ".part")
    try:
        yield part
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def reading(database: str) -> Iterator[Engine]:
    """A reading engine; raises StoreNotReady for a store missing or out of date."""
    with closing(make_engine(database, tier=PARTNER)) as engine:
        sentence = missing_or_old(engine)
        if sentence is not None:
            raise StoreNotReady(sentence)
        yield engine


def printable(database: str) -> str:
    """The address as it may be printed, without its password."""
    address = parse_address(database)
    plain = address.set(drivername=address.get_backend_name())
    return plain.render_as_string(hide_password=True)


def account() -> str:
    """Who is running the command, as the machine knows them."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def report(outcome: Outcome, database: str) -> None:
    """Say what a load did; ends with exit code 1 where it did nothing."""
    for line in describe_outcome(outcome, printable(database)):
        click.echo(line, err=outcome.is_refused)
    if outcome.release_id is None and outcome.refused_files:
        sys.exit(1)


@contextmanager
def progress() -> Iterator[Callable[[Path, int], None]]:
    """Rows read so far, drawn only for somebody who is watching."""
    with tqdm(unit=" rows", unit_scale=True, disable=None, leave=False) as bar:
        before: dict[Path, int] = {}

        def advance(path: Path, rows: int) -> None:
            bar.set_description(path.name, refresh=False)
            bar.update(rows - before.get(path, 0))
            before[path] = rows

        yield advance
