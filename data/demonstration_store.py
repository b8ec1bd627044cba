"""The demonstration: made-up figures and real grades, loaded as any publication is."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine

from data.ingest import PUBLICATIONS, demonstration, demonstration_editions
from data.ingest.demonstration_editions import ALL_ON, FIRST_ON
from data.ingest.workbooks import is_workbook
from data.load import load
from data.outcome import Outcome

INSPECTION_GRADES = (
    Path(__file__).parent / "definitions/inspection/cps_area_assurance_ratings.csv"
)


def build_demonstration(
    engine: Engine, *, progress: Callable[[Path, int], None]
) -> list[Outcome]:
    """Load the demonstration, its first editions first; what came of each load."""
    with tempfile.TemporaryDirectory() as folder:
        paths = demonstration.write(Path(folder))
        published = [path for path in paths if demonstration.is_published(path)]
        own = [path for path in paths if path not in published]
        workbooks = [path for path in paths if is_workbook(path)]
        first = demonstration_editions.write_first(Path(folder) / "first", paths)
        return [
            load(
                engine,
                PUBLICATIONS[name],
                found,
                loaded_by="python -m data demo",
                progress=progress,
                already_public=already_public,
                loaded_at=loaded_at,
            )
            for name, found, already_public, loaded_at in (
                ("demonstration", [*first, *workbooks], True, FIRST_ON),
                ("demonstration", published, True, ALL_ON),
                ("demonstration", own, False, ALL_ON),
                ("inspection", [INSPECTION_GRADES], True, FIRST_ON),
            )
            if found
        ]
