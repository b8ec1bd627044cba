"""Every page there is, in the order of the navigation."""

from collections.abc import Callable
from typing import NamedTuple

from dashboard.language import Language
from dashboard.meeting.model import ONE_MEETING
from dashboard.views import Views
from layouts.frame import ONE_MEASURE, ONE_PRIORITY, Asked, Drawn, Site
from layouts.pages import (
    about,
    compare,
    disproportionality,
    inspection,
    interface,
    measure,
    measures,
    meeting,
    overview,
    priorities,
    priority,
    progression,
)
from layouts.pages import data as data_page
from layouts.shell import Place


class Page(NamedTuple):
    """One page: where it is, what it is called, how it is drawn.

    A live page is drawn again in place when the reader chooses something on it. What
    a dated page says depends on the day it is read on. `under` is how the addresses
    of pages begin that belong to this one, `ending` how those of its kind end.
    """

    path: str
    name: Callable[[Language], str]
    draw: Callable[[Views, Asked, Site], Drawn]
    is_live: bool = False
    is_dated: bool = False
    under: str = ""
    ending: str = ""


class Found(NamedTuple):
    """The page at a path, and which of its kind where there are many."""

    page: Page
    name: str = ""


PAGES = (
    Page(overview.PATH, overview.name, overview.draw, is_live=True, is_dated=True),
    Page(compare.PATH, compare.name, compare.draw, is_live=True),
    Page(progression.PATH, progression.name, progression.draw, is_live=True),
    Page(
        disproportionality.PATH,
        disproportionality.name,
        disproportionality.draw,
        is_live=True,
    ),
    Page(
        priorities.PATH,
        priorities.name,
        priorities.draw,
        is_live=True,
        is_dated=True,
        under=ONE_PRIORITY,
    ),
    Page(inspection.PATH, inspection.name, inspection.draw, is_live=True),
    Page(measures.PATH, measures.name, measures.draw, under=ONE_MEASURE),
    Page(data_page.PATH, data_page.name, data_page.draw),
    Page(about.PATH, about.name, about.draw),
)
#: Pages of one kind, each at this address and its name.
MEASURE = Page(ONE_MEASURE, measure.name, measure.draw, is_live=True, is_dated=True)
PRIORITY = Page(ONE_PRIORITY, priority.name, priority.draw, is_live=True, is_dated=True)
MEETING = Page(ONE_MEETING, meeting.name, meeting.draw, is_dated=True)
MEETING_NOTES = Page(
    ONE_MEETING, meeting.name, meeting.draw_notes, is_dated=True, ending=meeting.NOTES
)
_KINDS = (MEASURE, PRIORITY, MEETING, MEETING_NOTES)
#: Pages that are led to from others, and not from the navigation.
ASIDE = (
    Page(interface.PATH, interface.name, interface.draw),
    Page(meeting.PATH, meeting.name, meeting.draw_list),
)
_BY_PATH = {page.path: page for page in (*PAGES, *ASIDE)}


def find_page(path: str) -> Found | None:
    """The page at a path; None where there is none."""
    page = _BY_PATH.get(path)
    if page is not None:
        return Found(page)
    for page in _KINDS:
        start, name = path[: len(page.path)], path[len(page.path) :]
        name = name.removesuffix(page.ending)
        is_one = start == page.path and path.endswith(page.ending)
        if is_one and name and "/" not in name:
            return Found(page, name)
    return None


def places(language: Language) -> list[Place]:
    """The navigation's entries, in the reader's language."""
    return [Place(page.path, page.name(language), page.under) for page in PAGES]
