"""Meetings: the list of them, one item a screen, and the presenter's notes."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any
from urllib.parse import urlencode

from dashboard.language import Language, read_language
from dashboard.meeting.agendas import Agenda
from dashboard.meeting.model import (
    MEETINGS,
    NEW,
    ONE_MEETING,
    Item,
    Meeting,
    parse_meeting,
)
from dashboard.meeting.words import meeting_title, was_sentence
from dashboard.view_state import Note
from dashboard.views import Views
from layouts import html
from layouts.frame import Asked, Content, Drawn, Frame, NoSuchPage, Site, make_frame
from layouts.meeting.items import item_section
from layouts.meeting.shown import NotedItem, ShownItem, read_item, read_noted
from layouts.meeting.stage import (
    edit_form,
    keys_dialog,
    meeting_head,
    share_line,
    stage_bar,
)
from layouts.pages.pack import meeting_pack
from layouts.states import notes_region, view_notes

PATH = MEETINGS
NOTES = "/notes"


def name(language: Language) -> str:
    """What the list of meetings is called."""
    return language.gettext("Meetings")


def draw_list(views: Views, asked: Asked, site: Site) -> Drawn:
    """The meetings there are, and the way to a new one."""
    state, notes = views.parse(asked.query)
    frame = make_frame(views, site, path=PATH, state=state)
    language = frame.language
    title = name(language)
    lead = language.gettext(
        "A meeting is a list of views, shown one after another in large type. What "
        "changed since the last one stands beside each."
    )
    agendas = views.agendas(state.area)
    main = [
        notes_region(view_notes(notes, language)),
        html.Div([html.H1(title), html.P(lead, className="lead")], className="head"),
        html.Section(
            [
                html.H2(language.gettext("Agendas"), id="agendas"),
                html.Ul(
                    [_agenda_entry(agenda, language) for agenda in agendas],
                    className="agendas",
                )
                if agendas
                else html.P(language.gettext("No agenda is loaded.")),
                html.P(
                    html.A(
                        language.gettext("Put a new meeting together"),
                        href=_new(language),
                        **{"data-draft": ""},
                    )
                ),
            ],
            className="panel",
            **{"aria-labelledby": "agendas"},
        ),
    ]
    return Drawn(frame, Content(title, lead, main), notes)


def draw(views: Views, asked: Asked, site: Site) -> Drawn:
    """One meeting: all of its items, which a script shows one at a time."""
    meeting, notes = _meeting(views, asked)
    frame = _frame(views, site, meeting, asked)
    if meeting.is_new and (meeting.is_edited or not meeting.items):
        return Drawn(frame, _edited(meeting, notes, frame), notes)
    missed: list[Note] = []

    def read(number: int, item: Item) -> ShownItem:
        shown = read_item(number, item, meeting, views=views, asked=asked, site=site)
        missed.extend(shown.missed)
        return shown

    shown = [partial(read, *each) for each in enumerate(meeting.items, start=1)]
    content = _content(meeting, notes, shown, frame)
    return Drawn(frame, content, (*notes, *missed))


def draw_notes(views: Views, asked: Asked, site: Site) -> Drawn:
    """The presenter's notes of one meeting, for a second window."""
    meeting, notes = _meeting(views, asked)
    frame = _frame(views, site, meeting, asked, under=NOTES)
    language = frame.language
    title = language.gettext("Notes: {meeting}").format(
        meeting=meeting_title(meeting, language)
    )
    noted = [
        read_noted(number, item, meeting, views=views, asked=asked, site=site)
        for number, item in enumerate(meeting.items, start=1)
    ]
    lead = language.gettext(
        "This window follows the meeting in the other one; its keys work here too."
    )
    main = [
        html.Div([html.H1(title), html.P(lead, className="lead")], className="head"),
        html.Ol(
            [_noted(each, frame) for each in noted],
            className="notes-list",
            **{"data-notes": _key(meeting)},
        ),
        html.P(html.A(language.gettext("Open the meeting"), href=meeting.link())),
    ]
    missed = [note for each in noted for note in each.missed]
    return Drawn(frame, Content(title, lead, main), (*notes, *missed))


def _meeting(views: Views, asked: Asked) -> tuple[Meeting, tuple[Note, ...]]:
    """The meeting asked for; raises NoSuchPage where there is none of the name."""
    given, notes = parse_meeting(asked.query)
    if asked.name == NEW:
        return given, notes
    agenda = next((a for a in views.agendas() if a.name == asked.name), None)
    if agenda is None:
        raise NoSuchPage(asked.name)
    return of_agenda(agenda, given.lang), notes


def of_agenda(agenda: Agenda, lang: str) -> Meeting:
    """The meeting an agenda is for, in a language."""
    language = read_language(lang)
    return Meeting(
        name=agenda.name,
        title=agenda.title.text(language),
        items=tuple(
            Item(
                item.query,
                item.title.text(language),
                item.note.text(language),
                item.minutes,
            )
            for item in agenda.items
        ),
        as_of=agenda.as_of.isoformat() if agenda.as_of else "",
        since=agenda.since.isoformat() if agenda.since else "",
        meets_on=agenda.meets_on,
        lang=lang,
    )


def _frame(
    views: Views, site: Site, meeting: Meeting, asked: Asked, *, under: str = ""
) -> Frame:
    pairs = {"lang": meeting.lang, "as_of": meeting.as_of}
    state, _ = views.parse(urlencode({k: v for k, v in pairs.items() if v}))
    path = f"{ONE_MEETING}{meeting.name}{under}"
    frame = make_frame(views, site, path=path, state=state)
    return replace(frame, asked=asked.query or "lang=en", since=None)


def _content(
    meeting: Meeting,
    notes: tuple[Note, ...],
    shown: Sequence[Callable[[], ShownItem]],
    frame: Frame,
) -> Content:
    language = frame.language
    title = meeting_title(meeting, language)
    guard = frame.site.guard

    def drawn(read: Callable[[], ShownItem], number: int) -> html.Section:
        key = f"item-{number}"
        found: list[ShownItem] = []

        def inside() -> list[Any]:
            found.append(read())
            return []

        failed = guard(key, inside, language)
        if not found:
            return html.Section(failed, id=key, className="item")
        return item_section(
            found[0], meeting, frame, lambda name, draw: guard(name, draw, language)
        )

    sections = [drawn(read, number) for number, read in enumerate(shown, start=1)]
    contents = html.Nav(
        html.Ol(
            [
                html.Li(html.A(item.title or _named(section), href=f"#item-{number}"))
                for number, (item, section) in enumerate(
                    zip(meeting.items, sections, strict=True), start=1
                )
            ]
        ),
        className="contents",
        **{"aria-label": language.gettext("Items")},
    )
    links = html.P(
        [
            html.A(
                language.gettext("Presenter’s notes"), href=meeting.link(under=NOTES)
            ),
            " ",
            html.A(
                language.gettext("Edit this agenda"),
                href=replace(meeting, name=NEW).link(is_edited=True),
            ),
            " ",
            html.A(
                language.gettext("Take it as a board pack"), href=meeting_pack(meeting)
            ),
        ],
        className="meeting-links small",
    )
    return Content(
        title=title,
        description=_count(meeting, language),
        main=[
            notes_region(view_notes(notes, language)),
            html.Div(
                [*meeting_head(meeting, frame), contents, links],
                className="head meeting-head",
            ),
            html.Div(
                sections,
                className="items",
                **{"data-meeting": _key(meeting)},
            ),
            stage_bar(meeting, frame),
            keys_dialog(meeting, language),
        ],
    )


def _named(section: html.Section) -> str:
    return str(getattr(section, "data-title", "") or "")


def _edited(meeting: Meeting, notes: tuple[Note, ...], frame: Frame) -> Content:
    language = frame.language
    title = language.gettext("Put a meeting together")
    lead = language.gettext(
        "The agenda is kept in the address of this page and nowhere else: share the "
        "link, or keep it as a bookmark."
    )
    return Content(
        title=title,
        description=lead,
        main=[
            notes_region(view_notes(notes, language)),
            html.Div(
                [html.H1(title), html.P(lead, className="lead")], className="head"
            ),
            html.Div(
                [edit_form(meeting, frame), share_line(meeting, frame)],
                className="panel",
                **{"data-drafting": meeting.link(is_edited=True)},
            ),
        ],
    )


def _noted(noted: NotedItem, frame: Frame) -> html.Li:
    language = frame.language
    item, last = noted.item, noted.last
    said = item.note or language.gettext("No notes were written for this item.")
    minutes = ""
    if item.minutes:
        minutes = language.ngettext(
            "{count} minute", "{count} minutes", item.minutes
        ).format(count=item.minutes)
    changed = ""
    if last is not None and last.figure is not None:
        changed = was_sentence(last.figure, last.since, language)
    return html.Li(
        [
            html.H2(item.title or noted.heading),
            html.P(noted.heading, className="finding") if item.title else None,
            html.P(changed) if changed else None,
            html.P(said, className="note" if item.note else "note muted"),
            html.P(minutes, className="small muted") if minutes else None,
        ],
        id=f"note-{noted.number}",
        tabIndex=-1,
    )


def _agenda_entry(agenda: Agenda, language: Language) -> html.Li:
    meeting = of_agenda(agenda, language.code)
    return html.Li(
        [
            html.A(meeting_title(meeting, language), href=meeting.link()),
            html.Span(
                [
                    " ",
                    language.day(agenda.meets_on),
                    ", ",
                    _count(meeting, language),
                ],
                className="small muted",
            ),
        ]
    )


def _count(meeting: Meeting, language: Language) -> str:
    count = len(meeting.items)
    words = language.ngettext("{count} item", "{count} items", count)
    return words.format(count=count)


def _new(language: Language) -> str:
    lang = "" if language.code == "en" else f"&lang={language.code}"
    return f"{ONE_MEETING}{NEW}?edit=1{lang}"


def _key(meeting: Meeting) -> str:
    """What the windows of one meeting know each other by."""
    return replace(meeting, lang="en").link()
