"""What a page offers of its panels: each by itself, its pictures and its figures."""

from collections.abc import Callable
from typing import NamedTuple, Protocol

from dashboard.exports import Extract
from dashboard.figures.theme import Figure
from dashboard.language import Language
from dashboard.view_state import Note
from dashboard.views import Views
from layouts.embed import Embedded
from layouts.frame import ONE_MEASURE, ONE_PRIORITY, Asked, Site


class DrawsFigure(Protocol):
    """What the chart library draws for a panel; None where there is nothing."""

    def __call__(
        self, panel: str, views: Views, asked: Asked, /, *, is_narrow: bool
    ) -> Figure | None: ...


class Told(NamedTuple):
    """What a view found, and what in its link could not be followed."""

    title: str
    notes: tuple[Note, ...]


class Offer(NamedTuple):
    """One page's panels, for frames, files, pictures, packs and a closer look.

    `path` is where the page is, or how the addresses of its kind begin. `draw` comes
    with a panel by itself, `extract` with its figures, and `tell` with what the view
    says where no panel is wanted. Files are named by the parts of
    the state in `named_by`; what a dated page says depends on the day. `picture` names
    the panel whose picture stands for the page where its link is shared. Figures of
    the panels in `explored` come from `figure`.
    """

    path: str
    panels: tuple[str, ...]
    draw: Callable[[str, Views, Asked, Site], Embedded]
    extract: Callable[[str, Views, Asked, Language], Extract]
    tell: Callable[[Views, Asked], Told]
    named_by: tuple[str, ...]
    is_dated: bool = False
    picture: str = ""
    explored: tuple[str, ...] = ()
    figure: DrawsFigure | None = None

    @property
    def leading(self) -> str:
        """The panel that stands for the page where only one can."""
        return self.picture or self.panels[0]

    def is_at(self, path: str) -> bool:
        """Whether this is the page at a path."""
        is_kind = self.path in (ONE_MEASURE, ONE_PRIORITY)
        return path == self.path or (is_kind and path.startswith(self.path))
