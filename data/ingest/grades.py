"""Inspection grades of any framework: as the store names them, or as PEEL lists them.

The composite report of the CPS Areas has a layout of its own, in inspection.py.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from data.ingest import lists
from data.ingest.headings import find_columns, limited, read_headings, read_rows
from data.ingest.lists import Cells, Layout
from data.ingest.publication import FileRefused, Rating, Refuse

#: The columns of `ratings` in the data contract, with the type of the area.
LAYOUT = Layout(
    title="a list of inspection grades",
    telling=("framework", "edition", "criterion", "grade"),
    required=("framework", "edition", "area_code", "criterion", "grade"),
    optional=("area_type", "inspected_on", "url"),
)
#: Every grade there is, in any scale; the first of each scale is its best.
SCALES = (
    ("excellent", "good", "fair", "poor"),
    ("outstanding", "good", "adequate", "requires improvement", "inadequate"),
)
_GRADES = frozenset(grade for scale in SCALES for grade in scale)
_INSPECTED = ("cps_area", "police_force", "criminal_justice_area")
_PEEL = {
    name: (name,) for name in ("pfa_code", "inspection", "pillar", "published", "grade")
}


def is_list(path: Path) -> bool:
    """Whether the headings are those of the store's own columns."""
    return LAYOUT.recognises(path) and "area_code" in find_columns(
        read_headings(path), {"area_code": ("area_code",)}
    )


def is_peel(path: Path) -> bool:
    """Whether the headings are those of a list of PEEL grades."""
    return len(find_columns(read_headings(path), _PEEL)) == len(_PEEL)


def read_list(path: Path, refuse: Refuse) -> Iterator[Rating]:
    """Every grade; raises FileRefused where any cell of the file is wrong."""
    return iter(
        lists.read_list(
            path,
            refuse,
            LAYOUT,
            parse=_rating,
            same=lambda r: (r.framework, r.edition, r.area_code, r.criterion),
        )
    )


def read_peel(path: Path, refuse: Refuse) -> Iterator[Rating]:
    """Grades of police forces: `PEEL 2016` is the framework PEEL, its edition 2016."""
    places = find_columns(read_headings(path), _PEEL)
    refuse_row = limited(path, refuse)
    seen: set[tuple[str, str, str, str]] = set()
    rows = read_rows(path)
    next(rows)
    for row in rows:
        if row.is_blank:
            continue
        if len(row.cells) <= max(places.values()):
            reason = f"has {len(row.cells)} cells: is the file cut short?"
            raise FileRefused(path, reason, row.line)
        cell = {name: row.cells[place].strip() for name, place in places.items()}
        fault = _peel_fault(cell)
        if fault:
            refuse_row(row.line, fault, row.content)
            continue
        framework, _, edition = cell["inspection"].rpartition(" ")
        key = (framework, edition, cell["pfa_code"], cell["pillar"])
        if key in seen:
            reason = f"grades {cell['pfa_code']} twice on {cell['pillar']}"
            raise FileRefused(path, reason, row.line)
        seen.add(key)
        yield Rating(
            framework=framework,
            edition=edition,
            area_type="police_force",
            area_code=cell["pfa_code"],
            criterion=cell["pillar"],
            grade=cell["grade"].casefold(),
            inspected_on=cell["published"],
            url=None,
        )
    if not seen:
        raise FileRefused(path, "has no grade that can be read")


def edition_of(path: Path) -> str:
    """The edition a file is of, or the first and last of several."""
    is_own = is_list(path)
    column = "edition" if is_own else "inspection"
    places = find_columns(read_headings(path), {column: (column,)})
    rows = read_rows(path)
    next(rows)
    cells = {
        row.cells[places[column]].strip()
        for row in rows
        if not row.is_blank and len(row.cells) > places[column]
    }
    # Only the name of an inspection of forces ends with its edition.
    written = sorted(cells if is_own else {cell.rpartition(" ")[2] for cell in cells})
    if not written or not written[0]:
        raise FileRefused(path, "does not say which edition its grades are of")
    return written[0] if len(written) == 1 else f"{written[0]} to {written[-1]}"


def _rating(cells: Cells) -> Rating:
    return Rating(
        framework=cells.required("framework", lists.title),
        edition=cells.required("edition", lists.title),
        area_type=cells.optional("area_type", _inspected) or _type_of(cells),
        area_code=cells.required("area_code", lists.area),
        criterion=cells.required("criterion", lists.title),
        grade=cells.required("grade", _grade),
        inspected_on=cells.optional("inspected_on", lists.day),
        url=cells.optional("url", _address),
    )


def _type_of(cells: Cells) -> str:
    """The type the code's first letters tell, where the file does not say."""
    code = cells.written.get("area_code", "")
    found = lists.types_of_areas().get(code, set())
    return next((kind for kind in _INSPECTED if kind in found), "")


def _inspected(text: str) -> str:
    if text not in _INSPECTED:
        raise ValueError(f"is not {' or '.join(_INSPECTED)}")
    return text


def _grade(text: str) -> str:
    grade = text.casefold()
    if grade not in _GRADES:
        raise ValueError("is no grade we know")
    return grade


def _address(text: str) -> str:
    if not text.startswith("https://"):
        raise ValueError("is no https address")
    return lists.reason(text)


def _peel_fault(cell: Mapping[str, str]) -> str:
    """What is wrong with a row; empty where nothing is."""
    if "police_force" not in lists.types_of_areas().get(cell["pfa_code"], set()):
        return f"{cell['pfa_code']} is no police force we know"
    if cell["grade"].casefold() not in _GRADES:
        return f"{cell['grade']} is no grade we know"
    if not (cell["pillar"] and " " in cell["inspection"]):
        return "does not say on what, or in which inspection"
    try:
        lists.day(cell["published"])
    except ValueError as error:
        return f"{cell['published']!r} {error}"
    return ""
