from itertools import product

import pytest

from dashboard.areas import Identity
from dashboard.figures import theme
from dashboard.figures.signals import SIGNAL_LOOKS
from dashboard.stats.spc import PointType

TEXTS = {
    "ink": theme.INK,
    "running text": theme.INK_2,
    "ticks": theme.INK_3,
    **{f"name of {who}": look.text for who, look in theme.LOOKS.items()},
    **{f"words of {kind}": look.text for kind, look in SIGNAL_LOOKS.items()},
}
GROUNDS = {"paper": theme.PAPER, "band": theme.BAND, "own row": theme.OWN_WASH}
MARKS = {
    "benchmark": theme.BENCHMARK,
    "axis": theme.AXIS,
    **{f"mark of {who}": look.mark for who, look in theme.LOOKS.items()},
    **{f"mark of {kind}": look.mark for kind, look in SIGNAL_LOOKS.items()},
}


def luminance(colour: str) -> float:
    """Relative luminance of a colour, as WCAG 2.2 defines it."""
    shares = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
        for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_black_on_white_has_the_greatest_contrast() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize(("text", "ground"), [*product(TEXTS, GROUNDS)])
def test_words_can_be_read_on_every_ground(text: str, ground: str) -> None:
    assert contrast(TEXTS[text], GROUNDS[ground]) >= 4.5


@pytest.mark.parametrize("mark", [*MARKS])
def test_marks_stand_out_from_the_paper(mark: str) -> None:
    assert contrast(MARKS[mark], theme.PAPER) >= 3


@pytest.mark.parametrize("kind", [*SIGNAL_LOOKS])
def test_signals_stand_out_from_the_band_they_lie_on(kind: PointType) -> None:
    assert contrast(SIGNAL_LOOKS[kind].mark, theme.BAND) >= 3


def test_favourable_unfavourable_and_neither_differ_in_shape_and_colour() -> None:
    looks = set(SIGNAL_LOOKS.values())
    assert len({look.symbol for look in looks}) == len(looks) == 3
    assert len({look.mark for look in looks}) == 3


def test_no_verdict_is_in_an_identitys_colour_but_ones_own() -> None:
    others = {look.mark for who, look in theme.LOOKS.items() if who != Identity.OWN}
    assert not others & {look.mark for look in SIGNAL_LOOKS.values()}


def test_no_two_identities_share_a_shape_and_a_colour() -> None:
    looks = {(look.mark, look.symbol) for look in theme.LOOKS.values()}
    named = [theme.LOOKS[who].symbol for who in Identity if who != Identity.OTHER]
    assert len(looks) == len(Identity)
    assert len(set(named)) == len(named)


def test_the_readers_own_area_is_drawn_last() -> None:
    assert set(theme.DRAWN) == set(Identity)
    assert theme.DRAWN[-1] == Identity.OWN
    assert theme.DRAWN[0] == Identity.OTHER


def test_letters_end_with_a_family_every_machine_has() -> None:
    assert theme.FONT_FAMILY.endswith("sans-serif")
