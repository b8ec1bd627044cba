"""The overview in words: its heading, its stages and how recent its figures are."""

from collections import Counter

from dashboard.areas import AreaType
from dashboard.findings import Finding
from dashboard.formats import benchmark_text
from dashboard.freshness import Freshness
from dashboard.language import Language
from dashboard.pages import OverviewView
from dashboard.results import Comparison


def overview_finding(view: OverviewView, language: Language) -> Finding:
    """How much needs the board's attention, and how the measures compare."""
    area = view.geography.areas[AreaType.CRIMINAL_JUSTICE_AREA, view.state.area]
    count = len(view.attention.lines) + view.attention.others
    if not any(stage.rows for stage in view.stages):
        heading = language.gettext("Nothing has been loaded for {area}")
        lead = language.gettext("Load a publication to see its measures here.")
        return Finding(heading.format(area=area.name(language)), lead)
    if not count:
        heading = language.gettext("Nothing in {area} needs the board’s attention")
    else:
        heading = language.ngettext(
            "One thing in {area} needs the board’s attention",
            "{count} things in {area} need the board’s attention",
            count,
        )
    benchmark = benchmark_text(view.state.against, view.geography, area, language)
    return Finding(
        heading.format(area=area.name(language), count=count),
        _lead(view, language).format(benchmark=benchmark),
    )


def _lead(view: OverviewView, language: Language) -> str:
    compared = Counter(
        row.verdict.comparison for stage in view.stages for row in stage.rows
    )
    directed = compared[Comparison.HIGHER] + compared[Comparison.LOWER]
    better, worse = compared[Comparison.BETTER], compared[Comparison.WORSE]
    similar = compared[Comparison.SIMILAR]
    message = language.ngettext(
        "Of {count} measure with figures, against {place}: {better} better, {worse} "
        "worse, {other} different without being either, {similar} similar, {rest} not "
        "compared.",
        "Of {count} measures with figures, against {place}: {better} better, {worse} "
        "worse, {other} different without being either, {similar} similar, {rest} not "
        "compared.",
        compared.total(),
    )
    return message.format(
        count=compared.total(),
        place="{benchmark}",
        better=better,
        worse=worse,
        other=directed,
        similar=similar,
        rest=compared[Comparison.NOT_COMPARED],
    )


def stage_text(stage: str, language: Language) -> str:
    """The name of a stage of a case."""
    return {
        "police": language.gettext("Police"),
        "cps": language.gettext("Crown Prosecution Service"),
        "magistrates": language.gettext("Magistrates’ courts"),
        "crown_court": language.gettext("Crown Court"),
        "outcome": language.gettext("Outcomes"),
        "context": language.gettext("Context"),
    }[stage]


def recency_text(freshness: Freshness, language: Language) -> str:
    """How far a publication's figures reach, and what is missing in between."""
    if freshness.latest is None:
        return language.gettext("nothing loaded")
    reach = language.gettext("to {period}").format(
        period=freshness.latest.words(language)
    )
    missing = len(freshness.missing)
    if not missing:
        return reach
    gaps = language.ngettext(
        "{missing} period was never published",
        "{missing} periods were never published",
        missing,
    ).format(missing=missing)
    return language.gettext("{reach}; {gaps}").format(reach=reach, gaps=gaps)
