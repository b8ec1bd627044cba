import pytest

from dashboard.periods import Frequency
from dashboard.progression.spans import Held, choose_span, covered
from dashboard.view_state import ViewState
from tests.factories import months, period

QUARTERLY = Held(Frequency.QUARTER, frozenset({201704, 201707, 201710, 201801}))
LATER = Held(
    Frequency.QUARTER,
    frozenset(y * 100 + m for y in (2017, 2018) for m in (1, 4, 7, 10)),
)
MONTHLY = Held(Frequency.MONTH, frozenset(months(2017, 7, 12)))


def test_the_usual_span_is_the_one_the_sources_share_best() -> None:
    spans = choose_span(ViewState(), [QUARTERLY, LATER, MONTHLY])
    assert spans.period is not None
    assert spans.period.label == "2017-18"
    assert spans.usual == spans.period


def test_of_spans_as_full_the_latest_is_usual() -> None:
    spans = choose_span(ViewState(), [LATER])
    assert spans.period is not None
    assert spans.period.label == "2018"


def test_a_link_may_name_any_twelve_months_or_a_quarter() -> None:
    for label in ("2017", "2017-18", "2017-Q3", "2016-07/2017-06"):
        found = choose_span(ViewState(period=label), [LATER])
        assert found.period is not None
        assert found.period.label == label
        assert found.notes == ()


@pytest.mark.parametrize("label", ["2030", "2017-07", "yesterday", "2017-Q9"])
def test_a_span_that_cannot_be_shown_falls_back_with_a_note(label: str) -> None:
    found = choose_span(ViewState(period=label), [LATER])
    assert found.period == found.usual
    assert [(n.parameter, n.value) for n in found.notes] == [("period", label)]


def test_months_are_no_window_of_this_page_and_it_says_so() -> None:
    found = choose_span(ViewState(window="month"), [LATER])
    assert [note.parameter for note in found.notes] == ["window"]


def test_nothing_loaded_offers_nothing() -> None:
    found = choose_span(ViewState(period="2017"), [])
    assert found.period is None
    assert found.offered == ()


def test_a_span_counts_what_a_source_has_of_it() -> None:
    assert covered(period("2017-18"), MONTHLY) == (6, 12)
    assert covered(period("2017-18"), QUARTERLY) == (4, 4)
