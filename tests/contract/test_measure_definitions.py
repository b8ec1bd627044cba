"""What analysts write about measures holds together and is complete."""

import csv
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dashboard.measures import load_catalogue
from data.definitions import (
    read_area_names,
    read_areas,
    read_categories,
    read_measures,
    read_series,
    read_sources,
)
from tests.conftest import ROOT

FILES = sorted((ROOT / "data/definitions/measures").glob("*.toml"))
SERIES = {record["id"]: record for record in read_series()}
#: The calculation layer waits for these, and pages link to them.
PERMANENT = {
    "cps_conviction_rate",
    "cps_conviction_rate_excluding_administrative",
    "cps_finalised_caseload",
    "cps_administratively_finalised_share",
    "recorded_offences_rate",
    "charge_or_summons_rate",
    "victim_does_not_support_rate",
    "no_suspect_identified_rate",
    "out_of_court_share",
    "outcome_not_yet_assigned_share",
    "crime_severity_score",
}
#: What a reader is told in words.
TOLD = {
    "label",
    "short_label",
    "question",
    "unit_of_count",
    "questions",
    "cannot_tell",
    "numerator.label",
    "publication.caveats",
    "publication.definition",
}


def texts(record: dict[str, Any], ending: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in record.items():
        if isinstance(value, dict):
            yield from texts(value, f"{ending}{key}.")
        else:
            yield f"{ending}{key}", value


def test_every_file_makes_a_measure_of_its_own_name() -> None:
    catalogue = load_catalogue(read_measures(), read_sources())
    assert set(catalogue) == {path.stem for path in FILES}
    assert catalogue.keys() >= PERMANENT


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_measure_says_everything_in_both_languages(path: Path) -> None:
    said = dict(texts(tomllib.loads(path.read_text(encoding="utf-8"))))
    welsh = {key: value for key, value in said.items() if key.endswith("_cy")}
    assert {key.removesuffix("_cy") for key in welsh} >= TOLD
    for key, value in welsh.items():
        english = said[key.removesuffix("_cy")]
        assert value, key
        assert english, key
        # A term the two languages share would be a first.
        assert value != english, key


@pytest.mark.parametrize("record", read_measures(), ids=lambda record: record["id"])
def test_a_measure_counts_what_the_store_holds(record: dict[str, Any]) -> None:
    known = {(each["breakdown"], each["category"]) for each in read_categories()}
    sides = [record["numerator"], *filter(None, [record.get("denominator")])]
    for term in (term for side in sides for term in side["terms"]):
        assert term["series"] in SERIES
        place = (term["breakdown"], term["category"])
        assert place == ("all", "all") or place in known
    first = SERIES[record["numerator"]["terms"][0]["series"]]
    assert record["frequency"] == first["frequency"]
    assert record["basis"] == first["basis"]


@pytest.mark.parametrize("record", read_measures(), ids=lambda record: record["id"])
def test_a_measure_points_only_to_others_and_is_looked_at_again(
    record: dict[str, Any],
) -> None:
    others = {each["id"] for each in read_measures()} - {record["id"]}
    assert record["balancing"]
    assert set(record["balancing"]) <= others
    assert record["publication"]["next_review"] >= date(2027, 1, 1)


def test_the_conviction_rates_say_which_counts_administrative_finalisations() -> None:
    measures = {record["id"]: record for record in read_measures()}
    overall = measures["cps_conviction_rate"]
    without = measures["cps_conviction_rate_excluding_administrative"]
    extra = [
        term["series"]
        for term in overall["denominator"]["terms"]
        if term not in without["denominator"]["terms"]
    ]
    assert extra == ["cps_administratively_finalised"]
    assert without["label"] in overall["publication"]["definition"]
    assert overall["label"] in without["publication"]["definition"]
    assert without["label_cy"] in overall["publication"]["definition_cy"]
    assert overall["label_cy"] in without["publication"]["definition_cy"]


def test_each_family_has_one_head() -> None:
    heads = [each["family"] for each in read_measures() if each["family_head"]]
    assert len(heads) == len(set(heads))
    assert set(heads) == {each["family"] for each in read_measures()}


def test_publishers_names_stand_for_areas_of_the_right_kind() -> None:
    kinds: dict[str, set[str]] = {}
    for area in read_areas():
        kinds.setdefault(area["type"], set()).add(area["code"])
    names = read_area_names()
    for publication in ("recorded_crime", "police_outcomes"):
        assert set(names[publication].values()) - {""} == kinds["police_force"]
    assert set(names["cps_case_outcomes"].values()) == (
        kinds["criminal_justice_area"] | {"K04000001"}
    )


@pytest.mark.real_data
def test_the_area_names_are_those_of_the_published_lookup(real_data: Path) -> None:
    with (real_data / "reference/area_lookup.csv").open(encoding="utf-8") as text:
        rows = list(csv.DictReader(text))
    names = read_area_names()
    for row in rows:
        assert names["cps_case_outcomes"][row["cps_file_name"]] == row["cja_code"]
        assert names["recorded_crime"][row["home_office_name"]] == row["pfa_code"]
        assert names["police_outcomes"][row["home_office_name"]] == row["pfa_code"]
