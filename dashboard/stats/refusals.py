"""Why a number is refused or withheld."""

from enum import StrEnum


class Reason(StrEnum):
    """One word for each way in which there is no number."""

    MISSING = "missing"

    NOT_A_NUMBER = "not_a_number"
    NEGATIVE_NUMERATOR = "negative_numerator"
    NEGATIVE_DENOMINATOR = "negative_denominator"
    NO_CASES = "no_cases"
    NUMERATOR_EXCEEDS_DENOMINATOR = "numerator_exceeds_denominator"
    NOT_A_NON_NEGATIVE_INTEGER = "not_a_non_negative_integer"
    MISSING_DENOMINATOR = "missing_denominator"
    NEGATIVE_WEIGHT = "negative_weight"
    NO_WEIGHT = "no_weight"
    LENGTHS_DIFFER = "lengths_differ"
    UNUSABLE_SETTING = "unusable_setting"

    TOO_FEW_EVENTS = "too_few_events"
    TOO_FEW_VALUES = "too_few_values"
    NO_REFERENCE_EVENTS = "no_reference_events"
    NO_EVENTS = "no_events"
    NO_VARIATION = "no_variation"


class Refused(ValueError):
    """Input that cannot be true; `reason` names what is wrong with it."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else str(reason))
        self.reason = reason
