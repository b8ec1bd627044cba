"""What a reader must know before using a ratio of two groups' rates."""

from dashboard.disparity.view import DisproportionalityView
from dashboard.disparity.words import stated_text
from dashboard.formats import status_text
from dashboard.language import Language
from dashboard.results import SYMBOLS, Status
from layouts import html


def about_disparities(view: DisproportionalityView, language: Language) -> html.Div:
    """How ratios, intervals, verdicts and their cautions come about."""
    facts = [
        (
            language.gettext("The ratio"),
            language.gettext(
                "The rate of a group divided by the rate of those it is compared with, "
                "at one decision point. Only where people first meet the police are "
                "rates out of residents; later ones are out of those who got so far."
            ),
        ),
        (
            language.gettext("Clear of chance"),
            language.gettext(
                "The 95% interval leaves out 1. Under ten in either group it is an "
                "exact one. Within 0.8 to 1.25 a clear difference is called a little; "
                "one year in twenty a difference looks clear by chance."
            ),
        ),
        (
            language.gettext("Years together"),
            language.gettext(
                "Where either group has fewer than 30 in a year, three years are put "
                "together, unless one of them is hidden."
            ),
        ),
        (
            language.gettext("{what} not stated").format(
                what=stated_text(view.characteristic, language)
            ),
            language.gettext(
                "Counted, and never left out of sight. Over 20% a ratio is to be "
                "compared with care; over a third there is no verdict."
            ),
        ),
        (language.gettext("Residents"), _residents(view, language)),
    ]
    cannot = [
        language.gettext("{point}: {words}").format(
            point=row.point.name(language), words=row.point.cannot_tell_in(language)
        )
        for row in view.rows
    ]
    statuses = {each.status for row in view.rows for each in (*row.groups, *row.nation)}
    symbols = [
        f"[{SYMBOLS[status]}] {status_text(status, language)}"
        for status in Status
        if status in statuses and SYMBOLS[status]
    ]
    return html.Div(
        [
            html.Dl(
                [
                    part
                    for term, words in facts
                    if words
                    for part in (html.Dt(term), html.Dd(words))
                ],
                className="facts small",
            ),
            html.Ul(
                [html.Li(each) for each in (*cannot, *symbols)], className="caveats"
            ),
        ],
        className="about",
    )


def _residents(view: DisproportionalityView, language: Language) -> str:
    censuses = sorted(
        {
            each.census
            for row in view.rows
            for each in (*row.groups, *row.nation)
            if each.census
        }
    )
    if not censuses:
        return ""
    return language.gettext(
        "Counted in the census of {years}: the last before the year that counts these "
        "groups. Where a publication counts Chinese people as of another ethnic group, "
        "residents are counted so too."
    ).format(years=language.join([str(year) for year in censuses]))
