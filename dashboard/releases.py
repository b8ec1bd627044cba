"""Loads of publications, as the store records them."""

from datetime import date, datetime
from typing import NamedTuple


class Release(NamedTuple):
    """One load of one publication; `state` is current, superseded or withdrawn."""

    release_id: int
    publication: str
    edition: str
    published_on: date | None
    loaded_at: datetime
    row_count: int
    state: str
    note: str
