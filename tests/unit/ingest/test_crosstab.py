from data.ingest.crosstab import CrossTab, Place, Shape, category_of
from data.ingest.publication import Observation

SHAPE = Shape(
    series=("searches", "found"),
    fields={"sex": ("female", "male"), "object": ()},
    breakdowns=((), ("sex",), ("object",), ("sex", "object")),
    series_of={("object",): ("searches",)},
)
GWENT = Place("police_force", "W15000002", 202101)
TRANSPORT_POLICE = Place("police_force", "", 202101)


def observe(tab: CrossTab) -> tuple[list[Observation], list[tuple[str, str]]]:
    refused: list[tuple[str, str]] = []
    found = tab.observations(
        "month", lambda line, reason, content: refused.append((reason, content))
    )
    return list(found), refused


def test_a_row_counts_in_every_breakdown_and_unseen_pairs_are_nought() -> None:
    tab = CrossTab(SHAPE)
    tab.add(GWENT, ("male", "drugs"), [2, 1])
    tab.add(GWENT, ("female", "knives"), [3, 0])
    observations, _ = observe(tab)
    assert [
        (each.series, each.breakdown, each.category, each.value)
        for each in observations
    ] == [
        ("searches", "all", "all", 5),
        ("found", "all", "all", 1),
        ("searches", "sex", "female", 3),
        ("found", "sex", "female", 0),
        ("searches", "sex", "male", 2),
        ("found", "sex", "male", 1),
        ("searches", "object", "drugs", 2),
        ("searches", "object", "knives", 3),
        ("searches", "sex_by_object", "female|drugs", 0),
        ("found", "sex_by_object", "female|drugs", 0),
        ("searches", "sex_by_object", "female|knives", 3),
        ("found", "sex_by_object", "female|knives", 0),
        ("searches", "sex_by_object", "male|drugs", 2),
        ("found", "sex_by_object", "male|drugs", 1),
        ("searches", "sex_by_object", "male|knives", 0),
        ("found", "sex_by_object", "male|knives", 0),
    ]


def test_a_place_in_doubt_is_left_out_by_name() -> None:
    tab = CrossTab(SHAPE)
    tab.add(GWENT, ("male", "drugs"), [2, 1])
    tab.doubt(GWENT)
    observations, refused = observe(tab)
    assert observations == []
    assert "is left out of the period from 202101" in refused[0][0]
    assert refused[0][1] == "Gwent (W15000002)"


def test_a_nation_counts_bodies_without_an_area_and_is_left_out_if_in_doubt() -> None:
    tab = CrossTab(SHAPE)
    tab.add(GWENT, ("male", "drugs"), [2, 1])
    tab.add(TRANSPORT_POLICE, ("male", "drugs"), [40, 1])
    assert tab.without_area() == [40, 1]
    tab.add_nation(1, lambda line, reason, content: None)
    assert {
        each.area_code: each.value
        for each in observe(tab)[0]
        if (each.series, each.breakdown) == ("searches", "all")
    } == {"W15000002": 2, "K04000001": 42}
    tab = CrossTab(SHAPE)
    tab.add(GWENT, ("male", "drugs"), [2, 1])
    tab.doubt(TRANSPORT_POLICE)
    tab.add_nation(1, lambda line, reason, content: None)
    assert {each.area_code for each in observe(tab)[0]} == {"W15000002"}


def test_a_category_is_of_the_fields_a_row_is_told_apart_by_in_one_order() -> None:
    assert category_of({}) == ("all", "all")
    assert category_of({"sex": "male"}) == ("sex", "male")
    assert category_of({"sex": "male", "ethnic_group_5": "black"}) == (
        "ethnic_group_5_by_sex",
        "black|male",
    )
