import pytest

from data.definitions import read_categories
from data.ingest.police_groups import (
    BROAD_GROUPS,
    DETAILED_GROUPS_2011,
    VEHICLE_ONLY,
    age_band,
    broad_group,
    detailed_group,
    self_defined_group,
    sex,
)


@pytest.mark.parametrize(
    ("label", "group"),
    [
        ("Asian or Asian British", "asian"),
        ("Black (or Black British)", "black"),
        ("Chinese/other", "other"),
        ("Other inc Chinese", "other"),
        ("Not Stated", "not_stated"),
        ("Don't know", "not_stated"),
        ("Vehicle only", "vehicle_only"),
    ],
)
def test_each_publishers_words_for_a_broad_group_lead_to_one(
    label: str, group: str
) -> None:
    assert broad_group(label) == group


def test_chinese_is_a_group_of_its_own_where_there_are_sixteen() -> None:
    assert detailed_group("Chinese") == "asian_chinese"
    assert detailed_group("Other") == "other_any_other"


OTHER_BLACK = "Any other Black/African/Caribbean background"


@pytest.mark.parametrize(
    ("label", "groups"),
    [
        ("Asian/Asian British - Chinese", ("asian", "asian_chinese")),
        (
            f"Black/African/Caribbean/Black British - {OTHER_BLACK}",
            ("black", "black_other"),
        ),
        (
            "Mixed/Multiple ethnic groups - White and Asian",
            ("mixed", "mixed_white_and_asian"),
        ),
        ("Other ethnic group - Arab", ("other", "other_arab")),
        ("Other ethnic group - Not stated", ("not_stated", "not_stated")),
        ("", ("not_stated", "not_stated")),
    ],
)
def test_a_self_defined_group_is_both_broad_and_detailed(
    label: str, groups: tuple[str, str]
) -> None:
    assert self_defined_group(label) == groups


@pytest.mark.parametrize(
    ("label", "band"),
    [
        ("Under 10 years", "0_to_9"),
        ("Under 102", "0_to_9"),
        ("under 10", "0_to_9"),
        ("10 - 17 years", "10_to_17"),
        ("Aged 18-20", "18_to_20"),
        ("18 to 20", "18_to_20"),
        ("21 years and over", "21_and_over"),
        ("over 34", "35_and_over"),
        ("Under 11 \nyears", "0_to_10"),
        ("Age unknown", "not_stated"),
        ("Young adults", "18_to_20"),
    ],
)
def test_ages_are_bands_however_they_are_written(label: str, band: str) -> None:
    assert age_band(label) == band


@pytest.mark.parametrize("read", [broad_group, detailed_group, sex, age_band])
def test_a_label_that_is_not_known_is_named(read: type) -> None:
    with pytest.raises(ValueError, match="'Martian'"):
        read("Martian")


def test_a_group_of_another_broad_group_is_not_known() -> None:
    with pytest.raises(ValueError, match="not an ethnic group"):
        self_defined_group("White - Arab")


def test_every_group_has_a_name_in_both_languages() -> None:
    named = {(each["breakdown"], each["category"]) for each in read_categories()}
    for breakdown, groups in (
        ("ethnic_group_5", BROAD_GROUPS),
        ("ethnic_group_18", DETAILED_GROUPS_2011),
    ):
        assert {(breakdown, group) for group in (*groups, VEHICLE_ONLY)} <= named
