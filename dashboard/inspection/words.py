"""The inspection page in words."""

from collections.abc import Iterable

from dashboard.areas import AreaType
from dashboard.findings import Finding
from dashboard.inspection.grades import Move, Rating, Sheet
from dashboard.language import Language
from dashboard.pages import InspectionView


def grade_text(grade: str, language: Language) -> str:
    """A grade in the reader's language, as a word in a sentence."""
    return {
        "excellent": language.gettext("excellent"),
        "outstanding": language.gettext("outstanding"),
        "good": language.gettext("good"),
        "fair": language.gettext("fair"),
        "adequate": language.gettext("adequate"),
        "requires improvement": language.gettext("requires improvement"),
        "poor": language.gettext("poor"),
        "inadequate": language.gettext("inadequate"),
    }.get(grade, grade)


def move_text(move: Move, language: Language) -> str:
    """What became of a grade."""
    return {
        Move.UP: language.gettext("up"),
        Move.DOWN: language.gettext("down"),
        Move.SAME: language.gettext("the same"),
    }[move]


def bodies_text(area_type: AreaType, language: Language) -> str:
    """What is inspected, as a word for several."""
    return {
        AreaType.CPS_AREA: language.gettext("CPS Areas"),
        AreaType.POLICE_FORCE: language.gettext("police forces"),
    }.get(area_type, language.gettext("areas"))


def body_name(area_type: AreaType, name: str, language: Language) -> str:
    """An inspected area, told apart from an area of the same name."""
    message = {
        AreaType.CPS_AREA: language.gettext("CPS {area}"),
        AreaType.POLICE_FORCE: language.gettext("{area} (police)"),
    }.get(area_type, "{area}")
    return message.format(area=name)


def sheet_name(sheet: Sheet, language: Language) -> str:
    """A framework and its edition."""
    return language.gettext("{framework}, edition {edition}").format(
        framework=sheet.framework, edition=sheet.edition
    )


def inspected_text(ratings: Iterable[Rating], language: Language) -> str:
    """When grades were given: a month, or the first and the last; empty if unknown."""
    days = sorted(each.inspected_on for each in ratings if each.inspected_on)
    if not days:
        return ""
    first, last = language.month(days[0]), language.month(days[-1])
    if first == last:
        return first
    return language.gettext("{start} to {end}").format(start=first, end=last)


def spread_text(sheet: Sheet, ratings: Iterable[Rating], language: Language) -> str:
    """How many have each grade: "1 excellent, 8 good and 2 poor"."""
    return language.join(
        [
            f"{language.number(count)} {grade_text(grade, language)}"
            for grade, count in sheet.counts(ratings)
        ]
    )


def inspection_finding(view: InspectionView, language: Language) -> Finding:
    """What inspectors said of the reader's own; what is missing without grades."""
    sheet = view.sheet
    if sheet is None:
        return Finding(
            language.gettext("No inspection grades are loaded"),
            language.gettext(
                "Load the grades of an inspection to see who was graded what, and who "
                "may be asked about it."
            ),
        )
    body = next(iter(view.own), None)
    if body is None:
        area = view.geography.areas[AreaType.CRIMINAL_JUSTICE_AREA, view.state.area]
        return Finding(
            language.gettext("{area} was not graded in this edition").format(
                area=area.name(language)
            ),
            _when(sheet, sheet.ratings.values(), language),
        )
    graded = sheet.of_body(body.code)
    weak = [each for each in graded if sheet.scale.is_weak(each[1].grade)]
    name = body_name(body.type, body.name(language), language)
    heading = language.ngettext(
        "{area}: {weak} of {graded} grade is below good",
        "{area}: {weak} of {graded} grades are below good",
        len(graded),
    ).format(area=name, weak=len(weak), graded=len(graded))
    ratings = [rating for _, rating in graded]
    spread = language.gettext("Grades: {spread}.").format(
        spread=spread_text(sheet, ratings, language)
    )
    return Finding(heading, f"{spread} {_when(sheet, ratings, language)}")


def _when(sheet: Sheet, ratings: Iterable[Rating], language: Language) -> str:
    months = inspected_text(ratings, language)
    if not months:
        return sheet_name(sheet, language) + "."
    return language.gettext(
        "Inspected in {months} ({framework}): grades describe that time, not today."
    ).format(months=months, framework=sheet.framework)


def grades_sentence(sheet: Sheet, language: Language) -> str:
    """How many were graded on how much, and what the grades came to."""
    return language.ngettext(
        "{areas} {bodies} on {criteria} criterion: {spread}. Choose a grade to see "
        "who was graded higher.",
        "{areas} {bodies} on {criteria} criteria: {spread}. Choose a grade to see who "
        "was graded higher.",
        len(sheet.criteria),
    ).format(
        areas=len(sheet.bodies),
        bodies=bodies_text(sheet.area_type, language),
        criteria=len(sheet.criteria),
        spread=spread_text(sheet, sheet.ratings.values(), language),
    )


def criterion_heading(view: InspectionView, language: Language) -> str:
    """The question whom to ask, about the criterion in view."""
    if view.criterion is None:
        return language.gettext("Who was graded higher, and may be asked?")
    return language.gettext("Who was graded higher on “{criterion}”?").format(
        criterion=view.criterion.words
    )


def criterion_sentence(view: InspectionView, language: Language) -> str:
    """How everybody was graded on it, and how many may be asked about it."""
    sheet, criterion, graded = view.sheet, view.criterion, view.graded
    if sheet is None or criterion is None or graded is None:
        return ""
    ratings = sheet.of_criterion(criterion)
    first = language.gettext("Of the {areas} {bodies} graded on it, {spread}.").format(
        areas=len(ratings),
        bodies=bodies_text(sheet.area_type, language),
        spread=spread_text(sheet, ratings, language),
    )
    own = sheet.rating(graded.code, criterion)
    name = body_name(graded.type, graded.name(language), language)
    if own is None:
        second = language.gettext("{area} was not graded on it.").format(area=name)
    elif not view.higher:
        second = language.gettext(
            "{area} is graded {grade}: nobody was graded higher."
        ).format(area=name, grade=grade_text(own.grade, language))
    else:
        good = sum(not sheet.scale.is_weak(each.rating.grade) for each in view.higher)
        second = language.ngettext(
            "{area} is graded {grade}: {higher} was graded higher, {good} of them "
            "good or better.",
            "{area} is graded {grade}: {higher} were graded higher, {good} of them "
            "good or better.",
            len(view.higher),
        ).format(
            area=name,
            grade=grade_text(own.grade, language),
            higher=len(view.higher),
            good=good,
        )
    return f"{first} {second}"


def frameworks_sentence(view: InspectionView, language: Language) -> str:
    """How many frameworks and editions there are grades of."""
    frameworks = {sheet.framework for sheet in view.sheets}
    return language.gettext(
        "Frameworks with grades: {frameworks}; editions: {editions}. Each asks other "
        "questions on a scale of its own, so grades are set side by side and never "
        "added up."
    ).format(frameworks=len(frameworks), editions=len(view.sheets))


def movement_sentence(view: InspectionView, language: Language) -> str:
    """What moved between two editions, or why that cannot be said."""
    sheet, before = view.sheet, view.before
    if sheet is None:
        return ""
    if before is None:
        return language.gettext(
            "One edition of this framework is loaded. Movement shows when another is."
        )
    if not view.movements:
        return language.gettext(
            "No area was graded on the same criterion in both editions."
        )
    moves = [each.move for each in view.movements]
    return language.gettext(
        "Grades that {before} and {after} both give: {grades}. Up: {up}, down: {down}, "
        "the same: {same}."
    ).format(
        before=before.edition,
        after=sheet.edition,
        grades=len(moves),
        up=moves.count(Move.UP),
        down=moves.count(Move.DOWN),
        same=moves.count(Move.SAME),
    )
