"""Loading a publication: every file of it as one release, in one transaction."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import ColumnElement, Connection, Engine, func, insert, select, update

from data import merge
from data.definitions import read_disclosure
from data.files import DEFAULT_MAX_MEGABYTES, find_files
from data.ingest.publication import Publication, no_observations
from data.masking import decide_masks, sum_of_shown
from data.outcome import Outcome
from data.reading import Progress, Reading, read_file, short_name
from data.records import settle_records, store_records
from data.reference import refresh_peers
from data.schema import prepare, refuse_public_copy
from data.staging import Numbering, create_staging
from data.tables import PUBLIC, refusals, release_files, releases
from data.version import bump_version
from data.wholes import stage_wholes
from data.writing import writing


def load(
    engine: Engine,
    publication: Publication,
    paths: Sequence[Path],
    *,
    loaded_by: str,
    progress: Progress | None = None,
    max_megabytes: int = DEFAULT_MAX_MEGABYTES,
    loaded_at: datetime | None = None,
    tier: str = PUBLIC,
    already_public: bool | None = None,
) -> Outcome:
    """Load every file of a publication among `paths`; without news, no release.

    Asks for the engine that writes, and makes the store where there is none. Raises
    NotThisPublication for a file given by name, or a folder, without this publication
    in it, StoreNotReady for a store of another version, StoreBusy while another load
    goes on, and ReplacesPublic for a partner's release that would take the place of
    what everybody sees; nothing is changed then.

    Figures that are `already_public` are not hidden; unless it is said, they are where
    data/definitions/disclosure.toml names the publication. A release of the partner
    `tier` is for partners alone, and never public already.
    """
    found = find_files(publication, paths, max_megabytes=max_megabytes)
    outcome = Outcome(
        publication.name,
        unit="row" if publication.read is no_observations else "figure",
        refused_files=found.refused,
        checked=found.checked,
        skipped=found.skipped,
    )
    if not found.files:
        return outcome
    prepare(engine)
    with writing(engine) as connection:
        refuse_public_copy(connection)
        create_staging(connection)
        reading = Reading(
            connection,
            publication,
            Numbering(connection),
            progress or _say_nothing,
            next_file_id=_next_id(connection, release_files.c.file_id),
            tier=tier,
            refused_files=list(found.refused),
        )
        for source in found.files:
            read_file(reading, source)
        outcome = replace(
            outcome,
            files=tuple(reading.files),
            refused_files=tuple(reading.refused_files),
            refusals=tuple(reading.refused_rows.kept),
        )
        change = merge.compare_staged(connection)
        outcome = replace(outcome, change=_all_read(outcome))
        if not (change.new or change.changed or reading.records):
            return outcome
        outcome = _release(
            reading,
            outcome,
            loaded_by=loaded_by,
            loaded_at=loaded_at or datetime.now(tz=UTC),
            already_public=_is_public_already(publication, tier)
            if already_public is None
            else already_public and tier == PUBLIC,
        )
    merge.analyse(engine)
    return outcome


def _is_public_already(publication: Publication, tier: str) -> bool:
    published = read_disclosure()["public"]["publications"]
    return tier == PUBLIC and publication.name in published


def _say_nothing(path: Path, rows: int) -> None:
    pass


def _next_id(connection: Connection, column: ColumnElement[int]) -> int:
    return (connection.execute(select(func.max(column))).scalar() or 0) + 1


def _all_read(outcome: Outcome) -> merge.Change:
    changes = [merge.NO_CHANGE, *(file.change for file in outcome.files)]
    return merge.Change(*(sum(counts) for counts in zip(*changes, strict=True)))


def _release(
    reading: Reading,
    outcome: Outcome,
    *,
    loaded_by: str,
    loaded_at: datetime,
    already_public: bool,
) -> Outcome:
    """Make what was staged the current figures, under a release of their own."""
    connection = reading.connection
    additive = reading.publication.additive
    wholes = stage_wholes(connection, is_additive=additive, tier=reading.tier)
    touched = merge.touched_series(connection)
    release_id = _next_id(connection, releases.c.release_id)
    outcome = replace(
        outcome, release_id=release_id, edition=_edition(reading), wholes=wholes
    )
    _describe_release(
        reading,
        outcome,
        loaded_by=loaded_by,
        loaded_at=loaded_at,
        already_public=already_public,
    )
    rows = merge.store_staged(connection, release_id)
    rows += store_records(connection, reading.records, release_id)
    settle_records(connection)
    merge.refuse_closed(connection, release_id)
    concealed = decide_masks(connection, touched)
    this = releases.c.release_id == release_id
    connection.execute(update(releases).where(this).values(row_count=rows))
    merge.refresh_states(connection)
    merge.refresh_coverage(connection, {*touched, *concealed.series})
    refresh_peers(connection, touched)
    bump_version(
        connection,
        outcome.publication,
        outcome.edition,
        # With the day, as figures can be asked for as they were known on one.
        loaded_at.astimezone(UTC).date().isoformat(),
        *_told(reading, release_id, already_public=already_public),
    )
    return replace(outcome, rows=rows, concealed=concealed)


def _told(reading: Reading, release_id: int, *, already_public: bool) -> Iterator[str]:
    """What the data version, which every page tells, may follow from.

    Sums of files whose figures are hidden would let guesses at them be checked.
    """
    if already_public:
        yield from (kept.source.sha256 for kept in reading.kept.values())
    elif reading.tier == PUBLIC:
        yield sum_of_shown(reading.connection, release_id)


def _describe_release(
    reading: Reading,
    outcome: Outcome,
    *,
    loaded_by: str,
    loaded_at: datetime,
    already_public: bool,
) -> None:
    """Write down the release, its files and what was refused."""
    connection = reading.connection
    kept = reading.kept
    sums = [file.source.sha256 for file in kept.values()]
    dates = [file.source.published_on for file in kept.values()]
    latest = max((words for words in dates if words), default=None)
    connection.execute(
        insert(releases),
        {
            "release_id": outcome.release_id,
            "publication": outcome.publication,
            "edition": outcome.edition,
            "published_on": date.fromisoformat(latest) if latest else None,
            "loaded_at": f"{loaded_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
            "loaded_by": loaded_by,
            "sha256": sums[0] if len(sums) == 1 else _sum_of_sums(sums),
            "row_count": 0,
            "state": "current",
            "note": _note(outcome),
            "tier": reading.tier,
            "already_public": already_public,
        },
    )
    connection.execute(
        insert(release_files),
        [
            {
                "file_id": file_id,
                "release_id": outcome.release_id,
                "name": short_name(file.source.path),
                "sha256": file.source.sha256,
                "figures_sha256": file.figures_sha256,
                "edition": file.source.edition,
                "rows": file.rows,
            }
            for file_id, file in kept.items()
        ],
    )
    refused = [
        *((short_name(e.path), e.line, e.reason, "") for e in outcome.refused_files),
        *outcome.refusals,
    ]
    columns = ("file", "line", "reason", "content")
    first = _next_id(connection, refusals.c.refusal_id)
    if refused:
        connection.execute(
            insert(refusals),
            [
                dict(zip(columns, row, strict=True))
                | {"release_id": outcome.release_id, "refusal_id": first + position}
                for position, row in enumerate(refused)
            ],
        )


def _sum_of_sums(sums: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(sorted(sums)).encode()).hexdigest()


def _edition(reading: Reading) -> str:
    """The edition, or the first and last of several; of mere names, how many more."""
    editions = sorted({file.source.edition for file in reading.kept.values()})
    if len(editions) == 1:
        return editions[0]
    if reading.publication.editions_in_order:
        return f"{editions[0]} to {editions[-1]}"
    return f"{editions[0]} +{len(editions) - 1}"


def _note(outcome: Outcome) -> str | None:
    """What a reader should know of the release besides its figures."""
    refused = len(outcome.refused_files)
    notes = []
    if refused:
        notes.append(f"{refused} {'file' if refused == 1 else 'files'} refused")
    if outcome.refused_rows:
        rows = "row" if outcome.refused_rows == 1 else "rows"
        notes.append(f"{outcome.refused_rows:,} {rows} refused")
    return "; ".join(notes) or None
