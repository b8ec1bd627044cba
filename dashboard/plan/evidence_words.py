"""What is missing from a plan, and the evidence for what it should be, in words."""

from dashboard.language import Language
from dashboard.plan.priorities import (
    Evidence,
    Expectation,
    GapKind,
    Held,
    PlanGap,
    PriorityProgress,
)
from dashboard.plan.view import PlanView


def gap_text(gap: PlanGap, language: Language) -> str:
    """What is missing, in a sentence."""
    title = gap.priority.title.text(language)
    message = {
        GapKind.NO_MEASURE: language.gettext("No measure says whether it succeeds."),
        GapKind.NO_TARGET: language.gettext("“{measure}” has no target."),
        GapKind.NO_ACTION_OWNER: language.gettext("Nobody owns the action “{action}”."),
        GapKind.NO_OWNER: language.gettext("Nobody owns the priority."),
        GapKind.NO_REVIEW: language.gettext("No day is set to review it."),
        GapKind.NO_ACTION: language.gettext("No action is written down for it."),
    }[gap.kind]
    return message.format(
        title=title,
        measure=gap.measure.name(language) if gap.measure else "",
        action=gap.action.title.text(language) if gap.action else "",
    )


def gaps_sentence(view: PlanView, language: Language) -> str:
    """How many gaps there are, or that there is none."""
    if not view.gaps:
        return language.gettext(
            "Every priority has a measure, every measure a target and every action an "
            "owner."
        )
    return language.ngettext(
        "One thing is missing that an inspector looks for.",
        "{count} things are missing that an inspector looks for.",
        len(view.gaps),
    ).format(count=len(view.gaps))


def expectation_word(expectation: Expectation, language: Language) -> str:
    """What a priority is expected to be."""
    return {
        Expectation.SHARED: language.gettext("Shared"),
        Expectation.MEASURED: language.gettext("Measured"),
        Expectation.OWNED: language.gettext("Owned"),
        Expectation.REVIEWED: language.gettext("Reviewed"),
        Expectation.PUBLIC: language.gettext("Public"),
    }[expectation]


def held_word(held: Held, language: Language) -> str:
    """Whether there is evidence that it is."""
    return {
        Held.MET: language.gettext("Yes"),
        Held.PARTLY: language.gettext("In part"),
        Held.NOT_MET: language.gettext("No"),
    }[held]


def evidence_text(evidence: Evidence, language: Language) -> str:
    """What the evidence is, or what is missing."""
    words = {
        "met": language.number(evidence.met),
        "expected": language.number(evidence.expected),
        "day": language.day(evidence.day) if evidence.day else "",
    }
    return _evidence_message(evidence, language).format(**words)


def _evidence_message(evidence: Evidence, language: Language) -> str:
    gettext = language.gettext
    acting = gettext("{met} of {expected} agencies act or report")
    whole = gettext("{met} of {expected} measures with figures, baseline and target")
    owned = gettext("{met} of {expected} actions have an owner")
    overdue = gettext("review was due on {day}")
    if evidence.day is None:
        overdue = gettext("no day to review it")
    messages = {
        (Expectation.SHARED, Held.MET): acting,
        (Expectation.SHARED, Held.PARTLY): acting,
        (Expectation.SHARED, Held.NOT_MET): gettext("no partner is named"),
        (Expectation.MEASURED, Held.MET): whole,
        (Expectation.MEASURED, Held.PARTLY): whole,
        (Expectation.MEASURED, Held.NOT_MET): gettext("no measure"),
        (Expectation.OWNED, Held.MET): owned,
        (Expectation.OWNED, Held.PARTLY): owned,
        (Expectation.OWNED, Held.NOT_MET): gettext("no owner"),
        (Expectation.REVIEWED, Held.MET): gettext("next on {day}, with comments"),
        (Expectation.REVIEWED, Held.PARTLY): gettext(
            "next on {day}; no comment in the last year"
        ),
        (Expectation.REVIEWED, Held.NOT_MET): overdue,
        (Expectation.PUBLIC, Held.MET): gettext(
            "told in plain words, in English and Welsh"
        ),
        (Expectation.PUBLIC, Held.PARTLY): gettext(
            "told in plain words in one language"
        ),
        (Expectation.PUBLIC, Held.NOT_MET): gettext("not told in plain words"),
    }
    return messages[evidence.expectation, evidence.held]


def evidence_sentence(
    priorities: tuple[PriorityProgress, ...], language: Language
) -> str:
    """For how many priorities every expectation is met; of one, how many are."""
    if len(priorities) == 1:
        evidence = priorities[0].evidence
        return language.gettext(
            "{met} of {count} expectations are met: shared, measured, owned, reviewed "
            "and public."
        ).format(
            met=sum(each.held == Held.MET for each in evidence), count=len(evidence)
        )
    whole = sum(
        all(each.held == Held.MET for each in progress.evidence)
        for progress in priorities
    )
    return language.gettext(
        "{whole} of {count} priorities meet every expectation: shared, measured, "
        "owned, reviewed and public."
    ).format(whole=whole, count=len(priorities))
