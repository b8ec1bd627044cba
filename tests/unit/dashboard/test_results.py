"""No hidden number gets past, and no shown row is without one."""

from typing import Any

import pytest

from dashboard.results import HIDDEN, SYMBOLS, Status, check_results
from tests.factories import make_result

NOTHING = {"value": None, "lower": None, "upper": None}


@pytest.mark.parametrize("status", sorted(HIDDEN))
@pytest.mark.parametrize(
    "field", ["numerator", "denominator", "value", "lower", "upper"]
)
def test_a_hidden_row_that_holds_any_number_is_refused(
    status: Status, field: str
) -> None:
    hidden = make_result("A", None, None, status=status, **NOTHING)
    assert check_results([hidden]) == (hidden,)
    number: dict[str, Any] = {field: 0.0}
    with pytest.raises(ValueError, match=f"A is {status} but holds a number"):
        check_results([hidden._replace(**number)])


@pytest.mark.parametrize("status", sorted(set(Status) - HIDDEN))
def test_a_shown_row_without_a_value_is_refused(status: Status) -> None:
    with pytest.raises(ValueError, match=f"A is {status} but has no value"):
        check_results([make_result(status=status, value=None)])


def test_a_row_with_some_of_its_parts_is_partial() -> None:
    assert make_result(months_present=9).is_partial
    assert not make_result(months_present=12).is_partial
    assert not make_result(months_present=0).is_partial


def test_every_status_has_its_own_shorthand() -> None:
    assert len(set(SYMBOLS.values())) == len(Status)
