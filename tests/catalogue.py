"""The words of the product: extracted from the code, kept in `dashboard/locale`.

`python -m tests.catalogue` lists what is missing; `--update` extracts anew and keeps
every translation there is.
"""

import argparse
import ast
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from babel.messages import Catalog
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("dashboard", "layouts", "callbacks")
LOCALE_FOLDER = ROOT / "dashboard" / "locale"
LANGUAGES = ("en", "cy")
#: How many literal arguments each call puts into the catalogue.
CALLS = {"gettext": 1, "ngettext": 2}


class Message(NamedTuple):
    """One message in the code; `plural` is empty where it has none."""

    singular: str
    plural: str
    place: str
    line: int


class NotLiteral(Exception):
    """A call whose message is not a plain string, so that no catalogue can hold it."""


def messages_in(path: Path, root: Path = ROOT) -> Iterator[Message]:
    """Every message of a module; raises NotLiteral naming file and line."""
    place = path.relative_to(root).as_posix()
    for node in ast.walk(ast.parse(path.read_text("utf-8"), str(path))):
        wanted = CALLS.get(_called(node), 0)
        if isinstance(node, ast.Call) and wanted:
            given = [_literal(argument) for argument in node.args[:wanted]]
            texts = [text for text in given if text is not None]
            if len(texts) != wanted:
                raise NotLiteral(f"{place}:{node.lineno}: the message is not literal")
            yield Message(texts[0], texts[1] if wanted == 2 else "", place, node.lineno)


def _called(node: ast.AST) -> str:
    if not isinstance(node, ast.Call):
        return ""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def _literal(node: ast.expr) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return None


def modules(root: Path = ROOT) -> list[Path]:
    """The modules whose words a reader may see, in order."""
    return sorted(p for name in PACKAGES for p in (root / name).rglob("*.py"))


def extract(root: Path = ROOT) -> list[Message]:
    """Every message of the code, in the order of files and lines.

    Definitions of gettext and ngettext themselves are calls of nothing, so they
    add no message.
    """
    found = [message for path in modules(root) for message in messages_in(path, root)]
    return sorted(found, key=lambda message: (message.place, message.line))


def path_of(language: str) -> Path:
    """The catalogue file of a language."""
    return LOCALE_FOLDER / language / "LC_MESSAGES" / "messages.po"


def read(language: str) -> Catalog:
    """The catalogue of a language; empty where there is no file yet."""
    path = path_of(language)
    if not path.exists():
        return Catalog(language, fuzzy=False)
    with path.open("rb") as stream:
        return read_po(stream, locale=language)


def rendered(before: Catalog, messages: list[Message]) -> bytes:
    """The catalogue file with these messages, keeping what was translated.

    A message that is no longer in the code goes. English stands for itself, so its
    texts stay empty unless somebody words one otherwise.
    """
    after = Catalog(
        before.locale,
        project="Coterminous",
        header_comment="# The words of Coterminous; `make strings` extracts them.",
        creation_date=before.creation_date,
        revision_date=before.creation_date,
        fuzzy=False,
    )
    for message in messages:
        key = (message.singular, message.plural) if message.plural else message.singular
        known = before.get(message.singular)
        kept = known.string if known and not known.fuzzy and known.id == key else None
        after.add(key, kept, locations=[(message.place, message.line)])
    written = BytesIO()
    # Line numbers would change the file with every edit of the code.
    write_po(written, after, width=88, sort_output=True, include_lineno=False)
    return written.getvalue()


def update(language: str, messages: list[Message]) -> None:
    """Write the catalogue file of a language anew."""
    path = path_of(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(rendered(read(language), messages))


def is_translated(catalogue: Catalog, message: Message) -> bool:
    """Whether every form of the message is there and none is fuzzy."""
    entry = catalogue.get(message.singular)
    if entry is None or entry.fuzzy:
        return False
    forms = entry.string if isinstance(entry.string, list | tuple) else (entry.string,)
    wanted = catalogue.num_plurals if message.plural else 1
    return len(forms) == wanted and all(forms)


def main() -> int:
    """Update the catalogues, or list the messages without a Welsh text."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--update", action="store_true", help="write the catalogues")
    wanted = parser.parse_args()
    try:
        messages = extract()
    except NotLiteral as error:
        print(error, file=sys.stderr)
        return 1
    if wanted.update:
        for language in LANGUAGES:
            update(language, messages)
    welsh = read("cy")
    missing = {m.singular: m for m in messages if not is_translated(welsh, m)}
    for message in missing.values():
        print(f"{message.place}:{message.line}: {message.singular!r}")
    print(
        f"{len({m.singular for m in messages})} messages, {len(missing)} without Welsh"
    )
    return 0 if wanted.update or not missing else 1


if __name__ == "__main__":
    sys.exit(main())
