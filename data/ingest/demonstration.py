"""Made-up figures that look like the real ones, in tidy form, the same everywhere.

Areas have about their real size and make-up; what happens in them is made up. Every
number comes from hashed names by the four operations and the square root, which all
machines compute alike, so the files are the same bytes wherever they are written.
What was planted in them is listed in docs/demonstration.md.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from data.ingest.demonstration_context import crime_severity, population
from data.ingest.demonstration_draws import (
    AREA,
    FIRST_YEAR,
    Area,
    Line,
    draws,
    made_up_areas,
    months,
    quarters,
    some_count,
    some_part,
)

ENGLAND_AND_WALES = "K04000001"
LATEST_MONTH = 202512
LATEST_QUARTER = 202510
#: Outcomes come later than offences: two quarters are not there yet.
LATEST_OUTCOMES = 202504

# Planted findings; each is described in docs/demonstration.md.
GWENT, HUMBERSIDE, LANCASHIRE = "W15000002", "E23000012", "E23000003"
WEST_MIDLANDS = "E23000014"
#: Area and first month, and by how many points convictions change from then on.
SHIFTS = {HUMBERSIDE: (202410, -5.0), WEST_MIDLANDS: (202501, 4.0)}
MISSED = {(GWENT, 202408)}
HIDDEN_IN = 202510
HIDDEN_AREAS = {"W15000004", "E23000017"}
HIDDEN_GROUPS = {"homicide", "robbery"}
#: Lancashire's charge rate grows by this share of itself a quarter, from this one on.
CHARGE_GROWTH, CHARGE_GROWS_FROM = 0.08, 202307

HEADINGS = (
    "series,area_type,area_code,period_start,frequency,breakdown,category,value,status"
)


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
MONTH_FACTORS = (1.03, 0.98, 1.07, 0.97, 0.99, 1.02, 1.04, 0.94, 1.01, 1.05, 1.03, 0.87)
QUARTER_FACTORS = (0.96, 1.02, 1.04, 0.98)
#: Share of outcomes still to come, by how many quarters before the latest.
NOT_YET_ASSIGNED = (0.16, 0.09, 0.05)
NOT_YET_ASSIGNED_LATER = 0.012
OTHER_OUTCOMES = (
    ("outcomes_victim_does_not_support", 0.27, 0.003),
    ("outcomes_no_suspect", 0.37, -0.001),
    ("outcomes_out_of_court", 0.045, 0.0003),
)


def write(directory: Path) -> list[Path]:
    """The demonstration files, a file for each publication they stand for."""
    areas = made_up_areas()
    recorded = {area.code: _recorded(area) for area in areas}
    files = {
        "cps_case_outcomes": _case_outcomes(areas),
        "recorded_crime": _recorded_crime(recorded),
        "police_outcomes": _police_outcomes(areas, recorded),
        "population": population(areas),
        "crime_severity": crime_severity(areas),
    }
    directory.mkdir(parents=True, exist_ok=True)
    return [_write(directory / f"{name}.csv", lines) for name, lines in files.items()]


def _write(path: Path, lines: Iterable[Line]) -> Path:
    with path.open("w", encoding="ascii", newline="\n") as text:
        text.write(f"{HEADINGS}\n")
        for line in lines:
            start = f"{line.period // 100}-{line.period % 100:02}-01"
            value = "" if line.value is None else line.value
            text.write(
                f"{line.series},{line.area_type},{line.area_code},{start},"
                f"{line.frequency},{line.breakdown},{line.category},{value},"
                f"{line.status}\n"
            )
    return path


def _case_outcomes(areas: Sequence[Area]) -> Iterator[Line]:
    for month in months():
        status = "provisional" if month == LATEST_MONTH else "published"
        nation: dict[tuple[str, str], int] = {}
        for area in areas:
            if (area.code, month) in MISSED:
                continue
            counts = _cases(area, month)
            for key, count in counts.items():
                nation[key] = nation.get(key, 0) + count
            is_hidden = month == HIDDEN_IN and area.code in HIDDEN_AREAS
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


def _cases(area: Area, month: int) -> dict[tuple[str, str], int]:
    """Finalised cases of one month, by series and offence group."""
    years = (month // 100 - FIRST_YEAR) + (month % 100 - 1) / 12
    size = area.residents / 1000 * CASES_PER_THOUSAND_A_MONTH
    size *= MONTH_FACTORS[month % 100 - 1] * (0.95 + 0.02 * years)
    points = area.conviction_points - 0.2 * years
    if area.code in SHIFTS and month >= SHIFTS[area.code][0]:
        points += SHIFTS[area.code][1]
    drawn = draws(f"cases {area.code} {month}", 2 * len(CPS_GROUPS) + 2)
    size *= 1 + 0.025 * next(drawn)
    counts: dict[tuple[str, str], int] = {}
    convicted = unsuccessful = 0
    for group in CPS_GROUPS:
        cases = some_count(size * group.share, next(drawn))
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


_Recorded = dict[int, dict[str, int]]


def _recorded(area: Area) -> _Recorded:
    """Offences by quarter and group."""
    found: _Recorded = {}
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


def _recorded_crime(recorded: Mapping[str, _Recorded]) -> Iterator[Line]:
    for code, by_quarter in recorded.items():
        for quarter, groups in by_quarter.items():
            status = "provisional" if quarter == LATEST_QUARTER else "published"
            yield from _by_group("recorded_offences", code, quarter, groups, status)


def _police_outcomes(
    areas: Sequence[Area], recorded: Mapping[str, _Recorded]
) -> Iterator[Line]:
    due = [quarter for quarter in quarters() if quarter <= LATEST_OUTCOMES]
    for area in areas:
        for number, quarter in enumerate(due):
            age = len(due) - 1 - number
            status = "provisional" if age == 0 else "published"
            drawn = draws(f"outcomes {area.code} {quarter}", 2 * len(POLICE_GROUPS) + 4)
            factor = area.charge_factor
            if area.code == LANCASHIRE and quarter >= CHARGE_GROWS_FROM:
                grown = 1 + due.index(quarter) - due.index(CHARGE_GROWS_FROM)
                factor *= 1 + CHARGE_GROWTH * grown
            waiting = (
                NOT_YET_ASSIGNED[age]
                if age < len(NOT_YET_ASSIGNED)
                else NOT_YET_ASSIGNED_LATER
            )
            everything = recorded[area.code][quarter]
            # A few offences are cancelled before the outcomes are drawn up.
            groups = {
                name: count - some_part(count, 0.01, next(drawn))
                for name, count in everything.items()
            }
            charged = {
                group.name: some_part(
                    groups[group.name],
                    group.outcome * factor * (1 - waiting),
                    next(drawn),
                )
                for group in POLICE_GROUPS
            }
            yield from _by_group("outcomes_all", area.code, quarter, groups, status)
            yield from _by_group(
                "outcomes_charged_or_summonsed", area.code, quarter, charged, status
            )
            total = sum(groups.values())
            shares = [
                (series, (share + slope * number) * (1 - waiting))
                for series, share, slope in OTHER_OUTCOMES
            ]
            for series, share in [*shares, ("outcomes_not_yet_assigned", waiting)]:
                count = some_part(total, share * (1 + 0.02 * next(drawn)), 0.0)
                yield Line(
                    series, area.code, quarter, "quarter", "all", "all", count, status
                )


def _by_group(
    series: str, code: str, quarter: int, groups: Mapping[str, int], status: str
) -> Iterator[Line]:
    total = sum(groups.values())
    yield Line(series, code, quarter, "quarter", "all", "all", total, status)
    for name, count in groups.items():
        yield Line(
            series, code, quarter, "quarter", "offence_group", name, count, status
        )
