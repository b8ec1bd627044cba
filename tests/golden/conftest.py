"""Stored figures: compared with what is drawn now, or written anew on request."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let `pytest tests/golden --update-golden` store what is drawn now."""
    parser.addoption(
        "--update-golden", action="store_true", help="store figures as they are now"
    )


@pytest.fixture
def check_golden(request: pytest.FixtureRequest) -> Callable[[str, Any], None]:
    """Compare a value with the stored one of that name; a missing one fails."""
    is_update = request.config.getoption("--update-golden", default=False)

    def check(name: str, drawn: Any) -> None:
        path = FOLDER / f"{name}.json"
        if is_update:
            text = json.dumps(drawn, indent=1, ensure_ascii=False)
            path.write_text(f"{text}\n", encoding="utf-8")
        if not path.exists():
            pytest.fail(f"{path.name} is missing: run with --update-golden, review it")
        stored = json.loads(path.read_text(encoding="utf-8"))
        assert json.loads(json.dumps(drawn)) == stored

    return check
