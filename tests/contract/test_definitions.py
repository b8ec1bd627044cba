"""What a measure's file must be for the pages to count and say it.

A new measure, series or source is held to the same without a line here.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from pydantic import BaseModel

from dashboard.measures import Catalogue, Kind, Measure, load_catalogue
from data.definitions import (
    read_measures,
    read_series,
    read_sources,
)

ENGLISH = re.compile(r"\b(the|and|of|which|were|that)\b", re.IGNORECASE)


@cache
def catalogue() -> Catalogue:
    return load_catalogue(read_measures(), read_sources())


@cache
def series() -> dict[str, dict[str, Any]]:
    return {record["id"]: record for record in read_series()}


def every_measure() -> list[Measure]:
    return list(catalogue().values())


def pairs(model: BaseModel, place: str = "") -> Iterator[tuple[str, str, str]]:
    """Place, English text and Welsh text of every text that is in both languages."""
    for field in type(model).model_fields:
        english = getattr(model, field)
        if isinstance(english, BaseModel):
            yield from pairs(english, f"{place}{field}.")
        welsh = getattr(model, f"{field}_cy", None)
        if isinstance(english, str) and isinstance(welsh, str):
            yield f"{place}{field}", english, welsh
        if isinstance(english, tuple) and isinstance(welsh, tuple):
            for number, both in enumerate(zip(english, welsh, strict=True)):
                yield f"{place}{field} {number}", *both


def test_there_are_at_least_sixteen_measures() -> None:
    assert len(catalogue()) >= 16


@pytest.mark.parametrize("measure", every_measure(), ids=lambda m: m.id)
def test_the_series_a_measure_counts_exist_and_come_as_often(measure: Measure) -> None:
    for term in measure.flowing_terms:
        assert series()[term.series]["frequency"] == measure.frequency
    for term in measure.standing_terms:
        assert series()[term.series]["kind"] == "stock"


@pytest.mark.parametrize("measure", every_measure(), ids=lambda m: m.id)
def test_only_a_score_is_made_of_scores(measure: Measure) -> None:
    """Scores cannot be added up, so nothing that adds may be built on one."""
    kinds = {series()[term.series]["kind"] for term in measure.terms}
    assert ("score" in kinds) == (measure.kind == Kind.SCORE)


@pytest.mark.parametrize("measure", every_measure(), ids=lambda m: m.id)
def test_a_measure_names_a_source_that_publishes_its_counts(measure: Measure) -> None:
    source = catalogue().source(measure)
    publications = {series()[t.series]["publication"] for t in measure.flowing_terms}
    assert publications == {source.id}


@pytest.mark.parametrize("measure", every_measure(), ids=lambda m: m.id)
def test_a_welsh_text_has_no_english_in_it(measure: Measure) -> None:
    for place, _, welsh in pairs(measure):
        assert not ENGLISH.search(welsh), place


@pytest.mark.parametrize("measure", every_measure(), ids=lambda m: m.id)
def test_texts_are_written_as_they_will_be_read(measure: Measure) -> None:
    for phrase in (measure.phrase, measure.phrase_cy):
        assert not phrase.endswith(".")
        is_name = phrase.split()[0] in measure.label + measure.label_cy
        assert phrase[0].islower() or is_name, "a phrase stands inside a sentence"
    for statement in (measure.statement, measure.statement_cy):
        assert not statement.endswith("."), "the sentence goes on after it"
        assert statement[0].isupper() or statement.startswith("{value}")
    for question in (measure.question, measure.question_cy):
        assert question.endswith("?")
    for _, english, welsh in pairs(measure):
        for text in (english, welsh):
            assert text == text.strip()
            assert "  " not in text
            assert "\n" not in text


@pytest.mark.parametrize("measure", every_measure(), ids=lambda m: m.id)
def test_a_measure_has_questions_caveats_and_an_owner(measure: Measure) -> None:
    assert measure.questions
    assert measure.publication.caveats
    assert measure.publication.owner


@pytest.mark.parametrize(
    "family", sorted({m.family for m in every_measure()}), ids=lambda family: family
)
def test_a_family_of_measures_has_one_head_which_comes_first(family: str) -> None:
    members = catalogue().family(family)
    assert [m.family_head for m in members].count(True) == 1
    assert members[0].family_head
    assert len({(m.frequency, m.area_type) for m in members}) == 1
