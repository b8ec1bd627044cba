"""Numbers, intervals, statuses and benchmarks as the page prints them."""

from dashboard.areas import Area, AreaType, Geography, Shared
from dashboard.benchmarks import Benchmark
from dashboard.language import Language
from dashboard.measures import Kind, Measure
from dashboard.results import SYMBOLS, Comparison, Result, Status
from dashboard.stats.refusals import Reason
from dashboard.view_state import AREA_PREFIX

#: So many areas that share a figure are named beside it.
MOST_SHARING = 2


def value_text(measure: Measure, value: float | None, language: Language) -> str:
    """The value with its unit: "82.5%", "7.4", "12,345"; a dash for none."""
    if value is None:
        return "\N{EN DASH}"
    if measure.kind == Kind.PROPORTION:
        return language.percent(value, measure.printed_decimals)
    return f"{language.number(value, measure.printed_decimals)}{measure.mark}"


def interval_text(measure: Measure, result: Result, language: Language) -> str:
    """The limits in words: "82.1% to 83.0%"; a dash where there are none."""
    if result.lower is None or result.upper is None:
        return "\N{EN DASH}"
    return language.gettext("{lower} to {upper}").format(
        lower=value_text(measure, result.lower, language),
        upper=value_text(measure, result.upper, language),
    )


def count_text(count: float | None, language: Language) -> str:
    """A whole count with thousands commas; a dash for none."""
    return "\N{EN DASH}" if count is None else language.number(count)


def share_text(share: float | None, language: Language) -> str:
    """A share as a percentage; a dash for none."""
    return "\N{EN DASH}" if share is None else language.percent(share)


def status_text(status: Status, language: Language) -> str:
    """Why a number is, or is not, shown, in words; empty for a plain number."""
    words = {
        Status.PUBLISHED: "",
        Status.PROVISIONAL: language.gettext("provisional"),
        Status.REVISED: language.gettext("revised"),
        Status.LOW_RELIABILITY: language.gettext("small numbers, read with care"),
        Status.SUPPRESSED: language.gettext("too few to publish"),
        Status.NOT_AVAILABLE: language.gettext("not published"),
        Status.NOT_APPLICABLE: language.gettext("does not apply"),
    }
    return words[status]


def absence_text(result: Result, measure: Measure, language: Language) -> str:
    """Why there is no number, as shortly as a table can say; empty where there is."""
    if result.status != Status.NOT_AVAILABLE:
        return status_text(result.status, language) if result.value is None else ""
    part = partial_text(result, measure, language)
    if result.reason == Reason.MISSING and part:
        return language.gettext("only {part} published").format(part=part)
    words = {
        None: language.gettext("cannot be added up"),
        Reason.MISSING: language.gettext("not published"),
        Reason.NO_CASES: language.gettext("no cases"),
        Reason.MISSING_DENOMINATOR: language.gettext("no population"),
    }
    return words.get(result.reason, language.gettext("counts cannot be right"))


def status_mark(status: Status) -> str:
    """The bracketed shorthand of official statistics: "[p]"; empty for none."""
    symbol = SYMBOLS[status]
    return f"[{symbol}]" if symbol else ""


def partial_text(result: Result, measure: Measure, language: Language) -> str:
    """Such as "9 of 12 months" where parts are missing, else empty."""
    if not result.is_partial:
        return ""
    return parts_text(result.months_present, result.months_expected, measure, language)


def parts_text(
    present: int, expected: int, measure: Measure, language: Language
) -> str:
    """How many of a span's stored parts are there: "9 of 12 months"."""
    message = {
        "month": language.gettext("{present} of {expected} months"),
        "quarter": language.gettext("{present} of {expected} quarters"),
        "year": language.gettext("{present} of {expected} years"),
    }[measure.frequency.value]
    return message.format(present=present, expected=expected)


def shared_text(
    shared: Shared, language: Language, *, named: int = MOST_SHARING
) -> str:
    """Who else a figure is of, as shortly as a badge can, with so many areas named."""
    names = [area.name(language) for area in shared.others]
    if not named:
        return language.ngettext(
            "shared with one other", "shared with {count} others", len(names)
        ).format(count=language.number(len(names)))
    if len(names) <= named:
        areas = language.join(names)
        return language.gettext("shared with {areas}").format(areas=areas)
    return language.ngettext(
        "shared with {areas} and one more",
        "shared with {areas} and {count} more",
        len(names) - named,
    ).format(areas=", ".join(names[:named]), count=language.number(len(names) - named))


def shared_sentence(shared: Shared, language: Language) -> str:
    """Whose figure it is, and every area it stands for besides the reader's own."""
    names = [area.name(language) for area in shared.others]
    kinds = {
        AreaType.HMCTS_REGION: language.gettext("The figure is of the court region"),
        AreaType.CPS_AREA: language.gettext("The figure is of the CPS Area"),
    }
    kind = kinds.get(shared.whole.type, language.gettext("The figure is of"))
    whole = f"{kind} {shared.whole.name(language)}"
    message = language.gettext("{whole}, and is shared with {areas}.")
    return message.format(whole=whole, areas=language.join(names))


def comparison_text(
    comparison: Comparison, result: Result, benchmark: Benchmark, language: Language
) -> str:
    """Against the benchmark: which side, and whether that is the better one."""
    side = side_text(comparison, result, benchmark, language)
    if comparison not in (Comparison.BETTER, Comparison.WORSE):
        return side
    is_high = (result.value or 0.0) > (benchmark.value or 0.0)
    if comparison == Comparison.BETTER:
        high = language.gettext("Higher, which is better")
        low = language.gettext("Lower, which is better")
    else:
        high = language.gettext("Higher, which is worse")
        low = language.gettext("Lower, which is worse")
    return high if is_high else low


def side_text(
    comparison: Comparison, result: Result, benchmark: Benchmark, language: Language
) -> str:
    """Against the benchmark in one word: Higher, Lower, Similar, Not compared."""
    if comparison == Comparison.NOT_COMPARED:
        return language.gettext("Not compared")
    if comparison == Comparison.SIMILAR:
        return language.gettext("Similar")
    is_high = (result.value or 0.0) > (benchmark.value or 0.0)
    return language.gettext("Higher") if is_high else language.gettext("Lower")


def benchmark_text(
    key: str, geography: Geography, own: Area, language: Language
) -> str:
    """The name of what values are compared with."""
    if key.startswith(AREA_PREFIX):
        code = key.removeprefix(AREA_PREFIX)
        area = geography.areas[AreaType.CRIMINAL_JUSTICE_AREA, code]
        return area.name(language)
    if key == "similar":
        return language.gettext("similar areas")
    if key == "region":
        whole = geography.whole_of(AreaType.REGION, own.code)
        if whole is None:
            return language.gettext("the rest of the region")
        region = whole.name(language)
        return language.gettext("the rest of {region}").format(region=region)
    if key == "target":
        return language.gettext("the target")
    return language.gettext("England and Wales")
