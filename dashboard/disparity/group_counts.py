"""Counts by group, read from the store: the one place where disparities meet data."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from dashboard.amounts import ABSENT, Amount
from dashboard.areas import ENGLAND_AND_WALES, AreaType
from dashboard.disparity.decision_points import (
    RESIDENTS,
    DecisionPoints,
    load_decision_points,
)
from dashboard.disparity.groups import Characteristic, Term
from dashboard.language import Language
from dashboard.measures import Source
from dashboard.periods import Period, period_from
from dashboard.results import Status
from data.definitions import (
    read_categories,
    read_decision_points,
    read_disclosure,
    read_sources,
)
from data.engine import Engine
from data.queries.counts import Count, CountsQuery, fetch_counts
from data.queries.dimensions import fetch_dimensions

EVER = (190001, 299912)
#: The total of everyone, whatever their group.
EVERYONE = Term("all", "all")

_STATUSES = {
    "published": Status.PUBLISHED,
    "provisional": Status.PROVISIONAL,
    "revised": Status.REVISED,
    "suppressed": Status.SUPPRESSED,
    "not_collected": Status.NOT_AVAILABLE,
    "not_applicable": Status.NOT_APPLICABLE,
}


@dataclass(frozen=True)
class GroupCounts:
    """Stored counts by series, area, breakdown and category, then by first month."""

    cells: Mapping[tuple[str, str, str, str], Mapping[int, Amount]]

    def at(self, series: str, area: str, term: Term, first: int) -> Amount:
        """The count of one stored period; absent where there is none."""
        return self.periods(series, area, term).get(first, ABSENT)

    def periods(self, series: str, area: str, term: Term) -> Mapping[int, Amount]:
        """The counts of one stream by first month."""
        return self.cells.get((series, area, *term), {})

    def terms(self, series: str, area: str) -> frozenset[Term]:
        """The categories that one series has in one area."""
        return self._terms.get((series, area), frozenset())

    def years(self) -> dict[tuple[str, str, str], frozenset[Period]]:
        """The years there are counts for, by series, kind of year and area."""
        periods: dict[tuple[str, str, str], set[Period]] = {}
        for (series, area, breakdown, _), stored in self.cells.items():
            if breakdown == EVERYONE.breakdown or series == RESIDENTS:
                continue
            for first, amount in stored.items():
                if amount.status == Status.NOT_AVAILABLE:
                    continue
                for year, month in (("financial", 4), ("calendar", 1)):
                    started = first // 100 - (first % 100 < month)
                    period = period_from(started * 100 + month, 12)
                    periods.setdefault((series, year, area), set()).add(period)
        return {key: frozenset(found) for key, found in periods.items()}

    @cached_property
    def _terms(self) -> Mapping[tuple[str, str], frozenset[Term]]:
        found: dict[tuple[str, str], set[Term]] = defaultdict(set)
        for series, area, breakdown, category in self.cells:
            found[series, area].add(Term(breakdown, category))
        return {key: frozenset(terms) for key, terms in found.items()}


class Label(NamedTuple):
    """What a category is called: as a heading, and the people it is in a sentence."""

    label: str
    label_cy: str
    people: str
    people_cy: str

    def name(self, language: Language) -> str:
        """As a heading: "Black"."""
        return self.label_cy if language.code == "cy" else self.label

    def people_in(self, language: Language) -> str:
        """In a sentence: "Black people"; empty where none is written down."""
        return self.people_cy if language.code == "cy" else self.people


@cache
def read_points() -> DecisionPoints:
    """Every decision point that is defined."""
    sources = [Source.model_validate(source) for source in read_sources()]
    return load_decision_points(
        read_decision_points(), {source.id: source for source in sources}
    )


@cache
def read_labels() -> dict[Term, Label]:
    """What every category of a single breakdown is called."""
    return {
        Term(each["breakdown"], each["category"]): Label(
            each["label"],
            each["label_cy"],
            each.get("people", ""),
            each.get("people_cy", ""),
        )
        for each in read_categories()
    }


@cache
def read_minimum_base() -> int:
    """A rate of fewer people than this is not given, whatever is published."""
    return int(read_disclosure()["policy"]["minimum_base"])


def read_group_counts(
    engine: Engine, characteristic: Characteristic, *, as_of: str
) -> GroupCounts:
    """Every count by one characteristic and everyone's, with residents alike.

    Of every criminal justice area and of England and Wales, in every period.
    """
    chosen = [
        counts
        for point in read_points().values()
        for counts in point.counts
        if characteristic in counts.breakdowns
    ]
    known = fetch_dimensions(engine).categories
    breakdowns = {counts.breakdowns[characteristic] for counts in chosen}
    series = {name for counts in chosen for name in (counts.series, counts.out_of)}
    cells: dict[tuple[str, str, str, str], dict[int, Amount]] = defaultdict(dict)
    for names, terms in (
        (series - {RESIDENTS}, [term for term in known if term[0] in breakdowns]),
        (series & {RESIDENTS}, _of_residents(characteristic, known)),
    ):
        for area_type in (AreaType.CRIMINAL_JUSTICE_AREA, AreaType.NATION):
            is_nation = area_type == AreaType.NATION
            query = CountsQuery(
                series=tuple(sorted(names)),
                area_type=area_type.value,
                area_codes=(ENGLAND_AND_WALES,) if is_nation else (),
                first=EVER[0],
                last=EVER[1],
                categories=(EVERYONE, *sorted(terms)),
                as_of=as_of or None,
            )
            _gather(fetch_counts(engine, query), cells)
    return GroupCounts(cells)


def _gather(
    found: Iterable[Count], cells: dict[tuple[str, str, str, str], dict[int, Amount]]
) -> None:
    releases: dict[int, frozenset[int]] = {}
    for count in found:
        key = (count.series, count.area_code, count.breakdown, count.category)
        release = releases.setdefault(count.release_id, frozenset({count.release_id}))
        cells[key][count.period] = Amount(count.value, _STATUSES[count.status], release)


def _of_residents(
    characteristic: Characteristic, known: Collection[tuple[str, str]]
) -> list[tuple[str, str]]:
    """Every breakdown that residents of these groups can be added up from."""
    breakdowns = {
        Characteristic.ETHNIC_GROUP_5: {
            "ethnic_group_5", "ethnic_group_18", "ethnic_group_19"
        },
        Characteristic.ETHNIC_GROUP_18: {"ethnic_group_18", "ethnic_group_19"},
        Characteristic.ETHNIC_GROUP_BY_SEX: {
            "ethnic_group_5_by_sex", "ethnic_group_18_by_sex", "ethnic_group_19_by_sex"
        },
        Characteristic.SEX_BY_AGE: {"sex_and_age_band"},
    }.get(characteristic, {characteristic.value})  # fmt: skip
    return [term for term in known if term[0] in breakdowns]
