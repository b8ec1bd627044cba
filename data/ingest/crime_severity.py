"""Crime Severity Scores by police force area, region and nation, one a year.

A score is not a count: scores are never added up, so areas made of several forces get
one only where the publisher gives it. London has one as a region, which is the same
ground as the criminal justice area (the Metropolitan Police and the City of London).
"""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from data.definitions import read_areas
from data.ingest.headings import (
    Row,
    find_columns,
    heading_key,
    limited,
    listed,
    parse_number,
    read_headings,
    read_rows,
)
from data.ingest.publication import (
    FileRefused,
    NotThisPublication,
    Observation,
    Publication,
    Refuse,
)

_COLUMNS = {
    "offence_group": ("offence group",),
    "code": ("code", "area code"),
    "score": ("severity score",),
    "year_ending": ("year ending",),
}
_OFFENCE_GROUPS = {
    "totalrecordedcrime": ("all", "all"),
    "violenceagainsttheperson": ("offence_group", "violence_against_the_person"),
    "sexualoffences": ("offence_group", "sexual_offences"),
    "robbery": ("offence_group", "robbery"),
    "theftoffences": ("offence_group", "theft_offences"),
    "criminaldamageandarson": ("offence_group", "criminal_damage_and_arson"),
    "othercrimesagainstsociety": ("offence_group", "other_crimes_against_society"),
}
_LONDON_REGION = "E12000007"
_LONDON = "E23000001"
_OF_ITS_OWN = ("police_force", "region", "nation")


def recognises(path: Path) -> bool:
    """Whether the headings are those of the score in long form."""
    return len(find_columns(read_headings(path), _COLUMNS)) == len(_COLUMNS)


def edition(path: Path) -> str:
    """The last year in the file, as "2022-03": the publisher restates all of them."""
    _, places = _opened(path)
    rows = read_rows(path)
    next(rows)
    endings = (
        row.cells[places["year_ending"]].strip()
        for row in rows
        if len(row.cells) > places["year_ending"]
    )
    last = max((each for each in endings if _period(each) is not None), default=None)
    if last is None:
        raise FileRefused(path, "has no row that says the year it ends, as 2022-03-31")
    return last[:7]


def read(path: Path, refuse: Refuse) -> Iterator[Observation]:
    """Every score; value None and not_collected where the publisher has none."""
    refuse_row = limited(path, refuse)
    width, places = _opened(path)
    types = _types()
    seen: set[tuple[str, str, str]] = set()
    rows = read_rows(path)
    next(rows)
    for row in rows:
        if row.is_blank:
            continue
        if len(row.cells) != width:
            reason = f"has {len(row.cells)} cells under {width} headings"
            raise FileRefused(path, f"{reason}: is the file cut short?", row.line)
        try:
            observation = _observation(row, places)
        except ValueError as error:
            refuse_row(row.line, str(error), row.content)
            continue
        code = observation.area_code
        key = (code, observation.category, row.cells[places["year_ending"]])
        if key in seen:
            raise FileRefused(path, f"repeats {', '.join(key)}", row.line)
        seen.add(key)
        if code not in types:
            refuse_row(row.line, f"{code} is not in areas.toml", row.content)
        for area_type, area_code in types.get(code, ()):
            yield observation._replace(area_type=area_type, area_code=area_code)
    _check_whole(path, seen)


PUBLICATION = Publication(
    name="crime_severity",
    title="Crime Severity Score by police force area",
    suffixes=(".csv", ".csv.gz"),
    recognises=recognises,
    edition=edition,
    read=read,
    additive=False,
)


def _opened(path: Path) -> tuple[int, dict[str, int]]:
    """How many headings there are, and where the wanted ones stand."""
    headings = read_headings(path)
    places = find_columns(headings, _COLUMNS)
    lacking = [name for name in _COLUMNS if name not in places]
    if lacking:
        wanted = ", ".join(_COLUMNS[name][0] for name in lacking)
        raise NotThisPublication(path, f"has no heading for {wanted}")
    return len(headings), places


def _types() -> dict[str, list[tuple[str, str]]]:
    """Code in the file to the areas, as type and code, that the score is for."""
    types: dict[str, list[tuple[str, str]]] = {}
    for area in read_areas():
        code, area_type = area["code"], area["type"]
        if area_type in _OF_ITS_OWN:
            types.setdefault(code, []).append((area_type, code))
        elif area_type == "criminal_justice_area":
            source = _LONDON_REGION if code == _LONDON else code
            types.setdefault(source, []).append((area_type, code))
    return types


def _observation(row: Row, places: dict[str, int]) -> Observation:
    """The row's score, its area type still to be said; raises ValueError."""
    cells = row.cells
    ending = cells[places["year_ending"]].strip()
    period = _period(ending)
    if period is None:
        raise ValueError(f"{ending[:20]!r} does not end a year, as 2022-03-31 does")
    group = cells[places["offence_group"]]
    if heading_key(group) not in _OFFENCE_GROUPS:
        raise ValueError(f"{group.strip()[:40]!r} is not an offence group we know")
    breakdown, category = _OFFENCE_GROUPS[heading_key(group)]
    score = parse_number(cells[places["score"]])
    if score is not None and score < 0:
        raise ValueError(f"a score of {score} cannot be")
    return Observation(
        "crime_severity_score",
        "",
        cells[places["code"]].strip(),
        period,
        "year",
        breakdown,
        category,
        score,
        "not_collected" if score is None else "published",
    )


def _period(ending: str) -> int | None:
    """First month of the year that an ISO date is the last day of, else None."""
    try:
        last = date.fromisoformat(ending)
    except ValueError:
        return None
    first = last + timedelta(days=1)
    return (first.year - 1) * 100 + first.month if first.day == 1 else None


def _check_whole(path: Path, seen: set[tuple[str, str, str]]) -> None:
    """Raises FileRefused if an area lacks a group or a year that another one has."""
    if not seen:
        raise FileRefused(path, "has no row that can be read")
    areas = {code for code, _, _ in seen}
    columns = {(category, ending) for _, category, ending in seen}
    lacking = sorted(
        f"{code} {category} {ending}"
        for code in areas
        for category, ending in columns
        if (code, category, ending) not in seen
    )
    if lacking:
        raise FileRefused(path, f"is not whole: it lacks {listed(lacking)}")
