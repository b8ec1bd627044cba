"""The catalogue: every measure by stage of a case, to be searched and followed."""

from dataclasses import replace
from typing import Any

from dashboard.catalogue_page import Entry, StageEntries, search_text
from dashboard.language import Language
from dashboard.measure_words import agency_text, topic_text
from dashboard.overview_words import stage_text
from dashboard.pages import CatalogueView
from dashboard.views import Views
from layouts import html
from layouts.frame import Asked, Content, Drawn, Frame, Site, make_frame
from layouts.markup import Markup, element
from layouts.states import notes_region, view_notes

PATH = "/measures"
#: What is filtered, by the key the script finds it under.
KEY = "measures"


def name(language: Language) -> str:
    """What the navigation calls the page."""
    return language.gettext("Measures")


def draw(views: Views, asked: Asked, site: Site) -> Drawn:
    """The page; the query only keeps the reader's view for the links out of it."""
    view = views.catalogue_page(asked.query)
    frame = make_frame(views, site, path=PATH, state=view.state)
    return Drawn(frame, measures_content(view, frame), view.notes)


def measures_content(view: CatalogueView, frame: Frame) -> Content:
    """A field to search with, and the measures under their stages."""
    language = frame.language
    total = sum(len(stage.entries) for stage in view.stages)
    loaded = sum(
        entry.latest is not None for stage in view.stages for entry in stage.entries
    )
    title = language.gettext("Every measure there is")
    lead = language.gettext(
        "{total} measures, {loaded} of them with figures, in the order of a case."
    ).format(total=total, loaded=loaded)
    notes = view_notes(view.notes, language)
    return Content(
        title=title,
        description=lead,
        main=[
            notes_region(notes),
            html.Div(
                [html.H1(title), html.P(lead, className="lead")], className="head"
            ),
            _search(view, language),
            html.Div(
                [_stage(stage, frame) for stage in view.stages],
                id=KEY,
                className="catalogue",
            ),
        ],
    )


def _search(view: CatalogueView, language: Language) -> html.Div:
    """Fields that narrow the list down as one types; without script it is whole."""
    stages = [(s.stage, stage_text(s.stage, language)) for s in view.stages]
    agencies = [(each, agency_text(each, language)) for each in view.agencies]
    topics = [(each, topic_text(each, language)) for each in view.topics]
    return html.Div(
        [
            html.Label(
                [
                    html.Span(language.gettext("Find a measure")),
                    Markup(
                        element(
                            "input",
                            type="search",
                            id="find-text",
                            autocomplete="off",
                            data_find="text",
                        )
                    ),
                ],
                className="field wide-field",
                htmlFor="find-text",
            ),
            _choice("stage", language.gettext("Stage"), stages, language),
            _choice("agency", language.gettext("Lead agency"), agencies, language),
            _choice("topic", language.gettext("Topic"), topics, language),
            html.P(
                className="found small muted",
                role="status",
                **{
                    "data-found": language.gettext("{count} of {total} measures"),
                    "data-found-none": language.gettext(
                        "No measure fits. Try another word, or fewer."
                    ),
                },
            ),
        ],
        className="find with-script",
        role="search",
        **{"data-finds": KEY},
    )


def _choice(
    kind: str, label: str, choices: list[tuple[str, str]], language: Language
) -> html.Label | None:
    if len(choices) < 2:
        return None
    every = html.Option(language.gettext("All"), value="")
    options = [html.Option(words, value=value) for value, words in choices]
    return html.Label(
        [
            html.Span(label),
            html.Select([every, *options], id=f"find-{kind}", **{"data-find": kind}),
        ],
        className="field",
        htmlFor=f"find-{kind}",
    )


def _stage(stage: StageEntries, frame: Frame) -> html.Section:
    language = frame.language
    key = f"stage-{stage.stage}"
    return html.Section(
        [
            html.H2(stage_text(stage.stage, language), id=key),
            html.Ul([_entry(entry, frame) for entry in stage.entries]),
        ],
        className="panel",
        **{"aria-labelledby": key},
    )


def _entry(entry: Entry, frame: Frame) -> html.Li:
    language, measure = frame.language, entry.measure
    agency = agency_text(measure.lead_agency, language)
    topic = topic_text(measure.topic, language)
    if entry.latest is None:
        reach = language.gettext("nothing loaded")
    else:
        reach = language.gettext("to {period}").format(
            period=entry.latest.words(language)
        )
    searched = f"{search_text(entry, language)} {agency} {topic}".lower()
    facts: list[Any] = [
        html.Span(topic),
        html.Span(agency),
        html.Span(
            language.gettext("counts {units}").format(units=measure.counts(language))
        ),
        html.Span(reach),
    ]
    return html.Li(
        [
            html.A(
                measure.name(language),
                href=frame.measure_link(
                    measure.id, replace(frame.state, measure=measure.id)
                ),
            ),
            html.P(measure.asks(language)),
            html.P(facts, className="tiny muted dots"),
        ],
        className=None if measure.family_head else "member",
        **{
            "data-text": searched,
            "data-stage": measure.stage,
            "data-agency": measure.lead_agency,
            "data-topic": measure.topic,
        },
    )
