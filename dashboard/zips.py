"""Zip files that are the same bytes for the same parts, whenever they are made."""

from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

#: The first moment a zip file can name; when it was made is nobody's business.
MOMENT = (1980, 1, 1, 0, 0, 0)
UNIX = 3
READABLE = 0o644 << 16
LEVEL = 6


def zipped(parts: Iterable[tuple[str, bytes]], *, stored: Iterable[str] = ()) -> bytes:
    """The parts by their names, in their order; those in `stored` not squeezed."""
    plain = set(stored)
    whole = BytesIO()
    with ZipFile(whole, "w") as archive:
        for name, content in parts:
            info = ZipInfo(name, MOMENT)
            info.create_system = UNIX
            info.external_attr = READABLE
            info.compress_type = ZIP_STORED if name in plain else ZIP_DEFLATED
            archive.writestr(info, content, compresslevel=LEVEL)
    return whole.getvalue()


def rezipped(archive: bytes) -> bytes:
    """The same zip file without the moment it was made at, its parts in their order."""
    with ZipFile(BytesIO(archive)) as made:
        return zipped([(name, made.read(name)) for name in made.namelist()])
