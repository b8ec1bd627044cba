"""Inspection grades: of the CPS Areas as the composite report lists them, and others.

Other frameworks and editions come in the layouts of grades.py.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from data.definitions import read_areas
from data.ingest import grades
from data.ingest.headings import (
    find_columns,
    limited,
    name_key,
    read_headings,
    read_rows,
)
from data.ingest.publication import (
    FileRefused,
    NotThisPublication,
    Publication,
    Rating,
    Refuse,
)

_COLUMNS = {
    "framework": ("framework",),
    "part": ("part",),
    "part_title": ("part title",),
    "area": ("cps area",),
    "criterion": ("criterion",),
    "grade": ("grade",),
    "month": ("report month",),
}
# The report's name where it is not the Area's own.
_ALSO = {name_key("Merseyside & Cheshire"): "CPS-MERSEY-CHESHIRE"}


def recognises(path: Path) -> bool:
    """Whether the headings are those of the grades; the findings hold none."""
    return (
        len(_places(path)) == len(_COLUMNS)
        or grades.is_list(path)
        or grades.is_peel(path)
    )


def edition(path: Path) -> str:
    """The month of the composite report, the only one there has been; else as written.

    Raises NotThisPublication for a file without grades.
    """
    if grades.is_list(path) or grades.is_peel(path):
        return grades.edition_of(path)
    lacking = [name for name in _COLUMNS if name not in _places(path)]
    if lacking:
        reason = f"has no heading for {_COLUMNS[lacking[0]][0]}"
        raise NotThisPublication(path, reason)
    return "2019-10"


def read_ratings(path: Path, refuse: Refuse) -> Iterator[Rating]:
    """Every grade of a file in any of the layouts."""
    if grades.is_list(path):
        return grades.read_list(path, refuse)
    if grades.is_peel(path):
        return grades.read_peel(path, refuse)
    return _read_report(path, refuse)


def _read_report(path: Path, refuse: Refuse) -> Iterator[Rating]:
    """Every grade; inspected on the first day of the month of the Area's report.

    An overall grade's criterion is its part, as "A The success of CPS people".
    """
    label = edition(path)
    places = _places(path)
    refuse_row = limited(path, refuse)
    codes = _codes()
    seen: set[tuple[str, str]] = set()
    rows = read_rows(path)
    next(rows)
    for row in rows:
        if row.is_blank:
            continue
        if len(row.cells) <= max(places.values()):
            reason = f"has {len(row.cells)} cells: is the file cut short?"
            raise FileRefused(path, reason, row.line)
        cell = {name: row.cells[place].strip() for name, place in places.items()}
        code = codes.get(name_key(cell["area"]))
        grade = cell["grade"].casefold()
        month = _first_day(cell["month"])
        if code is None:
            refuse_row(row.line, f"{cell['area']} is no CPS Area we know", row.content)
        elif grade not in grades.SCALES[0]:
            refuse_row(row.line, f"{cell['grade']} is no grade we know", row.content)
        elif month is None:
            reason = f"{cell['month']} is not a month, as 2019-05"
            refuse_row(row.line, reason, row.content)
        else:
            criterion = cell["criterion"]
            if criterion.casefold() == "overall":
                criterion = f"{cell['part']} {cell['part_title']}"
            if (code, criterion) in seen:
                reason = f"grades {cell['area']} twice on {criterion}"
                raise FileRefused(path, reason, row.line)
            seen.add((code, criterion))
            yield Rating(
                framework=cell["framework"],
                edition=label,
                area_type="cps_area",
                area_code=code,
                criterion=criterion,
                grade=grade,
                inspected_on=month,
                url=None,
            )
    if not seen:
        raise FileRefused(path, "has no grade that can be read")


PUBLICATION = Publication(
    name="inspection",
    title="inspection grades",
    suffixes=(".csv",),
    recognises=recognises,
    edition=edition,
    read_records=read_ratings,
)


def _places(path: Path) -> dict[str, int]:
    return find_columns(read_headings(path), _COLUMNS)


def _codes() -> dict[str, str]:
    """Name key to code of every CPS Area."""
    own = {
        name_key(area["name_en"]): area["code"]
        for area in read_areas()
        if area["type"] == "cps_area"
    }
    return own | _ALSO


def _first_day(month: str) -> str | None:
    """The first day of a month such as "2019-05"; None for anything else."""
    try:
        return date.fromisoformat(f"{month}-01").isoformat()
    except ValueError:
        return None
