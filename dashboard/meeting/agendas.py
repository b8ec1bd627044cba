"""Meetings: which views are looked at, in which order, against which day."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from dashboard.plan.model import Words


class AgendaItem(NamedTuple):
    """One view: `query` is a page's path and query, `note` for whoever presents it."""

    item: int
    title: Words
    query: str
    note: Words
    minutes: int | None


@dataclass(frozen=True)
class Agenda:
    """One meeting; without `as_of` of the latest figures, `since` the last meeting."""

    name: str
    area_code: str
    title: Words
    meets_on: date
    as_of: date | None
    since: date | None
    items: tuple[AgendaItem, ...]


def last_meeting(
    agendas: tuple[Agenda, ...], area_code: str, *, today: date
) -> date | None:
    """The day of the latest meeting of an area before today; None where none was."""
    days = [
        day
        for agenda in agendas
        if agenda.area_code in ("", area_code)
        for day in (agenda.meets_on, agenda.since)
        if day is not None and day < today
    ]
    return max(days, default=None)
