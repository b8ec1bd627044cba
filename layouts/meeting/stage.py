"""What stands around a meeting's items: progress, keys, the form that edits it."""

from dataclasses import replace
from datetime import date
from typing import Any

from dashboard.language import Language
from dashboard.meeting.model import MOST_ITEMS, NEW, ONE_MEETING, Meeting
from dashboard.meeting.words import meeting_title
from layouts import html
from layouts.fields import option
from layouts.frame import Frame
from layouts.markup import Markup, element, hidden_input, to_html

STAGE, KEYS = "stage", "keys"


def stage_bar(meeting: Meeting, frame: Frame) -> html.Div:
    """Progress and large buttons at the foot of the screen; a script fills it."""
    language = frame.language
    count = len(meeting.items)
    return html.Div(
        [
            html.P(
                [
                    html.Span(
                        [html.I(**{"data-step": str(n)}) for n in range(1, count + 1)],
                        className="steps",
                        **{"aria-hidden": "true"},
                    ),
                    html.Span(className="vh", role="status", **{"data-stage": "said"}),
                ],
                className="progress",
            ),
            _button("previous", "\N{LEFTWARDS ARROW}", language.gettext("Previous")),
            _button("next", "\N{RIGHTWARDS ARROW}", language.gettext("Next")),
            _button("table", "T", language.gettext("Table")),
            html.A(
                [html.Kbd("N"), html.Span(language.gettext("Notes"))],
                href=meeting.link(under="/notes"),
                target="coterminous-notes",
                className="stage-act",
                **{"data-stage": "notes"},
            ),
            _button("keys", "?", language.gettext("Keys")),
            html.A(
                [html.Kbd("Esc"), html.Span(language.gettext("Leave"))],
                href="/",
                className="stage-act",
                **{"data-stage": "leave"},
            ),
        ],
        className="stage-bar",
        id=STAGE,
        hidden=True,
        role="toolbar",
        **{"aria-label": language.gettext("Step through the meeting")},
    )


def _button(name: str, key: str, words: str) -> html.Button:
    return html.Button(
        [html.Kbd(key, **{"aria-hidden": "true"}), html.Span(words)],
        type="button",
        className=f"stage-act stage-{name}",
        **{"data-stage": name},
    )


def keys_dialog(meeting: Meeting, language: Language) -> Markup:
    """Every key there is, in a dialog that the key ? opens."""
    rows = [
        ("\N{RIGHTWARDS ARROW} · Space · Page Down", language.gettext("Next item")),
        ("\N{LEFTWARDS ARROW} · Page Up", language.gettext("Item before")),
        ("Home · End", language.gettext("First item, last item")),
        ("\N{UPWARDS ARROW} \N{DOWNWARDS ARROW}", language.gettext("Scroll")),
        ("T", language.gettext("The figures as a table, and back to the picture")),
        ("N", language.gettext("Notes in a second window, which follows this one")),
        ("?", language.gettext("These keys")),
        ("Esc", language.gettext("Leave to the same view in its page")),
    ]
    inside = to_html(
        [
            html.H2(language.gettext("Keys"), id=f"{KEYS}-heading"),
            html.Dl(
                [
                    part
                    for key, words in rows
                    for part in (html.Dt(html.Kbd(key)), html.Dd(words))
                ]
            ),
            html.P(
                language.gettext(
                    "On a touch screen: swipe left for the next item, right for the "
                    "one before."
                )
            ),
            html.P(
                html.A(
                    language.gettext("Edit this agenda"),
                    href=_edit_link(meeting),
                )
            ),
            html.Button(
                language.gettext("Close"),
                type="button",
                className="btn",
                **{"data-stage": "close"},
            ),
        ]
    )
    return Markup(element("dialog", inside, id=KEYS, aria_labelledby=f"{KEYS}-heading"))


def _edit_link(meeting: Meeting) -> str:
    """The form with this meeting in it; one from the store is copied into the link."""
    return replace(meeting, name=NEW).link(is_edited=True)


def edit_form(meeting: Meeting, frame: Frame) -> html.Form:
    """Titles, order and day of a meeting; all of it ends up in the address."""
    language = frame.language
    days = [day.isoformat() for day in frame.days]
    if meeting.since and meeting.since not in days:
        days = sorted({*days, meeting.since}, reverse=True)
    none = language.gettext("no meeting before")
    options = [
        option(none, "", chosen=meeting.since),
        *[option(_day(day, language), day, chosen=meeting.since) for day in days],
    ]
    return html.Form(
        [
            _text("name", language.gettext("Name of the meeting"), meeting.title),
            html.Label(
                [
                    html.Span(language.gettext("Last meeting: what was known on")),
                    html.Select(options, name="since", id="meeting-since"),
                ],
                className="field",
                htmlFor="meeting-since",
            ),
            html.Ol(
                [
                    _item_row(number, meeting, language)
                    for number in range(1, len(meeting.items) + 1)
                ],
                className="agenda",
            )
            if meeting.items
            else html.P(
                language.gettext(
                    "Nothing is on the agenda yet. On any page choose “Add to a "
                    "meeting” at the foot of a panel, or paste its address here."
                )
            ),
            _add_row(language) if len(meeting.items) < MOST_ITEMS else None,
            *[
                hidden_input(name, value)
                for name, value in (
                    ("as_of", meeting.as_of),
                    ("lang", meeting.lang if meeting.lang != "en" else ""),
                    ("edit", "1"),
                )
                if value
            ],
            html.P(
                [
                    html.Button(
                        language.gettext("Save into the link"),
                        type="submit",
                        className="btn",
                    ),
                    html.A(
                        language.gettext("Start the meeting"),
                        href=meeting.link(),
                        className="start",
                    )
                    if meeting.items
                    else None,
                ],
                className="agenda-acts",
            ),
        ],
        method="get",
        action=f"{ONE_MEETING}{NEW}",
        className="agenda-form",
    )


def share_line(meeting: Meeting, frame: Frame) -> html.Div | None:
    """The link that is the meeting, to copy."""
    if not meeting.items:
        return None
    language = frame.language
    return html.Div(
        [
            html.Label(
                language.gettext("The link to share: it holds the whole agenda"),
                htmlFor="meeting-link",
            ),
            html.Textarea(
                f"{frame.site.settings.base_url}{meeting.link()}",
                id="meeting-link",
                className="snippet",
                rows=3,
                readOnly=True,
                spellCheck="false",
                **{"data-own-link": ""},
            ),
        ],
        className="embedding",
    )


def _item_row(number: int, meeting: Meeting, language: Language) -> html.Li:
    item = meeting.items[number - 1]
    place = language.gettext("Place")
    return html.Li(
        [
            hidden_input("item", item.address),
            _text(
                "title",
                language.gettext("Title of item {number}").format(number=number),
                item.title,
                key=f"title-{number}",
            ),
            html.Label(
                [
                    html.Span(place),
                    Markup(
                        element(
                            "input",
                            id=f"at-{number}",
                            name="at",
                            value=str(number),
                            inputmode="numeric",
                            size="2",
                            aria_describedby="at-help",
                        )
                    ),
                ],
                className="field at",
                htmlFor=f"at-{number}",
            ),
            html.P(html.A(item.address, href=item.address), className="tiny"),
        ]
    )


def _add_row(language: Language) -> html.Div:
    return html.Div(
        [
            _text(
                "item",
                language.gettext("Add a view: the address of a page"),
                "",
                key="add-item",
            ),
            html.P(
                language.gettext(
                    "Empty the place of an item to take it off the agenda."
                ),
                className="tiny muted",
                id="at-help",
            ),
        ],
        className="agenda-add",
    )


def _text(name: str, label: str, value: str, *, key: str = "") -> html.Label:
    field = key or f"meeting-{name}"
    return html.Label(
        [
            html.Span(label),
            Markup(
                element(
                    "input",
                    type="text",
                    id=field,
                    name=name,
                    value=value,
                    autocomplete="off",
                )
            ),
        ],
        className="field wide-field",
        htmlFor=field,
    )


def _day(day: str, language: Language) -> str:
    return language.day(date.fromisoformat(day))


def meeting_head(meeting: Meeting, frame: Frame) -> list[Any]:
    """Whose meeting it is and what it is called."""
    language = frame.language
    day = language.day(meeting.meets_on) if meeting.meets_on else ""
    parts = [frame.site.settings.partnership_name, day]
    return [
        html.P(" · ".join(part for part in parts if part), className="crumb"),
        html.H1(meeting_title(meeting, language)),
    ]
