"""What a test asks of the observations of a file."""

import csv
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from data.ingest.publication import Observation, Publication, Refusal

NATION = "K04000001"
LONDON = "E23000001"


def read(
    publication: Publication, path: Path
) -> tuple[list[Observation], list[Refusal]]:
    """Everything a publication makes of a file, and what it refuses."""
    refusals: list[Refusal] = []
    return list(publication.read(path, refusals.append)), refusals


def values(
    observations: Iterable[Observation],
    series: str,
    area: str,
    *,
    breakdown: str = "all",
    period: int | None = None,
    area_type: str | None = None,
) -> dict[str, float | None]:
    """Category to value, of one series, area, breakdown and, if stated, period."""
    found = [
        each
        for each in observations
        if (each.series, each.area_code, each.breakdown) == (series, area, breakdown)
        and period in (None, each.period)
        and area_type in (None, each.area_type)
    ]
    named = {each.category: each.value for each in found}
    assert len(named) == len(found), "a category was given twice"
    return named


def changer(fixture: Path) -> Callable[..., Path]:
    """A way to copy a text with one thing in it put otherwise."""

    def change(tmp_path: Path, old: str, new: str, *, name: str = "") -> Path:
        text = fixture.read_text(encoding="utf-8")
        assert old in text
        path = tmp_path / (name or fixture.name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace(old, new), encoding="utf-8")
        return path

    return change


def rearranged(path: Path, target: Path, names: Mapping[str, str]) -> Path:
    """The same rows with columns backwards, headings put otherwise, and one more."""
    with path.open(encoding="utf-8", newline="") as text:
        headings, *rows = list(csv.reader(text))
    headings = [names.get(heading, heading) for heading in headings]
    with target.open("w", encoding="utf-8", newline="") as text:
        writer = csv.writer(text)
        writer.writerow(["Weather", *reversed(headings)])
        writer.writerows([["rain", *reversed(row)] for row in rows])
    return target
