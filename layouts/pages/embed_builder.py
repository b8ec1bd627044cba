"""Embed a panel: choose what it shows, look at it, copy the line for another site."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import partial
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode

from dashboard.areas import Geography
from dashboard.language import Language
from dashboard.measures import Catalogue
from dashboard.view_state import LANGUAGES, MOST_PINNED, ViewState
from layouts import html
from layouts.embed import Embedded
from layouts.fields import against_field, by_name, form_select
from layouts.frame import Content, Frame
from layouts.markup import Markup, element, hidden_input
from layouts.pages.offers import OFFERS
from layouts.panel_names import measure_options, view_options
from layouts.snippets import WIDTH, Snippet, frame_html, panel_snippet, sizing_html

PATH = "/embed"
FIRST_PANEL = "compare/ranked"
FULL = "100%"
#: Pixels a frame may be across, and how much higher it is than at its usual width.
WIDTHS = {FULL: 1.0, "720": 1.0, "600": 1.0, "480": 1.25, "360": 1.4}
#: What the form sets; all else that was chosen travels along.
SET_HERE = {"panel", "width", "speaks", "area", "measure", "against", "pinned", "lang"}
BENCHMARKS = ("england_and_wales", "similar", "region")

_choice = partial(form_select, form="builder")


class EmbedAsked(NamedTuple):
    """A frame as it is asked for: the panel, its query, how wide, in which language."""

    page: str
    panel: str
    query: str
    width: str
    speaks: str


def embed_asked(query: str) -> EmbedAsked:
    """What a query asks for; what cannot be asked falls back."""
    pairs = parse_qsl(query)
    given = dict(pairs)
    page, _, panel = given.get("panel", FIRST_PANEL).partition("/")
    if page not in OFFERS or panel not in OFFERS[page].panels:
        page, _, panel = FIRST_PANEL.partition("/")
    width = given.get("width", FULL)
    speaks = given.get("speaks", given.get("lang", "en"))
    rest = [(n, v) for n, v in pairs if n not in ("panel", "width", "speaks", "lang")]
    speaks = speaks if speaks in LANGUAGES else "en"
    rest += [("lang", speaks)] * (speaks != "en")
    return EmbedAsked(
        page,
        panel,
        urlencode(rest, safe=",:/"),
        width if width in WIDTHS else FULL,
        speaks,
    )


def name(language: Language) -> str:
    """What the page is called."""
    return language.gettext("Embed a panel")


def builder_content(
    asked: EmbedAsked,
    embedded: Embedded,
    frame: Frame,
    catalogue: Catalogue,
    geography: Geography,
) -> Content:
    """The choices beside the frame they make, which is the one others will see."""
    language = frame.language
    lead = language.gettext(
        "Choose what the panel shows, look at it as readers of your page will, and "
        "copy the line. It needs no script and sets no cookie."
    )
    return Content(
        title=name(language),
        description=lead,
        main=[
            html.Div(
                [html.H1(name(language)), html.P(lead, className="lead")],
                className="head",
            ),
            html.Div(
                [
                    _form(asked, frame, catalogue, geography),
                    html.Div(
                        _built(asked, embedded, frame),
                        id="built",
                        className="c7",
                    ),
                ],
                className="cols builder",
            ),
        ],
    )


def _form(
    asked: EmbedAsked, frame: Frame, catalogue: Catalogue, geography: Geography
) -> html.Section:
    language, state = frame.language, frame.state
    areas = by_name(frame.areas.values(), language)
    fields = [
        _choice(
            language.gettext("Panel"),
            "panel",
            view_options(language, chosen=f"{asked.page}/{asked.panel}"),
        ),
        _choice(
            language.gettext("Area"),
            "area",
            [_option(a.name(language), a.code, chosen=state.area) for a in areas],
        ),
        _choice(
            language.gettext("Measure, where the panel is about one"),
            "measure",
            measure_options(catalogue, language, chosen=state.measure),
        ),
        against_field(BENCHMARKS, state, geography, frame),
        _pinned(areas, frame),
        _choice(
            language.gettext("Language"),
            "speaks",
            [
                _option("English", "en", chosen=asked.speaks),
                _option("Cymraeg", "cy", chosen=asked.speaks),
            ],
        ),
        _choice(
            language.gettext("Width"),
            "width",
            [
                _option(_width_text(width, language), width, chosen=asked.width)
                for width in WIDTHS
            ],
        ),
    ]
    kept = [
        hidden_input(name, value)
        for name, value in parse_qsl(state.to_query(frame.defaults))
        if name not in SET_HERE
    ]
    kept += [hidden_input("lang", language.code)] * (language.code != "en")
    return html.Section(
        [
            html.H2(language.gettext("What it shows"), id="builder-form"),
            html.Form(
                [
                    *fields,
                    *kept,
                    html.Button(
                        language.gettext("Show"), type="submit", className="btn"
                    ),
                ],
                method="get",
                action=PATH,
                className="stacked",
                **{"data-builder": ""},
            ),
        ],
        className="c5",
        **{"aria-labelledby": "builder-form"},
    )


def _pinned(areas: Sequence[Any], frame: Frame) -> html.Fieldset:
    language, pinned = frame.language, frame.state.pinned
    selects = []
    for number in range(MOST_PINNED):
        chosen = pinned[number] if number < len(pinned) else ""
        options = [_option(language.gettext("None"), "", chosen=chosen)]
        options += [
            _option(area.name(language), area.code, chosen=chosen)
            for area in areas
            if area.code != frame.state.area
        ]
        label = language.gettext("Area beside it, {number}").format(number=number + 1)
        selects.append(
            html.Select(
                options,
                name="pinned",
                id=f"builder-pinned-{number}",
                **{"aria-label": label},
            )
        )
    return html.Fieldset(
        [html.Legend(language.gettext("Areas beside it")), *selects], className="field"
    )


def _option(words: str, value: str, *, chosen: str) -> html.Option:
    named = {"selected": True} if value == chosen else {}
    return html.Option(words, value=value, **named)


def _width_text(width: str, language: Language) -> str:
    if width == FULL:
        return language.gettext("As wide as the page it stands in")
    return language.gettext("{width} pixels").format(width=width)


def _built(asked: EmbedAsked, embedded: Embedded, frame: Frame) -> list[Any]:
    """The frame as it will be, and the line that makes it."""
    language = frame.language
    snippet = _snippet(asked, embedded)
    line = frame_html(snippet, width=asked.width)
    return [
        html.H2(language.gettext("What readers will see"), id="builder-preview"),
        html.Div(
            Markup(
                element(
                    "iframe",
                    src=snippet.address,
                    title=snippet.title,
                    width=asked.width,
                    height=str(snippet.height),
                    frameborder="0",
                )
            ),
            className="preview",
        ),
        html.H2(language.gettext("The line to paste")),
        html.Label(
            language.gettext("Line to copy"), htmlFor="builder-line", className="small"
        ),
        _copyable(line, snippet, "builder-line", rows=6),
        html.P(
            [
                html.Button(
                    language.gettext("Copy the line"),
                    type="button",
                    className="btn with-script",
                    **{
                        "data-copy": "builder-line",
                        "data-done": language.gettext("Copied."),
                        "data-failed": language.gettext(
                            "Marked: copy it with your keyboard."
                        ),
                    },
                ),
                html.Span("", role="status", id="builder-told"),
            ]
        ),
        html.P(_fixed(embedded, language), className="small"),
        html.P(
            language.gettext(
                "The height fits this width. A page that may run our script can add "
                "this line once, and each frame is as high as what is in it:"
            ),
            className="small",
        ),
        _copyable(sizing_html(snippet.origin), snippet, "builder-script", rows=2),
        html.P(_hosts(frame), className="small"),
    ]


def _copyable(words: str, snippet: Snippet, key: str, *, rows: int) -> html.Textarea:
    label = {"aria-label": "embed.js"} if key == "builder-script" else {}
    return html.Textarea(
        words,
        id=key,
        className="snippet",
        rows=rows,
        readOnly=True,
        spellCheck="false",
        **{"data-snippet": snippet.origin if snippet.is_guess else "", **label},
    )


def _snippet(asked: EmbedAsked, embedded: Embedded) -> Snippet:
    """The panel's own line, as high as its width needs."""
    panel = embedded.panel
    found = panel.snippet or panel_snippet(
        embedded.frame, asked.page, asked.panel, title=panel.heading, height=WIDTH
    )
    if found is None:
        raise LookupError("panels of the partner tier stand in no other site")
    height = round(found.height * WIDTHS[asked.width] / 10) * 10
    return found._replace(height=height)


def _fixed(embedded: Embedded, language: Language) -> str:
    if embedded.frame.state.period:
        return language.gettext(
            "It shows the period you chose, and stays with it. Take the period out of "
            "the address to show the newest figures."
        )
    return language.gettext("It shows the newest figures, as they arrive.")


def _hosts(frame: Frame) -> str:
    language, hosts = frame.language, frame.site.settings.embed_hosts
    if not hosts:
        return language.gettext(
            "No other site may show panels yet: whoever runs this one lists yours in "
            "EMBED_HOSTS."
        )
    said = language.gettext("Sites that may show panels: {hosts}.")
    return said.format(hosts=language.join(list(hosts)))


@dataclass(frozen=True)
class BuilderFrame(Frame):
    """The surroundings of the builder, whose links keep the panel and its width."""

    chosen: str = ""

    def link(self, state: ViewState | None = None, *, path: str = "") -> str:
        """As on other pages; of this page, with what was chosen here too."""
        address = super().link(state, path=path)
        if path and path != self.path:
            return address
        return f"{address}{'&' if '?' in address else '?'}{self.chosen}"


def builder_frame(frame: Frame, asked: EmbedAsked) -> BuilderFrame:
    """The surroundings of the builder, in the reader's own language."""
    known = {
        each.name: getattr(frame, each.name) for each in fields(Frame) if each.init
    }
    chosen = {
        "panel": f"{asked.page}/{asked.panel}",
        "width": asked.width,
        "speaks": asked.speaks,
    }
    known |= {"path": PATH, "areas": frame.areas}
    return BuilderFrame(**known, chosen=urlencode(chosen, safe="/"))
