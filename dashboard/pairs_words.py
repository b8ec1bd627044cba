"""Two measures side by side, in words."""

from dashboard.formats import value_text
from dashboard.language import Language
from dashboard.measures import Measure
from dashboard.pairs import Pair, Place


def pair_heading(pair: Pair, language: Language) -> str:
    """Both measures by their short names."""
    return language.gettext("{first} and {second}").format(
        first=pair.first.short(language), second=pair.second.short(language)
    )


def pair_sentence(pair: Pair, area: str, language: Language) -> str:
    """Where the area began and where it is now on both, in the span both cover."""
    whole = [place for place in pair.path if place.is_whole]
    if not whole:
        return language.gettext(
            "{area} has no period in which both are published."
        ).format(area=area)
    last = whole[-1]
    words = {
        "area": area,
        "first": pair.first.short(language),
        "second": pair.second.short(language),
        "to_first": _value(pair.first, last.first.value, language),
        "to_second": _value(pair.second, last.second.value, language),
        "last": last.period.words(language),
    }
    if len(whole) == 1:
        return language.gettext(
            "{area} in {last}: {first} {to_first}, {second} {to_second}."
        ).format(**words)
    start: Place = whole[0]
    return language.gettext(
        "{area} from {since} to {last}: {first} from {from_first} to {to_first}, "
        "{second} from {from_second} to {to_second}."
    ).format(
        **words,
        since=start.period.words(language),
        from_first=_value(pair.first, start.first.value, language),
        from_second=_value(pair.second, start.second.value, language),
    )


def pairs_sentence(
    measure: Measure, pairs: tuple[Pair, ...], language: Language
) -> str:
    """What the pictures set against each other, or why there is none."""
    if pairs:
        return language.gettext(
            "A gain on one measure can be paid for on another. Each picture has one "
            "mark an area; the line is the way of your own area over time, from the "
            "hollow mark on."
        )
    if not measure.balancing:
        return language.gettext("No counterweight is named for this measure.")
    return language.gettext(
        "This measure and those it should be weighed with are not loaded for the same "
        "periods."
    )


def _value(measure: Measure, value: float | None, language: Language) -> str:
    return value_text(measure, value, language)
