"""Stops and searches by month and force from data.police.uk, one row a search.

A file holds the searches of one force and month, and only its name says whose. Files
come one by one or in archives. Times are in UTC, so some rows of a summer month carry
the last day of the month before: the file's month counts. Rows alike in everything are
searches of a group at one place, and all count.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from data.ingest.crosstab import CrossTab, Place, Shape
from data.ingest.headings import (
    RefuseRow,
    Row,
    area_codes,
    find_columns,
    limited,
    listed,
    name_key,
    read_headings,
    read_rows,
    rows_of,
    unknown_headings,
    whole_rows,
)
from data.ingest.police_groups import (
    BROAD_GROUPS,
    DETAILED_GROUPS_2011,
    NOT_STATED,
    SEXES,
    VEHICLE_ONLY,
)
from data.ingest.police_powers import FORCE, SPELLINGS
from data.ingest.publication import FileRefused, Observation, Publication, Refuse
from data.ingest.search_records import (
    ALSO_KNOWN,
    ARREST,
    LINKED,
    LINKS,
    NOTHING_DONE,
    OUTCOMES,
    POWERS,
    READERS,
    REASONS,
    VEHICLE,
    Search,
)

SERIES = (
    "police_uk_searches",
    "police_uk_searches_found",
    "police_uk_searches_acted_on",
    "police_uk_search_arrests",
)
AGE_BANDS = ("0_to_9", "10_to_17", "18_to_24", "25_to_34", "35_and_over", NOT_STATED)
COLUMNS = {heading: (heading,) for heading, _ in READERS.values()}
_NAME = re.compile(r"(20\d\d-(?:0[1-9]|1[0-2]))-([a-z][a-z-]*)-stop-and-search\.csv")
UNDERSTOOD = "name it <year>-<month>-<force>-stop-and-search.csv, as it was published"
#: A month of the largest force is some ten megabytes.
MOST_MEGABYTES = 512

_OF_ALL = (
    (),
    ("ethnic_group_5",),
    ("sex",),
    ("age_band",),
    ("officer_ethnic_group_5",),
)
# A month's finds and arrests are too few to be told apart further.
_OF_SEARCHES = (
    ("ethnic_group_18",),
    ("ethnic_group_5", "sex"),
    ("ethnic_group_5", "age_band"),
    ("sex", "age_band"),
    ("search_power",),
    ("search_reason",),
    ("ethnic_group_5", "search_reason"),
    ("search_outcome",),
    ("outcome_linked",),
)
SHAPE = Shape(
    series=SERIES,
    fields={
        "ethnic_group_5": (*BROAD_GROUPS, VEHICLE_ONLY),
        "ethnic_group_18": (*DETAILED_GROUPS_2011, VEHICLE_ONLY),
        "officer_ethnic_group_5": (*BROAD_GROUPS, VEHICLE_ONLY),
        "sex": (*SEXES, "other", NOT_STATED, VEHICLE_ONLY),
        "age_band": (*AGE_BANDS, VEHICLE_ONLY),
        "search_power": POWERS,
        "search_reason": REASONS,
        "search_outcome": OUTCOMES,
        "outcome_linked": LINKS,
    },
    breakdowns=(*_OF_ALL, *_OF_SEARCHES),
    series_of=dict.fromkeys(_OF_SEARCHES, SERIES[:1]),
)


class Month(NamedTuple):
    """The searches of one force and month: what they are called, and their rows."""

    name: str
    month: str
    force: str
    #: Within the archive; None for a file of its own.
    member: zipfile.ZipInfo | None


def recognises(path: Path) -> bool:
    """True for a month's searches of a force, and an archive with any."""
    if _is_archive(path):
        return any(True for _ in _months(path))
    return len(find_columns(read_headings(path), COLUMNS)) == len(COLUMNS)


def edition(path: Path) -> str:
    """The months of a file, "2021-06" or "2020-11 to 2021-03"; by name alone."""
    months = sorted({month.month for month in _months(path)})
    if not months:
        raise FileRefused(path, f"does not say its month and force: {UNDERSTOOD}")
    return months[0] if len(months) == 1 else f"{months[0]} to {months[-1]}"


def read(path: Path, refuse: Refuse) -> Iterator[Observation]:
    """Searches, what was found, done and led to arrest, by force and month.

    A row with a category that cannot be read is refused by line: it counts in the
    totals, and the breakdowns it should be in are left out for that force and month.
    """
    refuse_row = limited(path, refuse)
    bodies: dict[str, int] = {}
    for month in _months(path):
        code = area_codes(SPELLINGS).get(name_key(month.force))
        if code is None:
            reason = f"{month.force!r} is not a force in data/definitions/area_names"
            refuse_row(None, f"{reason}.toml, [{SPELLINGS}]: left out", month.name)
            continue
        year, number = month.month.split("-")
        place = Place(FORCE, code, int(year) * 100 + int(number))
        tab = CrossTab(SHAPE)
        _count(path, month, place, tab, refuse_row)
        if not code:
            bodies[month.force] = bodies.get(month.force, 0) + tab.without_area()[0]
        yield from tab.observations("month", refuse_row)
    for force, searches in sorted(bodies.items()):
        reason = "has no police force area: left out of every area"
        refuse_row(None, reason, f"{force}: {searches:,} searches")


def _is_archive(path: Path) -> bool:
    return path.name.lower().endswith(".zip")


def _months(path: Path) -> Iterator[Month]:
    """The forces and months of a file, in the order of their names."""
    if not _is_archive(path):
        name = path.name.lower().removesuffix(".gz")
        match = _NAME.fullmatch(name)
        if match is not None:
            yield Month(path.name, match[1], match[2], None)
        return
    try:
        with zipfile.ZipFile(path) as archive:
            members = sorted(archive.infolist(), key=lambda member: member.filename)
    except zipfile.BadZipFile as error:
        raise FileRefused(path, f"is damaged or no archive: {error}") from error
    for member in members:
        name = PurePosixPath(member.filename).name
        match = _NAME.fullmatch(name.lower())
        if match is not None:
            yield Month(name, match[1], match[2], member)


def _rows(path: Path, month: Month) -> Iterator[Row]:
    """The rows of one force and month; raises FileRefused for a damaged archive."""
    if month.member is None:
        yield from read_rows(path)
        return
    inside = path / month.name
    if month.member.file_size > MOST_MEGABYTES << 20:
        raise FileRefused(inside, f"unpacks to more than {MOST_MEGABYTES} MB")
    try:
        with zipfile.ZipFile(path) as archive, archive.open(month.member) as raw:
            text = TextIOWrapper(raw, encoding="utf-8-sig", newline="")
            yield from rows_of(inside, text)
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise FileRefused(inside, f"is cut short or damaged: {error}") from error
    except (UnicodeDecodeError, RuntimeError) as error:
        # A member under a password raises RuntimeError.
        raise FileRefused(inside, f"cannot be read as UTF-8 text: {error}") from error


def _count(
    path: Path, month: Month, place: Place, tab: CrossTab, refuse_row: RefuseRow
) -> None:
    """Count the searches of one force and month."""
    rows = _rows(path, month)
    first = next(rows, Row(1, []))
    places = find_columns(first.cells, COLUMNS)
    missing = [heading for heading in COLUMNS if heading not in places]
    if missing:
        raise FileRefused(
            path / month.name, f"lacks the heading {listed(missing)}", first.line
        )
    for heading in unknown_headings(first.cells, [*COLUMNS.values(), ALSO_KNOWN]):
        reason = f"{month.name}: is a column that is not known: left unread"
        refuse_row(first.line, reason, heading)

    def refuse_part(row: Row, reason: str) -> None:
        tab.doubt(place)
        refuse_row(row.line, f"{month.name}: {reason}", row.content)

    positions = [places[heading] for heading, _ in READERS.values()]
    # Categories by the cell's own words, a table for each field.
    known: list[dict[str, str]] = [{} for _ in positions]
    columns = list(zip(known, positions, strict=True))
    counted: dict[tuple[str | None, ...], int] = {}
    for row in whole_rows(path / month.name, rows, len(first.cells), refuse_part):
        cells = row.cells
        found: tuple[str | None, ...]
        try:
            found = tuple([table[cells[position]] for table, position in columns])
        except KeyError:
            words = [cells[position] for position in positions]
            found, faults = _read(words, known)
            if faults:
                reason = "counted in totals and left out of breakdowns"
                reason = f"{month.name}: {listed(faults)}: {reason}"
                refuse_row(row.line, reason, row.content)
        counted[found] = counted.get(found, 0) + 1
    for found, count in counted.items():
        search = Search(*found)
        if search.kind == VEHICLE:
            search = search.of_vehicle()
        tab.add(place, search[1:], _counts(search, count))


def _read(
    words: list[str], known: list[dict[str, str]]
) -> tuple[tuple[str | None, ...], list[str]]:
    """The category of each field, None where it cannot be read, and why not."""
    found: list[str | None] = []
    faults: list[str] = []
    readers = (parse for _, parse in READERS.values())
    for word, parse, table in zip(words, readers, known, strict=True):
        try:
            table[word] = parse(word)
        except ValueError as error:
            faults.append(str(error))
            found.append(None)
        else:
            found.append(table[word])
    return tuple(found), list(dict.fromkeys(faults))


def _counts(search: Search, count: int) -> list[int]:
    """How many searches count in each series."""
    is_found = search.outcome_linked == LINKED
    is_acted_on = search.search_outcome not in (NOTHING_DONE, NOT_STATED, None)
    is_arrest = search.search_outcome == ARREST
    return [count, count * is_found, count * is_acted_on, count * is_arrest]


PUBLICATION = Publication(
    name="police_uk_stop_search",
    title="Stop and search by month, from data.police.uk",
    suffixes=(".csv", ".csv.gz", ".zip"),
    recognises=recognises,
    edition=edition,
    read=read,
)
