"""The view a link asks for. The only module that knows the names of parameters."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Literal, NamedTuple
from urllib.parse import parse_qsl, urlencode

from dashboard.areas import PINS
from dashboard.periods import Window

MOST_PINNED = len(PINS)
AGAINST = ("england_and_wales", "similar", "region", "target")
AREA_PREFIX = "area:"
LIMITS = ("adjusted", "plain")
LANGUAGES = ("en", "cy")
#: Figures of the whole of England and Wales where a page is of one area.
WHOLE = "england_and_wales"


@dataclass(frozen=True)
class ViewState:
    """Everything that decides what a page shows. Empty text means "not chosen"."""

    area: str = ""
    measure: str = ""
    period: str = ""
    window: str = ""
    against: str = "england_and_wales"
    pinned: tuple[str, ...] = ()
    breakdown: str = ""
    group: str = ""
    reference: str = ""
    scope: str = ""
    offence: str = ""
    court: str = ""
    stage: str = ""
    reason: str = ""
    aim: str = ""
    by: str = ""
    agency: str = ""
    priority: str = ""
    framework: str = ""
    criterion: str = ""
    graded: str = ""
    as_of: str = ""
    limits: str = "adjusted"
    lang: str = "en"
    present: str = ""

    def to_query(self, defaults: "ViewState | None" = None) -> str:
        """The query string, holding only what differs from the defaults."""
        usual = defaults or ViewState()
        pairs = []
        for name in PARAMETERS:
            value = getattr(self, name)
            if value and value != getattr(usual, name):
                text = ",".join(value) if isinstance(value, tuple) else value
                pairs.append((name, text))
        return urlencode(pairs, safe=",:/")

    def with_pin(self, area_code: str) -> "ViewState":
        """The same view with an area pinned, or no longer pinned if it was.

        A fifth pin takes the place of the oldest. The reader's own area cannot be
        pinned: it is always shown.
        """
        if area_code == self.area:
            return self
        if area_code in self.pinned:
            kept = tuple(code for code in self.pinned if code != area_code)
            return replace(self, pinned=kept)
        return replace(self, pinned=(*self.pinned, area_code)[-MOST_PINNED:])


PARAMETERS = tuple(field.name for field in fields(ViewState))


class Note(NamedTuple):
    """Something in a link that could not be followed, for the reader to see."""

    kind: Literal[
        "unknown_parameter",
        "bad_value",
        "too_many_pins",
        "too_long",
        "no_benchmark",
        "count_not_compared",
    ]
    parameter: str
    value: str


class Known(NamedTuple):
    """What a link may name."""

    areas: Collection[str]
    measures: Collection[str]


#: More text than any honest link holds; the rest is dropped, with a note.
LONGEST_QUERY = 4000
LONGEST_SHOWN = 60
#: Notes a reader can take in; a link with more slips than this is no honest link.
MOST_NOTES = 10


def parse_query(
    query: str, *, known: Known, defaults: ViewState
) -> tuple[ViewState, tuple[Note, ...]]:
    """The view a query string asks for, and what in it could not be followed.

    Never raises: an unknown parameter is passed over, a bad value falls back to the
    default, each with a note. Notes are safe to write as UTF-8 and come once each.
    """
    text = query.removeprefix("?")
    notes: list[Note] = []
    if len(text) > LONGEST_QUERY:
        notes.append(Note("too_long", "", ""))
    chosen: dict[str, str] = {}
    pins: list[str] = []
    pairs = parse_qsl(text[:LONGEST_QUERY], keep_blank_values=True, errors="replace")
    for name, value in pairs:
        if name not in PARAMETERS:
            notes.append(Note("unknown_parameter", shown(name), shown(value)))
        elif name == "pinned":
            pins.extend(part for part in value.split(",") if part)
        elif value and _is_acceptable(name, value, known):
            chosen[name] = value
        elif value:
            notes.append(Note("bad_value", name, shown(value)))
    state = replace(defaults, **dict[str, Any](chosen))
    pinned = _pins(pins or state.pinned, state.area, known, notes)
    return replace(state, pinned=pinned), tuple(dict.fromkeys(notes))[:MOST_NOTES]


def shown(text: str) -> str:
    """Text of a link as a note may hold it: printable, and not without end."""
    printable = "".join(
        c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text
    )
    if len(printable) <= LONGEST_SHOWN:
        return printable
    return f"{printable[:LONGEST_SHOWN]}\N{HORIZONTAL ELLIPSIS}"


def _pins(
    given: Iterable[str], own: str, known: Known, notes: list[Note]
) -> tuple[str, ...]:
    """Areas to pin, once each and without the reader's own; the last four of more."""
    pins: list[str] = []
    for code in given:
        if code not in known.areas:
            notes.append(Note("bad_value", "pinned", shown(code)))
        elif code not in pins and code != own:
            pins.append(code)
    dropped = pins[:-MOST_PINNED]
    if dropped:
        notes.append(Note("too_many_pins", "pinned", ",".join(dropped)))
    return tuple(pins[-MOST_PINNED:])


def _is_acceptable(name: str, value: str, known: Known) -> bool:
    if name == "area":
        return value in known.areas
    if name == "measure":
        return value in known.measures
    if name == "against":
        other = value.removeprefix(AREA_PREFIX)
        return value in AGAINST or (value != other and other in known.areas)
    allowed: dict[str, Collection[str]] = {
        "window": tuple(Window),
        "limits": LIMITS,
        "lang": LANGUAGES,
        "scope": (WHOLE,),
        "present": ("1",),
    }
    if name in allowed:
        return value in allowed[name]
    if name == "as_of":
        return is_date(value)
    return value.isprintable() and len(value) <= LONGEST_SHOWN


def is_date(text: str) -> bool:
    """True for 2026-03-31 and no other way of writing it."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
