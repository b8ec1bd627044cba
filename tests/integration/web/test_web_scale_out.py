"""Processes on their own ports that share PostgreSQL and Redis answer as one."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.faults.asking import ask, choose
from tests.faults.figures import command, load, write_figures
from tests.faults.servers import App, running, until

pytestmark = [pytest.mark.postgres, pytest.mark.redis]

PATHS = (
    "/",
    "/compare",
    "/compare?window=month&lang=cy",
    "/measure/cps_conviction_rate",
    "/data",
    "/embed/compare/ranked",
    "/download/compare/ranked.csv",
    "/figure/compare/ranked.json",
    "/api/v1/observations?series=cps_convictions&limit=100",
)


class Machines(NamedTuple):
    """Two that share Redis, and one that works everything out by itself."""

    first: App
    second: App
    alone: App
    store: str
    folder: Path


@pytest.fixture
def machines(postgres_url: str, redis_url: str, tmp_path: Path) -> Iterator[Machines]:
    assert load(postgres_url, write_figures(tmp_path / "figures.csv")).returncode == 0
    with ExitStack() as stack:
        apps = []
        for name, prefix in (("one", "ours"), ("two", "ours"), ("three", "apart")):
            folder = tmp_path / name
            folder.mkdir()
            settings = {"WEB_CONCURRENCY": "1", "SECRET_KEY": "k" * 40}
            app = App(
                postgres_url,
                folder,
                CACHE_URL=redis_url,
                CACHE_KEY_PREFIX=prefix,
                **settings,
            )
            stack.enter_context(running(app))
            apps.append(app)
        first, second, alone = apps
        yield Machines(first, second, alone, postgres_url, tmp_path)


def answers_by_source(app: App) -> dict[str, float]:
    told = httpx.get(f"{app.address}/metrics", trust_env=False).text
    return {
        sample.labels["source"]: sample.value
        for family in text_string_to_metric_families(told)
        for sample in family.samples
        if sample.name == "coterminous_answers_total"
    }


def same_everywhere(machines: Machines) -> None:
    for path in PATHS:
        first, second, alone = (
            ask(app.address, path)
            for app in (machines.first, machines.second, machines.alone)
        )
        assert first.status == second.status == alone.status == 200, path
        assert first.text == second.text == alone.text, path
        assert first.tag == second.tag == alone.tag != "", path
    made = [choose(app.address, "/compare?limits=plain") for app in machines[:3]]
    assert len({answer.text for answer in made}) == 1


def test_they_answer_alike_share_what_is_made_and_see_a_load_and_a_rollback(
    machines: Machines,
) -> None:
    for path in PATHS:
        ask(machines.first.address, path)
    before = answers_by_source(machines.second)
    same_everywhere(machines)
    after = answers_by_source(machines.second)
    # All but the choice, which nobody had made before: the first machine's work.
    assert after["kept"] - before["kept"] == len(PATHS) + 1

    tag = ask(machines.first.address, "/compare").tag
    newer = write_figures(machines.folder / "newer.csv", edition=5)
    assert load(machines.store, newer).returncode == 0
    for app in machines[:3]:
        until(
            lambda app=app: ask(app.address, "/compare").tag != tag,  # type: ignore[misc]  # bound now
            what="a load is seen",
        )
    same_everywhere(machines)

    tag = ask(machines.first.address, "/compare").tag
    taken_back = command("rollback", "2", "--database", machines.store)
    assert taken_back.returncode == 0
    for app in machines[:3]:
        until(
            lambda app=app: ask(app.address, "/compare").tag != tag,  # type: ignore[misc]  # bound now
            what="a rollback is seen",
        )
    same_everywhere(machines)
