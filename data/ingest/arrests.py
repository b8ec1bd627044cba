"""Arrests for notifiable offences by police force and year, by the Home Office.

The open data tables and the tables of the bulletin are different editions of the same
collection: a force may have revised its figures between them, and the bulletin leaves
a force without figures out of every year. They are kept as series of their own.
"""

from collections.abc import Iterator
from pathlib import Path

from data.ingest.arrests_workbook import read_workbook, workbook_edition
from data.ingest.crosstab import Shape
from data.ingest.home_office import offence_group
from data.ingest.police_groups import (
    BROAD_GROUPS,
    NOT_STATED,
    SEXES,
    age_band,
    broad_group,
    sex,
)
from data.ingest.police_powers import YearlyData, edition, has_columns, read_years
from data.ingest.publication import Observation, Publication, Refuse
from data.ingest.workbooks import is_workbook

#: Before the offence groups of crime statistics were taken up.
SINCE_2015 = "2015/16 onwards - "
COLUMNS: dict[str, tuple[str, ...]] = {
    "offence": ("Reason for arrest (offence group)", "Offence Group"),
    "ethnicity": ("Ethnic Group (self-defined)", "Ethnic Group"),
    "age": ("Age Group",),
    "sex": ("Sex", "Gender"),
    "arrests": ("Arrests",),
}
AGE_BANDS = ("0_to_9", "10_to_17", "18_to_20", "21_and_over", NOT_STATED)


def arrest_offence_group(label: str) -> str:
    """The identifier of an offence group; raises ValueError for one not defined."""
    plain = label.strip().removeprefix(SINCE_2015)
    return offence_group(plain.replace("Misc.", "Miscellaneous"))


SOURCE = YearlyData(
    unit="arrests",
    columns=COLUMNS,
    counts=("arrests",),
    fields={
        "ethnic_group_5": ("ethnicity", broad_group),
        "sex": ("sex", sex),
        "age_band": ("age", age_band),
        "offence_group": ("offence", arrest_offence_group),
    },
    shape=Shape(
        series=("arrests",),
        fields={
            "ethnic_group_5": BROAD_GROUPS,
            "sex": SEXES,
            "age_band": AGE_BANDS,
            "offence_group": (),
        },
        breakdowns=(
            (),
            ("ethnic_group_5",),
            ("sex",),
            ("age_band",),
            ("offence_group",),
            ("ethnic_group_5", "sex"),
            ("ethnic_group_5", "age_band"),
            ("sex", "age_band"),
            ("offence_group", "ethnic_group_5"),
        ),
    ),
    also_known=("Year Ending",),
)


def recognises(path: Path) -> bool:
    """True for the open data as CSV, and for a workbook with tables by force."""
    if is_workbook(path):
        return workbook_edition(path) is not None
    return has_columns(path, COLUMNS)


def edition_of(path: Path) -> str:
    """The financial years of a file, "2006-07 to 2017-18"; a workbook's latest."""
    return (workbook_edition(path) or "") if is_workbook(path) else edition(path)


def read(path: Path, refuse: Refuse) -> Iterator[Observation]:
    """Arrests by force and year: by ethnic group, sex, age and offence group."""
    if is_workbook(path):
        return read_workbook(path, refuse, arrest_offence_group)
    return read_years(path, refuse, SOURCE)


PUBLICATION = Publication(
    name="arrests",
    title="Arrests by police force area",
    suffixes=(".csv", ".csv.gz", ".ods", ".xlsx"),
    recognises=recognises,
    edition=edition_of,
    read=read,
)
