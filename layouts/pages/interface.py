"""The open interface for programs: what can be asked, by example."""

from typing import Any

from dashboard.interface.openapi import PATH as API
from dashboard.interface.parameters import Parameter
from dashboard.interface.resources import RESOURCES, USUAL_ROWS, Resource
from dashboard.interface.words import parameter_text, resource_words
from dashboard.language import Language
from dashboard.settings import Settings
from dashboard.views import Views
from layouts import html
from layouts.frame import Asked, Content, Drawn, Frame, Site, make_frame
from layouts.shell import INTERFACE
from layouts.tables import Cell, Column, Row, scrolling, table

PATH = INTERFACE
#: As many values as fit beside a parameter; more of them are looked up.
MOST_NAMED = 8
#: What each resource is tried with: an address that fills one screen.
EXAMPLES = {
    "areas": "area_type=criminal_justice_area",
    "measures": "measure={measure}",
    "releases": "state=current",
    "observations": "area={area}&from=2024-01",
    "results": "measure={measure}&area={area}",
}


def name(language: Language) -> str:
    """What links call the page."""
    return language.gettext("Figures for programs")


def draw(views: Views, asked: Asked, site: Site) -> Drawn:
    """The page; the query only keeps the reader's view for the links out of it."""
    state, notes = views.parse(asked.query)
    frame = make_frame(views, site, path=PATH, state=state)
    return Drawn(frame, interface_content(views, frame), notes)


def interface_content(views: Views, frame: Frame) -> Content:
    """How to begin, then each resource, then what holds for all of them."""
    language, settings = frame.language, frame.site.settings
    title = language.gettext("Take the figures into a program of your own")
    lead = language.gettext(
        "Every figure on these pages can be read as JSON or CSV, with its interval "
        "and its verdict. Nothing has to be registered for."
    )
    if settings.is_partner:
        lead = language.gettext(
            "Every figure on these pages can be read as JSON or CSV, with its "
            "interval and its verdict, by whoever is signed in."
        )
    return Content(
        title=name(language),
        description=lead,
        main=[
            html.Div(
                [html.H1(title), html.P(lead, className="lead")], className="head"
            ),
            html.Div(
                [
                    _begin(frame),
                    *[_resource(each, views, frame) for each in RESOURCES],
                    _paging(language),
                    _errors(language),
                    _limits(settings, language),
                ],
                className="interface",
            ),
        ],
    )


def _begin(frame: Frame) -> html.Section:
    language = frame.language
    address = _example("results", frame)
    return html.Section(
        [
            html.P(
                [
                    language.gettext("For instance, one measure of one area:"),
                    " ",
                    html.A(html.Code(address), href=address),
                ]
            ),
            html.P(
                [
                    language.gettext("The whole description, for programs to read:"),
                    " ",
                    html.A(
                        html.Code(f"{API}/openapi.json"), href=f"{API}/openapi.json"
                    ),
                    " (OpenAPI 3.1)",
                ]
            ),
        ],
        className="begin",
    )


def _example(resource: str, frame: Frame, *, suffix: str = "") -> str:
    area, measure = frame.defaults.area, frame.defaults.measure
    query = EXAMPLES[resource].format(area=area, measure=measure)
    return f"{API}/{resource}{suffix}?{query}"


def _resource(resource: Resource, views: Views, frame: Frame) -> html.Section:
    language = frame.language
    words = resource_words(resource.name, language)
    heading = f"resource-{resource.name}"
    label = language.gettext("What {resource} can be asked for").format(
        resource=words.title
    )
    columns = [
        Column(language.gettext("Parameter"), is_number=False),
        Column(language.gettext("What it asks for"), is_number=False, css_class="gap"),
        Column(language.gettext("Values"), is_number=False),
    ]
    rows = [
        Row(
            html.Code(each.name),
            [
                Cell(parameter_text(each.name, language)),
                Cell(_values(each, language)),
            ],
        )
        for each in resource.parameters(views)
    ]
    return html.Section(
        [
            html.H2(
                [words.title, " ", html.Code(f"{API}/{resource.name}")], id=heading
            ),
            html.P(words.gives),
            html.P(
                [
                    language.gettext("Try it:"),
                    " ",
                    html.A("JSON", href=_example(resource.name, frame)),
                    ", ",
                    html.A("CSV", href=_example(resource.name, frame, suffix=".csv")),
                ]
            ),
            scrolling(
                table(columns, rows, caption=label, css_class="parameters"),
                label=label,
                key=resource.name,
            ),
        ],
        **{"aria-labelledby": heading},
    )


def _values(parameter: Parameter, language: Language) -> Any:
    if parameter.is_whole:
        return language.gettext("{least} to {most}; {default} without it").format(
            least=language.number(parameter.least or 0),
            most=language.number(parameter.most or 0),
            default=language.number(parameter.default or 0),
        )
    if parameter.choices and len(parameter.choices) <= MOST_NAMED:
        told: list[Any] = []
        for choice in parameter.choices:
            told += [", " if told else "", html.Code(choice)]
    elif parameter.listed_at:
        told = [html.A(parameter.listed_at, href=parameter.listed_at)]
    elif parameter.choices:
        told = [html.A(f"{API}/openapi.json", href=f"{API}/openapi.json")]
    else:
        told = [html.Code(parameter.example)] if parameter.example else []
    if parameter.is_list:
        told += [html.Br(), language.gettext("several with commas between")]
    return told


def _paging(language: Language) -> html.Section:
    return _words(
        "pages",
        language.gettext("Long answers"),
        [
            language.gettext(
                "An answer holds {usual} rows unless limit says otherwise. Where it "
                "goes on, next holds the address of the rest; with CSV it stands in "
                "the header Link."
            ).format(usual=language.number(USUAL_ROWS)),
            language.gettext(
                "Keep the ETag of an answer and send it back as If-None-Match: 304 "
                "says that nothing has changed. data_version changes with every load."
            ),
        ],
    )


def _errors(language: Language) -> html.Section:
    return _words(
        "errors",
        language.gettext("When a question cannot be followed"),
        [
            language.gettext(
                "A page passes over what it does not know; this does not. The answer "
                "is then problem+json, as RFC 9457 describes it: errors names each "
                "parameter, what was sent and what it may be, and reference finds the "
                "question in our log."
            )
        ],
    )


def _limits(settings: Settings, language: Language) -> html.Section:
    often = language.gettext("You may ask as often as you like; please be sparing.")
    if settings.rate_limit:
        count, _, span = settings.rate_limit.partition(" per ")
        often = language.gettext(
            "One address may ask {count} times in a {span}. X-RateLimit-Remaining says "
            "how often it still may; 429 with Retry-After says that it was too often."
        ).format(count=language.number(int(count)), span=_span(span, language))
    lines = [often]
    if not settings.is_partner:
        lines.append(
            language.gettext(
                "Scripts of other sites may ask too: CORS allows them all."
            )
        )
    lines.append(
        language.gettext(
            "Figures are published under the Open Government Licence v3.0. A figure "
            "that is hidden on a page is hidden here: its value is missing and its "
            "status says why."
        )
    )
    return _words(
        "limits", language.gettext("How often, and under what licence"), lines
    )


def _span(span: str, language: Language) -> str:
    return {
        "second": language.gettext("second"),
        "minute": language.gettext("minute"),
        "hour": language.gettext("hour"),
        "day": language.gettext("day"),
    }[span]


def _words(key: str, heading: str, paragraphs: list[str]) -> html.Section:
    return html.Section(
        [html.H2(heading, id=key), *[html.P(each) for each in paragraphs]],
        **{"aria-labelledby": key},
    )
