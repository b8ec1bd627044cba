"""A meeting: views one after another, from the store or from a link."""

from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

from dashboard.view_state import LANGUAGES, Note, is_date, shown

#: The list of meetings, how the address of one begins, and one kept in its link.
MEETINGS, ONE_MEETING = "/meeting", "/meeting/"
NEW = "new"
#: How the address of one panel by itself begins: page, then panel.
EMBED = "/embed/"
#: A link must fit what servers take, and a meeting an afternoon.
LONGEST_QUERY = 3800
MOST_ITEMS = 20
LONGEST_TITLE = 120
LONGEST_ADDRESS = 600


class Item(NamedTuple):
    """One view: where it is, what the meeting calls it, and what to say of it."""

    address: str
    title: str = ""
    note: str = ""
    minutes: int | None = None

    @property
    def path(self) -> str:
        """The page's own path."""
        return urlsplit(self.address).path

    @property
    def query(self) -> str:
        """The view of the page."""
        return urlsplit(self.address).query


@dataclass(frozen=True)
class Meeting:
    """An agenda's items, as of which day, and since which meeting.

    `as_of` empty is the figures of now; `since` empty is no meeting before. One named
    `new` is kept in its link; `is_edited` while its link says so.
    """

    name: str
    title: str
    items: tuple[Item, ...]
    as_of: str = ""
    since: str = ""
    meets_on: date | None = None
    lang: str = "en"
    is_edited: bool = False

    @property
    def is_new(self) -> bool:
        """Whether it is kept in its link alone."""
        return self.name == NEW

    def link(self, *, under: str = "", is_edited: bool = False) -> str:
        """Its address, or that of a page under it; the whole of it where it is new."""
        pairs = []
        if self.is_new:
            if self.title:
                pairs.append(("name", self.title))
            for item in self.items:
                pairs.append(("item", item.address))
                if item.title:
                    pairs.append(("title", item.title))
            pairs += [("since", self.since), ("as_of", self.as_of)]
        pairs.append(("lang", "" if self.lang == "en" else self.lang))
        pairs.append(("edit", "1" if is_edited else ""))
        query = urlencode([pair for pair in pairs if pair[1]], safe="/:,?=")
        path = f"{ONE_MEETING}{self.name}{under}"
        return f"{path}?{query}" if query else path

    def with_item(self, address: str) -> "Meeting":
        """The same with one more view at its end."""
        return replace(self, items=(*self.items, Item(address)))


def parse_meeting(query: str) -> tuple[Meeting, tuple[Note, ...]]:
    """The meeting a link holds, and what in it could not be followed.

    Never raises. A title, and a place (`at`) that a form gives, are of the item before
    them; an item whose place was emptied is left out.
    """
    notes: list[Note] = []
    if len(query) > LONGEST_QUERY:
        notes.append(Note("too_long", "", ""))
    found: dict[str, str] = {}
    rows: list[dict[str, str]] = []
    pairs = parse_qsl(query[:LONGEST_QUERY], keep_blank_values=True, errors="replace")
    for name, value in pairs:
        if name == "item":
            rows.append({"item": value})
        elif name in ("title", "at") and rows:
            rows[-1][name] = value
        elif name in ("name", "since", "as_of", "lang", "edit"):
            found[name] = value
        elif value:
            notes.append(Note("unknown_parameter", shown(name), shown(value)))
    for name in ("since", "as_of"):
        if found.get(name) and not is_date(found[name]):
            notes.append(Note("bad_value", name, shown(found.pop(name))))
    lang = found.get("lang", "en")
    if lang not in LANGUAGES:
        notes.append(Note("bad_value", "lang", shown(lang)))
        lang = "en"
    meeting = Meeting(
        name=NEW,
        title=_line(found.get("name", "")),
        items=_items(rows, notes),
        as_of=found.get("as_of", ""),
        since=found.get("since", ""),
        lang=lang,
        is_edited=bool(found.get("edit")),
    )
    return meeting, tuple(dict.fromkeys(notes))


def _items(rows: list[dict[str, str]], notes: list[Note]) -> tuple[Item, ...]:
    kept: list[tuple[float, Item]] = []
    for place, row in enumerate(rows, start=1):
        if not row["item"] or row.get("at", str(place)).strip() == "":
            continue
        address = own_address(row["item"])
        if not address:
            notes.append(Note("bad_value", "item", shown(row["item"])))
            continue
        kept.append((_place(row.get("at", ""), place), _item(address, row)))
    kept.sort(key=lambda each: each[0])
    if len(kept) > MOST_ITEMS:
        notes.append(Note("too_long", "", ""))
    return tuple(item for _, item in kept[:MOST_ITEMS])


def own_address(text: str) -> str:
    """The path, query and panel of an address here; empty for what is no address.

    The rest of an address that was pasted whole is dropped: it is that of this site.
    """
    try:
        parts = urlsplit(text.strip())
    except ValueError:
        return ""
    is_path = parts.path.startswith("/") and not parts.path.startswith("//")
    # Browsers read a backslash as a slash: two of either begin another site.
    if (
        not is_path
        or "\\" in text
        or not text.isprintable()
        or len(text) > LONGEST_ADDRESS
    ):
        return ""
    query = f"?{parts.query}" if parts.query else ""
    panel = f"#{parts.fragment}" if parts.fragment else ""
    return f"{parts.path}{query}{panel}"


def _item(address: str, row: dict[str, str]) -> Item:
    return Item(address, _line(row.get("title", "")))


def _place(text: str, usual: int) -> float:
    """Where a form wants an item; between two where it says the same as another."""
    try:
        wanted = float(text)
    except ValueError:
        return float(usual)
    # Moved up it goes before, moved down behind what is there.
    return wanted + (0.5 if wanted > usual else -0.5 if wanted < usual else 0.0)


def _line(text: str) -> str:
    return "".join(c for c in text if c.isprintable()).strip()[:LONGEST_TITLE]
