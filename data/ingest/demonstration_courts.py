"""Made-up cases and trials of the demonstration's courts.

An area's figures are those of its Crown Court centres added up; areas in which none
stands have figures all the same, as cases are counted where they come from. Open cases
are those before, and what came in, less what was disposed of.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from data.definitions import read_courts, read_members
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
    some_parts,
    swing,
)
from data.ingest.demonstration_plants import (
    BRADFORD,
    LEEDS,
    UNBALANCED,
    UNBALANCED_CASES,
    WEST_YORKSHIRE,
    Finding,
    Plants,
)

LATEST_QUARTER = 202510
COURT, REGION, NATION = "court", "hmcts_region", "nation"
#: Share of receipts disposed of: where nothing was planted, and in the home area.
PACE, SLOW_PACE = 0.995, 0.93
SLOW_FROM = 202307
VACATED = 0.32


class Courts(NamedTuple):
    """The courts of one kind: cases a quarter and open by residents, and their trials.

    `trials` is how many are listed by residents; then the shares of them that are
    effective and cracked, the rest being ineffective.
    """

    name: str
    receipts_per_thousand: float
    open_per_thousand: float
    trials_per_thousand: float
    effective: float
    cracked: float


CROWN = Courts("crown_court", 0.50, 1.30, 0.16, 0.48, 0.33)
MAGISTRATES = Courts("magistrates", 6.0, 5.7, 0.55, 0.46, 0.37)

CRACKED_REASONS = (
    ("late_plea_first_offered", 0.45),
    ("late_plea_previously_rejected", 0.08),
    ("alternative_plea_first_offered", 0.12),
    ("alternative_plea_previously_rejected", 0.04),
    ("bound_over_first_offered", 0.02),
    ("prosecution_ends_evidence", 0.14),
    ("prosecution_ends_witness", 0.12),
    ("prosecution_ends_public_interest", 0.03),
)
INEFFECTIVE_REASONS = (
    ("prosecution_late_evidence", 0.04),
    ("prosecution_not_ready", 0.08),
    ("prosecution_disclosure", 0.06),
    ("police_witness_absent", 0.07),
    ("other_prosecution_witness_absent", 0.15),
    ("defence_not_ready", 0.09),
    ("defendant_absent", 0.17),
    ("defendant_not_produced", 0.04),
    ("defence_advocate_engaged", 0.05),
    ("another_case_overran", 0.11),
    ("judge_availability", 0.06),
    ("case_not_reached", 0.05),
    ("no_interpreter", 0.03),
)
#: How many times as usual these reasons are where witnesses stay away.
WITNESS_REASONS = {
    "police_witness_absent": 3.0,
    "other_prosecution_witness_absent": 4.0,
}


class Place(NamedTuple):
    """A court, or the courts of an area together, by how many residents it serves."""

    type: str
    code: str
    area: Area
    residents: float


#: Series, breakdown and category of one place and quarter, to how many.
Counts = dict[tuple[str, str, str], int]


def court_figures(areas: Sequence[Area], plants: Plants) -> Iterator[Line]:
    """Cases and trials of the Crown Court each quarter, by centre and added up."""
    yield from _added_up(
        [place for area in areas for place in _centres(area)], CROWN, plants
    )


def magistrates_figures(areas: Sequence[Area], plants: Plants) -> Iterator[Line]:
    """Cases and trials of the magistrates' courts each quarter, by area."""
    places = [Place(AREA, area.code, area, area.residents) for area in areas]
    yield from _added_up(places, MAGISTRATES, plants)


def _centres(area: Area) -> list[Place]:
    """The Crown Court centres of an area and the share of its residents each serves."""
    codes = [
        c["code"] for c in read_courts() if c["criminal_justice_area"] == area.code
    ]
    if not codes:
        return [Place(AREA, area.code, area, area.residents)]
    weights = [2.0 + next(draws(f"centre {code}", 1)) / 3 for code in codes]
    return [
        Place(COURT, code, area, area.residents * weight / sum(weights))
        for code, weight in zip(codes, weights, strict=True)
    ]


def _added_up(
    places: Sequence[Place], courts: Courts, plants: Plants
) -> Iterator[Line]:
    """The figures of each place, its area, its court region and the nation."""
    open_before: dict[str, int] = {}
    for quarter in quarters():
        sums: dict[tuple[str, str], Counts] = {}
        for place in places:
            counts = _caseload(place, courts, quarter, open_before, plants)
            counts |= _trials(place, courts, quarter, plants)
            for whole in _wholes(place):
                total = sums.setdefault(whole, {})
                for key, count in counts.items():
                    total[key] = total.get(key, 0) + count
        status = "provisional" if quarter == LATEST_QUARTER else "published"
        for (area_type, code), counts in sums.items():
            for (series, breakdown, category), count in counts.items():
                yield Line(
                    series, code, quarter, "quarter", breakdown, category, count,
                    status, area_type,
                )  # fmt: skip


@cache
def region_of(area_code: str) -> str:
    """The court region an area is in."""
    return next(
        member["whole_code"]
        for member in read_members()
        if member["whole_type"] == REGION
        and (member["part_type"], member["part_code"]) == (AREA, area_code)
    )


def _wholes(place: Place) -> list[tuple[str, str]]:
    own = [(COURT, place.code)] if place.type == COURT else []
    code = place.area.code
    return [
        *own,
        (AREA, code),
        (REGION, region_of(code)),
        (NATION, ENGLAND_AND_WALES),
    ]


def _caseload(
    place: Place,
    courts: Courts,
    quarter: int,
    open_before: dict[str, int],
    plants: Plants,
) -> Counts:
    """What came in and was disposed of, and what is open at the end."""
    name = courts.name
    drawn = draws(f"{name} cases {place.code} {quarter}", 3)
    thousands = place.residents / 1000
    expected = thousands * courts.receipts_per_thousand * (1 + 0.01 * next(drawn))
    received = some_count(expected, next(drawn))
    before = open_before.get(place.code)
    if before is None:
        before = int(thousands * courts.open_per_thousand * _habit(place, "open", 0.12))
    pace = PACE
    is_home = courts is CROWN and place.area.code == WEST_YORKSHIRE
    if is_home and quarter >= SLOW_FROM and plants.has(Finding.GROWING_CASELOAD):
        pace = SLOW_PACE
    disposed = min(before + received, some_count(expected * pace, next(drawn)))
    still_open = before + received - disposed
    if (name, place.area.code, quarter) == UNBALANCED and plants.has(
        Finding.UNBALANCED_QUARTER
    ):
        still_open += UNBALANCED_CASES
    open_before[place.code] = still_open
    counts = {
        (f"{name}_receipts", "all", "all"): received,
        (f"{name}_disposals", "all", "all"): disposed,
        (f"{name}_open_cases", "all", "all"): still_open,
    }
    if courts is CROWN:
        known = still_open - still_open * 3 // 100
        share = 0.25 * _habit(place, "long open", 0.08)
        counts[f"{name}_open_known_age", "all", "all"] = known
        counts[f"{name}_open_over_a_year", "all", "all"] = some_part(
            known, share, swing(f"{name} over a year {place.code}", quarter)
        )
    return counts


def _trials(place: Place, courts: Courts, quarter: int, plants: Plants) -> Counts:
    """Trials by what became of them, and the reasons of those that did not go ahead."""
    name = courts.name
    drawn = draws(f"{name} trials {place.code} {quarter}", 3)
    expected = place.residents / 1000 * courts.trials_per_thousand
    listed = some_count(expected * (1 + 0.01 * next(drawn)), next(drawn))
    moved = _moved(place, courts, plants)
    effective = courts.effective * _habit(place, "effective", 0.05) - moved
    ineffective = (1 - courts.effective - courts.cracked) * _habit(
        place, "ineffective", 0.09
    ) + moved
    went_ahead = some_part(listed, effective, swing(f"{name} {place.code}", quarter))
    rest = ineffective / (1 - effective)
    not_tried = some_part(
        listed - went_ahead, rest, swing(f"{name} put off {place.code}", quarter)
    )
    outcomes = {
        "effective": went_ahead,
        "cracked": listed - went_ahead - not_tried,
        "ineffective": not_tried,
        "vacated": some_part(listed, VACATED * _habit(place, "vacated", 0.06),
                             next(drawn)),
    }  # fmt: skip
    counts = {
        (f"{name}_trials_{outcome}", "all", "all"): count
        for outcome, count in outcomes.items()
    }
    is_planted = moved > 0
    for outcome, reasons in (
        ("cracked", CRACKED_REASONS),
        ("ineffective", INEFFECTIVE_REASONS),
    ):
        weights = {
            reason: share * (WITNESS_REASONS.get(reason, 1.0) if is_planted else 1.0)
            for reason, share in reasons
        }
        series = f"{name}_trials_{outcome}"
        parts = some_parts(
            f"{series} {place.code} {quarter}", outcomes[outcome], weights
        )
        for reason, count in parts.items():
            counts[series, "trial_reason", reason] = count
    return counts


def _moved(place: Place, courts: Courts, plants: Plants) -> float:
    """By how much more of a court's trials are ineffective than would be usual."""
    if courts is not CROWN or not plants.has(Finding.WITNESSES_AWAY):
        return 0.0
    return {BRADFORD: 0.11, LEEDS: -0.02}.get(place.code, 0.0)


def _habit(place: Place, of: str, spread: float) -> float:
    """By which an area is above or below the usual, all the time."""
    return 1 + spread * bounded(next(draws(f"habit {of} {place.area.code}", 1)))
