"""The partnership's plan on a page: how each priority stands, and what is missing."""

from collections.abc import Iterable
from typing import Any

from dashboard.areas import AreaType
from dashboard.language import Language
from dashboard.measures import Catalogue
from dashboard.plan.evidence_words import evidence_sentence, gaps_sentence
from dashboard.plan.moves_words import moves_sentence
from dashboard.plan.priorities import Progress
from dashboard.plan.view import PlanView
from dashboard.plan.words import conflicts_sentence, plan_finding
from dashboard.view_state import ViewState
from dashboard.views import Views
from layouts import html
from layouts.about_figures import sources_line
from layouts.api_links import results_link
from layouts.cards import Panel
from layouts.frame import Asked, Content, Drawn, Frame, Site, make_frame
from layouts.paneled import guarded, paneled
from layouts.plan.lists import (
    conflicts_picture,
    conflicts_table,
    evidence_table,
    gaps_table,
    moves_list,
    moves_table,
)
from layouts.plan.plain_report import plain_plan, plain_table
from layouts.plan.table import plan_table
from layouts.snippets import panel_snippet

PATH = "/priorities"
PANELS = ("report", "plan", "moved", "conflicts", "gaps", "evidence")
#: How high a frame 600 wide must be to show a panel whole, its disclosures closed.
FRAME_HEIGHTS = {
    "report": 1250,
    "plan": 2400,
    "moved": 1250,
    "conflicts": 900,
    "gaps": 620,
    "evidence": 2300,
}


def name(language: Language) -> str:
    """What the navigation calls the page."""
    return language.gettext("Priorities")


def draw(views: Views, asked: Asked, site: Site) -> Drawn:
    """The page for a query string; never raises for what a link may hold."""
    view = views.plan(asked.query, today=asked.today)
    frame = plan_frame(views, site, view, path=PATH)
    return Drawn(frame, plan_content(view, views.catalogue, frame), view.notes)


def plan_frame(views: Views, site: Site, view: PlanView, *, path: str) -> Frame:
    """The surroundings of a page of the plan."""
    return make_frame(views, site, path=path, state=view.state)


def plan_content(view: PlanView, catalogue: Catalogue, frame: Frame) -> Content:
    """Finding and panels, each also by the id of its region.

    Readers outside begin with the plain words; partners with the plan.
    """
    language = frame.language
    order: tuple[str, ...] = PANELS
    if frame.site.settings.is_partner:
        order = (*PANELS[1:], PANELS[0])
    if not view.priorities:
        order = ("plan",)
    return paneled(
        frame,
        plan_finding(view, language),
        guarded(order, lambda panel: plan_panel(panel, view, catalogue, frame), frame),
        crumb=html.P(crumb(view, frame), className="crumb"),
        notes=view.notes,
        name=name(language),
    )


def crumb(view: PlanView, frame: Frame) -> str:
    """Whose plan it is, and on which day it is read."""
    language = frame.language
    area = view.geography.areas[AreaType.CRIMINAL_JUSTICE_AREA, view.state.area]
    day = language.gettext("read on {day}").format(day=language.day(view.today))
    return " · ".join((area.name(language), day))


def plan_panel(panel: str, view: PlanView, catalogue: Catalogue, frame: Frame) -> Panel:
    """One panel with all that stands behind it."""
    if not view.priorities:
        return _nothing(panel, view, frame)
    draw_panel = {
        "report": _report,
        "plan": _plan,
        "moved": _moved,
        "conflicts": _conflicts,
        "gaps": _gaps,
        "evidence": _evidence,
    }[panel]
    drawn = draw_panel(view, frame)
    area = frame.areas[view.state.area].name(frame.language)
    return drawn._replace(
        source=[sources(view, catalogue, frame.language)],
        download=frame.link(path=f"/download/priorities/{panel}.csv"),
        data=data_link(view.state, view.measures),
        snippet=panel_snippet(
            frame,
            "priorities",
            panel,
            title=f"{area}: {drawn.heading}",
            height=FRAME_HEIGHTS[panel],
        ),
    )


def data_link(state: ViewState, measures: Iterable[Progress]) -> str:
    """What programs ask for the figures of a plan's measures; nothing without any."""
    names = dict.fromkeys(each.measure.id for each in measures if each.row)
    if not names:
        return ""
    return results_link(state, measures=names, areas=(state.area,))


def sources(view: PlanView, catalogue: Catalogue, language: Language) -> str:
    """Where the figures of the plan's measures come from."""
    used = [catalogue.source(each.measure) for each in view.measures if each.row]
    plan = language.gettext("The partnership’s own plan.")
    return f"{plan} {sources_line(used, language)}" if used else plan


def heading(panel: str, language: Language) -> str:
    """The question a panel answers."""
    return {
        "report": language.gettext("What are we trying to do, and how is it going?"),
        "plan": language.gettext("How does each priority stand?"),
        "moved": language.gettext("What moved since the last meeting?"),
        "conflicts": language.gettext("Which targets pull against each other?"),
        "gaps": language.gettext("What is missing from the plan?"),
        "evidence": language.gettext("Would an inspector find the evidence?"),
    }[panel]


def _report(view: PlanView, frame: Frame) -> Panel:
    language = frame.language
    return Panel(
        "report",
        heading("report", language),
        language.gettext(
            "Police, prosecutors, courts and others in this area agreed to work on "
            "these things together."
        ),
        plain_plan(view, frame),
        "",
        twin=plain_table(view.priorities, language),
    )


def _plan(view: PlanView, frame: Frame) -> Panel:
    language = frame.language
    return Panel(
        "plan",
        heading("plan", language),
        language.gettext(
            "What to expect is judged by the usual range of each measure, and not by "
            "its latest figure."
        ),
        html.Div(plan_table(view, frame), className="picture"),
        "",
    )


def _moved(view: PlanView, frame: Frame) -> Panel:
    language = frame.language
    return Panel(
        "moved",
        heading("moved", language),
        moves_sentence(view.moved, language),
        moves_list(view.moved, language),
        "",
        twin=moves_table(view.moved, language),
    )


def _conflicts(view: PlanView, frame: Frame) -> Panel:
    language = frame.language
    return Panel(
        "conflicts",
        heading("conflicts", language),
        conflicts_sentence(view.conflicts, language),
        conflicts_picture(view.conflicts, frame),
        "",
        twin=conflicts_table(view.conflicts, language),
    )


def _gaps(view: PlanView, frame: Frame) -> Panel:
    language = frame.language
    return Panel(
        "gaps",
        heading("gaps", language),
        gaps_sentence(view, language),
        html.Div(gaps_table(view.gaps, frame), className="picture")
        if view.gaps
        else None,
        "",
    )


def _evidence(view: PlanView, frame: Frame) -> Panel:
    language = frame.language
    return Panel(
        "evidence",
        heading("evidence", language),
        evidence_sentence(view.priorities, language),
        html.Div(evidence_table(view.priorities, frame), className="picture"),
        "",
    )


def _nothing(panel: str, view: PlanView, frame: Frame) -> Panel:
    """How a plan is loaded, and which areas have one."""
    language = frame.language
    return Panel(
        panel,
        heading(panel, language),
        "",
        html.Div(
            [
                html.P(language.gettext("No plan is loaded for this area.")),
                html.P(
                    [
                        language.gettext("To see this panel, fill in the workbook of"),
                        " ",
                        html.Code("python -m data template partnership plan.xlsx"),
                        " ",
                        language.gettext("and load it:"),
                        " ",
                        html.Code("python -m data load partnership plan.xlsx"),
                    ]
                ),
                _elsewhere(view, frame),
            ],
            className="blank",
        ),
        "",
    )


def _elsewhere(view: PlanView, frame: Frame) -> html.P | None:
    language = frame.language
    known = [code for code in view.elsewhere if code in frame.areas]
    if not known:
        return None
    told: list[Any] = [language.gettext("There is a plan for:")]
    for code in known:
        address = frame.link(view.state_of(code), path=PATH)
        told += [" ", html.A(frame.areas[code].name(language), href=address)]
    return html.P(told)
