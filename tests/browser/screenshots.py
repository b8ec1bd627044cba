"""Pictures of each page for docs/screenshots: `python -m tests.browser.screenshots`."""

import sys
import tempfile
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.browser.chromium import FLAGS, find_chromium
from tests.browser.fixtures import build_demonstration_store, serving
from tests.browser.hosts import address as host_address
from tests.browser.hosts import framing, listening
from tests.browser.meetings import MEETING
from tests.browser.pages import PAGES

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "screenshots"
WIDTHS = (1440, 390)
HEIGHT = 900
#: Width and height of a screen, and the item on it.
MEETING_SCREENS = {(1920, 1080): 2, (1024, 768): 8}
#: Colours a picture keeps, the commonest: flat pages have few, and files stay small.
COLOURS = 256
#: The panel that other sites are shown with.
PANEL = "/embed/compare/ranked?pinned=E23000004,E23000002"
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
            pictures.append(slim(picture))
        context.close()
    return [*pictures, *draw_meeting(browser, address, folder)]


def draw_meeting(browser: Browser, address: str, folder: Path) -> list[Path]:
    """One screen of a meeting in a room, and one on a tablet."""
    pictures = []
    for (width, height), item in MEETING_SCREENS.items():
        context = browser.new_context(
            base_url=address,
            viewport={"width": width, "height": height},
            reduced_motion="reduce",
        )
        page = context.new_page()
        page.goto(f"{MEETING.link()}#item-{item}")
        page.wait_for_load_state("networkidle")
        picture = folder / f"meeting-{width}.png"
        page.screenshot(path=str(picture))
        pictures.append(slim(picture))
        context.close()
    return pictures


def slim(picture: Path) -> Path:
    """The same picture with its commonest colours alone, in a fraction of the room."""
    with Image.open(picture) as opened:
        red, green, blue = np.moveaxis(np.asarray(opened.convert("RGB"), int), 2, 0)
    whole = red << 16 | green << 8 | blue
    found, places, counts = np.unique(whole, return_inverse=True, return_counts=True)
    parts = np.stack([found >> 16, found >> 8 & 255, found & 255], axis=1)
    kept = parts[np.argsort(-counts)[:COLOURS]]
    # What is not kept, at the edges of letters, is drawn in the nearest that is.
    nearest = np.abs(parts[:, None] - kept[None]).sum(axis=2).argmin(axis=1)
    few = Image.fromarray(nearest.astype(np.uint8)[places.reshape(whole.shape)])
    few.putpalette(kept.astype(np.uint8).tobytes())
    few.save(picture, optimize=True)
    return picture


def draw_frames(
    browser: Browser, store: str, scratch: Path, folder: Path
) -> list[Path]:
    """A panel in a page of another site: allowed, not allowed, and without scripts."""
    pictures = []
    with (
        listening() as listed,
        listening() as stranger,
        pytest.MonkeyPatch.context() as m,
    ):
        m.setenv("EMBED_HOSTS", host_address(listed))
        with (
            serving(store, scratch) as origin,
            framing(listed, panel=f"{origin}{PANEL}", origin=origin) as allowed,
            framing(stranger, panel=f"{origin}{PANEL}", origin=origin) as refused,
        ):
            for name, host, runs_scripts in (
                ("allowed", allowed, True),
                ("refused", refused, True),
                ("no-script", allowed, False),
            ):
                context = browser.new_context(
                    viewport={"width": 680, "height": 620},
                    java_script_enabled=runs_scripts,
                )
                page = context.new_page()
                page.goto(host)
                if not runs_scripts:
                    page.frame_locator("iframe").locator("summary").first.click()
                picture = folder / f"embed-{name}.png"
                page.screenshot(path=str(picture))
                make_small(picture)
                pictures.append(picture)
                context.close()
    return pictures


def make_small(picture: Path) -> None:
    """Keep a picture of a page in 64 colours: enough for flat areas and letters."""
    with Image.open(picture) as drawn:
        drawn.convert("RGB").quantize(64).save(picture, optimize=True)


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
        for picture in draw_frames(browser, url, Path(scratch), FOLDER):
            print(picture.relative_to(FOLDER.parents[1]))
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
