"""The badge of a figure that belongs to a larger area than the board's."""

from collections.abc import Iterable

from dashboard.formats import MOST_SHARING, shared_sentence, shared_text
from dashboard.language import Language
from dashboard.results import Result
from layouts import html


def shared_note(results: Iterable[Result], language: Language) -> list[html.P]:
    """Whose figure the first shared one is, in a sentence; nothing where none is."""
    shared = next((each.shared for each in results if each.shared), None)
    if shared is None:
        return []
    sentence = shared_sentence(shared, language)
    return [html.P(sentence, className="shared-note")]


def shared_badge(
    result: Result, language: Language, *, named: int = MOST_SHARING
) -> html.Span | None:
    """Whom the figure is shared with; None for an area's own.

    The badge names a few, or none where there are many rows; all stand in its title,
    and on the measure's page in words.
    """
    if result.shared is None:
        return None
    return html.Span(
        shared_text(result.shared, language, named=named),
        className="shared",
        title=shared_sentence(result.shared, language),
    )
