"""Every fault, on which site it is tried, and the sites as long as they are needed."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import NamedTuple

from tests.faults import of_servers, of_stores
from tests.faults.rows import Row
from tests.faults.servers import Missing
from tests.faults.sites import Site, on_a_disc, on_servers

SERVERS, DISC = "servers", "disc"
_MAKERS = {SERVERS: on_servers, DISC: on_a_disc}


class Fault(NamedTuple):
    """What brings a fault about on a site, and makes a row of what was seen."""

    site: str
    make: Callable[[Site], Row]

    @property
    def name(self) -> str:
        return f"{self.site}-{self.make.__name__}"


#: In this order: the first asks workers that have answered nothing yet, and the last
#: of a site may end its app.
FAULTS = (
    Fault(SERVERS, of_servers.crowd_on_a_cold_worker),
    Fault(SERVERS, of_servers.postgres_gone),
    Fault(SERVERS, of_servers.postgres_stands_still),
    Fault(SERVERS, of_servers.postgres_slow),
    Fault(SERVERS, of_servers.redis_gone),
    Fault(SERVERS, of_servers.redis_stands_still),
    Fault(SERVERS, of_servers.redis_full),
    Fault(SERVERS, of_stores.load_killed),
    Fault(SERVERS, of_stores.two_loads),
    Fault(SERVERS, of_servers.worker_killed),
    Fault(SERVERS, of_servers.told_to_stop),
    Fault(DISC, of_stores.file_spoiled),
    Fault(DISC, of_stores.file_replaced),
    Fault(DISC, of_stores.load_killed),
    Fault(DISC, of_stores.two_loads),
    Fault(DISC, of_stores.disc_full),
    Fault(DISC, of_stores.clock_jumps),
)


class Sites:
    """Makes a site when it is first asked for; what cannot be made is said again."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self._made: dict[str, Site | Missing] = {}

    def of(self, fault: Fault) -> Site:
        """The site of a fault; raises Missing where its services are not installed."""
        if fault.site not in self._made:
            try:
                site = self._stack.enter_context(_MAKERS[fault.site]())
                self._made[fault.site] = site
            except Missing as error:
                self._made[fault.site] = error
        made = self._made[fault.site]
        if isinstance(made, Missing):
            raise made
        return made


def every_row() -> Iterator[Row]:
    """Try every fault, one after another."""
    with ExitStack() as stack:
        sites = Sites(stack)
        for fault in FAULTS:
            yield fault.make(sites.of(fault))
