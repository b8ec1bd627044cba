"""The document around every page: head, masthead, banner, footer."""

from dataclasses import replace
from html import escape
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode

from dashboard.language import Language
from dashboard.meeting.model import MEETINGS, ONE_MEETING
from layouts import html, ids
from layouts.as_known import as_known, day_chooser
from layouts.controls import area_chooser
from layouts.frame import Content, Frame
from layouts.markup import Markup, to_html
from layouts.sign_out import sign_out_part
from layouts.states import failure_template, loading_template

PRODUCT = "Coterminous"
LOGO = (
    '<svg width="30" height="22" viewBox="0 0 30 22" aria-hidden="true" '
    'fill="none" stroke-width="3">'
    '<rect x="1.5" y="1.5" width="17" height="13" stroke="#12436D"/>'
    '<rect x="11.5" y="7.5" width="17" height="13" stroke="#28A197"/></svg>'
)
#: Where a notice goes into a finished page when the store has gone away since.
PLACE_FOR_NOTICE = "<!--notice-->"
#: The page of the open interface.
INTERFACE = "/api"
LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"


class Place(NamedTuple):
    """One entry of the navigation; `under` is how its own pages' addresses begin."""

    path: str
    name: str
    under: str = ""


def document(
    frame: Frame,
    content: Content,
    *,
    places: list[Place],
    live: str = "",
    sharing: str = "",
) -> str:
    """The whole page as HTML; `live` is what makes it answer without leaving it.

    `sharing` goes into the head, for sites that are given the page's link.
    """
    parts = frame.site.parts
    language = frame.language
    title = escape(f"{content.title} - {PRODUCT}", quote=False)
    canonical = frame.site.settings.base_url + frame.link()
    head = (
        '<meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title>"
        f'<meta name="description" content="{escape(content.description)}">'
        '<meta name="theme-color" content="#12436D">'
        f'<link rel="canonical" href="{escape(canonical)}">{sharing}'
        f'<link rel="icon" href="{parts.icon}" type="image/svg+xml">'
        f"<script>{parts.head_script}</script>"
        f'<link rel="stylesheet" href="{parts.stylesheet}">'
    )
    body = to_html(
        [
            html.A(
                language.gettext("Skip to main content"),
                href=f"#{ids.MAIN}",
                className="skip",
            ),
            masthead(frame, places),
            Markup(PLACE_FOR_NOTICE),
            _banner(frame),
            html.Section(
                as_known(frame),
                id=ids.AS_KNOWN,
                className="known",
                **{
                    "aria-label": language.gettext("As of which day"),
                    "data-region": "",
                },
            ),
            content.above,
            html.Main(
                content.main,
                id=ids.MAIN,
                className="wrap",
                tabIndex=-1,
                **_live_facts(frame, is_live=bool(live)),
            ),
            footer(frame, is_alone=not places),
            html.P(id=ids.ANNOUNCEMENT, className="vh", role="status"),
            [failure_template(language), loading_template(language)] if live else None,
        ]
    )
    # All that a page is drawn with comes before it on a slow line.
    script = f'<script src="{parts.script}" fetchpriority="low"></script>'
    return (
        f'<!doctype html><html lang="{language.code}" dir="ltr"><head>{head}</head>'
        f"<body>{body}{script}{live}</body></html>"
    )


def _live_facts(frame: Frame, *, is_live: bool) -> dict[str, str]:
    if not is_live:
        return {}
    parts = frame.site.parts
    addresses = {"data-charts": parts.charts, "data-version": frame.data_version}
    if frame.language.code != "en" and parts.charts_locale:
        addresses["data-charts-locale"] = parts.charts_locale
    return addresses


def masthead(frame: Frame, places: list[Place]) -> html.Header:
    """Whose page it is, where one can go, and in which language."""
    return html.Header(
        html.Div(_masthead(frame, places), className="wrap"), className="mast"
    )


def _masthead(frame: Frame, places: list[Place]) -> list[Any]:
    return [
        html.A(
            [Markup(LOGO), html.Span(PRODUCT, className="name")],
            href=frame.link(path="/"),
            className="brand",
        ),
        html.Span(frame.site.settings.partnership_name, className="partnership"),
        html.Div(
            choosers(frame),
            id=ids.CHOOSER,
            className="chooser",
            **{"data-region": ""},
        )
        if frame.areas
        else None,
        *(_menu(frame, places) if places else [_alone(frame)]),
    ]


def _alone(frame: Frame) -> html.Div:
    """The language alone, for who is not let in: there is nowhere else to go."""
    return html.Div(
        html.Div(_language_link(frame), className="language"),
        className="alone",
    )


def _menu(frame: Frame, places: list[Place]) -> list[Any]:
    language = frame.language
    return [
        html.Button(
            language.gettext("Menu"),
            type="button",
            id=ids.MENU,
            className="menu",
            **{"aria-expanded": "false", "aria-controls": ids.NAVIGATION},
        ),
        html.Nav(
            navigation(frame, places),
            id=ids.NAVIGATION,
            **{"aria-label": language.gettext("Pages"), "data-region": ""},
        ),
    ]


def choosers(frame: Frame) -> list[Any]:
    """The day figures are known on, where there is a choice, and one's own area."""
    return [day_chooser(frame), area_chooser(frame)]


def navigation(frame: Frame, places: list[Place]) -> list[Any]:
    """The inside of the navigation: links that keep the view, and the language."""
    return [
        html.Ul([html.Li(_place_link(frame, place)) for place in places]),
        html.Div([_meetings_link(frame), _language_link(frame)], className="language"),
        sign_out_part(frame.site.settings, frame.language),
    ]


def _place_link(frame: Frame, place: Place) -> html.A:
    current = {}
    if place.path == frame.path:
        current["aria-current"] = "page"
    elif place.under and frame.path.startswith(place.under):
        current["aria-current"] = "true"
    return html.A(place.name, href=frame.link(path=place.path), **current)


def _meetings_link(frame: Frame) -> html.A:
    current = {}
    if frame.path == MEETINGS or frame.path.startswith(ONE_MEETING):
        current["aria-current"] = "page"
    return html.A(
        frame.language.gettext("Meetings"), href=frame.link(path=MEETINGS), **current
    )


def _language_link(frame: Frame) -> html.A:
    other, name = (
        ("en", "English") if frame.language.code == "cy" else ("cy", "Cymraeg")
    )
    return html.A(
        name,
        href=_in_language(frame, other),
        lang=other,
        hrefLang=other,
        **{"data-key": "language"},
    )


def _in_language(frame: Frame, code: str) -> str:
    """The same view in a language; what a reader asked for and may not see yet too."""
    if not frame.asked:
        return frame.link(replace(frame.state, lang=code))
    pairs = parse_qsl(frame.asked, keep_blank_values=True)
    kept = [(name, value) for name, value in pairs if name != "lang"]
    return f"{frame.path}?{urlencode([*kept, ('lang', code)], safe=',:/')}"


def _banner(frame: Frame) -> html.Section | None:
    if not frame.is_demonstration:
        return None
    language = frame.language
    warning = language.gettext("Demonstration figures, not real")
    return html.Section(
        html.P(
            [
                html.B(warning),
                language.gettext(
                    "They were invented to show how the pages work. Load a "
                    "publication to see real ones."
                ),
            ],
            className="wrap",
        ),
        className="banner",
        **{"aria-label": warning},
    )


def stale_notice(language: Language) -> html.Section:
    """Says that a page is shown as it was, because newer figures cannot be read."""
    words = language.gettext(
        "Newer figures cannot be reached just now. This page shows those last read; "
        "their date is at the foot of the page."
    )
    return html.Section(
        html.P(words, className="wrap"),
        className="banner",
        **{"aria-label": language.gettext("About the figures")},
    )


def footer(frame: Frame, *, is_alone: bool = False) -> html.Footer:
    """How fresh the figures are, under what licence, and whom to ask.

    Alone, with no page to lead to and no figure above: only whom to ask.
    """
    language = frame.language
    about = frame.link(path="/about")
    if is_alone:
        contact = contact_links(frame.site.settings.contact, language)
        links = [html.Li(html.A(text, href=href)) for text, href in contact]
        whose = html.P(frame.site.settings.partnership_name)
        return html.Footer(
            html.Div([whose, html.Ul(links) if links else None], className="pagefoot"),
            className="wrap",
        )
    return html.Footer(
        html.Div(
            [
                html.P(
                    language.gettext(
                        "Figures are those published by each agency. Police count "
                        "current cases; the CPS and the courts count finalised ones."
                    )
                ),
                html.P(_freshness(frame)),
                html.Ul(
                    [
                        html.Li(html.A(text, href=href))
                        for text, href in (
                            (language.gettext("Methods"), f"{about}#methods"),
                            (
                                language.gettext("Accessibility"),
                                f"{about}#accessibility",
                            ),
                            (
                                language.gettext("Figures for programs"),
                                frame.link(path=INTERFACE),
                            ),
                            (language.gettext("Open Government Licence v3.0"), LICENCE),
                            *contact_links(frame.site.settings.contact, language),
                        )
                    ]
                ),
            ],
            className="pagefoot",
        ),
        className="wrap",
    )


def _freshness(frame: Frame) -> list[Any]:
    language = frame.language
    if frame.updated_on is None:
        return [language.gettext("No figures are loaded.")]
    day = language.day(frame.updated_on)
    version = frame.data_version[:12]
    return [
        language.gettext("Figures as of {day}.").format(day=day),
        " ",
        language.gettext("Data version"),
        " ",
        html.Code(version),
    ]


def contact_links(contact: str, language: Language) -> list[tuple[str, str]]:
    """The contact as words and an address; empty without a usable one."""
    if not contact:
        return []
    address = f"mailto:{contact}" if "@" in contact and ":" not in contact else contact
    if not address.startswith(("mailto:", "https://", "http://")):
        return []
    return [(language.gettext("Contact"), address)]
