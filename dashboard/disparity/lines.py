"""The attention list's lines about newly clear differences, and their words."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from dashboard.attention import Line, NewDisparity, Reason
from dashboard.disparity.disparities import Disparity
from dashboard.disparity.group_counts import Label
from dashboard.disparity.groups import Characteristic, Term
from dashboard.disparity.rows import width
from dashboard.disparity.words import (
    after_as,
    interval_text,
    opening,
    people_text,
    rate_text,
    ratio_text,
    span_text,
    times_text,
)
from dashboard.language import Language
from dashboard.view_state import ViewState


def disparity_lines(
    found: Iterable[Disparity],
    characteristic: Characteristic,
    labels: Mapping[Term, Label],
    state: ViewState,
) -> tuple[Line, ...]:
    """A line of each, with the view that shows it."""
    return tuple(
        Line(
            Reason.DISPARITY,
            replace(
                state,
                stage=each.point.id,
                group=each.group,
                breakdown="",
                reference="",
                scope="",
                period="",
            ),
            page="disproportionality",
            panel="trend",
            distance=width(each),
            disparity=NewDisparity(each, characteristic, labels),
        )
        for each in found
    )


def disparity_heading(told: NewDisparity, area: str, language: Language) -> str:
    """What became clear, as a heading without a full stop."""
    found = told.found
    return language.gettext(
        "{area}: {people} {predicate} {times} times as often as {reference}"
    ).format(
        area=area,
        people=_people(told, found.group, language),
        predicate=found.point.predicate_in(language),
        times=times_text(found.ratio or 0.0, language),
        reference=after_as(_people(told, found.reference, language), language),
    )


def disparity_sentence(told: NewDisparity, language: Language) -> str:
    """What it rests on, and since when it has been clear."""
    found = told.found
    return language.gettext(
        "{year}: {rate} against {other} {feeding}, a ratio of {ratio} (95% interval "
        "{interval}). Clear in the last two years, and in neither of the two before."
    ).format(
        year=span_text(found, language),
        rate=rate_text(found.rate, found.point, language),
        other=rate_text(found.reference_rate, found.point, language),
        feeding=found.point.feeding_in(language),
        ratio=ratio_text(found.ratio, language),
        interval=interval_text(found, language),
    )


def disparity_caption(told: NewDisparity, language: Language) -> str:
    """What the ratio is of: "Black against White people, 2024"."""
    return language.gettext("{group} against {reference}, {year}").format(
        group=opening(_people(told, told.found.group, language)),
        reference=_people(told, told.found.reference, language),
        year=span_text(told.found, language),
    )


def _people(told: NewDisparity, group: str, language: Language) -> str:
    return people_text(group, told.characteristic, told.labels, language)
