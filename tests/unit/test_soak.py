"""The soak finds what is wrong in what it saw."""

from tests.soak import LATE_SECONDS, Seen, Told, Version, wrong

OLD = Told("/compare", '"1"', "old figures")
NEW = Told("/compare", '"2"', "new figures")
VERSIONS = (Version(100.0, {"/compare": OLD}), Version(200.0, {"/compare": NEW}))


def seen(told: Told, at: float) -> Seen:
    found = Seen()
    found.answers[told] += 1
    found.last[told] = at
    return found


def test_answers_of_their_version_and_time_are_right() -> None:
    assert wrong(seen(OLD, 100.0 + LATE_SECONDS), VERSIONS) == []
    assert wrong(seen(NEW, 150.0), VERSIONS) == []


def test_old_figures_long_after_a_load_are_found() -> None:
    (found,) = wrong(seen(OLD, 101.0 + LATE_SECONDS), VERSIONS)
    assert "after its version" in found


def test_figures_no_store_holds_are_found() -> None:
    mixed = Told("/compare", NEW.tag, "half of each")
    assert wrong(seen(mixed, 150.0), VERSIONS) == ["/compare: an answer of no version"]


def test_what_two_people_saw_is_put_together() -> None:
    both = seen(OLD, 90.0)
    both.add(seen(OLD, 95.0))
    both.add(seen(NEW, 150.0))
    assert both.answers == {OLD: 2, NEW: 1}
    assert both.last == {OLD: 95.0, NEW: 150.0}
