"""HTML elements by name, as light as can be: a page is made of thousands.

They are written as Dash's own are, `html.P("text", className="lead")`, and only ever
turned into text by `layouts.markup.to_html`; Dash's would check each property against
a list and be ready for a browser that never sees them.
"""

from typing import Any, ClassVar


class Element:
    """An element with its content and its attributes, named as in React."""

    __slots__ = ("children", "properties")
    tag: ClassVar[str] = ""

    def __init__(self, children: Any = None, **properties: Any) -> None:
        self.children = children
        self.properties = properties

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.children!r}, {self.properties!r})"


class A(Element):
    __slots__ = ()
    tag = "a"


class Article(Element):
    __slots__ = ()
    tag = "article"


class Aside(Element):
    __slots__ = ()
    tag = "aside"


class B(Element):
    __slots__ = ()
    tag = "b"


class Blockquote(Element):
    __slots__ = ()
    tag = "blockquote"


class Br(Element):
    __slots__ = ()
    tag = "br"


class Button(Element):
    __slots__ = ()
    tag = "button"


class Caption(Element):
    __slots__ = ()
    tag = "caption"


class Code(Element):
    __slots__ = ()
    tag = "code"


class Dd(Element):
    __slots__ = ()
    tag = "dd"


class Del(Element):
    __slots__ = ()
    tag = "del"


class Details(Element):
    __slots__ = ()
    tag = "details"


class Div(Element):
    __slots__ = ()
    tag = "div"


class Dl(Element):
    __slots__ = ()
    tag = "dl"


class Dt(Element):
    __slots__ = ()
    tag = "dt"


class Em(Element):
    __slots__ = ()
    tag = "em"


class Fieldset(Element):
    __slots__ = ()
    tag = "fieldset"


class Figcaption(Element):
    __slots__ = ()
    tag = "figcaption"


class Figure(Element):
    __slots__ = ()
    tag = "figure"


class Footer(Element):
    __slots__ = ()
    tag = "footer"


class Form(Element):
    __slots__ = ()
    tag = "form"


class H1(Element):
    __slots__ = ()
    tag = "h1"


class H2(Element):
    __slots__ = ()
    tag = "h2"


class H3(Element):
    __slots__ = ()
    tag = "h3"


class H4(Element):
    __slots__ = ()
    tag = "h4"


class Header(Element):
    __slots__ = ()
    tag = "header"


class Hr(Element):
    __slots__ = ()
    tag = "hr"


class I(Element):  # noqa: E742  # the element's own name
    __slots__ = ()
    tag = "i"


class Iframe(Element):
    __slots__ = ()
    tag = "iframe"


class Img(Element):
    __slots__ = ()
    tag = "img"


class Ins(Element):
    __slots__ = ()
    tag = "ins"


class Kbd(Element):
    __slots__ = ()
    tag = "kbd"


class Label(Element):
    __slots__ = ()
    tag = "label"


class Legend(Element):
    __slots__ = ()
    tag = "legend"


class Li(Element):
    __slots__ = ()
    tag = "li"


class Main(Element):
    __slots__ = ()
    tag = "main"


class Mark(Element):
    __slots__ = ()
    tag = "mark"


class Nav(Element):
    __slots__ = ()
    tag = "nav"


class Ol(Element):
    __slots__ = ()
    tag = "ol"


class Optgroup(Element):
    __slots__ = ()
    tag = "optgroup"


class Option(Element):
    __slots__ = ()
    tag = "option"


class Output(Element):
    __slots__ = ()
    tag = "output"


class P(Element):
    __slots__ = ()
    tag = "p"


class Pre(Element):
    __slots__ = ()
    tag = "pre"


class Progress(Element):
    __slots__ = ()
    tag = "progress"


class Q(Element):
    __slots__ = ()
    tag = "q"


class Section(Element):
    __slots__ = ()
    tag = "section"


class Select(Element):
    __slots__ = ()
    tag = "select"


class Small(Element):
    __slots__ = ()
    tag = "small"


class Span(Element):
    __slots__ = ()
    tag = "span"


class Strong(Element):
    __slots__ = ()
    tag = "strong"


class Sub(Element):
    __slots__ = ()
    tag = "sub"


class Summary(Element):
    __slots__ = ()
    tag = "summary"


class Sup(Element):
    __slots__ = ()
    tag = "sup"


class Table(Element):
    __slots__ = ()
    tag = "table"


class Tbody(Element):
    __slots__ = ()
    tag = "tbody"


class Td(Element):
    __slots__ = ()
    tag = "td"


class Textarea(Element):
    __slots__ = ()
    tag = "textarea"


class Tfoot(Element):
    __slots__ = ()
    tag = "tfoot"


class Th(Element):
    __slots__ = ()
    tag = "th"


class Thead(Element):
    __slots__ = ()
    tag = "thead"


class Time(Element):
    __slots__ = ()
    tag = "time"


class Tr(Element):
    __slots__ = ()
    tag = "tr"


class Ul(Element):
    __slots__ = ()
    tag = "ul"
