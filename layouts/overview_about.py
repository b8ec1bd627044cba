"""What a reader should know before relying on the overview."""

from dashboard.language import Language
from layouts import html


def about_attention(language: Language) -> html.Div:
    """The rule by which lines are listed and put in order."""
    reasons = (
        language.gettext(
            "A new change for the worse: a sign on the control chart that could first "
            "be seen in one of the last three published periods."
        ),
        language.gettext(
            "Worse than areas usually differ: outside the 99.8% limits of the funnel "
            "of all areas, widened for how much areas differ anyway."
        ),
        language.gettext("A clear difference between groups of people."),
        language.gettext(
            "A target out of reach: even the better end of the usual range misses it."
        ),
        language.gettext("A change for the worse that goes on, seen longer ago."),
        language.gettext("Publications whose next figures are overdue, in one line."),
    )
    return html.Div(
        [
            html.P(
                language.gettext(
                    "Lines are listed for these reasons, in this order; within one "
                    "reason what lies furthest out comes first."
                )
            ),
            html.Ol([html.Li(reason) for reason in reasons]),
            html.P(
                language.gettext(
                    "Of measures that rest on the same cases one speaks for all. "
                    "Figures that rest on too few cases are never listed. A line is a "
                    "reason to ask, not an answer."
                )
            ),
        ],
        className="about small",
    )


def about_chart(language: Language) -> html.Div:
    """How a control chart is read."""
    notes = (
        language.gettext(
            "The grey band is the usual range: where single figures lie as long as "
            "nothing changes, worked out from how much one differs from the next."
        ),
        language.gettext(
            "Signs that something changed: a figure outside the band, seven in a row "
            "on one side of the average, seven in a row rising or falling, two of "
            "three near an edge. A large mark is such a sign: a square for the "
            "better, a diamond for the worse, a hexagon for neither."
        ),
        language.gettext(
            "A lasting shift can start a new band. That takes a decision by the board, "
            "recorded as an event with who decided and why."
        ),
        language.gettext(
            "Rolling figures are never charted so: neighbours share most of their "
            "cases, and everything would look like a change."
        ),
    )
    return html.Div(html.Ul([html.Li(note) for note in notes]), className="about small")


def about_scorecard(language: Language) -> html.Div:
    """How the columns are to be read."""
    notes = (
        language.gettext(
            "Change is judged by the control chart of each measure: the word speaks of "
            "the latest point against its own past, not against other areas."
        ),
        language.gettext(
            "Target compares the usual range of single figures with the target: what "
            "to expect if nothing changes."
        ),
        language.gettext(
            "Verdict compares the latest figure with the benchmark by its 95% "
            "interval, and with all areas by the 99.8% limits of their funnel."
        ),
        language.gettext(
            "The grey band behind a line is its usual range. A break in the line is a "
            "period that was not published; a hollow mark is provisional."
        ),
    )
    return html.Div(html.Ul([html.Li(note) for note in notes]), className="about small")
