"""A page read as a browser would: its elements, in order, with what is in them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "wbr"}


@dataclass
class Element:
    """One element; `text` is all the words in it, those of its children included."""

    tag: str
    attributes: dict[str, str]
    children: list["Element"] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words inside, single-spaced."""
        return " ".join(" ".join(self.words).split())

    def every(self, tag: str = "", **wanted: str) -> Iterator["Element"]:
        """Elements inside with this tag and these attributes (class_ holds one)."""
        for child in self.children:
            if (not tag or child.tag == tag) and child._has(wanted):
                yield child
            yield from child.every(tag, **wanted)

    def one(self, tag: str = "", **wanted: str) -> "Element":
        """The only such element; raises ValueError for none or several."""
        (found,) = self.every(tag, **wanted)
        return found

    def _has(self, wanted: dict[str, str]) -> bool:
        for name, value in wanted.items():
            given = self.attributes.get(name.rstrip("_").replace("_", "-"))
            if given is None:
                return False
            if name == "class_" and value not in given.split():
                return False
            if name != "class_" and given != value:
                return False
        return True


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        assert self.open[-1].tag == tag, f"</{tag}> ends <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.words.append(data)


def read_document(text: str) -> Element:
    """The page's elements; fails where a tag is closed that is not open."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    assert len(reader.open) == 1, [element.tag for element in reader.open]
    return reader.root
