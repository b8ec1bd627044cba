"""Pictures of each page for docs/screenshots: `python -m tests.browser.screenshots`."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.chromium import FLAGS, find_chromium
from tests.browser.fixtures import build_demonstration_store, serving
from tests.browser.pages import PAGES

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "screenshots"
WIDTHS = (1440, 390)
HEIGHT = 900
#: What is chosen where a page is more telling with a choice made.
CHOSEN = {"compare": "?pinned=E23000011,E23000004,E23000007"}


def draw(browser: Browser, address: str, folder: Path) -> list[Path]:
    """A picture of each page at each width, whole pages."""
    pictures = []
    for width in WIDTHS:
        context = browser.new_context(
            base_url=address,
            viewport={"width": width, "height": HEIGHT},
            reduced_motion="reduce",
        )
        page = context.new_page()
        for name, path in PAGES.items():
            answer = page.goto(path + CHOSEN.get(name, ""))
            if answer is None or not answer.ok:
                raise SystemExit(f"{path} cannot be shown: no picture is worth keeping")
            page.wait_for_load_state("networkidle")
            picture = folder / f"{name}-{width}.png"
            page.screenshot(path=str(picture), full_page=True)
            pictures.append(picture)
        context.close()
    return pictures


def main() -> int:
    """Draw every picture anew; 1 where there is no Chromium."""
    chromium = find_chromium()
    if chromium is None:
        print("No Chromium: python -m tests.browser.chromium --install")
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        url = f"sqlite:///{scratch}/demonstration.db"
        build_demonstration_store(url)
        browser = playwright.chromium.launch(
            executable_path=str(chromium), args=list(FLAGS)
        )
        with serving(url, Path(scratch)) as address:
            for picture in draw(browser, address, FOLDER):
                print(picture.relative_to(FOLDER.parents[1]))
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
