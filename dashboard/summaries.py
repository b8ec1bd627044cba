"""What a page's figures say, in a sentence built from the same rows as the picture."""

from collections import Counter
from typing import NamedTuple

from dashboard.areas import Identity
from dashboard.comparing import Comparing, HeatRow
from dashboard.formats import (
    benchmark_text,
    count_text,
    interval_text,
    partial_text,
    status_text,
    value_text,
)
from dashboard.language import Language
from dashboard.measures import Kind, Measure
from dashboard.pages import CompareView
from dashboard.results import Comparison, Status
from dashboard.stats.funnel import Position
from dashboard.view_state import AREA_PREFIX, Note

_OUTSIDE = frozenset(Position) - {Position.INSIDE}
_ABOVE = (Position.ABOVE_95, Position.ABOVE_998)


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
    return Finding(_heading(view, data, language), _lead(view, data, language))


def decapitalise(words: str) -> str:
    """The words as they stand inside a sentence; initialisms keep their capitals."""
    is_initialism = len(words) > 1 and words[1].isupper()
    return words if is_initialism else words[:1].lower() + words[1:]


def benchmark_name(view: CompareView, language: Language) -> str:
    """What the values are compared with, as named in the view."""
    area = view.data.areas[view.state.area] if view.data else None
    if area is None:
        return ""
    return benchmark_text(view.state.against, view.geography, area, language)


def _heading(view: CompareView, data: Comparing, language: Language) -> str:
    own = data.own
    words = {
        "area": data.areas[own.area_code].name(language),
        "measure": decapitalise(data.measure.short(language)),
        "benchmark": benchmark_name(view, language),
        "period": data.period.words(language),
        "value": value_text(data.measure, own.value, language),
    }
    if own.value is None:
        if own.status == Status.SUPPRESSED:
            message = language.gettext(
                "{area}’s {measure} in {period} rests on too few cases to publish"
            )
        else:
            message = language.gettext("{area} has no {measure} for {period}")
        return message.format(**words)
    comparison = data.comparisons[own.area_code]
    if comparison == Comparison.NOT_COMPARED or data.benchmark.value is None:
        message = language.gettext("{area}’s {measure} was {value} in {period}")
        return message.format(**words)
    if comparison == Comparison.SIMILAR:
        message = language.gettext(
            "{area}’s {measure} was similar to {benchmark} in {period}"
        )
        return message.format(**words)
    is_high = own.value > data.benchmark.value
    position = data.positions.get(own.area_code)
    if position == Position.INSIDE and data.benchmark.key == "england_and_wales":
        high = language.gettext(
            "{area}’s {measure} was above {benchmark} in {period}, but not unusually so"
        )
        low = language.gettext(
            "{area}’s {measure} was below {benchmark} in {period}, but not unusually so"
        )
    elif position in _OUTSIDE and data.benchmark.key == "england_and_wales":
        high = language.gettext(
            "{area}’s {measure} was unusually far above {benchmark} in {period}"
        )
        low = language.gettext(
            "{area}’s {measure} was unusually far below {benchmark} in {period}"
        )
    else:
        high = language.gettext("{area}’s {measure} was above {benchmark} in {period}")
        low = language.gettext("{area}’s {measure} was below {benchmark} in {period}")
    return (high if is_high else low).format(**words)


def _lead(view: CompareView, data: Comparing, language: Language) -> str:
    own, measure = data.own, data.measure
    if own.value is None:
        return language.gettext(
            "Reason: {reason}. Other areas are shown below."
        ).format(reason=status_text(own.status, language))
    words = {
        "value": value_text(measure, own.value, language),
        "interval": interval_text(measure, own, language),
        "count": count_text(own.numerator, language),
        "base": count_text(own.denominator, language),
        "counted": measure.numerator.name(language),
        "units": measure.counts(language),
        "per": language.number(measure.per),
        "benchmark": benchmark_name(view, language),
        "other": value_text(measure, data.benchmark.value, language),
        "rank": data.ranks.get(own.area_code, 0),
        "ranked": len(data.ranks),
    }
    sentences = [_value_sentence(measure, language).format(**words)]
    if data.benchmark.value is not None:
        message = language.gettext("The figure for {benchmark} is {other}.")
        if measure.kind != Kind.COUNT:
            sentences.append(message.format(**words))
    if measure.kind != Kind.COUNT and own.lower is not None:
        message = language.gettext(
            "That is number {rank} of {ranked}, counting from the highest."
        )
        sentences.append(message.format(**words))
    part = partial_text(own, measure, language)
    if part:
        sentences.append(_partial_sentence(measure, part, language))
    if own.status in (Status.PROVISIONAL, Status.REVISED, Status.LOW_RELIABILITY):
        message = language.gettext("This figure is marked: {status}.")
        status = status_text(own.status, language)
        sentences.append(message.format(status=status))
    return " ".join(sentences)


def _value_sentence(measure: Measure, language: Language) -> str:
    return {
        Kind.PROPORTION: language.gettext(
            "{counted}: {count} of {base}, or {value} (95% interval {interval})."
        ),
        Kind.RATE: language.gettext(
            "{counted}: {count}, or {value} per {per} people (95% interval {interval})."
        ),
        Kind.COUNT: language.gettext("{counted}: {value}."),
        Kind.SCORE: language.gettext(
            "The score is {value}. It has no published interval."
        ),
        Kind.DURATION: language.gettext(
            "{counted}: {value} days. It has no published interval."
        ),
    }[measure.kind]


def _partial_sentence(measure: Measure, part: str, language: Language) -> str:
    if measure.kind == Kind.COUNT:
        message = language.gettext(
            "It covers {part}, so it is not compared with full years."
        )
    else:
        message = language.gettext("It covers {part}; the others were not published.")
    return message.format(part=part)


def panel_heading(panel: str, data: Comparing, language: Language) -> str:
    """The question a panel of the compare page answers."""
    family = len({row.measure.family for row in data.heat}) == 1
    headings = {
        "ranked": language.gettext("Who is higher, who is lower?"),
        "map": language.gettext("Is there a pattern on the map?"),
        "funnel": language.gettext("Is the difference more than chance?"),
        "trend": language.gettext("How has it moved?"),
        "heat": language.gettext("Which kinds of case make the difference?")
        if family
        else language.gettext("How does the area do on other measures?"),
        "table": language.gettext("The figures"),
    }
    return headings[panel]


def panel_sentence(panel: str, view: CompareView, language: Language) -> str:
    """One computed sentence for a panel; also its picture's description."""
    if view.data is None:
        return ""
    sentence = {
        "ranked": _ranked_sentence,
        "map": _map_sentence,
        "funnel": _funnel_sentence,
        "trend": _trend_sentence,
        "heat": _heat_sentence,
        "table": _table_sentence,
    }[panel]
    return sentence(view, view.data, language)


def _ranked_sentence(view: CompareView, data: Comparing, language: Language) -> str:
    name = benchmark_name(view, language)
    if data.benchmark.value is None or data.measure.kind == Kind.COUNT:
        return language.gettext(
            "Areas by size of the figure. Without an interval there is no verdict, "
            "so read no league table into the order."
        )
    sides: Counter[str] = Counter()
    for code, comparison in data.comparisons.items():
        value = data.results[code].value
        if comparison == Comparison.SIMILAR:
            sides["similar"] += 1
        elif comparison != Comparison.NOT_COMPARED and value is not None:
            sides["above" if value > data.benchmark.value else "below"] += 1
    if not sides:
        return language.gettext(
            "No area is compared with {benchmark}: the figure has no interval."
        ).format(benchmark=name)
    return language.gettext(
        "Clearly above {benchmark}: {above} areas. Clearly below: {below}. "
        "A hollow mark, {similar} areas, means similar."
    ).format(
        benchmark=name,
        above=sides["above"],
        below=sides["below"],
        similar=sides["similar"],
    )


def _map_sentence(view: CompareView, data: Comparing, language: Language) -> str:
    known = [r for r in data.results.values() if r.value is not None]
    if not known:
        return language.gettext("No area has a figure for this period.")
    top = max(known, key=lambda r: r.value or 0.0)
    bottom = min(known, key=lambda r: r.value or 0.0)
    return language.gettext(
        "Highest in {top} ({high}), lowest in {bottom} ({low}). Outlined tiles are "
        "your area and the pinned areas; choose a tile to pin it."
    ).format(
        top=data.areas[top.area_code].name(language),
        high=value_text(data.measure, top.value, language),
        bottom=data.areas[bottom.area_code].name(language),
        low=value_text(data.measure, bottom.value, language),
    )


def _funnel_sentence(view: CompareView, data: Comparing, language: Language) -> str:
    plot = data.funnel
    if plot is None:
        return language.gettext(
            "This measure has no denominator, so chance cannot be judged."
        )
    outside = sum(position in _OUTSIDE for position in data.positions.values())
    judged = len(data.positions)
    first = language.gettext(
        "Outside the 95% limits: {outside} of {judged} areas; "
        "about {expected} would be by chance."
    ).format(outside=outside, judged=judged, expected=language.number(judged * 0.05))
    if plot.phi is None:
        more = language.gettext(
            "There are too few areas to estimate how much they differ anyway."
        )
    elif data.is_adjusted:
        more = language.gettext(
            "Areas differ more than chance alone allows, so the limits are widened "
            "to fit (φ = {phi})."
        )
    else:
        more = language.gettext(
            "These are plain limits. Areas differ more than chance alone allows "
            "(φ = {phi}), so most lie outside."
        )
    phi = "" if plot.phi is None else language.number(plot.phi, 1)
    return f"{first} {more.format(phi=phi)}"


def _trend_sentence(view: CompareView, data: Comparing, language: Language) -> str:
    results = data.trend.areas.get(data.state.area, ())
    known = [
        (period, result.value)
        for period, result in zip(data.trend.periods, results, strict=False)
        if result.value is not None
    ]
    if len(known) < 2:
        return language.gettext("There are not yet two periods to compare.")
    (first, before), (last, after) = known[0], known[-1]
    sentence = language.gettext(
        "{area}: {before} in {first}, {after} in {last}. The grey band holds the "
        "middle 80% of areas."
    ).format(
        area=data.areas[data.state.area].name(language),
        before=value_text(data.measure, before, language),
        first=first.words(language),
        after=value_text(data.measure, after, language),
        last=last.words(language),
    )
    missing = len(data.trend.missing)
    if not missing:
        return sentence
    gap = language.ngettext(
        "{missing} period was never published; the lines break there.",
        "{missing} periods were never published; the lines break there.",
        missing,
    ).format(missing=missing)
    return f"{sentence} {gap}"


def _heat_sentence(view: CompareView, data: Comparing, language: Language) -> str:
    own = data.state.area
    clear = [row for row in data.heat if _is_clear(row, own)]
    return language.gettext(
        "{area} differs clearly from England and Wales on {clear} of {measures} "
        "measures. Shaded only where the 95% interval leaves out the England and "
        "Wales figure."
    ).format(
        area=data.areas[own].name(language), clear=len(clear), measures=len(data.heat)
    )


def _is_clear(row: HeatRow, area_code: str) -> bool:
    unclear = (Comparison.SIMILAR, Comparison.NOT_COMPARED)
    return row.comparisons[area_code] not in unclear


def _table_sentence(view: CompareView, data: Comparing, language: Language) -> str:
    return language.gettext(
        "Your area and the pinned areas first, then every area from highest to "
        "lowest. Choose a heading to sort by it."
    )


def position_text(position: Position | None, language: Language) -> str:
    """Against the funnel's limits, in words."""
    if position is None:
        return language.gettext("Not judged")
    if position == Position.INSIDE:
        return language.gettext("Within")
    words = {
        Position.ABOVE_95: language.gettext("Above the 95% limit"),
        Position.ABOVE_998: language.gettext("Above the 99.8% limit"),
        Position.BELOW_95: language.gettext("Below the 95% limit"),
        Position.BELOW_998: language.gettext("Below the 99.8% limit"),
    }
    return words[position]


def identity_text(identity: Identity, language: Language) -> str:
    """Who a mark stands for, for readers who do not see its colour and shape."""
    if identity == Identity.OWN:
        return language.gettext("your area")
    if identity == Identity.OTHER:
        return ""
    return language.gettext("pinned")


def note_text(note: Note, language: Language) -> str:
    """What in the link could not be followed, and what is shown instead."""
    if note.kind == "unknown_parameter":
        message = language.gettext(
            "The link has a setting that this page does not know, “{parameter}”. "
            "It was passed over."
        )
    elif note.kind == "too_many_pins":
        message = language.gettext(
            "No more than four areas can be pinned. The first four are shown."
        )
    elif note.kind == "no_benchmark":
        message = language.gettext(
            "There is nothing loaded to compare with under “{value}”. Choose another "
            "comparison."
        )
    elif note.parameter == "period":
        message = language.gettext(
            "There are no figures for the period “{value}”. The latest period is "
            "shown instead."
        )
    elif note.parameter == "window":
        message = language.gettext(
            "This measure is not available by “{value}”. Its usual window is shown "
            "instead."
        )
    else:
        message = language.gettext(
            "“{value}” is not something this page knows as “{parameter}”. The usual "
            "choice is shown instead."
        )
    return message.format(parameter=note.parameter, value=note.value)


def is_self_compared(view: CompareView) -> bool:
    """True where the reader's own area is also the benchmark."""
    return view.state.against == f"{AREA_PREFIX}{view.state.area}"
