"""The commands of `python -m data`."""

import os
import sys
from pathlib import Path

import click
from sqlalchemy.exc import DBAPIError

from data.check import describe_contents, find_problems
from data.command_parts import (
    account,
    closing,
    printable,
    progress,
    reading,
    report,
    whole_file,
)
from data.demonstration_store import build_demonstration
from data.engine import DEFAULT_URL, UnusableDatabase, make_engine
from data.export import UnknownSeries, export_observations
from data.files import DEFAULT_MAX_MEGABYTES
from data.ingest import PUBLICATIONS
from data.ingest.publication import FileRefused, Refusal
from data.load import load
from data.masking import TooManySmall
from data.merge import ReplacesPublic
from data.plan_export import export_plan
from data.plan_workbook import write_workbook
from data.public_copy import NotAPublicCopy, export_public
from data.queries.releases import fetch_refusals, fetch_releases
from data.releases import CannotRollBack, roll_back
from data.schema import StoreNotReady, missing_or_old
from data.schema import upgrade as upgrade_store
from data.summary import describe_refusal
from data.tables import PARTNER, PUBLIC
from data.writing import StoreBusy

DEMONSTRATION_URL = "sqlite:///data/store/demonstration.db"
EXPLAINED = (
    CannotRollBack,
    FileRefused,
    NotAPublicCopy,
    ReplacesPublic,
    StoreBusy,
    StoreNotReady,
    TooManySmall,
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
    "--already-public/--under-policy",
    "already_public",
    default=None,
    help="Whether everybody can have these figures already, so that none is hidden, or "
    "small ones are hidden; as disclosure.toml says of PUBLICATION if not given.",
)
@click.option(
    "--tier",
    type=click.Choice((PUBLIC, PARTNER)),
    default=PUBLIC,
    show_default=True,
    help="For whom it is: partner for those who have signed in.",
)
@click.option(
    "--by",
    "loaded_by",
    metavar="NAME",
    default=None,
    help="Who loads it, for the list of releases; the account's name if not given.",
)
def load_command(
    *,
    publication: str,
    paths: tuple[Path, ...],
    database: str,
    max_file_mb: int,
    already_public: bool | None,
    tier: str,
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
      python -m data load tidy diversion.csv --tier partner
    """
    engine = make_engine(database, read_only=False)
    with progress() as advance:
        outcome = load(
            engine,
            PUBLICATIONS[publication],
            paths,
            loaded_by=loaded_by or account(),
            progress=advance,
            max_megabytes=max_file_mb,
            tier=tier,
            already_public=already_public,
        )
    report(outcome, database)


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
    with reading(database) as engine:
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
        notes = [row.note or "", "for partners" if row.tier == PARTNER else ""]
        note = f"  ({'; '.join(filter(None, notes))})" if any(notes) else ""
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
    with reading(database):
        rows = roll_back(make_engine(database, read_only=False), release)
    click.echo(f"Release {release} is withdrawn: {rows:,} rows are no longer shown.")


@commands.command("check")
@_database
def check_command(database: str) -> None:
    """Say whether the database keeps the contract readers rely on.

    Looks for every table, view and column of it, and for figures that contradict
    each other. Exit code 1 if anything is wrong.
    """
    with closing(make_engine(database)) as engine:
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
    click.echo(f"The store at {printable(database)} is up to date.")


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
    with closing(make_engine(database)) as reader:
        is_there = missing_or_old(reader) is None
        loaded = fetch_releases(reader) if is_there else []
    current = {row.publication for row in loaded if row.state == "current"}
    if "demonstration" in current:
        if not if_missing:
            # Its first edition would take the place of what is current.
            click.echo(
                f"Nothing new: the demonstration is in {printable(database)} already. "
                "Remove that store to build it anew."
            )
        return
    real = current - {"demonstration", "inspection"}
    if real:
        raise StoreNotReady(
            f"The store at {printable(database)} holds real figures "
            f"({', '.join(sorted(real))}): build the demonstration elsewhere, "
            "with --database."
        )
    with progress() as advance:
        outcomes = build_demonstration(engine, progress=advance)
    for outcome in outcomes:
        report(outcome, database)


@commands.command("export")
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file to write; standard output if not given.",
)
@click.option(
    "--public",
    "public_copy",
    metavar="TARGET",
    help="Write the public's copy of the store to this file or URL instead.",
)
@click.option(
    "--with-hidden",
    is_flag=True,
    help="Write hidden figures too: for moving a store, never for handing out.",
)
@click.option(
    "--series", multiple=True, metavar="SERIES", help="Only this one; may be repeated."
)
@click.option(
    "--partnership",
    "plan",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="OUT.xlsx",
    help="Write the partnership's plan as a workbook instead.",
)
@_database
def export_command(
    *,
    output: Path | None,
    public_copy: str | None,
    with_hidden: bool,
    series: tuple[str, ...],
    plan: Path | None,
    database: str,
) -> None:
    """Write the current figures as CSV, in the form the `tidy` publication reads.

    Hidden figures are written as suppressed. With --public a whole store is written
    that a public server can stand on: it has no hidden number, nothing of partners,
    and answers as this one does. Written again, it takes the place of itself.

    With --partnership the plan is written, with rows for partners alone among it, in
    the form the `partnership` publication reads.

    \b
    Examples:
      python -m data export --output figures.csv
      python -m data export --series cps_convictions > convictions.csv
      python -m data export --partnership plan.xlsx
      python -m data export --public public.db
    """
    with reading(database) as engine:
        if public_copy is not None:
            is_address = "://" in public_copy
            address = public_copy if is_address else f"sqlite:///{public_copy}"
            shown = export_public(engine, make_engine(address, read_only=False))
            click.echo(f"{shown:,} figures are shown by {printable(address)}", err=True)
            return
        if plan is not None:
            with whole_file(plan) as part:
                counts = export_plan(engine, part)
            rows = sum(counts.values())
            click.echo(f"{rows:,} rows of the plan written to {plan}", err=True)
            return
        if output is None:
            export_observations(
                engine, sys.stdout, series=series, with_hidden=with_hidden
            )
            return
        with (
            whole_file(output) as part,
            part.open("w", encoding="utf-8", newline="") as target,
        ):
            rows = export_observations(
                engine, target, series=series, with_hidden=with_hidden
            )
    click.echo(f"{rows:,} figures written to {output}", err=True)


@commands.command("template")
@click.argument("publication", type=click.Choice(["partnership"]))
@click.argument(
    "output", type=click.Path(path_type=Path, dir_okay=False), metavar="OUT.xlsx"
)
def template_command(publication: str, output: Path) -> None:
    """Write an empty workbook for a PUBLICATION that is written by hand.

    It has a sheet a table with notes, drop-downs and an example, in English and Welsh.

    \b
    Example:
      python -m data template partnership plan.xlsx
    """
    with whole_file(output) as part:
        write_workbook(part)
    click.echo(
        f"The workbook is {output}. Fill it in, then load it with "
        f"`python -m data load {publication} {output}`.",
        err=True,
    )


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
