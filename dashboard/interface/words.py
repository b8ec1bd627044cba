"""What resources and their parameters are, in words, for programs' authors."""

from typing import NamedTuple

from dashboard.language import Language


class Words(NamedTuple):
    """A resource's name and what it gives."""

    title: str
    gives: str


def resource_words(name: str, language: Language) -> Words:
    """What a resource is called and gives; raises KeyError for none of ours."""
    return {
        "areas": Words(
            language.gettext("Areas"),
            language.gettext(
                "Every geography there are figures for, and which areas resemble each "
                "other."
            ),
        ),
        "measures": Words(
            language.gettext("Measures"),
            language.gettext(
                "What each measure counts, how it is worked out and what it cannot "
                "tell."
            ),
        ),
        "releases": Words(
            language.gettext("Releases"),
            language.gettext("What was loaded and when, and which loads are in use."),
        ),
        "observations": Words(
            language.gettext("Observations"),
            language.gettext(
                "The stored numbers that measures are added up from, as they may be "
                "shown."
            ),
        ),
        "results": Words(
            language.gettext("Results"),
            language.gettext(
                "Figures of measures with their intervals and verdicts, as pages show "
                "them."
            ),
        ),
    }[name]


def parameter_text(name: str, language: Language) -> str:
    """What a parameter asks for; raises KeyError for none of ours."""
    return {
        "measure": language.gettext("Measures, by their names in addresses."),
        "area": language.gettext("Areas, by their codes."),
        "area_type": language.gettext("Kinds of geography."),
        "stage": language.gettext("Stages of a case."),
        "agency": language.gettext("Whose figures they are."),
        "topic": language.gettext("What they are about."),
        "publication": language.gettext(
            "Publications, by the names they are loaded by."
        ),
        "state": language.gettext("Whether the figures of a load are in use."),
        "series": language.gettext("Streams of numbers; each measure names its own."),
        "from": language.gettext("The first month, as 2014-07."),
        "to": language.gettext("The last month in which a period may begin."),
        "window": language.gettext(
            "How much time one figure covers. Without it, as often as a measure is "
            "stored."
        ),
        "period": language.gettext(
            "The latest, all of them, or one as links name it: 2014-07, 2014-Q3, 2014, "
            "2017-18, 2013-12/2014-11. A measure that does not have it gives no row."
        ),
        "against": language.gettext(
            "What figures are compared with. Similar areas and regions are each "
            "area's own."
        ),
        "as_of": language.gettext(
            "The figures as they were known at the end of a day, as 2025-11-30."
        ),
        "lang": language.gettext("The language of names, sentences and messages."),
        "limit": language.gettext("How many rows at most."),
        "offset": language.gettext("How many rows to leave out."),
        "after": language.gettext(
            "Where the page before ended; its link to the next page holds the word."
        ),
    }[name]
