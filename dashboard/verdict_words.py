"""A verdict in words, built from the verdict and never from rounded figures."""

from dashboard.language import Language
from dashboard.results import Comparison
from dashboard.stats.funnel import Position
from dashboard.stats.spc import Rule, Signal
from dashboard.stats.spc_rules import Side
from dashboard.verdicts import Basis, Change, Direction, Outlook, Verdict


def verdict_sentence(verdict: Verdict, *, benchmark: str, language: Language) -> str:
    """The three tests in one sentence; `benchmark` is its name inside a sentence."""
    if verdict.basis == Basis.SUPPRESSED:
        return language.gettext("Too few cases to publish, so there is no verdict.")
    if verdict.basis == Basis.NOT_PUBLISHED:
        return language.gettext("Not published, so there is no verdict.")
    message = language.gettext("{change}; {versus}.")
    basis = basis_clause(verdict, language)
    if basis:
        message = language.gettext("{change}; {versus}; {basis}.")
    return message.format(
        change=change_clause(verdict, language),
        versus=versus_clause(verdict, language).format(benchmark=benchmark),
        basis=basis,
    )


def change_word(verdict: Verdict, language: Language) -> str:
    """Changing over time, in the word that stands beside its icon."""
    return {
        Change.IMPROVING: language.gettext("Improving"),
        Change.WORSENING: language.gettext("Getting worse"),
        Change.CHANGED: language.gettext("Changed, neither good nor bad"),
        Change.NO_CLEAR_CHANGE: language.gettext("No clear change"),
        Change.NOT_ENOUGH_DATA: language.gettext("Not enough data"),
    }[verdict.change]


def outlook_word(outlook: Outlook, language: Language) -> str:
    """Whether the target will be met, in the word that stands beside its icon."""
    return {
        Outlook.WILL_MEET: language.gettext("Will meet"),
        Outlook.WILL_MISS: language.gettext("Will miss"),
        Outlook.HIT_AND_MISS: language.gettext("Hit and miss"),
        Outlook.NOT_ENOUGH_DATA: language.gettext("Cannot say"),
        Outlook.NO_TARGET: language.gettext("No target"),
    }[outlook]


def change_clause(verdict: Verdict, language: Language) -> str:
    """Changing over time, as a sentence begins."""
    is_up = verdict.direction == Direction.UP
    if verdict.change == Change.IMPROVING:
        return (
            language.gettext("Higher than usual, which is an improvement")
            if is_up
            else language.gettext("Lower than usual, which is an improvement")
        )
    if verdict.change == Change.WORSENING:
        return (
            language.gettext("Higher than usual, which is a concern")
            if is_up
            else language.gettext("Lower than usual, which is a concern")
        )
    if verdict.change == Change.CHANGED:
        return (
            language.gettext("Higher than usual")
            if is_up
            else language.gettext("Lower than usual")
        )
    if verdict.change == Change.NO_CLEAR_CHANGE:
        return language.gettext("No clear change over time")
    return language.gettext("Too little data to see a change")


def versus_clause(verdict: Verdict, language: Language) -> str:
    """Different from the benchmark and from all areas, with {benchmark} to fill in."""
    difference = _difference_clause(verdict, language)
    unusual = verdict.unusual_side
    if unusual is not None:
        message = _unusual_clause(verdict, language, is_up=unusual == Direction.UP)
    elif verdict.side is not None and verdict.position == Position.INSIDE:
        message = language.gettext("{difference}, though not unusually so")
    else:
        return difference
    return message.format(difference=difference)


def _difference_clause(verdict: Verdict, language: Language) -> str:
    is_up = verdict.side == Direction.UP
    if verdict.comparison == Comparison.SIMILAR:
        return language.gettext("similar to {benchmark}")
    if verdict.side is None:
        return language.gettext("not compared with {benchmark}")
    if verdict.comparison == Comparison.BETTER:
        return (
            language.gettext("higher than {benchmark}, which is better")
            if is_up
            else language.gettext("lower than {benchmark}, which is better")
        )
    if verdict.comparison == Comparison.WORSE:
        return (
            language.gettext("higher than {benchmark}, which is worse")
            if is_up
            else language.gettext("lower than {benchmark}, which is worse")
        )
    return (
        language.gettext("higher than {benchmark}")
        if is_up
        else language.gettext("lower than {benchmark}")
    )


def _unusual_clause(verdict: Verdict, language: Language, *, is_up: bool) -> str:
    """Among all areas, which need not point the way the benchmark does."""
    if verdict.side == verdict.unusual_side:
        return (
            language.gettext("{difference}, and unusually high among all areas")
            if is_up
            else language.gettext("{difference}, and unusually low among all areas")
        )
    return (
        language.gettext("{difference}, but unusually high among all areas")
        if is_up
        else language.gettext("{difference}, but unusually low among all areas")
    )


def basis_clause(verdict: Verdict, language: Language) -> str:
    """Enough data to say, as a sentence ends; empty where it plainly is."""
    return {
        Basis.SMALL_NUMBERS: language.gettext(
            "the numbers are small, so read it with care"
        ),
        Basis.PARTIAL: language.gettext("part of the period was not published"),
        Basis.PROVISIONAL: language.gettext("the figure may still be revised"),
    }.get(verdict.basis, "")


def outlook_sentence(outlook: Outlook, *, target: str, language: Language) -> str:
    """What to expect of the target if nothing changes; empty without one."""
    message = {
        Outlook.WILL_MEET: language.gettext(
            "If nothing changes, the target of {target} will be met every time."
        ),
        Outlook.WILL_MISS: language.gettext(
            "If nothing changes, the target of {target} will be missed every time."
        ),
        Outlook.HIT_AND_MISS: language.gettext(
            "If nothing changes, the target of {target} will be met at times and "
            "missed at times, by chance."
        ),
        Outlook.NOT_ENOUGH_DATA: language.gettext(
            "It cannot be said whether the target of {target} will be met."
        ),
    }.get(outlook, "")
    return message.format(target=target)


def signal_text(signal: Signal, language: Language) -> str:
    """One sign of special cause, in plain words."""
    is_high = signal.side == Side.HIGH
    messages = {
        Rule.ASTRONOMICAL: (
            language.gettext("above its usual range"),
            language.gettext("below its usual range"),
        ),
        Rule.SHIFT: (
            language.gettext("seven or more in a row above its average"),
            language.gettext("seven or more in a row below its average"),
        ),
        Rule.TREND: (
            language.gettext("seven or more in a row, each higher than the last"),
            language.gettext("seven or more in a row, each lower than the last"),
        ),
        Rule.TWO_OF_THREE: (
            language.gettext("two of three near or above the top of its usual range"),
            language.gettext(
                "two of three near or below the bottom of its usual range"
            ),
        ),
    }[signal.rule]
    return messages[0] if is_high else messages[1]
