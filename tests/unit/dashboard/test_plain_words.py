"""The report to the community: short, plain, and true to the verdict."""

from datetime import date
from itertools import product

import pytest

from dashboard.measures import load_catalogue
from dashboard.plan.model import Action, Words
from dashboard.plan.plain_words import (
    actions_paragraph,
    plain_paragraphs,
    plain_value,
    plain_verdict,
)
from dashboard.plan.priorities import PriorityProgress
from dashboard.verdicts import Change, Outlook
from data.definitions import (
    read_demonstration_plan,
    read_measures,
    read_sources,
)
from tests.factories import ENGLISH, WELSH, make_measure
from tests.plan_examples import make_action, make_priority, make_progress
from tests.reading_age import reading_age

TODAY = date(2026, 3, 31)
#: About 12, as the report promises; a year of grace for the measure's roughness.
OLDEST = 12.5


def paragraphs(change: Change, outlook: Outlook, *actions: Action) -> list[str]:
    progress = make_progress(change=change, outlook=outlook)
    priority = make_priority(actions=actions, plain=Words("We want more cases to win."))
    found = PriorityProgress(priority, (progress,), (), (), ())
    return plain_paragraphs(found, today=TODAY, language=ENGLISH)


@pytest.mark.parametrize(("change", "outlook"), list(product(Change, Outlook)))
def test_every_verdict_is_told_at_a_reading_age_of_about_twelve(
    change: Change, outlook: Outlook
) -> None:
    told = paragraphs(change, outlook, make_action("done"), make_action("under_way"))
    assert reading_age(told) < OLDEST, told


def test_the_texts_of_measures_and_of_the_made_up_plan_are_as_plain() -> None:
    catalogue = load_catalogue(read_measures(), read_sources())
    texts = [measure.plain for measure in catalogue.values() if measure.plain]
    assert len(texts) >= 7
    rows = read_demonstration_plan()["priorities"]
    for text in [*texts, *(row["plain"] for row in rows)]:
        assert reading_age([text]) < OLDEST + 1, text
    assert reading_age(texts) < OLDEST


def test_a_share_is_so_many_in_every_hundred() -> None:
    measure = make_measure()
    assert plain_value(measure, 0.8135, ENGLISH) == "81 in every 100"
    assert plain_value(measure, 0.0668, ENGLISH) == "6.7 in every 100"
    assert plain_value(measure, 0.09, ENGLISH) == "9 in every 100"


@pytest.mark.parametrize(
    ("outlook", "words"),
    [
        (Outlook.WILL_MISS, "we will not reach this goal"),
        (Outlook.WILL_MEET, "We meet this goal each time"),
        (Outlook.HIT_AND_MISS, "down to chance"),
        (Outlook.NOT_ENOUGH_DATA, "cannot say yet"),
        (Outlook.NO_TARGET, "not set a goal yet"),
    ],
)
def test_each_outlook_has_its_sentence(outlook: Outlook, words: str) -> None:
    progress = make_progress(outlook=outlook)
    found = PriorityProgress(make_priority(), (progress,), (), (), ())
    assert words in plain_verdict(found, ENGLISH)
    assert words in " ".join(plain_paragraphs(found, today=TODAY, language=ENGLISH))


def test_without_a_measure_it_says_that_nothing_shows_yet() -> None:
    found = PriorityProgress(make_priority(), (), (), (), ())
    assert "no number yet" in plain_verdict(found, ENGLISH)


def test_actions_are_counted_done_under_way_and_late() -> None:
    actions = (
        make_action("done"),
        make_action("under_way", due_on=date(2026, 1, 1)),
        make_action("planned"),
        make_action("stopped"),
    )
    told = actions_paragraph(
        make_priority(actions=actions), today=TODAY, language=ENGLISH
    )
    assert told == (
        "We have done one thing that we said we would do. We are still working on 2. "
        "One of these is late."
    )
    none = actions_paragraph(make_priority(), today=TODAY, language=ENGLISH)
    assert none == "We have not said yet what we will do."


def test_welsh_readers_get_welsh_words_or_the_english_ones() -> None:
    assert Words("English", "Cymraeg").text(WELSH) == "Cymraeg"
    assert Words("English").text(WELSH) == "English"
    assert Words("English").tongue(WELSH) == "en"
    assert Words("English", "Cymraeg").tongue(WELSH) is None
