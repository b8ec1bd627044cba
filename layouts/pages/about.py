"""About: how the figures are made, accessibility, licence, whom to ask."""

from typing import Any

from dashboard.language import Language
from dashboard.pages import Hiding
from dashboard.views import Views
from layouts import html
from layouts.access import kept_words
from layouts.disclosure import small_numbers
from layouts.frame import Asked, Content, Drawn, Frame, Site, make_frame
from layouts.shell import LICENCE, contact_links

PATH = "/about"


def name(language: Language) -> str:
    """What the navigation calls the page."""
    return language.gettext("About")


def draw(views: Views, asked: Asked, site: Site) -> Drawn:
    """The page; the query only keeps the reader's view for the links out of it."""
    state, notes = views.parse(asked.query)
    frame = make_frame(views, site, path=PATH, state=state)
    return Drawn(frame, about_content(frame, views.hiding()), notes)


def about_content(frame: Frame, hiding: Hiding) -> Content:
    """All sections, one after another."""
    language = frame.language
    title = language.gettext("About these figures")
    lead = language.gettext(
        "What is counted, how a difference is judged, and what the pages leave out."
    )
    return Content(
        title=title,
        description=lead,
        main=[
            html.Div(
                [html.H1(title), html.P(lead, className="lead")], className="head"
            ),
            html.Div(
                [
                    *_methods(language),
                    *_section(
                        "small-numbers",
                        language.gettext("Small numbers"),
                        [*small_numbers(hiding, language)],
                    ),
                    *_accessibility(language),
                    *_licence(language),
                    *_privacy(frame),
                    *_contact(frame),
                ],
                className="prose",
            ),
        ],
    )


def _section(key: str, heading: str, paragraphs: list[Any]) -> list[Any]:
    return [html.H2(heading, id=key), *[_paragraph(each) for each in paragraphs]]


def _paragraph(content: Any) -> Any:
    return html.P(content) if isinstance(content, str) else content


def _methods(language: Language) -> list[Any]:
    return _section(
        "methods",
        language.gettext("Methods"),
        [
            language.gettext(
                "Each figure is worked out from the counts an agency publishes: "
                "counts are added up first and divided afterwards, never the other "
                "way round. Agencies count different things. Police count offences "
                "as they are recorded; the Crown Prosecution Service and the courts "
                "count cases when they end."
            ),
            language.gettext(
                "A share carries a 95% Wilson score interval, a rate Byar’s. A "
                "figure is called higher or lower only where its interval leaves "
                "the benchmark out; otherwise it is similar. Two single areas are "
                "compared by the interval of their difference (Newcombe)."
            ),
            language.gettext(
                "The funnel plot asks another question: whether an area differs "
                "from the average by more than chance would make it. Its limits are "
                "at 95% and 99.8%. Areas nearly always differ by more than chance "
                "alone, so the limits are widened for overdispersion unless the "
                "plain ones are asked for."
            ),
            language.gettext(
                "A month that was never published is left as a gap: a share is then "
                "worked out over the months there are and says so, a count is not "
                "compared with full years, and a rolling year is not given."
            ),
            language.gettext(
                "A difference is a reason to ask, not an answer. None of these "
                "figures says what an area, a court or a prosecutor should decide."
            ),
        ],
    )


def _accessibility(language: Language) -> list[Any]:
    points = (
        language.gettext("Every picture has a table with the same figures under it."),
        language.gettext(
            "Everything can be reached by keyboard; the tile map is one stop, with "
            "the arrow keys inside."
        ),
        language.gettext(
            "Nothing is said by colour alone: a shape or a word comes with it."
        ),
        language.gettext(
            "The pages work without script, at 320 pixels and at 400% zoom, and "
            "can be printed."
        ),
    )
    return _section(
        "accessibility",
        language.gettext("Accessibility"),
        [
            language.gettext(
                "These pages are meant to meet level AA of the Web Content "
                "Accessibility Guidelines 2.2. They are checked by program and by "
                "keyboard; they have not yet been tried by people who use screen "
                "readers every day."
            ),
            html.Ul([html.Li(point) for point in points]),
            language.gettext(
                "The closer look at a chart, under Explore, is made for a pointer. "
                "The table under the chart holds the same figures."
            ),
        ],
    )


def _licence(language: Language) -> list[Any]:
    return _section(
        "licence",
        language.gettext("Licence"),
        [
            html.P(
                [
                    language.gettext(
                        "Published figures are Crown copyright, under the"
                    ),
                    " ",
                    html.A(
                        language.gettext("Open Government Licence v3.0"), href=LICENCE
                    ),
                    ". ",
                    language.gettext("The source is named under every picture."),
                ]
            )
        ],
    )


def _privacy(frame: Frame) -> list[Any]:
    language = frame.language
    if frame.site.settings.is_partner:
        return _section("privacy", language.gettext("Privacy"), [kept_words(language)])
    return _section(
        "privacy",
        language.gettext("Privacy"),
        [
            language.gettext(
                "The pages set no cookie, load nothing from another site and know "
                "nothing about who reads them."
            )
        ],
    )


def _contact(frame: Frame) -> list[Any]:
    language = frame.language
    links = contact_links(frame.site.settings.contact, language)
    if not links:
        return []
    words = language.gettext("Questions about the figures or these pages:")
    address = links[0][1]
    shown = address.removeprefix("mailto:")
    return _section(
        "contact",
        language.gettext("Contact"),
        [html.P([words, " ", html.A(shown, href=address)])],
    )
