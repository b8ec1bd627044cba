"""The measures of the national delivery dashboards, quarter by quarter.

One row is one metric of one area, offence type and quarter, as it was published. The
rows of a rolling year overlap each other and are passed over.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from data.definitions import read_categories, read_delivery_metrics
from data.ingest.court_statistics import (
    AREA,
    LONDON,
    Area,
    has_columns,
    quarter_label,
    read_labelled,
)
from data.ingest.crosstab import NATION, Category
from data.ingest.headings import (
    area_codes,
    limited,
    name_key,
    parse_number,
    read_headings,
    slug,
)
from data.ingest.publication import FileRefused, Observation, Publication, Refuse

COLUMNS: dict[str, tuple[str, ...]] = {
    "metric": ("metric_name", "metric"),
    "offence": ("offence_type", "crime_type"),
    "area": ("geographic_area_name", "area_name", "geographic_area"),
    "span": ("date_granularity", "granularity"),
    "period": ("time_period", "period"),
    "value": ("value", "metric_value"),
}
#: Identifiers of what the columns above say in words.
ALSO_KNOWN = (
    "stage",
    "stage_id",
    "metric_id",
    "offence_type_id",
    "geographic_area_id",
    "geographic_area_code",
    "date_granularity_id",
    "time_period_id",
    "id",
)
QUARTERLY = ("quarterly", "quarter")
ROLLING = ("rollingannual", "rollingyear", "annual", "yearly")
ALL_CRIME = ("allcrime", "allcrimes", "alloffences", "all")
#: How the publisher writes a number that it hides.
HIDDEN = ("*", "~", "[c]", "(c)", "c", "suppressed")
_FIRST_MONTHS = {"jan": 1, "apr": 4, "jul": 7, "oct": 10}
_PERIOD = re.compile(
    r"([a-z]{3})[a-z]*\.?\s*(?:-|–|to)\s*([a-z]{3})[a-z]*\.?\s*(20\d\d)"
)
_LAST_MONTHS = {1: "mar", 4: "jun", 7: "sep", 10: "dec"}
_NAME = re.compile(r"q([1-4])_(20\d\d)(?:_v(\d{1,2}))?(?!\d)", re.IGNORECASE)


@cache
def _metrics() -> Mapping[str, str]:
    return {
        name_key(spelling): metric["series"]
        for metric in read_delivery_metrics()
        for spelling in metric["spellings"]
    }


@cache
def _offence_types() -> frozenset[str]:
    return frozenset(
        each["category"]
        for each in read_categories()
        if each["breakdown"] == "offence_type"
    )


def recognises(path: Path) -> bool:
    """True where a file has metrics by area, granularity and period."""
    return has_columns(read_headings(path), COLUMNS)


def edition(path: Path) -> str:
    """The quarter and version in a file's name, "2024-Q3-v04", or its last quarter.

    Raises FileRefused for a file that says neither.
    """
    match = _NAME.search(path.name)
    if match is not None:
        return f"{match[2]}-Q{match[1]}-v{int(match[3] or 1):02}"
    periods = [
        quarter_period(cells["period"])
        for row, cells in read_labelled(
            path, COLUMNS, lambda line, reason, content: None, also_known=ALSO_KNOWN
        )
        if name_key(cells["span"]) in QUARTERLY
    ]
    if not periods:
        raise FileRefused(path, "has no quarterly row, so it cannot be dated")
    return quarter_label(max(periods))


def quarter_period(label: str) -> int:
    """The first month, yyyymm, of a quarter such as "Apr - Jun 2015".

    Raises ValueError for anything else.
    """
    match = _PERIOD.fullmatch(label.strip().casefold())
    first = _FIRST_MONTHS.get(match[1]) if match else None
    if match is None or first is None or match[2] != _LAST_MONTHS[first]:
        raise ValueError(f"{label.strip()[:40]!r} is no quarter such as Apr - Jun 2015")
    return int(match[3]) * 100 + first


def read(path: Path, refuse: Refuse) -> Iterator[Observation]:
    """Each quarterly figure of a metric, area and offence type that is known.

    A metric, area or offence type that is not known is named once, and its rows are
    left out. Raises FileRefused by line for a period or value that cannot be read.
    """
    refuse_row = limited(path, refuse)
    strangers: set[str] = set()
    seen: set[tuple[str, Area, int, Category]] = set()
    rows = read_labelled(path, COLUMNS, refuse_row, also_known=ALSO_KNOWN)
    for row, cells in rows:
        try:
            if not _is_quarterly(cells["span"]):
                continue
            period = quarter_period(cells["period"])
            value, status = _value(cells["value"])
        except ValueError as error:
            raise FileRefused(path, str(error), row.line) from None
        try:
            series, category = _series(cells["metric"]), _category(cells["offence"])
            area = _area(cells["area"])
        except ValueError as error:
            if str(error) not in strangers:
                strangers.add(str(error))
                refuse_row(row.line, f"{error}: its rows are left out", row.content)
            continue
        key = (series, area, period, category)
        if key in seen:
            raise FileRefused(path, f"repeats {series} of {area.code}", row.line)
        seen.add(key)
        yield Observation(series, *area, period, "quarter", *category, value, status)


def _is_quarterly(label: str) -> bool:
    if name_key(label) in QUARTERLY:
        return True
    if name_key(label) in ROLLING:
        return False
    raise ValueError(f"{label.strip()[:40]!r} is neither Quarterly nor Rolling annual")


def _series(label: str) -> str:
    series = _metrics().get(name_key(label))
    if series is None:
        where = "data/definitions/delivery_metrics.toml"
        raise ValueError(f"{label.strip()[:120]!r} is not a metric in {where}")
    return series


def _category(label: str) -> Category:
    if name_key(label) in ALL_CRIME:
        return ("all", "all")
    if slug(label) not in _offence_types():
        raise ValueError(f"{label.strip()[:60]!r} is not an offence type that is known")
    return ("offence_type", slug(label))


def _area(label: str) -> Area:
    key = name_key(label)
    if key in ("national", "englandandwales"):
        return Area("nation", NATION)
    if key == "london":
        return Area(AREA, LONDON)
    code = area_codes("police").get(key)
    if not code:
        reason = "is not an area in data/definitions/area_names.toml"
        raise ValueError(f"{label.strip()[:60]!r} {reason}, [police]")
    return Area("police_force", code)


def _value(cell: str) -> tuple[float | None, str]:
    """A cell's number and status; raises ValueError for what is neither."""
    if cell.strip().casefold() in HIDDEN:
        return None, "suppressed"
    value = parse_number(cell.strip().removesuffix("%"))
    if value is not None and value < 0:
        raise ValueError(f"{cell.strip()[:40]!r} is less than none")
    return value, "not_collected" if value is None else "published"


PUBLICATION = Publication(
    name="delivery_dashboard",
    title="Criminal justice delivery data",
    suffixes=(".csv", ".csv.gz"),
    recognises=recognises,
    edition=edition,
    read=read,
)
