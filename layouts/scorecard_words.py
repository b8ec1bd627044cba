"""The scorecard in one sentence: how many measures changed, and which way."""

from collections import Counter
from collections.abc import Sequence

from dashboard.language import Language
from dashboard.overview import StageRows
from dashboard.verdicts import Change


def scorecard_sentence(stages: Sequence[StageRows], language: Language) -> str:
    """How many of the listed measures changed over time; empty without any."""
    changes = Counter(row.verdict.change for stage in stages for row in stage.rows)
    if not changes.total():
        return language.gettext("No figures are loaded for these measures.")
    message = language.ngettext(
        "Over time, of {count} measure: {worse} getting worse, {better} improving, "
        "{changed} changed without being either, {steady} with no clear change, "
        "{unknown} with too little data to say.",
        "Over time, of {count} measures: {worse} getting worse, {better} improving, "
        "{changed} changed without being either, {steady} with no clear change, "
        "{unknown} with too little data to say.",
        changes.total(),
    )
    return message.format(
        count=changes.total(),
        worse=changes[Change.WORSENING],
        better=changes[Change.IMPROVING],
        changed=changes[Change.CHANGED],
        steady=changes[Change.NO_CLEAR_CHANGE],
        unknown=changes[Change.NOT_ENOUGH_DATA],
    )
