"""English and Welsh: words from the catalogue, numbers and dates in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date, get_month_names
from babel.messages.pofile import read_po

LANGUAGES = ("en", "cy")
LOCALE_FOLDER = Path(__file__).parent / "locale"
MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True, eq=False)
class Language:
    """One language of the product; every word a reader sees passes through it."""

    code: str
    messages: Mapping[str, str | tuple[str, ...]]

    def gettext(self, message: str) -> str:
        """The message in this language; the message itself where none is known."""
        found = self.messages.get(message)
        return found if isinstance(found, str) and found else message

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        """The form for `count`; English rule for English, Welsh rule for Welsh."""
        forms = self.messages.get(singular)
        if isinstance(forms, tuple) and all(forms):
            return forms[_plural_form(self.code, count, len(forms))]
        return singular if count == 1 else plural

    def number(self, value: float, decimals: int = 0) -> str:
        """Rounded half up, with thousands commas and a true minus sign."""
        step = Decimal(1).scaleb(-decimals)
        rounded = Decimal(repr(float(value))).quantize(step, rounding=ROUND_HALF_UP)
        if rounded.is_zero():
            rounded = abs(rounded)
        return f"{rounded:,.{decimals}f}".replace("-", MINUS)

    def percent(self, share: float, decimals: int = 1) -> str:
        """A share of 1 as a percentage, rounded half up: 0.8249 is "82.5%"."""
        scaled = float(Decimal(repr(float(share))) * 100)
        return f"{self.number(scaled, decimals)}%"

    def day(self, when: date) -> str:
        """A date in full: 5 April 2025."""
        return format_date(when, "d MMMM y", locale=self.code)

    def short_day(self, when: date) -> str:
        """A date in little room: 5 Apr 2025."""
        return format_date(when, "d MMM y", locale=self.code)

    def month(self, when: date) -> str:
        """A month in full: July 2014."""
        return f"{self.month_name(when.month)} {when.year}"

    def month_name(self, month: int) -> str:
        """The name of a calendar month, 1 to 12."""
        return _month_names(self.code)[month - 1]

    def join(self, words: list[str]) -> str:
        """Words as a list in a sentence: "a, b and c"."""
        if len(words) < 2:
            return "".join(words)
        start = ", ".join(words[:-1])
        return self.gettext("{start} and {last}").format(start=start, last=words[-1])


def _plural_form(code: str, count: int, forms: int) -> int:
    """The place the catalogue keeps a count's form in; Welsh keeps all others first."""
    rule = Locale.parse(code).plural_form(count)
    places = {"one": 1, "two": 2, "few": 3, "many": 4} if code == "cy" else {"one": 0}
    return min(places.get(rule, 0 if code == "cy" else 1), forms - 1)


@lru_cache
def _month_names(code: str) -> tuple[str, ...]:
    names = get_month_names("wide", context="stand-alone", locale=code)
    return tuple(names[month] for month in range(1, 13))


@lru_cache
def read_language(code: str, folder: Path = LOCALE_FOLDER) -> Language:
    """The language of `code`; raises KeyError where there is no such language."""
    if code not in LANGUAGES:
        raise KeyError(code)
    path = folder / code / "LC_MESSAGES" / "messages.po"
    if not path.exists():
        return Language(code, {})
    with path.open("rb") as stream:
        catalogue = read_po(stream, locale=code)
    messages: dict[str, str | tuple[str, ...]] = {}
    for entry in catalogue:
        if not entry.id or entry.fuzzy:
            continue
        key = entry.id if isinstance(entry.id, str) else entry.id[0]
        found = entry.string or ""
        messages[key] = found if isinstance(found, str) else tuple(found)
    return Language(code, messages)
