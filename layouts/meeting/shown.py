"""What an item of a meeting shows, read for its day and beside the last meeting."""

import re
from dataclasses import dataclass

from dashboard.areas import Geography
from dashboard.meeting.last_time import LastTime, SaidThen
from dashboard.meeting.model import ONE_MEETING, Item, Meeting
from dashboard.meeting.reading import item_query, last_time, on_day
from dashboard.view_state import Note
from dashboard.view_state import shown as shown_text
from dashboard.views import Views
from layouts.embed import Embedded
from layouts.frame import Asked, Content, Drawn, NoSuchPage, Site
from layouts.pages.offers import Pointed, find_pointed

_SENTENCE_ENDS = re.compile(r"\n|(?<=[.?!]) ")


@dataclass(frozen=True)
class ShownItem:
    """An item with what it shows; without a panel it is a page to be opened.

    `href` is the same view in its page. Where there is no one figure, list or plan to
    compare, `said_then` is what the view said at the last meeting.
    `missed` is what in the item's link could not be followed.
    """

    number: int
    item: Item
    href: str
    embedded: Embedded | None
    last: LastTime | None
    geography: Geography
    page: Content | None = None
    said_then: SaidThen | None = None
    missed: tuple[Note, ...] = ()

    @property
    def heading(self) -> str:
        """What the view found; the page's title, or what the meeting calls it."""
        if self.embedded is not None:
            return self.embedded.title
        return self.page.title if self.page else self.item.title or self.item.path


def _pointed(item: Item) -> Pointed | None:
    """The panel an item's address leads to; the leading one in place of an unknown."""
    return find_pointed(item.address) or find_pointed(item.address.partition("#")[0])


def read_item(
    number: int, item: Item, meeting: Meeting, *, views: Views, asked: Asked, site: Site
) -> ShownItem:
    """What an item shows, as of the meeting's day and in its language."""
    geography = views.geography()
    place = _pointed(item)
    if place is None:
        drawn = _whole_page(item, meeting, views=views, asked=asked, site=site)
        page = drawn.content if drawn else None
        missed = drawn.notes if drawn else (_no_page(item),)
        return ShownItem(
            number, item, item.address, None, None, geography, page, missed=missed
        )
    query = item_query(place.query, as_of=meeting.as_of, lang=meeting.lang)
    own = asked._replace(query=query, name="", is_on_screen=True)
    embedded = place.offer.draw(place.panel, views, own, site)
    last = last_time(views, place.page, query, since=meeting.since, today=asked.today)
    said_then = None
    if last.since is not None and not last.is_counted:
        before = own._replace(query=on_day(query, meeting.since))
        said_then = _said_then(place, embedded, views, (own, before), site)
    return ShownItem(
        number,
        item,
        embedded.page_link,
        embedded,
        last,
        geography,
        said_then=said_then,
        missed=embedded.notes,
    )


@dataclass(frozen=True)
class NotedItem:
    """An item as the presenter's notes name it: what it found, without its panel."""

    number: int
    item: Item
    heading: str
    last: LastTime | None
    missed: tuple[Note, ...]


def read_noted(
    number: int, item: Item, meeting: Meeting, *, views: Views, asked: Asked, site: Site
) -> NotedItem:
    """What the notes say of an item, as of the meeting's day and in its language."""
    place = _pointed(item)
    if place is None:
        shown = read_item(number, item, meeting, views=views, asked=asked, site=site)
        return NotedItem(number, item, shown.heading, None, shown.missed)
    query = item_query(place.query, as_of=meeting.as_of, lang=meeting.lang)
    told = place.offer.tell(views, asked._replace(query=query, name=""))
    last = last_time(views, place.page, query, since=meeting.since, today=asked.today)
    return NotedItem(number, item, told.title, last, told.notes)


def _no_page(item: Item) -> Note:
    return Note("bad_value", "item", shown_text(item.address))


def _said_then(
    place: Pointed, now: Embedded, views: Views, asked: tuple[Asked, Asked], site: Site
) -> SaidThen:
    then = place.offer.draw(place.panel, views, asked[1], site)
    said, says = (
        _SENTENCE_ENDS.split(f"{each.title}\n{each.panel.sentence}".strip())
        for each in (then, now)
    )
    words = tuple(text for text in said if text not in says)
    if words:
        return SaidThen(words, are_figures_same=False)
    before, after = (
        place.offer.extract(place.panel, views, each, now.frame.language)
        for each in asked
    )
    return SaidThen((), are_figures_same=before == after)


def _whole_page(
    item: Item, meeting: Meeting, *, views: Views, asked: Asked, site: Site
) -> Drawn | None:
    """A page that offers no panel by itself; None where there is none."""
    # The pages know this one, which is one of them.
    from layouts.pages import find_page

    found = find_page(item.path)
    if found is None or item.path.startswith(ONE_MEETING):
        return None
    query = item_query(item.query, as_of=meeting.as_of, lang=meeting.lang)
    try:
        return found.page.draw(
            views, asked._replace(query=query, name=found.name), site
        )
    except NoSuchPage:
        return None
