"""What an app asks its store while pages are made, and how the store goes about it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import psycopg
from sqlalchemy import Connection, Engine, event

from data.engine import is_sqlite

_SCAN = re.compile(r"^SCAN (\w+)")


class Sent(NamedTuple):
    """One statement as the driver got it."""

    statement: str
    parameters: Any

    @property
    def shape(self) -> str:
        """The statement whatever the number of values in its lists."""
        return re.sub(r"\((?:[^()]*(?:\?|%\(\w+\)s)[^()]*)\)", "(...)", self.statement)


@contextmanager
def noted(engine: Engine) -> Iterator[list[Sent]]:
    """Every statement an engine sends meanwhile, in order."""
    sent: list[Sent] = []

    def note(
        _connection: object,
        _cursor: object,
        statement: str,
        parameters: Any,
        *_: object,
    ) -> None:
        sent.append(Sent(statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


def scanned(connection: Connection, sent: Sent) -> set[str]:
    """The tables that are read from end to end for a statement."""
    if is_sqlite(connection):
        rows = connection.exec_driver_sql(
            f"EXPLAIN QUERY PLAN {sent.statement}", sent.parameters
        )
        found = (_SCAN.match(str(row[-1])) for row in rows)
        return {match[1] for match in found if match}
    driver = connection.connection.driver_connection
    if not isinstance(driver, psycopg.Connection):
        raise TypeError(driver)
    with psycopg.ClientCursor(driver) as cursor:
        # On a store of this size reading all is often cheapest; what matters is
        # whether there is another way once it is not.
        cursor.execute("SET enable_seqscan = off")
        cursor.execute(
            f"EXPLAIN (FORMAT JSON) {sent.statement}".encode(), sent.parameters
        )
        told = cursor.fetchone()
        cursor.execute("RESET enable_seqscan")
    return set(_scanned(told[0] if told else []))


def _scanned(plan: Any) -> Iterator[str]:
    if isinstance(plan, list):
        for part in plan:
            yield from _scanned(part)
    elif isinstance(plan, dict):
        if "Relation Name" in plan and not _goes_by_index(plan):
            yield plan["Relation Name"]
        for part in plan.values():
            yield from _scanned(part)


def _goes_by_index(plan: dict[str, Any]) -> bool:
    return "Index Cond" in plan or "Recheck Cond" in plan
