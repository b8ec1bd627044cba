"""Comparisons out of stored counts: of which year, out of which residents."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from dashboard.amounts import ABSENT, Amount, add_up
from dashboard.areas import ENGLAND_AND_WALES
from dashboard.disparity.decision_points import RESIDENTS, Counts, DecisionPoint
from dashboard.disparity.disparities import (
    POOLED_YEARS,
    Disparity,
    Tally,
    compare,
)
from dashboard.disparity.group_counts import EVERYONE, GroupCounts
from dashboard.disparity.groups import (
    Characteristic,
    Term,
    groups_of,
    references,
    resident_terms,
    unknown_of,
)
from dashboard.periods import Frequency, Period, period_from, shift
from dashboard.results import HIDDEN, Status


class Year(NamedTuple):
    """A year of one pair of series."""

    period: Period
    counts: Counts


@dataclass(frozen=True)
class Rates:
    """Everything stored by one characteristic, and comparisons made from it.

    `areas` are the codes of the areas there are, for what England and Wales lacks. A
    rate of fewer than `minimum_base` is not given.
    """

    counts: GroupCounts
    characteristic: Characteristic
    areas: tuple[str, ...]
    minimum_base: int

    def years(self, point: DecisionPoint, area: str) -> list[Year]:
        """The years of an area, the latest first, each from the first counts of it."""
        found: dict[Period, Counts] = {}
        for counts in point.counts:
            for period in self._periods(counts, area):
                found.setdefault(period, counts)
        return [Year(period, found[period]) for period in sorted(found, reverse=True)]

    def years_of(self, counts: Counts, area: str) -> list[Year]:
        """The years of an area by one pair of series, the latest first."""
        periods = sorted(self._periods(counts, area), reverse=True)
        return [Year(period, counts) for period in periods]

    def latest(self, point: DecisionPoint, area: str) -> Year | None:
        """The year shown if none is chosen: the latest of the first counts."""
        for counts in point.counts:
            periods = self._periods(counts, area)
            if periods:
                return Year(max(periods), counts)
        return None

    def year(self, point: DecisionPoint, area: str, started: int) -> Year | None:
        """The year that starts in a calendar year; None where there is none."""
        for year in self.years(point, area):
            if year.period.start.year == started:
                return year
        return None

    def groups(self, counts: Counts, area: str) -> tuple[str, ...]:
        """The groups that are counted, the reference among them, in order."""
        return groups_of(self.characteristic, self._categories(counts, area))

    def reference(self, counts: Counts, area: str, chosen: str) -> str:
        """Whom groups are compared with: the one chosen, else the first there is."""
        if chosen:
            return chosen
        counted = self._categories(counts, area)
        wanted = references(self.characteristic)
        return next((each for each in wanted if each in counted), wanted[0])

    def compared(
        self, point: DecisionPoint, area: str, year: Year, group: str, chosen: str
    ) -> Disparity:
        """A group in one year, or in several together where that year's counts are few.

        Years are not put together where one of them is hidden: what is hidden could be
        found by taking the others away.
        """
        single = self.in_years(point, area, year, group, chosen)
        if not single.is_small:
            return single
        pooled = self.in_years(point, area, year, group, chosen, years=POOLED_YEARS)
        return single if pooled.status in HIDDEN else pooled

    def in_years(
        self,
        point: DecisionPoint,
        area: str,
        year: Year,
        group: str,
        chosen: str,
        *,
        years: int = 1,
    ) -> Disparity:
        """A group in so many years that end with this one, all from the same counts."""
        counts = year.counts
        reference = self.reference(counts, area, chosen)
        base = Disparity(
            point=point,
            counts=counts,
            area_code=area,
            period=year.period,
            group=group,
            reference=reference,
            status=Status.NOT_AVAILABLE,
            years=years,
        )
        spans = [
            period_from(shift(year.period.first, -12 * back), 12)
            for back in range(years)
        ]
        stored = set(self._periods(counts, area))
        if not stored.issuperset(spans):
            return base
        without = self._lacking(counts, spans) if area == ENGLAND_AND_WALES else ()
        tally = self._tally(counts, area, spans, (group, reference), without)
        base = replace(
            base,
            census=self._census(counts, area, (group, reference), spans[0])
            if counts.is_of_residents
            else None,
            months=self._months(counts, area, spans),
            without=without,
        )
        return compare(point, tally, base=base, minimum_base=self.minimum_base)

    def over_all_residents(self, found: Disparity) -> Disparity:
        """The nation's comparison with the people of areas that gave no figures too."""
        spans = [found.period]
        sides = (found.group, found.reference)
        tally = self._tally(found.counts, found.area_code, spans, sides, ())
        base = replace(found.emptied(), without=())
        return compare(found.point, tally, base=base, minimum_base=self.minimum_base)

    def everyone(self, counts: Counts, area: str, period: Period) -> Amount:
        """All events of an area in a year, whatever the group."""
        return self._events(counts, area, EVERYONE, period)

    def unknown(self, counts: Counts, area: str, period: Period) -> Amount | None:
        """Events of people of whom it was not stated; None where none are counted."""
        terms = self._unknown_terms(counts.series, counts, area)
        if not terms:
            return None
        return add_up(self._events(counts, area, term, period) for term in terms)

    def group_events(
        self, counts: Counts, area: str, group: str, period: Period
    ) -> Amount:
        """Events of one group of an area in a year."""
        return self._events(counts, area, self._term(counts, group), period)

    def _term(self, counts: Counts, category: str) -> Term:
        return Term(counts.breakdowns[self.characteristic], category)

    def _periods(self, counts: Counts, area: str) -> frozenset[Period]:
        if self.characteristic not in counts.breakdowns:
            return frozenset()
        found = self._all_periods.get((counts.series, counts.year, area), frozenset())
        if counts.is_of_residents:
            return found
        kind = counts.out_of_year or counts.year
        fed = self._all_periods.get((counts.out_of, kind, area), frozenset())
        begun = {period.start.year for period in fed}
        return frozenset(period for period in found if period.start.year in begun)

    @cached_property
    def _all_periods(self) -> Mapping[tuple[str, str, str], frozenset[Period]]:
        return self.counts.years()

    def _categories(self, counts: Counts, area: str) -> tuple[str, ...]:
        breakdown = counts.breakdowns.get(self.characteristic, "")
        terms = self.counts.terms(counts.series, area)
        return tuple(sorted(t.category for t in terms if t.breakdown == breakdown))

    def _unknown_terms(
        self, series: str, counts: Counts, area: str
    ) -> tuple[Term, ...]:
        breakdown = counts.breakdowns[self.characteristic]
        terms = self.counts.terms(series, area)
        stored = [term.category for term in terms if term.breakdown == breakdown]
        return tuple(Term(breakdown, category) for category in unknown_of(stored))

    def _events(self, counts: Counts, area: str, term: Term, period: Period) -> Amount:
        return self._in_year(counts.series, area, term, period.first, counts.frequency)

    def _in_year(
        self, series: str, area: str, term: Term, first: int, frequency: Frequency
    ) -> Amount:
        stored = self.counts.periods(series, area, term)
        if frequency == Frequency.YEAR:
            return stored.get(first, ABSENT)
        last = shift(first, 11)
        return add_up(
            amount for month, amount in stored.items() if first <= month <= last
        )

    def _months(
        self, counts: Counts, area: str, spans: Sequence[Period]
    ) -> tuple[int, int]:
        if counts.frequency == Frequency.YEAR:
            return 12 * len(spans), 12 * len(spans)
        stored = self.counts.periods(counts.series, area, EVERYONE)
        present = sum(
            span.first <= month <= span.last for span in spans for month in stored
        )
        return present, 12 * len(spans)

    def _tally(
        self,
        counts: Counts,
        area: str,
        spans: Sequence[Period],
        sides: tuple[str, str],
        without: tuple[str, ...],
    ) -> Tally:
        group, reference = sides

        def events(terms: Iterable[Term]) -> Amount:
            return add_up(
                self._less(
                    self._events(counts, area, term, span),
                    [self._events(counts, a, term, span) for a in without],
                )
                for term in terms
                for span in spans
            )

        def total(terms: Iterable[Term]) -> Amount:
            return add_up(
                self._less(
                    self._fed(counts, area, term, span),
                    [self._fed(counts, a, term, span) for a in without],
                )
                for term in terms
                for span in spans
            )

        def people(category: str) -> Amount:
            if counts.is_of_residents:
                return add_up(
                    self._residents(
                        counts,
                        area,
                        category,
                        self._census(counts, area, sides, span),
                        without,
                    )
                    for span in spans
                )
            return total((self._term(counts, category),))

        unknown = self._unknown_terms(counts.series, counts, area)
        fed = (
            ()
            if counts.is_of_residents
            else self._unknown_terms(counts.out_of, counts, area)
        )
        return Tally(
            events=events((self._term(counts, group),)),
            total=people(group),
            reference_events=events((self._term(counts, reference),)),
            reference_total=people(reference),
            unknown=events(unknown) if unknown else None,
            everyone=events((EVERYONE,)) if unknown else None,
            unknown_total=total(fed) if fed else None,
            everyone_total=total((EVERYONE,)) if fed else None,
        )

    def _fed(self, counts: Counts, area: str, term: Term, span: Period) -> Amount:
        """What feeds a point, in its year that begins in the same calendar year."""
        first = span.start.year * 100 + counts.out_of_first_month
        return self._in_year(counts.out_of, area, term, first, counts.frequency)

    @staticmethod
    def _less(whole: Amount, parts: Sequence[Amount]) -> Amount:
        """The nation without areas whose other figure is missing.

        An area that is missing here too is not in the nation's figure.
        """
        there = [part for part in parts if part.status != Status.NOT_AVAILABLE]
        together = add_up((whole, *there))
        if together.status in HIDDEN or whole.value is None:
            return Amount(None, together.status, together.releases)
        less = sum(part.value or 0.0 for part in there)
        return Amount(whole.value - less, together.status, together.releases)

    def _lacking(self, counts: Counts, spans: Sequence[Period]) -> tuple[str, ...]:
        """Areas without events, or what they are out of, in any of the years."""
        missing = {
            area
            for area in self.areas
            for span in spans
            if self._events(counts, area, EVERYONE, span).status == Status.NOT_AVAILABLE
            or (
                not counts.is_of_residents
                and self._fed(counts, area, EVERYONE, span).status
                == Status.NOT_AVAILABLE
            )
        }
        # Figures of the nation alone are not made of areas at all.
        return () if len(missing) == len(self.areas) else tuple(sorted(missing))

    def _census(
        self, counts: Counts, area: str, categories: Sequence[str], span: Period
    ) -> int | None:
        """The year of the last census before a year that counts these groups.

        Without one, of the first after it; None where no census does.
        """
        years = sorted(
            first // 100 for first in self.counts.periods(RESIDENTS, area, EVERYONE)
        )
        before = [year for year in years if year <= span.start.year]
        after = [year for year in years if year > span.start.year]
        for year in (*reversed(before), *after):
            if all(self._resident_terms(counts, area, c, year) for c in categories):
                return year
        return None

    def _resident_terms(
        self, counts: Counts, area: str, category: str, census: int
    ) -> tuple[Term, ...] | None:
        key = (category, counts.classification, area, census * 100 + 1)
        if key not in self._found_terms:
            self._found_terms[key] = self._find_residents(*key)
        return self._found_terms[key]

    def _residents(
        self,
        counts: Counts,
        area: str,
        category: str,
        census: int | None,
        without: tuple[str, ...],
    ) -> Amount:
        terms = self._resident_terms(counts, area, category, census) if census else None
        if census is None or terms is None:
            return ABSENT
        first = census * 100 + 1
        return add_up(
            self._less(
                self.counts.at(RESIDENTS, area, term, first),
                [self.counts.at(RESIDENTS, a, term, first) for a in without],
            )
            for term in terms
        )

    @cached_property
    def _found_terms(self) -> dict[tuple[str, int, str, int], tuple[Term, ...] | None]:
        """Found once for each group: an area has many terms."""
        return {}

    def _find_residents(
        self, category: str, classification: int, area: str, first: int
    ) -> tuple[Term, ...] | None:
        stored = {
            term
            for term in self.counts.terms(RESIDENTS, area)
            if first in self.counts.periods(RESIDENTS, area, term)
        }
        return resident_terms(
            self.characteristic,
            category,
            classification=classification,
            stored=stored,
        )
