"""Counts by group, small enough to work out by hand."""

from collections.abc import Mapping

from dashboard.amounts import Amount
from dashboard.disparity.decision_points import DecisionPoint
from dashboard.disparity.group_counts import EVERYONE, GroupCounts, read_points
from dashboard.disparity.group_rates import Rates
from dashboard.disparity.groups import Characteristic, Term
from dashboard.results import Status

AREAS = ("A", "B", "C")
NATION = "K04000001"
SEARCH, CONVICTED = "stop_and_search", "convicted"

Numbers = Mapping[str, float | None]


def amount(number: float | None) -> Amount:
    """A count; None is one that is hidden."""
    if number is None:
        return Amount(None, Status.SUPPRESSED)
    return Amount(float(number))


class Store:
    """A store of counts by five ethnic groups, filled line by line."""

    def __init__(self) -> None:
        self.cells: dict[tuple[str, str, str, str], dict[int, Amount]] = {}

    def put(
        self,
        series: str,
        area: str,
        first: int,
        numbers: Numbers,
        *,
        breakdown: str = "ethnic_group_5",
        everyone: float | None = None,
    ) -> "Store":
        """Counts of one period; everyone is their sum unless it is given."""
        for category, number in numbers.items():
            key = (series, area, breakdown, category)
            self.cells.setdefault(key, {})[first] = amount(number)
        total = everyone
        if total is None:
            total = sum(number or 0.0 for number in numbers.values())
        self.cells.setdefault((series, area, *EVERYONE), {})[first] = amount(total)
        return self

    def residents(
        self, area: str, numbers: Numbers, *, census: int = 2011, detailed: bool = False
    ) -> "Store":
        """People of a census; Chinese people are counted apart where it is detailed."""
        first = census * 100 + 1
        self.put("census_population", area, first, numbers)
        if detailed:
            fine = {
                "asian_bangladeshi": 100.0,
                "asian_chinese": 50.0,
                "asian_indian": 300.0,
                "asian_other": 50.0,
                "asian_pakistani": 500.0,
                "other_any_other": 80.0,
                "other_arab": 20.0,
            }
            everyone = sum(number or 0.0 for number in numbers.values())
            self.put(
                "census_population",
                area,
                first,
                fine,
                breakdown="ethnic_group_18",
                everyone=everyone,
            )
        return self

    def rates(
        self, characteristic: Characteristic = Characteristic.ETHNIC_GROUP_5
    ) -> Rates:
        return Rates(GroupCounts(self.cells), characteristic, AREAS, 100)


def point(name: str) -> DecisionPoint:
    return read_points()[name]


def term(category: str, breakdown: str = "ethnic_group_5") -> Term:
    return Term(breakdown, category)
