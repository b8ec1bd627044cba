"""One item of a meeting: a view in large type, on one screen."""

import re
from collections.abc import Callable
from typing import Any

from dashboard.language import Language
from dashboard.meeting.model import Meeting
from dashboard.meeting.words import (
    item_text,
)
from layouts import html
from layouts.frame import Frame
from layouts.markup import Markup, to_html
from layouts.meeting.shown import ShownItem
from layouts.meeting.since import since_aside
from layouts.states import view_notes
from layouts.tables import scrolling

_IDS = re.compile(
    r'( (?:id|for|aria-labelledby|aria-describedby|aria-controls)=")([^"]*)(")'
)
#: The size of a chart drawn for a wide page.
_BOX = re.compile(
    r'<svg(?=[^>]*class="[^"]*\bwide\b)[^>]*viewBox="0 0 ([0-9.]+) ([0-9.]+)"'
)
MOST_HIGH = 0.9
_TARGETS = re.compile(r'(href="#|url\(#)')


def item_section(
    shown: ShownItem,
    meeting: Meeting,
    frame: Frame,
    draw: Callable[[str, Callable[[], list[Any]]], list[Any]],
) -> html.Section:
    """An item as a section of the page: one screen of the meeting."""
    language = frame.language
    key = f"item-{shown.number}"
    title = shown.item.title
    of = len(meeting.items)
    inside = draw(key, lambda: [_item_inside(shown, frame)])
    return html.Section(
        [
            html.Div(
                [
                    _whose(meeting, frame),
                    html.P(
                        item_text(shown.number, of, title, language),
                        className="item-place",
                    ),
                ],
                className="item-top",
            ),
            *inside,
        ],
        id=key,
        className="item",
        **{
            "aria-labelledby": f"{key}-heading",
            "data-leave": shown.href,
            "data-title": title or shown.heading,
        },
    )


def _whose(meeting: Meeting, frame: Frame) -> html.P:
    """Whose meeting it is; that figures are made up is said on every screen."""
    made_up = None
    if frame.is_demonstration:
        words = frame.language.gettext("Demonstration figures, not real")
        made_up = html.Span(words, className="made-up")
    name = html.B(frame.site.settings.partnership_name)
    title = f" · {meeting.title}" if meeting.title else ""
    return html.P([name, title, made_up], className="item-whose")


def _fits(picture: str) -> bool:
    """Whether a picture is one chart that is wider than it is high."""
    boxes = _BOX.findall(picture)
    return len(boxes) == 1 and float(boxes[0][1]) <= MOST_HIGH * float(boxes[0][0])


def _item_inside(shown: ShownItem, frame: Frame) -> html.Div:
    language, key = frame.language, f"item-{shown.number}"
    heading = html.H2(shown.heading, id=f"{key}-heading", tabIndex=-1)
    leave = html.A(
        language.gettext("Open this view in its page"),
        href=shown.href,
        className="leave",
    )
    if shown.embedded is None:
        said = language.gettext("There is no page at this address.")
        if shown.page is not None:
            said = shown.page.description
        return html.Div(
            [
                heading,
                html.P(said, className="sub"),
                html.P(leave) if shown.page is not None else None,
            ],
            className="item-whole",
        )
    panel = shown.embedded.panel
    picture = _prefixed(panel.picture, key)
    css_class = "item-figure fits" if _fits(picture.html) else "item-figure"
    return html.Div(
        [
            html.Div(
                [
                    heading,
                    html.P(panel.sentence, className="sub") if panel.sentence else None,
                ],
                className="item-head",
            ),
            html.Div(
                [
                    html.Div(
                        [
                            html.P(
                                [html.B(panel.heading), " ", shown.embedded.crumb],
                                className="item-what",
                            ),
                            *view_notes(shown.embedded.notes, language),
                            picture,
                            _table(shown, language),
                            html.P(
                                [_prefixed(panel.source, key), " ", leave],
                                className="item-source",
                            ),
                        ],
                        className=css_class,
                        role="region",
                        tabIndex=0,
                        **{"aria-label": panel.heading},
                    ),
                    since_aside(shown, frame),
                ],
                className="item-main",
            ),
        ],
        className="item-inside",
    )


def _table(shown: ShownItem, language: Language) -> html.Details | None:
    """The table behind the picture: one press away, or the key T."""
    if shown.embedded is None or shown.embedded.panel.twin is None:
        return None
    panel = shown.embedded.panel
    label = language.gettext("{heading} As a table").format(heading=panel.heading)
    box = scrolling(panel.twin, label=label, key=f"item-{shown.number}")
    return html.Details(
        [
            html.Summary(language.gettext("Show as table")),
            _prefixed(box, f"item-{shown.number}"),
        ],
        className="item-table",
    )


def _prefixed(component: Any, prefix: str) -> Markup:
    """The same with every id its own: a view may be on the agenda twice."""

    def own(match: re.Match[str]) -> str:
        names = " ".join(f"{prefix}-{name}" for name in match[2].split())
        return f"{match[1]}{names}{match[3]}"

    text = _IDS.sub(own, to_html(component))
    return Markup(_TARGETS.sub(rf"\1{prefix}-", text))
