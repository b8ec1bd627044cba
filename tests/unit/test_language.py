"""Words in two languages, and which of a message's forms a count takes."""

from babel.messages import Catalog

from dashboard.language import Language

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
