"""A meeting in words: its items, and what changed since the one before."""

import math
from datetime import date

from dashboard.areas import Area, Geography
from dashboard.formats import benchmark_text, partial_text, status_text, value_text
from dashboard.language import Language
from dashboard.measures import Kind, Measure
from dashboard.meeting.last_time import Figure, LastTime, SaidThen
from dashboard.meeting.model import Meeting
from dashboard.results import Status
from dashboard.stats.rounding import round_half_up


def meeting_title(meeting: Meeting, language: Language) -> str:
    """What it is called; a plain word for one without a name."""
    return meeting.title or language.gettext("Meeting")


def item_text(number: int, of: int, title: str, language: Language) -> str:
    """Which item of how many, and what it is called."""
    place = language.gettext("Item {number} of {of}").format(number=number, of=of)
    return f"{place}: {title}" if title else place


def since_heading(last: LastTime, language: Language) -> str:
    """What stands over what changed."""
    if last.since is None:
        return language.gettext("Now")
    return language.gettext("Since last time")


def since_day(last: LastTime, language: Language) -> str:
    """Which meeting that was; empty without one."""
    if last.since is None:
        return ""
    return language.gettext("The last meeting was on {day}.").format(
        day=language.day(last.since)
    )


def now_text(figure: Figure, language: Language) -> str:
    """The figure in large type; a dash where there is none."""
    return value_text(figure.measure, figure.now.value, language)


def was_sentence(figure: Figure, since: date | None, language: Language) -> str:
    """What the figure was at the last meeting, and how it differs."""
    if since is None:
        return ""
    then, period = figure.then, figure.then_period
    if then is None or period is None:
        return language.gettext("There was no figure at the last meeting.")
    if then.value is None:
        status = status_text(then.status, language)
        return language.gettext("At the last meeting: {status}.").format(status=status)
    difference = figure.difference
    is_same_period = period == figure.period
    if is_same_period and not difference:
        return language.gettext("Nothing newer has been published since.")
    words = {
        "value": value_text(figure.measure, then.value, language),
        "period": period.words(language),
        "change": change_text(figure, language),
    }
    so_far = partial_text(then, figure.measure, language)
    if is_same_period and then.months_present < figure.now.months_present:
        return language.gettext(
            "Was {value} at the last meeting ({so_far}): {change}."
        ).format(so_far=so_far, **words)
    if is_same_period:
        return language.gettext(
            "Revised: it was {value} at the last meeting, {change}."
        ).format(**words)
    return language.gettext("Was {value} in {period}: {change}.").format(**words)


def revisable_sentence(figure: Figure, language: Language) -> str:
    """Says of a figure that is still being filled in that it is; else empty."""
    if figure.now.status != Status.PROVISIONAL:
        return ""
    return language.gettext("Provisional: it may still be revised.")


def change_text(figure: Figure, language: Language) -> str:
    """How far up or down, in the unit the value is shown in."""
    difference = figure.difference
    if difference is None:
        return language.gettext("not comparable")
    size = size_text(figure.measure, abs(difference), language)
    if size == size_text(figure.measure, 0.0, language):
        return language.gettext("about the same")
    if not _adds_up(figure):
        # Who takes one printed figure from the other finds another size.
        size = language.gettext("about {size}").format(size=size)
    if difference > 0:
        return language.gettext("up {size}").format(size=size)
    return language.gettext("down {size}").format(size=size)


def _adds_up(figure: Figure) -> bool:
    """Whether the printed difference is that of the two printed figures."""
    if figure.then is None or figure.difference is None:
        return True
    scale = 100.0 if figure.measure.kind == Kind.PROPORTION else 1.0
    now, then, size = (
        round_half_up(value * scale, figure.measure.printed_decimals)
        for value in (figure.now.value, figure.then.value, figure.difference)
        if value is not None
    )
    return math.isclose(now - then, size, abs_tol=1e-9)


def size_text(measure: Measure, size: float, language: Language) -> str:
    """A difference without its sign: points for a share."""
    if measure.kind == Kind.PROPORTION:
        points = language.number(size * 100, measure.printed_decimals)
        return language.gettext("{points} points").format(points=points)
    return value_text(measure, size, language)


def beside_text(
    figure: Figure, geography: Geography, own: Area, language: Language
) -> str:
    """What the figure is compared with; empty without a value."""
    benchmark = figure.benchmark
    if benchmark.value is None:
        return ""
    name = benchmark_text(benchmark.key, geography, own, language)
    value = value_text(figure.measure, benchmark.value, language)
    return f"{name[:1].upper()}{name[1:]} {value}."


def list_sentence(last: LastTime, language: Language) -> str:
    """Whether the list of what needs attention changed."""
    if not last.has_list or last.since is None:
        return ""
    if not last.was_known:
        return language.gettext("Nothing had been loaded by the last meeting.")
    if not (last.appeared or last.gone):
        return language.gettext("The same findings as at the last meeting.")
    return language.gettext("New on the list: {new}. No longer on it: {gone}.").format(
        new=len(last.appeared), gone=len(last.gone)
    )


def said_sentence(said: SaidThen, language: Language) -> str:
    """What a view said at the last meeting, where it says something else now."""
    if said.words:
        return language.gettext("At the last meeting it said: “{words}”").format(
            words=" ".join(map(_ended, said.words))
        )
    if said.are_figures_same:
        return language.gettext("It shows the same as at the last meeting.")
    return language.gettext(
        "Its figures have changed since the last meeting; it still says the same."
    )


def _ended(words: str) -> str:
    return words if words.endswith((".", "?", "!")) else f"{words}."


def loads_sentence(last: LastTime, language: Language) -> str:
    """How much was loaded since, for a view that has no one figure."""
    if last.since is None or last.is_counted:
        return ""
    if not last.loaded:
        return language.gettext("Nothing has been loaded since.")
    return language.ngettext(
        "{count} release has been loaded since.",
        "{count} releases have been loaded since.",
        len(last.loaded),
    ).format(count=language.number(len(last.loaded)))
