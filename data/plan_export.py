"""The plan that is loaded, as rows of the partnership's workbook."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from data.definitions import read_measures
from data.ingest.partnership_layout import sheets
from data.plan_workbook import write_workbook
from data.queries import plan
from data.queries.partnership import fetch_events, fetch_targets
from data.tables import PARTNER

#: Columns that the store calls otherwise than the workbook.
_RENAMED = {
    "priorities": {"priority": "priority_id"},
    "priority_measures": {"priority": "priority_id"},
    "targets": {"priority": "priority_id"},
    "actions": {"action": "action_id", "priority": "priority_id"},
    "commentary": {"priority": "priority_id"},
}
_FETCHED: Mapping[str, Callable[[Engine], Iterable[Any]]] = {
    "priorities": plan.fetch_priorities,
    "priority_measures": plan.fetch_priority_measures,
    "targets": fetch_targets,
    "actions": plan.fetch_actions,
    "commentary": plan.fetch_comments,
    "explanations": plan.fetch_explanations,
    "events": fetch_events,
    "agendas": plan.fetch_agendas,
    "agenda_items": plan.fetch_agenda_items,
}


def export_plan(engine: Engine, path: Path) -> dict[str, int]:
    """Write what is current of the plan, of every tier; how many rows a sheet."""
    engine = engine.execution_options(tier=PARTNER)
    kinds = {record["id"]: record["kind"] for record in read_measures()}
    rows = {
        sheet.name: [
            {
                field.name: _written(sheet.name, field.name, row, kinds)
                for field in sheet.fields
            }
            for row in _FETCHED[sheet.name](engine)
        ]
        for sheet in sheets()
    }
    write_workbook(path, rows)
    return {name: len(found) for name, found in rows.items()}


def _written(sheet: str, column: str, row: Any, kinds: Mapping[str, str]) -> str:
    """A cell as it would be typed."""
    value = getattr(row, _RENAMED.get(sheet, {}).get(column, column))
    if value is None:
        return ""
    kind = kinds.get(getattr(row, "measure_id", None) or "", "")
    if column == "points":
        pairs = [part.split("=") for part in str(value).split("; ")]
        return "; ".join(f"{name}: {_level(level, kind)}" for name, level in pairs)
    if isinstance(value, float):
        return _level(repr(value), kind)
    return value.isoformat() if isinstance(value, date) else str(value)


def _level(stored: str, kind: str) -> str:
    """A level as pages show it: 85 for a share of 0.85, and 0.5% for a half."""
    number = Decimal(stored)
    if kind != "proportion":
        return _plain(number)
    percent = number * 100
    return f"{_plain(percent)}%" if 0 < percent < 1 else _plain(percent)


def _plain(number: Decimal) -> str:
    """Without an exponent or noughts at the end."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
