"""Finding the files of a publication, and refusing what no reader should be given."""

import codecs
import gzip
import hashlib
import os
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from data.ingest.publication import (
    FileRefused,
    NothingToLoad,
    NotThisPublication,
    Publication,
)

MEGABYTE = 1 << 20
DEFAULT_MAX_MEGABYTES = 512
#: No publisher writes a row as long as this; a table without line ends would be
#: read into memory whole.
LONGEST_LINE = MEGABYTE
_TEXT_SUFFIXES = (".csv", ".csv.gz", ".tsv", ".tsv.gz", ".txt", ".txt.gz")


@dataclass(frozen=True)
class SourceFile:
    """A file that is the publication, and which edition of it."""

    path: Path
    edition: str
    published_on: str | None
    sha256: str
    #: Given by name, and not found in a folder.
    is_named: bool = False


@dataclass(frozen=True)
class Found:
    """What was found: to be read, refused, only checked, or of no publication asked."""

    files: tuple[SourceFile, ...]
    refused: tuple[FileRefused, ...]
    checked: tuple[NothingToLoad, ...]
    skipped: tuple[Path, ...]


def find_files(
    publication: Publication,
    paths: Sequence[Path],
    *,
    max_megabytes: int = DEFAULT_MAX_MEGABYTES,
) -> Found:
    """The publication's files among `paths` and in every folder below them.

    The oldest edition first. Raises NotThisPublication for a file given by name that
    is another publication's, and for a folder with none of this one's files in it;
    FileRefused for a path where there is nothing.
    """
    files: dict[Path, SourceFile] = {}
    refused: dict[Path, FileRefused] = {}
    checked: dict[Path, NothingToLoad] = {}
    skipped: list[Path] = []
    for given in paths:
        if not given.exists():
            raise FileRefused(given, "there is no such file or folder")
        matched = False
        for path in _walk(given):
            if path in files or path in refused or path in checked:
                matched = True
                continue
            try:
                source = examine(publication, path, max_megabytes=max_megabytes)
                files[path] = replace(source, is_named=path == given)
            except NotThisPublication:
                if not given.is_dir():
                    raise
                skipped.append(path)
                continue
            except NothingToLoad as found:
                checked[path] = found
            except FileRefused as refusal:
                refused[path] = refusal
            matched = True
        if not matched:
            raise NotThisPublication(
                given, f"no file in this folder is {publication.title}"
            )
    ordered = sorted(
        files.values(),
        key=lambda file: (file.published_on or "", file.edition, str(file.path)),
    )
    return Found(
        tuple(ordered),
        tuple(refused.values()),
        tuple(checked.values()),
        tuple(skipped),
    )


def examine(publication: Publication, path: Path, *, max_megabytes: int) -> SourceFile:
    """The file's edition and sum; raises FileRefused or NotThisPublication."""
    if not path.name.lower().endswith(publication.suffixes):
        endings = " or ".join(publication.suffixes)
        raise NotThisPublication(
            path, f"is not {publication.title}, which comes as {endings}"
        )
    try:
        _check_size(path, path.stat().st_size, max_megabytes=max_megabytes)
        is_text = path.name.lower().endswith(_TEXT_SUFFIXES)
        if is_text:
            _check_head(path)
        if not publication.recognises(path):
            raise NotThisPublication(
                path, f"its headings are not those of {publication.title}"
            )
        if is_text:
            _check_text(path, publication.encodings, max_megabytes=max_megabytes)
        return SourceFile(
            path=path,
            edition=publication.edition(path),
            published_on=publication.published_on(path),
            sha256=_sha256(path),
        )
    except FileRefused:
        raise
    except Exception as error:
        raise unreadable(publication, path, error) from error


def unreadable(publication: Publication, path: Path, error: Exception) -> FileRefused:
    """The refusal of a file its reader stumbled over, in a reader's words."""
    if isinstance(error, PermissionError):
        return FileRefused(path, "may not be opened: check its permissions")
    if isinstance(error, EOFError | gzip.BadGzipFile | zlib.error):
        return FileRefused(path, "is cut short or damaged: fetch it again")
    reason = " ".join(str(error).split()) or "no reason given"
    return FileRefused(
        path,
        f"could not be read as {publication.title} ({type(error).__name__}: {reason})",
    )


def _walk(given: Path) -> Iterator[Path]:
    if not given.is_dir():
        yield given
        return
    for folder, folders, names in os.walk(given):
        folders.sort()
        for name in sorted(names):
            yield Path(folder, name)


def _check_size(path: Path, size: int, *, max_megabytes: int) -> None:
    if size == 0:
        raise FileRefused(path, "is empty")
    if size > max_megabytes * MEGABYTE:
        raise FileRefused(
            path,
            f"holds more than {max_megabytes} MB: split it, or allow more with "
            "--max-file-mb",
        )


def _check_head(path: Path) -> None:
    """Raises FileRefused unless the file starts with a line of text."""
    with _open_bytes(path) as stream:
        head = stream.read(LONGEST_LINE + 1)
    _check_size(path, len(head), max_megabytes=DEFAULT_MAX_MEGABYTES)
    _check_bytes(path, head, line=1)
    if len(head) > LONGEST_LINE and b"\n" not in head and b"\r" not in head:
        raise FileRefused(path, "its first line has no end: it is not a table")


def _check_bytes(path: Path, chunk: bytes, *, line: int) -> None:
    if b"\0" in chunk:
        line += chunk[: chunk.index(b"\0")].count(b"\n")
        raise FileRefused(
            path, "holds bytes that are not text: save it as CSV in UTF-8", line
        )


def _check_text(path: Path, encodings: Iterable[str], *, max_megabytes: int) -> None:
    """Read a text to its end; raises FileRefused where it is not one."""
    decoders = {
        name: codecs.getincrementaldecoder(name)(errors="strict") for name in encodings
    }
    size = unended = 0
    line = 1
    with _open_bytes(path) as stream:
        while chunk := stream.read(MEGABYTE):
            size += len(chunk)
            _check_size(path, size, max_megabytes=max_megabytes)
            _check_bytes(path, chunk, line=line)
            for name in list(decoders):
                try:
                    decoders[name].decode(chunk)
                except UnicodeDecodeError as error:
                    bad_line = line + chunk[: max(error.start, 0)].count(b"\n")
                    del decoders[name]
            if not decoders:
                tried = " or ".join(name.removesuffix("-sig") for name in encodings)
                raise FileRefused(
                    path, f"is not {tried} text: save it as UTF-8", bad_line
                )
            ends = chunk.count(b"\n") + chunk.count(b"\r")
            unended = 0 if ends else unended + len(chunk)
            if unended > LONGEST_LINE:
                raise FileRefused(path, "has a line without an end", line)
            line += chunk.count(b"\n")
    if not any(_ends_whole(decoder) for decoder in decoders.values()):
        raise FileRefused(path, "is cut short in the middle of a letter", line)


def _ends_whole(decoder: codecs.IncrementalDecoder) -> bool:
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _open_bytes(path: Path) -> BinaryIO | gzip.GzipFile:
    return gzip.open(path) if path.name.lower().endswith(".gz") else path.open("rb")
