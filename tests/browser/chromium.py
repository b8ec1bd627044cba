"""Which Chromium the browser tests drive: `python -m tests.browser.chromium`.

`$CHROMIUM`, else an installed one, else Debian's package, else Playwright's own.
"""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Error, sync_playwright

# The shell draws as the whole browser does, and has no window of its own to draw.
SHELL = "chromium-headless-shell"
NAMES = (
    SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"
)  # fmt: skip
MAC = "/Applications/{0}.app/Contents/MacOS/{0}"
PLACES = (MAC.format("Chromium"), MAC.format("Google Chrome"))
INSTALL_SECONDS = 600

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def find_chromium() -> Path | None:
    """The Chromium to drive; None where there is none.

    Raises FileNotFoundError where `$CHROMIUM` names something that is not there.
    """
    named = os.environ.get("CHROMIUM")
    if named:
        found = shutil.which(named)
        if found is None:
            raise FileNotFoundError(f"CHROMIUM={named}: no such program")
        return Path(found)
    for name in (*NAMES, *PLACES):
        found = shutil.which(name)
        if found:
            return Path(found)
    return _playwrights_own()


def _playwrights_own() -> Path | None:
    try:
        with sync_playwright() as playwright:
            path = Path(playwright.chromium.executable_path)
    except Error:
        return None
    return path if path.exists() else None


def install_chromium() -> Path | None:
    """Install a Chromium where there is none; None where that cannot be done."""
    if not os.environ.get("CHROMIUM") and find_chromium() is None:
        _ = _install_from_debian() or _install_playwrights_own()
    return find_chromium()


def _install_from_debian() -> bool:
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        return False
    print(f"Installing Debian's {SHELL}", file=sys.stderr)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    packages = ["--no-install-recommends", SHELL, "fonts-dejavu-core"]
    return _runs([apt, "update", "-qq"], quiet) and _runs(
        [apt, "install", "-y", "-qq", *packages], quiet
    )


def _install_playwrights_own() -> bool:
    print("Downloading Playwright's own Chromium", file=sys.stderr)
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    return _runs(command, dict(os.environ))


def _runs(command: list[str], environment: dict[str, str]) -> bool:
    try:
        done = subprocess.run(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            check=False,
            timeout=INSTALL_SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        print(f"{command[0]}: {error}", file=sys.stderr)
        return False
    return done.returncode == 0


def main() -> int:
    """Print the Chromium that will be used; 1 where there is none."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--install", action="store_true", help="install one if needed")
    wanted = parser.parse_args()
    try:
        path = install_chromium() if wanted.install else find_chromium()
    except FileNotFoundError as error:
        print(error)
        return 1
    if path is None:
        print("No Chromium: the browser tests will not run. Set CHROMIUM to one.")
        return 1
    print(f"Browser tests use {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
