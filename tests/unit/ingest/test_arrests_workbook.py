from pathlib import Path

import pytest

from data.definitions import read_area_names
from data.ingest.arrests import PUBLICATION
from data.ingest.publication import FileRefused
from tests.unit.ingest.observed import NATION, read, values
from tests.unit.ingest.workbook_files import write_ods

CUMBRIA, LANCASHIRE, WEST_MERCIA = "E23000002", "E23000003", "E23000016"
WALES = ("Dyfed-Powys", "Gwent", "North Wales", "South Wales")
FORCES = [name for name, code in read_area_names()["recorded_crime"].items() if code]
BY_SEX_TITLE = (
    "A.05: Persons arrested for notifiable offences by sex and police force area, "
    "2017/18 and 2018/191, 2"
)
BY_ETHNICITY_TITLE = (
    "A.08: Number of persons arrested for notifiable offences by police force area "
    "and self-defined ethnicity, 2018/191"
)
Cells = list[str | int]


def force_rows(numbers: dict[str, Cells]) -> list[Cells]:
    """Forces, their regions and nations; two of each region to see it added up."""
    england = [name for name in FORCES if name not in WALES]
    rows: list[Cells] = []
    for names, label in ((england, "ENGLAND"), (list(WALES), "WALES")):
        group = [[f"{name}1" if name == "Kent" else name, *numbers.get(name, [1] * 6)]
                 for name in names]  # fmt: skip
        rows += [*group, []]
        if label == "ENGLAND":
            rows[-1:] = [["All of it Region", *added(group)], []]
        rows.append([label, *added(group)])
    every = [row for row in rows if row and str(row[0]) in (*england, *WALES, "Kent1")]
    return [*rows, [], ["ENGLAND AND WALES", *added(every)]]


def added(rows: list[Cells]) -> Cells:
    columns = zip(*(row[1:] for row in rows), strict=True)
    return [sum(int(cell) for cell in c if isinstance(cell, int)) for c in columns]


def workbook(
    tmp_path: Path, numbers: dict[str, Cells], *, ethnicity: dict[str, Cells]
) -> Path:
    units: Cells = ["Numbers", "", "", "", "", "", "England and Wales"]
    notes: list[Cells] = [["Source: Arrests collection"], [], ["Notes"], ["1. Kent"]]
    return write_ods(
        tmp_path / "tables.ods",
        {
            "Index": [["Arrests"], ["A_05", "By force"]],
            "A_05": [
                [BY_SEX_TITLE],
                [],
                units,
                [
                    "",
                    "Males",
                    "",
                    "Females",
                    "",
                    "Persons",
                    "",
                    "Arrest rate per 1,000 population1",
                ],
                [
                    "Police Force Area",
                    "2017/18",
                    "2018/19",
                    "2017/18",
                    "2018/19",
                    "2017/18",
                    "2018/19",
                ],
                [],
                *force_rows(numbers),
                *notes,
            ],
            "A_08": [
                [BY_ETHNICITY_TITLE],
                [],
                units,
                [
                    "Police Force Area",
                    "Total",
                    "White",
                    "Black (or Black British)",
                    "Asian (or Asian British)",
                    "Mixed",
                    "Not stated",
                ],
                [],
                *force_rows(ethnicity),
                *notes,
            ],
        },
    )


BY_SEX: dict[str, Cells] = {name: [3, 4, 1, 2, 4, 6] for name in FORCES}
BY_ETHNICITY: dict[str, Cells] = {name: [6, 1, 2, 0, "-", 3] for name in FORCES}


def test_a_workbook_is_read_by_force_nation_sex_year_and_ethnicity(
    tmp_path: Path,
) -> None:
    silent: Cells = [".."] * 6
    path = workbook(
        tmp_path,
        BY_SEX | {"Lancashire": silent},
        ethnicity=BY_ETHNICITY | {"Lancashire": silent},
    )
    assert PUBLICATION.recognises(path)
    assert PUBLICATION.edition(path) == "2018-19"
    observations, refusals = read(PUBLICATION, path)
    series = "arrests_bulletin"
    assert values(observations, series, "E23000032", period=201704) == {"all": 4}
    assert values(
        observations, series, "E23000032", breakdown="sex", period=201804
    ) == {"male": 4, "female": 2}
    assert values(observations, series, CUMBRIA, breakdown="ethnic_group_5") == {
        "white": 1,
        "black": 2,
        "asian": 0,
        "mixed": 0,
        "not_stated": 3,
    }
    assert values(observations, series, NATION, period=201804) == {"all": 42 * 6}
    assert values(observations, series, "W92000004", period=201804) == {"all": 24}
    assert values(observations, series, LANCASHIRE, period=201804) == {"all": None}
    assert {each.status for each in observations if each.area_code == LANCASHIRE} == {
        "not_collected"
    }
    assert {each.content for each in refusals} == {f"Lancashire ({LANCASHIRE})"}


def test_forces_that_do_not_add_up_to_their_region_are_refused_by_sheet_and_line(
    tmp_path: Path,
) -> None:
    rows = force_rows(BY_SEX)
    assert rows[39][0] == "All of it Region"
    rows[39][1] = 7
    sheet: list[Cells] = [
        ["Persons arrested by sex and police force area, 2018/19"],
        [],
        ["Police Force Area", "Males", "Females", "Persons"],
        *rows,
    ]
    bad = write_ods(tmp_path / "bad.ods", {"A_05": sheet})
    with pytest.raises(FileRefused, match="All of it Region is 7 but its forces 117"):
        read(PUBLICATION, bad)


def test_tables_that_contradict_each_other_are_refused(tmp_path: Path) -> None:
    other = BY_ETHNICITY | {"Cumbria": [7, 2, 2, 0, 0, 3]}
    path = workbook(tmp_path, BY_SEX, ethnicity=other)
    with pytest.raises(FileRefused, match="sheets A_05 and A_08 differ: E23000002"):
        read(PUBLICATION, path)


def test_a_workbook_about_something_else_is_no_arrests(tmp_path: Path) -> None:
    path = write_ods(tmp_path / "hats.ods", {"Hats": [["Hats by police force area"]]})
    assert not PUBLICATION.recognises(path)


@pytest.mark.real_data
def test_the_bulletins_tables_reconcile_to_the_published_total(real_data: Path) -> None:
    path = (
        real_data
        / "police_powers/arrest-police-powers-procedures-mar19-hosb2519-tables.ods"
    )
    assert PUBLICATION.recognises(path)
    assert PUBLICATION.edition(path) == "2018-19"
    observations, refusals = read(PUBLICATION, path)
    series = "arrests_bulletin"
    assert values(observations, series, NATION, period=201804) == {"all": 671_126}
    assert values(observations, series, NATION, period=201704) == {"all": 675_461}
    assert values(observations, series, LANCASHIRE, period=201804) == {"all": None}
    assert {each.content for each in refusals} == {f"Lancashire ({LANCASHIRE})"}
    west_mercia = values(
        observations, series, WEST_MERCIA, breakdown="ethnic_group_5", period=201804
    )
    total = values(observations, series, WEST_MERCIA, period=201804)["all"]
    assert sum(value or 0 for value in west_mercia.values()) == total == 10_446
    assert round(100 * (west_mercia["not_stated"] or 0) / total) == 79
    assert (
        values(
            observations, series, NATION, breakdown="sex_by_age_band", period=201804
        )["female|10_to_17"]
        == 9_290
    )
