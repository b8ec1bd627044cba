"""A meeting of eight items, kept in its link, and how to follow it."""

from playwright.sync_api import Page

from dashboard.meeting.model import Item, Meeting

LONDON = "E23000001"
#: One view of every kind of page, as a board would go through them.
MEETING = Meeting(
    name="new",
    title="Board",
    items=(
        Item("/", "What needs attention"),
        Item("/measure/cps_conviction_rate", "Convictions"),
        Item(f"/compare?measure=charge_or_summons_rate&pinned={LONDON}", "Charges"),
        Item("/compare?measure=cps_conviction_rate#panel-funnel", "Chance or more"),
        Item("/progression", "From crime to court"),
        Item("/disproportionality", "Differences between groups"),
        Item("/inspection", "What inspectors said"),
        Item("/compare?measure=cps_conviction_rate#panel-map", "Round the country"),
    ),
    since="2026-01-21",
)
COUNT = len(MEETING.items)


def at(page: Page) -> int:
    """Which item is on the screen, from 1; fails for none or several."""
    (shown,) = page.locator(".item >> visible=true").all()
    return int((shown.get_attribute("id") or "").removeprefix("item-"))
