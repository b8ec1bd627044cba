import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner
from sqlalchemy import text

from data.check import CONTRACT, find_problems
from data.cli import commands
from data.engine import make_engine
from data.schema import upgrade
from tests.integration.stores import Store, contents
from tests.integration.tallies import CITY, KENT, METROPOLITAN

ROOT = Path(__file__).resolve().parent.parent.parent
HEADINGS = "series,area_code,period_start,frequency,breakdown,category,value,status"
LINE = "cps_convictions,{area},2014-0{month}-01,month,all,all,{value},published"


class Ran(NamedTuple):
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str


def run(*arguments: object, database_url: str | None = None) -> Ran:
    environment = {**os.environ, "PYTHONWARNINGS": "error"}
    environment.pop("DATABASE_URL", None)
    if database_url is not None:
        environment["DATABASE_URL"] = database_url
    done = subprocess.run(
        [sys.executable, "-m", "data", *map(str, arguments)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert "Traceback" not in done.stderr
    return Ran(done.returncode, done.stdout, done.stderr)


def write_tidy(path: Path, *lines: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join((HEADINGS, *lines)) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def tidy(tmp_path: Path) -> Path:
    """Two figures of Kent, in tidy form."""
    return write_tidy(
        tmp_path / "in" / "figures.csv",
        LINE.format(area=KENT, month=7, value=70),
        LINE.format(area=KENT, month=8, value=71),
    )


def test_every_command_explains_itself_with_an_example() -> None:
    runner = CliRunner()
    listed = runner.invoke(commands, ["--help"]).output
    for name in ("load", "releases", "rollback", "check", "demo", "export", "upgrade"):
        assert re.search(rf"^  {name} ", listed, re.MULTILINE)
        ran = runner.invoke(commands, [name, "--help"])
        assert ran.exit_code == 0
        if name not in ("check", "upgrade"):
            assert f"python -m data {name}" in ran.output.partition("Example")[2]


def test_a_load_says_what_it_did_and_where(
    tidy: Path, tmp_path: Path, database_url: str
) -> None:
    (tmp_path / "in" / "SOURCE.md").write_text("Where it comes from")
    ran = run("load", "tidy", tidy.parent, "--database", database_url, "--by", "me")
    assert ran.code == 0
    assert ran.err == ""
    lines = ran.out.splitlines()
    assert lines[0].startswith("Release 1: tidy, figures, loaded into ")
    assert lines[1:] == [
        "  1 file read: 2 new figures, 0 changed, 0 as they were",
        "  2 rows stored",
        "  0 of 2 figures under the disclosure policy are hidden: 0 small, 0 with them",
        "Not tidy, passed over (1):",
        "  in/SOURCE.md",
    ]
    again = run("load", "tidy", tidy, "--database", database_url)
    assert again == Ran(
        0,
        "Nothing new: 2 figures in 1 file loaded already. The store is unchanged.\n",
        "",
    )
    listed = run("releases", "--database", database_url)
    assert re.search(r"^    1  .*current  +2 rows  tidy, figures, by me$", listed.out)


def test_a_load_goes_to_the_database_of_the_environment(
    tidy: Path, tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path}/env.db"
    assert run("load", "tidy", tidy, database_url=url).code == 0
    assert (tmp_path / "env.db").exists()


def test_refused_rows_and_files_are_named_and_kept(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    write_tidy(
        folder / "good.csv",
        LINE.format(area=KENT, month=7, value=70),
        LINE.format(area=KENT, month=8, value="=1+1"),
    )
    (folder / "cut.csv").write_bytes(HEADINGS.encode() + b"\n\0")
    url = f"sqlite:///{tmp_path}/x.db"
    ran = run("load", "tidy", folder, "--database", url)
    assert ran.code == 0
    assert "Files refused (1):\n  in/cut.csv, line 2: holds bytes" in ran.out
    assert "Rows refused (1):\n  good.csv, line 3: " in ran.out
    kept = run("releases", 1, "--database", url)
    assert "in/cut.csv, line 2" in kept.out
    assert "good.csv, line 3" in kept.out


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("other.csv", b"a,b\n1,2\n", "other.csv: its headings are not those of"),
        ("empty.csv", b"", "empty.csv: is empty"),
        ("gone.csv", None, "gone.csv: there is no such file or folder"),
        ("nothing", "folder", "nothing: no file in this folder is"),
    ],
)
def test_a_wrong_file_is_named_and_no_store_is_made(
    tmp_path: Path, name: str, content: bytes | str | None, said: str
) -> None:
    path = tmp_path / name
    if isinstance(content, bytes):
        path.write_bytes(content)
    elif content == "folder":
        path.mkdir()
    ran = run("load", "tidy", path, "--database", f"sqlite:///{tmp_path}/x.db")
    assert ran.code == 1
    assert said in ran.err
    assert ran.out == ""
    assert not (tmp_path / "x.db").exists()


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    path = write_tidy(tmp_path / "big.csv", *["x" * 100] * 11_000)
    url = f"sqlite:///{tmp_path}/x.db"
    ran = run("load", "tidy", path, "--max-file-mb", 1, "--database", url)
    assert ran.code == 1
    assert "big.csv: holds more than 1 MB" in ran.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("load", "unheard_of", "x.csv"),
        ("load", "tidy"),
        ("rollback", "one"),
        ("conquer",),
        ("load", "tidy", "x.csv", "--max-file-mb", "0"),
    ],
)
def test_a_command_nobody_knows_is_not_guessed_at(arguments: tuple[str, ...]) -> None:
    assert CliRunner().invoke(commands, arguments).exit_code == 2


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mysql://host/name", "write sqlite:///PATH or postgresql://"),
        ("postgresql://a:secret@127.0.0.1:9/b", "refused"),
        ("sqlite:////proc/nowhere/x.db", "unable to open|No such file|not permitted"),
    ],
)
def test_a_database_that_cannot_be_had_is_one_sentence(
    tidy: Path, url: str, said: str
) -> None:
    ran = run("load", "tidy", tidy, "--database", url)
    assert ran.code == 1
    assert "secret" not in ran.err
    assert re.search(said, ran.err)


def test_a_release_is_rolled_back_once(tidy: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/x.db"
    run("load", "tidy", tidy, "--database", url)
    ran = run("rollback", 1, "--database", url)
    assert ran == Ran(0, "Release 1 is withdrawn: 2 rows are no longer shown.\n", "")
    again = run("rollback", 1, "--database", url)
    assert again.code == 1
    assert "withdrawn already" in again.err
    assert "withdrawn" in run("releases", "--database", url).out


def test_commands_on_a_store_that_is_not_there_say_how_to_make_one(
    tmp_path: Path,
) -> None:
    url = f"sqlite:///{tmp_path}/none.db"
    for command in (("releases",), ("rollback", "1"), ("check",), ("export",)):
        ran = run(*command, "--database", url)
        assert ran.code == 1
        assert f"python -m data upgrade --database {url}" in ran.err
    assert not (tmp_path / "none.db").exists()
    assert run("upgrade", "--database", url).code == 0
    assert "Nothing is loaded yet" in run("releases", "--database", url).out
    assert run("check", "--database", url).code == 0


def test_an_export_loads_into_another_store_and_exports_the_same(
    tidy: Path, tmp_path: Path, database_url: str
) -> None:
    write_tidy(
        tidy.parent / "more.csv",
        LINE.format(area=CITY, month=7, value=7),
        LINE.format(area=METROPOLITAN, month=7, value=0.125),
        f"recorded_offences,{KENT},2014-07-01,quarter,offence_group,robbery,,suppressed",
    )
    run("load", "tidy", tidy.parent, "--database", database_url)
    first = tmp_path / "out" / "first.csv"
    first.parent.mkdir()
    moved = ("export", "--with-hidden")
    ran = run(*moved, "--output", first, "--database", database_url)
    assert ran.code == 0
    assert "figures written" in ran.err
    other = f"sqlite:///{tmp_path}/other.db"
    assert run("load", "tidy", first, "--database", other).code == 0
    assert run(*moved, "--database", other).out == first.read_text(encoding="utf-8")
    assert [path.name for path in first.parent.iterdir()] == ["first.csv"]


def test_an_export_of_an_unknown_series_leaves_what_was_there(
    tidy: Path, tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path}/x.db"
    run("load", "tidy", tidy, "--database", url)
    target = tmp_path / "out.csv"
    target.write_text("before")
    ran = run("export", "--series", "nope", "--output", target, "--database", url)
    assert ran.code == 1
    assert "no series nope" in ran.err
    assert target.read_text() == "before"


def test_check_says_what_the_store_holds(tidy: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/x.db"
    run("load", "tidy", tidy, "--database", url)
    assert run("check", "--database", url).out == (
        "The store keeps the contract: 2 current figures, 1 series, 1 release in use.\n"
    )


def test_check_finds_what_breaks_the_contract(store: Store, tidy: Path) -> None:
    run("load", "tidy", tidy, "--database", store.url)
    assert find_problems(store.reader) == []
    for statement, said in (
        ("UPDATE coverage SET areas = 40", "Coverage differs"),
        ("UPDATE areas SET tile_row = 1, tile_column = 1", "no place of their own"),
        ("UPDATE releases SET row_count = 9", "as many rows as they say"),
        ("UPDATE releases SET state = 'withdrawn'", "withdrawn releases"),
        ("UPDATE facts SET period = 201499 WHERE period = 201408", "month that does"),
        ("UPDATE facts SET value = NULL", "or are shown without one"),
        ("UPDATE facts SET status = 9", "nobody knows"),
        ("UPDATE facts SET area_id = 0", "not in the store"),
        ("DELETE FROM areas WHERE area_type = 'nation'", "memberships are of areas"),
        ("DROP VIEW observations", "no table or view observations"),
    ):
        before = "\n".join(find_problems(store.reader))
        assert said not in before
        with store.writer.begin() as connection:
            connection.execute(text(statement))
        assert said in "\n".join(find_problems(store.reader))
    ran = run("check", "--database", store.url)
    assert (ran.code, ran.err) == (1, "There is no table or view observations\n")


def test_check_finds_a_damaged_file(tidy: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/x.db"
    run("load", "tidy", tidy, "--database", url)
    with (tmp_path / "x.db").open("r+b") as file:
        file.seek(3 * 4096)
        file.write(b"\xff" * 4096 * 8)
    ran = run("check", "--database", url)
    assert ran.code == 1
    assert re.search("malformed|damaged", ran.err)


def test_the_contract_names_every_table_of_the_design() -> None:
    assert len(CONTRACT) == 16
    assert set(CONTRACT["observations"]) == {
        "series", "area_code", "period_start", "frequency", "breakdown", "category",
        "value", "status", "release_id",
    }  # fmt: skip


def test_demonstration_figures_keep_out_of_a_store_of_real_ones(
    tidy: Path, store: Store
) -> None:
    run("load", "tidy", tidy, "--database", store.url)
    before = contents(store)
    ran = run("demo", "--database", store.url)
    assert ran.code == 1
    assert "holds real figures (tidy)" in ran.err
    assert contents(store) == before


def test_the_demonstration_is_built_once_and_leaves_the_environments_store_alone(
    tmp_path: Path,
) -> None:
    real = f"sqlite:///{tmp_path}/real.db"
    upgrade(make_engine(real, read_only=False))
    url = f"sqlite:///{tmp_path}/demo.db"
    built = run("demo", "--if-missing", "--database", url, database_url=real)
    assert built.code == 0
    assert "Release 1: demonstration" in built.out
    assert run("demo", "--if-missing", "--database", url) == Ran(0, "", "")
    assert run("demo", "--database", url).out.startswith("Nothing new")
    assert "Nothing is loaded" in run("releases", "--database", real).out
    assert run("check", "--database", url).code == 0
