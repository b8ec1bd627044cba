"""Reading the files of one load, each whole or not at all."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, TypeVar

from sqlalchemy import ColumnElement, Connection, select

from data import merge
from data.files import SourceFile, unreadable
from data.ingest.publication import (
    FileRefused,
    NotThisPublication,
    Observation,
    Publication,
    Record,
    Refusal,
)
from data.merge import Change
from data.outcome import LoadedFile, RefusedRows
from data.records import (
    RecordKey,
    collect_records,
    compare_records,
    in_words,
    is_whole_list,
)
from data.staging import Numbering, Staged, analyse_temporary, stage_file
from data.tables import PUBLIC, release_files, releases

Progress = Callable[[Path, int], None]
Item = TypeVar("Item")


class KeptFile(NamedTuple):
    """A file with something new in it, as the store will remember it."""

    source: SourceFile
    rows: int
    figures_sha256: str


@dataclass
class Reading:
    """One load under way; new file numbers follow on from `next_file_id`."""

    connection: Connection
    publication: Publication
    numbering: Numbering
    progress: Progress
    next_file_id: int
    tier: str = PUBLIC
    files: list[LoadedFile] = field(default_factory=list)
    refused_files: list[FileRefused] = field(default_factory=list)
    refused_rows: RefusedRows = field(default_factory=RefusedRows)
    kept: dict[int, KeptFile] = field(default_factory=dict)
    records: dict[RecordKey, tuple[Record, int]] = field(default_factory=dict)
    #: Files by the sum of their bytes, and by the sum of their figures.
    sums: dict[str, SourceFile] = field(default_factory=dict)


def read_file(reading: Reading, source: SourceFile) -> None:
    """Stage a file, or note why it is refused and leave nothing of it.

    Raises NotThisPublication for a file that was given by name.
    """
    attempt = reading.connection.begin_nested()
    try:
        loaded = _stage(reading, source)
    except FileRefused as refusal:
        if source.is_named and isinstance(refusal, NotThisPublication):
            raise
        attempt.rollback()
        reading.numbering.read_again()
        reading.refused_rows.end_file(source.path)
        reading.refused_files.append(refusal)
        return
    attempt.commit()
    reading.files.append(loaded)


def short_name(path: Path) -> str:
    """The file in its folder: 2017/July.csv is not 2018/July.csv."""
    return "/".join(path.parts[-2:])


def _stage(reading: Reading, source: SourceFile) -> LoadedFile:
    publication, path = reading.publication, source.path
    _refuse_misfiled(reading, source, source.sha256, column=release_files.c.sha256)

    def refuse(row: Observation | Record, reason: str) -> None:
        content = ",".join("" if value is None else str(value) for value in row)
        reading.refused_rows.add(Refusal(path.name, None, reason, content))

    staged = stage_file(
        reading.connection,
        reading.numbering,
        _guarded(
            lambda: publication.read(path, reading.refused_rows.add), publication, path
        ),
        refuse=refuse,
        progress=lambda rows: reading.progress(path, rows),
    )
    records: dict[RecordKey, Record] = {}
    if publication.read_records is not None:
        read_records = publication.read_records
        records = collect_records(
            reading.connection,
            path,
            _guarded(
                lambda: read_records(path, reading.refused_rows.add), publication, path
            ),
            refuse=refuse,
        )
    if not staged.rows and not records:
        raise FileRefused(path, "none of its rows could be read")
    refused = reading.refused_rows.end_file(path)
    return _keep(reading, source, staged, records)._replace(refused_rows=refused)


def _keep(
    reading: Reading,
    source: SourceFile,
    staged: Staged,
    records: dict[RecordKey, Record],
) -> LoadedFile:
    """Keep a file's rows for the release, unless they say nothing new."""
    connection = reading.connection
    analyse_temporary(connection, "incoming", "staged")
    if staged.is_telling:
        column = release_files.c.figures_sha256
        _refuse_misfiled(reading, source, staged.figures_sha256, column=column)
    _refuse_contradictory(reading, source)
    _refuse_second_list(reading, source, records)
    older = merge.drop_older(connection, _later_files(reading, source))
    if reading.tier != PUBLIC:
        _refuse_in_place_of_public(reading, source)
    of_list = (reading.publication.name, source.edition)
    recorded, gone = compare_records(connection, of_list, records)
    change = _add(merge.compare_incoming(connection), recorded)
    rows = staged.rows + len(records)
    is_news = change.new or change.changed or gone
    if is_news or merge.changes_staged(connection):
        file_id = reading.next_file_id
        reading.next_file_id += 1
        merge.keep_incoming(connection, file_id)
        reading.records |= {key: (record, file_id) for key, record in records.items()}
        reading.kept[file_id] = KeptFile(source, rows, staged.figures_sha256)
    else:
        merge.empty_incoming(connection)
    return LoadedFile(source.path, source.edition, rows, change, older, 0, gone)


def _add(one: Change, other: Change) -> Change:
    return Change(*(a + b for a, b in zip(one, other, strict=True)))


def _guarded(
    read: Callable[[], Iterator[Item]], publication: Publication, path: Path
) -> Iterator[Item]:
    """What `read` yields; raises FileRefused for whatever the reader stumbles over."""
    try:
        yield from read()
    except FileRefused:
        raise
    except Exception as error:
        raise unreadable(publication, path, error) from error


def _refuse_misfiled(
    reading: Reading, source: SourceFile, found: str, *, column: ColumnElement[str]
) -> None:
    """Raises FileRefused where another edition has the same bytes or figures."""
    if not reading.publication.editions_in_order:
        return
    other = reading.sums.setdefault(found, source)
    if other.edition != source.edition:
        _misfiled(source, short_name(other.path), other.edition)
    stored = (
        select(release_files.c.name, release_files.c.edition)
        .join(releases, releases.c.release_id == release_files.c.release_id)
        .where(
            column == found,
            releases.c.publication == reading.publication.name,
            releases.c.state != "withdrawn",
            release_files.c.edition != source.edition,
        )
        .order_by(release_files.c.file_id)
    )
    row = reading.connection.execute(stored.limit(1)).first()
    if row is not None:
        _misfiled(source, f"{row.name}, which is loaded", row.edition)


def _misfiled(source: SourceFile, other: str, edition: str) -> None:
    raise FileRefused(
        source.path,
        f"filed as {source.edition}, holds the same as {edition} ({other}): "
        "one of the two is not what its name says",
    )


def _refuse_contradictory(reading: Reading, source: SourceFile) -> None:
    """Raises FileRefused where one edition gives one figure in two ways."""
    repeated = merge.find_repeated(reading.connection)
    if repeated is not None:
        raise FileRefused(source.path, f"gives {_words(repeated)} twice")
    same_edition = [
        file_id
        for file_id, kept in reading.kept.items()
        if kept.source.edition == source.edition
        or not reading.publication.editions_in_order
    ]
    contradicted = merge.find_contradicted(reading.connection, same_edition)
    if contradicted is not None:
        figure, file_id = contradicted
        other = short_name(reading.kept[file_id].source.path)
        raise FileRefused(
            source.path, f"gives {_words(figure)} otherwise than {other} does"
        )


def _refuse_in_place_of_public(reading: Reading, source: SourceFile) -> None:
    """Leave out what everybody sees already; FileRefused for one said otherwise."""
    merge.drop_public(reading.connection)
    public = merge.find_public(reading.connection)
    if public is not None:
        raise FileRefused(
            source.path,
            f"gives {_words(public)} otherwise than everybody sees it: correct it for "
            "everybody, or leave it out of what is for partners alone",
        )


def _refuse_second_list(
    reading: Reading, source: SourceFile, records: dict[RecordKey, Record]
) -> None:
    """Raises FileRefused for a list that another of the load is at odds with."""
    if not any(is_whole_list(record) for record in records.values()):
        return
    for file in reading.files:
        if file.edition == source.edition:
            raise FileRefused(
                source.path,
                f"{short_name(file.path)} is called the same, so that the two lists "
                "could not be told apart: give one another name",
            )
    for key, record in records.items():
        other, file_id = reading.records.get(key, (record, 0))
        if other != record:
            name = short_name(reading.kept[file_id].source.path)
            raise FileRefused(
                source.path, f"gives {in_words(record)} otherwise than {name} does"
            )


def _words(figure: merge.Figure) -> str:
    group = "" if figure.breakdown == "all" else f", {figure.category}"
    return f"{figure.series} of {figure.area_code} in {figure.period}{group}"


def _later_files(reading: Reading, source: SourceFile) -> Collection[int]:
    """Stored files of editions later than this one."""
    if not reading.publication.editions_in_order:
        return []
    stored = (
        select(release_files.c.file_id, release_files.c.edition)
        .join(releases, releases.c.release_id == release_files.c.release_id)
        .where(
            releases.c.publication == reading.publication.name,
            releases.c.state != "withdrawn",
        )
    )
    # Compared here: databases differ in how they order words.
    return [
        row.file_id
        for row in reading.connection.execute(stored)
        if row.edition > source.edition
    ]
