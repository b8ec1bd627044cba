"""Which direction of a measure is the better one."""

from enum import StrEnum


class Polarity(StrEnum):
    """Changes words, colours and icons only; never a limit, a rank or a test."""

    HIGHER_IS_BETTER = "higher_is_better"
    LOWER_IS_BETTER = "lower_is_better"
    NEITHER = "neither"
