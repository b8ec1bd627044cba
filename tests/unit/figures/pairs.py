"""Two measures to draw against each other: four areas, and one's own four years."""

from collections.abc import Mapping, Sequence
from datetime import date

from dashboard.areas import Identity
from dashboard.figures.path import PairMark, PathStep, path_figure
from dashboard.figures.theme import BenchmarkLine, Figure
from dashboard.periods import Period
from tests.factories import ENGLISH, make_measure
from tests.unit.figures.examples import IDENTITIES, NAMES

CONVICTED = make_measure()
DROPPED = make_measure(
    id="dropped", short_label="Discontinued", polarity="lower_is_better"
)
MARKS = (
    PairMark("A1", 0.9, 0.12),
    PairMark("A2", 0.82, 0.1),
    PairMark("A3", 0.845, 0.15),
    PairMark("A4", 0.8, 0.08),
)
STEPS = (
    PathStep(Period(date(2014, 1, 1), 12), 0.79, 0.07),
    PathStep(Period(date(2015, 1, 1), 12), 0.8, 0.09),
    PathStep(Period(date(2016, 1, 1), 12), None, 0.09),
    PathStep(Period(date(2017, 1, 1), 12), 0.82, 0.1),
)
NATION = (
    BenchmarkLine("England and Wales", 0.84),
    BenchmarkLine("England and Wales", 0.11),
)
NOWHERE = (BenchmarkLine("England and Wales", None),) * 2


def make_path(
    marks: Sequence[PairMark] = MARKS,
    steps: Sequence[PathStep] = STEPS,
    *,
    identities: Mapping[str, Identity] = IDENTITIES,
    benchmarks: tuple[BenchmarkLine, BenchmarkLine] = NATION,
    width: int = 760,
) -> Figure:
    """Four areas by two measures; the second is one's own, over four years."""
    return path_figure(
        marks,
        steps,
        (CONVICTED, DROPPED),
        names=NAMES,
        identities=identities,
        benchmarks=benchmarks,
        width=width,
        language=ENGLISH,
    )
