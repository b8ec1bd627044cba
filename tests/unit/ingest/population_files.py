"""Population files in the publisher's layout, of Wales: 22 authorities, 4 forces."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from data.definitions import read_local_authorities

WELSH = [
    record["local_authority"]
    for record in read_local_authorities()
    if record["local_authority"].startswith("W")
]
CARDIFF = "W06000015"
GWYNEDD = "W06000002"
GROUPS_2021 = (
    "Asian, Asian British or Asian Welsh: Bangladeshi",
    "Asian, Asian British or Asian Welsh: Chinese",
    "Asian, Asian British or Asian Welsh: Indian",
    "Asian, Asian British or Asian Welsh: Pakistani",
    "Asian, Asian British or Asian Welsh: Other Asian",
    "Black, Black British, Black Welsh, Caribbean or African: African",
    "Black, Black British, Black Welsh, Caribbean or African: Caribbean",
    "Black, Black British, Black Welsh, Caribbean or African: Other Black",
    "Mixed or Multiple ethnic groups: White and Asian",
    "Mixed or Multiple ethnic groups: White and Black African",
    "Mixed or Multiple ethnic groups: White and Black Caribbean",
    "Mixed or Multiple ethnic groups: Other Mixed or Multiple ethnic groups",
    "White: English, Welsh, Scottish, Northern Irish or British",
    "White: Gypsy or Irish Traveller",
    "White: Irish",
    "White: Roma",
    "White: Other White",
    "Other ethnic group: Arab",
    "Other ethnic group: Any other ethnic group",
)
_WHITE_BRITISH = 12
GROUPS_2011 = (
    "All categories: Ethnic group",
    "White",
    "White: English/Welsh/Scottish/Northern Irish/British",
    "White: Irish",
    "White: Gypsy or Irish Traveller",
    "White: Other White",
    "Mixed",
    "Mixed/multiple ethnic group: White and Black Caribbean",
    "Mixed/multiple ethnic group: White and Black African",
    "Mixed/multiple ethnic group: White and Asian",
    "Mixed/multiple ethnic group: Other Mixed",
    "Asian",
    "Asian/Asian British: Indian",
    "Asian/Asian British: Pakistani",
    "Asian/Asian British: Bangladeshi",
    "Asian/Asian British: Chinese",
    "Asian/Asian British: Other Asian",
    "Black",
    "Black/African/Caribbean/Black British: African",
    "Black/African/Caribbean/Black British: Caribbean",
    "Black/African/Caribbean/Black British: Other Black",
    "Other",
    "Other ethnic group: Arab",
    "Other ethnic group: Any other ethnic group",
)
# 1,000 residents: 900 White, 20 Mixed, 50 Asian, 25 Black and 5 of other groups.
COUNTS_2011 = (
    *(1000, 900, 850, 20, 10, 20, 20, 5, 5, 5, 5),
    *(50, 10, 10, 10, 10, 10, 25, 10, 10, 5, 5, 3, 2),
)
AGES = (*(str(age) for age in range(100)), "100 or over")
TWO_YEARS = [(code, year, 1000 + year) for code in WELSH for year in (2019, 2020)]

Cells = Sequence[object]


def counts_2021(white_british: int = 5000, others: object = 100) -> list[object]:
    """A row's 19 counts: so many White British, and as many of each other group."""
    counts: list[object] = [others] * len(GROUPS_2021)
    counts[_WHITE_BRITISH] = white_british
    return counts


def census_2011(
    folder: Path, counts: Callable[[str], Cells] = lambda code: COUNTS_2011
) -> Path:
    headings = [f"Ethnic Group: {group}; measures: Value" for group in GROUPS_2011]
    return _write(
        folder / "census2011.csv",
        ["date", "geography", "geography code", "Rural Urban", *headings],
        (["2011", "Somewhere", code, "Total", *counts(code)] for code in WELSH),
    )


def census_2021_sex(
    folder: Path,
    counts: Callable[[str, str], Cells] = lambda code, sex: counts_2021(),
    also: Iterable[Cells] = (),
) -> Path:
    rows = [
        [code, "Somewhere", sex, *counts(code, sex)]
        for code in WELSH
        for sex in ("Female", "Male")
    ]
    headings = ["Geography Code", "Geography Name", "Sex", *GROUPS_2021]
    return _write(folder / "census2021-sex.csv", headings, [*rows, *also])


def census_2021_age(
    folder: Path,
    counts: Callable[[str, str], Cells] = lambda code, age: counts_2021(),
    *,
    sexes: tuple[str, ...] = ("",),
) -> Path:
    headings = [f"{group} {sex}".strip() for group in GROUPS_2021 for sex in sexes]
    return _write(
        folder / "census2021-age.csv",
        ["Geography Code", "Geography Name", "Age", *headings],
        (
            [code, "Somewhere", age, *(n for n in counts(code, age) for _ in sexes)]
            for code in WELSH
            for age in AGES
        ),
    )


def mid_year(
    folder: Path,
    rows: Iterable[tuple[str, int, object]] = TWO_YEARS,
) -> Path:
    return _write(
        folder / "mid-year.csv",
        ["code", "name", "year", "population"],
        ([code, "Somewhere", year, count] for code, year, count in rows),
    )


def _write(path: Path, headings: Sequence[str], rows: Iterable[Cells]) -> Path:
    lines = [",".join(f'"{heading}"' for heading in headings)]
    lines += [",".join(str(cell) for cell in row) for row in rows]
    path.write_text("\ufeff" + "\n".join(lines) + "\n", encoding="utf-8")
    return path
