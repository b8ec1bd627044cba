"""Made-up days, shares and referrals of the demonstration, as they would be published.

Averages and percentages cannot be added up, so each area, court region and the nation
has its own. Hearings in a case are published by court region and not by area,
and consultations by CPS Area.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from data.definitions import read_areas
from data.ingest.demonstration_courts import NATION, REGION, region_of
from data.ingest.demonstration_draws import (
    AREA,
    ENGLAND_AND_WALES,
    Area,
    Line,
    bounded,
    draws,
    quarters,
    some_count,
    some_part,
    swing,
)

LATEST_QUARTER = 202510
CPS_AREA = "cps_area"
#: Suspects referred to the prosecutors, by residents in a quarter.
REFERRED_PER_THOUSAND = 0.75
#: Prosecutions in a quarter by residents, and the share of them that is dropped.
PROSECUTED_PER_THOUSAND = 1.8
DROPPED = 0.115


Place = tuple[str, str]
Groups = Mapping[Place, Sequence[Place]]


class Published(NamedTuple):
    """A published average: its usual value, how much areas differ, and by chance.

    `decimals` are those it is published with.
    """

    series: str
    usual: float
    between: float
    within: float
    decimals: int = 0


DELIVERY = (
    Published("delivery_days_recorded_to_police_decision", 38, 0.12, 0.03),
    Published("delivery_days_referral_to_decision", 46, 0.13, 0.04),
    Published("delivery_cps_charged_share", 74, 0.025, 0.012, 1),
    Published("delivery_victim_withdrawal_after_charge_share", 8.2, 0.08, 0.035, 1),
    Published("delivery_guilty_plea_share", 62, 0.035, 0.015, 1),
    Published("delivery_guilty_plea_first_hearing_share", 41, 0.06, 0.025, 1),
    Published("delivery_first_listing_effective_share", 68, 0.03, 0.015, 1),
    Published("delivery_case_file_quality_share", 57, 0.09, 0.03, 1),
    Published("delivery_case_file_on_time_share", 81, 0.035, 0.018, 1),
)
TIMELINESS = (
    Published("crown_court_days_offence_to_charge_median", 112, 0.10, 0.04),
    Published("crown_court_days_offence_to_charge_mean", 246, 0.10, 0.04),
    Published("crown_court_days_charge_to_first_listing_median", 29, 0.08, 0.03),
    Published("crown_court_days_charge_to_first_listing_mean", 34, 0.08, 0.03),
    Published("crown_court_days_first_listing_to_completion_median", 181, 0.12, 0.04),
    Published("crown_court_days_first_listing_to_completion_mean", 238, 0.12, 0.04),
    Published("crown_court_days_receipt_to_completion_median", 149, 0.12, 0.04),
    Published("crown_court_days_receipt_to_completion_mean", 217, 0.12, 0.04),
    Published("crown_court_days_charge_to_completion_median", 214, 0.11, 0.04),
    Published("crown_court_days_charge_to_completion_mean", 281, 0.11, 0.04),
    Published("crown_court_days_offence_to_completion_median", 361, 0.10, 0.03),
    Published("crown_court_days_offence_to_completion_mean", 552, 0.10, 0.03),
    Published("magistrates_days_offence_to_charge_median", 96, 0.09, 0.03),
    Published("magistrates_days_offence_to_charge_mean", 121, 0.09, 0.03),
    Published("magistrates_days_charge_to_first_listing_median", 31, 0.08, 0.03),
    Published("magistrates_days_charge_to_first_listing_mean", 36, 0.08, 0.03),
    Published("magistrates_days_first_listing_to_completion_median", 14, 0.15, 0.05),
    Published("magistrates_days_first_listing_to_completion_mean", 46, 0.12, 0.04),
    Published("magistrates_days_offence_to_completion_median", 152, 0.08, 0.03),
    Published("magistrates_days_offence_to_completion_mean", 204, 0.08, 0.03),
)
BY_CPS_AREA = (Published("delivery_consultations_per_case", 2.3, 0.05, 0.02, 2),)
BY_REGION = (Published("crown_court_hearings_mean", 4.7, 0.06, 0.02, 1),)


def delivery(areas: Sequence[Area]) -> Iterator[Line]:
    """Referrals, days, shares and files of each area and of England and Wales.

    How often police and prosecutors confer is published by CPS Area alone.
    """
    for quarter in quarters():
        total = 0
        for area in areas:
            drawn = draws(f"referred {area.code} {quarter}", 2)
            expected = area.residents / 1000 * REFERRED_PER_THOUSAND
            count = some_count(expected * (1 + 0.02 * next(drawn)), next(drawn))
            total += count
            yield _line("delivery_police_referrals", AREA, area.code, quarter, count)
        yield _line(
            "delivery_police_referrals", NATION, ENGLAND_AND_WALES, quarter, total
        )
    places = [(AREA, area.code) for area in areas]
    yield from _published(DELIVERY, places, _with_nation(places))
    cps_areas = [
        (CPS_AREA, area["code"]) for area in read_areas() if area["type"] == CPS_AREA
    ]
    yield from _published(BY_CPS_AREA, cps_areas, _with_nation(cps_areas))


def timeliness(areas: Sequence[Area]) -> Iterator[Line]:
    """Days between the stages of a case, and hearings, which are by region alone."""
    places = [(AREA, area.code) for area in areas]
    regions: dict[Place, list[Place]] = {}
    for area in areas:
        regions.setdefault((REGION, region_of(area.code)), []).append((AREA, area.code))
    yield from _published(TIMELINESS, places, regions | _with_nation(places))
    yield from _published(BY_REGION, list(regions), _with_nation(list(regions)))


def discontinued(areas: Sequence[Area]) -> Iterator[Line]:
    """Prosecutions that finished, and those of them that were dropped, by quarter."""
    for quarter in quarters():
        totals = [0, 0]
        for area in areas:
            drawn = draws(f"prosecuted {area.code} {quarter}", 3)
            expected = area.residents / 1000 * PROSECUTED_PER_THOUSAND
            whole = some_count(expected * (1 + 0.02 * next(drawn)), next(drawn))
            share = DROPPED * (1 + 0.08 * next(draws(f"dropped {area.code}", 1)))
            dropped = some_part(whole, share, next(drawn))
            totals = [totals[0] + whole, totals[1] + dropped]
            yield from _prosecutions(AREA, area.code, quarter, whole, dropped)
        yield from _prosecutions(NATION, ENGLAND_AND_WALES, quarter, *totals)


def _prosecutions(
    area_type: str, code: str, quarter: int, whole: int, dropped: int
) -> Iterator[Line]:
    yield _line("cps_prosecutions_finalised", area_type, code, quarter, whole)
    yield _line("cps_prosecutions_dropped", area_type, code, quarter, dropped)


def _with_nation(places: Sequence[Place]) -> dict[Place, Sequence[Place]]:
    return {(NATION, ENGLAND_AND_WALES): places}


def _published(
    every: Sequence[Published], places: Sequence[Place], wholes: Groups
) -> Iterator[Line]:
    """Averages of each place, and of each whole the mean of its places'."""
    for each in every:
        for quarter in quarters():
            values = {place: _value(each, place, quarter) for place in places}
            for whole, members in wholes.items():
                of_members = [values[member] for member in members]
                values[whole] = sum(of_members) / len(of_members)
            for (area_type, code), value in values.items():
                scale = 10**each.decimals
                rounded = int(value * scale + 0.5) / scale
                figure = rounded if each.decimals else int(rounded)
                yield _line(each.series, area_type, code, quarter, figure)


def _value(each: Published, place: Place, quarter: int) -> float:
    name = f"{each.series} {place[1]}"
    own = bounded(next(draws(name, 1)))
    usual = each.usual * (1 + each.between * own)
    return usual * (1 + each.within * swing(name, quarter))


def _line(series: str, area_type: str, code: str, quarter: int, value: float) -> Line:
    status = "provisional" if quarter == LATEST_QUARTER else "published"
    return Line(
        series, code, quarter, "quarter", "all", "all", value, status, area_type
    )
