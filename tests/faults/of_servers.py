"""Faults of what the app stands on: its database server and its cache."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import psycopg

from tests.faults.asking import Answer, ask_at_once, told
from tests.faults.rows import BY_ITSELF, NOTHING, Row
from tests.faults.servers import until
from tests.faults.sites import (
    FRAME,
    KEPT,
    RESOURCE,
    Site,
    after,
    before,
    listed,
    observed,
)

SLOW_SECONDS = 2.0
#: Longer than a version is believed without asking: who asks next, asks the server.
PATIENCE_SECONDS = 0.6
CROWD = 50
#: Views nobody has opened before; each row takes some of them.
_unopened = iter(
    f"/compare?window={window}&period={year}-{month:02}"
    for window in ("month", "rolling_year")
    for year in (2024, 2023)
    for month in range(12, 0, -1)
)


def _everything(site: Site) -> str:
    """A page, a choice and a frame opened before; a page and the interface new."""
    time.sleep(PATIENCE_SECONDS)
    return listed(
        {
            "a page opened before": site.ask(KEPT),
            "a choice made before": site.choose(KEPT),
            "a frame opened before": site.ask(FRAME),
            "a page not opened before": site.ask(next(_unopened)),
            "the interface for programs": site.ask(RESOURCE),
            "`/healthz`": site.ask("/healthz"),
        }
    )


def _everything_at_once(site: Site) -> str:
    """Pages by as many readers: nobody's answer waits for another's."""
    time.sleep(PATIENCE_SECONDS)
    asks: dict[str, Callable[[], Answer]] = {
        "a page opened before": lambda: site.ask(KEPT),
        "a choice made before": lambda: site.choose(KEPT),
        "a frame opened before": lambda: site.ask(FRAME),
        "a page not opened before": lambda: site.ask(next(_unopened)),
        "`/healthz`": lambda: site.ask("/healthz"),
    }
    with ThreadPoolExecutor(len(asks)) as readers:
        going = {what: readers.submit(asked) for what, asked in asks.items()}
        return listed({what: each.result() for what, each in going.items()})


def crowd_on_a_cold_worker(site: Site) -> Row:
    """Everybody opens the same page at the moment the server comes up."""
    earlier = site.app.process.pid
    path = next(_unopened)
    answers = ask_at_once(site.app.address, [path] * CROWD)
    tags = {answer.tag for answer in answers}
    seen = {told(answer) for answer in answers}
    same = "the same answer" if len(tags) == 1 else f"{len(tags)} DIFFERENT ANSWERS"
    ready = site.ready()
    is_running = site.app.process.pid == earlier and site.is_well()
    return Row(
        f"{CROWD} first requests at once",
        f"all {CROWD}: {'; '.join(sorted(seen))}, {same}",
        ready,
        NOTHING,
        BY_ITSELF if is_running else "NOT AS BEFORE",
    )


def postgres_gone(site: Site) -> Row:
    assert site.postgres
    return observed(
        site,
        "PostgreSQL gone",
        cause=site.postgres.stop,
        watch=lambda: _everything(site),
        mend=site.postgres.start,
    )


def postgres_stands_still(site: Site) -> Row:
    assert site.postgres
    return observed(
        site,
        "PostgreSQL stands still: it takes connections and never answers",
        cause=site.postgres.pause,
        watch=lambda: _everything(site),
        mend=site.postgres.go_on,
    )


def postgres_slow(site: Site) -> Row:
    proxy = site.proxy
    assert proxy

    def slow(seconds: float) -> Callable[[], None]:
        return lambda: setattr(proxy, "delay", seconds)

    return observed(
        site,
        "PostgreSQL slow: 2 s more for each query",
        cause=slow(SLOW_SECONDS),
        watch=lambda: _everything_at_once(site),
        mend=slow(0.0),
    )


def redis_gone(site: Site) -> Row:
    assert site.redis
    return observed(
        site,
        "Redis gone",
        cause=site.redis.stop,
        watch=lambda: _everything(site),
        mend=site.redis.start,
    )


def redis_stands_still(site: Site) -> Row:
    assert site.redis
    return observed(
        site,
        "Redis stands still",
        cause=site.redis.pause,
        watch=lambda: _everything(site),
        mend=site.redis.go_on,
    )


def redis_full(site: Site) -> Row:
    """It answers what it holds and takes nothing new."""
    redis = site.redis
    assert redis

    def fill() -> None:
        client = redis.client()
        used = client.info("memory")["used_memory"]
        client.config_set("maxmemory-policy", "noeviction")
        client.config_set("maxmemory", used)

    def empty() -> None:
        redis.client().config_set("maxmemory", 0)

    return observed(
        site,
        "Redis full: it takes nothing new",
        cause=fill,
        watch=lambda: _everything(site),
        mend=empty,
    )


def worker_killed(site: Site) -> Row:
    """One of two workers dies while people ask; the others' answers still come."""
    earlier = before(site)
    until(lambda: len(site.app.workers) == 2, what="both workers are up")
    killed = site.app.workers[0]
    stop, answers = threading.Event(), list[Answer]()

    def keep_asking() -> None:
        while not stop.is_set():
            answers.append(site.ask(KEPT))

    people = [threading.Thread(target=keep_asking) for _ in range(8)]
    for person in people:
        person.start()
    until(lambda: len(answers) > 50, what="people ask")
    killed.kill()
    until(
        lambda: len(site.app.workers) == 2 and killed not in site.app.workers,
        what="another worker is up",
    )
    ready, count = site.ready(), len(answers)
    until(lambda: len(answers) > count + 50, what="people go on asking")
    stop.set()
    for person in people:
        person.join()
    failed = {told(a) for a in answers if a.status >= 500}
    broken = sum(a.status == 0 for a in answers)
    lost, afterwards = after(site, earlier)
    few = "at most one each of those it was answering breaks"
    return Row(
        "a worker killed while 8 people ask",
        f"everybody else: 200, as ever; {few if broken <= 8 else 'MANY BREAK'}"
        if not failed
        else "; ".join(sorted(failed)),
        ready,
        lost,
        afterwards,
    )


def told_to_stop(site: Site) -> Row:
    """SIGTERM while an answer is being made: it is finished before the server ends."""
    proxy = site.proxy
    assert proxy
    earlier = before(site)
    answers: list[Answer] = []
    proxy.delay = 0.05
    begun = _last_question(site)
    person = threading.Thread(target=lambda: answers.append(site.ask(next(_unopened))))
    person.start()
    until(lambda: _last_question(site) > begun, what="the answer is being made")
    process = site.app.process
    process.terminate()
    person.join()
    code = process.wait(timeout=60)
    proxy.delay = 0.0
    site.app.start()
    lost, afterwards = after(site, earlier)
    return Row(
        "the server is told to stop (SIGTERM) while it makes an answer",
        f"the answer: {told(answers[0])}; the process ends with {code}",
        "none: it has ended",
        lost,
        "as before, once started" if afterwards == BY_ITSELF else afterwards,
    )


def _last_question(site: Site) -> float:
    """When the app last sent the server a statement, by the server's clock."""
    with psycopg.connect(site.store.replace("+psycopg", "")) as connection:
        found = connection.execute(
            "SELECT extract(epoch FROM max(query_start)) FROM pg_stat_activity"
            " WHERE datname = 'store' AND pid <> pg_backend_pid()"
        ).fetchone()
    return float(found[0] or 0) if found else 0.0
