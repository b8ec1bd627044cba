"""What a measure is: its definition card, what to ask, and what it cannot tell."""

from typing import Any

from dashboard.attention_words import late_sentence
from dashboard.formats import status_mark, status_text
from dashboard.language import Language
from dashboard.measure_words import agency_text, revision_sentence, topic_text
from dashboard.overview_words import recency_text, stage_text
from dashboard.pages import MeasureView
from dashboard.revisions import Revision
from layouts import html, ids
from layouts.measure_chart import target_text
from layouts.tables import Cell, Column, Row, table
from layouts.twins import value_cell


def definition_card(view: MeasureView, language: Language) -> html.Div:
    """The definition beside what to ask and what the figure cannot tell."""
    measure = view.measure
    questions = measure.questions_cy if language.code == "cy" else measure.questions
    cannot = measure.cannot_tell_cy if language.code == "cy" else measure.cannot_tell
    caveats = measure.caveats(language)
    beside: list[Any] = []
    if questions:
        beside += [
            html.H3(language.gettext("Questions to ask")),
            html.Ul([html.Li(question) for question in questions]),
        ]
    beside += [html.H3(language.gettext("What it cannot tell you")), html.P(cannot)]
    if caveats:
        beside += [
            html.H3(language.gettext("Before you use it")),
            html.Ul([html.Li(caveat) for caveat in caveats]),
        ]
    return html.Div(
        [_facts(view, language), html.Div(beside, className="beside")],
        className="picture definition",
    )


def facts(view: MeasureView, language: Language) -> list[tuple[str, Any]]:
    """Term and words of everything on the card that is known."""
    measure, source = view.measure, view.source
    below = measure.denominator
    basis = {
        "current": language.gettext("Current cases, as they happen"),
        "finalised": language.gettext("Finalised cases, as they end"),
    }[measure.basis]
    feeds = [agency_text(agency, language) for agency in measure.feeds]
    link: Any = source.name(language)
    if source.link:
        link = html.A(link, href=source.link)
    found = [
        (language.gettext("What it counts"), measure.definition(language)),
        (language.gettext("Numerator"), measure.numerator.name(language)),
        (language.gettext("Denominator"), below.name(language) if below else ""),
        (language.gettext("Unit of count"), measure.counts(language)),
        (language.gettext("Basis"), basis),
        (language.gettext("Stage"), stage_text(measure.stage, language)),
        (language.gettext("Topic"), topic_text(measure.topic, language)),
        (
            language.gettext("Lead agency"),
            agency_text(measure.lead_agency, language),
        ),
        (language.gettext("Fed by"), language.join(feeds)),
        (language.gettext("Source"), [link, f", {source.publisher}"]),
        (language.gettext("Status"), _status(view, language)),
        (language.gettext("Target"), target_text(view.row, language))
        if view.row
        else ("", ""),
        (language.gettext("Figures reach"), recency_text(view.freshness, language)),
        (language.gettext("Next update"), late_sentence(view.freshness, language)),
        (language.gettext("Looked after by"), measure.publication.owner),
        (
            language.gettext("Definition reviewed"),
            language.day(measure.publication.reviewed),
        ),
        (
            language.gettext("Next review"),
            language.day(measure.publication.next_review),
        ),
    ]
    return [(term, words) for term, words in found if words]


def revisions_list(
    revisions: tuple[Revision, ...], language: Language
) -> html.Ul | None:
    """One line a release that changed something; None without any."""
    if not revisions:
        return None
    return html.Ul(
        [html.Li(revision_sentence(each, language)) for each in revisions],
        className="small revisions",
    )


def revisions_table(view: MeasureView, language: Language) -> html.Table | None:
    """Each period's figure before and after, the latest release first."""
    if not view.revisions:
        return None
    columns = [
        Column(language.gettext("Release"), is_number=False),
        Column(language.gettext("Period"), is_number=False),
        Column(language.gettext("Before")),
        Column(language.gettext("After")),
    ]
    names = _period_names(view, language)
    rows = [
        Row(
            revision.release.edition,
            [
                Cell(names.get(change.after.period, change.after.period)),
                value_cell(view.measure, change.before, language),
                value_cell(view.measure, change.after, language),
            ],
        )
        for revision in view.revisions
        for change in revision.changes
    ]
    return table(
        columns,
        rows,
        caption=language.gettext("Figures before and after each revision"),
        table_id=ids.panel_table("revisions"),
    )


def _facts(view: MeasureView, language: Language) -> html.Dl:
    return html.Dl(
        [
            part
            for term, words in facts(view, language)
            for part in (html.Dt(term), html.Dd(words))
        ],
        className="facts small",
    )


def _status(view: MeasureView, language: Language) -> str:
    """That of the figure in view; plainly published where nothing is to be said."""
    if view.row is None:
        return ""
    status = view.row.result.status
    words = status_text(status, language) or language.gettext("published")
    return f"{words} {status_mark(status)}".strip()


def _period_names(view: MeasureView, language: Language) -> dict[str, str]:
    periods = view.row.chart.periods if view.row else ()
    return {period.label: period.words(language) for period in periods}
