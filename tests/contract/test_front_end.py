"""The charts' bundle and the lock file of the front-end parts."""

import json
from pathlib import Path
from typing import Any

import brotli
import pytest
from plotly.offline import get_plotlyjs_version

ROOT = Path(__file__).resolve().parents[2]
VENDOR = ROOT / "assets" / "vendor"


def _read(name: str) -> Any:
    return json.loads((ROOT / name).read_text("utf-8"))


def test_the_bundle_is_the_version_the_plotly_package_draws_for() -> None:
    wanted = _read("package.json")["dependencies"]["plotly.js-cartesian-dist-min"]
    assert wanted == get_plotlyjs_version()


def test_the_lock_pins_every_part_by_its_sum_and_by_no_address() -> None:
    parts = _read("package-lock.json")["packages"]
    named = {name: part for name, part in parts.items() if name}
    assert named
    assert all(part["integrity"] for part in named.values())
    assert [name for name, part in named.items() if "resolved" in part] == []


def test_every_built_script_stands_beside_its_twins_and_its_licence() -> None:
    scripts = sorted(VENDOR.glob("*.js"))
    if not scripts:
        pytest.skip("the front-end parts are not built (make setup)")
    for script in scripts:
        twin = Path(f"{script}.br")
        assert brotli.decompress(twin.read_bytes()) == script.read_bytes()
        assert Path(f"{script}.gz").exists()
    assert len(list(VENDOR.glob("*.LICENSE.txt"))) == len(scripts)
