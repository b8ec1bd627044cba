"""What the shell around a page knows: the reader's view, the deployment, the links."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, NamedTuple

from dashboard.areas import Area, AreaType
from dashboard.language import Language, read_language
from dashboard.releases import days_of
from dashboard.settings import Settings
from dashboard.since import Scope, Since
from dashboard.view_state import Note, ViewState
from dashboard.views import Views

#: How the address of one measure's page begins.
ONE_MEASURE = "/measure/"
#: And that of one priority's.
ONE_PRIORITY = "/priorities/"
#: One measure in every area.
COMPARE = "/compare"
#: The panel's name, what draws its inside, and the reader's language.
Guard = Callable[[str, Callable[[], list[Any]], Language], list[Any]]


class Parts(NamedTuple):
    """Addresses of the files a page is built with; each may be kept for ever.

    `head_script` is the script itself: a page waits for no file before it is read.
    """

    head_script: str
    stylesheet: str
    script: str
    charts: str
    charts_locale: str
    icon: str
    embed_stylesheet: str = ""
    embed_script: str = ""


@dataclass(frozen=True)
class Site:
    """What does not change between pages: the settings and the built parts.

    `guard` draws a panel, or what stands in its place when it cannot be drawn.
    """

    settings: Settings
    parts: Parts
    guard: Guard


@dataclass(frozen=True)
class Frame:
    """One page's surroundings. `state` holds only what the reader chose.

    `days` are those on which anything was loaded, the latest first; `since` is there
    where figures are shown as they were known on a day.
    """

    site: Site
    language: Language
    path: str
    state: ViewState
    defaults: ViewState
    areas: Mapping[str, Area]
    data_version: str
    updated_on: date | None
    is_demonstration: bool
    #: The query as it was asked, where it could not be read as a view.
    asked: str = ""
    days: tuple[date, ...] = ()
    since: Since | None = None
    #: Every panel links to every area: each address is put together once.
    _pins: dict[str, str] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def link(self, state: ViewState | None = None, *, path: str = "") -> str:
        """The address of a view, of this page unless another is named."""
        chosen, address = state or self.state, path or self.path
        if address.startswith(ONE_MEASURE):
            # Its path names the measure already.
            chosen = replace(chosen, measure=self.defaults.measure)
        if address.startswith(ONE_PRIORITY):
            chosen = replace(chosen, priority="")
        query = chosen.to_query(self.defaults)
        return f"{address}?{query}" if query else address

    def lasting_link(self, path: str) -> str:
        """An address that stays what it is where another area or measure comes first.

        For links that others keep: they name both.
        """
        usual = replace(self.defaults, area="", measure="")
        query = self.state.to_query(usual)
        return f"{path}?{query}" if query else path

    def measure_link(self, measure_id: str, state: ViewState | None = None) -> str:
        """The page of one measure, with the rest of the view."""
        return self.link(state, path=f"{ONE_MEASURE}{measure_id}")

    def pin_link(self, area_code: str) -> str:
        """The same view with an area pinned, or no longer pinned."""
        address = self._pins.get(area_code)
        if address is None:
            address = self.link(self.state.with_pin(area_code))
            self._pins[area_code] = address
        return address


@dataclass(frozen=True)
class Content:
    """What stands inside the shell.

    `regions` maps an element's id to what is inside it, for a page that is drawn
    again in place; `above` and `main` hold the same elements where they stand.
    """

    title: str
    description: str
    main: list[Any]
    above: list[Any] = field(default_factory=list)
    regions: Mapping[str, Any] = field(default_factory=dict)
    announcement: str = ""


class Asked(NamedTuple):
    """What a reader asks of a page: the query, the day, and one of many by its name.

    An analyst is told more of how the figures are looked after; the screen of a
    meeting has more width than a frame in another site.
    """

    query: str
    today: date
    name: str = ""
    is_analyst: bool = False
    is_on_screen: bool = False


class NoSuchPage(LookupError):
    """Asked for one of many by a name that none of them has."""


class Drawn(NamedTuple):
    """A finished page; `notes` is what in the link could not be followed."""

    frame: Frame
    content: Content
    notes: tuple[Note, ...]


def make_frame(views: Views, site: Site, *, path: str, state: ViewState) -> Frame:
    """The surroundings of a page at `path`; `state` holds only what was chosen."""
    known = views.releases(state.as_of)
    current = [r for r in known if r.state == "current"]
    dates = [r.published_on or r.loaded_at.date() for r in current]
    return Frame(
        site=site,
        language=read_language(state.lang),
        path=path,
        state=state,
        defaults=views.defaults(),
        areas=views.geography().of_type(AreaType.CRIMINAL_JUSTICE_AREA),
        data_version=views.data_version(),
        updated_on=max(dates, default=None),
        is_demonstration=views.is_demonstration(),
        days=days_of(views.releases()),
        since=views.since(state, _scope(path, state)),
    )


def _scope(path: str, state: ViewState) -> Scope:
    """What a page at `path` is about: one measure everywhere, or all of a few areas."""
    if path == COMPARE or path.startswith(ONE_MEASURE):
        return Scope(measures=(state.measure,))
    return Scope(areas=(state.area, *state.pinned))


def unsettled_frame(
    site: Site, language: Language, *, path: str, asked: str = ""
) -> Frame:
    """The surroundings of a page that must be drawn without the store."""
    empty = ViewState(lang=language.code)
    return Frame(
        site=site,
        language=language,
        path=path,
        state=empty,
        defaults=replace(empty, lang="en"),
        areas={},
        data_version="",
        updated_on=None,
        is_demonstration=False,
        asked=asked,
    )
