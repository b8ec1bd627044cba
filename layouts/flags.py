"""A shape and the word beside it: what changed, what to expect, why it is listed."""

from datetime import date
from typing import Any

from dashboard.attention import Line, Reason
from dashboard.attention_words import reason_text
from dashboard.figures.icons import Ground, change_icon, ground_icon, outlook_icon
from dashboard.formats import value_text
from dashboard.language import Language
from dashboard.scorecard import ScoreRow
from dashboard.verdict_words import change_word, outlook_word
from dashboard.verdicts import Change, Direction, Outlook
from layouts import html
from layouts.markup import Markup

_GROUNDS = {
    Reason.LATE: Ground.RECORD,
    Reason.IMPROVING: Ground.FAVOURABLE,
}
_OF_GROUND = {
    Ground.UNFAVOURABLE: "attn",
    Ground.FAVOURABLE: "good",
    Ground.RECORD: "record",
}


def change_flag(row: ScoreRow, language: Language) -> html.Span:
    """Changing over time: the icon, its word, and up to when that can be said.

    The latest figures may still be coming in; the word is then about earlier ones.
    """
    verdict, judged = row.verdict, row.chart.judged
    icon = change_icon(verdict.change, verdict.direction)
    below = ""
    is_told = verdict.change != Change.NOT_ENOUGH_DATA
    if is_told and judged is not None and judged != row.chart.periods[-1]:
        last = date(judged.last // 100, judged.last % 100, 1)
        below = language.gettext("up to {month}").format(month=language.month(last))
    word = change_word(verdict, language)
    is_bad = verdict.change == Change.WORSENING
    is_calm = verdict.change in (Change.NO_CLEAR_CHANGE, Change.NOT_ENOUGH_DATA)
    return _flag(icon, word, below, is_bad=is_bad, is_calm=is_calm)


def outlook_flag(row: ScoreRow, language: Language) -> html.Span:
    """Will the target be met: the icon, its word, and the target."""
    outlook = row.verdict.outlook
    icon = outlook_icon(outlook, polarity=row.measure.polarity)
    target = row.chart.target
    below = ""
    if target is not None and outlook != Outlook.NO_TARGET:
        value = value_text(row.measure, target.value, language)
        below = language.gettext("target {value}").format(value=value)
    word = outlook_word(outlook, language)
    is_calm = outlook == Outlook.NO_TARGET
    return _flag(
        icon, word, below, is_bad=outlook == Outlook.WILL_MISS, is_calm=is_calm
    )


def reason_flag(line: Line, language: Language) -> html.P:
    """Why a line is listed: its mark and the reason."""
    ground = _GROUNDS.get(line.reason, Ground.UNFAVOURABLE)
    return html.P(
        [Markup(ground_icon(ground)), reason_text(line, language)],
        className=f"why {_OF_GROUND[ground]}",
    )


def flag_keys(language: Language) -> html.Dl:
    """What every icon of the scorecard stands for."""
    up = Direction.UP
    changes = [
        (change_icon(Change.IMPROVING, up), language.gettext("Improving")),
        (change_icon(Change.WORSENING, up), language.gettext("Getting worse")),
        (
            change_icon(Change.CHANGED, up),
            language.gettext("Changed, neither good nor bad"),
        ),
        (
            change_icon(Change.NO_CLEAR_CHANGE, None),
            language.gettext("No clear change"),
        ),
        (
            change_icon(Change.NOT_ENOUGH_DATA, None),
            language.gettext("Not enough data"),
        ),
    ]
    outlooks = [
        (
            outlook_icon(Outlook.WILL_MEET),
            language.gettext("Will meet: the usual range clears the target"),
        ),
        (
            outlook_icon(Outlook.HIT_AND_MISS),
            language.gettext("Hit and miss: the range straddles it"),
        ),
        (
            outlook_icon(Outlook.WILL_MISS),
            language.gettext("Will miss: the range falls short"),
        ),
        (outlook_icon(Outlook.NO_TARGET), language.gettext("No target")),
    ]
    return html.Dl(
        [
            _key_row(language.gettext("Change"), changes),
            _key_row(language.gettext("Target"), outlooks),
        ],
        className="keys",
    )


def _flag(
    icon: str,
    word: str,
    below: str = "",
    *,
    is_bad: bool = False,
    is_calm: bool = False,
) -> html.Span:
    """Icon and word; a calm one says that there is nothing to look at."""
    words: list[Any] = [html.B(word)]
    if below:
        words += [" ", html.Span(below, className="below")]
    return html.Span(
        [Markup(icon), html.Span(words)],
        className="flag attn" if is_bad else "flag calm" if is_calm else "flag",
    )


def _key_row(term: str, keys: list[tuple[str, str]]) -> html.Div:
    return html.Div(
        [
            html.Dt(term),
            *[html.Dd([Markup(icon), html.Span(words)]) for icon, words in keys],
        ]
    )
