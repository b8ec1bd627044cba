"""What the compare page says first: its heading and the sentence under it."""

from typing import NamedTuple

from dashboard.comparing import Comparing
from dashboard.formats import (
    benchmark_text,
    count_text,
    interval_text,
    partial_text,
    value_text,
)
from dashboard.language import Language
from dashboard.measures import Measure
from dashboard.pages import CompareView
from dashboard.periods import Window
from dashboard.results import Comparison, Result, Status
from dashboard.stats.funnel import Position
from dashboard.stats.refusals import Reason

OUTSIDE = frozenset(Position) - {Position.INSIDE}
ABOVE = (Position.ABOVE_95, Position.ABOVE_998)


class Finding(NamedTuple):
    """The page's heading and the sentence under it."""

    heading: str
    lead: str


def finding(view: CompareView, language: Language) -> Finding:
    """What the compare page says about the reader's own area."""
    data = view.data
    if data is None:
        return Finding(
            language.gettext("Nothing has been loaded for this measure"),
            language.gettext(
                "Load the publication it comes from, or choose another measure."
            ),
        )
    if data.own.value is None:
        return Finding(
            _heading_without_figure(data, language),
            _lead_without_figure(data, language),
        )
    return Finding(_heading(view, data, language), _lead(view, data, language))


def benchmark_name(view: CompareView, language: Language) -> str:
    """What the values are compared with, as named in the view."""
    area = view.data.areas[view.state.area] if view.data else None
    if area is None:
        return ""
    return benchmark_text(view.state.against, view.geography, area, language)


def _words(data: Comparing, language: Language) -> dict[str, str]:
    return {
        "area": data.areas[data.state.area].name(language),
        "measure": data.measure.in_sentence(language),
        "period": data.period.words(language),
    }


def _heading_without_figure(data: Comparing, language: Language) -> str:
    if data.own.status == Status.SUPPRESSED:
        message = language.gettext(
            "{area}’s {measure} in {period} rests on too few cases to publish"
        )
    elif data.own.status == Status.NOT_APPLICABLE:
        message = language.gettext("The {measure} does not apply to {area}")
    else:
        message = language.gettext("There is no {measure} for {area} in {period}")
    return message.format(**_words(data, language))


def _heading(view: CompareView, data: Comparing, language: Language) -> str:
    comparison = data.comparisons[data.state.area]
    if comparison == Comparison.NOT_COMPARED:
        message = language.gettext("{area}’s {measure} was {value} in {period}")
    elif comparison == Comparison.SIMILAR:
        message = language.gettext(
            "{area}’s {measure} was similar to that of {benchmark} in {period}"
        )
    else:
        message = _heading_of_difference(data, language)
    return message.format(
        **_words(data, language),
        benchmark=benchmark_name(view, language),
        value=value_text(data.measure, data.own.value, language),
    )


def _heading_of_difference(data: Comparing, language: Language) -> str:
    """Above or below, and whether that is unusual among areas, which differ anyway."""
    is_high = (data.own.value or 0.0) > (data.benchmark.value or 0.0)
    position = _usual_position(data)
    is_national = data.benchmark.key == "england_and_wales"
    if is_national and position == Position.INSIDE:
        high = language.gettext(
            "{area}’s {measure} was above that of {benchmark} in {period}, "
            "but not unusually so"
        )
        low = language.gettext(
            "{area}’s {measure} was below that of {benchmark} in {period}, "
            "but not unusually so"
        )
    elif is_national and position in OUTSIDE and (position in ABOVE) == is_high:
        high = language.gettext(
            "{area}’s {measure} was unusually far above that of {benchmark} in {period}"
        )
        low = language.gettext(
            "{area}’s {measure} was unusually far below that of {benchmark} in {period}"
        )
    else:
        high = language.gettext(
            "{area}’s {measure} was above that of {benchmark} in {period}"
        )
        low = language.gettext(
            "{area}’s {measure} was below that of {benchmark} in {period}"
        )
    return high if is_high else low


def _usual_position(data: Comparing) -> Position | None:
    """Against limits that allow for how much areas differ, whichever are drawn.

    None where that cannot be estimated: plain limits would call most areas unusual.
    """
    if data.funnel is None:
        return None
    return data.funnel.adjusted_positions.get(data.state.area)


def _lead_without_figure(data: Comparing, language: Language) -> str:
    others = language.gettext("Other areas are shown below.")
    return f"{_absence_sentence(data.own, data.measure, language)} {others}"


def _absence_sentence(result: Result, measure: Measure, language: Language) -> str:
    if result.status == Status.SUPPRESSED:
        return language.gettext(
            "The number is too small to publish: it might point to a person."
        )
    if result.status == Status.NOT_APPLICABLE:
        return language.gettext("The publisher says that it does not apply here.")
    if result.reason == Reason.NO_CASES:
        return language.gettext("There were no cases to work it out from.")
    if result.reason == Reason.MISSING_DENOMINATOR:
        return language.gettext("No population is loaded to divide by.")
    part = partial_text(result, measure, language)
    if result.reason == Reason.MISSING and part:
        message = language.gettext(
            "Only {part} were published, and a rolling year needs all of them."
        )
        return message.format(part=part)
    if result.reason == Reason.MISSING:
        return language.gettext("Nothing was published for this area and period.")
    return language.gettext(
        "The published counts cannot be right, so nothing is worked out from them."
    )


def _lead(view: CompareView, data: Comparing, language: Language) -> str:
    sentences = [
        _value_sentence(view, data, language),
        _rank_sentence(data, language),
        _partial_sentence(data, language),
        _status_sentence(data.own.status, language),
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def _value_sentence(view: CompareView, data: Comparing, language: Language) -> str:
    own, measure = data.own, data.measure
    has_interval = own.lower is not None and own.upper is not None
    if has_interval and _names_benchmark(data):
        message = language.gettext(
            "{statement} (95% interval {interval}), against {other} in {benchmark}."
        )
    elif has_interval:
        message = language.gettext("{statement} (95% interval {interval}).")
    elif _names_benchmark(data):
        message = language.gettext(
            "{statement}, against {other} in {benchmark}. It has no interval, so this "
            "page cannot say whether the difference is more than chance."
        )
    else:
        message = language.gettext("{statement}.")
    statement = measure.states(language).format(
        value=value_text(measure, own.value, language),
        count=count_text(own.numerator, language),
        base=count_text(own.denominator, language),
    )
    return message.format(
        statement=statement,
        interval=interval_text(measure, own, language),
        other=value_text(measure, data.benchmark.value, language),
        benchmark=benchmark_name(view, language),
    )


def _names_benchmark(data: Comparing) -> bool:
    """False where the benchmark is the area itself, or covers more or less time."""
    own, benchmark = data.own, data.benchmark
    if benchmark.value is None or own.area_code in benchmark.members:
        return False
    is_compared = data.comparisons[own.area_code] != Comparison.NOT_COMPARED
    return is_compared or own.lower is None


def _rank_sentence(data: Comparing, language: Language) -> str:
    rank = data.ranks.get(data.state.area)
    if rank is None or data.own.lower is None:
        return ""
    position = _usual_position(data)
    if position is None:
        message = language.gettext(
            "That is number {rank} of {ranked}, counting from the highest."
        )
    elif position == Position.INSIDE:
        message = language.gettext(
            "That is number {rank} of {ranked}, counting from the highest, and inside "
            "the range expected given how much areas differ."
        )
    else:
        message = language.gettext(
            "That is number {rank} of {ranked}, counting from the highest, and outside "
            "the range expected even given how much areas differ."
        )
    sentence = message.format(rank=rank, ranked=len(data.ranks))
    if len(data.ranks) == sum(r.value is not None for r in data.results.values()):
        return sentence
    others = language.gettext("Areas whose figure rests on too little are not ranked.")
    if data.is_shared:
        others = language.gettext("Areas that share a figure are not ranked.")
    return f"{sentence} {others}"


def _partial_sentence(data: Comparing, language: Language) -> str:
    part = partial_text(data.own, data.measure, language)
    if not part:
        return ""
    if not data.measure.is_cumulative:
        message = language.gettext("It covers {part}; the others were not published.")
    elif data.window == Window.QUARTER:
        message = language.gettext(
            "It covers {part}, so it cannot be compared with whole quarters."
        )
    else:
        message = language.gettext(
            "It covers {part}, so it cannot be compared with whole years."
        )
    return message.format(part=part)


def _status_sentence(status: Status, language: Language) -> str:
    sentences = {
        Status.PROVISIONAL: language.gettext("It is provisional and may change."),
        Status.REVISED: language.gettext(
            "It has been revised since it first came out."
        ),
        Status.LOW_RELIABILITY: language.gettext(
            "It rests on small numbers, so read it with care."
        ),
    }
    return sentences.get(status, "")
