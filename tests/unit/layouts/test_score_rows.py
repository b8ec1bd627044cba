from typing import Any

from dashboard.scorecard import ScoreRow
from layouts.score_rows import score_columns, score_row
from layouts.tables import table
from tests.factories import ENGLISH, make_state
from tests.integration.web.documents import Element
from tests.unit.dashboard.scorecards import GEOGRAPHY, STABLE, make_row
from tests.unit.layouts.frames import drawn, make_frame


def _cells(row: ScoreRow, **changes: Any) -> list[Element]:
    frame = make_frame(make_state())
    rows = [score_row(row, GEOGRAPHY, frame, **changes)]
    columns = score_columns("England and Wales", ENGLISH, sort="number")
    whole = drawn(table(columns, rows, caption="Rows"))
    line = whole.one("tbody").one("tr")
    return [line.one("th"), *line.every("td")]


def test_a_row_says_everything_in_words() -> None:
    name, latest, other, line, change, target, verdict = _cells(make_row())
    assert name.text == "Conviction rate, all offences December 2023"
    assert latest.text == "80.5%"
    assert other.text.startswith("England and Wales ")
    assert line.one("svg").attributes["aria-hidden"] == "true"
    assert change.text == "No clear change"
    assert target.text == "No target"
    assert verdict.text.endswith(" England and Wales.")


def test_the_period_all_rows_share_is_only_heard() -> None:
    shared = _cells(make_row(), shared="December 2023")[0]
    assert "vh" in shared.one("span").attributes["class"].split()
    own = _cells(make_row(), shared="2022")[0]
    assert own.one("span").attributes["class"] == "when"


def test_what_is_worse_is_set_apart_and_sorted_before_the_rest() -> None:
    steady = _cells(make_row([*STABLE[:-1], 799.0]))
    fallen = _cells(make_row([*STABLE[:-1], 560.0]))
    assert "attn" in fallen[6].one("b").attributes["class"]
    assert not list(steady[6].every("b"))
    assert float(fallen[6].attributes["data-v"]) > float(steady[6].attributes["data-v"])
    assert fallen[4].text == "Getting worse"
    assert float(fallen[4].attributes["data-v"]) > float(steady[4].attributes["data-v"])


def test_a_target_stands_under_its_word() -> None:
    assert _cells(make_row(target=0.95))[5].text == "Will miss target 95.0%"
    assert _cells(make_row(target=0.5))[5].text == "Will meet target 50.0%"


def test_small_numbers_are_said_and_hidden_ones_have_no_verdict() -> None:
    small = _cells(make_row([20.0] * 24, cases=25, minimum_base=50))
    assert "the numbers are small" in small[6].text.lower()
    missing = _cells(make_row([*STABLE[:-1], None], others=800))
    assert missing[1].text == "[x]"
    assert missing[6].text == "Not published."


def test_a_change_that_is_judged_on_earlier_figures_says_up_to_when() -> None:
    change = _cells(make_row(settles_after=2))[4]
    assert change.text == "No clear change up to October 2023"
