from dashboard.measures import Measure
from dashboard.pairs import Pair, Place
from dashboard.pairs_words import pair_heading, pair_sentence, pairs_sentence
from dashboard.periods import Window
from tests.factories import ENGLISH, make_caseload, make_measure, make_result, period


def _place(year: str, convicted: float | None, cases: float | None) -> Place:
    return Place(
        period(year),
        make_result(numerator=convicted, period=year),
        make_result(numerator=cases, denominator=None, value=cases, period=year),
    )


def _pair(*path: Place) -> Pair:
    return Pair(
        first=make_measure(),
        second=make_caseload(short_label="Caseload"),
        window=Window.YEAR,
        period=period("2014"),
        places={},
        path=path,
    )


def _measure(*balancing: str) -> Measure:
    return make_measure(balancing=balancing)


def test_a_pair_is_named_after_both() -> None:
    assert pair_heading(_pair(), ENGLISH) == "Conviction rate and Caseload"


def test_a_way_is_told_from_its_first_whole_place_to_its_last() -> None:
    pair = _pair(
        _place("2011", None, 900.0),
        _place("2012", 80.0, 1000.0),
        _place("2013", None, None),
        _place("2014", 85.0, 1234.0),
        _place("2015", 90.0, None),
    )
    assert pair_sentence(pair, "Area A", ENGLISH) == (
        "Area A from 2012 to 2014: Conviction rate from 80.0% to 85.0%, Caseload from "
        "1,000 to 1,234."
    )


def test_one_place_is_told_by_itself() -> None:
    pair = _pair(_place("2014", 85.0, 1234.0))
    assert pair_sentence(pair, "Area A", ENGLISH) == (
        "Area A in 2014: Conviction rate 85.0%, Caseload 1,234."
    )


def test_an_area_without_both_figures_has_no_way() -> None:
    pair = _pair(_place("2014", 85.0, None))
    assert "no period" in pair_sentence(pair, "Area A", ENGLISH)


def test_without_pairs_it_says_whether_none_is_named_or_none_is_loaded() -> None:
    assert "No counterweight" in pairs_sentence(_measure(), (), ENGLISH)
    assert "not loaded" in pairs_sentence(_measure("caseload"), (), ENGLISH)
    assert "one mark an area" in pairs_sentence(_measure("x"), (_pair(),), ENGLISH)
