"""The publications the store can load, by name."""

from data.ingest.publication import Publication

# An importer adds one line here: its own PUBLICATION, imported above.
_ALL: tuple[Publication, ...] = ()

PUBLICATIONS: dict[str, Publication] = {each.name: each for each in _ALL}
