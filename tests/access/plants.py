"""A partner measure, its words and numbers like no others, so that a leak is seen."""

import csv
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from dashboard.measures import Catalogue, load_catalogue
from data.definitions import read_areas, read_measures, read_series, read_sources

ROOT = Path(__file__).resolve().parents[2]
MEASURE = "quokka_hearings"
LOAD = ("-m", "data", "load")
#: A public measure that is weighed against the planted one, and one it is not.
BESIDE = "cps_conviction_rate"
QUARTERS = ("2024-01-01", "2024-04-01", "2024-07-01", "2024-10-01", "2025-01-01")
FIRST_VALUE = 79190.5


def _free_series() -> str:
    """A quarterly score that no measure reads: only the planted one shows it."""
    read = {
        term["series"]
        for measure in read_measures()
        for side in ("numerator", "denominator")
        for term in measure.get(side, {}).get("terms", ())
    }
    return next(
        str(series["id"])
        for series in read_series()
        if series["id"] not in read
        and (series.get("area_type"), series["kind"], series["frequency"])
        == ("criminal_justice_area", "score", "quarter")
    )


SERIES = _free_series()
#: The words and the numbers of the plant, as pages, files and programs write them.
TRACES = re.compile(rf"quokka|cwoca|{SERIES}|(?<!\d)79,?[12]\d\d[.,]5", re.IGNORECASE)

_TEXTS = {
    "label": "Quokka hearings",
    "short_label": "Quokka",
    "phrase": "quokka score",
    "statement": "The quokka score was {value}",
    "question": "How high is the quokka score?",
    "unit_of_count": "quokkas",
}


def planted_measure() -> dict[str, Any]:
    """The definition of the partner measure, as a file would hold it."""
    like = next(m for m in read_measures() if m["id"] == "crime_severity_score")
    welsh = {
        f"{name}_cy": text.replace("uokka", "woca") for name, text in _TEXTS.items()
    }
    return {
        **like,
        **_TEXTS,
        **welsh,
        "id": MEASURE,
        "family": MEASURE,
        "tier": "partner",
        "stage": "crown_court",
        "frequency": "quarter",
        "year": "calendar",
        "area_type": "criminal_justice_area",
        "balancing": [BESIDE],
        "numerator": {
            "label": "Quokkas",
            "label_cy": "Cwocas",
            "terms": [{"series": SERIES, "breakdown": "all", "category": "all"}],
        },
        "publication": {**like["publication"], "source": "quokka_source"},
    }


def planted_catalogue() -> Catalogue:
    """Every measure there is and the planted one, which a public one names."""
    measures = [
        {**m, "balancing": [*m.get("balancing", ()), MEASURE]}
        if m["id"] == BESIDE
        else m
        for m in read_measures()
    ]
    source = {
        "id": "quokka_source",
        "title": "Quokka count",
        "title_cy": "Cyfrif cwocas",
        "publisher": "The quokka office",
        "licence": "None",
    }
    return load_catalogue([*measures, planted_measure()], [*read_sources(), source])


def plant_figures(url: str, folder: Path) -> None:
    """Load figures of the planted measure for every area, and a row that is refused."""
    codes = [a["code"] for a in read_areas() if a["type"] == "criminal_justice_area"]
    path = folder / "quokkas.csv"
    with path.open("w", newline="", encoding="utf-8") as text:
        writer = csv.writer(text)
        writer.writerow(
            ["series", "area_code", "period_start", "frequency", "breakdown",
             "category", "value", "status"]
        )  # fmt: skip
        for number, code in enumerate(codes):
            for quarter in QUARTERS:
                row = [SERIES, code, quarter, "quarter", "all", "all"]
                writer.writerow([*row, FIRST_VALUE + number, "published"])
        writer.writerow(
            [SERIES, codes[0], "2025-04-01", "quarter", "all", "all", "quokka", ""]
        )
    load(url, "tidy", path, "--tier", "partner")


def load(url: str, publication: str, path: Path, *options: str) -> None:
    """Load a file as an administrator would."""
    subprocess.run(
        [sys.executable, *LOAD, publication, path, "--database", url, *options],
        cwd=ROOT,
        check=True,
        stdin=subprocess.DEVNULL,
        capture_output=True,
    )
