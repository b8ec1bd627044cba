"""The mask of the store: which figures are hidden, decided when figures change.

Figures of releases that are public already are left as they are, and are known to
everybody; the others may be shown, unless they are small or would tell of one that is.
"""

import hashlib
import json
from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

from sqlalchemy import (
    Column,
    Connection,
    Integer,
    MetaData,
    SmallInteger,
    Table,
    and_,
    case,
    func,
    insert,
    or_,
    select,
    update,
)

from dashboard.disclosure import Concealment, Known, Policy, conceal, load_policy
from dashboard.disclosure import TooManySmall as TooManySmall
from data import merge
from data.definitions import read_disclosure
from data.masking_sums import Key, Numbering, Stored, tie_together
from data.masking_ties import read_ties
from data.queries.dimensions import read_dimensions
from data.queries.shown import show
from data.staging import KEY, analyse_temporary
from data.tables import MASKS, disclosure_state, facts, releases, status_codes
from data.version import bump_version

_SUPPRESSED = status_codes["suppressed"]
SHOWN, SMALL, OTHER, TOLD = (MASKS.index(name) for name in MASKS)

_concealed = Table(
    "concealed",
    MetaData(),
    *(Column(name, Integer, primary_key=True) for name in KEY),
    Column("mask", SmallInteger, nullable=False),
    prefixes=["TEMPORARY"],
)


class Concealed(NamedTuple):
    """What was decided: of which series, and how many figures are hidden and why."""

    series: tuple[int, ...] = ()
    figures: int = 0
    small: int = 0
    others: int = 0
    unprotected: int = 0


NOTHING_CONCEALED = Concealed()


class _Version(NamedTuple):
    stored: Stored
    release_id: int
    superseded_by: int | None
    mask: int | None


def policy_digest() -> str:
    """A sum of the policy and all that decides with it what is hidden."""
    said = json.dumps(read_disclosure(), sort_keys=True, default=str)
    return hashlib.sha256(said.encode()).hexdigest()


def needs_masks(connection: Connection) -> bool:
    """Whether the masks are those of another policy, or of none."""
    decided = connection.execute(select(disclosure_state.c.policy_digest)).scalar()
    return decided != policy_digest()


def sum_of_shown(connection: Connection, release_id: int) -> str:
    """A sum of what a release shows, as it shows it, and of nothing that it hides.

    Figures count as they are rounded: a sum of exact ones would let guesses at them
    be checked.
    """
    known = read_dimensions(connection)
    whole = hashlib.sha256()
    rows = connection.execute(
        select(
            *(facts.c[name] for name in KEY),
            facts.c.value,
            facts.c.status,
            facts.c.mask,
        )
        .where(facts.c.release_id == release_id)
        .order_by(*facts.primary_key.columns)
    )
    for *key, value, status, mask in rows:
        name = known.status_names[status]
        shown = show(value, name, mask, round_to=known.round_to)
        whole.update(repr((*key, *shown)).encode())
    return whole.hexdigest()


def decide_anew(connection: Connection) -> None:
    """Bring every mask in line with the policy as it is written, if it changed."""
    if not needs_masks(connection):
        return
    decided = decide_masks(connection, ())
    if decided.figures:
        merge.refresh_coverage(connection, decided.series)
        bump_version(connection, "disclosure", policy_digest())


def decide_masks(connection: Connection, series_ids: Collection[int]) -> Concealed:
    """Decide which figures of these series, and of those tied to them, are hidden.

    What was hidden stays hidden as long as the policy is the same: who saw what was
    shown before must not learn from what is shown now. Under another policy all is
    decided anew.
    """
    known = read_dimensions(connection)
    ties = read_ties(connection, known)
    is_anew = needs_masks(connection)
    chosen = set(known.series.values() if is_anew else series_ids)
    reached = ties.reach(chosen)
    policy = load_policy(read_disclosure())
    versions = list(_versions(connection, reached))
    codes: dict[Key, int] = {}
    if any(version.stored.is_movable for version in versions):
        numbering = Numbering()
        for version in versions:
            numbering.of(version.stored.key)
        found, _ = _decide(
            versions,
            numbering,
            policy,
            tie=lambda rows, fresh: tie_together(
                rows,
                numbering,
                ties,
                policy,
                size=len(numbering.numbers),
                category_breakdowns={
                    number: names[0] for number, names in known.category_names.items()
                },
                first_to_hide=fresh,
            ),
            keeps=not is_anew,
        )
        codes = _codes(versions, numbering, policy, found)
    _write(connection, chosen | reached, codes)
    return _say(connection, chosen | reached, policy)


def _versions(
    connection: Connection, series_ids: Collection[int]
) -> Iterator[_Version]:
    """Every version of the figures that was ever known, if any is under the policy."""
    closed = [
        row.release_id
        for row in connection.execute(
            select(releases.c.release_id).where(
                releases.c.already_public.is_(False), releases.c.state != "withdrawn"
            )
        )
    ]
    of_series = facts.c.series_id.in_(series_ids)
    some = select(facts.c.series_id).where(of_series, facts.c.release_id.in_(closed))
    if not closed or connection.execute(some.limit(1)).first() is None:
        return
    rows = connection.execute(
        select(
            *(facts.c[name] for name in KEY),
            facts.c.value,
            facts.c.status,
            facts.c.release_id,
            facts.c.superseded_by,
            facts.c.mask,
            facts.c.file_id,
        )
        .where(
            of_series,
            or_(
                facts.c.superseded_by.is_(None),
                facts.c.superseded_by != facts.c.release_id,
            ),
        )
        .order_by(*facts.primary_key.columns)
    )
    under_policy = frozenset(closed)
    for row in rows:
        yield _Version(
            Stored(
                (row[0], row[1], row[2], row[3], row[4]),
                row.value,
                row.status,
                is_movable=row.release_id in under_policy,
                is_worked_out=row.file_id is None,
            ),
            row.release_id,
            row.superseded_by,
            row.mask,
        )


def _decide(
    versions: list[_Version],
    numbering: Numbering,
    policy: Policy,
    *,
    tie: Callable[[list[Stored], frozenset[int]], Known],
    keeps: bool,
) -> tuple[Concealment, frozenset[int]]:
    """What is hidden, and every cell that could have been."""
    numbers = numbering.numbers
    before = {v.stored.key for v in versions if v.mask is not None}
    fresh = frozenset(n for key, n in numbers.items() if key not in before)
    changed = sorted({v.superseded_by for v in versions if v.superseded_by is not None})
    times = [tie([v.stored for v in versions if v.superseded_by is None], fresh)]
    times += [
        tie([v.stored for v in versions if _stood_before(v, release)], fresh)
        for release in changed
    ]
    movable = frozenset(cell for time in times for cell in time.sums.movable)
    hidden = {
        numbers[v.stored.key]
        for v in versions
        if numbers[v.stored.key] in movable
        and (_is_small(v.stored, policy) or (keeps and (v.mask or 0) > 0))
    }
    return conceal(times, hidden, policy), movable


def _stood_before(version: _Version, release_id: int) -> bool:
    by = version.superseded_by
    return version.release_id < release_id and (by is None or by >= release_id)


def _is_small(stored: Stored, policy: Policy) -> bool:
    if stored.value is None:
        return stored.status == _SUPPRESSED
    return policy.hides(stored.value)


def _codes(
    versions: list[_Version],
    numbering: Numbering,
    policy: Policy,
    found: Concealment,
) -> dict[Key, int]:
    codes = {
        key: TOLD if number in found.unprotected else OTHER
        for key, number in numbering.numbers.items()
        if number in found.hidden
    }
    for version in versions:
        stored = version.stored
        if codes.get(stored.key) == OTHER and _is_small(stored, policy):
            codes[stored.key] = SMALL
    return codes


def _write(
    connection: Connection, series_ids: Collection[int], codes: dict[Key, int]
) -> None:
    closed = select(releases.c.release_id).where(releases.c.already_public.is_(False))
    # A whole worked out from parts is public only where all of its parts are.
    may_hide = or_(facts.c.release_id.in_(closed), facts.c.file_id.is_(None))
    of_series = facts.c.series_id.in_(series_ids)
    connection.execute(
        update(facts)
        .where(of_series, may_hide)
        .values(mask=case((facts.c.release_id.in_(closed), SHOWN)))
    )
    if not codes:
        return
    _concealed.create(connection)
    columns = (*KEY, "mask")
    connection.execute(
        insert(_concealed),
        [dict(zip(columns, (*key, mask), strict=True)) for key, mask in codes.items()],
    )
    analyse_temporary(connection, _concealed.name)
    same = and_(*(facts.c[name] == _concealed.c[name] for name in KEY))
    connection.execute(
        update(facts).where(same, may_hide).values(mask=_concealed.c.mask)
    )
    _concealed.drop(connection)


def _say(
    connection: Connection, series_ids: Collection[int], policy: Policy
) -> Concealed:
    """What is hidden of the current figures of the store, written down and told."""
    counted = connection.execute(
        select(
            func.count(facts.c.mask),
            *(
                func.coalesce(func.sum(case((facts.c.mask == code, 1), else_=0)), 0)
                for code in (SMALL, OTHER, TOLD)
            ),
        ).where(facts.c.superseded_by.is_(None), facts.c.mask.is_not(None))
    ).one()
    figures, small, other, told = (int(number) for number in counted)
    concealed = Concealed(tuple(sorted(series_ids)), figures, small, other + told, told)
    connection.execute(
        update(disclosure_state).values(
            policy_digest=policy_digest(),
            round_to=policy.round_to or None,
            figures=figures,
            small=small,
            others=other + told,
            unprotected=told,
        )
    )
    return concealed
