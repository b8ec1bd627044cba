"""Proven reoffending of England and Wales by age and index offence, in tidy form.

Shares of offenders who reoffend, published without their counts: they cannot be added
up. The method changed for offenders from October 2015, so the last years cannot be
compared with those before.
"""

from collections.abc import Iterator
from pathlib import Path

from data.ingest.court_statistics import has_columns, read_labelled
from data.ingest.crosstab import AND, NATION, Category
from data.ingest.headings import limited, name_key, parse_number, read_headings, slug
from data.ingest.police_powers import year_label, year_started
from data.ingest.publication import FileRefused, Observation, Publication, Refuse

SERIES = "proven_reoffending_share"
COLUMNS: dict[str, tuple[str, ...]] = {
    "year": ("year_ending", "Year ending"),
    "age": ("age", "age group"),
    "offence": ("index_offence", "Index offence"),
    "share": ("proportion", "proportion of offenders who reoffend"),
}
AGES = {"adult": "18_and_over", "juvenile": "10_to_17"}
OFFENCES = {
    "violenceagainsttheperson": "violence_against_the_person",
    "sexual": "sexual_offences",
    "robbery": "robbery",
    "theft": "theft_offences",
    "criminaldamageandarson": "criminal_damage_and_arson",
    "drug": "drug_offences",
    "possessionofweapons": "possession_of_weapons_offences",
    "publicorder": "public_order_offences",
    "miscellaneouscrimesagainstsociety": "miscellaneous_crimes_against_society",
    "fraud": "fraud_offences",
    "summarynonmotoring": "summary_non_motoring",
    "summarymotoring": "summary_motoring",
    "other": "other_offences",
}


def recognises(path: Path) -> bool:
    """True where a file has shares by year, age and index offence."""
    return has_columns(read_headings(path), COLUMNS)


def edition(path: Path) -> str:
    """The last year of a file, "2016-17": each restates the years before."""
    years = []
    for row, cells in read_labelled(path, COLUMNS, lambda line, reason, content: None):
        try:
            years.append(year_started(cells["year"]))
        except ValueError as error:
            raise FileRefused(path, str(error), row.line) from None
    if not years:
        raise FileRefused(path, "has headings but no rows")
    return year_label(max(years))


def read(path: Path, refuse: Refuse) -> Iterator[Observation]:
    """The share of offenders who reoffend, per cent, by year, age and index offence.

    Raises FileRefused by line for a row that cannot be read or is given twice.
    """
    refuse_row = limited(path, refuse)
    seen: set[tuple[int, Category]] = set()
    for row, cells in read_labelled(path, COLUMNS, refuse_row):
        try:
            period = year_started(cells["year"]) * 100 + 4
            category = _category(cells["age"], cells["offence"])
            share = parse_number(cells["share"])
            if share is not None and not 0 <= share <= 1:
                raise ValueError(f"{cells['share']!r} is no share from 0 to 1")
            if (period, category) in seen:
                raise ValueError(f"repeats {category[1]}")
        except ValueError as error:
            raise FileRefused(path, str(error), row.line) from None
        seen.add((period, category))
        yield Observation(
            SERIES,
            "nation",
            NATION,
            period,
            "year",
            *category,
            None if share is None else 100 * share,
            "not_collected" if share is None else "published",
        )


def _category(age: str, offence: str) -> Category:
    """The age band, and the index offence where the row is not of them all."""
    band = AGES.get(slug(age))
    if band is None:
        raise ValueError(f"{age.strip()[:40]!r} is neither adult nor juvenile")
    key = name_key(offence)
    if key == f"all{slug(age)}offenders":
        return "age_band", band
    if key not in OFFENCES:
        raise ValueError(f"{offence.strip()[:60]!r} is not a known index offence")
    return "offence_group_by_age_band", f"{OFFENCES[key]}{AND}{band}"


PUBLICATION = Publication(
    name="reoffending",
    title="Proven reoffending in England and Wales",
    suffixes=(".csv", ".csv.gz"),
    recognises=recognises,
    edition=edition,
    read=read,
)
