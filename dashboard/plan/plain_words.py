"""A priority told to readers who know nothing of the field, at a reading age of 12.

Short sentences and everyday words; the test measures them. A word of the field comes
with what it means. Nothing here is left to a chart.
"""

from datetime import date

from dashboard.formats import value_text
from dashboard.language import Language
from dashboard.measures import Kind, Measure, Polarity
from dashboard.plan.model import Priority
from dashboard.plan.priorities import Conflict, PriorityProgress, Progress
from dashboard.plan.trajectory import last_month
from dashboard.plan.words import outlook_of, period_text
from dashboard.results import Status
from dashboard.verdicts import Change, Outlook

#: Below this share of a hundred one figure after the point is needed to tell apart.
_SMALL = 0.1


def plain_paragraphs(
    progress: PriorityProgress, *, today: date, language: Language
) -> list[str]:
    """What the partnership wants, how it goes, and what is done, a paragraph each."""
    priority = progress.priority
    wanted = priority.plain.text(language) or priority.why.text(language)
    told = [_measure_paragraph(each, language) for each in progress.measures]
    if not told:
        told = [language.gettext("We have no number yet that shows if this works.")]
    return [wanted, *told, actions_paragraph(priority, today=today, language=language)]


def plain_verdict(progress: PriorityProgress, language: Language) -> str:
    """How it goes, in one sentence for a list of priorities."""
    return plain_outlook(next(iter(progress.measures), None), language)


def plain_outlook(progress: Progress | None, language: Language) -> str:
    """What to expect of a goal, in one sentence; that there is no number, for none."""
    if progress is None:
        return language.gettext("We have no number yet that shows if this works.")
    return _outlook_sentence(progress, language)


def _measure_paragraph(progress: Progress, language: Language) -> str:
    measure = progress.measure
    said = [measure.plainly(language), *_level_sentences(progress, language)]
    if progress.row is not None and outlook_of(progress) != Outlook.NOT_ENOUGH_DATA:
        said.append(_change_sentence(progress, language))
    said.append(_outlook_sentence(progress, language))
    return " ".join(each for each in said if each)


def _level_sentences(progress: Progress, language: Language) -> list[str]:
    latest = progress.row.chart.latest if progress.row else None
    said = []
    if latest is None or latest.value is None:
        said.append(language.gettext("We do not have the numbers yet."))
    else:
        said.append(
            language.gettext("The latest figure is {value}, for {period}.").format(
                value=plain_value(progress.measure, latest.value, language),
                period=period_text(latest.period, language),
            )
        )
        if latest.status == Status.PROVISIONAL:
            said.append(language.gettext("It may still change."))
    if progress.target is not None:
        message = (
            language.gettext("Our goal is at least {value} by the end of {month}.")
            if progress.measure.polarity == Polarity.HIGHER_IS_BETTER
            else language.gettext("Our goal is {value} or less by the end of {month}.")
        )
        said.append(
            message.format(
                value=plain_value(progress.measure, progress.target.value, language),
                month=_last_month(progress.target.due_period, language),
            )
        )
    return said


def _last_month(label: str, language: Language) -> str:
    """The month a period ends with; the period as it stands where it is none."""
    month = last_month(label)
    if month is None:
        return label
    return language.month(date(month // 100, month % 100, 1))


def plain_value(measure: Measure, value: float, language: Language) -> str:
    """A share as so many in every 100; anything else as it is."""
    if measure.kind != Kind.PROPORTION:
        return value_text(measure, value, language)
    decimals = 1 if value < _SMALL and not float(value * 100).is_integer() else 0
    return language.gettext("{count} in every 100").format(
        count=language.number(value * 100, decimals)
    )


def _change_sentence(progress: Progress, language: Language) -> str:
    change = progress.row.verdict.change if progress.row else Change.NOT_ENOUGH_DATA
    return {
        Change.IMPROVING: language.gettext("It has got better."),
        Change.WORSENING: language.gettext("It has got worse."),
        Change.CHANGED: language.gettext("It has changed."),
        Change.NO_CLEAR_CHANGE: language.gettext("It has not really changed."),
        Change.NOT_ENOUGH_DATA: "",
    }[change]


def _outlook_sentence(progress: Progress, language: Language) -> str:
    return {
        Outlook.WILL_MEET: language.gettext("We meet this goal each time."),
        Outlook.WILL_MISS: language.gettext(
            "If nothing changes, we will not reach this goal."
        ),
        Outlook.HIT_AND_MISS: language.gettext(
            "Some figures reach the goal and some do not. Which ones do is down to "
            "chance."
        ),
        Outlook.NOT_ENOUGH_DATA: language.gettext(
            "We cannot say yet if we will reach it."
        ),
        Outlook.NO_TARGET: language.gettext("We have not set a goal yet."),
    }[outlook_of(progress)]


def actions_paragraph(priority: Priority, *, today: date, language: Language) -> str:
    """How many things are done, under way and late."""
    done = sum(action.state == "done" for action in priority.actions)
    late = sum(action.is_late(today) for action in priority.actions)
    on_the_way = sum(
        action.state in ("planned", "under_way") for action in priority.actions
    )
    if not priority.actions:
        return language.gettext("We have not said yet what we will do.")
    said = []
    if done:
        said.append(
            language.ngettext(
                "We have done one thing that we said we would do.",
                "We have done {count} things that we said we would do.",
                done,
            ).format(count=done)
        )
    if on_the_way:
        said.append(
            language.ngettext(
                "We are still working on one.",
                "We are still working on {count}.",
                on_the_way,
            ).format(count=on_the_way)
        )
    if late:
        said.append(
            language.ngettext(
                "One of these is late.", "{count} of these are late.", late
            ).format(count=late)
        )
    return " ".join(said)


def plain_conflict(conflict: Conflict, language: Language) -> str:
    """That two goals pull apart, for readers who know nothing of the field."""
    if not conflict.is_pulling:
        return ""
    return language.gettext(
        "Two of our goals pull against each other: “{first}” and “{second}”. As one "
        "gets better, the other gets worse. We have to work on both."
    ).format(
        first=conflict.first_priority.title.text(language),
        second=conflict.second_priority.title.text(language),
    )
