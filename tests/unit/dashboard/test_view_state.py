"""Links to views and back, whatever a link may hold."""

from dataclasses import replace
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.view_state import (
    AGAINST,
    LANGUAGES,
    LIMITS,
    LONGEST_QUERY,
    LONGEST_SHOWN,
    MOST_NOTES,
    MOST_PINNED,
    PARAMETERS,
    Known,
    Note,
    ViewState,
    parse_query,
)

AREAS = tuple("ABCDEFG")
MEASURES = ("conviction_rate", "caseload")
KNOWN = Known(areas=AREAS, measures=MEASURES)
DEFAULTS = ViewState(area="A", measure="conviction_rate")

words = st.text(
    st.characters(categories=["L", "N", "P", "S"], exclude_characters="\ufffd"),
    max_size=LONGEST_SHOWN,
)


def parse(query: str) -> tuple[ViewState, tuple[Note, ...]]:
    return parse_query(query, known=KNOWN, defaults=DEFAULTS)


@st.composite
def states(draw: st.DrawFn) -> ViewState:
    """Any view a reader can be in."""
    area = draw(st.sampled_from(AREAS))
    others = [code for code in AREAS if code != area]
    pinned = draw(st.lists(st.sampled_from(others), max_size=4, unique=True))
    against = st.sampled_from([*AGAINST, *(f"area:{code}" for code in AREAS)])
    return ViewState(
        area=area,
        measure=draw(st.sampled_from(MEASURES)),
        period=draw(st.sampled_from(["", "2014", "2014-Q3", "2013-12/2014-11"])),
        window=draw(st.sampled_from(["", "month", "rolling_year"])),
        against=draw(against),
        pinned=tuple(pinned),
        breakdown=draw(words),
        group=draw(words),
        offence=draw(words),
        court=draw(words),
        stage=draw(words),
        as_of=draw(st.dates().map(str) | st.just("")),
        limits=draw(st.sampled_from(LIMITS)),
        lang=draw(st.sampled_from(LANGUAGES)),
        present=draw(st.sampled_from(["", "1"])),
    )


@given(states())
def test_a_view_survives_its_link(state: ViewState) -> None:
    query = state.to_query(DEFAULTS)
    found, notes = parse(query)
    if len(query) <= LONGEST_QUERY:
        assert found == state
        assert notes == ()


@given(states())
def test_a_link_read_is_the_shortest_link_to_its_view(state: ViewState) -> None:
    query = state.to_query(DEFAULTS)
    if len(query) <= LONGEST_QUERY:
        assert parse(query)[0].to_query(DEFAULTS) == query


@given(st.text() | st.text().map(lambda text: f"area={text}&{text}={text}"))
def test_reading_a_link_never_raises_and_notes_can_be_written(query: str) -> None:
    state, notes = parse(query)
    assert state.area in AREAS
    assert state.measure in MEASURES
    assert len(notes) <= MOST_NOTES
    assert all("".join(note).isprintable() for note in notes)


@given(st.dictionaries(st.sampled_from(PARAMETERS), st.text(max_size=80)))
def test_no_value_of_a_known_parameter_leaves_the_view_unusable(
    given: dict[str, str],
) -> None:
    state, _ = parse(urlencode(given, errors="replace"))
    assert set(state.pinned) <= set(AREAS) - {state.area}
    assert len(state.pinned) <= MOST_PINNED
    assert state.limits in LIMITS
    assert state.lang in LANGUAGES
    for name in ("period", "breakdown", "group", "offence", "court", "stage"):
        assert getattr(state, name).isprintable()


def test_the_usual_view_has_a_bare_link() -> None:
    assert DEFAULTS.to_query(DEFAULTS) == ""
    assert ViewState().to_query() == ""


def test_a_link_holds_only_what_differs_in_the_order_of_the_fields() -> None:
    state = replace(DEFAULTS, lang="cy", pinned=("C", "B"), period="2014")
    assert state.to_query(DEFAULTS) == "period=2014&pinned=C,B&lang=cy"


def test_a_link_can_be_read_by_a_person() -> None:
    state = replace(DEFAULTS, against="area:B", period="2013-12/2014-11")
    assert state.to_query(DEFAULTS) == "period=2013-12/2014-11&against=area:B"


@pytest.mark.parametrize("query", ["", "?", "?area=A", "area=&measure="])
def test_a_bare_link_is_the_usual_view(query: str) -> None:
    assert parse(query) == (DEFAULTS, ())


def test_the_question_mark_may_be_there_or_not() -> None:
    assert parse("?area=B") == parse("area=B")


def test_an_unknown_parameter_is_passed_over_with_a_note() -> None:
    state, notes = parse("colour=red&area=B")
    assert state.area == "B"
    assert notes == (Note("unknown_parameter", "colour", "red"),)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("area", "Z"),
        ("measure", "guesswork"),
        ("window", "fortnight"),
        ("against", "everybody"),
        ("against", "area:Z"),
        ("against", "B"),
        ("limits", "none"),
        ("lang", "fr"),
        ("present", "yes"),
        ("as_of", "yesterday"),
        ("as_of", "2026-02-30"),
        ("as_of", "20260331"),
        ("period", "2014\x00"),
        ("offence", "x" * 61),
    ],
)
def test_a_bad_value_falls_back_with_a_note(name: str, value: str) -> None:
    state, notes = parse(urlencode({name: value}))
    assert state == DEFAULTS
    assert [(note.kind, note.parameter) for note in notes] == [("bad_value", name)]


def test_a_day_that_was_is_a_good_as_of() -> None:
    assert parse("as_of=2026-03-31") == (replace(DEFAULTS, as_of="2026-03-31"), ())


def test_a_long_value_is_cut_short_in_its_note() -> None:
    _, notes = parse("area=" + "z" * 500)
    assert notes[0].value == "z" * LONGEST_SHOWN + "…"


def test_a_note_holds_nothing_that_cannot_be_shown() -> None:
    for query in ("area=\ud800", "area=%00%0A", "%FF=%FF", "\ud800"):
        for note in parse(query)[1]:
            assert "".join(note).isprintable()
            assert "".join(note).encode("utf-8")


def test_a_link_of_many_slips_gets_few_notes_and_no_note_twice() -> None:
    assert len(parse("&".join(f"x{n}=1" for n in range(200)))[1]) == MOST_NOTES
    assert len(parse("&".join(["x=1"] * 200))[1]) == 1


def test_an_overlong_link_is_followed_as_far_as_it_is_read() -> None:
    state, notes = parse("lang=cy&x=" + "y" * LONGEST_QUERY + "&area=B")
    assert state.lang == "cy"
    assert state.area == "A"
    assert notes[0] == Note("too_long", "", "")


def test_the_last_of_two_values_counts() -> None:
    assert parse("area=B&area=C")[0].area == "C"


def test_pins_come_in_one_parameter_or_in_several() -> None:
    """The second is how a form without script sends them."""
    assert parse("pinned=B,C")[0].pinned == ("B", "C")
    assert parse("pinned=B&pinned=C&pinned=")[0].pinned == ("B", "C")


def test_a_pin_is_pinned_once() -> None:
    assert parse("pinned=B,B,B")[0].pinned == ("B",)


def test_the_readers_own_area_is_not_pinned() -> None:
    assert parse("area=B&pinned=B,C")[0].pinned == ("C",)
    assert parse("pinned=B,C&area=B")[0].pinned == ("C",)


def test_an_unknown_pin_is_named_and_the_others_kept() -> None:
    state, notes = parse("pinned=B,Z")
    assert state.pinned == ("B",)
    assert notes == (Note("bad_value", "pinned", "Z"),)


def test_a_fifth_pin_takes_the_place_of_the_oldest_in_a_link_as_on_the_page() -> None:
    four = replace(DEFAULTS, pinned=("B", "C", "D", "E"))
    assert four.with_pin("F").pinned == ("C", "D", "E", "F")
    state, notes = parse("pinned=B,C,D,E,F")
    assert state.pinned == ("C", "D", "E", "F")
    assert notes == (Note("too_many_pins", "pinned", "B"),)


def test_pinning_twice_unpins() -> None:
    once = DEFAULTS.with_pin("B")
    assert once.pinned == ("B",)
    assert once.with_pin("B") == DEFAULTS


def test_pinning_the_own_area_changes_nothing() -> None:
    assert DEFAULTS.with_pin("A") == DEFAULTS


def test_an_area_may_be_the_benchmark() -> None:
    assert parse("against=area:B") == (replace(DEFAULTS, against="area:B"), ())
