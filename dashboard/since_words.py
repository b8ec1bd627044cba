"""What was revised since a day, in words."""

from dashboard.formats import count_text, status_mark, value_text
from dashboard.language import MINUS, Language
from dashboard.measures import Kind
from dashboard.results import Result
from dashboard.since import Revised, Since


def known_text(since: Since, language: Language) -> str:
    """As of which day the figures are shown."""
    return language.gettext("Figures as they were known on {day}.").format(
        day=language.day(since.day)
    )


def since_sentence(since: Since, language: Language) -> str:
    """How many figures were revised since, or why none was."""
    if since.first_load is None or since.first_load > since.day:
        if since.first_load is None:
            return language.gettext("No figures are loaded.")
        return language.gettext(
            "Nothing had been loaded by then: the first load was on {day}."
        ).format(day=language.day(since.first_load))
    if not since.releases:
        return language.gettext("Nothing has been loaded since: they are today’s.")
    loads = language.ngettext(
        "{count} release has been loaded since.",
        "{count} releases have been loaded since.",
        len(since.releases),
    ).format(count=language.number(len(since.releases)))
    return f"{loads} {_revised_sentence(since, language)}"


def _revised_sentence(since: Since, language: Language) -> str:
    if since.is_of_areas and not since.figures:
        return language.gettext("No figure of the areas in view was revised.")
    if not since.figures:
        return language.gettext("No figure of this page was revised.")
    if since.is_of_areas:
        said = language.ngettext(
            "{count} figure of the areas in view was revised.",
            "{count} figures of the areas in view were revised.",
            since.figures,
        )
    else:
        said = language.ngettext(
            "{count} figure of this page was revised.",
            "{count} figures of this page were revised.",
            since.figures,
        )
    return said.format(count=language.number(since.figures))


def figure_text(revised: Revised, result: Result, language: Language) -> str:
    """A figure as it was or is: its value, or the mark of why there is none."""
    if result.value is None:
        return status_mark(result.status)
    return value_text(revised.measure, result.value, language)


def counts_text(result: Result, language: Language) -> str:
    """The counts a figure is made from; empty where it is not divided."""
    if result.numerator is None or result.denominator is None:
        return ""
    return language.gettext("{part} of {whole}").format(
        part=count_text(result.numerator, language),
        whole=count_text(result.denominator, language),
    )


def size_text(revised: Revised, language: Language) -> str:
    """By how much a figure changed, with its sign; a dash without two values."""
    size = revised.size
    if size is None:
        return "\N{EN DASH}"
    sign = "+" if size > 0 else MINUS if size < 0 else ""
    if revised.measure.kind == Kind.PROPORTION:
        points = language.number(abs(size) * 100, 2)
        return language.gettext("{points} points").format(points=f"{sign}{points}")
    return f"{sign}{value_text(revised.measure, abs(size), language)}"
