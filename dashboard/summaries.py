"""What each panel says, in a sentence built from the same rows as the picture."""

from collections import Counter
from collections.abc import Sequence

from dashboard.areas import Identity
from dashboard.comparing import Comparing, HeatRow
from dashboard.findings import OUTSIDE, Finding, benchmark_name, finding
from dashboard.formats import value_text
from dashboard.language import Language
from dashboard.pages import CompareView
from dashboard.periods import Window
from dashboard.results import Comparison, Result, Status
from dashboard.stats.funnel import Position
from dashboard.view_state import AREA_PREFIX, Note

__all__ = [
    "Finding",
    "benchmark_name",
    "finding",
    "identity_text",
    "note_text",
    "panel_heading",
    "panel_sentence",
    "position_text",
]


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
    if data.is_shared:
        return language.gettext(
            "Areas that share a figure stand side by side with the same one. They are "
            "not ranked."
        )
    if all(result.lower is None for result in data.results.values()):
        return language.gettext(
            "Areas are in order of size. The figure has no interval, so the order "
            "alone does not tell a real difference from chance."
        )
    sides: Counter[str] = Counter()
    for code, comparison in data.comparisons.items():
        value = data.results[code].value
        if comparison == Comparison.SIMILAR:
            sides["similar"] += 1
        elif comparison != Comparison.NOT_COMPARED and value is not None:
            is_high = value > (data.benchmark.value or 0.0)
            sides["above" if is_high else "below"] += 1
    name = benchmark_name(view, language)
    if sides["similar"] and len(sides) == 1:
        return language.gettext(
            "No area is clearly above or below {benchmark}: all are similar to it."
        ).format(benchmark=name)
    if not sides:
        return language.gettext("No area is compared with {benchmark}.").format(
            benchmark=name
        )
    return language.ngettext(
        "{above} area was clearly above {benchmark} and {below} clearly below; "
        "a hollow mark means similar ({similar}).",
        "{above} areas were clearly above {benchmark} and {below} clearly below; "
        "a hollow mark means similar ({similar}).",
        sides["above"],
    ).format(
        benchmark=name,
        above=sides["above"],
        below=sides["below"],
        similar=sides["similar"],
    )


def _map_sentence(view: CompareView, data: Comparing, language: Language) -> str:
    known = [r for r in data.results.values() if r.value is not None]
    sound = [r for r in known if r.status != Status.LOW_RELIABILITY]
    shown = sound if len(sound) > 1 else known
    if not shown:
        return language.gettext("No area has a figure for this period.")
    highest = max(r.value or 0.0 for r in shown)
    lowest = min(r.value or 0.0 for r in shown)
    words = {
        "top": _those_at(highest, shown, data, language),
        "high": value_text(data.measure, highest, language),
        "bottom": _those_at(lowest, shown, data, language),
        "low": value_text(data.measure, lowest, language),
    }
    if highest == lowest:
        message = language.gettext("The figure is {high} in {top}.")
    else:
        message = language.gettext(
            "Highest in {top} ({high}), lowest in {bottom} ({low})."
        )
    pins = language.gettext(
        "Outlined tiles are your area and the pinned areas; choose a tile to pin it."
    )
    return f"{message.format(**words)} {pins}"


def _those_at(
    value: float, results: Sequence[Result], data: Comparing, language: Language
) -> str:
    """The area with the value; how many where several share it."""
    codes = [result.area_code for result in results if result.value == value]
    if len(codes) == 1:
        return data.areas[codes[0]].name(language)
    message = language.ngettext("{count} area", "{count} areas", len(codes))
    return message.format(count=len(codes))


def _funnel_sentence(view: CompareView, data: Comparing, language: Language) -> str:
    plot = data.funnel
    if plot is None and data.is_shared:
        return language.gettext(
            "Areas share these figures, so how they differ by chance cannot be judged."
        )
    if plot is None:
        return language.gettext(
            "This measure has no denominator, so chance cannot be judged."
        )
    outside = sum(position in OUTSIDE for position in data.positions.values())
    judged = len(data.positions)
    first = language.ngettext(
        "{outside} of {judged} areas is outside the 95% limits; about {expected} would "
        "be by chance alone.",
        "{outside} of {judged} areas are outside the 95% limits; about {expected} "
        "would be by chance alone.",
        outside,
    ).format(outside=outside, judged=judged, expected=language.number(judged * 0.05))
    if plot.phi is None:
        more = language.gettext(
            "There are too few areas to estimate how much they differ anyway."
        )
    elif not plot.tau_squared:
        more = language.gettext(
            "Areas differ no more than chance would make them (φ = {phi}), so the "
            "limits need no widening."
        )
    elif data.is_adjusted:
        more = language.gettext(
            "Areas differ more than chance alone allows, so the limits are widened "
            "to fit (φ = {phi})."
        )
    else:
        more = language.gettext(
            "These are plain limits. Areas differ more than chance alone allows "
            "(φ = {phi}), so many lie outside."
        )
    phi = "" if plot.phi is None else language.number(plot.phi, 1)
    return f"{first} {more.format(phi=phi)}"


def _trend_sentence(view: CompareView, data: Comparing, language: Language) -> str:
    trend = data.trend
    results = trend.areas.get(data.state.area, ())
    known = [
        (period, result.value)
        for period, result in zip(trend.periods, results, strict=False)
        if result.value is not None
    ]
    if len(known) < 2:
        return language.gettext("There are not yet two periods to compare.")
    (first, before), (last, after) = known[0], known[-1]
    sentences = [
        language.gettext("{area}: {before} in {first}, {after} in {last}.").format(
            area=data.areas[data.state.area].name(language),
            before=value_text(data.measure, before, language),
            first=first.words(language),
            after=value_text(data.measure, after, language),
            last=last.words(language),
        )
    ]
    if any(low is not None for low in trend.low):
        sentences.append(
            language.gettext("The grey band holds the middle 80% of areas.")
        )
    if trend.missing:
        sentences.append(_gap_sentence(data, language))
    return " ".join(sentences)


def _gap_sentence(data: Comparing, language: Language) -> str:
    missing = len(data.trend.missing)
    if data.window == Window.ROLLING_YEAR:
        return language.ngettext(
            "{missing} rolling year has a part missing; the lines break there.",
            "{missing} rolling years have a part missing; the lines break there.",
            missing,
        ).format(missing=missing)
    return language.ngettext(
        "{missing} period was never published; the lines break there.",
        "{missing} periods were never published; the lines break there.",
        missing,
    ).format(missing=missing)


def _heat_sentence(view: CompareView, data: Comparing, language: Language) -> str:
    if not data.heat:
        return language.gettext("There are no measures to set beside this one.")
    own = data.state.area
    judged = [row for row in data.heat if row.results[own].value is not None]
    name = data.areas[own].name(language)
    if not judged:
        return language.gettext(
            "{area} has no figure for any of these measures in its period."
        ).format(area=name)
    clear = sum(_is_clear(row, own) for row in judged)
    return language.ngettext(
        "{area} differs clearly from England and Wales on {clear} of {measures} "
        "measure. A cell is shaded only where its 95% interval leaves out the England "
        "and Wales figure.",
        "{area} differs clearly from England and Wales on {clear} of {measures} "
        "measures. A cell is shaded only where its 95% interval leaves out the England "
        "and Wales figure.",
        len(judged),
    ).format(area=name, clear=clear, measures=len(judged))


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
            "No more than four areas can be pinned. The last four are shown."
        )
    elif note.kind == "too_long":
        message = language.gettext(
            "The link is longer than this page can read. The end of it was passed over."
        )
    elif note.kind == "count_not_compared":
        message = language.gettext(
            "Areas differ in size, so a count is not compared with anything. Choose a "
            "rate or a share to compare."
        )
    elif note.kind == "no_benchmark":
        message = _no_benchmark_text(note.value, language)
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


def _no_benchmark_text(key: str, language: Language) -> str:
    if key.startswith(AREA_PREFIX):
        return language.gettext(
            "The area chosen to compare with has no figure for this period. Choose "
            "another comparison."
        )
    return {
        "similar": language.gettext(
            "There is no figure for areas similar to this one. Choose another "
            "comparison."
        ),
        "region": language.gettext(
            "There is no figure for other areas of the same region. Choose another "
            "comparison."
        ),
        "target": language.gettext(
            "There is no target for this measure. Choose another comparison."
        ),
    }.get(
        key,
        language.gettext(
            "There is no figure for England and Wales in this period. Choose another "
            "comparison."
        ),
    )
