"""The pages shown when there is no other: not found, broken, the store away."""

from typing import Any

from dashboard.language import Language
from layouts import html
from layouts.frame import Content, Frame
from layouts.states import failure


def not_found_content(frame: Frame) -> Content:
    """No page has this address; the pages there are stand in the navigation."""
    language = frame.language
    title = language.gettext("There is no page at this address")
    return _problem(
        title,
        [
            html.P(
                language.gettext(
                    "If you typed the address, check it. If you followed a link, the "
                    "page may have moved."
                ),
                className="lead",
            ),
            html.P(
                html.A(
                    language.gettext("Go to the overview"),
                    href=frame.link(path="/"),
                    className="btn",
                ),
                className="more",
            ),
        ],
    )


def no_measure_content(frame: Frame) -> Content:
    """No measure has this name; those there are stand in the catalogue."""
    language = frame.language
    title = language.gettext("There is no measure of this name")
    return _problem(
        title,
        [
            html.P(
                language.gettext(
                    "Measures keep their names for ever, so a link to one does not "
                    "break. If you typed the address, look for the measure in the list."
                ),
                className="lead",
            ),
            html.P(
                html.A(
                    language.gettext("See all measures"),
                    href=frame.link(path="/measures"),
                    className="btn",
                ),
                className="more",
            ),
        ],
    )


def refused_content(language: Language, *, reference: str) -> Content:
    """The request could not be understood, and nothing was done."""
    title = language.gettext("This request cannot be answered")
    lead = language.gettext(
        "It does not have a form this site knows. Going back and choosing again "
        "usually helps."
    )
    quoted = language.gettext("Reference:")
    return _problem(
        title,
        [
            html.P(lead, className="lead"),
            html.P([f"{quoted} ", html.Code(reference)]),
        ],
    )


def broken_content(language: Language, *, reference: str) -> Content:
    """Something failed on our side; the reference finds it in the log."""
    title = language.gettext("Something went wrong")
    return _problem(title, failure(language, reference=reference))


def away_content(language: Language, *, reference: str) -> Content:
    """The store cannot be reached; nothing is lost, and it is worth trying again."""
    title = language.gettext("The figures cannot be reached just now")
    lead = language.gettext(
        "The place where they are kept does not answer. Nothing is lost; try again "
        "in a minute."
    )
    quoted = language.gettext("Reference:")
    return _problem(
        title,
        [
            html.P(lead, className="lead"),
            html.P([f"{quoted} ", html.Code(reference)]),
        ],
    )


def _problem(title: str, content: list[Any]) -> Content:
    return Content(
        title=title,
        description=title,
        main=[html.Div([html.H1(title), *content], className="head prose")],
    )
