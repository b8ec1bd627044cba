"""The demonstration's own figures: what the policy hides cannot be worked out."""

from data.engine import make_engine
from data.queries.counts import CountsQuery, fetch_counts
from data.queries.dimensions import fetch_dimensions
from data.queries.releases import fetch_disclosure
from tests.attack.outsider import Sum, recover

SERIES = ("court_sentenced", "court_immediate_custody")
WHOLE = ("all", "all")
BOTH = "K04000001"
NARROWEST = 5

#: Series, area, year and category.
Cell = tuple[str, str, int, tuple[str, str]]


def shown(address: str) -> dict[Cell, float | None]:
    """Everybody sentenced, and sent to custody, as the public reads it."""
    engine = make_engine(address)
    categories = tuple(sorted(fetch_dimensions(engine).categories))
    found: dict[Cell, float | None] = {}
    for area_type in ("criminal_justice_area", "nation"):
        query = CountsQuery(SERIES, area_type, (), 190001, 299912, categories)
        for row in fetch_counts(engine, query):
            category = (row.breakdown, row.category)
            found[row.series, row.area_code, row.period, category] = row.value
    engine.dispose()
    return found


def sums(cells: dict[Cell, float | None]) -> list[Sum]:
    """Categories add up to all of them, areas to England and Wales."""
    found = []
    for series, area, year, category in cells:
        whole = (series, area, year, category)
        if category == WHOLE:
            for breakdown in ("ethnic_group_5", "sex"):
                parts = tuple(
                    cell for cell in cells
                    if cell[:3] == whole[:3] and cell[3][0] == breakdown
                )  # fmt: skip
                found.append(Sum(whole, parts))
        if area == BOTH:
            parts = tuple(
                cell for cell in cells
                if cell[0] == series and cell[2:] == whole[2:] and cell[1] != BOTH
            )  # fmt: skip
            found.append(Sum(whole, parts))
    return found


def test_hidden_counts_of_the_demonstration_cannot_be_worked_out(
    demonstration_store: str,
) -> None:
    cells = shown(demonstration_store)
    hidden = [cell for cell, value in cells.items() if value is None]
    assert len(hidden) > 100
    narrow = {}
    for year in sorted({cell[2] for cell in hidden}):
        of_year = {cell: v for cell, v in cells.items() if cell[2] == year}
        for cell, (least, most) in recover(of_year, sums(of_year)).items():
            if most - least < NARROWEST:
                narrow[cell] = (least, most)
    assert narrow == {}


def test_none_of_them_is_given_away_by_what_is_public_already(
    demonstration_store: str,
) -> None:
    engine = make_engine(demonstration_store)
    decided = fetch_disclosure(engine)
    engine.dispose()
    assert decided.small > 100
    assert decided.unprotected == 0
