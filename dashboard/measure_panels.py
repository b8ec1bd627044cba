"""What each panel of the page of one measure says, from the rows it draws."""

from collections import Counter

from dashboard.areas import AreaType
from dashboard.attention_words import (
    capability_sentence,
    charted_text,
    row_benchmark,
)
from dashboard.charting import ControlChart
from dashboard.figures.signals import bands
from dashboard.formats import value_text
from dashboard.language import Language
from dashboard.measure_page import Distribution
from dashboard.measure_words import chart_note, counterweight_sentence, step_sentence
from dashboard.pages import MeasureView
from dashboard.results import Comparison
from dashboard.scorecard import ScoreRow
from dashboard.verdict_words import change_clause, outlook_sentence, signal_text
from dashboard.verdicts import Change


def chart_sentence(row: ScoreRow, language: Language) -> str:
    """What the control chart says of its latest point, and the usual range."""
    chart = row.chart
    sentences = [_change_sentence(row, language), usual_range(chart, language)]
    return " ".join(sentence for sentence in sentences if sentence)


def chart_notes(row: ScoreRow, language: Language) -> list[str]:
    """What else a reader should know of the chart: outlook, steps, cautions."""
    chart = row.chart
    outlook = capability_sentence(chart, language)
    if not outlook and chart.target is not None:
        target = value_text(chart.measure, chart.target.value, language)
        outlook = outlook_sentence(
            row.verdict.outlook, target=target, language=language
        )
    notes = [outlook, step_sentence(chart, language), chart_note(chart, language)]
    return [note for note in notes if note]


def usual_range(chart: ControlChart, language: Language) -> str:
    """Between what single figures usually lie; empty where that is not known."""
    drawn = bands(chart)
    if not drawn or drawn[-1].lower is None or drawn[-1].upper is None:
        return ""
    band = drawn[-1]
    words = {
        "mean": charted_text(chart, band.mean, language),
        "lower": charted_text(chart, band.lower, language),
        "upper": charted_text(chart, band.upper, language),
    }
    if chart.is_seasonal:
        message = language.gettext(
            "Differences from a year earlier usually lie between {lower} and {upper}, "
            "around {mean}."
        )
    else:
        message = language.gettext(
            "Single figures usually lie between {lower} and {upper}, around {mean}."
        )
    return message.format(**words)


def _change_sentence(row: ScoreRow, language: Language) -> str:
    verdict, chart = row.verdict, row.chart
    clause = change_clause(verdict, language)
    if verdict.change == Change.NOT_ENOUGH_DATA or chart.judged is None:
        return language.gettext("{change}.").format(change=clause)
    words = {"change": clause, "period": chart.judged.words(language)}
    if not verdict.signals:
        return language.gettext("{change}, up to {period}.").format(**words)
    signs = "; ".join(signal_text(signal, language) for signal in verdict.signals)
    return language.gettext("{change} ({period}: {signs}).").format(
        **words, signs=signs
    )


def areas_heading(view: MeasureView, language: Language) -> str:
    """The question the distribution answers."""
    area = view.geography.areas[AreaType.CRIMINAL_JUSTICE_AREA, view.state.area]
    return language.gettext("Where is {area} among all areas?").format(
        area=area.name(language)
    )


def areas_sentence(
    distribution: Distribution, row: ScoreRow, view: MeasureView, language: Language
) -> str:
    """The area's rank, and how many areas differ from the benchmark."""
    rank = distribution.ranks.get(row.area_code)
    benchmark = row_benchmark(row, view.geography, language)
    sentences = []
    if rank is not None:
        message = language.gettext(
            "Number {rank} of {ranked}, counting from the highest, in {period}."
        )
        sentences.append(
            message.format(
                rank=rank,
                ranked=len(distribution.ranks),
                period=row.period.words(language),
            )
        )
    if any(result.shared for result in distribution.results.values()):
        sentences.append(language.gettext("Areas that share a figure are not ranked."))
    sides = _sides(distribution)
    if sides.total():
        message = language.gettext(
            "Clearly above {benchmark}: {above}; clearly below: {below}; similar: "
            "{similar}."
        )
        sentences.append(
            message.format(
                benchmark=benchmark,
                above=sides["above"],
                below=sides["below"],
                similar=sides["similar"],
            )
        )
    if not sentences:
        return language.gettext("No area has a figure for this period.")
    return " ".join(sentences)


def _sides(distribution: Distribution) -> Counter[str]:
    sides: Counter[str] = Counter()
    for code, comparison in distribution.comparisons.items():
        value = distribution.results[code].value
        if comparison == Comparison.SIMILAR:
            sides["similar"] += 1
        elif comparison != Comparison.NOT_COMPARED and value is not None:
            is_high = value > (distribution.benchmark.value or 0.0)
            sides["above" if is_high else "below"] += 1
    return sides


def gap_heading(row: ScoreRow, view: MeasureView, language: Language) -> str:
    """The question the gap answers."""
    return language.gettext("What would matching {benchmark} mean?").format(
        benchmark=row_benchmark(row, view.geography, language)
    )


def balancing_sentence(view: MeasureView, language: Language) -> str:
    """Warnings first; else that nothing pulls the other way, or what is missing."""
    if view.row is None or not view.measure.balancing:
        return language.gettext("No counterweight is named for this measure.")
    if not view.balancing:
        return language.gettext("Nothing is loaded for the measures to weigh it with.")
    warnings = [
        counterweight_sentence(each, view.row, language) for each in view.balancing
    ]
    told = " ".join(warning for warning in warnings if warning)
    if told:
        return told
    if view.row.verdict.change == Change.IMPROVING:
        return language.gettext(
            "This measure improved, and none of these has changed for the worse."
        )
    return language.gettext(
        "A gain on this measure can be paid for on these. It is not improving now, so "
        "none of them is a warning."
    )


def revisions_sentence(view: MeasureView, language: Language) -> str:
    """How many releases changed figures that were out already."""
    if not view.revisions:
        return language.gettext(
            "No figure of this area has been revised since it first came out."
        )
    return language.ngettext(
        "One release changed figures of this area that were out already.",
        "{count} releases changed figures of this area that were out already.",
        len(view.revisions),
    ).format(count=len(view.revisions))


def gap_figure(cases: float, language: Language) -> str:
    """How many, and which way: "34 fewer"."""
    count = language.number(abs(cases))
    message = (
        language.gettext("{count} more")
        if cases > 0
        else language.gettext("{count} fewer")
    )
    return message.format(count=count)
