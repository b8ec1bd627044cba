"""Monthly case outcomes by principal offence, as the CPS publishes them by area."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from data.definitions import read_area_names
from data.ingest.headings import (
    RefuseRow,
    Row,
    area_codes,
    find_columns,
    heading_key,
    limited,
    listed,
    name_key,
    parse_count,
    parse_number,
    read_headings,
    read_rows,
)
from data.ingest.publication import FileRefused, Observation, Publication, Refuse

NAME = "cps_case_outcomes"
NATION = "K04000001"
MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
UNDERSTOOD = (
    "name it principal_offence_category_<month>_<year>.csv, "
    "or put it in a folder named for its year"
)
#: The publisher's words for each offence group, and ours.
OFFENCE_GROUPS = {
    "Homicide": "homicide",
    "Offences Against The Person": "offences_against_the_person",
    "Sexual Offences": "sexual_offences",
    "Burglary": "burglary",
    "Robbery": "robbery",
    "Theft And Handling": "theft_and_handling",
    "Fraud And Forgery": "fraud_and_forgery",
    "Criminal Damage": "criminal_damage",
    "Drugs Offences": "drugs_offences",
    "Public Order Offences": "public_order_offences",
    "All Other Offences (excluding Motoring)": "all_other_offences",
    "Motoring Offences": "motoring_offences",
}
CONVICTIONS = "cps_convictions"
UNSUCCESSFUL = "cps_unsuccessful"
ADMINISTRATIVE = "cps_administratively_finalised"
#: Percentages are printed to one decimal, so they may be half a tenth out.
ROUNDING = 0.05 + 1e-9

# A column is known by its series and offence group; "all" where it has no group.
Key = tuple[str, str]
Counts = dict[Key, int]


@dataclass(frozen=True)
class Column:
    """Where a count and its percentage stand, and what the publisher calls it."""

    key: Key
    heading: str
    count: int
    percentage: int


def _headings() -> Iterator[tuple[Key, str, tuple[str, ...]]]:
    """Each count's key, its heading, and the headings its percentage may have."""
    for words, group in OFFENCE_GROUPS.items():
        for series, ending in (
            (CONVICTIONS, "Convictions"),
            (UNSUCCESSFUL, "Unsuccessful"),
        ):
            percentage = f"Percentage of {words} {ending}"
            yield (series, group), f"Number of {words} {ending}", (percentage,)
    # The publisher's slip: the last heading speaks of motoring offences.
    yield (
        (ADMINISTRATIVE, "all"),
        "Number of Admin Finalised Unsuccessful",
        (
            "Percentage of L Motoring Offences Unsuccessful",
            "Percentage of Admin Finalised Unsuccessful",
        ),
    )


def recognises(path: Path) -> bool:
    """True where at least half of the publication's headings are there."""
    present = {heading_key(heading) for heading in read_headings(path)}
    counts = [heading_key(heading) for _, heading, _ in _headings()]
    return sum(key in present for key in counts) * 2 >= len(counts)


def edition(path: Path) -> str:
    """The month of a file, "2014-07", from its name and the folders it is in."""
    year, month = _month_of(path)
    return f"{year}-{month:02}"


def _month_of(path: Path) -> tuple[int, int]:
    words = re.findall(r"[a-z]+|\d+", path.stem.lower())
    months = {number for word in words if (number := _month_number(word))}
    years = [int(word) for word in words if _is_year(word)]
    if not years:
        folders = [
            part for part in reversed(path.absolute().parent.parts) if _is_year(part)
        ]
        years = [int(folder) for folder in folders[:1]]
    if len(months) != 1 or len(set(years)) != 1:
        missing = "month" if len(months) != 1 else "year"
        raise FileRefused(path, f"does not say its {missing}: {UNDERSTOOD}")
    return years[0], months.pop()


def _month_number(word: str) -> int:
    """1 to 12 for a month's name or its first letters (three or four), otherwise 0."""
    if len(word) < 3 or (len(word) > 4 and word not in MONTHS):
        return 0
    return next((n for n, name in enumerate(MONTHS, 1) if name.startswith(word)), 0)


def _is_year(word: str) -> bool:
    return re.fullmatch(r"20\d\d", word) is not None


def read(path: Path, refuse: Refuse) -> Iterator[Observation]:
    """The month's counts for England and Wales and each of its 42 areas.

    Raises FileRefused when a row cannot be read or is missing, or when the national
    row is not the sum of the areas: such a file is loaded whole or not at all.
    """
    year, month = _month_of(path)
    rows = read_rows(path)
    columns, width = _columns(path, next(rows, Row(1, [])))
    counts = _read_areas(path, rows, columns, width, limited(path, refuse))
    _check_complete(path, counts, columns)
    for area_code in sorted(counts):
        area_type = "nation" if area_code == NATION else "criminal_justice_area"
        for (series, group), value in _with_totals(counts[area_code]).items():
            yield Observation(
                series=series,
                area_type=area_type,
                area_code=area_code,
                period=year * 100 + month,
                frequency="month",
                breakdown="all" if group == "all" else "offence_group",
                category=group,
                value=float(value),
                status="published",
            )


def _columns(path: Path, first: Row) -> tuple[list[Column], int]:
    """The columns of a file and how many cells its rows have."""
    wanted: dict[str, tuple[str, ...]] = {
        f"{heading}|": (heading,) for _, heading, _ in _headings()
    }
    wanted |= {f"{heading}|%": shares for _, heading, shares in _headings()}
    places = find_columns(first.cells, wanted)
    missing = [wanted[column][0] for column in wanted if column not in places]
    if missing:
        raise FileRefused(path, f"lacks the heading {listed(missing)}", first.line)
    taken = {0, *places.values()}
    unknown = [h for place, h in enumerate(first.cells) if place not in taken and h]
    if unknown:
        reason = f"has headings that are not known: {listed(unknown)}"
        raise FileRefused(path, reason, first.line)
    columns = [
        Column(key, heading, places[f"{heading}|"], places[f"{heading}|%"])
        for key, heading, _ in _headings()
    ]
    return columns, len(first.cells)


def _read_areas(
    path: Path,
    rows: Iterator[Row],
    columns: Sequence[Column],
    width: int,
    refuse_row: RefuseRow,
) -> dict[str, Counts]:
    """The counts of each area by code; raises FileRefused if any row is refused."""
    codes = area_codes(NAME)
    counts: dict[str, Counts] = {}
    refused: list[str] = []
    for row in rows:
        if row.is_blank:
            continue
        try:
            code = codes.get(name_key(row.cells[0]))
            if code is None:
                raise ValueError(f"{row.cells[0].strip()[:40]!r} is not a known area")
            if code in counts:
                raise ValueError(f"{row.cells[0].strip()} has a row already")
            if len(row.cells) != width:
                raise ValueError(f"has {len(row.cells)} cells, not {width}")
            counts[code] = _counts(row.cells, columns)
        except ValueError as error:
            refuse_row(row.line, str(error), row.content)
            refused.append(f"line {row.line} ({error})")
    if refused:
        raise FileRefused(path, f"has rows that cannot be read: {listed(refused, 3)}")
    return counts


def _counts(cells: Sequence[str], columns: Sequence[Column]) -> Counts:
    """One area's counts; raises ValueError naming the column that is wrong."""
    counts: Counts = {}
    for column in columns:
        try:
            count = parse_count(cells[column.count])
        except ValueError as error:
            raise ValueError(f"{column.heading}: {error}") from error
        if count is None or count < 0:
            raise ValueError(f"{column.heading}: {cells[column.count]!r} is no count")
        counts[column.key] = count
    for column in columns:
        series, group = column.key
        finished = counts[column.key]
        if series != ADMINISTRATIVE:
            finished = counts[CONVICTIONS, group] + counts[UNSUCCESSFUL, group]
        printed = cells[column.percentage]
        if not _agrees(printed, counts[column.key], finished):
            raise ValueError(
                f"{column.heading}: {printed.strip()!r} is not the percentage "
                f"of {counts[column.key]:,} in {finished:,}"
            )
    return counts


def _agrees(printed: str, count: int, finished: int) -> bool:
    """True where a printed percentage is the count's; "-" or 0 stands for no cases."""
    try:
        percentage = parse_number(printed.strip().removesuffix("%"))
    except ValueError:
        return False
    if finished == 0:
        return not percentage
    if percentage is None:
        return False
    return abs(percentage - 100 * count / finished) <= ROUNDING


def _check_complete(
    path: Path, counts: dict[str, Counts], columns: Sequence[Column]
) -> None:
    """Raises FileRefused for a missing area or a national count that is not the sum."""
    names = read_area_names()[NAME]
    missing = [name for name, code in names.items() if code not in counts]
    if missing:
        raise FileRefused(path, f"is cut short: it has no row for {listed(missing)}")
    for column in columns:
        national = counts[NATION][column.key]
        total = sum(area[column.key] for code, area in counts.items() if code != NATION)
        if national != total:
            reason = (
                f"does not add up: {column.heading} is {national:,} for National "
                f"but {total:,} over the areas"
            )
            raise FileRefused(path, reason)


def _with_totals(counts: Counts) -> Counts:
    """The counts and, for each series split by offence group, the sum of its groups."""
    totals: Counts = {}
    for (series, _), count in counts.items():
        totals[series, "all"] = totals.get((series, "all"), 0) + count
    return totals | counts


PUBLICATION = Publication(
    name=NAME,
    title="CPS case outcomes by principal offence category",
    suffixes=(".csv", ".csv.gz"),
    recognises=recognises,
    edition=edition,
    read=read,
)
