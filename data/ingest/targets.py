"""Targets a partnership agreed: a measure, an area, a level and when it is due.

A level is written as pages show it: 85 or 85% for a proportion, which is stored as a
share of 1; a rate, count or score as it is. The row that is about the same measure,
area and due period replaces an earlier one.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from data.ingest import lists
from data.ingest.headings import parse_number
from data.ingest.lists import Cells, Check, Layout
from data.ingest.publication import Publication, Refuse, Target
from data.ingest.tidy import edition

LAYOUT = Layout(
    title="a list of targets",
    telling=("target", "due_period"),
    required=(
        "measure_id", "area_code", "target", "due_period", "set_on", "decided_by",
        "reason",
    ),
    optional=("priority",),
)  # fmt: skip
NATION = "nation"
_MONTHS_BETWEEN = {"month": 1, "quarter": 3, "year": 12}
_DUE = re.compile(r"([0-9]{4})(?:-(?:Q([1-4])|([0-9]{2})))?")


def read_targets(path: Path, refuse: Refuse) -> Iterator[Target]:
    """Every target; raises FileRefused where any cell of the file is wrong."""
    return iter(
        lists.read_list(
            path,
            refuse,
            LAYOUT,
            parse=parse_target,
            same=lambda target: (
                target.measure_id,
                target.area_code,
                target.due_period,
            ),
        )
    )


PUBLICATION = Publication(
    name="targets",
    title=LAYOUT.title,
    suffixes=(".csv",),
    recognises=LAYOUT.recognises,
    edition=edition,
    read_records=read_targets,
    # A file's name says nothing of which of two is the newer.
    editions_in_order=False,
)


def parse_target(cells: Cells) -> Target:
    """One row's target; what is wrong with it is among the faults of its cells."""
    measure_id = cells.required("measure_id", directed_measure)
    kind = lists.measures()[measure_id]["kind"] if measure_id else ""
    target = Target(
        measure_id=measure_id,
        area_code=cells.required("area_code", lists.area),
        target=float(cells.required("target", level_check(kind)) or 0),
        due_period=cells.required("due_period", period),
        set_on=cells.required("set_on", lists.day),
        decided_by=cells.required("decided_by", lists.role),
        reason=cells.required("reason", lists.reason),
        priority_id=cells.optional("priority", lists.slug),
    )
    if measure_id and target.area_code:
        _check_area(cells, target)
    if measure_id and target.due_period and target.set_on:
        _check_due(cells, target)
    return target


def directed_measure(text: str) -> str:
    """The id of a measure with a better direction."""
    found = lists.measures()[lists.measure(text)]
    if found["polarity"] == "neither":
        raise ValueError(
            "has no better direction: a target could be neither met nor missed"
        )
    return text


def level_check(kind: str) -> Check:
    """What turns a written level of such a measure into its value's unit, as text."""
    return _share if kind == "proportion" else _number


def _share(text: str) -> str:
    """A percentage as a share of 1."""
    has_sign = text.endswith("%")
    number = Decimal(_number(text.removesuffix("%")))
    if not 0 <= number <= 100:
        raise ValueError("is not between 0 and 100")
    if 0 < number < 1 and not has_sign:
        raise ValueError(
            "may be a share of 1: write per cent, 85 for 85%, and 0.5% for a half"
        )
    return str(number / 100)


def _number(text: str) -> str:
    if text.endswith("%"):
        raise ValueError("is a percentage, and the measure is none")
    number = parse_number(text)
    if number is None:
        raise ValueError("is not a number")
    if number < 0:
        raise ValueError("is below zero")
    return text.replace(",", "").strip()


def period(text: str) -> str:
    """The label of a month, quarter, year or financial year."""
    if last_month(text) is None:
        raise ValueError(
            "is no period: write a month 2026-03, a quarter 2026-Q1, a year 2026 or a "
            "financial year 2025-26"
        )
    return text


def last_month(label: str) -> tuple[str, int] | None:
    """The last month a label covers, as "2026-03", and of how many; None for none."""
    found = _DUE.fullmatch(label)
    if found is None:
        return None
    year, quarter, pair = found.groups()
    if quarter:
        return f"{year}-{3 * int(quarter):02}", 3
    if pair is None:
        return f"{year}-12", 12
    if 1 <= int(pair) <= 12:
        return label, 1
    if int(pair) == (int(year) + 1) % 100:
        return f"{int(year) + 1}-03", 12
    return None


def _check_area(cells: Cells, target: Target) -> None:
    measure = lists.measures()[target.measure_id]
    area_type = measure["area_type"]
    if not {area_type, NATION} & lists.types_of_areas()[target.area_code]:
        kinds = f"{area_type.replace('_', ' ')}, nor a nation"
        cells.faults.append(("area_code", f"{target.area_code!r} is no {kinds}"))


def _check_due(cells: Cells, target: Target) -> None:
    ends, months = last_month(target.due_period) or ("", 0)
    if ends < target.set_on[:7]:
        reason = f"{target.due_period!r} is over before the target is set"
        cells.faults.append(("due_period", reason))
    frequency = lists.measures()[target.measure_id]["frequency"]
    if months < _MONTHS_BETWEEN[frequency]:
        reason = f"{target.due_period!r} is shorter than a {frequency}, in which the "
        cells.faults.append(("due_period", f"{reason}measure comes"))
