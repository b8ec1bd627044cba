"""How complete the record is, in words: whom it is not stated for, and what if."""

from dashboard.disparity.disparities import Recording
from dashboard.disparity.findings import people
from dashboard.disparity.groups import Characteristic
from dashboard.disparity.recording import RecordingRow
from dashboard.disparity.view import DisproportionalityView
from dashboard.disparity.words import ratio_text, stated_text
from dashboard.language import Language


def recording_sentence(view: DisproportionalityView, language: Language) -> str:
    """Where it is least known who people were, and what that could change."""
    counted = [row for row in view.recording if row.own.share is not None]
    sentences = []
    what = stated_text(view.characteristic, language)
    if counted:
        worst = max(counted, key=lambda row: row.own.share or 0.0)
        sentences.append(_not_stated(worst, what, language))
        sentences.append(_what_if(worst, view, language))
    national = [row for row in view.recording if row.nation.share is not None]
    same = [row for row in national if counted and row.point == worst.point]
    if national and not view.is_of_nation:
        row = max(same or national, key=lambda each: each.nation.share or 0.0)
        sentences.append(
            language.gettext(
                "Across England and Wales it was not stated for {unknown} of {count} "
                "{events} ({share})."
            ).format(
                **_counts(row.nation, language), events=row.point.events_in(language)
            )
        )
    if not sentences:
        return language.gettext(
            "{what} is known for everybody in these figures, or those of whom it is "
            "not are left out by the source."
        ).format(what=what)
    return " ".join(each for each in sentences if each)


def _not_stated(row: RecordingRow, what: str, language: Language) -> str:
    return language.gettext(
        "{what} was not stated for {unknown} of {count} {events} ({share}) in {year}."
    ).format(
        what=what,
        events=row.point.events_in(language),
        year=row.year.period.words(language),
        **_counts(row.own, language),
    )


def _counts(recording: Recording, language: Language) -> dict[str, str]:
    return {
        "unknown": language.number(recording.unknown or 0.0),
        "count": language.number(recording.everyone or 0.0),
        "share": language.percent(recording.share or 0.0),
    }


def _what_if(
    row: RecordingRow, view: DisproportionalityView, language: Language
) -> str:
    """Between what the ratio of the group in view could lie."""
    shown = next((each for each in view.rows if each.point.id == row.point.id), None)
    group = view.closer.focus.group if view.closer else ""
    found = shown.of(group) if shown else None
    if found is None or found.ratio is None or found.recording.low is None:
        return ""
    said = language.gettext(
        "According to who those were, the ratio of {ratio} for {group} could be "
        "anything from {low} to {high}."
    ).format(
        group=people(view, found.group, language),
        ratio=ratio_text(found.ratio, language),
        low=ratio_text(found.recording.low, language),
        high=ratio_text(found.recording.high, language),
    )
    if found.could_reverse:
        return f"{said} {language.gettext('Recording could reverse this.')}"
    return said


def unrecorded_text(characteristic: Characteristic, language: Language) -> str:
    """A line of the register about recording: "Ethnicity not stated"."""
    return language.gettext("{what} not stated").format(
        what=stated_text(characteristic, language)
    )
