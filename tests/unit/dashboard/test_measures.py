"""What a measure's file may say, and what is worked out from it."""

from datetime import date
from typing import Any

import pytest

from dashboard.measures import Catalogue, Measure, load_catalogue
from dashboard.periods import Window
from tests.factories import (
    ENGLISH,
    WELSH,
    make_caseload,
    make_measure,
    make_rate,
    make_score,
)

SOURCE = {
    "id": "case_outcomes",
    "title": "Case outcomes",
    "title_cy": "Canlyniadau achosion",
    "publisher": "A publisher",
    "licence": "Open Government Licence v3.0",
}


def record(**changes: Any) -> dict[str, Any]:
    """A measure as its parsed file: only what the file says."""
    return {**make_measure().model_dump(exclude_unset=True), **changes}


def test_a_misspelt_key_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match=r"'conviction_rate'.*\n.*polarty"):
        load_catalogue([record(polarty="neither")], [SOURCE])


@pytest.mark.parametrize("kind", ["count", "score", "duration"])
def test_what_is_not_divided_has_no_denominator(kind: str) -> None:
    with pytest.raises(ValueError, match="denominator disagree"):
        make_measure(kind=kind)


@pytest.mark.parametrize("kind", ["proportion", "rate"])
def test_what_is_divided_has_a_denominator(kind: str) -> None:
    with pytest.raises(ValueError, match="denominator disagree"):
        make_measure(kind=kind, denominator=None)


def test_a_rate_says_per_how_many() -> None:
    with pytest.raises(ValueError, match="per how many"):
        make_rate(per=1)
    with pytest.raises(ValueError, match="per how many"):
        make_measure(per=100)


def test_every_question_and_caveat_is_in_both_languages() -> None:
    with pytest.raises(ValueError, match="needs its Welsh one"):
        make_measure(questions=["Has the mix of offences changed?"])


@pytest.mark.parametrize(
    "statement",
    ["Defendants were convicted", "{value} of {cases} were convicted", "{value", "{}"],
)
def test_a_statement_that_cannot_be_filled_is_refused(statement: str) -> None:
    with pytest.raises(ValueError, match=r"statement|expected|Single"):
        make_measure(statement=statement)


def test_only_a_share_can_state_what_it_is_a_share_of() -> None:
    assert make_measure(statement="{count} of {base}, or {value}").statement
    with pytest.raises(ValueError, match="statement holds"):
        make_caseload(statement="{value} of {base} defendants")


def test_a_measure_defined_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="defined twice"):
        load_catalogue([record(), record()], [SOURCE])


def test_a_measure_of_an_unknown_source_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown source 'case_outcomes'"):
        load_catalogue([record()], [])


def test_a_catalogue_finds_measures_families_and_sources() -> None:
    measures = load_catalogue(
        [
            record(id="burglary_rate", label="Conviction rate, burglary"),
            record(family_head=True),
        ],
        [SOURCE],
    )
    assert list(measures) == ["conviction_rate", "burglary_rate"]
    assert [m.id for m in measures.family("conviction_rate")] == list(measures)
    assert measures.source(measures["burglary_rate"]).name(WELSH) == SOURCE["title_cy"]


def test_measures_come_in_the_order_of_a_case() -> None:
    later = make_measure(id="sentences", stage="outcome", family="a")
    earlier = make_measure(id="arrests", stage="police", family="z")
    assert list(Catalogue([later, earlier], {})) == ["arrests", "sentences"]


def test_monthly_counts_can_be_put_together_to_any_window() -> None:
    assert make_measure().windows == tuple(Window)


def test_quarterly_counts_are_never_taken_apart_into_months() -> None:
    assert Window.MONTH not in make_rate().windows
    assert Window.ROLLING_YEAR in make_rate().windows


def test_a_score_has_only_the_window_it_is_published_in() -> None:
    assert make_score().windows == (Window.YEAR,)
    assert make_score(frequency="quarter").windows == (Window.QUARTER,)


def test_a_series_under_and_over_the_line_is_read_once() -> None:
    assert [t.series for t in make_measure().flowing_terms] == [
        "convicted",
        "not_convicted",
    ]


def test_the_people_of_a_rate_stand_and_its_events_flow() -> None:
    rate = make_rate()
    assert [t.series for t in rate.flowing_terms] == ["offences"]
    assert [t.series for t in rate.standing_terms] == ["people"]
    assert make_measure().standing_terms == ()


def test_totals_and_rates_grow_with_time_and_shares_do_not() -> None:
    assert make_caseload().is_cumulative
    assert make_rate().is_cumulative
    assert not make_measure().is_cumulative
    assert not make_score().is_cumulative


def test_a_measure_speaks_the_language_of_its_reader() -> None:
    measure = make_measure()
    assert measure.in_sentence(ENGLISH) == "conviction rate"
    assert measure.in_sentence(WELSH) == "cyfradd euogfarnu"
    assert measure.states(WELSH).startswith("Cafwyd")
    assert measure.name(WELSH) != measure.name(ENGLISH)
    assert measure.numerator.name(WELSH) == "Diffynyddion a gafwyd yn euog"


def test_a_measure_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="frozen"):
        make_measure().minimum_base = 5
    assert make_measure().publication.next_review == date(2027, 3, 31)


def test_a_review_that_is_not_after_the_last_one_is_refused() -> None:
    record = make_measure().model_dump()
    notes = record["publication"] | {"next_review": record["publication"]["reviewed"]}
    with pytest.raises(ValueError, match="next review comes after"):
        Measure.model_validate(record | {"publication": notes})
