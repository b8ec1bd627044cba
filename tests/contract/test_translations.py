"""Every word a reader may see is in the catalogue, in both languages."""

import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages import Catalog

from tests import catalogue

PLACEHOLDER = re.compile(r"\{(\w*)[^}]*\}")


@cache
def messages() -> tuple[catalogue.Message, ...]:
    return tuple(catalogue.extract())


def _texts(entry: str | tuple[str, ...] | list[str]) -> list[str]:
    return [entry] if isinstance(entry, str) else list(entry)


@pytest.mark.parametrize("language", catalogue.LANGUAGES)
def test_every_message_of_the_code_is_in_the_catalogue(language: str) -> None:
    known = catalogue.read(language)
    missing = {m.singular for m in messages() if known.get(m.singular) is None}
    assert not missing, "run make strings"


@pytest.mark.parametrize("language", catalogue.LANGUAGES)
def test_the_catalogue_holds_nothing_the_code_no_longer_says(language: str) -> None:
    known = catalogue.read(language)
    said = {m.singular for m in messages()}
    stale = {_texts(entry.id)[0] for entry in known if entry.id} - said
    assert not stale, "run make strings"
    assert not known.obsolete, "run make strings"


@pytest.mark.parametrize("language", catalogue.LANGUAGES)
def test_no_entry_is_fuzzy(language: str) -> None:
    assert [entry.id for entry in catalogue.read(language) if entry.fuzzy] == []


def test_every_message_has_its_welsh() -> None:
    welsh = catalogue.read("cy")
    missing = {m.singular for m in messages() if not catalogue.is_translated(welsh, m)}
    assert not missing, "translate these in dashboard/locale/cy"


@pytest.mark.parametrize("language", catalogue.LANGUAGES)
def test_a_translation_names_the_same_placeholders(language: str) -> None:
    differing = []
    for entry in catalogue.read(language):
        english = set(PLACEHOLDER.findall(_texts(entry.id)[-1] if entry.id else ""))
        for text in _texts(entry.string or ""):
            if entry.id and text and set(PLACEHOLDER.findall(text)) != english:
                differing.append((entry.id, text))
    assert differing == []


def test_placeholders_are_named() -> None:
    """Word order differs between languages, so a placeholder's place says nothing."""
    unnamed = [
        m for m in messages() if "" in PLACEHOLDER.findall(m.singular + m.plural)
    ]
    assert unnamed == []


def test_a_message_is_found_however_gettext_is_reached(tmp_path: Path) -> None:
    path = tmp_path / "page.py"
    path.write_text(
        'language.gettext("One")\n_ = gettext("Two")\n'
        'state.language.ngettext("{n} area", "{n} areas", count)\n'
    )
    found = [m[:2] for m in catalogue.messages_in(path, tmp_path)]
    assert found == [("One", ""), ("Two", ""), ("{n} area", "{n} areas")]


def test_a_message_that_is_not_literal_is_named_by_file_and_line(
    tmp_path: Path,
) -> None:
    path = tmp_path / "page.py"
    path.write_text("\nlanguage.gettext(label)\n")
    with pytest.raises(catalogue.NotLiteral, match=r"page\.py:2"):
        list(catalogue.messages_in(path, tmp_path))


def test_extracting_again_keeps_translations_and_drops_what_is_gone() -> None:
    before = Catalog("cy")
    before.add("Compare", "Cymharu")
    before.add("Gone", "Wedi mynd")
    kept = [catalogue.Message("Compare", "", "layouts/shell.py", 3)]
    written = catalogue.rendered(before, kept).decode()
    assert 'msgstr "Cymharu"' in written
    assert "Gone" not in written
