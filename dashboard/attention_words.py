"""The attention list in words: each line's reason, heading and sentence."""

from dashboard.areas import AreaType, Geography
from dashboard.attention import Attention, Line, Near, Reason, Why
from dashboard.charting import ControlChart
from dashboard.disparity.lines import disparity_heading, disparity_sentence
from dashboard.formats import benchmark_text, count_text, interval_text, value_text
from dashboard.freshness import Freshness
from dashboard.language import Language
from dashboard.measures import Kind, Measure
from dashboard.overview import BrightSpot
from dashboard.results import Comparison, Status
from dashboard.scorecard import ScoreRow
from dashboard.signs import Sign
from dashboard.stats.spc import Rule
from dashboard.stats.spc_rules import Side
from dashboard.verdict_words import signal_text
from dashboard.verdicts import Basis, Direction

#: A share that is printed as none at all, and what is left of all.
ALMOST = 0.005


def reason_text(line: Line, language: Language) -> str:
    """Why the line is listed, in the few words beside its icon."""
    return {
        Reason.NEW_CONCERN: language.gettext("New change for the worse"),
        Reason.OUTSIDE_LIMITS: language.gettext("Worse than areas usually differ"),
        Reason.DISPARITY: language.gettext("Clear difference between groups"),
        Reason.TARGET_MISSED: language.gettext("Target out of reach"),
        Reason.LASTING_CONCERN: language.gettext("Change for the worse that goes on"),
        Reason.LATE: language.gettext("Figures late"),
        Reason.IMPROVING: language.gettext("Change for the better"),
    }[line.reason]


def line_heading(line: Line, geography: Geography, language: Language) -> str:
    """What stands out, as a heading without a full stop."""
    row = line.row
    if line.disparity is not None:
        area = _area_name(line.state.area, geography, language)
        return disparity_heading(line.disparity, area, language)
    if row is None:
        return _late_heading(line, language)
    words = {
        "area": _area_name(row.area_code, geography, language),
        "measure": row.measure.in_sentence(language),
        "period": row.period.words(language),
    }
    if line.sign is not None:
        return sign_heading(row.chart, line.sign, language).format(**words)
    if line.reason == Reason.TARGET_MISSED and row.chart.target is not None:
        words["target"] = value_text(row.measure, row.chart.target.value, language)
        message = language.gettext(
            "{area}’s {measure} will not reach its target of {target} as things are"
        )
    elif row.verdict.unusual_side == Direction.UP:
        message = language.gettext(
            "{area}’s {measure} was unusually high among all areas in {period}"
        )
    else:
        message = language.gettext(
            "{area}’s {measure} was unusually low among all areas in {period}"
        )
    return message.format(**words)


def sign_heading(chart: ControlChart, sign: Sign, language: Language) -> str:
    """A sign as a heading, with {area} and {measure} left to be filled in."""
    is_high = sign.side == Side.HIGH
    if chart.is_seasonal:
        message = (
            language.gettext(
                "{area}’s {measure} was high in {when} compared with a year earlier"
            )
            if is_high
            else language.gettext(
                "{area}’s {measure} was low in {when} compared with a year earlier"
            )
        )
        return _dated(message, chart, sign.last, language)
    if sign.rule == Rule.ASTRONOMICAL:
        message = (
            language.gettext("{area}’s {measure} was above its usual range in {when}")
            if is_high
            else language.gettext(
                "{area}’s {measure} was below its usual range in {when}"
            )
        )
        return _dated(message, chart, sign.last, language)
    if sign.rule == Rule.TREND:
        message = (
            language.gettext(
                "{area}’s {measure} has risen without a break since {when}"
            )
            if is_high
            else language.gettext(
                "{area}’s {measure} has fallen without a break since {when}"
            )
        )
        return _dated(message, chart, sign.start, language)
    if sign.rule == Rule.SHIFT:
        message = (
            language.gettext(
                "{area}’s {measure} has been above its average since {when}"
            )
            if is_high
            else language.gettext(
                "{area}’s {measure} has been below its average since {when}"
            )
        )
        return _dated(message, chart, sign.start, language)
    message = (
        language.gettext(
            "{area}’s {measure} was twice near the top of its usual range by {when}"
        )
        if is_high
        else language.gettext(
            "{area}’s {measure} was twice near the bottom of its usual range by {when}"
        )
    )
    return _dated(message, chart, sign.last, language)


def _dated(message: str, chart: ControlChart, place: int, language: Language) -> str:
    return message.replace("{when}", chart.periods[place].words(language))


def line_sentence(line: Line, geography: Geography, language: Language) -> str:
    """What the line rests on: figure, interval, benchmark or usual range; cautions."""
    row = line.row
    if line.disparity is not None:
        return disparity_sentence(line.disparity, language)
    if row is None:
        return " ".join(late_sentence(each, language) for each in line.late)
    if line.sign is not None:
        sentences = _sign_sentences(row, line.sign, language)
    elif line.reason == Reason.TARGET_MISSED:
        sentences = [capability_sentence(row.chart, language)]
    else:
        sentences = [figure_sentence(row, geography, language)]
        if row.verdict.basis == Basis.PROVISIONAL:
            sentences.append(language.gettext("The figure may still be revised."))
    if line.related:
        sentences.append(_related_sentence(line.related, language))
    return " ".join(sentence for sentence in sentences if sentence)


def _sign_sentences(row: ScoreRow, sign: Sign, language: Language) -> list[str]:
    sentences = [_sign_sentence(row.chart, sign, language)]
    if row.chart.results[sign.last].status == Status.PROVISIONAL:
        sentences.append(language.gettext("The figure may still be revised."))
    if sign.has_passed:
        sentences.append(language.gettext("It has come back into the range since."))
    others = [
        signal_text(signal, language)
        for signal in row.verdict.signals
        if (signal.rule, signal.side) != (sign.rule, sign.side)
    ]
    if others:
        message = language.gettext("The latest figure also shows: {signs}.")
        sentences.append(message.format(signs="; ".join(others)))
    return sentences


def figure_sentence(row: ScoreRow, geography: Geography, language: Language) -> str:
    """The figure with its interval and benchmark; empty where there is none."""
    result, measure = row.result, row.measure
    if result.value is None:
        return ""
    words = {
        "statement": measure.states(language).format(
            value=value_text(measure, result.value, language),
            count=count_text(result.numerator, language),
            base=count_text(result.denominator, language),
        ),
        "interval": interval_text(measure, result, language),
        "other": value_text(measure, row.benchmark.value, language),
        "benchmark": row_benchmark(row, geography, language),
    }
    has_interval = result.lower is not None and result.upper is not None
    if has_interval and row.verdict.comparison != Comparison.NOT_COMPARED:
        message = language.gettext(
            "{statement} (95% interval {interval}), against {other} in {benchmark}."
        )
        if row.benchmark.key == "target":
            message = language.gettext(
                "{statement} (95% interval {interval}), against a target of {other}."
            )
    elif has_interval:
        message = language.gettext("{statement} (95% interval {interval}).")
    else:
        message = language.gettext("{statement}.")
    return message.format(**words)


def row_benchmark(row: ScoreRow, geography: Geography, language: Language) -> str:
    """What a row is compared with, as named inside a sentence."""
    own = geography.areas[AreaType.CRIMINAL_JUSTICE_AREA, row.area_code]
    return benchmark_text(row.benchmark.key, geography, own, language)


def capability_sentence(chart: ControlChart, language: Language) -> str:
    """What to expect of the target if nothing changes; empty without a target."""
    capability, phase, target = chart.capability, chart.phase, chart.target
    if capability is None or phase is None or target is None:
        return ""
    words = {
        "share": language.percent(capability.share, 0),
        "target": value_text(chart.measure, target.value, language),
        "mean": value_text(chart.measure, phase.limits.mean, language),
        "shift": shift_text(chart.measure, capability.shift_needed, language),
    }
    if capability.shift_needed is None or capability.share > 1 - ALMOST:
        message = language.gettext(
            "If nothing changes, nearly every figure will meet the target of {target}."
        )
    elif capability.share < ALMOST:
        message = language.gettext(
            "If nothing changes, hardly any figure will meet the target of {target}. "
            "The average, {mean}, would have to move by {shift} for nearly all of them "
            "to."
        )
    else:
        message = language.gettext(
            "If nothing changes, about {share} of figures will meet the target of "
            "{target}. The average, {mean}, would have to move by {shift} for nearly "
            "all of them to."
        )
    return message.format(**words)


def shift_text(measure: Measure, shift: float | None, language: Language) -> str:
    """A distance between values: in percentage points for a proportion."""
    if measure.kind != Kind.PROPORTION or shift is None:
        return value_text(measure, shift, language)
    return language.gettext("{points} percentage points").format(
        points=language.number(shift * 100, 1)
    )


def _sign_sentence(chart: ControlChart, sign: Sign, language: Language) -> str:
    """The charted figure at the sign's latest point, and the usual range."""
    phase = chart.phase
    value = chart.charted[sign.last]
    if phase is None or value is None:
        return ""
    lower, upper = phase.limits.lower, phase.limits.upper
    words = {
        "when": chart.periods[sign.last].words(language),
        "value": charted_text(chart, value, language),
        "lower": charted_text(chart, _possible(chart, lower), language),
        "upper": charted_text(chart, _possible(chart, upper), language),
    }
    if chart.is_seasonal:
        return language.gettext(
            "{when}: {value} on a year earlier; the usual difference lies between "
            "{lower} and {upper}."
        ).format(**words)
    return language.gettext(
        "{when}: {value}; the usual range is {lower} to {upper}."
    ).format(**words)


def _possible(chart: ControlChart, limit: float | None) -> float | None:
    """A limit as it is printed: no share is under 0% or over 100%."""
    if limit is None or chart.is_seasonal:
        return limit
    most = 1.0 if chart.measure.kind == Kind.PROPORTION else limit
    return max(0.0, min(limit, most))


def charted_text(chart: ControlChart, value: float | None, language: Language) -> str:
    """A charted value: the measure's own, or a difference with its sign."""
    if not chart.is_seasonal or value is None:
        return value_text(chart.measure, value, language)
    text = shift_text(chart.measure, value, language)
    return f"+{text}" if value > 0 else text


def _related_sentence(related: tuple[Measure, ...], language: Language) -> str:
    # Many of the names hold commas.
    names = "; ".join(measure.short(language) for measure in related)
    return language.ngettext(
        "One more of this family stands out: {names}.",
        "{count} more of this family stand out: {names}.",
        len(related),
    ).format(count=len(related), names=names)


def _late_heading(line: Line, language: Language) -> str:
    if len(line.late) == 1:
        return language.gettext("The latest figures of one publication are late")
    return language.gettext(
        "The latest figures of {count} publications are late"
    ).format(count=len(line.late))


def late_sentence(freshness: Freshness, language: Language) -> str:
    """What a publication has and what it should have; empty with nothing loaded."""
    if freshness.latest is None or freshness.expected is None:
        return ""
    words = {
        "publication": freshness.source.name(language),
        "latest": freshness.latest.words(language),
        "expected": freshness.expected.words(language),
        "day": language.day(freshness.due_on) if freshness.due_on else "",
    }
    if freshness.is_late:
        message = language.gettext(
            "{publication}: the latest is {latest}; {expected} was to be expected by "
            "{day}."
        )
    else:
        message = language.gettext(
            "{publication}: the latest is {latest}; {expected} is to be expected by "
            "{day}."
        )
    return message.format(**words)


def nothing_sentence(attention: Attention, language: Language) -> str:
    """That nothing needs the board's attention, and what improved; else empty."""
    if attention.lines:
        return ""
    if not attention.improved:
        return language.gettext(
            "Nothing stands out for the worse, and nothing for the better."
        )
    names = [
        line.row.measure.in_sentence(language)
        for line in attention.improved
        if line.row
    ]
    return language.gettext(
        "Nothing stands out for the worse. What improved: {names}."
    ).format(names=language.join(names))


def more_sentence(attention: Attention, language: Language) -> str:
    """How many more lines there would be; empty where all are listed."""
    if not attention.others:
        return ""
    return language.ngettext(
        "One more would follow; it is in the table below.",
        "{count} more would follow; they are in the table below.",
        attention.others,
    ).format(count=attention.others)


def not_listed_sentence(attention: Attention, language: Language) -> str:
    """What comes near to the list and why it is not on it; empty where nothing does."""
    if not attention.near:
        return ""
    reasons = "; ".join(near_text(near, language) for near in attention.near)
    return language.gettext("Not listed: {reasons}.").format(reasons=reasons)


def near_text(near: Near, language: Language) -> str:
    """One measure that comes near to the list, and why it is not on it."""
    message = {
        Why.SMALL_NUMBERS: language.gettext("{measure} (it rests on too few cases)"),
        Why.INSIDE_LIMITS: language.gettext(
            "{measure} (worse than most, but areas differ by as much anyway)"
        ),
        Why.NEITHER: language.gettext(
            "{measure} (it changed, which is neither good nor bad)"
        ),
    }[near.why]
    return message.format(measure=near.row.measure.in_sentence(language))


def bright_heading(spot: BrightSpot, geography: Geography, language: Language) -> str:
    """What a similar area has managed on what is a concern here."""
    return sign_heading(spot.chart, spot.sign, language).format(
        area=_area_name(spot.area_code, geography, language),
        measure=spot.chart.measure.in_sentence(language),
    )


def _area_name(code: str, geography: Geography, language: Language) -> str:
    return geography.areas[AreaType.CRIMINAL_JUSTICE_AREA, code].name(language)
