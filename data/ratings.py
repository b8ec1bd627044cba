"""Inspection grades on their way into the store, with the release that brings them."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path

from sqlalchemy import Connection, insert, select, tuple_, update

from data.ingest.publication import FileRefused, Rating
from data.merge import NO_CHANGE, Change
from data.tables import areas, rating_rows

KEY = ("framework", "edition", "area_type", "area_code", "criterion")
RatingKey = tuple[str, ...]


def collect_ratings(
    connection: Connection,
    path: Path,
    ratings: Iterable[Rating],
    *,
    refuse: Callable[[Rating, str], None],
) -> dict[RatingKey, Rating]:
    """A file's grades by what they grade; inspections are few.

    Raises FileRefused where the file grades one thing in two ways.
    """
    found: dict[RatingKey, Rating] = {}
    for rating in ratings:
        fault = find_fault(connection, rating)
        if fault is not None:
            refuse(rating, fault)
            continue
        key = tuple(getattr(rating, name) for name in KEY)
        if found.setdefault(key, rating) != rating:
            raise FileRefused(
                path, f"grades {rating.criterion} of {rating.area_code} twice"
            )
    return found


def find_fault(connection: Connection, rating: Rating) -> str | None:
    """Why a grade cannot be stored; None for one that can."""
    if not (rating.framework and rating.criterion and rating.grade):
        return "the framework, criterion or grade is empty"
    known = select(areas.c.area_id).where(
        areas.c.area_type == rating.area_type, areas.c.area_code == rating.area_code
    )
    if connection.execute(known).first() is None:
        return f"no {rating.area_type} has the code {rating.area_code}"
    try:
        _date(rating.inspected_on)
    except ValueError:
        return f"{rating.inspected_on} is not a date such as 2026-03-31"
    return None


def compare_ratings(connection: Connection, read: Mapping[RatingKey, Rating]) -> Change:
    """The grades read against the current ones."""
    if not read:
        return NO_CHANGE
    current = {
        tuple(row[: len(KEY)]): tuple(row[len(KEY) :])
        for row in connection.execute(
            select(
                *(rating_rows.c[name] for name in KEY),
                rating_rows.c.grade,
                rating_rows.c.inspected_on,
                rating_rows.c.url,
            ).where(rating_rows.c.superseded_by.is_(None))
        )
    }
    new = changed = 0
    for key, rating in read.items():
        if key not in current:
            new += 1
        elif current[key] != (rating.grade, _date(rating.inspected_on), rating.url):
            changed += 1
    return Change(new, changed, len(read) - new - changed)


def store_ratings(
    connection: Connection,
    read: Mapping[RatingKey, tuple[Rating, int]],
    release_id: int,
) -> int:
    """Make a load's grades, each with its file, current; how many there are."""
    rows = [
        {
            **rating._asdict(),
            "inspected_on": _date(rating.inspected_on),
            "release_id": release_id,
            "file_id": file_id,
        }
        for rating, file_id in read.values()
    ]
    if not rows:
        return 0
    keys = tuple_(*(rating_rows.c[name] for name in KEY))
    connection.execute(
        update(rating_rows)
        .where(keys.in_(list(read)), rating_rows.c.superseded_by.is_(None))
        .values(superseded_by=release_id)
    )
    connection.execute(insert(rating_rows), rows)
    return len(rows)


def _date(words: str | None) -> date | None:
    return None if words is None else date.fromisoformat(words)
