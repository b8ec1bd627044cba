"""A figure of a larger area is read for the areas in it, and said to be shared."""

from dataclasses import replace

from dashboard.areas import Area, AreaType, Geography
from dashboard.comparing import build_funnel, rank_areas
from dashboard.formats import shared_sentence, shared_text
from dashboard.history import Cell, History
from dashboard.language import read_language
from dashboard.measures import Measure
from dashboard.periods import Window, period_from
from dashboard.results import Status
from dashboard.sharing import covered, is_shared, share
from tests.factories import make_measure

REGION, AREA = AreaType.HMCTS_REGION, AreaType.CRIMINAL_JUSTICE_AREA
QUARTER = period_from(202510, 3)
NAMES = {"A": "Ashshire", "B": "Beechshire", "C": "Cedarshire", "D": "Elmshire"}


def make_geography() -> Geography:
    """Four areas: A, B and C in one court region, D in two."""
    areas = {(AREA, code): Area(code, AREA, name, name) for code, name in NAMES.items()}
    for code in ("NORTH", "SOUTH"):
        areas[REGION, code] = Area(code, REGION, code.title(), code.title())
    members = {
        (REGION, "NORTH"): ((AREA, "A"), (AREA, "B"), (AREA, "C"), (AREA, "D")),
        (REGION, "SOUTH"): ((AREA, "D"),),
    }
    return Geography(areas=areas, members=members, peers={}, peer_basis={})


def make_shared_measure() -> Measure:
    return make_measure(frequency="quarter", wider_area_type="hmcts_region")


def history(measure: Measure, **cells: tuple[float, float]) -> History:
    return History(
        measure,
        {code: {202510: Cell(*both, Status.PUBLISHED)} for code, both in cells.items()},
        {},
    )


def shared_history() -> History:
    measure = make_shared_measure()
    own, wider = history(measure, C=(9, 30)), history(measure, NORTH=(200, 400))
    return share(own, wider, make_geography())


def test_an_area_without_a_figure_reads_that_of_the_area_around_it() -> None:
    result = shared_history().result("A", QUARTER, Window.QUARTER)
    assert result.value == 0.5
    assert result.shared is not None
    assert result.shared.whole.code == "NORTH"
    assert [area.code for area in result.shared.others] == ["B", "C", "D"]


def test_an_area_keeps_its_own_figure_where_it_has_one() -> None:
    result = shared_history().result("C", QUARTER, Window.QUARTER)
    assert (result.value, result.shared) == (0.3, None)


def test_an_area_in_two_larger_ones_reads_neither() -> None:
    result = shared_history().result("D", QUARTER, Window.QUARTER)
    assert (result.value, result.shared) == (None, None)


def test_an_area_that_is_all_of_the_larger_one_shares_with_nobody() -> None:
    measure = make_shared_measure()
    alone = replace(make_geography(), members={(REGION, "NORTH"): ((AREA, "A"),)})
    found = share(history(measure), history(measure, NORTH=(200, 400)), alone)
    result = found.result("A", QUARTER, Window.QUARTER)
    assert (result.value, result.shared) == (0.5, None)


def test_a_shared_figure_is_never_added_up() -> None:
    pooled = shared_history().pooled(("A", "B"), QUARTER, Window.QUARTER, name="both")
    assert pooled.value is None


def test_where_figures_are_shared_nobody_is_ranked_or_on_a_funnel() -> None:
    found = shared_history()
    results = {code: found.result(code, QUARTER, Window.QUARTER) for code in NAMES}
    assert rank_areas(results) == {}
    assert build_funnel(found.measure, results) is None
    alone = {"C": results["C"]}
    assert rank_areas(alone) == {"C": 1}
    assert build_funnel(found.measure, alone) is not None


def test_larger_areas_are_read_only_where_hardly_an_area_has_its_own() -> None:
    measure = make_shared_measure()
    terms = measure.flowing_terms
    stored = {
        (*term.key, "hmcts_region", "quarter"): {202507: 7, 202510: 7} for term in terms
    }
    assert is_shared(measure, stored)
    assert covered(measure, stored) == {202507: 7, 202510: 7}
    own = {
        (*term.key, "criminal_justice_area", "quarter"): {202510: 42} for term in terms
    }
    assert not is_shared(measure, stored | own)
    assert covered(measure, stored | own) == {202510: 42}


def test_the_badge_names_a_few_and_the_sentence_everybody() -> None:
    result = shared_history().result("A", QUARTER, Window.QUARTER)
    assert result.shared is not None
    english = read_language("en")
    badge = shared_text(result.shared, english)
    assert badge == "shared with Beechshire, Cedarshire and one more"
    assert shared_text(result.shared, english, named=0) == "shared with 3 others"
    sentence = shared_sentence(result.shared, english)
    assert sentence == (
        "The figure is of the court region North, and is shared with Beechshire, "
        "Cedarshire and Elmshire."
    )
