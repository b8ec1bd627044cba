"""The commands of `python -m data`."""

import getpass
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from tqdm import tqdm

from data.check import describe_contents, find_problems
from data.engine import DEFAULT_URL, UnusableDatabase, make_engine, parse_address
from data.export import UnknownSeries, export_observations
from data.files import DEFAULT_MAX_MEGABYTES
from data.ingest import PUBLICATIONS, demonstration
from data.ingest.publication import FileRefused, Refusal
from data.load import load
from data.outcome import Outcome
from data.queries.releases import fetch_refusals, fetch_releases
from data.releases import CannotRollBack, roll_back
from data.schema import StoreNotReady, missing_or_old
from data.schema import upgrade as upgrade_store
from data.summary import describe_outcome, describe_refusal
from data.writing import StoreBusy

DEMONSTRATION_URL = "sqlite:///data/store/demonstration.db"
INSPECTION_GRADES = (
    Path(__file__).parent / "definitions/inspection/cps_area_assurance_ratings.csv"
)
EXPLAINED = (
    CannotRollBack,
    FileRefused,
    StoreBusy,
    StoreNotReady,
    UnknownSeries,
    UnusableDatabase,
)

_database = click.option(
    "--database",
    metavar="URL",
    envvar="DATABASE_URL",
    default=DEFAULT_URL,
    show_default=True,
    help="sqlite:///PATH or postgresql://USER:PASSWORD@HOST/NAME; DATABASE_URL if set.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def commands() -> None:
    """Load publications into the store, and look after what is in it.

    \b
    Exit codes:
      0  done, or there was nothing to do
      1  refused, and nothing was changed: the reason is on the last lines
      2  the command was not understood
    """


@commands.command("load")
@click.argument("publication", type=click.Choice(sorted(PUBLICATIONS)))
@click.argument(
    "paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH..."
)
@_database
@click.option(
    "--max-file-mb",
    type=click.IntRange(min=1),
    default=DEFAULT_MAX_MEGABYTES,
    show_default=True,
    help="Refuse a file that holds more than this, unpacked.",
)
@click.option(
    "--by",
    "loaded_by",
    metavar="NAME",
    default=None,
    help="Who loads it, for the list of releases; the account's name if not given.",
)
def load_command(
    publication: str,
    paths: tuple[Path, ...],
    database: str,
    max_file_mb: int,
    loaded_by: str | None,
) -> None:
    """Load every file of PUBLICATION among PATHs, files or folders, as one release.

    Folders are searched to the bottom, in any order; files in them that are another
    publication's are passed over and named. Rows and files that cannot be read are
    refused and named, and the rest is loaded. What is loaded already is left as it
    is. A file given by name that is not PUBLICATION stops the load: nothing is
    changed then, and the exit code is 1.

    \b
    Examples:
      python -m data load cps_case_outcomes ~/publications/cps
      python -m data load population lookup.csv --database sqlite:///real.db
    """
    engine = make_engine(database, read_only=False)
    with _progress() as advance:
        outcome = load(
            engine,
            PUBLICATIONS[publication],
            paths,
            loaded_by=loaded_by or _account(),
            progress=advance,
            max_megabytes=max_file_mb,
        )
    _report(outcome, database)


@commands.command("releases")
@click.argument("release", type=int, required=False)
@_database
def releases_command(release: int | None, database: str) -> None:
    """List every release, the latest first; with RELEASE, what it refused.

    \b
    Examples:
      python -m data releases
      python -m data releases 4
    """
    with _reading(database) as engine:
        found = fetch_releases(engine)
        refusals = fetch_refusals(engine, release, limit=100_000) if release else []
    if release is not None:
        if all(row.release_id != release for row in found):
            raise CannotRollBack(f"There is no release {release}.")
        for refusal in refusals:
            click.echo(describe_refusal(Refusal(*refusal[1:])))
        if not refusals:
            click.echo(f"Release {release} refused nothing.")
        return
    if not found:
        click.echo("Nothing is loaded yet: see `python -m data load --help`.")
    for row in found:
        note = f"  ({row.note})" if row.note else ""
        click.echo(
            f"{row.release_id:>5}  {row.loaded_at:%Y-%m-%d %H:%M}  {row.state:<10}  "
            f"{row.row_count:>10,} rows  {row.publication}, {row.edition}, "
            f"by {row.loaded_by}{note}"
        )


@commands.command("rollback")
@click.argument("release", type=int)
@_database
def rollback_command(release: int, database: str) -> None:
    """Take RELEASE back, as if it had never been loaded.

    The figures it replaced are current again. It stays in the list of releases,
    withdrawn; loading the same files again makes a new one.

    \b
    Example:
      python -m data rollback 4
    """
    with _reading(database):
        rows = roll_back(make_engine(database, read_only=False), release)
    click.echo(f"Release {release} is withdrawn: {rows:,} rows are no longer shown.")


@commands.command("check")
@_database
def check_command(database: str) -> None:
    """Say whether the database keeps the contract readers rely on.

    Looks for every table, view and column of it, and for figures that contradict
    each other. Exit code 1 if anything is wrong.
    """
    with _closing(make_engine(database)) as engine:
        problems = find_problems(engine)
        for problem in problems:
            click.echo(problem, err=True)
        if problems:
            sys.exit(1)
        click.echo(f"The store keeps the contract: {describe_contents(engine)}.")


@commands.command("upgrade")
@_database
def upgrade_command(database: str) -> None:
    """Make the store, or bring its tables and definitions up to date.

    Figures stay as they are. Stop the app before the tables of a store change.
    """
    upgrade_store(make_engine(database, read_only=False))
    click.echo(f"The store at {_shown(database)} is up to date.")


@commands.command("demo")
@click.option(
    "--database",
    metavar="URL",
    default=DEMONSTRATION_URL,
    show_default=True,
    help="Where to build it. DATABASE_URL is left alone: it may hold real figures.",
)
@click.option(
    "--if-missing", is_flag=True, help="Do nothing where the store is there already."
)
def demo_command(*, database: str, if_missing: bool) -> None:
    """Build a store of demonstration figures, which every page says are not real.

    The figures are the same every time, and loaded as any publication is.

    \b
    Example:
      python -m data demo
    """
    engine = make_engine(database, read_only=False)
    with _closing(make_engine(database)) as reader:
        is_there = missing_or_old(reader) is None
        loaded = fetch_releases(reader) if is_there else []
    current = {row.publication for row in loaded if row.state == "current"}
    if if_missing and "demonstration" in current:
        return
    real = current - {"demonstration", "inspection"}
    if real:
        raise StoreNotReady(
            f"The store at {_shown(database)} holds real figures "
            f"({', '.join(sorted(real))}): build the demonstration elsewhere, "
            "with --database."
        )
    with tempfile.TemporaryDirectory() as folder:
        demonstration.write(Path(folder))
        with _progress() as advance:
            outcomes = [
                load(
                    engine,
                    PUBLICATIONS[name],
                    [path],
                    loaded_by="python -m data demo",
                    progress=advance,
                )
                for name, path in (
                    ("demonstration", Path(folder)),
                    ("inspection", INSPECTION_GRADES),
                )
            ]
    for outcome in outcomes:
        _report(outcome, database)


@commands.command("export")
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file to write; standard output if not given.",
)
@click.option(
    "--series", multiple=True, metavar="SERIES", help="Only this one; may be repeated."
)
@_database
def export_command(output: Path | None, series: tuple[str, ...], database: str) -> None:
    """Write the current figures as CSV, in the form the `tidy` publication reads.

    \b
    Examples:
      python -m data export --output figures.csv
      python -m data export --series cps_convictions > convictions.csv
    """
    with _reading(database) as engine:
        if output is None:
            export_observations(engine, sys.stdout, series=series)
            return
        # Beside it first, so that what was there stays until the new one is whole.
        part = output.with_name(output.name + ".part")
        try:
            with part.open("w", encoding="utf-8", newline="") as target:
                rows = export_observations(engine, target, series=series)
            part.replace(output)
        finally:
            part.unlink(missing_ok=True)
    click.echo(f"{rows:,} figures written to {output}", err=True)


def main() -> None:
    """Run a command; what goes wrong is said in a sentence, with exit code 1."""
    try:
        commands(prog_name="python -m data")
    except EXPLAINED as error:
        click.echo(f"Nothing was changed. {error}", err=True)
        sys.exit(1)
    except DBAPIError as error:
        reason = " ".join(str(error.orig).split())
        click.echo(f"Nothing was changed. The database says: {reason}", err=True)
        sys.exit(1)
    except BrokenPipeError:
        # Whoever read the output has had enough of it, as `head` does.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except OSError as error:
        click.echo(f"Nothing was changed. {error}", err=True)
        sys.exit(1)


@contextmanager
def _closing(engine: Engine) -> Iterator[Engine]:
    """The engine, its connections closed afterwards."""
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def _reading(database: str) -> Iterator[Engine]:
    """A reading engine; raises StoreNotReady for a store missing or out of date."""
    with _closing(make_engine(database)) as engine:
        sentence = missing_or_old(engine)
        if sentence is not None:
            raise StoreNotReady(sentence)
        yield engine


def _shown(database: str) -> str:
    address = parse_address(database)
    plain = address.set(drivername=address.get_backend_name())
    return plain.render_as_string(hide_password=True)


def _account() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def _report(outcome: Outcome, database: str) -> None:
    for line in describe_outcome(outcome, _shown(database)):
        click.echo(line, err=outcome.is_refused)
    if outcome.release_id is None and outcome.refused_files:
        sys.exit(1)


@contextmanager
def _progress() -> Iterator[Callable[[Path, int], None]]:
    """Rows read so far, drawn only for somebody who is watching."""
    with tqdm(unit=" rows", unit_scale=True, disable=None, leave=False) as bar:
        before: dict[Path, int] = {}

        def advance(path: Path, rows: int) -> None:
            bar.set_description(path.name, refresh=False)
            bar.update(rows - before.get(path, 0))
            before[path] = rows

        yield advance
