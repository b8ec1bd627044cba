"""What is counted while requests are answered, told in the words of Prometheus."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from http import HTTPStatus
from itertools import accumulate
from typing import Any

from prometheus_client.core import CounterMetricFamily, HistogramMetricFamily

from callbacks.tally import Tally

#: Where an answer came from, as the log has it.
SOURCES = ("made", "kept", "sent", "stale")
#: What a look at the kept answers can come to.
LOOKS = ("hit", "miss", "away")
#: For an address that no route answers.
NO_ROUTE = "none"
STATUSES = tuple(int(status) for status in HTTPStatus if status >= 200)
#: Seconds; the last bucket is for all that takes longer.
BOUNDS = (
    *(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0),
    float("inf"),
)

Label = tuple[Any, ...]


class Counts:
    """Counts what happens in every process of one server.

    All that can be counted is known at the start, so that what readers make up cannot
    make the list longer.
    """

    def __init__(self, routes: Iterable[str] = ()) -> None:
        self._routes = (*sorted(routes), NO_ROUTE)
        cells: list[Label] = [
            *(("answers", source) for source in SOURCES),
            *(("looks", look) for look in LOOKS),
            *(("waits", part) for part in ("times", "seconds")),
            ("failed panels",),
        ]
        for route in self._routes:
            cells += [("requests", route, status) for status in STATUSES]
            cells += [("within", route, place) for place in range(len(BOUNDS))]
            cells.append(("seconds", route))
        self._places = {cell: place for place, cell in enumerate(cells)}
        self._tally = Tally(len(cells))

    def request(
        self, route: str | None, status: int, *, seconds: float, source: str
    ) -> None:
        """A request was answered."""
        name = route if ("seconds", route) in self._places else NO_ROUTE
        self._add("requests", name, status)
        self._add("within", name, bisect_left(BOUNDS, seconds))
        self._add("seconds", name, amount=seconds)
        self._add("answers", source)

    def look(self, found: str) -> None:
        """A kept answer was looked for: hit, miss, or the cache is away."""
        self._add("looks", found)

    def wait(self, seconds: float) -> None:
        """Somebody waited while another worked out the same."""
        self._add("waits", "times")
        self._add("waits", "seconds", amount=seconds)

    def failed_panel(self) -> None:
        """A panel could not be drawn."""
        self._add("failed panels")

    def collect(self) -> Iterator[CounterMetricFamily | HistogramMetricFamily]:
        """Every count so far, as Prometheus collects them."""
        sums = self._tally.sums()

        def of(*cell: Any) -> float:
            return sums[self._places[cell]]

        requests = CounterMetricFamily(
            "coterminous_requests",
            "Requests answered, by route and status.",
            labels=("route", "status"),
        )
        durations = HistogramMetricFamily(
            "coterminous_request_seconds",
            "How long answers took, by route.",
            labels=("route",),
        )
        for route in self._routes:
            for status in STATUSES:
                if number := of("requests", route, status):
                    requests.add_metric((route, str(status)), number)
            within = [of("within", route, place) for place in range(len(BOUNDS))]
            if any(within):
                durations.add_metric(
                    (route,), _buckets(within), sum_value=of("seconds", route)
                )
        yield requests
        yield durations
        yield _by_label(
            "coterminous_answers",
            "Answers by where they came from.",
            "source",
            [(source, of("answers", source)) for source in SOURCES],
        )
        yield _by_label(
            "coterminous_cache_lookups",
            "Looks at the kept answers, by what came of them.",
            "result",
            [(look, of("looks", look)) for look in LOOKS],
        )
        for name, told, cell in (
            ("waits", "Times somebody waited for the same answer.", ("waits", "times")),
            ("wait_seconds", "Seconds waited so.", ("waits", "seconds")),
            ("failed_panels", "Panels that could not be drawn.", ("failed panels",)),
        ):
            yield CounterMetricFamily(f"coterminous_{name}", told, value=of(*cell))

    def _add(self, *cell: Any, amount: float = 1.0) -> None:
        place = self._places.get(cell)
        if place is not None:
            self._tally.add(place, amount)


def _buckets(within: Sequence[float]) -> list[tuple[str, float]]:
    """The numbers at most each bound, as Prometheus wants them."""
    names = [*(str(bound) for bound in BOUNDS[:-1]), "+Inf"]
    return list(zip(names, accumulate(within), strict=True))


def _by_label(
    name: str, told: str, label: str, numbers: Sequence[tuple[str, float]]
) -> CounterMetricFamily:
    family = CounterMetricFamily(name, told, labels=(label,))
    for value, number in numbers:
        family.add_metric((value,), number)
    return family
