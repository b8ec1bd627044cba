"""Figures already in the shape of the store, as CSV or Parquet: for anything else."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from data.definitions import read_areas, read_series
from data.ingest.headings import (
    RefuseRow,
    Row,
    find_columns,
    limited,
    listed,
    parse_number,
    read_headings,
    read_rows,
    whole_rows,
)
from data.ingest.publication import (
    FREQUENCIES,
    STATUSES,
    FileRefused,
    Observation,
    Publication,
    Refuse,
)

COLUMNS = (
    "series",
    "area_code",
    "period_start",
    "frequency",
    "breakdown",
    "category",
    "value",
    "status",
)
AREA_TYPE = "area_type"
SUFFIXES = (".csv", ".csv.gz", ".parquet")
#: Statuses under which a row holds a number; under the others it holds none.
SHOWN = ("published", "provisional", "revised")
QUARTERS = (1, 4, 7, 10)
BATCH_ROWS = 10_000

# Two categories at once are joined by a bar: black|male.
_IDENTIFIER = re.compile(r"[a-z0-9][a-z0-9_]*(\|[a-z0-9][a-z0-9_]*)?")
_PLAIN_NUMBER = re.compile(r"-?\d+(\.\d+)?(e[+-]?\d+)?", re.IGNORECASE)


@dataclass(frozen=True)
class Series:
    """What a tidy row needs to know of its series."""

    area_type: str | None
    is_signed: bool


def recognises(path: Path) -> bool:
    """True where every column but the optional area_type is there."""
    found = find_columns(_headings(path), {column: (column,) for column in COLUMNS})
    return len(found) == len(COLUMNS)


def _headings(path: Path) -> Sequence[str]:
    if not _is_parquet(path):
        return read_headings(path)
    try:
        return next(_parquet_rows(path), Row(0, [])).cells
    except FileRefused:
        return []


def edition(path: Path) -> str:
    """The file's name without its ending: a corrected file keeps its name."""
    name = path.name
    for suffix in SUFFIXES:
        if name.lower().endswith(suffix):
            return name[: -len(suffix)]
    return name


def read(path: Path, refuse: Refuse) -> Iterator[Observation]:
    """Each row as it stands; one with a field that cannot be right is refused.

    Raises FileRefused for a missing column, a file cut short or one without rows.
    """
    refuse_row = limited(path, refuse)
    rows = _parquet_rows(path) if _is_parquet(path) else read_rows(path)
    first = next(rows, Row(1, []))
    wanted = {column: (column,) for column in (*COLUMNS, AREA_TYPE)}
    places = find_columns(first.cells, wanted)
    missing = [column for column in COLUMNS if column not in places]
    if missing:
        raise FileRefused(path, f"lacks the heading {listed(missing)}", first.line)
    return _observations(path, chain([first], rows), places, refuse_row)


def _observations(
    path: Path, rows: Iterator[Row], places: dict[str, int], refuse_row: RefuseRow
) -> Iterator[Observation]:
    width = len(next(rows).cells)

    def refuse_part(row: Row, reason: str) -> None:
        refuse_row(row.line, reason, row.content)

    is_empty = True
    for row in whole_rows(path, rows, width, refuse_part):
        if row.is_blank:
            continue
        is_empty = False
        try:
            yield _observation(row.cells, places)
        except ValueError as error:
            refuse_part(row, str(error))
    if is_empty:
        raise FileRefused(path, "has headings but no rows")


def _observation(cells: Sequence[str], places: dict[str, int]) -> Observation:
    """The row's observation; raises ValueError naming the field that is wrong."""
    field = {column: cells[place].strip() for column, place in places.items()}
    series = _series().get(field["series"])
    if series is None:
        reason = "is not defined in data/definitions/series.toml"
        raise ValueError(f"series {field['series'][:60]!r} {reason}")
    area_type = _area_type(field["area_code"], field.get(AREA_TYPE, ""), series)
    frequency = _one_of("frequency", field["frequency"], FREQUENCIES)
    status = _one_of("status", field["status"], STATUSES)
    breakdown, category = field["breakdown"], field["category"]
    for name in ("breakdown", "category"):
        if not _IDENTIFIER.fullmatch(field[name]):
            reason = "is not lower-case letters, figures and underscores"
            raise ValueError(f"{name} {field[name][:60]!r} {reason}")
    if (breakdown == "all") != (category == "all"):
        raise ValueError("breakdown and category: one is 'all' and the other is not")
    return Observation(
        series=field["series"],
        area_type=area_type,
        area_code=field["area_code"],
        period=_period(field["period_start"], frequency),
        frequency=frequency,
        breakdown=breakdown,
        category=category,
        value=_value(field["value"], status, is_signed=series.is_signed),
        status=status,
    )


@cache
def _series() -> dict[str, Series]:
    return {
        record["id"]: Series(record.get("area_type"), record.get("is_signed", False))
        for record in read_series()
    }


@cache
def _types_of_area() -> dict[str, tuple[str, ...]]:
    types: dict[str, tuple[str, ...]] = {}
    for area in read_areas():
        types[area["code"]] = (*types.get(area["code"], ()), area["type"])
    return types


def _area_type(code: str, stated: str, series: Series) -> str:
    """The geography a code is of: as stated, the only one, or the series' own."""
    types = _types_of_area().get(code)
    if types is None:
        raise ValueError(f"area_code {code[:40]!r} is not an area in use")
    if stated:
        return _one_of(f"area_type of {code}", stated, types)
    if len(types) == 1:
        return types[0]
    if series.area_type in types:
        return series.area_type
    reason = f"{code} is a {' and a '.join(types)}: state its area_type"
    raise ValueError(f"area_code {reason}")


def _one_of(name: str, written: str, allowed: Sequence[str]) -> str:
    if written not in allowed:
        raise ValueError(f"{name} {written[:40]!r} is not {' or '.join(allowed)}")
    return written


def _period(written: str, frequency: str) -> int:
    try:
        start = date.fromisoformat(written)
    except ValueError:
        reason = "is not a date such as 2014-07-01"
        raise ValueError(f"period_start {written[:40]!r} {reason}") from None
    if start.day != 1:
        raise ValueError(f"period_start {written!r} is not the first of a month")
    if frequency == "quarter" and start.month not in QUARTERS:
        raise ValueError(f"period_start {written!r} is not the start of a quarter")
    return start.year * 100 + start.month


def _value(written: str, status: str, *, is_signed: bool) -> float | None:
    try:
        is_plain = _PLAIN_NUMBER.fullmatch(written) and written.isascii()
        value = float(written) if is_plain else parse_number(written)
    except ValueError as error:
        raise ValueError(f"value {error}") from error
    if status not in SHOWN:
        if value is not None:
            raise ValueError(f"value {written[:40]!r} is there though {status}")
        return None
    if value is None:
        raise ValueError(f"value is missing though {status}")
    if value < 0 and not is_signed:
        raise ValueError(f"value {written[:40]!r} is below zero")
    if value in (float("inf"), float("-inf")):
        raise ValueError(f"value {written[:40]!r} is too large")
    return value


def _is_parquet(path: Path) -> bool:
    return path.name.lower().endswith(".parquet")


def _parquet_rows(path: Path) -> Iterator[Row]:
    """A Parquet file's headings and rows as text, a batch of rows in memory at a time.

    Raises FileRefused for a file that is damaged or no Parquet.
    """
    # Slow to import, and a CSV file needs none of it.
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path, memory_map=True) as parquet:
            names: list[str] = parquet.schema_arrow.names
            yield Row(0, names)
            line = 0
            for batch in parquet.iter_batches(batch_size=BATCH_ROWS):
                columns = [map(_as_text, column.to_pylist()) for column in batch]
                for cells in zip(*columns, strict=True):
                    line += 1
                    yield Row(line, list(cells))
    except (pa.ArrowException, OSError) as error:
        raise FileRefused(path, f"is damaged or no Parquet: {error}") from error


def _as_text(cell: Any) -> str:
    """A Parquet cell as a CSV file would write it; a day for a time at midnight."""
    if cell is None or cell != cell:
        return ""
    if isinstance(cell, datetime) and cell.time() == cell.time().min:
        return cell.date().isoformat()
    return str(cell)


PUBLICATION = Publication(
    name="tidy",
    title="figures in tidy form",
    suffixes=SUFFIXES,
    recognises=recognises,
    edition=edition,
    read=read,
    # A file's name says nothing of which of two is the newer.
    editions_in_order=False,
)
