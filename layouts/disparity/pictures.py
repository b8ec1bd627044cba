"""The pictures of the page on disproportionality: from the view to figures to SVG."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from dashboard.areas import AreaType, Identity, identities
from dashboard.disparity.disparities import CARE_OVER, Disparity
from dashboard.disparity.findings import people, place_text
from dashboard.disparity.recording import RecordingRow
from dashboard.disparity.rows import Closer, PointRow, TrendYear
from dashboard.disparity.sentences import heading, sentence
from dashboard.disparity.view import DisproportionalityView
from dashboard.disparity.words import (
    group_text,
    interval_text,
    months_text,
    ratio_text,
    recording_text,
    row_recording,
    verdict_text,
)
from dashboard.figures.cascade import Block, CascadeRow, CascadeWords, cascade_figure
from dashboard.figures.forest import ForestRow, forest_figure
from dashboard.figures.ratio_trend import RatioYear, ratio_trend_figure
from dashboard.figures.ratios import RatioMark
from dashboard.figures.shares import ShareRow, shares_figure
from dashboard.figures.svg import Link
from dashboard.figures.theme import BenchmarkLine, Figure
from dashboard.language import Language
from dashboard.periods import period_from, shift
from dashboard.results import SYMBOLS, Status
from layouts import html
from layouts.frame import Frame
from layouts.marks import pin_hint
from layouts.pictures import NARROW_WIDTH, drawn_linked, drawn_still

FULL_WIDTH, AREAS_WIDTH, SIDE_WIDTH = 1200, 680, 472
#: Joins a decision point and a group in the key of a mark.
_AND = "."


def cascade(view: DisproportionalityView, language: Language, *, width: int) -> Figure:
    """Every decision point and group."""
    reference = people(view, view.reference, language)
    return cascade_figure(
        [_block(row, view, language) for row in view.drawn_rows],
        CascadeWords(
            same=language.gettext("Same rate as {reference}").format(
                reference=reference
            ),
            shaded=language.gettext("0.8 to 1.25 shaded"),
            less=language.gettext("← Less often"),
            more=language.gettext("More often →"),
            ratio=language.gettext("Ratio"),
            interval=language.gettext("95% interval"),
            words=language.gettext("In words"),
            axis=language.gettext("Ratio, log scale"),
        ),
        width=width,
        language=language,
    )


def _block(row: PointRow, view: DisproportionalityView, language: Language) -> Block:
    year = row.year or row.nation_year
    months = months_text(row.groups[0], language) if row.groups else ""
    told = [
        row.point.feeding_in(language),
        year.period.words(language) if year else "",
        f"({months})" if months else "",
    ]
    box = ""
    if row.year is None:
        box = (
            language.gettext("Published for England and Wales alone")
            if row.is_of_nation_alone
            else language.gettext("Not published for this year")
        )
    return Block(
        title=row.point.name(language),
        under=", ".join(part for part in told[:2] if part) + f" {told[2]}".rstrip(),
        caution=recording_text(row_recording(row), view.characteristic, language),
        rows=tuple(_row(each, view, language) for each in row.groups),
        box=box,
    )


def _row(
    found: Disparity, view: DisproportionalityView, language: Language
) -> CascadeRow:
    name = group_text(found.group, view.characteristic, view.labels, language)
    words = verdict_text(found, language)
    if found.years > 1:
        words = language.gettext("{words} ({count} years)").format(
            words=words, count=found.years
        )
    shown = found.ratio is not None
    symbol = SYMBOLS[found.status]
    mark = f" [{symbol}]" if symbol and not shown else ""
    return CascadeRow(
        name=name,
        mark=ratio_mark(found, f"{found.point.id}{_AND}{found.group}", name, language),
        ratio=ratio_text(found.ratio, language) if shown else "",
        interval=interval_text(found, language) if shown else "",
        words=f"{words}{mark}",
    )


def ratio_mark(found: Disparity, key: str, name: str, language: Language) -> RatioMark:
    """A comparison as a mark; without a ratio there is none."""
    verdict = found.verdict
    return RatioMark(
        key=key,
        ratio=found.ratio,
        lower=found.lower,
        upper=found.upper,
        is_solid=verdict is not None and verdict.is_clear,
        is_withheld=found.recording.is_too_high and found.ratio is not None,
        text=f"{name} {ratio_text(found.ratio, language)}, "
        f"{verdict_text(found, language)}",
    )


def cascade_picture(view: DisproportionalityView, frame: Frame, *, wide: int) -> Any:
    """The cascade at both widths; its marks choose what is looked at closer."""
    language = frame.language

    def link(key: str) -> Link | None:
        point, _, group = key.partition(_AND)
        state = replace(frame.state, stage=point, group=group)
        name = group_text(group, view.characteristic, view.labels, language)
        return Link(
            frame.link(state),
            language.gettext("{group}: look closer").format(group=name),
        )

    figures = (
        cascade(view, language, width=wide),
        cascade(view, language, width=NARROW_WIDTH),
    )
    return _either("cascade", figures, view, language, link, is_still=wide < FULL_WIDTH)


def _either(
    panel: str,
    figures: tuple[Figure, Figure],
    view: DisproportionalityView,
    language: Language,
    link: Callable[[str], Link | None] | None,
    *,
    is_still: bool,
) -> html.Div:
    """Linked marks on the page; an image with words in a frame of another site."""
    if link is not None and not is_still:
        return drawn_linked(panel, figures, link)
    return drawn_still(
        panel,
        figures,
        title=heading(panel, language),
        description=sentence(panel, view, language),
        kind="columned" if panel == "cascade" else "",
    )


def ordered_areas(view: DisproportionalityView, language: Language) -> list[Disparity]:
    """Areas by their ratio, highest first; those without one last, by their names."""
    closer = view.closer
    areas = view.geography.of_type(AreaType.CRIMINAL_JUSTICE_AREA)
    found = list(closer.areas.values()) if closer else []
    return sorted(
        found,
        key=lambda each: (
            each.ratio is None,
            -(each.ratio or 0.0),
            areas[each.area_code].name(language),
        ),
    )


def forest(
    view: DisproportionalityView, closer: Closer, language: Language, *, width: int
) -> Figure:
    """The decision point and group in view, in every area."""
    areas = view.geography.of_type(AreaType.CRIMINAL_JUSTICE_AREA)
    rows = []
    for each in ordered_areas(view, language):
        name = areas[each.area_code].name(language)
        words = verdict_text(each, language)
        if each.ratio is not None and each.recording.is_too_high:
            words = language.gettext("No verdict: {share} not stated").format(
                share=language.percent(each.recording.share or 0.0, 0)
            )
        rows.append(
            ForestRow(
                each.area_code,
                name,
                ratio_mark(each, each.area_code, name, language),
                ratio_text(each.ratio, language) if each.ratio is not None else "",
                words,
            )
        )
    nation = None
    if closer.nation is not None and closer.nation.ratio is not None:
        nation = BenchmarkLine(
            language.gettext("England and Wales {ratio}").format(
                ratio=ratio_text(closer.nation.ratio, language)
            ),
            closer.nation.ratio,
        )
    return forest_figure(
        rows,
        identities=identities(view.state.area, view.state.pinned),
        nation=nation,
        width=width,
        language=language,
    )


def areas_picture(
    view: DisproportionalityView, closer: Closer, frame: Frame, *, wide: int
) -> Any:
    """The areas at both widths; their marks pin them."""
    language = frame.language
    marks = identities(view.state.area, view.state.pinned)

    def link(code: str) -> Link | None:
        identity = marks.get(code, Identity.OTHER)
        if identity == Identity.OWN:
            return None
        name = frame.areas[code].name(language)
        ratio = ratio_text(closer.areas[code].ratio, language)
        hint = pin_hint(identity, language)
        return Link(frame.pin_link(code), f"{name} {ratio} ({hint})")

    figures = (
        forest(view, closer, language, width=wide),
        forest(view, closer, language, width=NARROW_WIDTH),
    )
    is_still = wide != AREAS_WIDTH
    return _either("areas", figures, view, language, link, is_still=is_still)


def trend(
    view: DisproportionalityView, closer: Closer, language: Language, *, width: int
) -> Figure | None:
    """The decision point and group in view over the years; None without any ratio."""
    years = _every_year(closer.trend, language)
    if not any(year.single.ratio or year.pooled.ratio for year in years):
        return None
    return ratio_trend_figure(
        years,
        pooled_label=language.gettext("Three years together, with 95% interval"),
        same_label=language.gettext("Same rate"),
        width=width,
        language=language,
    )


_NONE = RatioMark("", None, None, None, is_solid=False)


def _every_year(
    trend_years: Sequence[TrendYear], language: Language
) -> list[RatioYear]:
    """Each year from first to last; one without figures is a gap and not closed up."""
    by_start = {each.year.period.start.year: each for each in trend_years}
    if not by_start:
        return []
    drawn: list[RatioYear] = []
    before: TrendYear | None = None
    for started in range(min(by_start), max(by_start) + 1):
        each = by_start.get(started)
        if each is None:
            first = shift(drawn[-1].period.first, 12)
            drawn.append(RatioYear(period_from(first, 12), _NONE, _NONE))
            continue
        label = each.year.period.words(language)
        drawn.append(
            RatioYear(
                each.year.period,
                ratio_mark(each.single, label, label, language),
                ratio_mark(each.pooled, label, label, language),
                starts_anew=before is not None and _is_other(before, each),
            )
        )
        before = each
    return drawn


def _is_other(before: TrendYear, each: TrendYear) -> bool:
    """True where figures are of another edition, or of residents of another census."""
    if before.year.counts != each.year.counts:
        return True
    both = (before.single.census, each.single.census)
    return None not in both and both[0] != both[1]


def trend_picture(
    view: DisproportionalityView, closer: Closer, frame: Frame, *, wide: int
) -> Any:
    """The years at both widths; None without any ratio."""
    language = frame.language
    figures = [
        trend(view, closer, language, width=width) for width in (wide, NARROW_WIDTH)
    ]
    if figures[0] is None or figures[1] is None:
        return None
    both = (figures[0], figures[1])
    return _either("trend", both, view, language, None, is_still=True)


def shares(view: DisproportionalityView, language: Language, *, width: int) -> Figure:
    """Of how many it was stated who they are, at each decision point."""
    rows = [_share_row(row, view, language) for row in view.recording]
    return shares_figure(rows, enough=1 - CARE_OVER, width=width)


def _share_row(
    row: RecordingRow, view: DisproportionalityView, language: Language
) -> ShareRow:
    name = language.gettext("{point}, {year}").format(
        point=row.point.name(language), year=row.year.period.words(language)
    )
    share = row.own.share
    if share is None:
        return ShareRow(name, None, *_no_share(row, view, language))
    told = language.gettext("{share} not stated, {unknown} of {count}").format(
        share=language.percent(share),
        unknown=language.number(row.own.unknown or 0.0),
        count=language.number(row.own.everyone or 0.0),
    )
    if row.own.is_too_high:
        verdict = language.gettext("Over a third: no verdict")
    elif row.own.needs_care:
        verdict = language.gettext("Over 20%: compare with care")
    else:
        verdict = language.gettext("Complete enough to compare")
    return ShareRow(name, 1 - share, told, verdict, is_low=row.own.needs_care)


def _no_share(
    row: RecordingRow, view: DisproportionalityView, language: Language
) -> tuple[str, str]:
    if row.own.status == Status.NOT_APPLICABLE:
        return (
            language.gettext("Not published: the source leaves such people out"),
            "",
        )
    if row.own.status == Status.SUPPRESSED:
        return language.gettext("Too few to publish"), ""
    place = place_text(view, language)
    return language.gettext("Not published for {place}").format(place=place), ""


def recording_picture(view: DisproportionalityView, frame: Frame, *, wide: int) -> Any:
    """The bars at both widths."""
    language = frame.language
    both = (
        shares(view, language, width=wide),
        shares(view, language, width=NARROW_WIDTH),
    )
    return _either("recording", both, view, language, None, is_still=True)
