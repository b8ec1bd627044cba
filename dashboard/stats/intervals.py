"""What an interval is, and the quantiles that intervals are made of."""

from enum import StrEnum
from functools import lru_cache
from math import isfinite
from typing import NamedTuple

from scipy.special import gammainccinv, gammaincinv, ndtri

from dashboard.stats.refusals import Reason, Refused


class Interval(NamedTuple):
    """Lower and upper limit in the unit of what they bound; None where missing."""

    lower: float | None
    upper: float | None


MISSING_INTERVAL = Interval(None, None)


class Method(StrEnum):
    """How an interval was formed."""

    WILSON = "wilson"
    CLOPPER_PEARSON = "clopper_pearson"
    NEWCOMBE = "newcombe"
    VARIANCE_RECOVERY = "variance_recovery"
    EXACT_POISSON = "exact"
    BYAR = "byar"
    DOBSON = "dobson"
    LOG = "log"
    EXACT_CONDITIONAL = "exact_conditional"
    ROBINS_BRESLOW_GREENLAND = "robins_breslow_greenland"


class Estimate(NamedTuple):
    """A value with its interval, how it was formed, or why there is none."""

    value: float | None
    lower: float | None = None
    upper: float | None = None
    method: Method | None = None
    confidence: float | None = None
    reason: Reason | None = None

    @property
    def interval(self) -> Interval:
        """The two limits alone."""
        return Interval(self.lower, self.upper)


MISSING_ESTIMATE = Estimate(None, reason=Reason.MISSING)


@lru_cache(maxsize=64)
def normal_quantile(confidence: float) -> float:
    """z of a two sided confidence: 1.959964 at 0.95, 3.090232 at 0.998.

    Raises Refused unless 0 < confidence < 1.
    """
    return -float(ndtri(tail(confidence)))


def tail(confidence: float) -> float:
    """The probability left in each tail; raises Refused unless 0 < confidence < 1."""
    if not 0 < confidence < 1:
        raise Refused(Reason.UNUSABLE_SETTING, f"confidence of {confidence}")
    return (1 - confidence) / 2


def poisson_lower(count: float, *, tail_probability: float) -> float:
    """The mean under which a count this high has the tail probability; 0 at 0.

    Half the chi-squared quantile with 2 x count degrees of freedom (Garwood 1936).
    """
    return float(gammaincinv(count, tail_probability)) if count > 0 else 0.0


def poisson_upper(count: float, *, tail_probability: float) -> float:
    """The mean over which a count this low has the tail probability.

    Half the chi-squared quantile with 2 x count + 2 degrees of freedom.
    """
    return float(gammainccinv(count + 1, tail_probability))


def check_count(count: float) -> None:
    """Nothing; raises Refused for a negative, infinite or undefined count."""
    if not isfinite(count):
        raise Refused(Reason.NOT_A_NUMBER, "a count must be finite")
    if count < 0:
        raise Refused(Reason.NEGATIVE_NUMERATOR, f"count of {count:g}")


def check_denominator(denominator: float) -> None:
    """Nothing; raises Refused for a denominator of zero, less, or undefined."""
    if not isfinite(denominator):
        raise Refused(Reason.NOT_A_NUMBER, "a denominator must be finite")
    if denominator == 0:
        raise Refused(Reason.NO_CASES)
    if denominator < 0:
        raise Refused(Reason.NEGATIVE_DENOMINATOR, f"denominator of {denominator:g}")


def check_share(numerator: float, denominator: float) -> None:
    """Nothing; raises Refused unless 0 <= numerator <= denominator and cases exist."""
    check_count(numerator)
    check_denominator(denominator)
    if numerator > denominator:
        raise Refused(
            Reason.NUMERATOR_EXCEEDS_DENOMINATOR, f"{numerator:g} of {denominator:g}"
        )
