"""What moved since the last meeting, in words."""

from collections.abc import Iterable

from dashboard.language import Language
from dashboard.measure_words import agency_text
from dashboard.plan.moves import Move, Moved, MoveKind
from dashboard.verdict_words import change_word, outlook_word


def moves_sentence(moved: Moved, language: Language) -> str:
    """Since when, how much moved, and what is not known of then."""
    if moved.since is None:
        return language.gettext("No meeting is written down before today.")
    day = language.day(moved.since)
    said = [
        language.ngettext(
            "One thing has moved since the meeting of {day}.",
            "{count} things have moved since the meeting of {day}.",
            len(moved.moves),
        )
        if moved.moves
        else language.gettext("Nothing has moved since the meeting of {day}.")
    ]
    if not moved.was_known:
        said.append(
            language.gettext(
                "No figures had been loaded by then, so figures are not compared."
            )
        )
    return " ".join(said).format(count=len(moved.moves), day=day)


def move_heading(kind: MoveKind, language: Language) -> str:
    """What such things have in common."""
    return {
        MoveKind.VERDICT: language.gettext("Verdicts that changed"),
        MoveKind.DONE: language.gettext("Done"),
        MoveKind.STARTED: language.gettext("Started"),
        MoveKind.STOPPED: language.gettext("Stopped"),
        MoveKind.LATE: language.gettext("Became late"),
        MoveKind.SAID: language.gettext("Comments"),
        MoveKind.NEW: language.gettext("New priorities"),
    }[kind]


def move_text(move: Move, language: Language) -> str:
    """One thing that moved."""
    if move.kind == MoveKind.NEW:
        return move.priority.title.text(language)
    if move.measure is not None and move.before is not None and move.after is not None:
        return language.gettext(
            "{measure}: {change_then}, {outlook_then}; now {change_now}, {outlook_now}."
        ).format(
            measure=move.measure.name(language),
            change_then=change_word(move.before, language).lower(),
            outlook_then=outlook_word(move.before.outlook, language).lower(),
            change_now=change_word(move.after, language).lower(),
            outlook_now=outlook_word(move.after.outlook, language).lower(),
        )
    if move.comment is not None:
        return language.gettext("{agency}: {comment}").format(
            agency=agency_text(move.comment.agency, language),
            comment=move.comment.words.text(language),
        )
    if move.action is None:
        return ""
    return language.gettext("{action} ({agency})").format(
        action=move.action.title.text(language),
        agency=agency_text(move.action.agency, language),
    )


def commented_text(moves: Iterable[Move], language: Language) -> str:
    """Which agencies have written comments, each once."""
    agencies = dict.fromkeys(move.comment.agency for move in moves if move.comment)
    return ", ".join(agency_text(agency, language) for agency in agencies)


def move_day(move: Move, language: Language) -> str:
    """When it happened, or was due; empty where it is of no one day."""
    if move.day is None:
        return ""
    day = language.day(move.day)
    if move.kind == MoveKind.LATE:
        return language.gettext("due on {day}").format(day=day)
    return day
