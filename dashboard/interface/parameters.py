"""What a program may ask for: each parameter once, for reading and for describing.

The same declaration reads a value, says what is wrong with one, and stands in the
OpenAPI file, so that what is documented is what is done.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from dashboard.interface.words import parameter_text
from dashboard.language import Language, read_language

#: More names than any list has; more text than an honest address holds.
MOST_LISTED = 200
LONGEST_QUERY = 8_000
LONGEST_SHOWN = 60
#: As many values as can be named in a sentence; more of them are looked up.
MOST_NAMED = 12
LISTED_AT = "/api/v1/openapi.json"
_WHOLE = re.compile(r"0|[1-9][0-9]{0,9}")


class Wrong(NamedTuple):
    """What is wrong with one parameter, in the reader's words."""

    parameter: str
    value: str
    says: str


@dataclass(frozen=True)
class Parameter:
    """One thing that can be asked for.

    `choices` are all the values there are; `pattern` their form where they are too
    many to name. A list is written with commas between its values. `default` stands
    where nothing is asked; `least` and `most` bound a whole number. `listed_at` is
    where its values can be read.
    """

    name: str
    choices: tuple[str, ...] = ()
    pattern: str = ""
    is_list: bool = False
    is_day: bool = False
    default: Any = None
    least: int | None = None
    most: int | None = None
    example: str = ""
    listed_at: str = ""

    @property
    def is_whole(self) -> bool:
        """True for a whole number."""
        return self.most is not None

    def schema(self) -> dict[str, Any]:
        """The parameter as JSON Schema."""
        if self.is_whole:
            told: dict[str, Any] = {
                "type": "integer", "minimum": self.least, "maximum": self.most,
            }  # fmt: skip
        elif self.is_day:
            told = {"type": "string", "format": "date"}
        elif self.choices:
            told = {"type": "string", "enum": list(self.choices)}
        else:
            told = {"type": "string", "pattern": f"^({self.pattern})$"}
        if self.is_list:
            told = {
                "type": "array",
                "items": told,
                "minItems": 1,
                "maxItems": MOST_LISTED,
            }
        if self.default not in (None, ()):
            told["default"] = self.default
        return told

    def describe(self) -> dict[str, Any]:
        """The parameter as an OpenAPI file describes it."""
        told: dict[str, Any] = {
            "name": self.name,
            "in": "query",
            "description": parameter_text(self.name, read_language("en")),
            "required": False,
            "schema": self.schema(),
        }
        if self.is_list:
            told |= {"style": "form", "explode": False}
        if self.example:
            told["example"] = [self.example] if self.is_list else self.example
        return told

    def read(self, text: str, language: Language) -> Any:
        """The value a text stands for; raises ValueError in the reader's words."""
        if self.is_list:
            parts = text.split(",")
            if len(parts) > MOST_LISTED:
                raise ValueError(
                    language.gettext("names more than {most} at once").format(
                        most=MOST_LISTED
                    )
                )
            return tuple(dict.fromkeys(self._read_one(p, language) for p in parts))
        return self._read_one(text, language)

    def _read_one(self, text: str, language: Language) -> Any:
        if self.is_whole:
            return self._read_whole(text, language)
        if self.is_day:
            return _read_day(text, language)
        if self.choices and text in self.choices:
            return text
        if self.pattern and re.fullmatch(self.pattern, text):
            return text
        raise ValueError(self._not_one(text, language))

    def _not_one(self, text: str, language: Language) -> str:
        if self.pattern:
            message = language.gettext("“{value}” is not of its form. {description}")
            told = parameter_text(self.name, language)
            return message.format(value=shown(text), description=told)
        if len(self.choices) > MOST_NAMED:
            message = language.gettext("“{value}” is none of its values: see {where}")
            return message.format(value=shown(text), where=self.listed_at or LISTED_AT)
        message = language.gettext("“{value}” is none of its values, which are {all}")
        return message.format(value=shown(text), all=language.join([*self.choices]))

    def _read_whole(self, text: str, language: Language) -> int:
        number = int(text) if _WHOLE.fullmatch(text) else -1
        if self.least is None or self.most is None or not (
            self.least <= number <= self.most
        ):  # fmt: skip
            message = language.gettext(
                "“{value}” is no whole number from {least} to {most}"
            )
            raise ValueError(
                message.format(value=shown(text), least=self.least, most=self.most)
            )
        return number


def _read_day(text: str, language: Language) -> str:
    try:
        if date.fromisoformat(text).isoformat() == text:
            return text
    except ValueError:
        pass
    message = language.gettext("“{value}” is no day, written as 2026-03-31")
    raise ValueError(message.format(value=shown(text)))


def read_parameters(
    query: str, parameters: Sequence[Parameter], language: Language
) -> tuple[dict[str, Any], tuple[Wrong, ...]]:
    """Each parameter's value or default, and what in the query cannot be followed.

    Unlike a page, which falls back and says so, a program is told: nobody reads what
    it was given instead.
    """
    known = {parameter.name: parameter for parameter in parameters}
    values = {name: parameter.default for name, parameter in known.items()}
    if len(query) > LONGEST_QUERY:
        says = language.gettext("The address is too long to be an honest question")
        return values, (Wrong("", "", says),)
    pairs = parse_qsl(query, keep_blank_values=True, errors="replace")
    wrong: list[Wrong] = []
    for name, texts in _gathered(pairs).items():
        parameter = known.get(name)
        if parameter is None:
            says = language.gettext("There is no such parameter here; there are {all}")
            listed = language.join(sorted(known))
            wrong.append(Wrong(shown(name), "", says.format(all=listed)))
            continue
        if len(texts) > 1 and not parameter.is_list:
            says = language.gettext("It is there more than once; say it once")
            wrong.append(Wrong(name, "", says))
            continue
        text = ",".join(texts)
        try:
            values[name] = parameter.read(text, language)
        except ValueError as error:
            wrong.append(Wrong(name, shown(text), str(error)))
    return values, tuple(wrong)


def _gathered(pairs: Iterable[tuple[str, str]]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def shown(text: str) -> str:
    """A reader's own words, short and safe to show again."""
    printable = "".join(
        c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text
    )
    if len(printable) <= LONGEST_SHOWN:
        return printable
    return f"{printable[:LONGEST_SHOWN]}\N{HORIZONTAL ELLIPSIS}"
