"""Inspection: who was graded what, who was graded higher, what has moved."""

from typing import Any

from dashboard.formats import value_text
from dashboard.inspection.grades import Sheet
from dashboard.inspection.words import (
    criterion_heading,
    criterion_sentence,
    frameworks_sentence,
    grades_sentence,
    inspection_finding,
    movement_sentence,
    sheet_name,
)
from dashboard.language import Language
from dashboard.pages import InspectionView
from dashboard.views import Views
from layouts import html, ids
from layouts.about_figures import cited_line
from layouts.api_links import api_link, results_link
from layouts.cards import Panel
from layouts.fields import option, select_field, submit_button, travelling, view_form
from layouts.frame import Asked, Content, Drawn, Frame, Site, make_frame
from layouts.inspection.better import better_list, better_table
from layouts.inspection.grades import (
    frameworks_table,
    grades_map,
    grades_table,
    in_english,
    own_sheets,
)
from layouts.inspection.movement import movement_picture, movement_table
from layouts.paneled import guarded, paneled
from layouts.snippets import panel_snippet

PATH = "/inspection"
PANELS = ("grades", "criterion", "frameworks", "movement")
SET_HERE = frozenset({"framework", "criterion", "graded"})
#: How high a frame 600 wide must be to show a panel whole, its disclosures closed.
FRAME_HEIGHTS = {"grades": 1300, "criterion": 2400, "frameworks": 620, "movement": 900}
LICENCE = "Open Government Licence v3.0"


def name(language: Language) -> str:
    """What the navigation calls the page."""
    return language.gettext("Inspection")


def draw(views: Views, asked: Asked, site: Site) -> Drawn:
    """The page for a query string; never raises for what a link may hold."""
    view = views.inspection(asked.query)
    frame = make_frame(views, site, path=PATH, state=view.state)
    return Drawn(frame, inspection_content(view, frame), view.notes)


def inspection_content(view: InspectionView, frame: Frame) -> Content:
    """Controls, finding and panels, each also by the id of its region."""
    language = frame.language
    return paneled(
        frame,
        inspection_finding(view, language),
        guarded(PANELS, lambda panel: inspection_panel(panel, view, frame), frame),
        crumb=html.P(_crumb(view, language), className="crumb"),
        notes=view.notes,
        name=name(language),
        controls=_controls(view, frame),
        announcement=criterion_sentence(view, language),
    )


def inspection_panel(panel: str, view: InspectionView, frame: Frame) -> Panel:
    """One panel with all that stands behind it."""
    sheet, language = view.sheet, frame.language
    if sheet is None:
        return Panel(panel, _heading(panel, view, language), "", _nothing(language), "")
    draw_panel = {
        "grades": _grades,
        "criterion": _criterion,
        "frameworks": _frameworks,
        "movement": _movement,
    }[panel]
    return draw_panel(view, sheet, frame)._replace(
        download=frame.link(path=f"/download/inspection/{panel}.csv"),
        data=_data_link(panel, view),
        snippet=panel_snippet(
            frame,
            "inspection",
            panel,
            title=_heading(panel, view, language),
            height=FRAME_HEIGHTS[panel],
        ),
    )


def _data_link(panel: str, view: InspectionView) -> str:
    """What programs ask for the figures beside the grades, or where these come from."""
    if panel == "criterion" and view.measure is not None and view.period is not None:
        measures = (view.measure.id,)
        return results_link(view.state, measures=measures, period=view.period.label)
    return api_link("releases", {"publication": "inspection", "state": "current"})


def _heading(panel: str, view: InspectionView, language: Language) -> str:
    if panel == "criterion":
        return criterion_heading(view, language)
    return {
        "grades": language.gettext("Who was graded what?"),
        "frameworks": language.gettext("What have inspectors said of your area?"),
        "movement": language.gettext("What has moved between editions?"),
    }[panel]


def _grades(view: InspectionView, sheet: Sheet, frame: Frame) -> Panel:
    language = frame.language
    return Panel(
        "grades",
        _heading("grades", view, language),
        grades_sentence(sheet, language),
        grades_map(view, sheet, frame),
        [*_source(view, sheet, language), *_are_real(view, frame)],
        twin=grades_table(sheet, language),
        about=_about(language),
    )


def _criterion(view: InspectionView, sheet: Sheet, frame: Frame) -> Panel:
    language = frame.language
    source = [*_source(view, sheet, language)]
    if view.measure is not None and view.period is not None and view.national:
        source.append(
            " "
            + language.gettext(
                "Figures: {measure}, {period}; England and Wales {value}."
            ).format(
                measure=view.measure.name(language),
                period=view.period.words(language),
                value=value_text(view.measure, view.national.value, language),
            )
        )
    return Panel(
        "criterion",
        _heading("criterion", view, language),
        criterion_sentence(view, language),
        better_list(view, frame),
        source,
        twin=better_table(view, frame),
    )


def _frameworks(view: InspectionView, sheet: Sheet, frame: Frame) -> Panel:
    language = frame.language
    nobody = language.gettext("No framework has graded an area that serves yours.")
    return Panel(
        "frameworks",
        _heading("frameworks", view, language),
        frameworks_sentence(view, language),
        html.Div(frameworks_table(view, frame), className="picture")
        if own_sheets(view)
        else html.Div(html.P(nobody), className="blank"),
        _source(view, sheet, language),
    )


def _movement(view: InspectionView, sheet: Sheet, frame: Frame) -> Panel:
    language = frame.language
    return Panel(
        "movement",
        _heading("movement", view, language),
        movement_sentence(view, language),
        movement_picture(view, language),
        _source(view, sheet, language),
        twin=movement_table(view, language),
    )


def _crumb(view: InspectionView, language: Language) -> Any:
    if view.sheet is None:
        return name(language)
    return in_english(sheet_name(view.sheet, language), language)


def _controls(view: InspectionView, frame: Frame) -> Any:
    """The framework and edition; a grade is chosen in the table."""
    if not view.sheets:
        return []
    language = frame.language
    chosen = view.sheet.key if view.sheet else ""
    usual = "" if frame.state.framework else chosen
    options = [
        option(sheet_name(sheet, language), sheet.key, chosen=chosen, usual=usual)
        for sheet in view.sheets
    ]
    return view_form(
        [
            select_field(
                language.gettext("Framework and edition"),
                "framework",
                options,
                css_class="field wide-field",
            ),
            *travelling(frame, without=SET_HERE),
            submit_button(language),
        ],
        frame,
        form_id=ids.VIEW_FORM,
        css_class="wrap",
    )


def _source(view: InspectionView, sheet: Sheet, language: Language) -> list[Any]:
    if view.is_made_up:
        return [language.gettext("Made up for the demonstration.")]
    return [cited_line(1, sheet_name(sheet, language), LICENCE, language)]


def _are_real(view: InspectionView, frame: Frame) -> list[Any]:
    """Beside invented figures it must be said of grades that are not."""
    if not frame.is_demonstration or view.is_made_up:
        return []
    return [" ", html.B(frame.language.gettext("These grades are real."))]


def _about(language: Language) -> html.Div:
    words = (
        language.gettext(
            "A grade is one inspection team’s judgement at one time. Two areas with "
            "the same grade need not be alike, and grades of different frameworks "
            "cannot be compared."
        ),
        language.gettext(
            "The table names who may be asked how they work. It does not say that "
            "their figures are better because of it."
        ),
    )
    return html.Div([html.P(each) for each in words], className="about")


def _nothing(language: Language) -> html.Div:
    return html.Div(
        [
            html.P(language.gettext("No inspection grades are loaded.")),
            html.P(
                [
                    language.gettext("To see this panel, load the publication:"),
                    " ",
                    html.Code("python -m data load inspection PATH"),
                ]
            ),
        ],
        className="blank",
    )
