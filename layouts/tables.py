"""Tables from rows: headings with scope, numbers aligned, a caption that names it."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from layouts import html
from layouts.markup import Markup, attributes, to_html


class Column(NamedTuple):
    """One heading; `sort` is `text`, `number` or nothing."""

    label: str
    is_number: bool = True
    sort: str = ""
    css_class: str = ""


class Cell(NamedTuple):
    """One figure: its words, and the bare value that rows are sorted by."""

    content: Any
    value: float | None = None
    css_class: str = ""


class Row(NamedTuple):
    """A heading and its cells, in the order of the columns."""

    heading: Any
    cells: Sequence[Cell]
    css_class: str = ""
    sort_text: str = ""


class Group(NamedTuple):
    """Rows that belong together under a heading; `after` are rows of another form."""

    heading: Any
    rows: Sequence[Row]
    after: Sequence[html.Tr] = ()


def table(
    columns: Sequence[Column],
    rows: Sequence[Row],
    *,
    caption: str,
    key: str = "",
    css_class: str = "",
    table_id: str = "",
) -> html.Table:
    """A table whose first column heads its rows; sortable where columns say so."""
    return _table(
        columns,
        [html.Tbody([_row(row, columns) for row in rows])],
        caption=caption,
        key=key,
        css_class=css_class,
        table_id=table_id,
    )


def grouped_table(
    columns: Sequence[Column],
    groups: Sequence[Group],
    *,
    caption: str,
    key: str = "",
    css_class: str = "",
    table_id: str = "",
) -> html.Table:
    """The same with rows in groups; in another order they stand without them."""
    return _table(
        columns,
        [html.Tbody(_group(group, columns)) for group in groups],
        caption=caption,
        key=key,
        css_class=css_class,
        table_id=table_id,
    )


def _table(
    columns: Sequence[Column],
    bodies: Sequence[html.Tbody],
    *,
    caption: str,
    key: str,
    css_class: str,
    table_id: str,
) -> html.Table:
    named: dict[str, Any] = {"data-key": key} if key else {}
    if any(column.sort for column in columns):
        named["data-sortable"] = ""
    if css_class:
        named["className"] = css_class
    if table_id:
        named["id"] = table_id
    return html.Table(
        [
            html.Caption(caption, className="vh"),
            html.Thead(html.Tr([_heading(column) for column in columns])),
            *bodies,
        ],
        **named,
    )


def _group(group: Group, columns: Sequence[Column]) -> list[html.Tr]:
    heading = html.Th(
        group.heading, colSpan=len(columns), scope="rowgroup", className="group-heading"
    )
    return [
        html.Tr(heading, className="group"),
        *[_row(row, columns) for row in group.rows],
        *group.after,
    ]


def scrolling(content: Any, *, label: str, key: str, css_class: str = "") -> html.Div:
    """A box that scrolls by itself, reachable by keyboard and named."""
    return html.Div(
        content,
        className=f"scroll {css_class}".strip(),
        role="region",
        tabIndex=0,
        **{"aria-label": label, "data-scroll": key},
    )


def _heading(column: Column) -> html.Th:
    named: dict[str, Any] = {"data-sort": column.sort} if column.sort else {}
    css = _classes("n" if column.is_number else "", column.css_class)
    return html.Th(column.label, scope="col", className=css, **named)


def _row(row: Row, columns: Sequence[Column]) -> html.Tr:
    named = {"data-v": row.sort_text} if row.sort_text else {}
    heading = html.Th(row.heading, scope="row", **named)
    cells = [
        _cell(cell, column) for cell, column in zip(row.cells, columns[1:], strict=True)
    ]
    return html.Tr([heading, *cells], className=row.css_class or None)


def _cell(cell: Cell, column: Column) -> Any:
    css = _classes("n" if column.is_number else "", column.css_class, cell.css_class)
    named = {}
    if column.sort == "number":
        named["data-v"] = "" if cell.value is None else repr(cell.value)
    if isinstance(cell.content, str | Markup):
        # Most cells are text: written at once, a large table takes half the time.
        pairs = attributes({"class": css, **named}.items())
        return Markup(f"<td{pairs}>{to_html(cell.content)}</td>")
    return html.Td(cell.content, className=css, **named)


def _classes(*names: str) -> str | None:
    return " ".join(name for name in names if name) or None
