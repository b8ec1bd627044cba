import csv
from collections import Counter
from pathlib import Path

import pytest

from data.definitions import read_trial_reasons
from data.ingest.publication import FileRefused
from data.ingest.trial_effectiveness import PUBLICATION, trial_outcome, trial_reason
from tests.conftest import ROOT
from tests.unit.ingest.observed import (
    LONDON,
    NATION,
    changer,
    read,
    rearranged,
    values,
)

FIXTURE = ROOT / "tests/fixtures/trial_effectiveness/trial_2025Q4.csv"
KENT, MAIDSTONE = "E23000032", "CROWN-MAIDSTONE"
OUTCOMES = ("effective", "cracked", "ineffective", "vacated")
change = changer(FIXTURE)


def by_outcome(area: str, period: int = 202510) -> dict[str, float | None]:
    observations = read(PUBLICATION, FIXTURE)[0]
    return {
        outcome: values(
            observations, f"crown_court_trials_{outcome}", area, period=period
        ).get("all")
        for outcome in OUTCOMES
    }


def test_a_file_is_dated_by_its_last_quarter() -> None:
    assert PUBLICATION.recognises(FIXTURE)
    assert PUBLICATION.edition(FIXTURE) == "2025-Q4"


def test_offence_groups_and_courts_add_up_to_areas() -> None:
    assert by_outcome(MAIDSTONE) == {
        "effective": 30,
        "cracked": 16,
        "ineffective": 3,
        "vacated": 0,
    }
    assert by_outcome(KENT)["effective"] == 40
    assert by_outcome("HMCTS-SOUTH-EAST") == by_outcome(KENT)
    assert by_outcome(LONDON)["vacated"] == 5
    assert by_outcome(NATION)["cracked"] == 18


def test_an_outcome_that_no_trial_had_is_nought_and_a_quarter_without_is_not() -> None:
    assert by_outcome(KENT, period=202507) == {
        "effective": 8,
        "cracked": 0,
        "ineffective": 0,
        "vacated": 0,
    }
    assert by_outcome(LONDON, period=202507)["effective"] is None


def test_a_row_of_all_offences_is_not_added_to_those_of_groups(tmp_path: Path) -> None:
    lines = FIXTURE.read_text(encoding="utf-8").splitlines()
    path = tmp_path / FIXTURE.name
    whole = lines[1].replace("01: Violence against the person", "00: All offences")
    path.write_text("\n".join([*lines, whole.replace(",30", ",37")]), encoding="utf-8")
    observations, _ = read(PUBLICATION, path)
    series = "crown_court_trials_effective"
    assert values(observations, series, MAIDSTONE, period=202510) == {"all": 37}
    groups = values(
        observations, series, MAIDSTONE, breakdown="offence_group", period=202510
    )
    assert groups == {
        "violence_against_the_person": 30,
        "sexual_offences": 0,
        "not_known": 0,
    }


def test_reasons_are_counted_for_the_outcome_they_explain() -> None:
    observations, _ = read(PUBLICATION, FIXTURE)

    def reasons(outcome: str, area: str) -> dict[str, float | None]:
        found = values(
            observations,
            f"crown_court_trials_{outcome}",
            area,
            breakdown="trial_reason",
            period=202510,
        )
        return {reason: count for reason, count in found.items() if count}

    assert reasons("cracked", NATION) == {
        "late_plea_first_offered": 12,
        "prosecution_ends_witness": 4,
        "not_stated": 2,
    }
    assert reasons("ineffective", KENT) == {"police_witness_absent": 3}
    assert reasons("effective", NATION) == {}


def test_magistrates_trials_are_told_apart_by_a_column(tmp_path: Path) -> None:
    lines = FIXTURE.read_text(encoding="utf-8").splitlines()
    path = tmp_path / FIXTURE.name
    courts = [
        "court_type",
        "Magistrates' courts",
        *["The Crown Court"] * (len(lines) - 2),
    ]
    joined = (f"{c},{line}" for c, line in zip(courts, lines, strict=True))
    text = "\n".join(joined).replace("Kent LCJB,Maidstone", "Kent LCJB,Maidstone", 1)
    path.write_text(text, encoding="utf-8")
    observations, _ = read(PUBLICATION, path)
    assert values(
        observations, "magistrates_trials_effective", KENT, period=202510
    ) == {"all": 30}
    assert values(
        observations, "crown_court_trials_effective", KENT, period=202510
    ) == {"all": 10}


def test_columns_may_come_in_any_order_and_unknown_ones_are_named(
    tmp_path: Path,
) -> None:
    names = {
        "lcjb_area": "LCJB area",
        "crown_court": "Court",
        "trial_effectiveness": "Trial Effectiveness [note 2]",
    }
    path = rearranged(FIXTURE, tmp_path / FIXTURE.name, names)
    observations, refusals = read(PUBLICATION, path)
    assert observations == read(PUBLICATION, FIXTURE)[0]
    assert [(each.line, each.content) for each in refusals] == [(1, "Weather")]


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("1: Effective trials", "1: Efective trials", 2, "'1: Efective trials' is not"),
        ("witness absent / withdrawn", "witness away", 5, "is not a reason in"),
        ("3: Ineffective trials,04", "2: Cracked trials,04", 6,
         "is no reason why a trial is cracked"),
        ("Maidstone", "Ambridge", 2, "'Ambridge' is not a court"),
        (",30", ",thirty", 2, "'thirty' is not a number"),
    ],
)  # fmt: skip
def test_a_word_that_is_not_known_refuses_the_file_by_line(
    tmp_path: Path, old: str, new: str, line: int, reason: str
) -> None:
    with pytest.raises(FileRefused, match=rf"line {line}: .*{reason}"):
        read(PUBLICATION, change(tmp_path, old, new))


def test_numbers_before_labels_and_marks_within_them_do_not_matter() -> None:
    assert trial_outcome("4. Vacated trial") == trial_outcome("Vacated") == "vacated"
    assert (
        trial_reason(
            "Ineffective reason : JUDGE/MAGISTRATE AVAILABILITY", "ineffective"
        )
        == trial_reason("Judge / magistrate availability", "ineffective")
        == "judge_availability"
    )


def test_every_reason_has_a_party_and_a_name_in_both_languages() -> None:
    reasons = read_trial_reasons()
    assert len({reason["id"] for reason in reasons}) == len(reasons)
    assert Counter(reason["outcome"] for reason in reasons) == {
        "cracked": 12,
        "ineffective": 29,
    }
    for reason in reasons:
        assert reason["party"] in ("prosecution", "defence", "court", "other")
        assert reason["label"] != reason["label_cy"]


@pytest.mark.real_data
def test_the_reasons_are_those_of_the_monitoring_form(real_data: Path) -> None:
    path = real_data / "reference/trial_effectiveness_reasons.csv"
    codes = {
        reason["id"]: (reason["code"], reason["party"])
        for reason in read_trial_reasons()
    }
    with path.open(encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text))
    assert len(rows) == len(codes)
    for row in rows:
        found = trial_reason(row["reason"], row["outcome"])
        assert codes[found] == (row["code"], row["party"])
