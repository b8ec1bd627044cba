"""Reads a drawn picture back: its elements in order, with what they inherit."""

from collections.abc import Callable
from dataclasses import dataclass
from xml.parsers import expat


@dataclass
class Element:
    """One element: its attributes, those of the groups around it, and its text."""

    tag: str
    own: dict[str, str]
    inherited: dict[str, str]
    text: str = ""

    def __getitem__(self, name: str) -> str:
        return {**self.inherited, **self.own}[name]

    def get(self, name: str) -> str | None:
        """The attribute's value, its own or inherited; None where it has none."""
        return {**self.inherited, **self.own}.get(name)

    def at(self, name: str) -> float:
        """An attribute as a number."""
        return float(self[name])


def read_svg(svg: str) -> list[Element]:
    """Every element in the order of drawing; raises ExpatError for malformed XML."""
    found: list[Element] = []
    stack: list[Element] = []

    def open_(tag: str, attributes: dict[str, str]) -> None:
        around = {**stack[-1].inherited, **stack[-1].own} if stack else {}
        element = Element(tag, attributes, around)
        found.append(element)
        stack.append(element)

    def say(text: str) -> None:
        stack[-1].text += text

    def close(_: str) -> None:
        stack.pop()

    parser = expat.ParserCreate()
    parser.StartElementHandler = open_
    parser.EndElementHandler = close
    parser.CharacterDataHandler = say
    is_final = True
    parser.Parse(svg, is_final)
    return found


def texts(svg: str) -> list[str]:
    """What the picture says, in the order of drawing."""
    return [element.text for element in read_svg(svg) if element.tag == "text"]


def only(svg: str, wanted: Callable[[Element], bool]) -> Element:
    """The one element that is wanted; raises AssertionError for none or several."""
    found = [element for element in read_svg(svg) if wanted(element)]
    assert len(found) == 1, f"{len(found)} elements found"
    return found[0]


def of(tag: str, svg: str) -> list[Element]:
    """The elements of a kind, in the order of drawing."""
    return [element for element in read_svg(svg) if element.tag == tag]


def paths(svg: str) -> list[str]:
    """What each path of a picture draws."""
    return [element["d"] for element in of("path", svg)]
