"""One item of a meeting: a view in large type, and what changed since last time."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dashboard.areas import Geography
from dashboard.attention_words import line_heading
from dashboard.language import Language
from dashboard.measures import Measure
from dashboard.meeting.last_time import LastTime, SaidThen
from dashboard.meeting.model import ONE_MEETING, Item, Meeting
from dashboard.meeting.reading import item_query, last_time, on_day
from dashboard.meeting.words import (
    beside_text,
    item_text,
    list_sentence,
    loads_sentence,
    now_text,
    revisable_sentence,
    said_sentence,
    since_day,
    since_heading,
    was_sentence,
)
from dashboard.plan.moves import Move, Moved, MoveKind
from dashboard.plan.moves_words import (
    commented_text,
    move_day,
    move_heading,
    move_text,
    moves_sentence,
)
from dashboard.view_state import Note
from dashboard.view_state import shown as shown_text
from dashboard.views import Views
from layouts import html
from layouts.embed import Embedded
from layouts.frame import Asked, Content, Drawn, Frame, NoSuchPage, Site
from layouts.markup import Markup, to_html
from layouts.pages.offers import Pointed, find_pointed
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
_SENTENCE_ENDS = re.compile(r"\n|(?<=[.?!]) ")
_TARGETS = re.compile(r'(href="#|url\(#)')


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
    figures = [
        place.offer.extract(place.panel, views, each, now.frame.language)
        for each in asked
    ]
    return SaidThen(words, figures[0] == figures[1])


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
                    _aside(shown, frame),
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


def _aside(shown: ShownItem, frame: Frame) -> html.Aside | None:
    """What changed since the last meeting, in a column of its own."""
    last, language = shown.last, frame.language
    if last is None or shown.embedded is None:
        return None
    key = f"item-{shown.number}-since"
    parts: list[Any] = [html.H3(since_heading(last, language), id=key)]
    if last.figure is not None:
        parts += _figure(shown, last, language)
    elif last.has_list:
        parts += _list(shown, last, language)
    elif last.moved is not None:
        parts += _moved(last.moved, language)
    else:
        if shown.said_then is None:
            return None
        said = (
            said_sentence(shown.said_then, language),
            loads_sentence(last, language),
        )
        parts += [html.P(each, className="was") for each in said]
    day = since_day(last, language)
    if day:
        parts.append(html.P(day, className="since-day"))
    if last.figure is not None:
        parts.append(_question(last.figure.measure, language))
    return html.Aside(parts, className="since", tabIndex=0, **{"aria-labelledby": key})


def _figure(shown: ShownItem, last: LastTime, language: Language) -> list[Any]:
    figure = last.figure
    if figure is None or shown.embedded is None:
        return []
    frame = shown.embedded.frame
    own = frame.areas[frame.state.area or frame.defaults.area]
    said = [
        f"{figure.period.words(language)}.",
        was_sentence(figure, last.since, language),
        revisable_sentence(figure, language),
        beside_text(figure, shown.geography, own, language),
    ]
    return [
        html.P(now_text(figure, language), className="big"),
        html.P(
            [part for words in said if words for part in (words, html.Br())][:-1],
            className="was",
        ),
    ]


def _list(shown: ShownItem, last: LastTime, language: Language) -> list[Any]:
    if shown.embedded is None:
        return []
    geography = shown.geography
    parts: list[Any] = [html.P(list_sentence(last, language), className="was")]
    for term, lines in (
        (language.gettext("New on the list"), last.appeared),
        (language.gettext("No longer on it"), last.gone),
    ):
        if lines:
            parts += [
                html.H4(term),
                html.Ul([html.Li(line_heading(x, geography, language)) for x in lines]),
            ]
    return parts


def _moved(moved: Moved, language: Language) -> list[Any]:
    parts: list[Any] = [html.P(moves_sentence(moved, language), className="was")]
    for kind in dict.fromkeys(move.kind for move in moved.moves):
        found = [move for move in moved.moves if move.kind == kind]
        parts.append(html.H4(move_heading(kind, language)))
        if kind == MoveKind.SAID:
            # Their words are on the page; here is who has written some.
            parts.append(html.P(commented_text(found, language)))
        else:
            parts.append(html.Ul([_move(move, language) for move in found]))
    return parts


def _move(move: Move, language: Language) -> html.Li:
    day = move_day(move, language)
    text = move_text(move, language)
    return html.Li([text, html.Span(f" {day}", className="muted")] if day else text)


def _question(measure: Measure, language: Language) -> html.Div | None:
    """The first thing to ask about the measure."""
    questions = measure.questions_cy if language.code == "cy" else measure.questions
    if not questions:
        return None
    return html.Div(
        [html.H4(language.gettext("To ask")), html.P(html.B(questions[0]))],
        className="ask",
    )


def _prefixed(component: Any, prefix: str) -> Markup:
    """The same with every id its own: a view may be on the agenda twice."""

    def own(match: re.Match[str]) -> str:
        names = " ".join(f"{prefix}-{name}" for name in match[2].split())
        return f"{match[1]}{names}{match[3]}"

    text = _IDS.sub(own, to_html(component))
    return Markup(_TARGETS.sub(rf"\1{prefix}-", text))
