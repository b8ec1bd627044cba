"""How long each step takes: one small chart a step, over the band of all areas."""

from dashboard.formats import status_mark
from dashboard.language import Language
from dashboard.progression.panel_words import timeliness_sentence
from dashboard.progression.timeliness import StepView, Timeliness
from dashboard.progression.view import ProgressionView
from dashboard.progression.words import (
    all_offences_text,
    lane_text,
    place_text,
    shared_text,
)
from layouts import html, ids
from layouts.cards import Panel
from layouts.frame import Frame
from layouts.progression.charts import Small, small_figures
from layouts.progression.parts import lacking, prefixed, source_of
from layouts.progression.pictures import PAGE, Room, several
from layouts.tables import Cell, Column, Row, table

DASH = "\N{EN DASH}"


def timeliness_panel(view: ProgressionView, frame: Frame, room: Room = PAGE) -> Panel:
    """Days at each step, own area over the middle of all."""
    language = frame.language
    heading = language.gettext("How long does each step take?")
    found = view.built.timeliness if view.built else None
    if found is None or not found.steps:
        return Panel(
            "timeliness", heading, "", lacking("court_timeliness", language), ""
        )
    sentence = prefixed(
        all_offences_text(view, language), timeliness_sentence(view, language)
    )
    shared = list(
        dict.fromkeys(
            shared_text(each.place, view.geography, language) for each in found.steps
        )
    )
    return Panel(
        "timeliness",
        heading,
        sentence,
        html.Div(
            [
                *[html.P(words, className="badge") for words in shared if words],
                several(
                    "days",
                    lambda width: small_figures(
                        step_charts(found.steps, language), language, width=width
                    ),
                    width=room.third,
                    description=sentence,
                ),
            ]
        ),
        [
            _not_loaded(found, language),
            language.gettext("Days; each chart has its own scale."),
            " ",
            source_of(
                view, [each.step.median or each.step.mean for each in found.steps],
                language,
            ),
        ],
        twin=timeliness_table(view, found, language),
    )  # fmt: skip


def step_charts(steps: tuple[StepView, ...], language: Language) -> list[Small]:
    """One small chart a step, named by its lane where that is no court."""
    return [
        Small(
            step_name(each, language),
            each.measure,
            each.trend,
            each.place.code,
        )
        for each in steps
    ]


def step_name(each: StepView, language: Language) -> str:
    """What a step is called, and which of mean and median it is."""
    name = each.step.name(language)
    if each.is_mean:
        return language.gettext("{step} (mean)").format(step=name)
    return name


def _not_loaded(found: Timeliness, language: Language) -> str:
    if not found.missing:
        return ""
    names = [
        f"{lane_text(each.lane, language)}: {each.name(language)}"
        for each in found.missing
    ]
    return (
        language.gettext("Nothing loaded for: {names}.").format(names="; ".join(names))
        + " "
    )


def timeliness_table(
    view: ProgressionView, found: Timeliness, language: Language
) -> html.Table:
    """Median, mean, the middle of all areas and the nation, step by step."""
    columns = [
        Column(language.gettext("Step"), is_number=False),
        Column(language.gettext("Place"), is_number=False),
        Column(language.gettext("Period"), is_number=False),
        Column(language.gettext("Median days")),
        Column(language.gettext("Mean days")),
        Column(language.gettext("Middle 80% of areas")),
        Column(language.gettext("England and Wales")),
    ]
    rows = []
    for each in found.steps:
        low, high = _band(each)
        main = _days(each.result.value, language) or status_mark(each.result.status)
        mean = _days(each.mean.value if each.mean else None, language)
        nation = _days(each.national.value if each.national else None, language)
        rows.append(
            Row(
                step_name(each, language),
                [
                    Cell(place_text(each.place, view.geography, language)),
                    Cell(each.clock.words(language)),
                    Cell(DASH if each.is_mean else main),
                    Cell(main if each.is_mean else mean or DASH),
                    Cell(
                        language.gettext("{lower} to {upper}").format(
                            lower=language.number(low), upper=language.number(high)
                        )
                        if low is not None and high is not None
                        else DASH
                    ),
                    Cell(nation or DASH),
                ],
            )
        )
    return table(
        columns,
        rows,
        caption=language.gettext("Days at each step"),
        css_class="figures",
        table_id=ids.panel_table("timeliness"),
    )


def _days(value: float | None, language: Language) -> str:
    return "" if value is None else language.number(value)


def _band(each: StepView) -> tuple[float | None, float | None]:
    places = {period: n for n, period in enumerate(each.trend.periods)}
    place = places.get(each.clock)
    if place is None:
        return None, None
    return each.trend.low[place], each.trend.high[place]
