"""Rows that are not figures (grades, events, plans) on their way into the store.

There are few of them, so which replaced which is worked out anew after every load and
rollback, from the releases that stand and their order.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import (
    Connection,
    Date,
    Row,
    Table,
    bindparam,
    insert,
    select,
    update,
)

from data import record_tables as tables
from data.ingest.agreed import (
    Action,
    Agenda,
    AgendaItem,
    Comment,
    Explanation,
    Priority,
    PriorityMeasure,
)
from data.ingest.publication import Event, FileRefused, Rating, Record, Target
from data.merge import NO_CHANGE, Change
from data.tables import areas, release_files, releases

#: A table, and what tells one of its rows from the others.
RecordKey = tuple[Any, ...]
#: A publication and an edition of it.
_List = tuple[str, str]


class _Kind(NamedTuple):
    table: Table
    key: tuple[str, ...]
    #: A file is a whole list: what it no longer has when loaded again is gone.
    is_whole_list: bool


def _whole(table: Table, *key: str) -> _Kind:
    return _Kind(table, key, is_whole_list=True)


_KINDS: Mapping[type[Record], _Kind] = {
    Rating: _Kind(
        tables.rating_rows,
        ("framework", "edition", "area_type", "area_code", "criterion"),
        is_whole_list=False,
    ),
    Event: _whole(
        tables.event_rows, "happened_on", "title", "area_code", "measure_id"
    ),
    Target: _whole(tables.target_rows, "measure_id", "area_code", "due_period"),
    Priority: _whole(tables.priority_rows, "priority_id"),
    PriorityMeasure: _whole(
        tables.priority_measure_rows, "priority_id", "measure_id"
    ),
    Action: _whole(tables.action_rows, "action_id"),
    Comment: _whole(
        tables.comment_rows,
        "priority_id", "measure_id", "area_code", "period", "written_on", "agency",
    ),
    Explanation: _whole(
        tables.explanation_rows,
        "measure_id", "area_code", "breakdown", "category", "written_on",
    ),
    Agenda: _whole(tables.agenda_rows, "agenda"),
    AgendaItem: _whole(tables.agenda_item_rows, "agenda", "item"),
}  # fmt: skip


def collect_records(
    connection: Connection,
    path: Path,
    records: Iterable[Record],
    *,
    refuse: Callable[[Record, str], None],
) -> dict[RecordKey, Record]:
    """A file's records by what they are of.

    Raises FileRefused where the file says one thing in two ways, and where one record
    of a whole list cannot be stored; others are refused one by one.
    """
    found: dict[RecordKey, Record] = {}
    for record in records:
        fault = find_fault(connection, record)
        if fault is not None and is_whole_list(record):
            raise FileRefused(path, fault)
        if fault is not None:
            refuse(record, fault)
            continue
        if found.setdefault(_key(record), record) != record:
            raise FileRefused(path, f"gives {in_words(record)} twice")
    return found


def find_fault(connection: Connection, record: Record) -> str | None:
    """Why a record cannot be stored; None for one that can."""
    columns = _KINDS[type(record)].table.c
    for name, value in record._asdict().items():
        if value is None or value == "":
            if not columns[name].nullable:
                return f"the {name} is empty"
        elif isinstance(columns[name].type, Date) and not _is_date(value):
            return f"{value} is not a date such as 2026-03-31"
    area_code = getattr(record, "area_code", None)
    if area_code is None:
        return None
    known = select(areas.c.area_id).where(areas.c.area_code == area_code)
    kind = "area"
    if isinstance(record, Rating):
        kind = record.area_type
        known = known.where(areas.c.area_type == kind)
    if connection.execute(known).first() is None:
        return f"no {kind} has the code {area_code}"
    return None


def is_whole_list(record: Record) -> bool:
    """Whether a file with such a record has all of them that its edition has."""
    return _KINDS[type(record)].is_whole_list


def in_words(record: Record) -> str:
    """What a record is of, for a sentence."""
    match record:
        case Rating():
            return f"the grade of {record.area_code} on {record.criterion}"
        case Event():
            return f"the event {record.title!r} of {record.happened_on}"
        case Target():
            where = f"{record.measure_id} in {record.area_code}"
            return f"the target for {where} by {record.due_period}"
        case Priority():
            return f"the priority {record.priority_id}"
        case PriorityMeasure():
            return f"{record.measure_id} of the priority {record.priority_id}"
        case Action():
            return f"the action {record.action_id}"
        case Comment():
            return f"the comment of {record.agency} on {record.written_on}"
        case Explanation():
            return f"the explanation of {record.measure_id} for {record.category}"
        case Agenda():
            return f"the agenda {record.agenda}"
        case AgendaItem():
            return f"item {record.item} of the agenda {record.agenda}"


class RecordChange(NamedTuple):
    """How a file's records differ from the current ones, and how many it lacks."""

    change: Change
    gone: int


def compare_records(
    connection: Connection, of_list: tuple[str, str], read: Mapping[RecordKey, Record]
) -> RecordChange:
    """A file's records against the current ones; `of_list` is publication, edition."""
    if not read:
        return RecordChange(NO_CHANGE, 0)
    lists = _lists(connection)
    kinds = {_KINDS[type(record)] for record in read.values()}
    if any(kind.is_whole_list for kind in kinds):
        # A kind of row may be gone from the list altogether.
        kinds |= {kind for kind in _KINDS.values() if kind.is_whole_list}
    new = changed = gone = 0
    current: dict[RecordKey, tuple[Any, ...]] = {}
    for kind in kinds:
        table = kind.table
        statement = select(table).where(table.c.superseded_by.is_(None))
        for row in connection.execute(statement):
            key = _key_of(kind, row)
            current[key] = tuple(getattr(row, name) for name in _columns(kind))
            is_lacking = kind.is_whole_list and lists.get(row.file_id) == of_list
            gone += is_lacking and key not in read
    for key, record in read.items():
        if key not in current:
            new += 1
        elif current[key] != tuple(_stored(record).values()):
            changed += 1
    return RecordChange(Change(new, changed, len(read) - new - changed), gone)


def store_records(
    connection: Connection,
    read: Mapping[RecordKey, tuple[Record, int]],
    release_id: int,
) -> int:
    """Write down a load's records, each with its file; how many there are."""
    rows: dict[type[Record], list[dict[str, Any]]] = defaultdict(list)
    for record, file_id in read.values():
        of_kind = rows[type(record)]
        of_kind.append(
            _stored(record)
            | {
                "release_id": release_id,
                "position": len(of_kind) + 1,
                "file_id": file_id,
            }
        )
    for kind, of_kind in rows.items():
        connection.execute(insert(_KINDS[kind].table), of_kind)
    return len(read)


def settle_records(connection: Connection) -> None:
    """Say of each record which release replaced it, if any did.

    A later release replaces a record that it holds itself, or that its edition of the
    list no longer has. A withdrawn release replaces nothing but its own records.
    """
    lists = _lists(connection)
    held: dict[int, set[_List]] = {
        release_id: set()
        for release_id in connection.execute(select(releases.c.release_id)).scalars()
    }
    files = select(release_files.c.release_id, release_files.c.file_id)
    for release_id, file_id in connection.execute(files):
        held[release_id].add(lists[file_id])
    is_withdrawn = releases.c.state == "withdrawn"
    withdrawn = set(
        connection.execute(select(releases.c.release_id).where(is_withdrawn)).scalars()
    )
    for kind in _KINDS.values():
        _settle(connection, kind, lists, held, withdrawn)


def _settle(
    connection: Connection,
    kind: _Kind,
    lists: Mapping[int, _List],
    held: Mapping[int, set[_List]],
    withdrawn: set[int],
) -> None:
    table = kind.table
    rows: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(select(table)):
        rows[row.release_id].append(row)
    standing: dict[RecordKey, Row[Any]] = {}
    replaced: dict[Row[Any], int | None] = {}
    for release_id in sorted(rows.keys() | held.keys()):
        own = {_key_of(kind, row): row for row in rows[release_id]}
        if release_id in withdrawn:
            replaced |= dict.fromkeys(own.values(), release_id)
            continue
        for key, row in list(standing.items()):
            is_gone = kind.is_whole_list and lists[row.file_id] in held[release_id]
            if key in own or is_gone:
                replaced[standing.pop(key)] = release_id
        standing |= own
    replaced |= dict.fromkeys(standing.values())
    changes = [
        {"of": row.release_id, "at": row.position, "by": by}
        for row, by in replaced.items()
        if row.superseded_by != by
    ]
    if changes:
        connection.execute(
            update(table)
            .where(
                table.c.release_id == bindparam("of"),
                table.c.position == bindparam("at"),
            )
            .values(superseded_by=bindparam("by")),
            changes,
        )


def _lists(connection: Connection) -> dict[int, _List]:
    """The publication and edition of every file ever loaded."""
    statement = select(
        release_files.c.file_id, releases.c.publication, release_files.c.edition
    ).join(releases, releases.c.release_id == release_files.c.release_id)
    return {
        file_id: (publication, edition)
        for file_id, publication, edition in connection.execute(statement)
    }


def _columns(kind: _Kind) -> tuple[str, ...]:
    """The columns a record itself has."""
    ours = ("release_id", "position", "superseded_by", "file_id")
    return tuple(c.name for c in kind.table.columns if c.name not in ours)


def _key(record: Record) -> RecordKey:
    kind, stored = _KINDS[type(record)], _stored(record)
    return (kind.table.name, *(stored[name] for name in kind.key))


def _key_of(kind: _Kind, row: Row[Any]) -> RecordKey:
    return (kind.table.name, *(getattr(row, name) for name in kind.key))


def _stored(record: Record) -> dict[str, Any]:
    """The record as the store holds it, in the order of the columns."""
    kind = _KINDS[type(record)]
    fields = record._asdict()
    columns = {name: kind.table.c[name] for name in _columns(kind)}
    return {
        name: date.fromisoformat(fields[name])
        if isinstance(column.type, Date) and fields[name] is not None
        else fields[name]
        for name, column in columns.items()
    }


def _is_date(words: str) -> bool:
    try:
        date.fromisoformat(words)
    except ValueError:
        return False
    return True
