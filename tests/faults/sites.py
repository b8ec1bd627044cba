"""A site on services of its own, and what every fault is asked about it."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.faults.asking import Answer, ask, choose, told
from tests.faults.figures import contents, load, write_figures
from tests.faults.rows import BY_ITSELF, NOTHING, Row
from tests.faults.servers import (
    App,
    Missing,
    Postgres,
    Redis,
    SlowProxy,
    happens,
    own_folder,
    running,
    small_disc,
    until,
)

#: Opened before the fault by somebody, so that it is kept.
KEPT = "/compare"
FRAME = "/embed/compare/ranked"
RESOURCE = "/api/v1/measures"
DISC_MEBIBYTES = 48
#: So many ask one after another that hardly any worker is met by none of them.
READERS = 8


class Site(NamedTuple):
    """An app on its services. `store` is the way to the store past any proxy."""

    app: App
    folder: Path
    store: str
    figures: Path
    postgres: Postgres | None = None
    redis: Redis | None = None
    proxy: SlowProxy | None = None

    def ask(self, path: str) -> Answer:
        return ask(self.app.address, path)

    def choose(self, path: str) -> Answer:
        return choose(self.app.address, path)

    def ready(self) -> str:
        """What `/readyz` says."""
        return told(self.ask("/readyz")).replace("as ever", "ready")

    def is_well(self) -> bool:
        """Whether readers see what they see on any day, whichever worker they meet."""
        return self.ready() == "200, ready" and {
            told(self.ask(KEPT)) for _ in range(READERS)
        } == {"200, as ever"}


class Before(NamedTuple):
    """What there was before the fault."""

    contents: str
    tag: str
    process: int


def before(site: Site) -> Before:
    """Have the usual things kept, and take down what there is."""
    until(site.is_well, what="the site is well before the fault")
    site.choose(KEPT)
    site.ask(FRAME)
    site.ask("/")
    return Before(contents(site.store), site.ask(KEPT).tag, site.app.process.pid)


def lost_of(site: Site, earlier: Before) -> str:
    """What the store held before and does not hold now."""
    return NOTHING if contents(site.store) == earlier.contents else "FIGURES DIFFER"


def after(site: Site, earlier: Before) -> tuple[str, str]:
    """What was lost, and whether all is as before with nobody having done anything.

    Each worker finds by itself that what was broken is mended, one before the other.
    """
    is_as_before = happens(lambda: site.is_well() and _tags(site) == {earlier.tag})
    is_running = site.app.process.poll() is None
    return (
        lost_of(site, earlier),
        BY_ITSELF if is_as_before and is_running else "NOT AS BEFORE",
    )


def _tags(site: Site) -> set[str]:
    return {site.ask(KEPT).tag for _ in range(READERS)}


def observed(
    site: Site,
    fault: str,
    *,
    cause: Callable[[], None],
    watch: Callable[[], str],
    mend: Callable[[], None],
) -> Row:
    """Bring a fault about, look, mend what was broken, and look again."""
    earlier = before(site)
    cause()
    try:
        readers, ready = watch(), site.ready()
    finally:
        mend()
    lost, afterwards = after(site, earlier)
    return Row(fault, readers, ready, lost, afterwards)


def listed(seen: Mapping[str, Answer]) -> str:
    """What was seen of each thing, those with the same answer together."""
    by_answer: dict[str, list[str]] = {}
    for what, answer in seen.items():
        by_answer.setdefault(told(answer), []).append(what)
    return "; ".join(f"{', '.join(what)}: {told}" for told, what in by_answer.items())


@contextmanager
def on_servers() -> Iterator[Site]:
    """PostgreSQL behind a proxy that can be slow, Redis, two workers."""
    with ExitStack() as stack:
        folder = stack.enter_context(own_folder())
        for name in ("postgres", "redis"):
            (folder / name).mkdir()
        postgres, redis = Postgres(folder / "postgres"), Redis(folder / "redis")
        stack.enter_context(running(postgres))
        stack.enter_context(running(redis))
        postgres.run("CREATE DATABASE store")
        store = postgres.url("store")
        figures = write_figures(folder / "figures.csv")
        loaded = load(store, figures)
        if loaded.returncode:
            raise RuntimeError(loaded.stderr)
        proxy = SlowProxy(postgres.port)
        stack.callback(proxy.close)
        app = App(postgres.url("store", port=proxy.port), folder, CACHE_URL=redis.url)
        stack.enter_context(running(app))
        yield Site(app, folder, store, figures, postgres, redis, proxy)


@contextmanager
def on_a_disc() -> Iterator[Site]:
    """An SQLite file, kept answers and the log on a disc that is soon full."""
    with ExitStack() as stack:
        folder = stack.enter_context(own_folder())
        try:
            disc = stack.enter_context(small_disc(folder, mebibytes=DISC_MEBIBYTES))
        except Missing:
            disc = folder
        figures = write_figures(folder / "figures.csv")
        store = f"sqlite:///{disc}/store.db"
        loaded = load(store, figures)
        if loaded.returncode:
            raise RuntimeError(loaded.stderr)
        clock = folder / "clock"
        clock.write_text("0")
        app = App(
            store, disc, application="tests.faults.jumping:server", CLOCK=str(clock)
        )
        stack.enter_context(running(app))
        yield Site(app, disc, store, figures)
