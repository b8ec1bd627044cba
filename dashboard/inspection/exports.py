"""The inspection page's panels as rows: a row a grade, or a figure beside one."""

from collections.abc import Iterator

from dashboard.exports import COLUMNS, Extract, make_extract
from dashboard.inspection.grades import Criterion, Rating, Sheet, own_bodies
from dashboard.language import Language
from dashboard.overview_exports import result_cells
from dashboard.pages import InspectionView

#: After the columns every download has, empty where there is no figure.
GRADE_COLUMNS = (
    *COLUMNS, "framework", "edition", "inspected_area_code", "inspected_area",
    "criterion", "grade", "inspected_on", "grade_before", "movement",
)  # fmt: skip

Cells = list[object]


def inspection_extract(panel: str, view: InspectionView, language: Language) -> Extract:
    """The rows a panel of the inspection page shows; the heading alone without any.

    Raises KeyError for a panel the page does not have.
    """
    rows = {
        "grades": _grade_rows,
        "criterion": _criterion_rows,
        "frameworks": _framework_rows,
        "movement": _movement_rows,
    }[panel]
    return make_extract(GRADE_COLUMNS, rows(view, language))


def _grade_rows(view: InspectionView, language: Language) -> Iterator[Cells]:
    if view.sheet is not None:
        for body in view.sheet.bodies:
            for criterion, rating in view.sheet.of_body(body.code):
                name = body.name(language)
                yield _row(name, criterion, rating)


def _criterion_rows(view: InspectionView, language: Language) -> Iterator[Cells]:
    criterion = view.criterion
    if criterion is None:
        return
    areas = {area.code: area for (_, _), area in view.geography.areas.items()}
    for each in view.higher:
        for code, result in each.results.items():
            cells = result_cells(result, areas[code].name(language))
            named = dict(zip(COLUMNS, cells, strict=True))
            named["verdict"] = each.comparisons[code].value
            name = each.body.name(language)
            yield _row(name, criterion, each.rating, list(named.values()))


def _framework_rows(view: InspectionView, language: Language) -> Iterator[Cells]:
    for sheet in view.sheets:
        yield from _of_own(sheet, view, language)


def _of_own(sheet: Sheet, view: InspectionView, language: Language) -> Iterator[Cells]:
    for body in own_bodies(sheet, view.geography, view.state.area):
        for criterion, rating in sheet.of_body(body.code):
            yield _row(body.name(language), criterion, rating)


def _movement_rows(view: InspectionView, language: Language) -> Iterator[Cells]:
    for each in view.movements:
        row = _row(each.body.name(language), each.criterion, each.after)
        yield [*row[:-2], each.before.grade, each.move.value]


def _row(
    name: str, criterion: Criterion, rating: Rating, figure: Cells | None = None
) -> Cells:
    day = rating.inspected_on.isoformat() if rating.inspected_on else ""
    return [
        *(figure or [""] * len(COLUMNS)), rating.framework, rating.edition,
        rating.area_code, name, criterion.name, rating.grade, day, "", "",
    ]  # fmt: skip
