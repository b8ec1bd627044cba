"""How recent each publication's figures are: a strip, and the same as a table."""

from collections.abc import Sequence

from dashboard.attention_words import late_sentence
from dashboard.freshness import Freshness
from dashboard.language import Language
from dashboard.overview_words import recency_text
from layouts import html, ids
from layouts.tables import Cell, Column, Row, table


def freshness_strip(every: Sequence[Freshness], language: Language) -> html.Ul:
    """One entry a publication; late ones and those not loaded have a broken line."""
    return html.Ul([_entry(each, language) for each in every], className="fresh")


def freshness_sentence(every: Sequence[Freshness], language: Language) -> str:
    """How many publications are loaded, and how many of them late."""
    loaded = [each for each in every if each.latest is not None]
    late = sum(each.is_late for each in loaded)
    if not loaded:
        return language.gettext("Nothing is loaded yet.")
    message = language.ngettext(
        "{loaded} of {count} publication is loaded; {late} of them late.",
        "{loaded} of {count} publications are loaded; {late} of them late.",
        len(every),
    )
    return message.format(loaded=len(loaded), count=len(every), late=late)


def freshness_table(every: Sequence[Freshness], language: Language) -> html.Table:
    """What each publication has, what it should have next, and when it was loaded."""
    columns = [
        Column(language.gettext("Publication"), is_number=False),
        Column(language.gettext("Latest"), is_number=False),
        Column(language.gettext("Next"), is_number=False),
        Column(language.gettext("Late after"), is_number=False),
        Column(language.gettext("Loaded"), is_number=False),
        Column(language.gettext("Never published"), is_number=False),
    ]
    rows = [
        Row(
            each.source.name(language),
            [Cell(words or "\N{EN DASH}") for words in _cells(each, language)],
        )
        for each in every
    ]
    return table(
        columns,
        rows,
        caption=language.gettext("How recent the figures of each publication are"),
        table_id=ids.panel_table("freshness"),
    )


def _entry(freshness: Freshness, language: Language) -> html.Li:
    is_behind = freshness.is_late or freshness.latest is None
    recency = recency_text(freshness, language)
    late = html.B(language.gettext("late"), className="attn")
    return html.Li(
        [
            html.B(freshness.source.name(language), className="name"),
            html.Span([recency, " "]),
            late if freshness.is_late else None,
        ],
        className="late" if is_behind else None,
        title=late_sentence(freshness, language) or None,
    )


def _cells(freshness: Freshness, language: Language) -> list[str]:
    latest, expected = freshness.latest, freshness.expected
    late = language.gettext("{day}, late")
    day = language.day(freshness.due_on) if freshness.due_on else ""
    loaded = freshness.loaded_at
    return [
        latest.words(language) if latest else language.gettext("nothing loaded"),
        expected.words(language) if expected else "",
        late.format(day=day) if freshness.is_late else day,
        language.day(loaded.date()) if loaded and latest else "",
        language.join([period.words(language) for period in freshness.missing]),
    ]
