"""What each panel weighs in a frame: the table of `docs/embeds.md`.

`python -m tests.embed_sizes` serves the demonstration store, measures and prints it;
`--write` puts it into the document, `--database URL` measures another store.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from layouts.pages.offers import OFFERS
from tests.browser.fixtures import build_demonstration_store, serving

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "embeds.md"
BEGIN = "<!-- The table below is written by: python -m tests.embed_sizes --write -->"
END = "<!-- The table ends here -->"
MOST_BYTES = 40 * 1024
#: As many areas as can be pinned, in the longer language: nothing weighs more.
QUERY = "pinned=E23000004,E23000002,E23000005,E23000013&lang=cy"
TOGETHER = ("/embed.css", "/embed-height.js")
HEADINGS = ("Panel", "HTML", "with style and script", "SVG", "PNG")


class Size(NamedTuple):
    """Bytes a panel takes; None for a picture there is none of."""

    address: str
    page: int
    whole: int
    svg: int | None
    png: int | None


def measured(origin: str) -> Iterator[Size]:
    """Each panel of the site at an origin, as sent to a browser that takes gzip."""
    parts = sum(_sent(f"{origin}{path}") or 0 for path in TOGETHER)
    for page, offer in OFFERS.items():
        for panel in offer.panels:
            address = f"/embed/{page}/{panel}"
            html = _sent(f"{origin}{address}?{QUERY}") or 0
            svg, png = (
                _sent(f"{origin}{address}.{kind}?{QUERY}") for kind in ("svg", "png")
            )
            yield Size(address, html, html + parts, svg, png)


def table(sizes: list[Size]) -> str:
    """The sizes as Markdown, in bytes."""
    lines = [f"| {' | '.join(HEADINGS)} |", "|---|---:|---:|---:|---:|"]
    for size in sizes:
        figures = " | ".join("none" if n is None else f"{n:,}" for n in size[1:])
        lines.append(f"| `{size.address}` | {figures} |")
    return "\n".join(lines)


def _sent(address: str) -> int | None:
    request = Request(address, headers={"Accept-Encoding": "gzip"})
    try:
        with urlopen(request, timeout=60) as answer:
            return len(answer.read())
    except HTTPError as error:
        error.close()
        return None


def main(arguments: list[str]) -> int:
    """Print or write the table; 1 where a panel weighs more than is allowed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--database", default="")
    chosen = parser.parse_args(arguments)
    with TemporaryDirectory() as name:
        folder = Path(name)
        database = chosen.database or f"sqlite:///{folder / 'demonstration.db'}"
        if not chosen.database:
            build_demonstration_store(database)
        with serving(database, folder) as origin:
            sizes = list(measured(origin))
    drawn = table(sizes)
    if chosen.write:
        text = DOCUMENT.read_text("utf-8")
        before, rest = text.split(BEGIN)
        after = rest.split(END)[1]
        DOCUMENT.write_text(f"{before}{BEGIN}\n\n{drawn}\n\n{END}{after}", "utf-8")
    else:
        print(drawn)
    return int(any(size.whole > MOST_BYTES for size in sizes))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
