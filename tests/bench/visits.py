"""What a reader sees and waits for, measured in a real browser."""

import statistics
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import NamedTuple

from playwright.sync_api import Browser, Page, Response, sync_playwright

from tests.browser.chromium import FLAGS, find_chromium

#: A slow line: 10 Mbit a second each way, 40 ms there and back.
SLOW_LINE = {
    "offline": False,
    "latency": 40,
    "downloadThroughput": 10_000_000 / 8,
    "uploadThroughput": 10_000_000 / 8,
}
TIMEOUT_MS = 120_000
#: One visit, and one choice, says more of the moment than of the program.
READERS, AGAIN = 5, 3

# In the page itself, so that no round trip to it counts. The page's policy forbids
# evaluating text, rightly: what is asked is written into the script that is sent.
WAIT = """() => new Promise(resolve => {
    const isReady = READY;
    const start = performance.now();
    (CHOOSE)();
    const look = () => isReady()
        ? requestAnimationFrame(() => resolve(performance.now() - start))
        : requestAnimationFrame(look);
    requestAnimationFrame(look);
})"""
# Notes when something could first be seen, from before the page is there.
SEEN = """(() => {
    const look = () => {
        const found = document.querySelector("SELECTOR");
        if (found && found.getClientRects().length) {
            requestAnimationFrame(() => { window.benchSeen = performance.now(); });
        } else {
            requestAnimationFrame(look);
        }
    };
    requestAnimationFrame(look);
})()"""


class Visit(NamedTuple):
    """A first visit: requests, KiB, and milliseconds to the text and to every panel."""

    requests: int
    kibibytes: float
    content_ms: float
    drawn_ms: float


class Target(NamedTuple):
    """A page to measure, and how to tell in it that something is done.

    `content` is a selector; `drawn` says that every panel is drawn; `choose` makes a
    choice by its value; `redrawn` says that every panel shows it.
    """

    path: str
    content: str
    drawn: str
    choose: str
    redrawn: str


@contextmanager
def chromium() -> Iterator[Browser | None]:
    """The browser; None where there is none."""
    path = find_chromium()
    if path is None:
        yield None
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(path), args=list(FLAGS)
        )
        yield browser
        browser.close()


def first_visits(
    browser: Browser, address: str, target: Target, *, is_slow: bool = False
) -> Visit:
    """What most readers with an empty cache see and wait for: the middle of several."""
    every = [
        first_visit(browser, address, target, is_slow=is_slow) for _ in range(READERS)
    ]
    numbers = [statistics.median(column) for column in zip(*every, strict=True)]
    return Visit(int(numbers[0]), *numbers[1:])


def first_visit(
    browser: Browser, address: str, target: Target, *, is_slow: bool = False
) -> Visit:
    """What an empty cache makes one reader wait for."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.set_default_timeout(TIMEOUT_MS)
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    if is_slow:
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", SLOW_LINE)
    page.add_init_script(SEEN.replace("SELECTOR", target.content))
    page.goto(address + target.path, wait_until="commit")
    page.wait_for_function(target.drawn)
    drawn = float(page.evaluate("performance.now()"))
    page.wait_for_function("() => window.benchSeen")
    content = float(page.evaluate("window.benchSeen"))
    page.wait_for_load_state("networkidle")
    sizes = [answer.request.sizes() for answer in answers]
    context.close()
    sent = sum(s["responseBodySize"] + s["responseHeadersSize"] for s in sizes)
    return Visit(len(answers), sent / 1024, content, drawn)


def selections(
    browser: Browser, address: str, target: Target, values: Sequence[str]
) -> tuple[float, float]:
    """Milliseconds from a choice to every panel: chosen first, and once again.

    The middle of what one reader waits for each of several choices.
    """
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.set_default_timeout(TIMEOUT_MS)
    page.goto(address + target.path)
    page.wait_for_function(target.drawn)
    page.wait_for_load_state("networkidle")
    first, *again = (
        [_choose(page, target, value) for value in values] for _ in range(AGAIN + 1)
    )
    context.close()
    return statistics.median(first), statistics.median(chain.from_iterable(again))


def _choose(page: Page, target: Target, value: str) -> float:
    script = WAIT.replace("READY", target.redrawn).replace("CHOOSE", target.choose)
    return float(page.evaluate(script.replace("VALUE", value)))
