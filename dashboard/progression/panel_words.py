"""Headings and sentences of attrition, timeliness, trials, reasons and courts."""

from collections.abc import Sequence

from dashboard.areas import AreaType, Geography
from dashboard.language import Language
from dashboard.overview_words import stage_text
from dashboard.progression.attrition import ExitView
from dashboard.progression.course import COURTS
from dashboard.progression.reasons import Reasons
from dashboard.progression.streams import Place
from dashboard.progression.view import ProgressionView
from dashboard.progression.words import (
    against_text,
    party_text,
    place_text,
)
from dashboard.results import Comparison


def attrition_sentence(view: ProgressionView, language: Language) -> str:
    """Where clearly more leave than in the areas compared with, and where fewer."""
    if view.built is None or not view.built.attrition.exits:
        return ""
    exits = view.built.attrition.exits
    against = against_text(view, language)
    apart = [each for each in exits if _is_apart(each)]
    more = [_named(each, view.geography, language) for each in apart if _is_more(each)]
    fewer = [
        _named(each, view.geography, language) for each in apart if not _is_more(each)
    ]
    said = []
    if more:
        message = language.gettext("More than in {against}: {points}.")
        said.append(message.format(against=against, points="; ".join(more)))
    if fewer:
        message = language.gettext("Fewer than in {against}: {points}.")
        said.append(message.format(against=against, points="; ".join(fewer)))
    if not said:
        message = language.gettext("No point differs clearly from {against}.")
        said.append(message.format(against=against))
    if any(not each.settled.is_settled for each in exits):
        said.append(
            language.gettext(
                "Where much has no outcome yet, a mark is hollow and is not judged."
            )
        )
    return " ".join(said)


def _is_apart(view: ExitView) -> bool:
    """True where the share clearly differs, be that better, worse or neither."""
    found = view.found.comparison
    return found not in (Comparison.SIMILAR, Comparison.NOT_COMPARED)


def _is_more(view: ExitView) -> bool:
    return (view.found.own.value or 0.0) > (view.found.benchmark.value or 0.0)


def _named(view: ExitView, geography: Geography, language: Language) -> str:
    name = view.leaving.name(language)
    value = view.found.own.value
    share = language.percent(value) if value is not None else ""
    if view.place.type == AreaType.COURT:
        name = f"{name}, {place_text(view.place, geography, language)}"
    elif view.leaving.lane in COURTS:
        name = f"{name}, {stage_text(view.leaving.lane, language)}"
    if view.is_all_offences:
        name = language.gettext("{name} (all offences)").format(name=name)
    return f"{name[:1].lower()}{name[1:]} ({share})"


def timeliness_sentence(view: ProgressionView, language: Language) -> str:
    """The whole way in days, against England and Wales, and what draws it out."""
    if view.built is None:
        return ""
    steps = view.built.timeliness.steps
    whole = next((step for step in steps if step.step.is_whole), None)
    if whole is None or whole.result.value is None:
        return language.gettext(
            "Half of the cases took as many days or fewer at each step."
        )
    words = {
        "court": stage_text(view.lane, language),
        "days": language.number(whole.result.value),
        "place": place_text(whole.place, view.geography, language),
        "when": whole.clock.words(language),
        "nation": language.number(
            whole.national.value
            if whole.national and whole.national.value is not None
            else 0.0
        ),
        "mean": language.number(
            whole.mean.value if whole.mean and whole.mean.value is not None else 0.0
        ),
    }
    if whole.national is not None and whole.national.value is not None:
        message = language.gettext(
            "{court}, {place}: half of the cases completed in {when} took {days} days "
            "or fewer from offence to completion, against {nation} in England and "
            "Wales."
        )
    else:
        message = language.gettext(
            "{court}, {place}: half of the cases completed in {when} took {days} days "
            "or fewer from offence to completion."
        )
    said = [message.format(**words)]
    if whole.mean is not None and whole.mean.value is not None:
        message = language.gettext(
            "The mean of {mean} days lies higher: some take far longer."
        )
        if whole.mean.value > whole.result.value:
            said.append(message.format(**words))
    said.append(language.gettext("Steps do not add up to the whole: each is a median."))
    return " ".join(said)


def trials_sentence(view: ProgressionView, language: Language) -> str:
    """How many were listed, how they ended, and how many were vacated before."""
    if view.built is None or view.built.trials is None:
        return ""
    trials = view.built.trials
    shares = {
        each.outcome: each.found.own.value
        for each in trials.outcomes
        if each.found.own.value is not None
    }
    if len(shares) < len(trials.outcomes):
        return language.gettext("Too few trials were listed to publish how they ended.")
    words = {name: language.percent(share) for name, share in shares.items()}
    listed = trials.outcomes[0].found.own.denominator or 0.0
    said = language.gettext(
        "Of {listed} trials listed {effective} went ahead, {cracked} cracked and "
        "{ineffective} were ineffective."
    ).format(listed=language.number(listed), **words)
    if trials.vacated.value is None:
        return said
    vacated = language.gettext("{count} more were vacated before the day.").format(
        count=language.number(trials.vacated.value)
    )
    return f"{said} {vacated}"


def reasons_heading(view: ProgressionView, language: Language) -> str:
    """The question the panel answers: about both ways, or the one that is chosen."""
    chosen = view.state.reason
    reason = view.course.reasons.get(chosen)
    outcome = reason.outcome if reason else chosen
    if outcome == "cracked":
        return language.gettext("Why do our trials crack?")
    if outcome == "ineffective":
        return language.gettext("Why are our trials ineffective?")
    return language.gettext("Why do trials crack, or not go ahead?")


def reasons_sentence(view: ProgressionView, language: Language) -> str:
    """The commonest reason of each way, and whose reasons are the most."""
    if view.built is None:
        return ""
    said = []
    for found in shown_reasons(view):
        known = [each for each in found.reasons if each.part is not None]
        parties = [each for each in found.parties if each.part is not None]
        if not known or not parties:
            continue
        most = max(parties, key=lambda each: each.part or 0.0)
        message = (
            language.gettext(
                "Cracked: the commonest reason is {reason} ({part}), the commonest "
                "party {party} ({share})."
            )
            if found.outcome == "cracked"
            else language.gettext(
                "Ineffective: the commonest reason is {reason} ({part}), the "
                "commonest party {party} ({share})."
            )
        )
        name = known[0].reason.name(language)
        said.append(
            message.format(
                part=language.percent(known[0].part or 0.0, 0),
                reason=f"{name[:1].lower()}{name[1:]}",
                party=party_text(most.party, language).lower(),
                share=language.percent(most.part or 0.0, 0),
            )
        )
    return " ".join(said)


def shown_reasons(view: ProgressionView) -> tuple[Reasons, ...]:
    """Both ways of not going ahead, or the one of the chosen reason."""
    if view.built is None:
        return ()
    reason = view.course.reasons.get(view.state.reason)
    chosen = reason.outcome if reason else view.state.reason
    found = view.built.reasons
    one = tuple(each for each in found if each.outcome == chosen)
    return one or found


def courts_sentence(view: ProgressionView, language: Language) -> str:
    """How far apart the courts are on trials that go ahead."""
    if view.built is None or not view.built.courts:
        return ""
    known = [
        court for court in view.built.courts[:-1] if court.effective.value is not None
    ]
    if len(known) < 2:
        return language.gettext("What one court has no figure of is left empty.")
    low = min(known, key=lambda court: court.effective.value or 0.0)
    high = max(known, key=lambda court: court.effective.value or 0.0)
    return language.gettext(
        "Trials went ahead most often at {high} ({most}) and least often at {low} "
        "({least}). Courts hear different cases: ask before comparing."
    ).format(
        high=court_text(view, high.code, language),
        most=language.percent(high.effective.value or 0.0),
        low=court_text(view, low.code, language),
        least=language.percent(low.effective.value or 0.0),
    )


def court_text(view: ProgressionView, code: str, language: Language) -> str:
    """A court's name, or the area's."""
    for (_, each), area in view.geography.areas.items():
        if each == code:
            return area.name(language)
    return code


def whose_place(view: ProgressionView, exits: Sequence[ExitView]) -> Place:
    """Whose figures a column of points is of: the one place of all, else the area."""
    places = {each.place for each in exits}
    return places.pop() if len(places) == 1 else own_place(view)


def own_place(view: ProgressionView) -> Place:
    """The reader's own area, as whose figures are shown."""
    return Place(AreaType.CRIMINAL_JUSTICE_AREA, view.state.area)


def exit_name(
    view: ProgressionView,
    each: ExitView,
    language: Language,
    *,
    place: Place | None = None,
    name: str = "",
) -> str:
    """What a point is called, or `name`, with whose figure it is.

    Nothing is added where that is the `place` which stands over it anyway.
    """
    said = name or each.leaving.name(language)
    whose = place_text(each.place, view.geography, language)
    return said if each.place == place else f"{said}, {whose}"


def unsettled_text(part: float, language: Language) -> str:
    """How much is still to come, beside what is hatched."""
    return language.gettext("{share} not concluded").format(
        share=language.percent(part, 0)
    )
