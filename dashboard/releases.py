"""Loads of publications, as the store records them."""

from collections.abc import Collection, Iterable
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

    @property
    def is_made_up(self) -> bool:
        """Whether it is the demonstration's, and nothing in it is real."""
        return self.publication == "demonstration"


def known_on(
    releases: Iterable[Release], day: str, *, standing: Collection[int]
) -> tuple[Release, ...]:
    """Releases there were at the end of a day, in the state they were in then.

    `standing` are those of which anything was current. A withdrawn one never was.
    """
    return tuple(
        release._replace(
            state="current" if release.release_id in standing else "superseded"
        )
        for release in releases
        if release.loaded_at.date().isoformat() <= day and release.state != "withdrawn"
    )


def days_of(releases: Iterable[Release]) -> tuple[date, ...]:
    """The days on which anything that stands was loaded, the latest first."""
    days = {r.loaded_at.date() for r in releases if r.state != "withdrawn"}
    return tuple(sorted(days, reverse=True))
