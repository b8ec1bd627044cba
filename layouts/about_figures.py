"""Where a panel's figures come from, how fresh they are, and what to beware of."""

from collections.abc import Iterable
from typing import Any

from dashboard.formats import status_text
from dashboard.language import Language
from dashboard.measures import Catalogue, Source
from dashboard.pages import CompareView, Release
from dashboard.results import SYMBOLS, Status
from layouts import html


def source_line(
    view: CompareView, catalogue: Catalogue, language: Language, *, panel: str
) -> str:
    """Publication, period and licence in one line."""
    measure = catalogue[view.state.measure]
    source = catalogue.source(measure)
    when = _when(view, language, panel)
    cited = ", ".join(part for part in (source.name(language), when) if part)
    return cited_line(1, cited, source.licence, language)


def sources_line(sources: Iterable[Source], language: Language) -> str:
    """Every publication that figures on a page come from, and the licences."""
    named = list(dict.fromkeys(sources))
    cited = "; ".join(source.name(language) for source in named)
    licences = "; ".join(dict.fromkeys(source.licence for source in named))
    return cited_line(len(named), cited, licences, language)


def cited_line(sources: int, cited: str, licence: str, language: Language) -> str:
    """Where figures come from, and under what licence."""
    return language.ngettext(
        "Source: {cited}. {licence}.", "Sources: {cited}. {licence}.", sources
    ).format(cited=cited, licence=licence)


def symbols_line(statuses: Iterable[Status], language: Language) -> str:
    """What the bracketed symbols stand for, those that occur; empty for none."""
    shown = set(statuses)
    return " ".join(
        f"[{SYMBOLS[status]}] {status_text(status, language)}."
        for status in Status
        if status in shown and SYMBOLS[status]
    )


def _when(view: CompareView, language: Language, panel: str) -> str:
    if view.data is None:
        return ""
    periods = view.data.trend.periods
    if panel != "trend" or not periods:
        return view.data.period.words(language)
    return language.gettext("{first} to {last}").format(
        first=periods[0].words(language), last=periods[-1].words(language)
    )


def about_figures(
    view: CompareView, catalogue: Catalogue, language: Language
) -> html.Div:
    """Definition, dates, caveats, symbols and limits of the measure in view."""
    measure = catalogue[view.state.measure]
    source = catalogue.source(measure)
    cannot = measure.cannot_tell_cy if language.code == "cy" else measure.cannot_tell
    publisher: Any = source.publisher
    if source.link:
        publisher = html.A(
            f"{source.publisher}, {source.name(language)}", href=source.link
        )
    facts = [
        (language.gettext("What it counts"), measure.definition(language)),
        (language.gettext("Published by"), publisher),
        (language.gettext("Loaded"), _editions(view.releases, language)),
        (language.gettext("It cannot tell you"), cannot),
    ]
    caveats = [*measure.caveats(language), *_symbols(view, language)]
    return html.Div(
        [
            html.Dl(
                [
                    part
                    for term, words in facts
                    if words
                    for part in (html.Dt(term), html.Dd(words))
                ],
                className="facts small",
            ),
            html.Ul([html.Li(caveat) for caveat in caveats], className="caveats")
            if caveats
            else None,
        ],
        className="about",
    )


def _editions(releases: tuple[Release, ...], language: Language) -> str:
    """The newest edition the figures rest on, and how many there are in all."""
    if not releases:
        return ""
    newest = max(releases, key=lambda release: release.edition)
    published = newest.published_on or newest.loaded_at.date()
    words = language.ngettext(
        "{count} edition, the latest {edition}, of {day}.",
        "{count} editions, the latest {edition}, of {day}.",
        len(releases),
    )
    return words.format(
        count=len(releases), edition=newest.edition, day=language.day(published)
    )


def _symbols(view: CompareView, language: Language) -> list[str]:
    """What the bracketed symbols in the tables stand for, those that occur."""
    if view.data is None:
        return []
    shown = {result.status for result in view.data.results.values()}
    shown |= {
        result.status
        for results in view.data.trend.areas.values()
        for result in results
    }
    return [
        f"[{SYMBOLS[status]}] {status_text(status, language)}"
        for status in Status
        if status in shown and SYMBOLS[status]
    ]
