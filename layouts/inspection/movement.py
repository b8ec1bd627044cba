"""What moved between two editions of a framework: one's own, and how many others."""

from collections import Counter
from collections.abc import Sequence

from dashboard.inspection.grades import Move, Movement
from dashboard.inspection.words import grade_text, move_text
from dashboard.language import Language
from dashboard.pages import InspectionView
from layouts import html, ids
from layouts.fields import capitalised
from layouts.inspection.grades import in_english
from layouts.tables import Cell, Column, Row, table

UP, DOWN, SAME = "\N{UPWARDS ARROW}", "\N{DOWNWARDS ARROW}", "\N{EN DASH}"


def movement_picture(view: InspectionView, language: Language) -> html.Div | None:
    """One's own grades in both editions, and how many moved; None without movement."""
    if not view.movements:
        return None
    own = [each for each in view.movements if each.body in view.own]
    drawn = [
        _moved_table(view, own, language, key="movement-own") if own else None,
        _moved_counts(view, language) if len(own) < len(view.movements) else None,
    ]
    return html.Div(drawn, className="picture stack")


def movement_table(view: InspectionView, language: Language) -> html.Table | None:
    """What moved, one's own first and then down before up; None without movement."""
    if not view.movements:
        return None
    order = {Move.DOWN: 0, Move.UP: 1, Move.SAME: 2}
    shown = sorted(
        (m for m in view.movements if m.body in view.own or m.move != Move.SAME),
        key=lambda m: (m.body not in view.own, order[m.move]),
    )
    return _moved_table(view, shown, language, key=ids.panel_table("movement"))


def _moved_counts(view: InspectionView, language: Language) -> html.Table:
    """How many areas went up and down on each criterion."""
    criteria = dict.fromkeys(each.criterion for each in view.movements)
    moves = (Move.UP, Move.SAME, Move.DOWN)
    counted = Counter((each.criterion, each.move) for each in view.movements)
    return table(
        [
            Column(language.gettext("Criterion"), is_number=False),
            *(Column(capitalised(move_text(move, language))) for move in moves),
        ],
        [
            Row(
                in_english(criterion.name, language),
                [
                    Cell(language.number(counted[criterion, move]), css_class="num")
                    for move in moves
                ],
            )
            for criterion in criteria
        ],
        caption=language.gettext("How many areas moved on each criterion"),
        css_class="figures",
        table_id="movement-counts",
    )


def _moved_table(
    view: InspectionView, shown: Sequence[Movement], language: Language, *, key: str
) -> html.Table | None:
    """A row a grade; where all are of one area it is not said in each."""
    sheet, before = view.sheet, view.before
    if sheet is None or before is None:
        return None
    are_of_one = len({each.body for each in shown}) == 1
    columns = [
        Column(language.gettext("Area"), is_number=False),
        Column(language.gettext("Criterion"), is_number=False),
        Column(before.edition, is_number=False),
        Column(sheet.edition, is_number=False),
        Column(language.gettext("Movement"), is_number=False),
    ]
    rows = []
    for each in shown:
        told = [each.body.name(language), in_english(each.criterion.name, language)]
        first, *others = told[are_of_one:]
        cells = [*map(Cell, others), *_both_grades(each, language)]
        is_marked = each.body in view.own and not are_of_one
        rows.append(Row(first, cells, "own" if is_marked else ""))
    return table(
        columns[are_of_one:],
        rows,
        caption=language.gettext("Grades in two editions"),
        css_class="figures",
        table_id=key,
    )


def _both_grades(each: Movement, language: Language) -> list[Cell]:
    shapes = {Move.UP: UP, Move.DOWN: DOWN, Move.SAME: SAME}
    return [
        Cell(capitalised(grade_text(each.before.grade, language))),
        Cell(capitalised(grade_text(each.after.grade, language))),
        Cell(
            [
                html.I(shapes[each.move], **{"aria-hidden": "true"}),
                " ",
                html.B(move_text(each.move, language)),
            ],
            css_class=f"move {each.move.value}",
        ),
    ]
