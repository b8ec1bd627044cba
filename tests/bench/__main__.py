"""What each page costs: `python -m tests.bench`, on the demonstration store.

Bytes and requests are those of a browser that visits for the first time; times are
medians of one client asking again and again, so they tell of the server alone. Every
program here runs on one machine: compare ratios, not the clock.
"""

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple
from urllib.request import Request, urlopen

from playwright.sync_api import Response, sync_playwright

from tests.browser.chromium import FLAGS, find_chromium
from tests.browser.fixtures import build_demonstration_store, serving
from tests.browser.pages import PAGES

#: Views a reader may ask for that nobody asked for before.
FRESH = ("window=year", "window=quarter", "window=rolling_year", "limits=plain")


#: What the usual way of building the page asks its server, for one choice.
USUAL = "tests.bench.usual:server"
USUAL_OUTPUT = (
    "..ranked.figure...funnel.figure...trend.figure...heat.figure...table.data.."
)


class Visit(NamedTuple):
    """One first visit: requests made, KiB sent, and when its first picture showed."""

    requests: int
    kibibytes: float
    picture_ms: float


def first_visit(address: str, path: str, *, picture: str) -> Visit | None:
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
        start = time.perf_counter()
        page.goto(address + path, wait_until="commit")
        page.locator(picture).first.wait_for()
        shown = time.perf_counter() - start
        page.wait_for_load_state("networkidle")
        sizes = [answer.request.sizes() for answer in answers]
        browser.close()
    sent = sum(s["responseBodySize"] + s["responseHeadersSize"] for s in sizes)
    return Visit(len(answers), sent / 1024, shown * 1000)


def median_ms(requests: Iterable[Request]) -> float:
    """How long an answer takes, half of them at most."""
    taken = []
    for request in requests:
        request.add_header("Accept-Encoding", "br, gzip")
        start = time.perf_counter()
        with urlopen(request, timeout=60) as answer:
            answer.read()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken) * 1000


def usual_choice(address: str, year: str) -> Request:
    """What the usual page posts when a year is chosen."""
    names = [part.split(".") for part in USUAL_OUTPUT.strip(".").split("...")]
    body = {
        "output": USUAL_OUTPUT,
        "outputs": [{"id": name, "property": prop} for name, prop in names],
        "inputs": [{"id": "year", "property": "value", "value": year}],
        "changedPropIds": ["year.value"],
        "state": [],
    }
    return Request(
        f"{address}/_dash-update-component",
        data=json.dumps(body).encode(),
        headers={"Content-Type": "application/json"},
    )


def line(name: str, visit: Visit | None, fresh: float, kept: float) -> str:
    """One row of the report."""
    seen = (
        f"{visit.requests:8} {visit.kibibytes:6.0f} {visit.picture_ms:10.0f}"
        if visit
        else "no Chromium".rjust(26)
    )
    return f"{name:10} {seen} {fresh:9.1f} {kept:8.2f}"


def measure_ours(address: str, repeats: int) -> None:
    """Print one line a page: a choice nobody made before, then one that was kept."""
    for name, path in PAGES.items():
        fresh = median_ms(Request(f"{address}{path}?{query}") for query in FRESH)
        kept = median_ms(Request(address + path) for _ in range(repeats))
        visit = first_visit(address, path, picture="main section svg, main table, h1")
        print(line(name, visit, fresh, kept), flush=True)


def measure_usual(address: str) -> None:
    """Print one line for the compare page built the usual way, which keeps nothing."""
    years = ("2021", "2022", "2023", "2024", "2025") * 2
    taken = median_ms(usual_choice(address, year) for year in years)
    visit = first_visit(address, "/", picture=".main-svg")
    print(line("as usual", visit, taken, taken))


def main() -> int:
    """Serve the demonstration store, measure it and stop."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=50)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        url = f"sqlite:///{scratch}/demonstration.db"
        build_demonstration_store(url)
        print("page       requests    KiB picture ms  fresh ms  kept ms")
        with serving(url, folder) as address:
            measure_ours(address, wanted.repeats)
        with serving(url, folder, application=USUAL) as address:
            measure_usual(address)
    return 0


if __name__ == "__main__":
    sys.exit(main())
