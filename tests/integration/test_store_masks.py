"""Figures under the disclosure policy: hidden once, hidden everywhere."""

import io
import struct
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from dashboard.disclosure import TooManySmall
from data import masking
from data.check import find_problems
from data.definitions import read_disclosure
from data.engine import make_engine
from data.export import export_observations
from data.ingest import PUBLICATIONS
from data.load import load
from data.merge import ReplacesPublic
from data.outcome import Outcome
from data.public_copy import NotAPublicCopy, export_public
from data.queries.counts import Count, CountsQuery, fetch_counts
from data.queries.releases import (
    fetch_coverage,
    fetch_data_version,
    fetch_refusals,
    fetch_releases,
)
from data.queries.revisions import fetch_versions
from data.releases import roll_back
from data.schema import StoreNotReady
from data.tables import PARTNER, PUBLIC
from tests.integration.stores import Store

KENT, ESSEX = "E23000032", "E23000028"
HEADINGS = (
    "series,area_type,area_code,period_start,frequency,breakdown,category,value,status"
)
GROUPS = ("homicide", "robbery", "burglary", "drugs_offences")
SERIES = "cps_convictions"

Rows = dict[tuple[str, str], int]


def write(path: Path, rows: Rows, *, month: str = "2017-01", bad: str = "") -> Path:
    """Convictions by area and offence group, and of all groups together."""
    lines = [HEADINGS]
    for code in sorted({code for code, _ in rows}):
        groups = {group: n for (area, group), n in rows.items() if area == code}
        for group, count in {**groups, "all": sum(groups.values())}.items():
            breakdown = "all" if group == "all" else "offence_group"
            lines.append(
                f"{SERIES},criminal_justice_area,{code},{month}-01,month,"
                f"{breakdown},{group},{count},published"
            )
    if bad:
        lines.append(
            f"{SERIES},criminal_justice_area,{KENT},2017-01-09,month,all,all,{bad},published"
        )
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def put(store: Store, path: Path, *, tier: str = PUBLIC) -> Outcome:
    tidy = PUBLICATIONS["tidy"]
    return load(store.writer, tidy, [path], loaded_by="a test", tier=tier)


def counts(
    store: Store, *, tier: str = PUBLIC, as_of: str | None = None
) -> list[Count]:
    engine = make_engine(store.url, tier=tier)
    groups = (("all", "all"), *(("offence_group", group) for group in GROUPS))
    query = CountsQuery(
        (SERIES,), "criminal_justice_area", (), 190001, 299912, groups, as_of=as_of
    )
    found = fetch_counts(engine, query)
    engine.dispose()
    return found


def values(found: list[Count]) -> dict[tuple[str, int, str], float | None]:
    return {(row.area_code, row.period, row.category): row.value for row in found}


FOUR: Rows = dict(zip([(KENT, g) for g in GROUPS], (3, 20, 30, 400), strict=True))


def test_a_small_count_is_hidden_and_the_next_smallest_with_it(
    store: Store, tmp_path: Path
) -> None:
    outcome = put(store, write(tmp_path / "a.csv", FOUR))
    assert outcome.concealed[1:] == (5, 1, 1, 0)
    found = values(counts(store))
    assert found == {
        (KENT, 201701, "homicide"): None,
        (KENT, 201701, "robbery"): None,
        (KENT, 201701, "burglary"): 30,
        (KENT, 201701, "drugs_offences"): 400,
        (KENT, 201701, "all"): 453,
    }
    hidden = [row.status for row in counts(store) if row.value is None]
    assert hidden == ["suppressed", "suppressed"]
    assert find_problems(store.reader) == []


def test_what_is_public_already_is_left_as_it_is(store: Store, tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", FOUR)
    tidy = PUBLICATIONS["tidy"]
    load(store.writer, tidy, [path], loaded_by="a test", already_public=True)
    assert None not in values(counts(store)).values()
    assert find_problems(store.reader) == []


def test_neither_the_contract_nor_an_export_has_a_hidden_number(
    store: Store, tmp_path: Path
) -> None:
    put(store, write(tmp_path / "a.csv", FOUR))
    with store.reader.connect() as connection:
        rows = connection.execute(
            text("SELECT category, value, status FROM observations ORDER BY category")
        ).all()
    assert ("homicide", None, "suppressed") in [tuple(row) for row in rows]
    written = io.StringIO()
    export_observations(store.reader, written)
    assert ",homicide,,suppressed" in written.getvalue()
    assert ",robbery,,suppressed" in written.getvalue()
    whole = io.StringIO()
    export_observations(store.reader, whole, with_hidden=True)
    assert ",homicide,3,published" in whole.getvalue()


def test_a_figure_hidden_in_one_edition_is_hidden_in_all(
    store: Store, tmp_path: Path
) -> None:
    first = {**FOUR, (KENT, "homicide"): 12}
    put(store, write(tmp_path / "a.csv", first))
    assert None not in values(counts(store)).values()
    put(store, write(tmp_path / "a.csv", FOUR))
    (known,) = {row.value for row in counts(store, as_of="2999-01-01")
                if row.category == "homicide"}  # fmt: skip
    assert known is None
    versions = fetch_versions(
        store.reader, ((SERIES, "offence_group", "homicide"),),
        area_type="criminal_justice_area", area_code=KENT,
    )  # fmt: skip
    assert len(versions) == 2
    assert [version.value for version in versions] == [None, None]
    assert find_problems(store.reader) == []


def test_what_was_hidden_stays_hidden_when_more_is_loaded(
    store: Store, tmp_path: Path
) -> None:
    put(store, write(tmp_path / "a.csv", FOUR))
    more = {(ESSEX, group): 50 + number for number, group in enumerate(GROUPS)}
    put(store, write(tmp_path / "b.csv", more))
    found = values(counts(store))
    assert [key for key, value in found.items() if value is None] == [
        (KENT, 201701, "homicide"), (KENT, 201701, "robbery")
    ]  # fmt: skip


def test_rolling_back_a_release_decides_anew_for_what_is_left(
    store: Store, tmp_path: Path
) -> None:
    first = {**FOUR, (KENT, "homicide"): 12}
    put(store, write(tmp_path / "a.csv", first))
    outcome = put(store, write(tmp_path / "a.csv", FOUR))
    assert outcome.release_id is not None
    roll_back(store.writer, outcome.release_id)
    assert find_problems(store.reader) == []
    assert values(counts(store))[KENT, 201701, "burglary"] == 30


def test_a_release_for_partners_does_not_exist_for_the_public(
    store: Store, tmp_path: Path
) -> None:
    put(store, write(tmp_path / "a.csv", FOUR))
    later = {(KENT, group): 60 + number for number, group in enumerate(GROUPS)}
    path = write(tmp_path / "b.csv", later, month="2017-02", bad="77")
    put(store, path, tier=PARTNER)
    public, partner = make_engine(store.url), store.reader
    assert {row.period for row in counts(store)} == {201701}
    assert {row.period for row in counts(store, tier=PARTNER)} == {201701, 201702}
    assert [len(fetch_releases(engine)) for engine in (public, partner)] == [1, 2]
    assert [len(fetch_refusals(engine)) for engine in (public, partner)] == [0, 1]
    assert {row.period for row in fetch_coverage(public)} == {201701}
    assert {row.period for row in fetch_coverage(partner)} == {201701, 201702}
    public.dispose()
    assert find_problems(store.reader) == []


def test_a_release_for_partners_takes_the_place_of_nothing_public(
    store: Store, tmp_path: Path
) -> None:
    put(store, write(tmp_path / "a.csv", FOUR))
    other = {**FOUR, (KENT, "drugs_offences"): 999}
    refused = put(store, write(tmp_path / "b.csv", other), tier=PARTNER)
    assert refused.release_id is None
    (reason,) = (refusal.reason for refusal in refused.refused_files)
    assert "otherwise than everybody sees it" in reason
    same = put(store, write(tmp_path / "c.csv", FOUR), tier=PARTNER)
    assert same.release_id is None


def test_a_list_for_partners_cannot_stand_in_for_a_public_one(
    store: Store, tmp_path: Path
) -> None:
    def events(title: str) -> Path:
        path = tmp_path / "events.csv"
        path.write_text(
            "happened_on,title,title_cy,area_code,measure_id,kind,decided_by,reason\n"
            f"2017-01-05,{title},,,,note,,\n",
            encoding="utf-8",
        )
        return path

    kind = PUBLICATIONS["events"]
    load(store.writer, kind, [events("For all")], loaded_by="a test")
    with pytest.raises(ReplacesPublic):
        load(
            store.writer, kind, [events("For few")], loaded_by="a test", tier=PARTNER
        )  # fmt: skip


#: Hidden beside a small one, of another edition, withdrawn, refused, for partners.
MARKERS = (867_530_901, 765_432_123, 654_321_077, 543_210_911, 432_109_833)


def test_the_public_copy_holds_no_hidden_number_at_all(
    sqlite_store: Store, tmp_path: Path
) -> None:
    store = sqlite_store
    beside, older, withdrawn, refused, partner = MARKERS
    rows = {**FOUR, (KENT, "robbery"): beside, (KENT, "burglary"): 911_122_233,
            (KENT, "drugs_offences"): 933_344_455}  # fmt: skip
    put(store, write(tmp_path / "a.csv", {**rows, (KENT, "robbery"): older}))
    put(store, write(tmp_path / "a.csv", rows, bad=str(refused)))
    gone = {(ESSEX, group): withdrawn + number for number, group in enumerate(GROUPS)}
    outcome = put(store, write(tmp_path / "b.csv", gone))
    assert outcome.release_id is not None
    roll_back(store.writer, outcome.release_id)
    closed = {(KENT, group): partner for group in GROUPS}
    put(store, write(tmp_path / "c.csv", closed, month="2017-02"), tier=PARTNER)
    target = make_engine(f"sqlite:///{tmp_path}/public.db", read_only=False)
    for _ in range(2):
        export_public(store.reader, target)
    original = b"".join(p.read_bytes() for p in tmp_path.glob("store/*"))
    copied = b"".join(p.read_bytes() for p in tmp_path.glob("public.db*"))
    for marker in MARKERS:
        assert any(form in original for form in forms(marker)), marker
        assert not any(form in copied for form in forms(marker)), marker
    assert any(form in copied for form in forms(933_344_455))


def forms(number: int) -> tuple[bytes, ...]:
    """How a number may stand in a file: in figures, as SQLite packs it, as a float."""
    return (
        str(number).encode(),
        struct.pack(">i", number),
        struct.pack(">d", float(number)),
        struct.pack("<d", float(number)),
    )


def test_a_public_copy_answers_the_public_as_the_store_does(
    store: Store, tmp_path: Path
) -> None:
    put(store, write(tmp_path / "a.csv", FOUR))
    later = {(KENT, group): 60 for group in GROUPS}
    put(store, write(tmp_path / "b.csv", later, month="2017-02"), tier=PARTNER)
    target = make_engine(f"sqlite:///{tmp_path}/public.db", read_only=False)
    export_public(store.reader, target)
    copied = make_engine(f"sqlite:///{tmp_path}/public.db")
    assert find_problems(copied) == []
    groups = (("all", "all"), *(("offence_group", group) for group in GROUPS))
    query = CountsQuery((SERIES,), "criminal_justice_area", (), 0, 999912, groups)
    public = make_engine(store.url)
    assert fetch_counts(copied, query) == fetch_counts(public, query)
    assert fetch_releases(copied) == fetch_releases(public)
    assert fetch_refusals(copied) == fetch_refusals(public)
    assert fetch_coverage(copied) == fetch_coverage(public)
    copied.dispose()
    public.dispose()


def test_a_public_copy_is_written_over_no_other_store_and_not_loaded_into(
    store: Store, tmp_path: Path
) -> None:
    put(store, write(tmp_path / "a.csv", FOUR))
    with pytest.raises(NotAPublicCopy):
        export_public(store.reader, store.writer)
    target = make_engine(f"sqlite:///{tmp_path}/public.db", read_only=False)
    export_public(store.reader, target)
    tidy = PUBLICATIONS["tidy"]
    with pytest.raises(StoreNotReady, match="copy for the public"):
        load(target, tidy, [write(tmp_path / "b.csv", FOUR)], loaded_by="a test")


def test_what_a_publisher_hid_is_hidden_with_another(
    store: Store, tmp_path: Path
) -> None:
    path = write(tmp_path / "a.csv", FOUR | {(KENT, "homicide"): 50})
    text_of = path.read_text("utf-8")
    assert ",homicide,50,published" in text_of
    path.write_text(text_of.replace(",homicide,50,published", ",homicide,,suppressed"))
    put(store, path)
    found = values(counts(store))
    assert [key[2] for key, value in found.items() if value is None] == [
        "homicide", "robbery"
    ]  # fmt: skip


def test_a_load_that_hides_too_much_to_be_decided_changes_nothing(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = put(store, write(tmp_path / "a.csv", {(KENT, "robbery"): 40}))
    monkeypatch.setattr("dashboard.stats.linked_sums.MOST_WORK", 1)
    rows = {(KENT, group): 3 for group in GROUPS} | {(ESSEX, "robbery"): 2}
    with pytest.raises(TooManySmall, match="Load fewer years at a time"):
        put(store, write(tmp_path / "b.csv", rows, month="2017-02"))
    assert [row.release_id for row in fetch_releases(store.writer)] == [kept.release_id]


def version_after(
    folder: Path, counts: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> str:
    """The data version of a store of these counts, under a policy that rounds."""
    stated = read_disclosure()
    rounding = {**stated, "policy": {**stated["policy"], "round_to": 7}}
    monkeypatch.setattr(masking, "read_disclosure", lambda: rounding)
    engine = make_engine(f"sqlite:///{folder}/own.db", read_only=False)
    rows = dict(zip([(KENT, group) for group in GROUPS], counts, strict=True))
    load(
        engine,
        PUBLICATIONS["tidy"],
        [write(folder / "a.csv", rows)],
        loaded_by="a test",
        loaded_at=datetime(2026, 3, 31, tzinfo=UTC),
    )
    found = fetch_data_version(engine)
    engine.dispose()
    return found


def test_the_data_version_follows_from_rounded_figures_and_not_from_exact_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The first two are shown as 42, 98, 147, 399 and 686 in all; the last is not.
    versions = []
    for number, counts in enumerate(
        [(42, 98, 147, 399), (43, 97, 148, 398), (50, 98, 147, 399)]
    ):
        folder = tmp_path / str(number)
        folder.mkdir()
        versions.append(version_after(folder, counts, monkeypatch))
    assert versions[0] == versions[1]
    assert versions[0] != versions[2]
