"""One priority: in plain words, on its chart, by its actions, in agencies' words."""

from dataclasses import replace
from typing import Any

from dashboard.language import Language
from dashboard.measure_panels import chart_sentence
from dashboard.measure_words import agency_text
from dashboard.measures import Catalogue
from dashboard.plan.evidence_words import evidence_sentence, gap_text
from dashboard.plan.priorities import Progress
from dashboard.plan.view import PriorityView, priority_view
from dashboard.plan.words import (
    actions_sentence,
    assurance_sentence,
    balancing_sentence,
    baseline_text,
    priority_finding,
)
from dashboard.views import Views
from layouts import html, ids
from layouts.about_figures import sources_line, symbols_line
from layouts.cards import Panel
from layouts.flags import change_flag, outlook_flag
from layouts.frame import (
    ONE_PRIORITY,
    Asked,
    Content,
    Drawn,
    Frame,
    NoSuchPage,
    Site,
    make_frame,
)
from layouts.measure_chart import chart_table
from layouts.overview_about import about_chart
from layouts.pages import priorities
from layouts.paneled import guarded, paneled
from layouts.pictures import PAGE, Room
from layouts.plan.actions import actions_table, comments_list, comments_table
from layouts.plan.chart import priority_picture
from layouts.plan.lists import evidence_table
from layouts.plan.plain_report import plain_priority, plain_table
from layouts.plan.table import role, written
from layouts.score_rows import benchmark_label, score_columns, score_row
from layouts.snippets import panel_snippet
from layouts.tables import table

PANELS = ("report", "chart", "balancing", "actions", "commentary", "evidence")
#: How high a frame 600 wide must be to show a panel whole, its disclosures closed.
FRAME_HEIGHTS = {
    "report": 900,
    "chart": 950,
    "balancing": 800,
    "actions": 1300,
    "commentary": 900,
    "evidence": 900,
}


def name(language: Language) -> str:
    """What such a page is called where no priority is named."""
    return language.gettext("One priority")


def draw(views: Views, asked: Asked, site: Site) -> Drawn:
    """The page of the priority asked for; raises NoSuchPage where there is none."""
    view = read_view(views, asked)
    if view is None or view.priority.id != asked.name:
        raise NoSuchPage(asked.name)
    frame = priority_frame(views, site, view)
    return Drawn(frame, priority_content(view, views.catalogue, frame), view.plan.notes)


def read_view(views: Views, asked: Asked) -> PriorityView | None:
    """The priority of the name, of whichever area; else the first of the area's plan.

    None where the area has no plan.
    """
    plan = views.plan(asked.query, today=asked.today)
    found = priority_view(plan, asked.name)
    if found is not None:
        return found
    home = views.area_of_priority(asked.name, as_of=plan.state.as_of)
    if home:
        query = replace(plan.state, area=home).to_query()
        return priority_view(views.plan(query, today=asked.today), asked.name)
    first = plan.priorities[0].priority.id if plan.priorities else ""
    return priority_view(plan, first)


def priority_frame(views: Views, site: Site, view: PriorityView) -> Frame:
    """The surroundings of the priority's page."""
    path = f"{ONE_PRIORITY}{view.priority.id}"
    return make_frame(views, site, path=path, state=view.plan.state)


def priority_content(view: PriorityView, catalogue: Catalogue, frame: Frame) -> Content:
    """Finding and panels, each also by the id of its region."""
    language = frame.language

    def drawn(panel: str) -> Panel:
        return priority_panel(panel, view, catalogue, frame)

    return paneled(
        frame,
        priority_finding(view, language),
        guarded(PANELS, drawn, frame),
        crumb=html.P(_crumb(view, frame), className="crumb"),
        notes=view.plan.notes,
        under=[_flags(view, language), _facts(view, language)],
    )


def _crumb(view: PriorityView, frame: Frame) -> list[Any]:
    language = frame.language
    state = replace(view.plan.state, measure="")
    return [
        html.A(
            language.gettext("All priorities"),
            href=frame.link(state, path=priorities.PATH),
        ),
        " · ",
        priorities.crumb(view.plan, frame),
    ]


def _flags(view: PriorityView, language: Language) -> html.Div | None:
    row = view.chosen.row if view.chosen else None
    if row is None:
        return None
    return html.Div(
        [change_flag(row, language), outlook_flag(row, language)], className="flags"
    )


def _facts(view: PriorityView, language: Language) -> html.Dl:
    """Who leads and owns it, with whom, since when, and what it serves."""
    priority = view.priority
    partners = [agency_text(each, language) for each in priority.partners]
    facts: list[tuple[str, Any]] = [
        (
            language.gettext("Led by"),
            agency_text(priority.lead_agency, language),
        ),
        (
            language.gettext("Owner"),
            role(priority.owner, language) or language.gettext("nobody yet"),
        ),
        (
            language.gettext("With"),
            language.join(partners) or language.gettext("nobody else"),
        ),
        (language.gettext("Since"), language.day(priority.starts_on)),
        (
            language.gettext("Next review"),
            language.day(priority.review_on)
            if priority.review_on
            else language.gettext("not set"),
        ),
    ]
    if priority.serves.en:
        serves = language.gettext("Serves the national priority")
        facts.append((serves, written(priority.serves, language)))
    if priority.evidence_url:
        link = html.A(
            language.gettext("Read the evidence"),
            href=priority.evidence_url,
            rel="nofollow",
        )
        facts.append((language.gettext("Evidence"), link))
    return html.Dl(
        [html.Div([html.Dt(term), html.Dd(said)]) for term, said in facts],
        className="plan-facts",
    )


def priority_panel(
    panel: str,
    view: PriorityView,
    catalogue: Catalogue,
    frame: Frame,
    *,
    room: Room = PAGE,
) -> Panel:
    """One panel with all that stands behind it."""
    language = frame.language
    if panel == "chart":
        drawn = _chart(view, frame, room)
    elif panel == "commentary":
        drawn = _commentary(view, catalogue, language)
    else:
        drawn = {
            "report": _report,
            "balancing": _balancing,
            "actions": _actions,
            "evidence": _evidence,
        }[panel](view, frame)
    # Its address names the priority by its path; files and frames by their query.
    named = replace(frame, state=replace(frame.state, priority=view.priority.id))
    told = drawn.source if isinstance(drawn.source, list) else [drawn.source]
    is_drawn = (
        panel == "chart" and view.chosen is not None and view.chosen.row is not None
    )
    return drawn._replace(
        source=[*told, " ", _source(view, catalogue, language)],
        download=named.link(path=f"/download/priority/{panel}.csv"),
        data=priorities.data_link(view.plan.state, view.progress.measures),
        figure=named.link(path="/figure/priority/chart.json") if is_drawn else "",
        pictured=is_drawn,
        snippet=panel_snippet(
            named,
            "priority",
            panel,
            title=f"{view.priority.title.text(language)}: {drawn.heading}",
            height=FRAME_HEIGHTS[panel],
        ),
    )


def _source(view: PriorityView, catalogue: Catalogue, language: Language) -> str:
    used = [catalogue.source(each.measure) for each in view.progress.measures]
    plan = language.gettext("The partnership’s own plan.")
    return f"{plan} {sources_line(used, language)}" if used else plan


def _report(view: PriorityView, frame: Frame) -> Panel:
    language = frame.language
    return Panel(
        "report",
        language.gettext("In plain words"),
        "",
        plain_priority(view, frame),
        "",
        twin=plain_table((view.progress,), language),
    )


def _chart(view: PriorityView, frame: Frame, room: Room) -> Panel:
    language, chosen = frame.language, view.chosen
    heading = language.gettext("Is it on its way to the target?")
    if chosen is None:
        nothing = language.gettext(
            "No measure is written down for this priority, so nothing can show "
            "whether it succeeds."
        )
        blank = html.Div(html.P(nothing), className="blank")
        return Panel("chart", heading, "", blank, "")
    if chosen.row is None:
        nothing = language.gettext("No figures are loaded for this measure.")
        blank = html.Div(html.P(nothing), className="blank")
        return Panel("chart", heading, assurance_sentence(chosen, language), blank, "")
    sentence = f"{assurance_sentence(chosen, language)} " + chart_sentence(
        chosen.row, language
    )
    return Panel(
        "chart",
        heading,
        sentence,
        [
            _measure_links(view, frame),
            html.P(_subject(chosen, frame), className="aimed-at"),
            *priority_picture(
                chosen,
                language,
                title=heading,
                description=sentence,
                width=room.chart,
            ),
        ],
        [symbols_line((each.status for each in chosen.row.chart.results), language)],
        twin=chart_table(chosen.row, language),
        about=about_chart(language),
    )


def _subject(chosen: Progress, frame: Frame) -> list[Any]:
    language = frame.language
    told: list[Any] = [
        html.A(
            chosen.measure.name(language), href=frame.measure_link(chosen.measure.id)
        )
    ]
    baseline = baseline_text(chosen, language)
    if baseline:
        said = language.gettext("Where it stood: {baseline}.").format(baseline=baseline)
        told += [". ", said]
    return told


def _measure_links(view: PriorityView, frame: Frame) -> html.Ul | None:
    """The measures of the priority, of which one is shown; None where it has one."""
    if len(view.progress.measures) < 2:
        return None
    return html.Ul(
        [
            html.Li(
                html.A(
                    each.measure.short(frame.language),
                    href=frame.link(replace(frame.state, measure=each.measure.id)),
                    **({"aria-current": "true"} if each is view.chosen else {}),
                )
            )
            for each in view.progress.measures
        ],
        className="switch",
    )


def _balancing(view: PriorityView, frame: Frame) -> Panel:
    language, progress = frame.language, view.progress
    heading = language.gettext("What must not get worse meanwhile?")
    if not progress.balancing:
        nothing = language.gettext("No measure is named that must not get worse.")
        return Panel("balancing", heading, nothing, None, "")
    rows = [
        score_row(each.row, view.plan.geography, frame) for each in progress.balancing
    ]
    benchmark = benchmark_label(view.plan.state, view.plan.geography, language)
    return Panel(
        "balancing",
        heading,
        balancing_sentence(progress, language),
        html.Div(
            table(
                score_columns(benchmark, language),
                rows,
                caption=language.gettext("Measures that must not get worse"),
                css_class="score cards",
                table_id=ids.panel_table("balancing"),
            ),
            className="picture",
        ),
        "",
    )


def _actions(view: PriorityView, frame: Frame) -> Panel:
    language = frame.language
    drawn = actions_table(view, frame)
    told = actions_sentence(view.priority, today=view.plan.today, language=language)
    return Panel(
        "actions",
        language.gettext("What is being done, and by when?"),
        f"{told.rstrip('.')}.",
        html.Div(drawn, className="picture") if drawn is not None else None,
        language.gettext("The line across each bar is the day this is read on."),
    )


def _commentary(view: PriorityView, catalogue: Catalogue, language: Language) -> Panel:
    comments = view.priority.comments
    agencies = len({comment.agency for comment in comments})
    told = language.ngettext(
        "One agency has commented.", "{count} agencies have commented.", agencies
    ).format(count=agencies)
    if not comments:
        told = language.gettext("No agency has commented.")
    return Panel(
        "commentary",
        language.gettext("What do the agencies say?"),
        told,
        comments_list(comments, catalogue, language),
        "",
        twin=comments_table(comments, language),
    )


def _evidence(view: PriorityView, frame: Frame) -> Panel:
    language = frame.language
    own = (view.progress,)
    gaps = [gap_text(gap, language) for gap in view.progress.gaps]
    return Panel(
        "evidence",
        language.gettext("Would an inspector find the evidence?"),
        " ".join(gaps) or evidence_sentence(own, language),
        html.Div(evidence_table(own, frame), className="picture"),
        "",
    )
