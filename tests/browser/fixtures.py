"""An app on the demonstration store, and a browser that notes what goes wrong."""

import fcntl
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    Route,
    expect,
    sync_playwright,
)

from tests.browser.chromium import FLAGS, find_chromium

ROOT = Path(__file__).resolve().parent.parent.parent
START_SECONDS = 90
DEMO_SECONDS = 600
# A busy machine is slow; what never comes is found all the same.
PATIENCE_MS = 30_000
PYTHON = (sys.executable, "-m")
LISTENING = re.compile(r"Listening at: (http://127\.0\.0\.1:\d+)")

# A broken policy is also told to the console, but not by every browser version.
REPORT_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", event => console.error(
    `Content Security Policy: ${event.violatedDirective} ${event.blockedURI}`));
"""


@pytest.fixture(scope="session")
def demonstration_store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URL of a demonstration store, built once for all test processes."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    path = folder / "demonstration.db"
    url = f"sqlite:///{path}"
    with (folder / "demonstration.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            built = folder / "demonstration.part.db"
            build_demonstration_store(f"sqlite:///{built}")
            built.rename(path)
    return url


def build_demonstration_store(url: str) -> None:
    """Build the demonstration store as an administrator would."""
    subprocess.run(
        [*PYTHON, "data", "demo", "--database", url],
        cwd=ROOT,
        check=True,
        stdin=subprocess.DEVNULL,
        timeout=DEMO_SECONDS,
    )


@pytest.fixture(scope="session")
def live_app(
    demonstration_store: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of the app, served by gunicorn from the demonstration store."""
    with serving(demonstration_store, tmp_path_factory.mktemp("server")) as address:
        yield address


@contextmanager
def serving(
    database_url: str, folder: Path, *, application: str = "app:server"
) -> Iterator[str]:
    """The address of gunicorn on a free port; raises RuntimeError with its log."""
    log = folder / "gunicorn.log"
    environment = {
        **os.environ,
        "DATABASE_URL": database_url,
        "HOST": "127.0.0.1",
        "PORT": "0",
        "WEB_CONCURRENCY": "1",
        # Tests ask for what they mean to measure.
        "DRAW_AHEAD": "false",
    }
    with log.open("w") as stream:
        process = subprocess.Popen(
            [*PYTHON, "gunicorn", "--config", ".gunicorn.conf.py", application],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.STDOUT,
        )
    try:
        yield address_of(process, log)
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def address_of(process: subprocess.Popen[bytes], log: Path) -> str:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        found = LISTENING.search(log.read_text())
        if found and _answers(found[1]):
            return found[1]
        time.sleep(0.2)
    raise RuntimeError(f"the app did not start:\n{log.read_text()[-3000:]}")


def _answers(address: str) -> bool:
    try:
        with urlopen(f"{address}/healthz", timeout=5) as answer:
            return bool(answer.status == 200)
    except URLError:
        return False


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, headless."""
    path = find_chromium()
    if path is None:
        pytest.skip("no Chromium (python -m tests.browser.chromium --install)")
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=str(path), args=list(FLAGS)
        )
        yield chromium
        chromium.close()


@dataclass
class Watch:
    """What went wrong while pages were open, in the order it happened."""

    origin: str
    problems: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        """Watch every page of a context."""
        context.add_init_script(REPORT_VIOLATIONS)
        context.route(lambda url: not self.is_ours(url), self._foreign)
        context.on("request", self._request)
        context.on("console", self._console)
        context.on("weberror", lambda error: self._note(f"script: {error.error}"))

    def is_ours(self, url: str) -> bool:
        """Whether an address is the app's own, or none at all."""
        return url.startswith((f"{self.origin}/", "data:", "blob:", "about:"))

    def forget_refused(self, answer: Response) -> None:
        """Pass over the browser's own line on a document that was meant to be refused.

        What the document loads is not passed over.
        """
        if answer.status >= 400:
            self.problems = [p for p in self.problems if f"({answer.url})" not in p]

    def _note(self, problem: str) -> None:
        self.problems.append(problem)

    def _foreign(self, route: Route) -> None:
        self._note(f"request to another host: {route.request.url}")
        route.abort()

    def _request(self, request: Request) -> None:
        self.requests.append(request.url)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            place = message.location.get("url", "")
            self._note(f"console: {message.text} ({place})")


Opens = Callable[..., Page]


@pytest.fixture
def opens(live_app: str, browser: Browser) -> Iterator[Opens]:
    """Opens a path of the app; fails at the end if anything went wrong on a page.

    Keyword arguments are those of a browser context (viewport, java_script_enabled).
    """
    watch = Watch(live_app)
    contexts: list[BrowserContext] = []

    def open_page(path: str, *, status: int = 200, **settings: object) -> Page:
        settings.setdefault("viewport", {"width": 1440, "height": 900})
        context = browser.new_context(base_url=live_app, **settings)  # type: ignore[arg-type]  # the keywords of a context, passed through
        contexts.append(context)
        watch.over(context)
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == status
        watch.forget_refused(answer)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert watch.problems == []
