"""Faults brought about on real services end as docs/reliability.md says."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.faults.matrix import FAULTS, Fault, Sites
from tests.faults.rows import BY_ITSELF, NOTHING, documented
from tests.faults.servers import Missing

# One process tries them all: services are started once, and each row has its turn.
pytestmark = pytest.mark.xdist_group("faults")


@pytest.fixture(scope="module")
def sites() -> Iterator[Sites]:
    with ExitStack() as stack:
        yield Sites(stack)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_is_survived_as_documented(fault: Fault, sites: Sites) -> None:
    try:
        seen = fault.make(sites.of(fault))
    except Missing as error:
        pytest.skip(str(error))
    assert seen == documented().get(seen.fault)
    assert seen.lost == NOTHING
    assert seen.afterwards in (BY_ITSELF, "as before, once started")


def test_the_document_has_a_row_for_each_fault_and_no_other() -> None:
    assert len(documented()) == len(FAULTS)
