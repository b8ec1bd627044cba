"""The page of one measure in words."""

from dashboard.areas import AreaType, Geography
from dashboard.attention_words import figure_sentence, row_benchmark
from dashboard.charting import ControlChart
from dashboard.findings import Finding
from dashboard.formats import count_text, value_text
from dashboard.gap import Gap
from dashboard.language import Language
from dashboard.measure_page import Counterweight, Weight
from dashboard.pages import MeasureView
from dashboard.results import Comparison
from dashboard.revisions import Revision
from dashboard.scorecard import ScoreRow
from dashboard.verdict_words import verdict_sentence


def measure_finding(view: MeasureView, language: Language) -> Finding:
    """The measure and its verdict; what is missing where nothing is loaded."""
    area = view.geography.areas[AreaType.CRIMINAL_JUSTICE_AREA, view.state.area]
    heading = language.gettext("{area}: {measure}").format(
        area=area.name(language), measure=view.measure.name(language)
    )
    if view.row is None:
        lead = language.gettext(
            "Nothing has been loaded for this measure. Load “{publication}” to see it."
        ).format(publication=view.source.name(language))
        return Finding(heading, lead)
    verdict = verdict_sentence(
        view.row.verdict,
        benchmark=row_benchmark(view.row, view.geography, language),
        language=language,
    )
    figure = figure_sentence(view.row, view.geography, language)
    return Finding(heading, " ".join(part for part in (verdict, figure) if part))


def gap_sentence(
    gap: Gap | None, row: ScoreRow, geography: Geography, language: Language
) -> str:
    """What matching the benchmark would have meant, with its interval."""
    if gap is None:
        return language.gettext(
            "The difference cannot be put into a number of cases for this measure, "
            "period and benchmark."
        )
    words = {
        "benchmark": row_benchmark(row, geography, language),
        "cases": count_text(abs(gap.cases), language),
        "counted": row.measure.numerator.name(language),
        "period": row.period.words(language),
        "lower": count_text(min(abs(gap.lower), abs(gap.upper)), language),
        "upper": count_text(max(abs(gap.lower), abs(gap.upper)), language),
    }
    if not gap.is_clear:
        words["lower"] = count_text(-gap.lower, language)
        words["upper"] = count_text(gap.upper, language)
        message = language.gettext(
            "The difference from {benchmark} in {period} could be chance: matching it "
            "could have meant anything from {lower} fewer to {upper} more. Counted "
            "are: {counted}."
        )
    elif row.verdict.comparison == Comparison.WORSE:
        message = (
            language.gettext(
                "Matching {benchmark} would have meant about {cases} ({lower} to "
                "{upper}) more in {period}. Counted are: {counted}."
            )
            if gap.cases > 0
            else language.gettext(
                "Matching {benchmark} would have meant about {cases} ({lower} to "
                "{upper}) fewer in {period}. Counted are: {counted}."
            )
        )
    else:
        message = (
            language.gettext(
                "At the level of {benchmark} there would have been about {cases} "
                "({lower} to {upper}) more in {period}. Counted are: {counted}."
            )
            if gap.cases > 0
            else language.gettext(
                "At the level of {benchmark} there would have been about {cases} "
                "({lower} to {upper}) fewer in {period}. Counted are: {counted}."
            )
        )
    return message.format(**words)


def counterweight_sentence(
    counterweight: Counterweight, headline: ScoreRow, language: Language
) -> str:
    """A plain warning that the two may be connected; empty where there is none."""
    if counterweight.weight == Weight.STEADY:
        return ""
    words = {
        "headline": headline.measure.short(language),
        "other": counterweight.row.measure.short(language),
    }
    if counterweight.weight == Weight.WORSENS:
        message = language.gettext(
            "Take care: “{headline}” improves while “{other}” gets worse. Ask whether "
            "one is paying for the other."
        )
    else:
        message = language.gettext(
            "Take care: “{headline}” improves while “{other}” has changed. Ask whether "
            "it is still made of the same cases."
        )
    return message.format(**words)


def step_sentence(chart: ControlChart, language: Language) -> str:
    """A lasting shift that could become a step, and who decides; else empty."""
    step = chart.proposal
    if step is None:
        return ""
    return language.gettext(
        "Since {since} the average has been {after} rather than {before}, {points} "
        "periods in a row. If the board knows why and agrees, the usual range can "
        "start anew there: record it as an event, with who decided and the reason."
    ).format(
        since=step.since.words(language),
        points=step.points,
        before=value_text(chart.measure, step.before, language),
        after=value_text(chart.measure, step.after, language),
    )


def chart_note(chart: ControlChart, language: Language) -> str:
    """How the chart departs from plain values, and what it leaves unjudged."""
    notes = []
    if chart.is_seasonal:
        notes.append(
            language.gettext(
                "This figure repeats with the calendar, so each period is charted "
                "against the same one a year earlier."
            )
        )
    if chart.is_weak:
        notes.append(
            language.gettext(
                "Too many periods rest on too few cases, so the chart is not judged."
            )
        )
    if chart.unsettled:
        notes.append(
            language.ngettext(
                "The latest period is still being filled in; it is shown hollow and "
                "not judged.",
                "The latest {count} periods are still being filled in; they are shown "
                "hollow and not judged.",
                chart.unsettled,
            ).format(count=chart.unsettled)
        )
    return " ".join(notes)


def revision_sentence(revision: Revision, language: Language) -> str:
    """Which release changed how many figures that were out already."""
    day = revision.release.published_on or revision.release.loaded_at.date()
    return language.ngettext(
        "{day}: one period revised (edition {edition}).",
        "{day}: {count} periods revised (edition {edition}).",
        revision.periods,
    ).format(
        edition=revision.release.edition,
        day=language.day(day),
        count=revision.periods,
    )


def agency_text(agency: str, language: Language) -> str:
    """The name of an agency; the code itself where it has none here."""
    names = {
        "police": language.gettext("Police"),
        "cps": language.gettext("Crown Prosecution Service"),
        "courts": language.gettext("Courts"),
        "hmcts": language.gettext("HM Courts and Tribunals Service"),
        "probation": language.gettext("Probation"),
        "prisons": language.gettext("Prisons"),
        "youth_justice": language.gettext("Youth justice"),
        "victim_services": language.gettext("Victim services"),
        "commissioner": language.gettext("Police and crime commissioner"),
        "local_authority": language.gettext("Local councils"),
        "health": language.gettext("Health services"),
        "board": language.gettext("The whole board"),
    }
    return names.get(agency, agency)


def topic_text(topic: str, language: Language) -> str:
    """The name of a topic; its code in plain letters where it has none here."""
    names = {
        "convictions": language.gettext("Convictions"),
        "caseload": language.gettext("Caseload"),
        "police_outcomes": language.gettext("Outcomes of recorded crime"),
        "recorded_crime": language.gettext("Recorded crime"),
    }
    return names.get(topic, topic.replace("_", " ").capitalize())
