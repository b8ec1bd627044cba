"""What the page on disproportionality says: its finding and a sentence a panel."""

from collections.abc import Sequence

from dashboard.areas import AreaType
from dashboard.disparity.disparities import Disparity, Verdict
from dashboard.disparity.rows import PointRow, is_telling, width
from dashboard.disparity.view import DisproportionalityView
from dashboard.disparity.words import (
    after_as,
    characteristic_text,
    opening,
    people_text,
    recording_text,
    row_recording,
    times_text,
)
from dashboard.findings import Finding
from dashboard.language import Language

#: Points whose widest ratio is this near to the widest of all are named beside it.
NEARLY_AS_WIDE = 0.75
MOST_NAMED = 2


def place_text(view: DisproportionalityView, language: Language) -> str:
    """Whose figures they are."""
    if view.is_of_nation:
        return language.gettext("England and Wales")
    return view.geography.areas[AreaType.CRIMINAL_JUSTICE_AREA, view.area].name(
        language
    )


def people(view: DisproportionalityView, group: str, language: Language) -> str:
    """A group of the view inside a sentence."""
    return people_text(group, view.characteristic, view.labels, language)


def finding(view: DisproportionalityView, language: Language) -> Finding:
    """The page's heading and the sentences under it."""
    shown = [row for row in view.rows if row.is_shown]
    if not view.rows:
        return Finding(
            language.gettext("No figures by groups of people are loaded"),
            language.gettext("Load a publication that counts people by group."),
        )
    if not shown:
        return Finding(
            language.gettext("Nothing can be compared for these groups here"),
            nothing_sentence(view, language),
        )
    widest = _widest(shown)
    if widest:
        return _wide_finding(view, shown, widest, language)
    judged = [each for row in shown for each in row.groups if each.verdict]
    if all(each.verdict == Verdict.NO_VERDICT for each in judged):
        return Finding(
            language.gettext("Too little was recorded to compare groups"),
            _recording_lead(view, shown, language),
        )
    if any(each.verdict and each.verdict.is_clear for each in judged):
        heading = language.gettext("Differences are small at every decision point")
    else:
        heading = language.gettext("No clear difference at any decision point")
    lead = language.gettext(
        "Of {count} comparisons with {reference} none is both clear of chance and "
        "outside 0.8 to 1.25."
    ).format(count=len(judged), reference=people(view, view.reference, language))
    return Finding(heading, lead)


def nothing_sentence(view: DisproportionalityView, language: Language) -> str:
    """Why nothing is compared: hidden, of England and Wales alone, or absent."""
    if view.hidden:
        return relax_sentence(view, language) or language.gettext(
            "Too few people are in these groups to publish. Choose fewer groups, "
            "another year, or England and Wales."
        )
    if any(row.is_of_nation_alone for row in view.rows):
        return language.gettext(
            "These figures are published for England and Wales alone: choose them "
            "above to see them."
        )
    return language.gettext("Choose another year or another characteristic.")


def relax_sentence(view: DisproportionalityView, language: Language) -> str:
    """Which of two characteristics to let go where both at once hide figures."""
    if not view.relaxed:
        return ""
    keep, left = view.relaxed[0]
    names = {
        part: characteristic_text(part, language) for part in view.characteristic.parts
    }
    other = next(name for part, name in names.items() if part != keep)
    message = language.ngettext(
        "{hidden} comparison is hidden: too few people are in it, or it would give "
        "such a number away. To see more, let go of “{other}” and keep “{keep}” "
        "alone: then {left} are hidden.",
        "{hidden} comparisons are hidden: too few people are in them, or they would "
        "give such a number away. To see more, let go of “{other}” and keep “{keep}” "
        "alone: then {left} are hidden.",
        view.hidden,
    )
    return message.format(hidden=view.hidden, other=other, keep=names[keep], left=left)


def _widest(rows: Sequence[PointRow]) -> list[tuple[PointRow, Disparity]]:
    """The points with the widest clear difference, each with it: one or two."""
    best = [
        (row, max(clear, key=width))
        for row in rows
        if (clear := [each for each in row.groups if is_telling(each)])
    ]
    best.sort(key=lambda pair: -width(pair[1]))
    if not best:
        return []
    least = NEARLY_AS_WIDE * width(best[0][1])
    named = [pair for pair in best[:MOST_NAMED] if width(pair[1]) >= least]
    return sorted(named, key=lambda pair: pair[0].point.order)


def _wide_finding(
    view: DisproportionalityView,
    rows: Sequence[PointRow],
    widest: Sequence[tuple[PointRow, Disparity]],
    language: Language,
) -> Finding:
    points = language.join([row.point.noun_in(language) for row, _ in widest])
    reversed_at = [
        row
        for row in rows
        if row.point.order > widest[-1][0].point.order
        and _reverses(row, [found for _, found in widest])
    ]
    if reversed_at:
        heading = language.gettext(
            "Differences are widest at {points}, and reverse at {others}"
        ).format(
            points=points,
            others=language.join([r.point.noun_in(language) for r in reversed_at]),
        )
    else:
        heading = language.gettext("Differences are widest at {points}").format(
            points=points
        )
    sentences = [_widest_sentence(view, widest, language)]
    if reversed_at:
        sentences.append(_reverse_sentence(view, reversed_at[-1], language))
    caution = _caution(view, widest, language)
    return Finding(heading, " ".join(s for s in (*sentences, caution) if s))


def _reverses(row: PointRow, widest: Sequence[Disparity]) -> bool:
    """True where a group is on the other side of 1 and none is further on the first."""
    is_more = widest[0].ratio is not None and widest[0].ratio > 1
    same = {Verdict.MORE, Verdict.LITTLE_MORE} if is_more else {
        Verdict.LESS, Verdict.LITTLE_LESS
    }  # fmt: skip
    clear = [
        each.verdict for each in row.groups if each.verdict and each.verdict.is_clear
    ]
    return bool(clear) and not same & set(clear)


def _widest_sentence(
    view: DisproportionalityView,
    widest: Sequence[tuple[PointRow, Disparity]],
    language: Language,
) -> str:
    group = max((found for _, found in widest), key=width).group
    told = [
        (row, each)
        for row, _ in widest
        if (each := row.of(group)) is not None and is_telling(each)
    ]
    parts = [
        language.gettext("{predicate} {times} times").format(
            predicate=row.point.predicate_in(language),
            times=times_text(each.ratio or 0.0, language),
        )
        for row, each in told
    ]
    return language.gettext("{people} {happened} as often as {reference}.").format(
        people=_subject(people(view, group, language), language),
        happened=language.join(parts),
        reference=after_as(people(view, view.reference, language), language),
    )


def _subject(who: str, language: Language) -> str:
    """Whom it happened to; in English the sentence begins with them."""
    return opening(who) if language.code == "en" else who


def _reverse_sentence(
    view: DisproportionalityView, row: PointRow, language: Language
) -> str:
    groups = [each for each in row.groups if each.verdict and each.verdict.is_clear]
    who = language.join([people(view, each.group, language) for each in groups])
    is_less = (groups[0].ratio or 1.0) < 1
    message = (
        language.gettext("{people} {predicate} less often.")
        if is_less
        else language.gettext("{people} {predicate} more often.")
    )
    return message.format(
        people=_subject(who, language), predicate=row.point.predicate_in(language)
    )


def _caution(
    view: DisproportionalityView,
    widest: Sequence[tuple[PointRow, Disparity]],
    language: Language,
) -> str:
    """What must be said beside the finding of how much was recorded."""
    if any(found.could_reverse for _, found in widest):
        return language.gettext("Recording could reverse this.")
    for row, _ in widest:
        said = recording_text(row_recording(row), view.characteristic, language)
        if said:
            return language.gettext("Compare with care: {said} at {point}.").format(
                said=said, point=row.point.noun_in(language)
            )
    return ""


def _recording_lead(
    view: DisproportionalityView, rows: Sequence[PointRow], language: Language
) -> str:
    said = [
        language.gettext("{point}: {said}.").format(
            point=row.point.name(language),
            said=recording_text(row_recording(row), view.characteristic, language),
        )
        for row in rows
    ]
    return " ".join(said[:2])
