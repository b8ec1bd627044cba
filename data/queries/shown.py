"""What is given of a stored number: itself, rounded, or nothing and that it is hidden.

Every read of stored numbers comes through here, so that a figure is the same figure
in every page, window, table, file and edition.
"""

from decimal import ROUND_HALF_UP, Decimal

HIDDEN_STATUS = "suppressed"


def show(
    value: float | None, status: str, mask: int | None, *, round_to: int | None
) -> tuple[float | None, str]:
    """Number and status as anybody may see them, by the mask that was decided.

    A figure without a mask is public already and is left as it is.
    """
    if mask is None or value is None:
        return value, status
    if mask > 0:
        return None, HIDDEN_STATUS
    return (value if round_to is None else _rounded(value, round_to)), status


def _rounded(value: float, nearest: int) -> float:
    steps = (Decimal(value) / nearest).quantize(Decimal(1), ROUND_HALF_UP)
    return float(steps * nearest)
