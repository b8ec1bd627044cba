"""A page of panels under its finding: drawn whole, and part by part by its regions."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from dashboard.findings import Finding
from dashboard.view_state import Note
from layouts import html, ids
from layouts.cards import Panel, panel_inside, panel_section
from layouts.frame import Content, Frame
from layouts.states import notes_region, view_notes

#: The inside of each panel's section, by the panel's name.
Insides = Mapping[str, list[Any]]


def guarded(
    panels: Iterable[str], draw: Callable[[str], Panel], frame: Frame
) -> dict[str, list[Any]]:
    """The inside of each panel; one that cannot be drawn says so in its own place."""

    def guard(panel: str) -> list[Any]:
        return frame.site.guard(
            panel, lambda: panel_inside(draw(panel), frame.language), frame.language
        )

    return {panel: guard(panel) for panel in panels}


def in_columns(insides: Insides, widths: Mapping[str, str] | None = None) -> html.Div:
    """The panels one after another, each as wide as the page unless told otherwise."""
    return html.Div(
        [
            panel_section(panel, inside, css_class=(widths or {}).get(panel, "c12"))
            for panel, inside in insides.items()
        ],
        className="cols",
    )


def paneled(
    frame: Frame,
    found: Finding,
    insides: Insides,
    *,
    crumb: Any,
    notes: tuple[Note, ...],
    name: str = "",
    under: Iterable[Any] = (),
    controls: Any = None,
    controls_label: str = "",
    arranged: html.Div | None = None,
    announcement: str = "",
) -> Content:
    """Controls, finding and panels, each also by the id of its region.

    `crumb` stands over the heading and `under` after the lead; `name` is the page's
    own, beside the finding in its title. Without `controls` there are none.
    """
    told = view_notes(notes, frame.language)
    head = [
        crumb,
        html.H1(found.heading),
        html.P(found.lead, className="lead"),
        *under,
    ]
    regions: dict[str, Any] = {ids.NOTES: told}
    above = []
    if controls is not None:
        regions[ids.CONTROLS] = controls
        above.append(_controls_section(controls, frame, controls_label))
    return Content(
        title=f"{found.heading} - {name}" if name else found.heading,
        description=found.lead,
        above=above,
        main=[
            notes_region(told),
            html.Div(head, id=ids.FINDING, className="head", **{"data-region": ""}),
            arranged if arranged is not None else in_columns(insides),
        ],
        regions={
            **regions,
            ids.FINDING: head,
            **{ids.panel(panel): inside for panel, inside in insides.items()},
        },
        announcement=announcement or found.heading,
    )


def _controls_section(controls: Any, frame: Frame, label: str) -> html.Section:
    return html.Section(
        controls,
        id=ids.CONTROLS,
        className="controls",
        **{
            "aria-label": label or frame.language.gettext("Choose what to show"),
            "data-region": "",
        },
    )
