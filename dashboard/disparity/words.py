"""Groups, ratios and verdicts in words, the same wherever they are printed."""

from collections.abc import Mapping

from dashboard.disparity.decision_points import DecisionPoint
from dashboard.disparity.disparities import Disparity, Recording, Verdict
from dashboard.disparity.group_counts import Label
from dashboard.disparity.groups import BOTH, Characteristic, Term, ages
from dashboard.disparity.rows import PointRow
from dashboard.language import Language
from dashboard.periods import Period, period_from, shift
from dashboard.results import HIDDEN, Status
from dashboard.stats.refusals import Reason

Labels = Mapping[Term, Label]
DASH = "\N{EN DASH}"
#: Welsh words that follow `â` change their first letter.
_AFTER_A = {"p": "ph", "t": "th", "c": "ch"}


def characteristic_text(characteristic: Characteristic, language: Language) -> str:
    """What people are split by, as a choice: "Ethnicity (5 groups)"."""
    return {
        Characteristic.ETHNIC_GROUP_5: language.gettext("Ethnicity"),
        Characteristic.ETHNIC_GROUP_18: language.gettext("Ethnicity, in detail"),
        Characteristic.SEX: language.gettext("Sex"),
        Characteristic.AGE: language.gettext("Age"),
        Characteristic.ETHNIC_GROUP_BY_SEX: language.gettext("Ethnicity and sex"),
        Characteristic.ETHNIC_GROUP_BY_AGE: language.gettext("Ethnicity and age"),
        Characteristic.SEX_BY_AGE: language.gettext("Sex and age"),
    }[characteristic]


def stated_text(characteristic: Characteristic, language: Language) -> str:
    """What may not have been stated, at the start of a sentence: "Ethnicity"."""
    return {
        Characteristic.ETHNIC_GROUP_5: language.gettext("Ethnicity"),
        Characteristic.ETHNIC_GROUP_18: language.gettext("Ethnicity"),
        Characteristic.SEX: language.gettext("Sex"),
        Characteristic.AGE: language.gettext("Age"),
        Characteristic.ETHNIC_GROUP_BY_SEX: language.gettext("Ethnicity or sex"),
        Characteristic.ETHNIC_GROUP_BY_AGE: language.gettext("Ethnicity or age"),
        Characteristic.SEX_BY_AGE: language.gettext("Sex or age"),
    }[characteristic]


def group_text(
    group: str, characteristic: Characteristic, labels: Labels, language: Language
) -> str:
    """A group as a heading: "Black", or "Black, female" where there are two at once."""
    names: list[str] = []
    for part, category in _split(group, characteristic):
        label = labels.get(Term(part.value, category))
        name = label.name(language) if label else category.replace("_", " ")
        names.append(_lowered(name) if names else name)
    return ", ".join(names)


def people_text(
    group: str, characteristic: Characteristic, labels: Labels, language: Language
) -> str:
    """A group inside a sentence: "Black people", "men and boys aged 10 to 17"."""
    said = ""
    for part, category in _split(group, characteristic):
        label = labels.get(Term(part.value, category))
        name = label.name(language) if label else category
        people = label.people_in(language) if label else ""
        if part == Characteristic.AGE:
            who = said or language.gettext("people")
            said = language.gettext("{people} aged {ages}").format(
                people=who, ages=name if ages(category) else _lowered(name)
            )
        elif said:
            said = f"{said} ({_lowered(name)})"
        else:
            said = people or language.gettext("people of the group “{group}”").format(
                group=name
            )
    return said


def after_as(people: str, language: Language) -> str:
    """People after "as often as"; in Welsh the first letter changes."""
    if language.code == "cy" and people[:1] in _AFTER_A and people[1:2] != "h":
        return _AFTER_A[people[0]] + people[1:]
    return people


def opening(text: str) -> str:
    """The text as a sentence begins."""
    return text[:1].upper() + text[1:]


def _lowered(name: str) -> str:
    return name[:1].lower() + name[1:]


def _split(
    group: str, characteristic: Characteristic
) -> list[tuple[Characteristic, str]]:
    return list(zip(characteristic.parts, group.split(BOTH), strict=False))


def times_text(ratio: float, language: Language) -> str:
    """A ratio as it is said: "2.5"; more closely where it is next to nothing."""
    return language.number(ratio, 1 if ratio >= 0.095 or not ratio else 2)


def ratio_text(ratio: float | None, language: Language) -> str:
    """A ratio as tables print it: "2.49"; a dash for none."""
    return DASH if ratio is None else language.number(ratio, 2)


def interval_text(found: Disparity, language: Language) -> str:
    """The limits of a ratio: "2.21 to 2.81"; a dash where there are none."""
    if found.lower is None or found.upper is None:
        return DASH
    return between_text(found.lower, found.upper, language)


def between_text(low: float, high: float, language: Language) -> str:
    """Two ratios and what is between them: "2.21 to 2.81"."""
    return language.gettext("{lower} to {upper}").format(
        lower=language.number(low, 2), upper=language.number(high, 2)
    )


def rate_text(rate: float | None, point: DecisionPoint, language: Language) -> str:
    """A rate at one decision point: "34.8", or "12.3%" of those it is out of."""
    if rate is None:
        return DASH
    return language.percent(rate) if point.is_part else language.number(rate, 1)


def verdict_text(found: Disparity, language: Language) -> str:
    """What a comparison says, in a few words, or why it says nothing."""
    if found.ratio is None:
        return absence_text(found, language)
    verdict = found.verdict or Verdict.NOT_CLEAR
    if verdict == Verdict.NO_VERDICT:
        return language.gettext("No verdict")
    words = {
        Verdict.MORE: language.gettext("{times} times as often"),
        Verdict.LESS: language.gettext("{times} times as often"),
        Verdict.LITTLE_MORE: language.gettext("A little more often"),
        Verdict.LITTLE_LESS: language.gettext("A little less often"),
        Verdict.NOT_CLEAR: language.gettext("No clear difference"),
    }
    return words[verdict].format(times=times_text(found.ratio, language))


def absence_text(found: Disparity, language: Language) -> str:
    """Why there is no ratio."""
    if found.status == Status.SUPPRESSED:
        return language.gettext("Too few to publish")
    if found.status == Status.NOT_APPLICABLE:
        return language.gettext("Does not apply")
    words = {
        Reason.NO_EVENTS: language.gettext("None of either group"),
        Reason.NO_REFERENCE_EVENTS: language.gettext("None of the other group"),
        Reason.NO_CASES: language.gettext("Nobody to count"),
        Reason.NUMERATOR_EXCEEDS_DENOMINATOR: language.gettext(
            "Counts cannot be right"
        ),
    }
    if found.reason in words:
        return words[found.reason]
    return language.gettext("Not published")


def recording_text(
    recording: Recording, characteristic: Characteristic, language: Language
) -> str:
    """What must stand beside a ratio where little was recorded; empty otherwise."""
    if recording.share is None or not recording.needs_care:
        return ""
    what = _lowered(stated_text(characteristic, language))
    return language.gettext("{what} not stated for {share}").format(
        what=what, share=language.percent(recording.share)
    )


def row_recording(row: PointRow) -> Recording:
    """How complete the record of a decision point is, for whichever group says it."""
    found = [each.recording for each in row.groups or row.nation]
    shares = [each for each in found if each.share is not None]
    return max(shares, key=lambda each: each.share or 0.0, default=Recording())


def span_text(found: Disparity, language: Language) -> str:
    """The year or years a comparison is of: "2017/18", "2015/16 to 2017/18"."""
    last = found.period.words(language)
    if found.years == 1:
        return last
    return language.gettext("{first} to {last}").format(
        first=first_period(found).words(language), last=last
    )


def first_period(found: Disparity) -> Period:
    """The first of the years that were put together."""
    return period_from(shift(found.period.first, -12 * (found.years - 1)), 12)


def months_text(found: Disparity, language: Language) -> str:
    """How much of the time there are figures for: "4 of 12 months"; else empty."""
    present, expected = found.months
    if present >= expected:
        return ""
    return language.gettext("{present} of {expected} months").format(
        present=present, expected=expected
    )


def is_withheld(found: Disparity) -> bool:
    """True where a comparison has no number to show."""
    return found.status in HIDDEN
