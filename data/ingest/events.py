"""Events a partnership wants to see on its charts, and limits it agreed to renew.

One row an event. An empty area or measure stands for every one. A `rebase` starts the
limits of one measure's control chart anew from the period it happened in: that is a
decision, so it says whose (a role) and why.
"""

from collections.abc import Iterator
from pathlib import Path

from data.ingest import lists
from data.ingest.lists import Cells, Layout
from data.ingest.publication import EVENT_KINDS, Event, Publication, Refuse
from data.ingest.tidy import edition

LAYOUT = Layout(
    title="a list of events",
    telling=("happened_on", "kind"),
    required=(
        "happened_on", "title", "area_code", "measure_id", "kind", "decided_by",
        "reason",
    ),
    optional=("title_cy",),
)  # fmt: skip
REBASE = "rebase"


def read_events(path: Path, refuse: Refuse) -> Iterator[Event]:
    """Every event; raises FileRefused where any cell of the file is wrong."""
    return iter(
        lists.read_list(
            path,
            refuse,
            LAYOUT,
            parse=parse_event,
            same=lambda event: (
                event.happened_on,
                event.title,
                event.area_code,
                event.measure_id,
            ),
        )
    )


PUBLICATION = Publication(
    name="events",
    title=LAYOUT.title,
    suffixes=(".csv",),
    recognises=LAYOUT.recognises,
    edition=edition,
    read_records=read_events,
    # A file's name says nothing of which of two is the newer.
    editions_in_order=False,
)


def parse_event(cells: Cells) -> Event:
    """One row's event; what is wrong with it is among the faults of its cells."""
    event = Event(
        happened_on=cells.required("happened_on", lists.day),
        title=cells.required("title", lists.title),
        title_cy=cells.optional("title_cy", lists.title),
        area_code=cells.optional("area_code", lists.area),
        measure_id=cells.optional("measure_id", lists.measure),
        kind=cells.required("kind", _kind),
        decided_by=cells.optional("decided_by", lists.role),
        reason=cells.optional("reason", lists.reason),
    )
    if event.kind == REBASE:
        for column in ("measure_id", "decided_by", "reason"):
            if not cells.written[column]:
                cells.faults.append((column, "is empty, and a rebase needs it"))
    return event


def _kind(text: str) -> str:
    if text not in EVENT_KINDS:
        raise ValueError(f"is not {' or '.join(EVENT_KINDS)}")
    return text
