"""The pictures of the progression page: from a view to figures."""

from collections.abc import Sequence
from typing import NamedTuple

from dashboard.areas import Identity
from dashboard.figures.cohort import Line, cohort_figure
from dashboard.figures.flow import Ahead, moved_figure, open_figure
from dashboard.figures.row_places import Row, Rows
from dashboard.figures.rows import rows_figure
from dashboard.figures.theme import Figure
from dashboard.figures.trend import Background, shared_range, trend_figure
from dashboard.formats import share_text, status_text
from dashboard.language import Language
from dashboard.measures import Measure
from dashboard.periods import Period
from dashboard.progression.attrition import ExitView
from dashboard.progression.cohorts import MONTHS, Cohorts
from dashboard.progression.flow import Flow
from dashboard.progression.panel_words import (
    exit_name,
    unsettled_text,
    whose_place,
)
from dashboard.progression.reasons import Reasons
from dashboard.progression.shares import Compared
from dashboard.progression.streams import Place
from dashboard.progression.view import ProgressionView
from dashboard.progression.words import (
    against_text,
    comparison_words,
    lane_text,
    month_text,
    party_text,
    place_text,
    shared_text,
    signed_text,
)
from dashboard.results import Comparison, Status
from dashboard.trends import Trend
from layouts.fields import capitalised

#: From this width on there is room for every column of a Pareto.
ROOMY = 900


class Small(NamedTuple):
    """One small chart among others, with what it is called and whose line it has."""

    label: str
    measure: Measure
    trend: Trend
    code: str

    @property
    def values(self) -> tuple[float | None, ...]:
        """The place's own line."""
        return tuple(result.value for result in self.trend.areas.get(self.code, ()))

    @property
    def background(self) -> Background:
        """The band of all areas and the national line."""
        national = tuple(result.value for result in self.trend.national)
        return Background(self.trend.low, self.trend.high, national)


def small_figures(
    charts: Sequence[Small],
    language: Language,
    *,
    width: int,
    unsettled: dict[Period, float] | None = None,
    is_shared: bool = False,
) -> list[tuple[str, Figure]]:
    """One small chart after another, the first with the band and the line named."""
    figures: list[tuple[str, Figure]] = []
    ranges = [
        shared_range([c.values], c.background, kind=c.measure.kind) for c in charts
    ]
    if is_shared and ranges:
        whole = (min(low for low, _ in ranges), max(high for _, high in ranges))
        ranges = [whole] * len(ranges)
    for chart, value_range in zip(charts, ranges, strict=True):
        background = chart.background
        if not figures:
            background = background._replace(
                band_label=language.gettext("Middle 80% of areas"),
                national_label=language.gettext("England and Wales"),
            )
        results = chart.trend.areas.get(chart.code, ())
        pending = [
            period
            for period, result in zip(chart.trend.periods, results, strict=True)
            if result.status == Status.PROVISIONAL
        ]
        figure = trend_figure(
            chart.values,
            chart.trend.periods,
            chart.measure,
            code=chart.code,
            identity=Identity.OWN,
            background=background,
            value_range=value_range,
            width=width,
            language=language,
            provisional=pending,
            unsettled={
                period: unsettled_text(part, language)
                for period, part in (unsettled or {}).items()
            },
        )
        figures.append((chart.label, figure))
    return figures


def flow_figures(
    flow: Flow, language: Language, *, widths: tuple[int, int]
) -> tuple[Figure, Figure]:
    """What moved, and what is open."""
    periods = [quarter.period for quarter in flow.quarters]
    moved = moved_figure(
        [quarter.received for quarter in flow.quarters],
        [quarter.disposed for quarter in flow.quarters],
        periods,
        width=widths[0],
        language=language,
    )
    found = flow.what_if
    ahead = None
    if found is not None:
        words = language.gettext("{aim} by {month}").format(
            aim=language.number(found.aim), month=month_text(found.by, language)
        )
        ahead = Ahead(found.by, found.aim, words)
    still_open = open_figure(
        [quarter.open for quarter in flow.quarters],
        periods,
        differences={
            quarter.period: signed_text(quarter.difference, language)
            for quarter in flow.quarters
            if quarter.difference
        },
        ahead=ahead,
        width=widths[1],
        language=language,
    )
    return moved, still_open


def cohort_picture(cohorts: Cohorts, language: Language, *, width: int) -> Figure:
    """How far the cases of the span had come, over those of a year before."""
    own, before = cohorts.own, cohorts.before
    lines = []
    for place, line in enumerate(own.lines):
        earlier = before.lines[place].points if before else ()
        lines.append(
            Line(
                line.stage.name(language),
                tuple(point.share for point in line.points),
                tuple(point.share for point in earlier),
            )
        )
    known = own.known_months
    unknown = next((months for months in MONTHS if months > known), None)
    return cohort_figure(
        lines, MONTHS, unknown_from=unknown, width=width, language=language
    )


def exits_figure(
    view: ProgressionView,
    exits: Sequence[ExitView],
    language: Language,
    *,
    width: int,
) -> Figure:
    """Every point at which cases leave, by the lane that counts it."""
    groups = []
    place = whose_place(view, exits)
    for lane in dict.fromkeys(each.leaving.lane for each in exits):
        here = [each for each in exits if each.leaving.lane == lane]
        first = here[0].found.measure
        note = language.gettext("of {units}").format(units=first.counts(language))
        shared = shared_text(here[0].place, view.geography, language)
        groups.append(
            Rows(
                lane_text(lane, language),
                ", ".join(part for part in (note, shared) if part),
                tuple(
                    _exit_row(view, each, _label(view, each, place, language), language)
                    for each in here
                ),
            )
        )
    return _rows(view, groups, place, language, width=width)


def _label(
    view: ProgressionView, each: ExitView, place: Place, language: Language
) -> str:
    """A point's name; with whose figure it is, where neither column nor group says."""
    if each.place.shared_with:
        return each.leaving.name(language)
    return exit_name(view, each, language, place=place)


def offences_figure(
    view: ProgressionView,
    exits: Sequence[ExitView],
    language: Language,
    *,
    width: int,
) -> Figure:
    """One point for each group of offences, highest first."""
    place = whose_place(view, exits)
    rows = tuple(
        _exit_row(
            view, each,
            exit_name(
                view, each, language, place=place,
                name=view.course.offence_name(each.offence, language),
            ),
            language, key=each.offence, is_chosen=each.offence == view.state.offence,
        )
        for each in exits
    )  # fmt: skip
    return _rows(view, [Rows("", "", rows)], place, language, width=width)


def _exit_row(
    view: ProgressionView,
    each: ExitView,
    label: str,
    language: Language,
    *,
    key: str = "",
    is_chosen: bool = False,
) -> Row:
    found = each.found
    words = comparison_words(
        found.comparison, found.own.value, found.benchmark.value, language
    )
    if not each.settled.is_settled and each.settled.outstanding is not None:
        words = unsettled_text(each.settled.outstanding, language)
    if each.is_all_offences:
        label = language.gettext("{name} (all offences)").format(name=label)
    is_focus = not key and view.state.reason == each.leaving.id
    return share_row(
        key or each.leaving.id,
        label,
        found,
        language,
        words=words,
        is_unsettled=not each.settled.is_settled,
        is_chosen=is_chosen or is_focus,
    )


def share_row(
    key: str,
    label: str,
    found: Compared,
    language: Language,
    *,
    words: str,
    more: tuple[str, ...] = (),
    is_unsettled: bool = False,
    is_chosen: bool = False,
) -> Row:
    """A share as a row; one that is hidden says so in its place."""
    own, benchmark = found.own, found.benchmark
    if own.value is None:
        dashes = ("\N{EN DASH}",) * (1 + len(more))
        texts = (*dashes, share_text(benchmark.value, language))
        words = status_text(own.status, language)
        return Row(key, label, None, None, None, None, texts, words)
    return Row(
        key,
        label,
        own.value,
        own.lower,
        own.upper,
        benchmark.value,
        (language.percent(own.value), *more, share_text(benchmark.value, language)),
        words,
        is_hollow=found.comparison == Comparison.SIMILAR,
        is_unsettled=is_unsettled,
        is_chosen=is_chosen,
    )


def _rows(
    view: ProgressionView,
    groups: Sequence[Rows],
    place: Place,
    language: Language,
    *,
    width: int,
) -> Figure:
    """The points under the name of the place their figures are of."""
    against = capitalised(against_text(view, language))
    return rows_figure(
        groups,
        columns=(place_text(place, view.geography, language), against),
        benchmark_name=against,
        width=width,
        language=language,
    )


def reasons_figure(
    view: ProgressionView, found: Reasons, language: Language, *, width: int
) -> Figure:
    """A bar a reason, the commonest first, with the share reached so far.

    Where there is little room verdicts and the benchmark's figures stay in the table.
    """
    is_short = width < ROOMY
    against = capitalised(against_text(view, language))
    rows = []
    for each in found.reasons:
        compared = each.found
        running = (
            language.percent(each.running, 0)
            if each.running is not None
            else "\N{EN DASH}"
        )
        words = party_text(each.reason.party, language)
        judged = comparison_words(
            compared.comparison, compared.own.value, compared.benchmark.value, language
        )
        if not is_short and judged and compared.comparison != Comparison.SIMILAR:
            words = f"{words}. {judged}"
        rows.append(
            share_row(
                each.reason.id,
                each.reason.name(language),
                compared,
                language,
                words=words,
                more=(running,),
                is_chosen=view.state.reason == each.reason.id,
            )
        )
    return rows_figure(
        [Rows("", "", tuple(rows))],
        columns=(language.gettext("Of trials"), language.gettext("So far"), against)[
            : 2 if is_short else 3
        ],
        benchmark_name=against,
        width=width,
        language=language,
        is_bar=True,
    )
