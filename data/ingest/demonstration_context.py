"""Made-up residents and severity scores of the demonstration's areas."""

from collections.abc import Iterator, Mapping, Sequence

from data.definitions import read_areas, read_members
from data.ingest.demonstration_draws import (
    AREA,
    ETHNIC_GROUPS,
    FIRST_YEAR,
    LAST_YEAR,
    Area,
    Line,
    draws,
)
from data.ingest.demonstration_people import AGES, FEMALE, SEXES, SHARES

LONDON = "E23000001"
CITY_OF_LONDON = "E23000034"


def population(areas: Sequence[Area]) -> Iterator[Line]:
    """Residents of areas and nations: mid-year estimates, and a census by group."""
    # The estimate of one summer is published in the autumn of the next year.
    for year in range(FIRST_YEAR - 1, LAST_YEAR):
        people = {area.code: _residents(area, year) for area in areas}
        for code, area_type, count in _with_nations(people):
            yield Line(
                "population", code, year * 100 + 1, "year", "all", "all", count,
                area_type=area_type,
            )  # fmt: skip
    groups = {area.code: _ethnic_groups(area) for area in areas}
    for group in ("all", *ETHNIC_GROUPS, "white"):
        people = {code: counts[group] for code, counts in groups.items()}
        breakdown = "all" if group == "all" else "ethnic_group_5"
        for code, area_type, count in _with_nations(people):
            yield Line(
                "census_population", code, 202101, "year", breakdown, group, count,
                area_type=area_type,
            )  # fmt: skip

    yield from _census_details(areas)


def _census_details(areas: Sequence[Area]) -> Iterator[Line]:
    """The census by detailed group, by sex and age, and by group and sex."""
    by_area = {area.code: census_groups(area) for area in areas}
    details: dict[tuple[str, str], dict[str, int]] = {}
    for code, cells in by_area.items():
        sexes = {
            sex: sum(count for (_, each), count in cells.items() if each == sex)
            for sex in SEXES
        }
        for (group, sex), count in cells.items():
            fine = details.setdefault(("ethnic_group_18", group), {})
            fine[code] = fine.get(code, 0) + count
            crossed = ("ethnic_group_18_by_sex", f"{group}|{sex}")
            details.setdefault(crossed, {})[code] = count
        for sex, people in sexes.items():
            details.setdefault(("sex", sex), {})[code] = people
            for band, count in _ages(people).items():
                crossed = ("sex_and_age_band", f"{sex}_{band}")
                details.setdefault(crossed, {})[code] = count
                every = details.setdefault(("age_band", band), {})
                every[code] = every.get(code, 0) + count
    for (breakdown, category), residents in details.items():
        for code, area_type, count in _with_nations(residents):
            yield Line(
                "census_population", code, 202101, "year", breakdown, category, count,
                area_type=area_type,
            )  # fmt: skip


def _ages(people: int) -> dict[str, int]:
    """Age bands that add up to the people: the last takes what is left."""
    found = {band: int(people * share) for band, share in AGES[:-1]}
    found[AGES[-1][0]] = people - sum(found.values())
    return found


def census_groups(area: Area) -> dict[tuple[str, str], int]:
    """Residents by detailed group and sex, which add up to those of broad groups."""
    found: dict[tuple[str, str], int] = {}
    left = _ethnic_groups(area)
    for group, (broad, share) in reversed(SHARES.items()):
        is_last = next(iter(g for g, (b, _) in SHARES.items() if b == broad)) == group
        whole = _ethnic_groups(area)[broad]
        count = left[broad] if is_last else int(whole * share)
        left[broad] -= count
        women = int(count * FEMALE)
        found[group, "female"], found[group, "male"] = women, count - women
    return found


def _residents(area: Area, year: int) -> int:
    (draw,) = draws(f"residents {area.code} {year}", 1)
    growth = area.residents * 4 * (year - FIRST_YEAR) // 1000
    return area.residents + growth + int(300 * draw)


def _ethnic_groups(area: Area) -> dict[str, int]:
    everyone = _residents(area, FIRST_YEAR)
    drawn = draws(f"census {area.code}", len(ETHNIC_GROUPS))
    counts = {
        group: int(everyone * area.ethnic_groups[group] / 1000 * (1 + 0.02 * draw))
        for group, draw in zip(ETHNIC_GROUPS, drawn, strict=True)
    }
    return {"all": everyone, **counts, "white": everyone - sum(counts.values())}


def _with_nations(people: Mapping[str, int]) -> Iterator[tuple[str, str, int]]:
    for code, count in people.items():
        yield code, AREA, count
    for area in read_areas():
        if area["type"] == "nation":
            members = _members("nation", area["code"])
            yield area["code"], "nation", sum(people[code] for code in members)


def crime_severity(areas: Sequence[Area]) -> Iterator[Line]:
    """A score a year for forces, London, regions and nations; none for the City."""
    for year in range(FIRST_YEAR - 1, LAST_YEAR):
        scores: dict[str, float] = {}
        for area in areas:
            (draw,) = draws(f"severity {area.code} {year}", 1)
            trend = 0.95 + 0.02 * (year - FIRST_YEAR + 1)
            scores[area.code] = area.severity * trend * (1 + 0.02 * draw)
        weights = {area.code: area.residents for area in areas}
        period = year * 100 + 4
        for code, score in scores.items():
            # London's score is that of its region; its two forces have their own.
            own = score - 0.1 if code == LONDON else score
            yield _severity_line(code, "police_force", period, own)
        yield _severity_line(CITY_OF_LONDON, "police_force", period, None)
        yield _severity_line(LONDON, AREA, period, scores[LONDON])
        for area_type in ("region", "nation"):
            for whole in read_areas():
                if whole["type"] == area_type:
                    members = _members(area_type, whole["code"])
                    total = sum(scores[code] * weights[code] for code in members)
                    score = total / sum(weights[code] for code in members)
                    yield _severity_line(whole["code"], area_type, period, score)


def _severity_line(code: str, area_type: str, period: int, score: float | None) -> Line:
    status = "not_collected" if score is None else "published"
    value = None if score is None else int(score * 10 + 0.5) / 10
    return Line(
        "crime_severity_score", code, period, "year", "all", "all", value, status,
        area_type,
    )  # fmt: skip


def _members(whole_type: str, whole_code: str) -> list[str]:
    return [
        member["part_code"]
        for member in read_members()
        if (member["whole_type"], member["whole_code"]) == (whole_type, whole_code)
        and member["part_type"] == AREA
    ]
