"""What is hidden and who answers for it, in sentences."""

from collections.abc import Iterator

from dashboard.language import Language
from dashboard.pages import Hiding


def small_numbers(hiding: Hiding, language: Language) -> Iterator[str]:
    """The policy as it is in force, a paragraph at a time."""
    policy = hiding.policy
    rules = [
        language.gettext(
            "Counts from {low} to {high} that are not public already are hidden, "
            "because they could tell of a person; a nought is shown."
        ).format(low=policy.hide_from, high=policy.hide_to)
    ]
    if policy.complement:
        rules.append(
            language.gettext("So is what is left of a whole where it is as small.")
        )
    rules.append(
        language.gettext(
            "Others are hidden with them, so that totals, periods, areas and earlier "
            "editions together never narrow a hidden count to a range of less than "
            "{range}."
        ).format(range=policy.minimum_range)
    )
    yield " ".join(rules)
    bases = [
        language.gettext(
            "A rate or share of such figures that rests on fewer than {base} is not "
            "given."
        ).format(base=policy.minimum_base)
    ]
    if policy.round_to:
        bases.append(
            language.gettext("Other counts are rounded to the nearest {step}.").format(
                step=policy.round_to
            )
        )
    bases.append(
        language.gettext(
            "Statistics that their publishers have given to everybody are shown as "
            "published, and what a publisher has hidden stays hidden."
        )
    )
    yield " ".join(bases)
    yield how_many(hiding, language)
    yield language.gettext(
        "Answerable for these rules: {owner}. To be reviewed by {day}."
    ).format(owner=policy.owned_by(language), day=language.day(policy.next_review))


def how_many(hiding: Hiding, language: Language) -> str:
    """How many figures are hidden at present, in a sentence."""
    if not hiding.figures:
        return language.gettext(
            "Every figure here is public already: none is hidden as a small number."
        )
    return language.gettext(
        "Figures under the rules for small numbers: {figures}. Hidden as small: "
        "{small}. Hidden with them: {others}."
    ).format(
        figures=language.number(hiding.figures),
        small=language.number(hiding.small),
        others=language.number(hiding.others),
    )
