"""What the columns of files about groups of people hold."""

from dashboard.language import Language

#: Numbers even where a file happens to hold none.
DISPARITY_DECIMALS = {
    "rate", "reference_numerator", "reference_denominator", "reference_rate",
    "excess_a_year", "excess_lower", "excess_upper", "not_stated", "all_events",
    "not_stated_share", "could_be_from", "could_be_to",
}  # fmt: skip


def disparity_columns(language: Language) -> dict[str, str]:
    """A line on each column, by its name."""
    return {
        "decision_point": language.gettext(
            "The decision that was taken, by its permanent name."
        ),
        "agency": language.gettext("The agency that records it."),
        "years": language.gettext("How many years were put together."),
        "breakdown": language.gettext("What people are split by."),
        "reference": language.gettext("The group the others are compared with."),
        "rate": language.gettext("The group’s rate, per as many as `per` says."),
        "reference_numerator": language.gettext(
            "What was counted above the line, of the group compared with."
        ),
        "reference_denominator": language.gettext(
            "What was counted below the line, of the group compared with."
        ),
        "reference_rate": language.gettext("The rate of the group compared with."),
        "per": language.gettext("Per how many rates are: 1 for a share."),
        "method": language.gettext("How the interval was formed."),
        "excess_a_year": language.gettext(
            "How many a year above what the group would have had at the rate compared "
            "with; negative where below."
        ),
        "excess_lower": language.gettext("Lower end of its 95% interval."),
        "excess_upper": language.gettext("Upper end of its 95% interval."),
        "not_stated": language.gettext("Of how many it was not stated who they are."),
        "all_events": language.gettext("Of how many in all."),
        "not_stated_share": language.gettext("The first as a share of the second."),
        "could_be_from": language.gettext(
            "The lowest the ratio could be, according to who those were."
        ),
        "could_be_to": language.gettext(
            "The highest the ratio could be, according to who those were."
        ),
        "census": language.gettext("The census residents were counted in."),
        "months_present": language.gettext("For how many months there are figures."),
        "months_expected": language.gettext("For how many there should be."),
        "source": language.gettext("The publication, by its permanent name."),
        "matter": language.gettext(
            "Whether the line is about a difference or a record."
        ),
        "decision": language.gettext(
            "Whether an explanation is asked for, offered, accepted or contested."
        ),
        "explanation": language.gettext("The explanation as it was written."),
        "action": language.gettext("What is done about it."),
        "owner": language.gettext("Who answers for it, as a role."),
        "written_on": language.gettext("The day it was written."),
        "review_on": language.gettext("The day it is looked at again."),
    }
