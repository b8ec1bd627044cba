"""Build assets/vendor from the packages npm installed: `python .build/vendor.py`.

Each script carries its version in its name, so that it may be cached for ever, and
stands beside its brotli and gzip twins, so that no request pays for compression.
"""

import gzip
import json
import re
import shutil
import sys
from pathlib import Path

import brotli
from plotly.offline import get_plotlyjs_version

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "assets" / "vendor"
CHARTS = "plotly.js-cartesian-dist-min"
LOCALES = "plotly.js-locales"
EXPORT = re.compile(r"\bmodule\.exports\s*=\s*(?=\{)")

# The package is a CommonJS module; a page needs it to register itself, whether the
# charts' bundle has arrived or not.
LOCALE_START = "(function(){'use strict';var locale="
LOCALE_END = (
    ";if(window.Plotly)window.Plotly.register(locale);"
    "else(window.PlotlyLocales=window.PlotlyLocales||[]).push(locale)})();\n"
)


def version_of(package: str) -> str:
    """The installed version of an npm package."""
    described = json.loads((MODULES / package / "package.json").read_text("utf-8"))
    return str(described["version"])


def wrapped_locale(source: str) -> str:
    """A CommonJS locale as a script that registers itself with Plotly."""
    parts = EXPORT.split(source)
    if len(parts) != 2:
        raise SystemExit(f"{LOCALES}: cy.js no longer has one module.exports")
    return LOCALE_START + parts[1].strip().removesuffix(";") + LOCALE_END


def write_with_twins(path: Path, content: bytes) -> None:
    """Write the file and its brotli and gzip twins; the same bytes every time."""
    path.write_bytes(content)
    Path(f"{path}.br").write_bytes(brotli.compress(content, quality=11))
    Path(f"{path}.gz").write_bytes(gzip.compress(content, 9, mtime=0))


def build() -> None:
    """Write assets/vendor anew; stops with a sentence where the versions disagree."""
    charts, locales = version_of(CHARTS), version_of(LOCALES)
    bundled = get_plotlyjs_version()
    if charts != bundled:
        raise SystemExit(
            f"{CHARTS} is {charts} but the plotly package draws for {bundled}: "
            "make the version in package.json the same and run npm install."
        )
    if VENDOR.exists():
        shutil.rmtree(VENDOR)
    VENDOR.mkdir(parents=True)
    script = (MODULES / CHARTS / "plotly-cartesian.min.js").read_bytes()
    write_with_twins(VENDOR / f"plotly-cartesian-{charts}.min.js", script)
    welsh = (MODULES / LOCALES / "cy.js").read_text("utf-8")
    write_with_twins(
        VENDOR / f"plotly-locale-cy-{locales}.js", wrapped_locale(welsh).encode()
    )
    for package in (CHARTS, LOCALES):
        licence = f"{package}-{version_of(package)}.LICENSE.txt"
        shutil.copyfile(MODULES / package / "LICENSE", VENDOR / licence)


if __name__ == "__main__":
    build()
    print(f"Built {len(list(VENDOR.iterdir()))} files", file=sys.stderr)
