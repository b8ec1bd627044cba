import pytest

from tests.reading_age import count_syllables, reading_age


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("cat", 1),
        ("charge", 1),
        ("charged", 1),
        ("started", 2),
        ("people", 2),
        ("decision", 3),
        ("administration", 5),
        ("goes", 1),
        ("85", 2),
    ],
)
def test_syllables_are_counted(word: str, syllables: int) -> None:
    assert count_syllables(word) == syllables


def test_a_childs_sentence_is_easy_and_an_officials_is_not() -> None:
    easy = reading_age(["The cat sat on the mat. It was a big red cat."])
    hard = reading_age(
        [
            (
                "Administratively finalised prosecutions constitute a proportion of "
                "unsuccessful outcomes attributable to considerations of feasibility."
            )
        ]
    )
    assert easy < 7
    assert hard > 20
