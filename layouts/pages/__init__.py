"""Every page there is, in the order of the navigation."""

from collections.abc import Callable
from typing import NamedTuple

from dashboard.language import Language
from dashboard.views import Views
from layouts.frame import Drawn, Site
from layouts.pages import about, compare
from layouts.pages import data as data_page
from layouts.shell import Place


class Page(NamedTuple):
    """One page: where it is, what it is called, how it is drawn.

    A live page is drawn again in place when the reader chooses something on it.
    """

    path: str
    name: Callable[[Language], str]
    draw: Callable[[Views, str, Site], Drawn]
    is_live: bool = False


PAGES = (
    Page(compare.PATH, compare.name, compare.draw, is_live=True),
    Page(data_page.PATH, data_page.name, data_page.draw),
    Page(about.PATH, about.name, about.draw),
)
BY_PATH = {page.path: page for page in PAGES}
HOME = compare.PATH


def places(language: Language) -> list[Place]:
    """The navigation's entries, in the reader's language."""
    return [Place(page.path, page.name(language)) for page in PAGES]
