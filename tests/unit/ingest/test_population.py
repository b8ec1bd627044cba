from collections.abc import Callable
from pathlib import Path

import pytest

from data.definitions import read_local_authorities
from data.ingest.population import PUBLICATION
from data.ingest.publication import (
    FileRefused,
    NothingToLoad,
    NotThisPublication,
    Observation,
    Refusal,
)
from tests.unit.ingest.population_files import (
    CARDIFF,
    COUNTS_2011,
    GWYNEDD,
    WELSH,
    Cells,
    census_2011,
    census_2021_age,
    census_2021_sex,
    counts_2021,
    mid_year,
)

NORTH_WALES = "W15000001"
SOUTH_WALES = "W15000003"
WALES = "W92000004"
Figures = dict[tuple[str, int, str, str], tuple[float | None, str]]


def read(path: Path) -> tuple[list[Observation], list[Refusal]]:
    refusals: list[Refusal] = []
    return list(PUBLICATION.read(path, refusals.append)), refusals


def figures(path: Path) -> Figures:
    """Area, year, breakdown and category to value and status."""
    observations, refusals = read(path)
    assert refusals == []
    found = {
        (each.area_code, each.period // 100, each.breakdown, each.category): (
            each.value,
            each.status,
        )
        for each in observations
    }
    assert len(found) == len(observations)
    return found


def lookup(folder: Path, *rows: str) -> Path:
    path = folder / "lookup.csv"
    head = "\ufeffLAD16CD,LAD16NM,CSP16CD,CSP16NM,PFA16CD,PFA16NM,FID"
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("make", "edition"),
    [
        (census_2011, "census-2011"),
        (census_2021_sex, "census-2021-sex"),
        (census_2021_age, "census-2021-age"),
        (mid_year, "mid-2019-to-mid-2020"),
    ],
)
def test_each_file_is_told_by_its_headings(
    tmp_path: Path, make: Callable[[Path], Path], edition: str
) -> None:
    path = make(tmp_path)
    assert PUBLICATION.recognises(path)
    assert PUBLICATION.edition(path) == edition


def test_the_file_by_age_and_sex_is_another_edition_than_by_age(
    tmp_path: Path,
) -> None:
    path = census_2021_age(tmp_path, sexes=("Female", "Male"))
    assert PUBLICATION.edition(path) == "census-2021-age-and-sex"


def test_another_table_is_not_recognised(tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("offence_group,code,severity_score\nRobbery,E23000002,1\n")
    assert not PUBLICATION.recognises(path)
    with pytest.raises(NotThisPublication, match="none of the headings"):
        PUBLICATION.edition(path)


def test_authorities_add_up_to_their_force_and_nation(tmp_path: Path) -> None:
    found = figures(mid_year(tmp_path))
    assert found[NORTH_WALES, 2020, "all", "all"] == (6 * 3020, "published")
    assert found[WALES, 2019, "all", "all"] == (22 * 3019, "published")


def test_england_and_wales_is_not_given_from_wales_alone(tmp_path: Path) -> None:
    assert not any(key[0] == "K04000001" for key in figures(mid_year(tmp_path)))


def test_a_code_that_ends_in_a_no_break_space_is_the_same_code(
    tmp_path: Path,
) -> None:
    rows = [(f"{code}\N{NO-BREAK SPACE}", 2020, 1000) for code in WELSH]
    found = figures(mid_year(tmp_path, rows))
    assert found[WALES, 2020, "all", "all"] == (22_000, "published")


def test_a_missing_authority_is_named_and_the_file_refused(tmp_path: Path) -> None:
    rows = [(code, 2020, 1000) for code in WELSH if code != GWYNEDD]
    with pytest.raises(FileRefused, match=f"whole of Wales: {NORTH_WALES} lacks"):
        read(mid_year(tmp_path, rows))


def test_authorities_of_two_different_years_are_refused(tmp_path: Path) -> None:
    one_day = [
        record["local_authority"]
        for record in read_local_authorities()
        if not record["created"]
    ]
    rows = [(code, 2020, 1000) for code in [*one_day, "E06000060"]]
    with pytest.raises(FileRefused, match="has E06000060 from another year"):
        read(mid_year(tmp_path, rows))


def test_the_authorities_of_2011_and_of_2021_are_both_whole(tmp_path: Path) -> None:
    records = read_local_authorities()
    for label in ("created", "abolished"):
        codes = [r["local_authority"] for r in records if not r[label]]
        found = figures(mid_year(tmp_path, [(code, 2020, 10) for code in codes]))
        total = found["K04000001", 2020, "all", "all"]
        assert total[0] == 10 * len(codes)
        assert sum(key[0].startswith(("E23", "W15")) for key in found) == 43


def test_an_authority_listed_twice_is_refused_by_line(tmp_path: Path) -> None:
    rows = [(code, 2020, 1000) for code in [*WELSH, CARDIFF]]
    with pytest.raises(FileRefused, match=f"line 24: repeats {CARDIFF}"):
        read(mid_year(tmp_path, rows))


def test_a_count_that_cannot_be_read_leaves_out_its_force_alone(
    tmp_path: Path,
) -> None:
    rows = [(c, 2020, "many" if c == CARDIFF else 1000) for c in WELSH]
    observations, refusals = read(mid_year(tmp_path, rows))
    assert {each.area_code for each in observations} == {
        "W15000001",
        "W15000002",
        "W15000004",
    }
    assert [refusal.reason for refusal in refusals] == [
        "'many' is not a number",
        f"{SOUTH_WALES} in 2020 is left out: it needs {CARDIFF}",
    ]


def test_an_authority_nobody_knows_is_refused_by_line(tmp_path: Path) -> None:
    rows = [(code, 2020, 1000) for code in [*WELSH, "E06000099"]]
    refusals = read(mid_year(tmp_path, rows))[1]
    assert [(r.line, r.reason) for r in refusals] == [
        (24, "E06000099 is not in local_authorities.csv: add it and its force")
    ]


def test_regions_and_scotland_are_not_added_in(tmp_path: Path) -> None:
    rows = [(c, 2020, 1000) for c in [*WELSH, "E12000001", "S12000005", "K03000001"]]
    found = figures(mid_year(tmp_path, rows))
    assert {code for code, *_ in found} == {
        WALES,
        *(f"W1500000{n}" for n in range(1, 5)),
    }


def test_a_file_cut_in_the_middle_of_a_row_is_refused(tmp_path: Path) -> None:
    path = mid_year(tmp_path)
    path.write_bytes(path.read_bytes()[:-11])
    with pytest.raises(FileRefused, match="cut short"):
        read(path)


def test_the_2011_census_gives_broad_and_detailed_groups(tmp_path: Path) -> None:
    found = figures(census_2011(tmp_path))
    assert found[WALES, 2011, "ethnic_group_5", "asian"] == (22 * 50, "published")
    assert found[WALES, 2011, "ethnic_group_18", "other_arab"] == (66, "published")
    assert len([key for key in found if key[0] == WALES]) == 1 + 5 + 18


def test_a_2011_row_that_does_not_add_up_is_refused(tmp_path: Path) -> None:
    wrong = (1001, *COUNTS_2011[1:])
    path = census_2011(tmp_path, lambda c: wrong if c == CARDIFF else COUNTS_2011)
    reasons = [refusal.reason for refusal in read(path)[1]]
    assert reasons[0] == "ethnic_group_5 comes to 1,000, not to all 1,001"


def test_the_2021_census_gives_groups_and_sexes(tmp_path: Path) -> None:
    found = figures(census_2021_sex(tmp_path))
    assert found[NORTH_WALES, 2021, "all", "all"] == (6 * 2 * 6800, "published")
    assert found[NORTH_WALES, 2021, "sex", "male"] == (6 * 6800, "published")
    assert found[NORTH_WALES, 2021, "ethnic_group_5", "white"] == (64_800, "published")
    assert found[NORTH_WALES, 2021, "ethnic_group_19", "white_roma"][0] == 1200
    assert len([key for key in found if key[0] == NORTH_WALES]) == 1 + 2 + 5 + 19


@pytest.mark.parametrize("hidden", ["c", ""])
def test_a_sum_with_hidden_cells_is_given_only_where_they_hardly_matter(
    tmp_path: Path, hidden: str
) -> None:
    def counts(code: str, sex: str) -> Cells:
        row = counts_2021()
        return [hidden, *row[1:]] if (code, sex) == (GWYNEDD, "Male") else row

    found = figures(census_2021_sex(tmp_path, counts))
    # One cell of at most 9 out of 80,000 residents, and out of 1,100 Bangladeshi.
    assert found[NORTH_WALES, 2021, "all", "all"] == (81_500, "published")
    group = ("ethnic_group_19", "asian_bangladeshi")
    assert found[NORTH_WALES, 2021, *group] == (None, "suppressed")
    assert found[SOUTH_WALES, 2021, *group] == (7 * 2 * 100, "published")


def test_the_nations_own_row_is_given_rather_than_the_sum(tmp_path: Path) -> None:
    own = [
        [WALES, "Wales", sex, *counts_2021(22 * 5001, 2200)]
        for sex in ("Female", "Male")
    ]
    found = figures(census_2021_sex(tmp_path, also=own))
    total = 2 * (22 * 5001 + 18 * 2200)
    assert found[WALES, 2021, "all", "all"] == (total, "published")


def test_a_nation_that_its_authorities_cannot_make_is_refused(tmp_path: Path) -> None:
    own = [
        [WALES, "Wales", sex, *counts_2021(22 * 6000, 2200)]
        for sex in ("Female", "Male")
    ]
    with pytest.raises(FileRefused, match=f"does not add up: {WALES}"):
        read(census_2021_sex(tmp_path, also=own))


def test_a_row_of_one_sex_missing_is_named(tmp_path: Path) -> None:
    path = census_2021_sex(tmp_path)
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:-1]), encoding="utf-8")
    with pytest.raises(FileRefused, match=r"lacks W06000024 male"):
        read(path)


def test_single_years_of_age_become_bands(tmp_path: Path) -> None:
    found = figures(census_2021_age(tmp_path))
    bands = [key[3] for key in found if key[0] == WALES]
    assert bands == [
        "0_to_9",
        "10_to_17",
        "18_to_24",
        "25_to_34",
        "35_to_44",
        "45_to_54",
        "55_to_64",
        "65_to_74",
        "75_and_over",
    ]
    a_year = 22 * 6800
    assert found[WALES, 2021, "age_band", "18_to_24"] == (7 * a_year, "published")
    assert found[WALES, 2021, "age_band", "75_and_over"][0] == 26 * a_year


def test_ages_by_sex_are_their_own_breakdown(tmp_path: Path) -> None:
    found = figures(census_2021_age(tmp_path, sexes=("Female", "Male")))
    categories = {key[2:] for key in found}
    assert ("sex_and_age_band", "female_10_to_17") in categories
    assert len(categories) == 18


def test_a_lookup_that_agrees_has_nothing_to_load(tmp_path: Path) -> None:
    row = "W06000015,Cardiff,W22000001,Cardiff,W15000003,South Wales,1"
    path = lookup(tmp_path, row)
    assert PUBLICATION.recognises(path)
    with pytest.raises(NothingToLoad, match="agrees with ours"):
        PUBLICATION.edition(path)


def test_a_lookup_that_differs_is_refused_by_line(tmp_path: Path) -> None:
    path = lookup(
        tmp_path,
        "W06000015,Cardiff,W22000001,Cardiff,W15000003,South Wales,1",
        "W06000002,Gwynedd,W22000002,Gwynedd,W15000003,South Wales,2",
        "W06000099,Nowhere,W22000002,Nowhere,W15000003,South Wales,3",
    )
    with pytest.raises(FileRefused) as refused:
        PUBLICATION.edition(path)
    assert not isinstance(refused.value, NothingToLoad)
    assert refused.value.line == 3
    assert refused.value.reason == (
        f"{GWYNEDD} is in {SOUTH_WALES}, where we have {NORTH_WALES}; "
        "line 4: W06000099 is not in local_authorities.csv"
    )


def test_the_published_populations_come_to_the_published_totals(
    real_data: Path,
) -> None:
    both = "K04000001"
    folder = real_data / "population"
    census_2011 = figures(folder / "census2011-ethnic-group-by-local-authority.csv")
    assert census_2011[both, 2011, "all", "all"] == (56_075_912, "published")
    (path,) = folder.glob("ons-mid-year-*.csv.gz")
    mid_year = figures(path)
    assert mid_year[both, 2020, "all", "all"] == (59_719_724, "published")
    assert len(mid_year) == 20 * (43 + 3)


def test_the_published_2021_census_is_whole_but_for_hidden_cells(
    real_data: Path,
) -> None:
    folder = real_data / "population"
    by_sex = figures(folder / "census2021-ethnic-group-by-sex-local-authority.csv")
    everyone = {key[0]: n[0] for key, n in by_sex.items() if key[2] == "all"}
    assert everyone.pop("K04000001") == 59_597_540
    assert everyone.pop("E92000001") == 56_490_050
    assert everyone.pop(WALES) == 3_107_490
    # 41 forces, and London as one area: its merged row straddles two forces.
    assert len(everyone) == 42
    assert sum(n or 0 for n in everyone.values()) == 59_596_590
    hidden = [k for k, n in by_sex.items() if k[2] == "ethnic_group_5" and not n[0]]
    assert [(code, group) for code, _, _, group in sorted(hidden)] == [
        ("E23000002", "black"),
        ("E23000002", "other"),
        ("E23000009", "black"),
        ("E23000035", "black"),
        ("W15000001", "black"),
    ]


def test_the_published_2021_ages_are_read_for_the_nation(real_data: Path) -> None:
    folder = real_data / "population"
    for name in ("single-year-of-age", "age-and-sex"):
        (path,) = folder.glob(f"census2021-*-{name}-*.csv.gz")
        nation = {k[3]: n for k, n in figures(path).items() if k[0] == "K04000001"}
        assert len(nation) in (9, 18)
        total = sum(value or 0 for value, _ in nation.values())
        assert abs(total - 59_597_540) < 1000


def test_the_published_lookup_agrees_with_ours(real_data: Path) -> None:
    (path,) = (real_data / "population").glob("Local_Authority_District_*.csv")
    with pytest.raises(NothingToLoad, match="agrees with ours"):
        PUBLICATION.edition(path)
