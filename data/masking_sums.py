"""The figures of a store as linked sums: cells, and the lines that tie them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from dashboard.disclosure import Known, Policy
from dashboard.stats.linked_sums import Line, LinkedSums
from data.masking_ties import Term, Ties, Within
from data.tables import ALL_CATEGORY, frequency_codes, status_codes

#: Series, category, area, frequency and first month.
Key = tuple[int, int, int, int, int]

MONTHS = {"month": 1, "quarter": 3, "year": 12}
_MONTHS_OF = {code: MONTHS[name] for name, code in frequency_codes.items()}
_SUPPRESSED = status_codes["suppressed"]


class Stored(NamedTuple):
    """One version of one figure.

    `is_movable` where the policy may hide it, `is_worked_out` for a whole that the
    store added up from its parts.
    """

    key: Key
    value: float | None
    status: int
    is_movable: bool
    is_worked_out: bool


@dataclass
class Numbering:
    """The same number for the same figure, whenever it is met."""

    numbers: dict[Key, int] = field(default_factory=dict)

    def of(self, key: Key) -> int:
        """A figure's number, new or not."""
        return self.numbers.setdefault(key, len(self.numbers))


def tie_together(
    rows: Iterable[Stored],
    numbering: Numbering,
    ties: Ties,
    policy: Policy,
    *,
    size: int,
    category_breakdowns: Mapping[int, str],
    first_to_hide: frozenset[int],
) -> Known:
    """What an outsider may know of these figures. `size` is that of the numbering."""
    weave = _Weave(ties, policy, size, category_breakdowns)
    for row in rows:
        weave.add(row, numbering.of(row.key))
    weave.adopt()
    weave.tie_categories()
    weave.tie_areas()
    weave.tie_periods()
    for within in ties.within:
        weave.tie_within(within)
    return weave.known(first_to_hide)


class _Weave:
    def __init__(
        self, ties: Ties, policy: Policy, size: int, breakdowns: Mapping[int, str]
    ) -> None:
        self.ties, self.policy, self.breakdowns = ties, policy, breakdowns
        self.keys: dict[Key, int] = {}
        self.counts: list[float] = [0.0] * size
        #: Hidden by the publisher: nobody here knows what they hold.
        self.unknown: set[int] = set()
        self.movable: set[int] = set()
        self.worked_out: set[int] = set()
        self.unseen: set[int] = set()
        self.complements: set[int] = set()
        self.lines: list[Line] = []

    def add(self, row: Stored, number: int) -> None:
        """A figure, if it can be added up; one that was not collected cannot."""
        if row.value is None and row.status != _SUPPRESSED:
            return
        self.keys[row.key] = number
        if row.value is None:
            self.unknown.add(number)
        else:
            self.counts[number] = row.value
        if row.is_movable:
            self.movable.add(number)
        elif row.is_worked_out:
            self.worked_out.add(number)

    def adopt(self) -> None:
        """A whole worked out with a part under the policy is under it as well."""
        if not self.worked_out or not self.movable:
            return
        by_number = {number: key for key, number in self.keys.items()}
        parts_of: dict[int, list[int]] = defaultdict(list)
        for whole, found in self.ties.wholes:
            parts_of[whole] += found
        for number in self.worked_out:
            series, category, area, frequency, period = by_number[number]
            parts = (
                self.keys.get((series, category, part, frequency, period))
                for part in parts_of[area]
            )
            if any(part in self.movable for part in parts):
                self.movable.add(number)

    def tie_categories(self) -> None:
        """Categories that add up to all of them, or to one of a coarser breakdown."""
        groups: dict[tuple[int, ...], dict[int, int]] = defaultdict(dict)
        for (series, category, *place), number in self.keys.items():
            groups[series, *place][category] = number
        for (series, *_), cells in groups.items():
            if len(cells) == 1 or self.movable.isdisjoint(cells.values()):
                continue
            margins = self.ties.margins[series]
            parts: dict[tuple[str, int], list[int]] = defaultdict(list)
            everything: dict[str, list[int]] = defaultdict(list)
            for category, number in cells.items():
                if category == ALL_CATEGORY:
                    continue
                breakdown = self.breakdowns[category]
                everything[breakdown].append(number)
                for margin in margins[category]:
                    if margin in cells:
                        parts[breakdown, margin].append(number)
            # Whatever they are part of besides: that may not be there, or not add up.
            for breakdown, numbers in everything.items():
                if ALL_CATEGORY in cells:
                    parts[breakdown, ALL_CATEGORY] = numbers
            for (_, margin), numbers in parts.items():
                self._line(cells[margin], numbers)

    def tie_areas(self) -> None:
        """Areas that add up to a larger one."""
        groups: dict[tuple[int, ...], dict[int, int]] = defaultdict(dict)
        for (series, category, area, *when), number in self.keys.items():
            groups[series, category, *when][area] = number
        for cells in groups.values():
            if len(cells) == 1 or self.movable.isdisjoint(cells.values()):
                continue
            for whole, parts in self.ties.wholes:
                if whole in cells:
                    found = [cells[part] for part in parts if part in cells]
                    if found:
                        self._line(cells[whole], found)

    def tie_periods(self) -> None:
        """Months that add up to quarters and years, and quarters to years."""
        groups: dict[tuple[int, ...], dict[tuple[int, int], int]] = defaultdict(dict)
        for (series, category, area, frequency, period), number in self.keys.items():
            if series in self.ties.flows:
                groups[series, category, area][frequency, period] = number
        for cells in groups.values():
            if len({frequency for frequency, _ in cells}) == 1:
                continue
            for (frequency, period), whole in cells.items():
                for shorter, months in _MONTHS_OF.items():
                    if months >= _MONTHS_OF[frequency]:
                        continue
                    wanted = [
                        (shorter, _later(period, ahead))
                        for ahead in range(0, _MONTHS_OF[frequency], months)
                    ]
                    if all(part in cells for part in wanted):
                        self._line(whole, [cells[part] for part in wanted])

    def tie_within(self, tie: Within) -> None:
        """What is left of a whole once a part of it is taken away."""
        is_of_all = all(category is None for _, category in (*tie.whole, *tie.part))
        first, own = tie.whole[0]
        for key in list(self.keys):
            if key[0] != first or (not is_of_all and key[1] != (own or ALL_CATEGORY)):
                continue
            category = key[1] if is_of_all else ALL_CATEGORY
            whole = self._cells(tie.whole, category, key)
            part = self._cells(tie.part, category, key)
            numbers = (*whole, *part)
            if len(numbers) < len(tie.whole) + len(tie.part):
                continue
            if self.movable.isdisjoint(numbers) or self.unknown.intersection(numbers):
                continue
            left = sum(self.counts[n] for n in whole) - sum(
                self.counts[n] for n in part
            )
            if left < 0:
                continue
            rest = self._unseen(left)
            if self.policy.complement and self.policy.hides(left):
                self.complements.add(rest)
            signs = (*[1] * len(whole), *[-1] * len(part), -1)
            self.lines.append(Line((*numbers, rest), signs))

    def _cells(
        self, terms: tuple[Term, ...], category: int, like: Key
    ) -> tuple[int, ...]:
        """The terms' figures of an area and period, as far as there are any."""
        keys = ((series, category if own is None else own, *like[2:])
                for series, own in terms)  # fmt: skip
        return tuple(self.keys[key] for key in keys if key in self.keys)

    def known(self, first_to_hide: frozenset[int]) -> Known:
        """All of it; publishers' hidden figures are given counts that fit."""
        signed = {
            number for key, number in self.keys.items() if key[0] in self.ties.signed
        }
        lines = self.lines
        if self.unknown:
            # Slow to import, and hardly ever needed.
            from dashboard.stats.linked_audit import fill_unknown

            lines = fill_unknown(self.counts, lines, self.unknown)
        return Known(
            LinkedSums(
                counts=self.counts,
                lines=lines,
                movable=frozenset(self.movable),
                unseen=frozenset(self.unseen),
                signed=frozenset(signed),
                first_to_hide=first_to_hide,
            ),
            frozenset(self.complements),
        )

    def _line(self, whole: int, parts: list[int]) -> None:
        """Parts that add up to a whole, or leave some of it that nobody is told of."""
        if whole not in self.movable and self.movable.isdisjoint(parts):
            return
        unknown = self.unknown.intersection((whole, *parts))
        cells, signs = (whole, *parts), (1, *[-1] * len(parts))
        if not unknown:
            left = self.counts[whole] - sum(self.counts[part] for part in parts)
            if left < -1e-9:
                return
            if left > 1e-9:
                cells, signs = (*cells, self._unseen(left)), (*signs, -1)
        self.lines.append(Line(cells, signs))

    def _unseen(self, count: float) -> int:
        self.counts.append(count)
        number = len(self.counts) - 1
        self.unseen.add(number)
        return number


def _later(period: int, months: int) -> int:
    ahead = period // 100 * 12 + period % 100 - 1 + months
    return ahead // 12 * 100 + ahead % 12 + 1
