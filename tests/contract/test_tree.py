"""What the repository holds, and what it must not."""

import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST_MODULE = 500
TOP_LEVEL = re.compile(
    r"app\.py|pyproject\.toml|README\.md|CHANGELOG\.md|Makefile"
    r"|requirements(-dev)?\.(in|txt)|package(-lock)?\.json"
    r"|dashboard|layouts|callbacks|data|assets|tests|docs|\..+"
)
CODE = ("app.py", "dashboard/", "layouts/", "callbacks/", "data/", "tests/")
# Written in pieces, so that this file does not hold what it looks for.
ELSEWHERE = re.compile(
    "|".join(
        (
            r"(?<![\w.])/" + r"(?:work|farm|root|home/\w+)/",
            r"(?:pypi|pythonhosted|npmjs|debian)" + r"\.(?:org|com)\b",
            r"/simp" + r"le/|\.wh" + r"l\b",
        )
    )
)


@cache
def tracked() -> tuple[str, ...]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True
    )
    if listed.returncode:
        pytest.skip("this is not a git checkout, so there is no list of its files")
    return tuple(p for p in listed.stdout.split("\0") if p and (ROOT / p).is_file())


def test_the_top_level_holds_only_what_it_should() -> None:
    tops = {path.split("/")[0] for path in tracked()}
    assert [top for top in sorted(tops) if not TOP_LEVEL.fullmatch(top)] == []


def test_nothing_names_a_machine_or_a_package_registry() -> None:
    found = []
    for path in tracked():
        content = (ROOT / path).read_bytes()
        if b"\0" in content:
            continue
        for number, line in enumerate(content.decode("utf-8").splitlines(), 1):
            if ELSEWHERE.search(line):
                found.append(f"{path}:{number}: {line.strip()[:100]}")
    assert found == []


def test_no_module_grows_too_long_to_read() -> None:
    long = {
        path: length
        for path in tracked()
        if path.endswith((".py", ".js"))
        and (length := (ROOT / path).read_bytes().count(b"\n")) > LONGEST_MODULE
    }
    assert long == {}


def test_every_folder_of_code_is_a_package() -> None:
    """Without `tests/__init__.py` a folder `tests/data` would become `data`."""
    folders = {
        Path(path).parent
        for path in tracked()
        if path.startswith(CODE) and path.endswith(".py")
    }
    packages = {f for f in folders if f != Path() and "versions" not in f.parts}
    assert [
        f for f in sorted(packages) if not (ROOT / f / "__init__.py").exists()
    ] == []


def test_built_stores_and_parts_are_not_tracked() -> None:
    built = ("data/store/", "assets/vendor/", "node_modules/")
    assert [p for p in tracked() if p.startswith(built) and ".git" not in p] == []
