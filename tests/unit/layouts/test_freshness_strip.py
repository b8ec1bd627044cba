from dataclasses import replace
from datetime import UTC, date, datetime

from dashboard.freshness import Freshness
from dashboard.periods import Window
from dashboard.releases import Release
from layouts.freshness import freshness_sentence, freshness_strip, freshness_table
from tests.factories import ENGLISH, make_measure, period
from tests.unit.layouts.frames import drawn
from tests.unit.layouts.views import SOURCE

LOADED = Release(
    1, "case_outcomes", "2014-06", None, datetime(2014, 9, 1, tzinfo=UTC), 10,
    "current", "",
)  # fmt: skip
IN_TIME = Freshness(
    source=SOURCE,
    measures=(make_measure(),),
    latest=period("2014-06", Window.MONTH),
    release=LOADED,
    expected=period("2014-07", Window.MONTH),
    due_on=date(2015, 1, 31),
    is_late=False,
    missing=(period("2014-03", Window.MONTH),),
)
LATE = replace(IN_TIME, is_late=True, missing=())
NOTHING = replace(
    IN_TIME, latest=None, release=None, expected=None, due_on=None, missing=()
)


def test_each_publication_says_how_far_it_reaches_and_what_never_came() -> None:
    entries = list(
        drawn(freshness_strip([IN_TIME, LATE, NOTHING], ENGLISH)).every("li")
    )
    assert [entry.text for entry in entries] == [
        "Case outcomes to June 2014; 1 period was never published",
        "Case outcomes to June 2014 late",
        "Case outcomes nothing loaded",
    ]
    classes = [entry.attributes.get("class") for entry in entries]
    assert classes == [None, "late", "late"]


def test_how_many_are_loaded_and_late_is_said() -> None:
    said = freshness_sentence([IN_TIME, LATE, NOTHING], ENGLISH)
    assert said == "2 of 3 publications are loaded; 1 of them late."
    assert freshness_sentence([NOTHING], ENGLISH) == "Nothing is loaded yet."


def test_the_table_says_what_is_next_and_by_when() -> None:
    table = drawn(freshness_table([IN_TIME, LATE, NOTHING], ENGLISH))
    rows = [
        [cell.text for cell in row.every("td")]
        for row in table.one("tbody").every("tr")
    ]
    assert rows == [
        ["June 2014", "July 2014", "31 January 2015", "1 September 2014", "March 2014"],
        ["June 2014", "July 2014", "31 January 2015, late", "1 September 2014", "–"],
        ["nothing loaded", "–", "–", "–", "–"],
    ]
