"""What pages and panels are called where they are chosen rather than shown."""

from itertools import groupby
from typing import Any

from dashboard.language import Language
from dashboard.measures import Catalogue
from dashboard.overview_words import stage_text
from layouts import html
from layouts.pages.offers import OFFERS


def page_name(page: str, language: Language) -> str:
    """The page, by its name in addresses; that name itself for one not named yet."""
    return {
        "overview": language.gettext("Overview"),
        "compare": language.gettext("Compare"),
        "progression": language.gettext("Progression"),
        "measure": language.gettext("One measure"),
        "disproportionality": language.gettext("Disproportionality"),
        "inspection": language.gettext("Inspection"),
        "priorities": language.gettext("Priorities"),
        "priority": language.gettext("One priority"),
    }.get(page, page)


def panel_name(page: str, panel: str, language: Language) -> str:
    """What a panel is about, whatever it shows; its own name for one not named yet."""
    return _names(language).get((page, panel), panel)


def _names(language: Language) -> dict[tuple[str, str], str]:
    return {
        ("overview", "attention"): language.gettext("What needs attention"),
        ("overview", "scorecard"): language.gettext("Scorecard of all measures"),
        ("overview", "bright"): language.gettext("Whom to ask"),
        ("overview", "freshness"): language.gettext("How recent the figures are"),
        ("compare", "ranked"): language.gettext("Areas ranked, with intervals"),
        ("compare", "map"): language.gettext("Tile map"),
        ("compare", "funnel"): language.gettext("Funnel plot"),
        ("compare", "trend"): language.gettext("Trend beside other areas"),
        ("compare", "heat"): language.gettext("Heat map of related measures"),
        ("compare", "table"): language.gettext("Table of all areas"),
        ("compare", "pairs"): language.gettext("Pairs of measures"),
        ("measure", "chart"): language.gettext("Control chart"),
        ("measure", "areas"): language.gettext("Where the areas stand"),
        ("measure", "gap"): language.gettext("The difference as cases"),
        ("measure", "balancing"): language.gettext("Counterweights"),
        ("measure", "definition"): language.gettext("Definition"),
        ("measure", "revisions"): language.gettext("Revisions"),
        ("progression", "stages"): language.gettext("Stages of a case"),
        ("progression", "flow"): language.gettext("Coming in, going out, open"),
        ("progression", "attrition"): language.gettext("Where cases end, and why"),
        ("progression", "timeliness"): language.gettext("Timeliness"),
        ("progression", "trials"): language.gettext("Trial effectiveness"),
        ("progression", "reasons"): language.gettext("Reasons trials fail"),
        ("progression", "courts"): language.gettext("Courts"),
        ("disproportionality", "cascade"): language.gettext("Every decision point"),
        ("disproportionality", "areas"): language.gettext("One decision across areas"),
        ("disproportionality", "trend"): language.gettext(
            "One decision over the years"
        ),
        ("disproportionality", "recording"): language.gettext("What is not recorded"),
        ("disproportionality", "excess"): language.gettext("Excess outcomes"),
        ("disproportionality", "register"): language.gettext("Explain or reform"),
        ("priorities", "report"): language.gettext("The priorities reported"),
        ("priorities", "plan"): language.gettext("The plan"),
        ("priorities", "moved"): language.gettext("What moved"),
        ("priorities", "conflicts"): language.gettext("What pulls another way"),
        ("priorities", "gaps"): language.gettext("What the plan lacks"),
        ("priorities", "evidence"): language.gettext("What it rests on"),
        ("priority", "report"): language.gettext("The priority reported"),
        ("priority", "chart"): language.gettext("Its chart with the target"),
        ("priority", "balancing"): language.gettext("Its counterweights"),
        ("priority", "actions"): language.gettext("Actions"),
        ("priority", "commentary"): language.gettext("What was said of it"),
        ("priority", "evidence"): language.gettext("What it rests on"),
        ("inspection", "grades"): language.gettext("Grades of all areas"),
        ("inspection", "criterion"): language.gettext("Who was graded higher"),
        ("inspection", "frameworks"): language.gettext("Grades of your area"),
        ("inspection", "movement"): language.gettext("Grades that moved"),
    }


def view_options(language: Language, *, chosen: str = "") -> list[Any]:
    """Every panel as an option PAGE/PANEL, under its page."""
    return [
        html.Optgroup(
            [
                _option(panel_name(page, panel, language), f"{page}/{panel}", chosen)
                for panel in offer.panels
            ],
            label=page_name(page, language),
        )
        for page, offer in OFFERS.items()
    ]


def measure_options(
    catalogue: Catalogue, language: Language, *, chosen: str
) -> list[Any]:
    """Every measure as an option, under its stage."""
    return [
        html.Optgroup(
            [_option(each.name(language), each.id, chosen) for each in measures],
            label=stage_text(stage, language),
        )
        for stage, measures in groupby(catalogue.values(), key=lambda m: m.stage)
    ]


def _option(words: str, value: str, chosen: str) -> html.Option:
    named = {"selected": True} if value == chosen else {}
    return html.Option(words, value=value, **named)
