from collections.abc import Mapping

import pytest

from dashboard.disparity.disparities import Disparity, Verdict
from dashboard.disparity.group_rates import Rates
from dashboard.disparity.groups import Characteristic
from dashboard.results import Status
from tests.unit.dashboard.group_examples import (
    CONVICTED,
    NATION,
    SEARCH,
    Store,
    point,
)

PEOPLE = {"asian": 1000.0, "black": 2000.0, "white": 100_000.0, "other": 100.0}


def searches(**years: Mapping[str, float | None]) -> Store:
    """Searches of area A in years such as y2015, over the residents of 2011."""
    store = Store().residents("A", PEOPLE)
    for name, numbers in years.items():
        store.put("searches", "A", int(name[1:]) * 100 + 4, numbers)
    return store


def found(rates: Rates, group: str = "black", area: str = "A") -> Disparity:
    year = rates.latest(point(SEARCH), area)
    assert year is not None
    return rates.compared(point(SEARCH), area, year, group, "")


def test_a_rate_is_out_of_the_residents_of_the_group() -> None:
    each = found(searches(y2015={"black": 100, "white": 1000}).rates())
    assert (each.events, each.total, each.reference_total) == (100, 2000, 100_000)
    assert each.rate == pytest.approx(50.0)
    assert each.reference_rate == pytest.approx(10.0)
    assert each.ratio == pytest.approx(5.0)
    assert each.verdict == Verdict.MORE
    assert each.census == 2011


def test_a_census_is_the_last_before_the_year() -> None:
    store = searches(y2015={"black": 100, "white": 1000})
    store.residents("A", {**PEOPLE, "black": 4000.0}, census=2021)
    assert found(store.rates()).total == 2000
    store.put("searches", "A", 202104, {"black": 100, "white": 1000})
    later = found(store.rates())
    assert (later.total, later.census) == (4000, 2021)


def test_a_census_after_the_year_stands_in_where_none_before_counts_the_groups() -> (
    None
):
    store = Store().residents("A", PEOPLE, census=2021)
    store.put("searches", "A", 201504, {"black": 100, "white": 1000})
    each = found(store.rates())
    assert each.census == 2021
    assert each.ratio == pytest.approx(5.0)


def test_chinese_residents_are_of_another_group_where_events_count_them_so() -> None:
    store = Store().residents("A", PEOPLE, detailed=True)
    store.put("searches", "A", 201504, {"asian": 95, "other": 30, "white": 1000})
    rates = store.rates()
    assert found(rates, "asian").total == 950
    assert found(rates, "other").total == 150


def test_without_detailed_residents_such_a_group_has_no_rate() -> None:
    store = searches(y2015={"asian": 95, "white": 1000})
    each = found(store.rates(), "asian")
    assert (each.status, each.ratio) == (Status.NOT_AVAILABLE, None)


def test_years_are_put_together_where_one_has_fewer_than_thirty() -> None:
    few = {"black": 20, "white": 1000}
    rates = searches(y2013=few, y2014=few, y2015=few).rates()
    each = found(rates)
    assert (each.years, each.events, each.total) == (3, 60, 6000)
    enough = {"black": 30, "white": 1000}
    assert found(searches(y2013=few, y2014=few, y2015=enough).rates()).years == 1


def test_a_year_alone_is_shown_where_there_are_not_three() -> None:
    few = {"black": 20, "white": 1000}
    each = found(searches(y2014=few, y2015=few).rates())
    assert (each.years, each.events) == (1, 20)


def test_years_are_not_put_together_where_one_of_them_is_hidden() -> None:
    few = {"black": 20, "white": 1000}
    hidden: Mapping[str, float | None] = {"black": None, "white": 1000}
    each = found(searches(y2013=few, y2014=hidden, y2015=few).rates())
    assert each.years == 1
    rates = searches(y2013=few, y2014=few, y2015=hidden).rates()
    assert found(rates).status == Status.SUPPRESSED
    assert found(rates).events is None


def test_a_hidden_reference_hides_every_group() -> None:
    store = searches(y2015={"black": 100, "asian": 90, "white": None})
    each = found(store.rates())
    assert each.status == Status.SUPPRESSED
    assert (each.events, each.ratio, each.excess) == (None, None, None)


def test_a_rate_of_fewer_than_a_hundred_people_is_not_given() -> None:
    store = Store().residents("A", {"black": 99.0, "white": 1000.0})
    store.put("searches", "A", 201504, {"black": 50, "white": 100})
    assert found(store.rates()).status == Status.SUPPRESSED
    store.residents("A", {"black": 100.0, "white": 1000.0})
    assert found(store.rates()).ratio == pytest.approx(5.0)


def test_the_nation_is_without_the_residents_of_areas_that_gave_no_figures() -> None:
    store = Store()
    for area in ("A", "B", "C"):
        store.residents(area, {"black": 1000.0, "white": 10_000.0})
    store.residents(NATION, {"black": 3000.0, "white": 30_000.0})
    for area in ("A", "B"):
        store.put("searches", area, 201504, {"black": 100, "white": 200})
    store.put("searches", NATION, 201504, {"black": 200, "white": 400})
    rates = store.rates()
    each = found(rates, area=NATION)
    assert each.without == ("C",)
    assert (each.total, each.reference_total) == (2000, 20_000)
    assert rates.over_all_residents(each).total == 3000


def test_what_feeds_the_nation_leaves_out_areas_that_lack_the_other() -> None:
    store = Store()
    arrests = {"black": 200, "white": 1000}
    charged = {"black": 50, "white": 200}
    for area in ("A", "B", "C"):
        store.put("court_prosecutions", area, 201701, charged)
    for area in ("A", "B"):
        store.put("arrests", area, 201704, arrests)
    store.put("court_prosecutions", NATION, 201701, {"black": 150, "white": 600})
    store.put("arrests", NATION, 201704, {"black": 400, "white": 2000})
    rates = store.rates()
    year = rates.latest(point("prosecuted"), NATION)
    assert year is not None
    each = rates.compared(point("prosecuted"), NATION, year, "black", "")
    assert each.without == ("C",)
    assert (each.events, each.total) == (100, 400)


def test_more_convicted_than_prosecuted_is_refused() -> None:
    store = Store()
    store.put("court_prosecutions", "A", 201701, {"black": 150, "white": 1000})
    store.put("court_convictions", "A", 201701, {"black": 160, "white": 900})
    rates = store.rates()
    year = rates.latest(point(CONVICTED), "A")
    assert year is not None
    each = rates.compared(point(CONVICTED), "A", year, "black", "")
    assert (each.status, each.ratio) == (Status.NOT_AVAILABLE, None)


def test_months_are_added_up_to_the_year_they_are_in_and_counted() -> None:
    store = Store().residents("A", PEOPLE)
    for month in (202104, 202105, 202203):
        store.put("police_uk_searches", "A", month, {"black": 40, "white": 400})
    each = found(store.rates())
    assert (each.events, each.months, each.period.label) == (120, (3, 12), "2021-22")


def test_the_first_counts_that_have_a_year_are_used_and_never_added() -> None:
    store = searches(y2015={"black": 100, "white": 1000})
    store.put("police_uk_searches", "A", 201504, {"black": 7, "white": 70})
    store.put("police_uk_searches", "A", 202104, {"black": 40, "white": 400})
    rates = store.rates()
    years = {y.period.label: y.counts.series for y in rates.years(point(SEARCH), "A")}
    assert years == {"2021-22": "police_uk_searches", "2015-16": "searches"}
    latest = rates.latest(point(SEARCH), "A")
    assert latest is not None
    assert latest.period.label == "2015-16"


def test_people_of_whom_it_was_not_stated_are_counted_and_are_no_group() -> None:
    store = searches(y2015={"black": 100, "white": 1000, "not_stated": 100})
    rates = store.rates()
    each = found(rates)
    assert each.recording.share == pytest.approx(100 / 1200)
    assert rates.groups(each.counts, "A") == ("black", "white")
    # All of them White: 100/2000 over 1100/100000; all Black: 200/2000 over 1%.
    assert each.recording.low == pytest.approx(0.05 / 0.011)
    assert each.recording.high == pytest.approx(10.0)


def test_sex_by_age_is_out_of_the_bands_that_fill_its_own() -> None:
    store = Store()
    bands = {
        f"{sex}_{band}": 500.0
        for sex in ("female", "male")
        for band in ("10_to_17", "18_to_24", "25_to_34", "35_to_44", "45_and_over")
    }
    store.put("census_population", "A", 202101, bands, breakdown="sex_and_age_band")
    store.put(
        "police_uk_searches",
        "A",
        202104,
        {"male|10_to_17": 50, "male|35_and_over": 100, "male|18_to_20": 60},
        breakdown="sex_by_age_band",
    )
    rates = store.rates(Characteristic.SEX_BY_AGE)
    young = found(rates, "male|10_to_17")
    assert (young.total, young.reference_total) == (500, 1000)
    assert young.reference == "male|35_and_over"
    assert found(rates, "male|18_to_20").status == Status.NOT_AVAILABLE
