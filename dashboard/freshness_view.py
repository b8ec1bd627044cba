"""From what is held to how recent it is, and the day that is judged on."""

from datetime import date

from dashboard.freshness import Freshness, find_freshness, reading_day
from dashboard.holdings import Holdings
from dashboard.periods import period_from


def read_freshness(
    held: Holdings, as_of: str, version: str, *, today: date
) -> tuple[tuple[Freshness, ...], date]:
    """How recent each publication is, and the day.

    Made-up figures are read on a day of their own calendar, and figures as known on a
    day are judged on that day.
    """
    latest = [
        period_from(max(firsts), held.catalogue[name].frequency.months)
        for name, firsts in held.all_present(version).items()
        if firsts
    ]
    day = reading_day(today, latest, is_demonstration=held.is_demonstration(version))
    if as_of:
        day = min(day, date.fromisoformat(as_of))
    present = held.all_present(version, as_of)
    releases = held.releases(version, as_of)
    return find_freshness(held.catalogue, present, releases, today=day), day
