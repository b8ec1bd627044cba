"""Made-up searches, arrests, force and court outcomes by group of people.

Every group is dealt with at the usual rate times what is said of it here, everywhere
alike but for what was planted, and varies by chance. Broad and detailed groups, sexes
and ages are sums of the same draws, so that every breakdown adds up.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from data.ingest.demonstration_context import census_groups
from data.ingest.demonstration_draws import (
    AREA,
    ENGLAND_AND_WALES,
    Area,
    Line,
    draws,
    some_count,
    some_part,
)
from data.ingest.demonstration_people import (
    ARREST_AGES,
    DETAILED,
    NOT_STATED,
    SEXES,
    WITHIN_2001,
    broad_of_2001,
)
from data.ingest.demonstration_plants import (
    SMALL_GROUP_AREAS,
    SMALL_GROUPS,
    Finding,
    Plants,
)

#: Financial and calendar years there are figures for, by the year they begin in.
YEARS = range(2020, 2025)
FINANCIAL, CALENDAR = 4, 1

#: How many times as often as White people, by what happens to them.
_RATIOS: Mapping[str, Mapping[str, float]] = {
    "searched": {"black": 2.6, "mixed": 1.65, "asian": 1.08},
    "arrested": {"black": 2.2, "mixed": 1.6},
    "force": {"black": 2.8},
    "convicted": {"black": 0.93, "mixed": 0.94, "asian": 0.92, "other": 0.94},
}
#: A thousand White residents in a year; men and boys, women and girls.
_SEARCHED = {"male": 8.6, "female": 1.1}
_ARRESTED = {"male": 17.0, "female": 3.1}
_FORCE = {"male": 11.0, "female": 2.4}
_ARRESTED_ONCE_SEARCHED = 0.15
_PROSECUTED, _CONVICTED, _SENTENCED, _CUSTODY = 0.31, 0.84, 0.97, 0.30
_WOMENS_CUSTODY = 0.6
#: Of how many it was not stated who they are.
_UNSTATED = {"searches": 0.09, "arrests": 0.05, "force": 0.04, "sentenced": 0.07}

Cell = tuple[str, str]
Cells = Counter[Cell]


class Year(NamedTuple):
    """What happened to whom in one area and year: group and sex to people."""

    searched: Cells
    search_arrests: Cells
    arrested: Cells
    arrest_ages: Counter[tuple[str, str]]
    force: Cells
    prosecuted: Cells
    convicted: Cells
    sentenced: Cells
    custody: Cells


Years = Mapping[str, Mapping[int, Year]]


def made_up_years(areas: Sequence[Area], plants: Plants) -> Years:
    """By area and the year it begins in, everything these files hold."""
    return {
        area.code: {year: _year(area, year, plants) for year in YEARS} for area in areas
    }


def _year(area: Area, year: int, plants: Plants) -> Year:
    people = census_groups(area)
    drawn = draws(f"groups {area.code} {year}", 12 * len(DETAILED) * len(SEXES) + 120)
    searched, search_arrests = Counter[Cell](), Counter[Cell]()
    truly: dict[str, Cells] = {name: Counter() for name in ("arrested", "force")}
    for group in DETAILED:
        broad = broad_of_2001(group)
        for sex in SEXES:
            size = people[group, sex] / 1000
            count = some_count(
                size * _SEARCHED[sex] * _RATIOS["searched"].get(broad, 1.0),
                next(drawn),
            )
            seen = (WITHIN_2001.get(group, group), sex)
            searched[seen] += count
            search_arrests[seen] += some_part(
                count, _ARRESTED_ONCE_SEARCHED, next(drawn)
            )
            for name, usual in (("arrested", _ARRESTED), ("force", _FORCE)):
                truly[name][broad, sex] += some_count(
                    size * usual[sex] * _RATIOS[name].get(broad, 1.0), next(drawn)
                )
    prosecuted, convicted, sentenced, custody = (Counter[Cell]() for _ in range(4))
    for cell, count in truly["arrested"].items():
        prosecuted[cell] = some_part(count, _PROSECUTED, next(drawn))
        share = _CONVICTED * _RATIOS["convicted"].get(cell[0], 1.0)
        convicted[cell] = some_part(prosecuted[cell], share, next(drawn))
        sentenced[cell] = some_part(convicted[cell], _SENTENCED, next(drawn))
        share = _CUSTODY * (_WOMENS_CUSTODY if cell[1] == "female" else 1.0)
        share *= plants.times(area.code, "custody", year, group=cell[0])
        custody[cell] = some_part(sentenced[cell], share, next(drawn))
    hide = _Unstated(area.code, year, plants, drawn)
    stated = hide.out_of("sentenced", sentenced, (custody,))
    arrested = hide.out_of("arrests", truly["arrested"])[0]
    looked = hide.out_of("searches", searched, (search_arrests,))
    return Year(
        searched=looked[0],
        search_arrests=looked[1],
        arrested=arrested,
        arrest_ages=_by_age(arrested, drawn),
        force=hide.out_of("force", truly["force"])[0],
        prosecuted=prosecuted,
        convicted=convicted,
        sentenced=stated[0],
        custody=stated[1],
    )


class _Unstated:
    """Takes from each group those of whom it was not stated who they are."""

    def __init__(
        self, area: str, year: int, plants: Plants, drawn: Iterator[float]
    ) -> None:
        self._area, self._year, self._plants = area, year, plants
        self._drawn = drawn

    def out_of(
        self, what: str, whole: Cells, parts: Sequence[Cells] = ()
    ) -> tuple[Cells, ...]:
        """The whole and its parts, with as large a share of each not stated."""
        share = _UNSTATED[what]
        share = self._plants.level(self._area, what, self._year, usual=share)
        found = tuple(Counter[Cell]() for _ in (whole, *parts))
        for (group, sex), count in whole.items():
            lost = some_part(count, share, next(self._drawn))
            found[0][group, sex] += count - lost
            found[0][NOT_STATED, sex] += lost
            for place, part in enumerate(parts, 1):
                inside = part[group, sex]
                # As many of the part as of the whole, to the nearest one.
                gone = (inside * lost * 2 + count) // (2 * count) if count else 0
                gone = min(gone, lost, inside)
                kept = min(inside - gone, count - lost)
                found[place][group, sex] += kept
                found[place][NOT_STATED, sex] += min(inside - kept, lost)
        return found


def _by_age(arrested: Cells, drawn: Iterator[float]) -> Counter[tuple[str, str]]:
    """Sex and age band to arrests."""
    found: Counter[tuple[str, str]] = Counter()
    for sex in SEXES:
        left = sum(count for (_, each), count in arrested.items() if each == sex)
        rest = 1.0
        for band, share in ARREST_AGES:
            count = (
                left
                if rest - share < 1e-9
                else some_part(left, share / rest, next(drawn))
            )
            found[sex, band] = count
            left, rest = left - count, rest - share
    return found


def stop_and_search(years: Years) -> Iterator[Line]:
    """Searches, and the arrests that came of them."""
    for series, part in (
        ("searches", "searched"),
        ("search_arrests", "search_arrests"),
    ):
        yield from _lines(series, years, part, FINANCIAL, detailed=True)


def arrests(years: Years) -> Iterator[Line]:
    """Arrests by group, sex and age."""
    yield from _lines("arrests", years, "arrested", FINANCIAL)
    for place, year, ages in _with_nation(years, "arrest_ages"):
        period = year * 100 + FINANCIAL
        bands: Counter[str] = Counter()
        for (sex, band), count in ages.items():
            bands[band] += count
            yield _line(
                "arrests", place, period, "sex_by_age_band", f"{sex}|{band}", count
            )
        for band, count in bands.items():
            yield _line("arrests", place, period, "age_band", band, count)


def use_of_force(years: Years) -> Iterator[Line]:
    """Uses of a tactic, by group as the officer saw it, and by sex."""
    yield from _lines(
        "use_of_force_tactics", years, "force", FINANCIAL, by="officer_ethnic_group_5"
    )


def court_outcomes(years: Years, plants: Plants) -> Iterator[Line]:
    """Prosecutions and convictions of those whose ethnicity is known.

    The publisher hides a few convictions by group and sex: two groups and both sexes,
    so that none can be worked out from the totals.
    """
    yield from _lines("court_prosecutions", years, "prosecuted", CALENDAR)
    for line in _lines("court_convictions", years, "convicted", CALENDAR):
        is_hidden = (
            plants.has(Finding.SMALL_GROUPS)
            and line.area_code in SMALL_GROUP_AREAS
            and line.category in SMALL_GROUPS
        )
        yield line._replace(value=None, status="suppressed") if is_hidden else line


def sentences(years: Years) -> Iterator[Line]:
    """Those sentenced and sent to custody: the partnership's own figures, unpublished.

    They fall under its policy for small numbers.
    """
    yield from _lines("court_sentenced", years, "sentenced", CALENDAR, is_crossed=False)
    yield from _lines(
        "court_immediate_custody", years, "custody", CALENDAR, is_crossed=False
    )


def _lines(
    series: str,
    years: Years,
    part: str,
    month: int,
    *,
    detailed: bool = False,
    is_crossed: bool = True,
    by: str = "ethnic_group_5",
) -> Iterator[Line]:
    """One series in every area and in England and Wales, by every breakdown it has."""
    for place, year, cells in _with_nation(years, part):
        period = year * 100 + month
        sexes: Counter[str] = Counter()
        broad: Counter[str] = Counter()
        fine: Counter[str] = Counter()
        crossed: Counter[str] = Counter()
        for (group, sex), count in cells.items():
            whole = broad_of_2001(group)
            sexes[sex] += count
            broad[whole] += count
            fine[group] += count
            crossed[f"{whole}|{sex}"] += count
        yield _line(series, place, period, "all", "all", sum(sexes.values()))
        found: list[tuple[str, Counter[str]]] = [(by, broad), ("sex", sexes)]
        if detailed:
            found = [(by, broad), ("ethnic_group_18", fine)]
        if is_crossed and by == "ethnic_group_5":
            found.append(("ethnic_group_5_by_sex", crossed))
        for breakdown, counts in found:
            for category, count in counts.items():
                yield _line(series, place, period, breakdown, category, count)


def _with_nation(
    years: Years, part: str
) -> Iterable[tuple[str, int, Counter[tuple[str, str]]]]:
    totals: dict[int, Counter[tuple[str, str]]] = {year: Counter() for year in YEARS}
    for code, by_year in years.items():
        for year, found in by_year.items():
            cells: Counter[tuple[str, str]] = getattr(found, part)
            totals[year].update(cells)
            yield code, year, cells
    for year, cells in totals.items():
        yield ENGLAND_AND_WALES, year, cells


def _line(
    series: str, place: str, period: int, breakdown: str, category: str, count: int
) -> Line:
    area_type = "nation" if place == ENGLAND_AND_WALES else AREA
    return Line(
        series, place, period, "year", breakdown, category, count, area_type=area_type
    )
