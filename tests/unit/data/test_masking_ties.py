"""Which categories are part of which others."""

import pytest

from data.masking_ties import margins_of_series
from data.queries.dimensions import Dimensions

FINE, COARSE = "ethnic_group_18", "ethnic_group_5"
NAMES = (
    ("all", "all"),
    (COARSE, "asian"),
    (COARSE, "other"),
    (FINE, "asian_indian"),
    (FINE, "asian_chinese"),
    ("search_power", "section_60"),
    (f"{COARSE}_by_search_power", "other|section_60"),
    (f"{FINE}_by_search_power", "asian_chinese|section_60"),
)
KNOWN = Dimensions(
    series={"searches": 1, "police_uk_searches": 2, "no_longer_defined": 3},
    categories={name: number for number, name in enumerate(NAMES)},
    areas={},
)


@pytest.mark.parametrize(
    ("series", "category", "expected"),
    [
        ("searches", "asian_indian", {(COARSE, "asian")}),
        # Chinese people are one of the other groups of the census of 2001.
        ("searches", "asian_chinese", {(COARSE, "other")}),
        ("police_uk_searches", "asian_chinese", {(COARSE, "asian")}),
        ("no_longer_defined", "asian_chinese", {(COARSE, "asian")}),
        (
            "searches",
            "asian_chinese|section_60",
            {
                (FINE, "asian_chinese"),
                ("search_power", "section_60"),
                (f"{COARSE}_by_search_power", "other|section_60"),
            },
        ),
    ],
)
def test_a_category_is_part_of_those_its_census_says(
    series: str, category: str, expected: set[tuple[str, str]]
) -> None:
    (number,) = (n for name, n in KNOWN.categories.items() if name[1] == category)
    found = margins_of_series(KNOWN)[KNOWN.series[series]][number]
    assert {KNOWN.category_names[each] for each in found} == expected
