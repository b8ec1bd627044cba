"""Whatever is asked of the open interface, it does as its OpenAPI file says."""

import gc
import os
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import Case, GenerationMode

from app import create_app
from dashboard.interface.resources import RESOURCES
from dashboard.settings import Settings

#: Tries for each operation and mode; more of them by hand, see docs/testing.md.
TRIES = int(os.environ.get("FUZZ_TRIES", "15"))
PATHS = [f"/{resource.name}{end}" for resource in RESOURCES for end in ("", ".csv")]


@pytest.fixture(scope="module")
def description(demonstration_store: str) -> Iterator[Any]:
    """The OpenAPI file of an app that may be asked without end."""
    app = create_app(
        Settings(
            database_url=demonstration_store,
            cache_url="memory:",
            log_level="ERROR",
            rate_limit="",
        )
    )
    yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app.server)
    gc.unfreeze()


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
@pytest.mark.parametrize("path", PATHS)
def test_every_operation_does_as_described(
    description: Any, path: str, mode: GenerationMode
) -> None:
    cases = description[path]["GET"].as_strategy(generation_mode=mode)

    @settings(
        max_examples=TRIES, deadline=None, suppress_health_check=list(HealthCheck)
    )
    @given(case=cases)
    def ask(case: Case[Any]) -> None:
        case.call_and_validate(headers={"Accept-Encoding": "identity"})

    ask()
