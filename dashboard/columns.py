"""What each column of a file of figures holds: its type, and a line for its reader."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from dashboard.disparity.columns import DISPARITY_DECIMALS, disparity_columns
from dashboard.exports import Extract
from dashboard.language import Language

Datatype = Literal["string", "decimal", "integer", "date", "datetime"]


class ColumnNote(NamedTuple):
    """One column; `words` are empty for one that nobody has described yet."""

    name: str
    datatype: Datatype
    words: str


def column_notes(extract: Extract, language: Language) -> tuple[ColumnNote, ...]:
    """The columns of an extract in their order."""
    known = _words(language)
    return tuple(
        ColumnNote(name, _datatype(name, extract, place), known.get(name, ""))
        for place, name in enumerate(extract.columns)
    )


def _datatype(name: str, extract: Extract, place: int) -> Datatype:
    values = [row[place] for row in extract.rows if row[place] not in (None, "")]
    if values and all(type(value) is int for value in values):
        return "integer"
    if name in DECIMALS or _are_numbers(values):
        return "decimal"
    return DATES.get(name, "string")


def _are_numbers(values: Iterable[object]) -> bool:
    found = list(values)
    return bool(found) and all(type(value) in (int, float) for value in found)


#: Numbers even where a file happens to hold none.
DECIMALS = {
    "numerator", "denominator", "value", "lower", "upper", "benchmark_value", "target",
    "charted", "mean", "lower_limit", "upper_limit", "cases", "cases_lower",
    "cases_upper", "value_before", "numerator_before", "denominator_before",
    "beside_numerator", "beside_denominator", "beside_value", "baseline",
    "planned_level", "running_share", "not_concluded", "open_before", "received",
    "disposed_of", "open_expected", "open", "difference", *DISPARITY_DECIMALS,
}  # fmt: skip
DATES: dict[str, Datatype] = {
    "published_on": "date",
    "inspected_on": "date",
    "late_after": "date",
    "written_on": "date",
    "review_on": "date",
    "starts_on": "date",
    "due_on": "date",
    "state_on": "date",
    "day": "date",
    "loaded_at": "datetime",
}


def _words(language: Language) -> dict[str, str]:
    return {
        **disparity_columns(language),
        **_figures(language),
        **_judgements(language),
        **_others(language),
        **_plan(language),
        **_progression(language),
    }


def _figures(language: Language) -> dict[str, str]:
    before = language.gettext("As it was before the revision.")
    beside = language.gettext("Of the measure that stands beside this one.")
    return {
        "measure": language.gettext("The measure, by its permanent name."),
        "area_code": language.gettext("The area’s official code."),
        "area": language.gettext("The area’s name."),
        "period": language.gettext("The span one figure covers."),
        "category": language.gettext("The group or kind of row, where there is one."),
        "numerator": language.gettext("What was counted above the line."),
        "denominator": language.gettext("What was counted below the line."),
        "value": language.gettext(
            "The figure, unrounded: a share of 1, a rate per so many, or a count; "
            "empty where the status says that there is none."
        ),
        "lower": language.gettext("Lower end of the 95% interval."),
        "upper": language.gettext("Upper end of the 95% interval."),
        "status": language.gettext("Why the number is, or is not, there."),
        "symbol": language.gettext("The status as official statistics abbreviate it."),
        "periods_present": language.gettext("How many stored periods were found."),
        "periods_expected": language.gettext("How many there should be."),
        "charted": language.gettext("The figure as the chart shows it."),
        "mean": language.gettext("The average the usual range is drawn around."),
        "lower_limit": language.gettext("Lower end of the usual range."),
        "upper_limit": language.gettext("Upper end of the usual range."),
        "cases": language.gettext("The difference as a number of cases."),
        "cases_lower": language.gettext("Lower end of its 95% interval."),
        "cases_upper": language.gettext("Upper end of its 95% interval."),
        "value_before": before,
        "numerator_before": before,
        "denominator_before": before,
        "beside": beside,
        "beside_numerator": beside,
        "beside_denominator": beside,
        "beside_value": beside,
    }


def _judgements(language: Language) -> dict[str, str]:
    return {
        "verdict": language.gettext(
            "The interval against the benchmark: better, worse, higher, lower, similar."
        ),
        "position": language.gettext(
            "Against the limits of the funnel: inside, or how far out."
        ),
        "benchmark": language.gettext("What the figure is compared with."),
        "benchmark_value": language.gettext("The figure of the benchmark."),
        "change": language.gettext("Whether the control chart shows a change."),
        "direction": language.gettext("Which way the figure moved."),
        "outlook": language.gettext("Whether the target will be met as things are."),
        "target": language.gettext("The target, in the unit of the figure."),
        "basis": language.gettext("How sound the judgement is."),
        "signs": language.gettext("The signs of change at this point of the chart."),
        "rule": language.gettext("The sign by which the change was seen."),
        "since": language.gettext("When the change began."),
        "weight": language.gettext("How the counterweight moved meanwhile."),
        "grade": language.gettext("The grade, in the inspectorate’s own word."),
        "grade_before": language.gettext("The grade of the edition before."),
        "movement": language.gettext("How the grade moved between editions."),
    }


def _others(language: Language) -> dict[str, str]:
    return {
        "number": language.gettext("The place on the list; empty below it."),
        "reason": language.gettext("Why the line is on the list."),
        "finding": language.gettext("What was found, in a sentence."),
        "page": language.gettext("The page that shows it."),
        "panel": language.gettext("The panel of that page."),
        "stage": language.gettext("The stage of a case."),
        "lead_agency": language.gettext("The agency that leads on the measure."),
        "publication": language.gettext("The publication, by its permanent name."),
        "title": language.gettext("The publication’s title."),
        "latest": language.gettext("The latest period that is loaded."),
        "expected": language.gettext("The next period that is to be expected."),
        "late_after": language.gettext("The day after which it counts as late."),
        "is_late": language.gettext("Whether it is late: yes or no."),
        "loaded_at": language.gettext("When it was loaded."),
        "missing_periods": language.gettext("Periods that were never published."),
        "term": language.gettext("What is told of the measure."),
        "text": language.gettext("What is told."),
        "release": language.gettext("The release that changed the figure."),
        "published_on": language.gettext("The day it was published."),
        "framework": language.gettext("The inspection framework."),
        "edition": language.gettext("The edition of the framework."),
        "inspected_area_code": language.gettext("The inspected area’s official code."),
        "inspected_area": language.gettext("The inspected area’s name."),
        "criterion": language.gettext("What was graded."),
        "inspected_on": language.gettext("The day of the inspection."),
    }


def _plan(language: Language) -> dict[str, str]:
    return {
        "priority": language.gettext("The priority, by its permanent name."),
        "priority_lead_agency": language.gettext(
            "The agency that leads on the priority."
        ),
        "paragraph": language.gettext("The paragraph’s place in the report."),
        "part": language.gettext("What the measure is in the plan, such as success."),
        "baseline": language.gettext("The level the plan starts from."),
        "baseline_period": language.gettext("The period of that level."),
        "due_period": language.gettext("The period by which the target is due."),
        "trajectory": language.gettext("The way to the target: step, straight, dated."),
        "planned_level": language.gettext("Where the plan wants the figure by then."),
        "track": language.gettext("Whether the figure keeps to the plan."),
        "pair": language.gettext("Which two targets stand against each other."),
        "is_pulling": language.gettext("Whether one pays for the other: yes or no."),
        "kind": language.gettext("What kind of thing the line tells."),
        "day": language.gettext("The day it happened."),
        "what": language.gettext("What is told, in a sentence."),
        "expectation": language.gettext("What is expected of a partnership."),
        "held": language.gettext("Whether it is shown to be so: met, partly, not met."),
        "action_title": language.gettext("What is to be done."),
        "action_owner": language.gettext("The role that owns the action."),
        "starts_on": language.gettext("The day the action starts."),
        "due_on": language.gettext("The day it is due."),
        "state": language.gettext("How far it is."),
        "state_on": language.gettext("The day it came to that."),
        "note": language.gettext("What its owner notes."),
        "author": language.gettext("The role that wrote the comment."),
        "comment": language.gettext("The comment."),
    }


def _progression(language: Language) -> dict[str, str]:
    return {
        "unit": language.gettext("What is counted: offences, defendants, cases."),
        "shared_with": language.gettext(
            "Areas the figure also covers, by their official codes."
        ),
        "open_before": language.gettext("Cases open when the quarter began."),
        "received": language.gettext("Cases that came in."),
        "disposed_of": language.gettext("Cases that were dealt with."),
        "open_expected": language.gettext(
            "Cases that should be open: those before, with the received, without "
            "those dealt with."
        ),
        "open": language.gettext("Cases published as open when the quarter ended."),
        "difference": language.gettext("Published as open less what should be."),
        "party": language.gettext("The party to which the reason is put down."),
        "running_share": language.gettext("Share of this and all larger reasons."),
        "not_concluded": language.gettext("Share of cases not yet concluded."),
    }
