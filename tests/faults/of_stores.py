"""Faults of the store itself: its file, its disc, its loads, and the clock."""

import json
import os
import shutil
import subprocess
from pathlib import Path

from tests.browser.fixtures import PYTHON, ROOT
from tests.faults.asking import told
from tests.faults.figures import command, contents, load, shown_by, write_figures
from tests.faults.rows import BY_ITSELF, NOTHING, Row
from tests.faults.servers import Missing, fill, until
from tests.faults.sites import KEPT, Site, before, listed, lost_of, observed

#: Moments at which a load is killed.
KILLED_TIMES = 5
DAY_SECONDS = 86_400
JUMP_DAYS = 400
#: Views nobody has opened before; each row takes some of them.
_unopened = iter(
    f"/compare?window=month&period={year}-{month:02}"
    for year in (2024, 2023)
    for month in range(12, 0, -1)
)


def _pages(site: Site) -> str:
    return listed(
        {
            "a page opened before": site.ask(KEPT),
            "a choice made before": site.choose(KEPT),
            "a page not opened before": site.ask(next(_unopened)),
        }
    )


def _file(site: Site) -> Path:
    return Path(site.store.removeprefix("sqlite:///"))


def put_in_place(source: Path, store: Path) -> None:
    """Put another file in the place of a store, as docs/deploy.md has it."""
    coming = store.with_name("coming.db")
    shutil.copyfile(source, coming)
    for beside in ("-wal", "-shm"):
        store.with_name(store.name + beside).unlink(missing_ok=True)
    coming.replace(store)


def file_spoiled(site: Site) -> Row:
    """Every byte of the file is another; then a good copy is put there."""
    store = _file(site)
    good = store.with_name("good.db")
    shutil.copyfile(store, good)

    def spoil() -> None:
        with store.open("r+b") as stream:
            stream.write(b"no database " * (good.stat().st_size // 12 + 1))

    return observed(
        site,
        "the SQLite file damaged, then replaced by a good copy",
        cause=spoil,
        watch=lambda: _pages(site),
        mend=lambda: put_in_place(good, store),
    )


def file_replaced(site: Site) -> Row:
    """Another store comes in its place while the app runs, and goes again."""
    store = _file(site)
    good, other = store.with_name("good.db"), store.with_name("other.db")
    shutil.copyfile(store, good)
    shutil.copyfile(store, other)
    newer = write_figures(site.figures.with_name("newer.csv"), edition=5)
    assert load(f"sqlite:///{other}", newer).returncode == 0
    earlier = before(site)

    def watch() -> str:
        answer = site.ask(KEPT)
        is_new = answer.tag not in (earlier.tag, "")
        return f"{told(answer)}, with the {'new' if is_new else 'OLD'} figures at once"

    return observed(
        site,
        "the SQLite file replaced by another store",
        cause=lambda: put_in_place(other, store),
        watch=watch,
        mend=lambda: put_in_place(good, store),
    )


def disc_full(site: Site) -> Row:
    """No byte is left for kept answers, the log or a load."""
    if not site.folder.is_mount():
        raise Missing("a small disc can only be made by root on Linux")
    newer = write_figures(site.figures.with_name("newer.csv"), edition=5)

    def watch() -> str:
        seen = _pages(site)
        refused = load(site.store, newer)
        said = refused.stderr.strip().splitlines()[-1]
        return f"{seen}; who loads: exit {refused.returncode}, “{said}”"

    def fill_up() -> None:
        fill(site.folder)

    return observed(
        site,
        "the disc full: store, kept answers and log",
        cause=fill_up,
        watch=watch,
        mend=lambda: (site.folder / "filler").unlink(),
    )


def clock_jumps(site: Site) -> Row:
    """The time of day is more than a year off, ahead and then behind."""
    clock = site.folder.parent / "clock"
    if not clock.exists():
        clock = site.folder / "clock"

    def watch() -> str:
        seen = [_pages(site)]
        clock.write_text(str(-JUMP_DAYS * DAY_SECONDS))
        seen.append(_pages(site))
        return seen[0] if seen[0] == seen[1] else "; then ".join(seen)

    def ahead() -> None:
        clock.write_text(str(JUMP_DAYS * DAY_SECONDS))

    def right() -> None:
        clock.write_text("0")

    return observed(
        site,
        f"the clock jumps {JUMP_DAYS} days ahead, then as far behind",
        cause=ahead,
        watch=watch,
        mend=right,
    )


def load_killed(site: Site) -> Row:
    """SIGKILL at moments spread over a load, up to just before it is kept."""
    newer = write_figures(site.figures.with_name("newer.csv"), edition=5)
    found: dict[str, int] = {}

    def kill() -> None:
        answer = subprocess.run(
            [
                *(*PYTHON, "tests.faults.killed", site.store, str(newer)),
                str(KILLED_TIMES),
            ],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        if answer.returncode:
            raise RuntimeError(answer.stderr)
        found.update(json.loads(answer.stdout))

    row = observed(
        site,
        f"a load killed at {KILLED_TIMES} moments, to just before it is kept "
        f"({_kind(site)})",
        cause=kill,
        watch=lambda: _pages(site),
        mend=lambda: None,
    )
    is_whole = found["different"] == 0 and _is_sound(site)
    return row if is_whole else row._replace(lost="THE STORE IS NOT AS IT WAS")


def two_loads(site: Site) -> Row:
    """Two loads of the same figures, begun together; then both are taken back."""
    earlier = before(site)
    files = [
        write_figures(site.figures.with_name(f"edition-{n}.csv"), edition=n)
        for n in (5, 9)
    ]
    loads = [
        subprocess.Popen(
            [
                *(*PYTHON, "data", "load", "tidy", str(file), "--already-public"),
                *("--database", site.store),
            ],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=os.environ,
        )
        for file in files
    ]
    codes = [each.wait() for each in loads]
    shown = contents(site.store)
    is_one = shown in [shown_by(file) for file in files]
    readers = told(site.ask(KEPT))
    ready = site.ready()
    is_sound = _is_sound(site)
    for release in (3, 2):
        command("rollback", str(release), "--database", site.store)
    until(site.is_well, what="the site is well again")
    lost = lost_of(site, earlier)
    is_same = codes == [0, 0] and is_one and is_sound
    return Row(
        f"two loads at once ({_kind(site)})",
        f"a page: {readers}; who loads: both exit 0, the second after the first"
        if is_same
        else f"exits {codes}, A MIXTURE",
        ready,
        lost,
        BY_ITSELF if lost == NOTHING else "NOT AS BEFORE",
    )


def _is_sound(site: Site) -> bool:
    return command("check", "--database", site.store).returncode == 0


def _kind(site: Site) -> str:
    return "SQLite" if site.store.startswith("sqlite") else "PostgreSQL"
