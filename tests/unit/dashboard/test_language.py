"""Words in two languages, and which of a message's forms a count takes."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from babel.messages import Catalog
from hypothesis import given
from hypothesis import strategies as st

from dashboard.language import MINUS, Language, read_language
from tests.factories import ENGLISH, WELSH

AREAS = ("{count} areas", "{count} area", "two", "three", "six")


def test_a_welsh_count_takes_the_form_its_catalogue_keeps_for_it() -> None:
    """The catalogue's own rule, in its header, is the other implementation."""
    welsh = Language("cy", {"area": AREAS})
    rule = Catalog("cy").plural_expr.split("?")
    assert [part.strip(" ()") for part in rule] == [
        "n==1",
        "1 : n==2",
        "2 : n==3",
        "3 : n==6",
        "4 : 0",
    ]
    expected = {0: 0, 1: 1, 2: 2, 3: 3, 4: 0, 5: 0, 6: 4, 7: 0, 42: 0}
    for count, form in expected.items():
        assert welsh.ngettext("area", "areas", count) == AREAS[form]


def test_an_english_count_is_one_or_more() -> None:
    english = Language("en", {"area": ("area", "areas")})
    assert [english.ngettext("area", "areas", n) for n in (0, 1, 2)] == [
        "areas",
        "area",
        "areas",
    ]


def test_a_message_without_a_translation_stands_for_itself() -> None:
    assert Language("cy", {}).gettext("Compare areas") == "Compare areas"


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (2.5, 0, "3"),
        (3.5, 0, "4"),
        (0.125, 2, "0.13"),
        (2.675, 2, "2.68"),
        (1234567, 0, "1,234,567"),
        (-0.04, 1, "0.0"),
        (-1234.5, 1, f"{MINUS}1,234.5"),
        (-0.5, 0, f"{MINUS}1"),
        (0, 1, "0.0"),
    ],
)
def test_a_number_is_rounded_half_up_as_people_do(
    value: float, decimals: int, expected: str
) -> None:
    assert ENGLISH.number(value, decimals) == expected


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        (0.8253, "82.5%"),
        (0.285, "28.5%"),
        (0.00005, "0.0%"),
        (0.0005, "0.1%"),
        (0.99949, "99.9%"),
        (0.9995, "100.0%"),
        (1, "100.0%"),
        (0.82535, "82.5%"),
        (0.82550, "82.6%"),
    ],
)
def test_a_share_is_printed_as_a_percentage(share: float, expected: str) -> None:
    """0.285 times 100 is 28.499999999999996 in binary; a reader typed 28.5."""
    assert ENGLISH.percent(share) == expected


@given(st.floats(-1e12, 1e12), st.integers(0, 4))
def test_a_printed_number_is_within_half_a_step(value: float, decimals: int) -> None:
    text = ENGLISH.number(value, decimals).replace(",", "").replace(MINUS, "-")
    step = Decimal(1).scaleb(-decimals)
    assert abs(Decimal(text) - Decimal(repr(value))) * 2 <= step
    assert "e" not in text.lower()


def test_a_number_of_another_library_prints_like_any_other() -> None:
    class Wrapped(float):
        def __repr__(self) -> str:
            return f"wrapped({float(self)})"

    assert ENGLISH.number(Wrapped(12.25), 1) == "12.3"
    assert ENGLISH.percent(Wrapped(0.5)) == "50.0%"


def test_days_and_months_are_in_the_readers_language() -> None:
    when = date(2014, 7, 5)
    assert ENGLISH.day(when) == "5 July 2014"
    assert ENGLISH.month(when) == "July 2014"
    assert WELSH.day(when) == "5 Gorffennaf 2014"
    assert WELSH.month(when) == "Gorffennaf 2014"
    assert WELSH.month_name(12) == "Rhagfyr"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], ""),
        (["Kent"], "Kent"),
        (["Kent", "Essex"], "Kent and Essex"),
        (["Kent", "Essex", "Surrey"], "Kent, Essex and Surrey"),
    ],
)
def test_a_list_reads_as_a_sentence(words: list[str], expected: str) -> None:
    assert ENGLISH.join(words) == expected


def test_a_language_without_a_catalogue_says_things_in_english(tmp_path: Path) -> None:
    assert read_language("cy", tmp_path).gettext("Compare") == "Compare"


def test_a_message_that_is_in_doubt_is_not_used(tmp_path: Path) -> None:
    folder = tmp_path / "cy" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "messages.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
        'msgid "Compare"\nmsgstr "Cymharu"\n\n'
        '#, fuzzy\nmsgid "Data"\nmsgstr "Efallai"\n\n'
        'msgid "{count} area"\nmsgid_plural "{count} areas"\n'
        'msgstr[0] "{count} o ardaloedd"\nmsgstr[1] ""\n',
        encoding="utf-8",
    )
    welsh = read_language("cy", tmp_path)
    assert welsh.gettext("Compare") == "Cymharu"
    assert welsh.gettext("Data") == "Data"
    assert welsh.ngettext("{count} area", "{count} areas", 7) == "{count} areas"


def test_there_is_no_third_language() -> None:
    with pytest.raises(KeyError, match="fr"):
        read_language("fr")
