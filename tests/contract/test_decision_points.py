"""What a decision point's file must be; a new one is held to it without a line here."""

import re
from functools import cache
from typing import Any

import pytest

from dashboard.disparity.decision_points import (
    RESIDENTS,
    Counts,
    DecisionPoint,
    load_decision_points,
)
from dashboard.disparity.group_counts import read_labels, read_points
from dashboard.disparity.groups import Characteristic, Term
from data.definitions import read_decision_points, read_series

ENGLISH = re.compile(r"\b(the|and|of|which|were|that)\b", re.IGNORECASE)
POINTS = list(read_points().values())


@cache
def series() -> dict[str, dict[str, Any]]:
    return {record["id"]: record for record in read_series()}


def pairs(point: DecisionPoint) -> list[tuple[str, str]]:
    """Every text with its Welsh one."""
    fields = [name for name in type(point).model_fields if name.endswith("_cy")]
    return [
        (getattr(point, name.removesuffix("_cy")), getattr(point, name))
        for name in fields
    ]


def counted(point: DecisionPoint) -> list[tuple[str, Counts]]:
    return [(name, c) for c in point.counts for name in (c.series, c.out_of)]


def test_points_stand_in_the_order_of_a_case() -> None:
    assert [point.id for point in POINTS][:2] == ["stop_and_search", "search_arrest"]
    assert POINTS[-1].id == "custody"
    assert len({point.order for point in POINTS}) == len(POINTS)


@pytest.mark.parametrize("point", POINTS, ids=lambda point: point.id)
def test_its_series_exist_and_come_as_often_as_it_says(point: DecisionPoint) -> None:
    for name, counts in counted(point):
        assert name in series()
        if name != RESIDENTS:
            assert series()[name]["frequency"] == counts.frequency


@pytest.mark.parametrize("point", POINTS, ids=lambda point: point.id)
def test_it_names_the_publication_and_the_groups_its_series_use(
    point: DecisionPoint,
) -> None:
    for counts in point.counts:
        record = series()[counts.series]
        assert record["publication"] == counts.source
        assert record["ethnic_classification"] == counts.classification


@pytest.mark.parametrize("point", POINTS, ids=lambda point: point.id)
def test_people_are_split_by_what_links_can_name(point: DecisionPoint) -> None:
    for counts in point.counts:
        assert set(counts.breakdowns) <= {each.value for each in Characteristic}


@pytest.mark.parametrize("point", POINTS, ids=lambda point: point.id)
def test_a_welsh_text_has_no_english_in_it(point: DecisionPoint) -> None:
    for english, welsh in pairs(point):
        assert welsh != english
        assert not ENGLISH.search(welsh)
        assert "\n" not in english + welsh


def test_every_group_has_a_name_inside_a_sentence() -> None:
    labels = read_labels()
    told = {
        term
        for term, label in labels.items()
        if term.breakdown in ("ethnic_group_5", "ethnic_group_18", "sex")
        and term.category not in ("not_stated", "vehicle_only")
        and not (label.people and label.people_cy)
    }
    assert told == set()
    assert labels[Term("ethnic_group_5", "black")].people == "Black people"


def test_only_first_contact_is_out_of_residents() -> None:
    record = next(r for r in read_decision_points() if r["id"] == "convicted")
    wrong = {**record, "counts": [{**record["counts"][0], "out_of": RESIDENTS}]}
    with pytest.raises(ValueError, match=r"(?s)'convicted'.*first contact"):
        load_decision_points([wrong], read_points().sources)


def test_a_misspelt_key_is_refused_by_name() -> None:
    record = read_decision_points()[0]
    with pytest.raises(ValueError, match="nuon"):
        load_decision_points([{**record, "nuon": "x"}], read_points().sources)
