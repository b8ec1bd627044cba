"""The current figures as a tidy CSV, in an order every database agrees on."""

import csv
from collections.abc import Collection, Iterator
from typing import TextIO

from sqlalchemy import Engine, select

from data.queries.dimensions import fetch_dimensions
from data.queries.shown import show
from data.tables import facts

COLUMNS = (
    "series",
    "area_type",
    "area_code",
    "period_start",
    "frequency",
    "breakdown",
    "category",
    "value",
    "status",
)


class UnknownSeries(Exception):
    """A series the store does not hold; names it."""


def export_observations(
    engine: Engine,
    target: TextIO,
    *,
    series: Collection[str] = (),
    with_hidden: bool = False,
) -> int:
    """Write what is current of these series, or of all, and say how many rows.

    What is hidden is written as suppressed, unless it is asked for.
    """
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(COLUMNS)
    written = 0
    for row in _rows(engine, series, with_hidden=with_hidden):
        writer.writerow(row)
        written += 1
    return written


def _rows(
    engine: Engine, chosen: Collection[str], *, with_hidden: bool
) -> Iterator[tuple[object, ...]]:
    known = fetch_dimensions(engine)
    unknown = sorted(set(chosen) - known.series.keys())
    if unknown:
        raise UnknownSeries(f"The store has no series {', '.join(unknown)}.")
    # One series and category at a time: few enough to sort here, by words.
    for name in sorted(chosen or known.series):
        for breakdown, category in sorted(known.categories):
            statement = select(
                facts.c.area_id,
                facts.c.period,
                facts.c.frequency,
                facts.c.value,
                facts.c.status,
                facts.c.mask,
            ).where(
                facts.c.series_id == known.series[name],
                facts.c.category_id == known.categories[breakdown, category],
                facts.c.superseded_by.is_(None),
            )
            with engine.connect() as connection:
                found = connection.execute(statement).all()
            rows = [
                (
                    name,
                    *known.area_names[row.area_id],
                    f"{row.period // 100:04d}-{row.period % 100:02d}-01",
                    known.frequency_names[row.frequency],
                    breakdown,
                    category,
                    format_number(value),
                    status,
                )
                for row in found
                for value, status in (
                    show(
                        row.value,
                        known.status_names[row.status],
                        None if with_hidden else row.mask,
                        round_to=known.round_to,
                    ),
                )
            ]
            yield from sorted(rows)


def format_number(value: float | None) -> str:
    """The number in full, whole ones without a point; nothing where there is none."""
    if value is None:
        return ""
    return str(int(value)) if value.is_integer() else repr(value)
