"""What each page costs: `python -m tests.bench`, on the demonstration store.

Bytes and requests are those of a browser that visits for the first time; times are
medians of one client asking again and again, so they tell of the server alone. Every
program here runs on one machine: compare ratios, not the clock.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.request import Request, urlopen

from playwright.sync_api import Response, sync_playwright

from tests.browser.chromium import FLAGS, find_chromium
from tests.browser.fixtures import build_demonstration_store, serving
from tests.browser.pages import PAGES

#: Views a reader may ask for that nobody asked for before.
FRESH = ("window=year", "window=quarter", "window=rolling_year", "limits=plain")


class Visit(NamedTuple):
    """One first visit: requests made, KiB sent, and when its content stood there."""

    requests: int
    kibibytes: float
    content_ms: float


def first_visit(address: str, path: str) -> Visit | None:
    """What a browser with an empty cache loads; None where there is no Chromium."""
    chromium = find_chromium()
    if chromium is None:
        return None
    answers: list[Response] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(chromium), args=list(FLAGS)
        )
        page = browser.new_page()
        page.on("response", lambda answer: answers.append(answer))
        page.goto(address + path)
        page.wait_for_load_state("networkidle")
        painted = page.evaluate(
            "performance.getEntriesByName('first-contentful-paint')[0].startTime"
        )
        sizes = [answer.request.sizes() for answer in answers]
        browser.close()
    sent = sum(s["responseBodySize"] + s["responseHeadersSize"] for s in sizes)
    return Visit(len(answers), sent / 1024, painted)


def seconds(address: str, paths: Iterator[str] | list[str]) -> list[float]:
    """How long each answer took."""
    taken = []
    for path in paths:
        request = Request(address + path, headers={"Accept-Encoding": "br, gzip"})
        start = time.perf_counter()
        with urlopen(request, timeout=60) as answer:
            answer.read()
        taken.append(time.perf_counter() - start)
    return taken


def report(address: str, repeats: int) -> None:
    """Print one line a page."""
    print("page      requests   KiB  content ms   fresh ms   kept ms")
    for name, path in PAGES.items():
        fresh = seconds(address, [f"{path}?{query}" for query in FRESH])
        kept = seconds(address, [path] * repeats)
        visit = first_visit(address, path)
        seen = (
            f"{visit.requests:8} {visit.kibibytes:5.0f} {visit.content_ms:11.0f}"
            if visit
            else "no Chromium".rjust(26)
        )
        print(
            f"{name:9} {seen} {statistics.median(fresh) * 1000:10.1f} "
            f"{statistics.median(kept) * 1000:9.2f}"
        )


def main() -> int:
    """Serve the demonstration store, measure it and stop."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=50)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        url = f"sqlite:///{scratch}/demonstration.db"
        build_demonstration_store(url)
        with serving(url, Path(scratch)) as address:
            report(address, wanted.repeats)
    return 0


if __name__ == "__main__":
    sys.exit(main())
