"""Accessibility, as axe-core judges a page."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

AXE = Path("node_modules/axe-core/axe.min.js")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {
    "runOnly": {"type": "tag", "values": RULES},
    "resultTypes": ["violations"],
    "preload": False,
}


def violations(page: Page) -> list[str]:
    """One line a rule that is broken, with the marks that break it."""
    script = Path(__file__).resolve().parents[2] / AXE
    if not script.exists():
        pytest.skip("axe-core is not installed (make setup with the npm registry)")
    page.evaluate(script.read_text("utf-8"))
    found = page.evaluate("options => axe.run(document, options)", OPTIONS)
    return [
        f"{rule['id']} ({rule['impact']}): "
        + "; ".join(node["html"][:160] for node in rule["nodes"][:3])
        + f" [{len(rule['nodes'])}]"
        for rule in found["violations"]
    ]
