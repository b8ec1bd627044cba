"""Made-up figures that look like the real ones, in tidy form, the same everywhere.

Areas have about their real size and make-up; what happens in them is made up. Every
number comes from hashed names by the four operations and the square root, which all
machines compute alike, so the files are the same bytes wherever they are written.
What was planted in them is listed in docs/demonstration.md.
"""

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from data.definitions import read_demonstration_plan, read_disclosure
from data.ingest import grades, partnership, tidy
from data.ingest.demonstration_cohorts import cohorts
from data.ingest.demonstration_context import crime_severity, population
from data.ingest.demonstration_counts import (
    case_outcomes,
    police_outcomes,
    recorded_crime,
    recorded_offences,
)
from data.ingest.demonstration_courts import court_figures, magistrates_figures
from data.ingest.demonstration_delivery import delivery, discontinued, timeliness
from data.ingest.demonstration_draws import Line, made_up_areas
from data.ingest.demonstration_grades import write_grades
from data.ingest.demonstration_groups import (
    arrests,
    court_outcomes,
    made_up_years,
    sentences,
    stop_and_search,
    use_of_force,
)
from data.ingest.demonstration_plants import Finding, Plants
from data.ingest.publication import Observation, Publication, Record, Refuse
from data.ingest.workbooks import is_workbook
from data.plan_workbook import write_workbook

PLAN_SUFFIX = ".xlsx"
PLAN = f"partnership{PLAN_SUFFIX}"
GRADES = "peer_reviews.csv"
HEADINGS = (
    "series,area_type,area_code,period_start,frequency,breakdown,category,value,status"
)

#: Files that hold what several publications give; others under a publication's own
#: name stand for it.
STANDING_FOR_PUBLISHED = ("magistrates_courts", "prosecutions", "peer_reviews")


def write(directory: Path, *, without: Collection[Finding] = ()) -> list[Path]:
    """The demonstration files, a file for each publication they stand for.

    Findings can be left out, for tests that show they make the difference.
    """
    plants = Plants(without)
    areas = made_up_areas()
    years = made_up_years(areas, plants)
    recorded = {area.code: recorded_offences(area) for area in areas}
    figures = {
        "cps_case_outcomes": case_outcomes(areas, plants),
        "recorded_crime": recorded_crime(recorded),
        "police_outcomes": police_outcomes(areas, recorded, plants),
        "population": population(areas),
        "crown_court": court_figures(areas, plants),
        "magistrates_courts": magistrates_figures(areas, plants),
        "court_timeliness": timeliness(areas),
        "delivery_dashboard": delivery(areas),
        "prosecutions": discontinued(areas),
        "cohorts": cohorts(areas, recorded),
        "crime_severity": crime_severity(areas),
        "stop_and_search": stop_and_search(years),
        "arrests": arrests(years),
        "use_of_force": use_of_force(years),
        "court_outcomes": court_outcomes(years, plants),
        "sentences": sentences(years),
    }
    directory.mkdir(parents=True, exist_ok=True)
    plan = directory / PLAN
    write_workbook(
        plan,
        {
            sheet: [row for row in rows if plants.has(Finding(row["finding"]))]
            for sheet, rows in read_demonstration_plan().items()
        },
    )
    return [
        *(_write(directory / f"{name}.csv", lines) for name, lines in figures.items()),
        write_grades(directory / GRADES, areas),
        plan,
    ]


def is_published(path: Path) -> bool:
    """Whether a file stands for one that its publisher has given to everybody.

    What a partnership agreed holds no counts, and goes with these.
    """
    published = read_disclosure()["public"]["publications"]
    return is_workbook(path) or path.stem in {*published, *STANDING_FOR_PUBLISHED}


def recognises(path: Path) -> bool:
    """Whether a file is figures in tidy form, a partnership's plan, or grades."""
    if is_workbook(path):
        return partnership.recognises(path)
    return tidy.recognises(path) or grades.is_list(path)


def edition(path: Path) -> str:
    """The file's name without its ending, as of tidy files."""
    return path.stem if is_workbook(path) else tidy.edition(path)


def read(path: Path, refuse: Refuse) -> Iterator[Observation]:
    """The figures of a file of figures; none of a plan, or of grades."""
    return tidy.read(path, refuse) if tidy.recognises(path) else iter(())


def read_records(path: Path, refuse: Refuse) -> Iterator[Record]:
    """The rows of a plan, or of grades; none of a file of figures."""
    if is_workbook(path):
        return partnership.read_plan(path, refuse)
    return iter(()) if tidy.recognises(path) else grades.read_list(path, refuse)


#: Read as anybody's files are, and told apart so that every page can say that its
#: figures and plan are not real.
PUBLICATION = Publication(
    name="demonstration",
    title="demonstration figures, not real",
    suffixes=(*tidy.SUFFIXES, PLAN_SUFFIX),
    recognises=recognises,
    edition=edition,
    read=read,
    read_records=read_records,
    # A file's name says nothing of which of two is the newer.
    editions_in_order=False,
)


def _write(path: Path, lines: Iterable[Line]) -> Path:
    with path.open("w", encoding="ascii", newline="\n") as text:
        text.write(f"{HEADINGS}\n")
        for line in lines:
            start = f"{line.period // 100}-{line.period % 100:02}-01"
            value = "" if line.value is None else line.value
            text.write(
                f"{line.series},{line.area_type},{line.area_code},{start},"
                f"{line.frequency},{line.breakdown},{line.category},{value},"
                f"{line.status}\n"
            )
    return path
