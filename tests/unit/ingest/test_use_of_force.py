from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from data.definitions import read_area_names
from data.ingest.publication import FileRefused
from data.ingest.use_of_force import PUBLICATION
from tests.unit.ingest.observed import LONDON, NATION, read, values
from tests.unit.ingest.workbook_files import write_ods

GROUPS = ("White", "Black (or Black British)", "Chinese", "Other", "Don't know")
SEXES = ("Male", "Female", "Other", "Not reported")
TYPES = ("Restraint", "Firearms")
NAME = "by-ethnicity-force-april2018-march2019.csv"
NATIONAL = "Total England and Wales"
SERIES = "use_of_force_tactics"
CUMBRIA = "E23000002"
Cells = list[str | int]


def forces() -> list[str]:
    names = [n for n, code in read_area_names()["recorded_crime"].items() if code]
    words = {"Metropolitan Police": "Metropolitan", "London, City of": "City of London"}
    return [words.get(name, name).replace(" and ", " & ") for name in names]


def table(groups: Sequence[str], counts: Mapping[str, Sequence[int]]) -> list[Cells]:
    """Every force used as much of each type; a part of one follows its total."""
    rows: list[Cells] = [
        ["Police force", "Type of force", "Tactic", *groups,
         "Number of times tactic reported"]
    ]  # fmt: skip
    every = forces()
    for name in (NATIONAL, *every):
        times = len(every) if name == NATIONAL else 1
        both = [times * sum(counts[kind][n] for kind in TYPES)
                for n in range(len(groups))]  # fmt: skip
        rows.append([name, "Total (excluding)", "*Total Tactics", *both, sum(both)])
        for kind in TYPES:
            used = [times * count for count in counts[kind]]
            rows.append([name, kind, f"*Total {kind}", *used, sum(used)])
            rows.append([name, kind, "Some of it", *used, sum(used)])
        rows.append([name, "Not reported", "*Total Not reported", *both, sum(both)])
    return rows


BY_GROUP = table(GROUPS, {"Restraint": [5, 4, 1, 2, 3], "Firearms": [1, 0, 0, 0, 1]})
BY_SEX = table(SEXES, {"Restraint": [9, 4, 1, 1], "Firearms": [2, 0, 0, 0]})


def write_csv(path: Path, rows: Sequence[Cells]) -> Path:
    lines = (",".join(f'"{cell}"' for cell in row) for row in rows)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def write_workbook(path: Path, *tables: Sequence[Cells]) -> Path:
    notes: list[Cells] = [[], ["Notes"], ["Not all use of force."]]
    sheets: dict[str, list[Cells]] = {
        "Contents": [["Statistics, 1 April 2018 to 31 March 2019"], ["Table", "Title"]],
        "Table_17": [["By condition"], ["Police force", "Type of force", "Tactic",
                     "Mental", "Number of times tactic reported"]],
    }  # fmt: skip
    for number, rows in enumerate(tables, start=14):
        title: list[Cells] = [[f"Table {number}. By police force"], ["Contents"], []]
        over: Cells = ["Total number of incidents involving group", "", "", "Perceived"]
        sheets[f"Table_{number}"] = [*title, over, *rows, *notes]
    return write_ods(path, sheets)


def test_the_totals_of_each_type_are_counted_and_their_parts_are_not(
    tmp_path: Path,
) -> None:
    path = write_csv(tmp_path / NAME, BY_GROUP)
    assert PUBLICATION.recognises(path)
    assert PUBLICATION.edition(path) == "2018-19"
    observations, refusals = read(PUBLICATION, path)
    assert refusals == []
    assert {each.period for each in observations} == {201804}
    assert values(observations, SERIES, CUMBRIA) == {"all": 17}
    assert values(observations, SERIES, CUMBRIA, breakdown="force_type") == {
        "restraint": 15,
        "firearms": 2,
    }
    assert values(observations, SERIES, NATION) == {"all": 43 * 17}
    assert values(observations, SERIES, LONDON) == {"all": 17}


def test_perceived_groups_are_not_self_defined_ones(tmp_path: Path) -> None:
    observations, _ = read(PUBLICATION, write_csv(tmp_path / NAME, BY_GROUP))
    groups = values(observations, SERIES, CUMBRIA, breakdown="officer_ethnic_group_5")
    assert groups == {"white": 6, "black": 4, "other": 3, "not_stated": 4}
    assert values(observations, SERIES, CUMBRIA, breakdown="ethnic_group_5") == {}
    pairs = values(
        observations,
        SERIES,
        CUMBRIA,
        breakdown="officer_ethnic_group_5_by_force_type",
    )
    assert pairs["other|restraint"] == 3


def test_a_workbook_says_its_year_and_gives_every_table_by_force(
    tmp_path: Path,
) -> None:
    path = write_workbook(tmp_path / "tables.ods", BY_SEX, BY_GROUP)
    assert PUBLICATION.recognises(path)
    assert PUBLICATION.edition(path) == "2018-19"
    observations, refusals = read(PUBLICATION, path)
    assert refusals == []
    assert values(observations, SERIES, CUMBRIA, breakdown="sex") == {
        "male": 11,
        "female": 4,
        "other": 1,
        "not_stated": 1,
    }
    as_csv = read(PUBLICATION, write_csv(tmp_path / NAME, BY_GROUP))[0]
    assert set(as_csv) < set(observations)


def test_a_table_without_its_year_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "tactics.csv", BY_GROUP)
    with pytest.raises(FileRefused, match="name it"):
        PUBLICATION.edition(path)


def changed(line: int, cells: dict[int, str | int]) -> list[Cells]:
    rows = [list(row) for row in BY_GROUP]
    for place, cell in cells.items():
        rows[line][place] = cell
    return rows


def test_forces_that_do_not_add_up_to_the_nation_refuse_the_file(
    tmp_path: Path,
) -> None:
    assert BY_GROUP[7][2] == "*Total Tactics"
    path = write_csv(tmp_path / NAME, changed(7, {3: 7, 8: 18}))
    with pytest.raises(FileRefused, match="all is 731 for England and Wales but 732"):
        read(PUBLICATION, path)


def test_groups_that_do_not_add_up_to_their_row_are_left_out_and_named(
    tmp_path: Path,
) -> None:
    path = write_csv(tmp_path / NAME, changed(7, {3: 7}))
    observations, refusals = read(PUBLICATION, path)
    assert refusals[0].line == 8
    assert "adds up to 18, not 17" in refusals[0].reason
    first = "E23000036"
    assert values(observations, SERIES, first) == {"all": 17}
    assert values(observations, SERIES, first, breakdown="officer_ethnic_group_5") == {}


def test_a_row_the_publisher_has_no_figures_for_is_not_collected(
    tmp_path: Path,
) -> None:
    path = write_csv(tmp_path / NAME, changed(8, dict.fromkeys(range(3, 9), ":")))
    observations, _ = read(PUBLICATION, path)
    kinds = values(observations, SERIES, "E23000036", breakdown="force_type")
    assert kinds == {"restraint": None, "firearms": 2}


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({0: "Ambridge"}, "'Ambridge' is not a force"),
        ({2: "*Total Hats"}, "'.Total Hats' is not a known type of force"),
        ({3: "-4"}, "'-4' is fewer than none"),
        ({0: "Cumbria"}, "repeats E23000002 all"),
    ],
)
def test_a_row_that_cannot_be_right_refuses_the_file(
    tmp_path: Path, cells: dict[int, str | int], reason: str
) -> None:
    place = 7 if 0 not in cells or cells[0] == "Ambridge" else 7 + 6 * 7
    path = write_csv(tmp_path / NAME, changed(place, cells))
    with pytest.raises(FileRefused, match=reason):
        read(PUBLICATION, path)


def test_a_file_without_every_force_is_refused(tmp_path: Path) -> None:
    path = write_csv(tmp_path / NAME, BY_GROUP[:-6])
    with pytest.raises(FileRefused, match="has no rows for E23000038"):
        read(PUBLICATION, path)


@pytest.mark.real_data
def test_the_real_tables_add_up_to_the_published_totals(real_data: Path) -> None:
    folder = real_data / "use_of_force"
    for table_name, workbook, total in (
        ("by-ethnicity-force-april2018-march2019.csv",
         "police-use-of-force-apr2018-mar2019-hosb3319-tables.ods", 630_793),
        ("by-ethnicity-force-april2019-march2020.csv",
         "police-use-of-force-apr2019-mar2020-hosb3720-tables.ods", 715_276),
    ):  # fmt: skip
        assert PUBLICATION.edition(folder / table_name) == PUBLICATION.edition(
            folder / workbook
        )
        observations, refusals = read(PUBLICATION, folder / table_name)
        assert refusals == []
        assert values(observations, SERIES, NATION) == {"all": total}
        every = read(PUBLICATION, folder / workbook)[0]
        assert set(observations) < set(every)
    groups = values(observations, SERIES, NATION, breakdown="officer_ethnic_group_5")
    assert (groups["white"], groups["black"]) == (508_663, 111_252)
