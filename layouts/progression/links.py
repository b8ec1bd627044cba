"""From a measure to the view of the progression page that says more about it."""

from dataclasses import replace
from typing import NamedTuple

from dashboard.language import Language
from dashboard.measures import Measure
from dashboard.progression.course import COURTS
from layouts import ids
from layouts.frame import Frame

PATH = "/progression"
#: Points at which cases leave, by the series that counts them.
_EXITS = {
    "outcomes_victim_does_not_support": "victim_does_not_support",
    "outcomes_no_suspect": "no_suspect",
    "outcomes_out_of_court": "out_of_court",
    "cps_prosecutions_dropped": "dropped",
    "cps_administratively_finalised": "administrative",
}


class Onward(NamedTuple):
    """Where a measure's cases are shown in full, and what is said there."""

    href: str
    words: str


def onward(measure: Measure, frame: Frame) -> Onward | None:
    """The exact view for trials, caseloads, days and exits; None for other measures."""
    series = measure.numerator.terms[0].series
    language = frame.language
    lane = next((each for each in COURTS if series.startswith(f"{each}_")), "")
    if series in _EXITS:
        words = language.gettext("See where cases leave, and why")
        return _to(frame, "attrition", words, stage="", reason=_EXITS[series])
    if not lane:
        return None
    rest = series.removeprefix(f"{lane}_")
    if rest.startswith("trials_"):
        return _of_trials(rest, lane, frame, language)
    if rest in ("receipts", "disposals", "open_cases", "open_over_a_year"):
        words = language.gettext("See what came in, went out and is open")
        return _to(frame, "flow", words, stage=lane, reason="")
    if rest.startswith("days_"):
        words = language.gettext("See how long each step takes")
        return _to(frame, "timeliness", words, stage=lane, reason="")
    return None


def _of_trials(rest: str, lane: str, frame: Frame, language: Language) -> Onward:
    outcome = rest.removeprefix("trials_")
    if outcome == "cracked":
        words = language.gettext("See why trials crack")
    elif outcome == "ineffective":
        words = language.gettext("See why trials are ineffective")
    else:
        words = language.gettext("See why trials do not go ahead")
    reason = outcome if outcome in ("cracked", "ineffective") else ""
    return _to(frame, "reasons", words, stage=lane, reason=reason)


def _to(frame: Frame, panel: str, words: str, *, stage: str, reason: str) -> Onward:
    state = replace(
        frame.state, stage=stage, reason=reason, period="", window="", agency=""
    )
    return Onward(f"{frame.link(state, path=PATH)}#{ids.panel(panel)}", words)
