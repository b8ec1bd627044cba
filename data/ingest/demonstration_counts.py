"""Made-up cases, offences and outcomes of the demonstration's areas.

But for what was planted every share is steady, so that a control chart of it shows
nothing but chance.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from data.ingest.demonstration_draws import (
    AREA,
    ENGLAND_AND_WALES,
    FIRST_YEAR,
    Area,
    Line,
    draws,
    months,
    quarters,
    some_count,
    some_part,
    some_parts,
)
from data.ingest.demonstration_plants import (
    CHARGED,
    CONVICTED,
    HIDDEN_AREAS,
    HIDDEN_GROUPS,
    HIDDEN_IN,
    MISSED,
    NO_SUSPECT,
    VICTIM_DOES_NOT_SUPPORT,
    Finding,
    Plants,
)

LATEST_MONTH = 202512
LATEST_QUARTER = 202510
#: Outcomes come later than offences: two quarters are not there yet.
LATEST_OUTCOMES = 202504


class Group(NamedTuple):
    """An offence group: its share of all, and the share of it that ends so."""

    name: str
    share: float
    outcome: float


#: Share of finalised cases, and of them convicted.
CPS_GROUPS = (
    Group("homicide", 0.002, 0.79),
    Group("offences_against_the_person", 0.235, 0.76),
    Group("sexual_offences", 0.027, 0.72),
    Group("burglary", 0.030, 0.86),
    Group("robbery", 0.013, 0.79),
    Group("theft_and_handling", 0.165, 0.92),
    Group("fraud_and_forgery", 0.022, 0.86),
    Group("criminal_damage", 0.045, 0.85),
    Group("drugs_offences", 0.090, 0.94),
    Group("public_order_offences", 0.090, 0.85),
    Group("all_other_offences", 0.040, 0.84),
    Group("motoring_offences", 0.241, 0.87),
)
#: Share of recorded offences, and of them charged or summonsed.
POLICE_GROUPS = (
    Group("violence_against_the_person", 0.370, 0.055),
    Group("sexual_offences", 0.036, 0.040),
    Group("robbery", 0.014, 0.080),
    Group("theft_offences", 0.320, 0.055),
    Group("criminal_damage_and_arson", 0.095, 0.050),
    Group("drug_offences", 0.034, 0.210),
    Group("possession_of_weapons_offences", 0.011, 0.300),
    Group("public_order_offences", 0.096, 0.075),
    Group("miscellaneous_crimes_against_society", 0.024, 0.140),
)
CASES_PER_THOUSAND_A_MONTH = 0.62
ADMINISTRATIVE_SHARE = 0.014
# More cases end in some months than in others, and more offences are recorded in
# summer: both repeat with the calendar.
MONTH_FACTORS = (1.03, 0.98, 1.07, 0.97, 0.99, 1.02, 1.04, 0.94, 1.01, 1.05, 1.03, 0.87)
QUARTER_FACTORS = (0.96, 1.02, 1.04, 0.98)
NOT_YET_ASSIGNED_LATER = 0.012
NOT_YET_ASSIGNED = "outcomes_not_yet_assigned"
#: How many times as usual an outcome is in an offence group.
TILTS = {
    VICTIM_DOES_NOT_SUPPORT: {
        "violence_against_the_person": 1.6,
        "sexual_offences": 1.5,
        "theft_offences": 0.5,
        "drug_offences": 0.05,
        "possession_of_weapons_offences": 0.2,
    },
    NO_SUSPECT: {
        "violence_against_the_person": 0.4,
        "sexual_offences": 0.3,
        "theft_offences": 1.8,
        "criminal_damage_and_arson": 1.5,
        "drug_offences": 0.1,
        "possession_of_weapons_offences": 0.2,
    },
    "outcomes_out_of_court": {"drug_offences": 5.0, "sexual_offences": 0.2},
}
OTHER_OUTCOMES = (
    (VICTIM_DOES_NOT_SUPPORT, 0.25),
    (NO_SUSPECT, 0.34),
    ("outcomes_out_of_court", 0.045),
)


def case_outcomes(areas: Sequence[Area], plants: Plants) -> Iterator[Line]:
    """Cases finalised each month, of each area and of England and Wales."""
    missed = {MISSED} if plants.has(Finding.MISSED_MONTH) else set()
    for month in months():
        status = "provisional" if month == LATEST_MONTH else "published"
        nation: dict[tuple[str, str], int] = {}
        for area in areas:
            if (area.code, month) in missed:
                continue
            counts = _cases(area, month, plants)
            for key, count in counts.items():
                nation[key] = nation.get(key, 0) + count
            is_hidden = month == HIDDEN_IN and area.code in HIDDEN_AREAS
            is_hidden = is_hidden and plants.has(Finding.HIDDEN_NUMBERS)
            hidden = HIDDEN_GROUPS if is_hidden else set()
            yield from _case_lines(area.code, AREA, month, counts, hidden, status)
        yield from _case_lines(
            ENGLAND_AND_WALES, "nation", month, nation, set(), status
        )


def _case_lines(
    code: str,
    area_type: str,
    month: int,
    counts: Mapping[tuple[str, str], int],
    hidden: set[str],
    status: str,
) -> Iterator[Line]:
    for (series, category), count in counts.items():
        breakdown = "all" if category == "all" else "offence_group"
        value, said = (None, "suppressed") if category in hidden else (count, status)
        yield Line(
            series, code, month, "month", breakdown, category, value, said, area_type
        )


def _cases(area: Area, month: int, plants: Plants) -> dict[tuple[str, str], int]:
    """Finalised cases of one month, by series and offence group."""
    years = (month // 100 - FIRST_YEAR) + (month % 100 - 1) / 12
    size = area.residents / 1000 * CASES_PER_THOUSAND_A_MONTH
    size *= MONTH_FACTORS[month % 100 - 1] * (0.95 + 0.02 * years)
    drawn = draws(f"cases {area.code} {month}", 2 * len(CPS_GROUPS) + 2)
    size *= 1 + 0.025 * next(drawn)
    counts: dict[tuple[str, str], int] = {}
    convicted = unsuccessful = 0
    for group in CPS_GROUPS:
        cases = some_count(size * group.share, next(drawn))
        moved = plants.points(area.code, CONVICTED, month, group=group.name)
        points = area.conviction_points + moved
        won = some_part(cases, group.outcome + points / 100, next(drawn))
        counts["cps_convictions", group.name] = won
        counts["cps_unsuccessful", group.name] = cases - won
        convicted += won
        unsuccessful += cases - won
    counts["cps_convictions", "all"] = convicted
    counts["cps_unsuccessful", "all"] = unsuccessful
    counts["cps_administratively_finalised", "all"] = some_count(
        size * ADMINISTRATIVE_SHARE, next(drawn)
    )
    return counts


Recorded = dict[int, dict[str, int]]


def recorded_offences(area: Area) -> Recorded:
    """Offences by quarter and group."""
    found: Recorded = {}
    for number, quarter in enumerate(quarters()):
        size = area.residents / 1000 * area.offences_per_thousand / 4
        size *= QUARTER_FACTORS[number % 4] * (0.96 + 0.003 * number)
        drawn = draws(f"offences {area.code} {quarter}", len(POLICE_GROUPS) + 1)
        size *= 1 + 0.02 * next(drawn)
        found[quarter] = {
            group.name: some_count(size * group.share, next(drawn))
            for group in POLICE_GROUPS
        }
    return found


def recorded_crime(recorded: Mapping[str, Recorded]) -> Iterator[Line]:
    """Offences recorded each quarter, by group and all together."""
    for code, by_quarter in recorded.items():
        for quarter, groups in by_quarter.items():
            status = "provisional" if quarter == LATEST_QUARTER else "published"
            yield from _by_group("recorded_offences", code, quarter, groups, status)


def police_outcomes(
    areas: Sequence[Area], recorded: Mapping[str, Recorded], plants: Plants
) -> Iterator[Line]:
    """Outcomes of the offences recorded in each quarter, as far as they are there."""
    is_late = plants.has(Finding.LATE_OUTCOMES)
    latest = LATEST_OUTCOMES if is_late else LATEST_QUARTER
    due = [quarter for quarter in quarters() if quarter <= latest]
    for area in areas:
        for number, quarter in enumerate(due):
            age = len(due) - 1 - number
            yield from _outcomes(area, quarter, age, recorded[area.code], plants)


def _outcomes(
    area: Area, quarter: int, age: int, recorded: Recorded, plants: Plants
) -> Iterator[Line]:
    status = "provisional" if age == 0 else "published"
    drawn = draws(f"outcomes {area.code} {quarter}", 2 * len(POLICE_GROUPS) + 4)
    waiting = plants.not_yet_assigned(age)
    if waiting is None:
        waiting = NOT_YET_ASSIGNED_LATER
    # A few offences are cancelled before the outcomes are drawn up.
    groups = {
        name: count - some_part(count, 0.01, next(drawn))
        for name, count in recorded[quarter].items()
    }
    charged = {}
    for group in POLICE_GROUPS:
        moved = plants.points(area.code, CHARGED, quarter, group=group.name)
        share = group.outcome * area.charge_factor + moved / 100
        charged[group.name] = some_part(
            groups[group.name], share * (1 - waiting), next(drawn)
        )
    yield from _by_group("outcomes_all", area.code, quarter, groups, status)
    yield from _by_group(CHARGED, area.code, quarter, charged, status)
    total = sum(groups.values())
    for series, usual in OTHER_OUTCOMES:
        (own,) = draws(f"{series} {area.code}", 1)
        moved = plants.points(area.code, series, quarter, group="all")
        share = usual * (1 + 0.04 * own) + moved / 100
        share *= (1 - waiting) * (1 + 0.01 * next(drawn))
        count = some_part(total, share, 0.0)
        parts = _of_groups(series, area, quarter, count, groups)
        yield from _by_group(series, area.code, quarter, parts, status)
    count = some_part(total, waiting * (1 + 0.02 * next(drawn)), 0.0)
    parts = _of_groups(NOT_YET_ASSIGNED, area, quarter, count, groups)
    yield from _by_group(NOT_YET_ASSIGNED, area.code, quarter, parts, status)


def _of_groups(
    series: str, area: Area, quarter: int, count: int, groups: Mapping[str, int]
) -> dict[str, int]:
    """An outcome by offence group, more of it where it is usual."""
    tilts = TILTS.get(series, {})
    weights = {name: size * tilts.get(name, 1.0) for name, size in groups.items()}
    return some_parts(f"{series} {area.code} {quarter}", count, weights)


def _by_group(
    series: str, code: str, quarter: int, groups: Mapping[str, int], status: str
) -> Iterator[Line]:
    total = sum(groups.values())
    yield Line(series, code, quarter, "quarter", "all", "all", total, status)
    for name, count in groups.items():
        yield Line(
            series, code, quarter, "quarter", "offence_group", name, count, status
        )
