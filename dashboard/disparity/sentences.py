"""One computed sentence or two for each panel, and the question that heads it."""

from collections.abc import Sequence
from math import log

from dashboard.areas import AreaType
from dashboard.disparity.disparities import POOLED_YEARS, Disparity
from dashboard.disparity.findings import people, place_text, relax_sentence
from dashboard.disparity.recording_words import recording_sentence
from dashboard.disparity.register import Matter
from dashboard.disparity.rows import Closer, TrendYear
from dashboard.disparity.view import DisproportionalityView
from dashboard.disparity.words import (
    after_as,
    opening,
    rate_text,
    ratio_text,
    span_text,
    times_text,
    verdict_text,
)
from dashboard.language import Language
from dashboard.stats.intervals import normal_quantile

_AREA = AreaType.CRIMINAL_JUSTICE_AREA
#: Areas named in a sentence; the table has all of them.
MOST_AREAS = 4
#: How sure a change over the years must be to be called one.
SURE = 0.998


def heading(panel: str, language: Language) -> str:
    """The question a panel answers."""
    return {
        "cascade": language.gettext("Where in the process do the differences arise?"),
        "areas": language.gettext("Is it the same in other areas?"),
        "trend": language.gettext("Has it changed over the years?"),
        "recording": language.gettext("How complete is the record?"),
        "excess": language.gettext("How many people is that?"),
        "register": language.gettext("What has the partnership said?"),
    }[panel]


def sentence(panel: str, view: DisproportionalityView, language: Language) -> str:
    """What a panel shows in words; also its picture's description."""
    return {
        "cascade": _cascade,
        "areas": _areas,
        "trend": _trend,
        "recording": recording_sentence,
        "excess": _excess,
        "register": _register,
    }[panel](view, language)


def compared_text(view: DisproportionalityView, language: Language) -> str:
    """Group, decision point and reference: "Black people and arrest"."""
    closer = view.closer
    if closer is None:
        return ""
    return language.gettext("{point}: {group} against {reference}").format(
        point=closer.focus.row.point.name(language),
        group=people(view, closer.focus.group, language),
        reference=people(view, view.reference, language),
    )


def _cascade(view: DisproportionalityView, language: Language) -> str:
    every = [each for row in view.drawn_rows for each in row.groups]
    if not every:
        return ""
    shown = [each for each in every if each.verdict is not None]
    sentences = [
        language.gettext(
            "Each mark is a rate divided by the rate for {reference} at that decision "
            "point. A solid mark is clear of chance; a hollow mark is not."
        ).format(reference=people(view, view.reference, language))
    ]
    if shown:
        clear = sum(bool(each.verdict and each.verdict.is_clear) for each in shown)
        sentences.append(
            language.gettext("{clear} of {count} comparisons are clear.").format(
                clear=clear, count=len(shown)
            )
        )
    if any(each.years > 1 for each in every):
        sentences.append(
            language.gettext(
                "Where a year had fewer than 30 in either group, three years are put "
                "together."
            )
        )
    if view.is_one_point and len(view.rows) > 1:
        sentences.append(
            language.gettext(
                "With so many groups one decision point is shown; choose another above."
            )
        )
    sentences.append(relax_sentence(view, language))
    return " ".join(each for each in sentences if each)


def happened(found: Disparity, view: DisproportionalityView, language: Language) -> str:
    """One comparison as a sentence with its rates, without a full stop."""
    group = people(view, found.group, language)
    message = language.gettext(
        "{people} {predicate} {times} times as often as {reference}: {rate} against "
        "{other} {feeding}"
    )
    return message.format(
        people=opening(group) if language.code == "en" else group,
        predicate=found.point.predicate_in(language),
        times=times_text(found.ratio or 0.0, language),
        reference=after_as(people(view, found.reference, language), language),
        rate=rate_text(found.rate, found.point, language),
        other=rate_text(found.reference_rate, found.point, language),
        feeding=found.point.feeding_in(language),
    )


def _areas(view: DisproportionalityView, language: Language) -> str:
    closer = view.closer
    if closer is None or closer.year is None:
        return language.gettext("There are no figures to compare areas by.")
    sentences = []
    if closer.nation is not None and closer.nation.ratio is not None:
        sentences.append(_national(closer, closer.nation, view, language))
    judged = [each for each in closer.areas.values() if each.verdict is not None]
    marked = sum(bool(each.verdict and each.verdict.is_marked) for each in judged)
    if judged:
        sentences.append(
            language.gettext(
                "It is clear of chance and outside 0.8 to 1.25 in {marked} of {count} "
                "areas."
            ).format(marked=marked, count=len(judged))
        )
    own = closer.areas.get(view.state.area)
    if own is not None and own.ratio is not None:
        words = _lower(verdict_text(own, language))
        if own.years > 1:
            # Where one year has too few, years are put together: these are named.
            words = f"{words}, {span_text(own, language)}"
        sentences.append(
            language.gettext("{area}: {ratio} ({words}).").format(
                area=view.geography.of_type(_AREA)[view.state.area].name(language),
                ratio=ratio_text(own.ratio, language),
                words=words,
            )
        )
    sentences.append(_unjudged(closer, view, language))
    return " ".join(each for each in sentences if each)


def _national(
    closer: Closer, found: Disparity, view: DisproportionalityView, language: Language
) -> str:
    said = language.gettext("In England and Wales, {year}: {happened}.").format(
        year=span_text(found, language), happened=happened(found, view, language)
    )
    parts = [said]
    if closer.nation_events.value is not None:
        parts.append(
            language.gettext("{count} {events} in all.").format(
                count=language.number(closer.nation_events.value),
                events=found.point.events_in(language),
            )
        )
    if found.without:
        names = language.join(
            [
                view.geography.of_type(_AREA)[code].name(language)
                for code in found.without
            ]
        )
        parts.append(
            language.ngettext(
                "{areas} gave no figures and is left out.",
                "{areas} gave no figures and are left out.",
                len(found.without),
            ).format(areas=names)
        )
    over_all = closer.nation_over_all
    if over_all is not None and over_all.ratio is not None:
        parts.append(
            language.gettext(
                "Over all residents, those included, it would be {ratio}."
            ).format(ratio=ratio_text(over_all.ratio, language))
        )
    return " ".join(parts)


def _unjudged(closer: Closer, view: DisproportionalityView, language: Language) -> str:
    """The areas where too much was not stated, by name."""
    too_high = sorted(
        (each for each in closer.areas.values() if each.recording.is_too_high),
        key=lambda each: -(each.recording.share or 0.0),
    )
    if not too_high:
        return ""
    areas = view.geography.of_type(_AREA)
    named = [
        language.gettext("{area} ({share})").format(
            area=areas[each.area_code].name(language),
            share=language.percent(each.recording.share or 0.0, 0),
        )
        for each in too_high[:MOST_AREAS]
    ]
    more = len(too_high) - len(named)
    if more:
        named.append(language.gettext("{count} others").format(count=more))
    return language.gettext("Too much was not stated for a verdict in {areas}.").format(
        areas=language.join(named)
    )


def _trend(view: DisproportionalityView, language: Language) -> str:
    closer = view.closer
    found = in_view(closer.trend) if closer else []
    if not found:
        return language.gettext("There are no years to compare.")
    place = place_text(view, language)
    first, last = found[0], found[-1]
    if first is last:
        return language.gettext(
            "{place}: {ratio} in {year}, the only year there is."
        ).format(
            place=place,
            ratio=ratio_text(first.ratio, language),
            year=span_text(first, language),
        )
    message = {
        0: language.gettext(
            "{place}: {before} in {first} and {after} in {last}, no clear change."
        ),
        1: language.gettext(
            "{place}: {before} in {first} and {after} in {last}, a clear rise."
        ),
        -1: language.gettext(
            "{place}: {before} in {first} and {after} in {last}, a clear fall."
        ),
    }[_direction(first, last)]
    said = message.format(
        place=place,
        before=ratio_text(first.ratio, language),
        first=span_text(first, language),
        after=ratio_text(last.ratio, language),
        last=span_text(last, language),
    )
    note = language.gettext(
        "Marks are single years; the line puts three years together, which smooths it."
    )
    return f"{said} {note}"


def in_view(years: Sequence[TrendYear]) -> list[Disparity]:
    """Three years together where two such do not overlap, else years by themselves."""
    pooled = [year.pooled for year in years if year.pooled.ratio is not None]
    if len(pooled) > POOLED_YEARS:
        return pooled
    return [year.single for year in years if year.single.ratio is not None]


def _direction(first: Disparity, last: Disparity) -> int:
    """1 for a clear rise, -1 for a clear fall, 0 for neither, at 99.8%.

    The difference of two logarithms whose errors come from their intervals; periods
    that share a year are not compared.
    """
    months = (last.period.start.year - first.period.start.year) * 12
    if months < 12 * last.years or not (first.ratio and last.ratio):
        return 0
    errors = []
    for each in (first, last):
        if not (each.lower and each.upper):
            return 0
        errors.append(log(each.upper / each.lower) / (2 * normal_quantile(0.95)))
    spread = float(errors[0] ** 2 + errors[1] ** 2) ** 0.5
    moved = log(last.ratio / first.ratio)
    if abs(moved) <= normal_quantile(SURE) * spread:
        return 0
    return 1 if moved > 0 else -1


def _excess(view: DisproportionalityView, language: Language) -> str:
    sentences = [
        language.gettext(
            "Outcomes in a year above (+) or below (\N{MINUS SIGN}) what each group "
            "would have had at the rate of {reference}. Not a count of wrong decisions."
        ).format(reference=people(view, view.reference, language))
    ]
    closer = view.closer
    found = closer.focus.row.of(closer.focus.group) if closer else None
    if found is not None and found.excess is not None and found.ratio is not None:
        sentences.append(excess_sentence(found, view, language))
    return " ".join(sentences)


def excess_sentence(
    found: Disparity, view: DisproportionalityView, language: Language
) -> str:
    """The excess of one group with its interval, beside its ratio."""
    if found.excess is None or found.ratio is None:
        return ""
    number = found.excess.people / found.years
    message = (
        language.gettext(
            "{point}, {group}: about {number} fewer a year{limits} if rates were "
            "equal, at a ratio of {ratio}."
        )
        if number >= 0
        else language.gettext(
            "{point}, {group}: about {number} more a year{limits} if rates were "
            "equal, at a ratio of {ratio}."
        )
    )
    return message.format(
        point=found.point.name(language),
        group=people(view, found.group, language),
        number=language.number(abs(number)),
        limits=_limits(found, language),
        ratio=ratio_text(found.ratio, language),
    )


def _limits(found: Disparity, language: Language) -> str:
    excess = found.excess
    if excess is None or excess.lower is None or excess.upper is None:
        return ""
    low, high = excess.lower / found.years, excess.upper / found.years
    if excess.people < 0:
        low, high = -high, -low
    return " ({})".format(
        language.gettext("{lower} to {upper}").format(
            lower=language.number(low), upper=language.number(high)
        )
    )


def _register(view: DisproportionalityView, language: Language) -> str:
    general = language.gettext(
        "A difference that is clear in two successive comparisons needs an explanation "
        "or a reform, with an owner and a date."
    )
    lines = [line for line in view.register if line.matter == Matter.DIFFERENCE]
    if not lines:
        none = language.gettext("None is, in these figures.")
        return f"{general} {none}"
    asked = sum(line.explanation is None for line in lines)
    said = language.ngettext(
        "{count} is; {asked} without an explanation so far.",
        "{count} are; {asked} without an explanation so far.",
        len(lines),
    ).format(count=len(lines), asked=asked)
    return f"{general} {said}"


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
