import pytest

from layouts import html
from layouts.markup import Markup, element, hidden_input, to_html


def test_text_and_attributes_are_escaped() -> None:
    link = html.A("<b> & co", href='/compare?a="1"&b=2')
    assert to_html(link) == (
        '<a href="/compare?a=&quot;1&quot;&amp;b=2">&lt;b&gt; &amp; co</a>'
    )


def test_properties_become_the_attributes_of_html() -> None:
    label = html.Label("Area", htmlFor="field-area", className="field")
    assert to_html(label) == '<label class="field" for="field-area">Area</label>'


def test_aria_and_data_attributes_are_written_as_they_are_named() -> None:
    panel = html.Section([], **{"aria-labelledby": "h", "data-region": ""})
    assert to_html(panel) == '<section aria-labelledby="h" data-region=""></section>'


def test_a_boolean_attribute_is_there_or_not_there() -> None:
    chosen = html.Option("a", value="1", selected=True)
    other = html.Option("b", value="2", selected=False)
    assert to_html([chosen, other]) == (
        '<option selected value="1">a</option><option value="2">b</option>'
    )


def test_none_and_false_draw_nothing_but_zero_is_a_number() -> None:
    assert to_html(html.P([None, False, 0, "", "x"])) == "<p>0x</p>"


def test_an_element_without_content_has_no_end_tag() -> None:
    assert to_html(html.Div([html.Br(), html.Hr()])) == "<div><br><hr></div>"


def test_markup_is_left_as_it_is() -> None:
    drawing = Markup("<svg></svg>")
    assert to_html(html.Div(drawing)) == "<div><svg></svg></div>"
    boxed = Markup("<svg></svg>", tag="span", className="wide")
    assert to_html(boxed) == '<span class="wide"><svg></svg></span>'


def test_a_hidden_input_escapes_its_value() -> None:
    assert to_html(hidden_input("pinned", 'a"b')) == (
        '<input type="hidden" name="pinned" value="a&quot;b">'
    )


def test_a_style_attribute_is_refused_because_the_policy_would_drop_it() -> None:
    with pytest.raises(ValueError, match="use a class"):
        to_html(html.P("x", style={"color": "red"}))


def test_an_attribute_name_cannot_carry_another_attribute() -> None:
    with pytest.raises(ValueError, match="no attribute name"):
        element("p", **{'x onclick="1"': "y"})


def test_what_is_no_component_is_refused() -> None:
    with pytest.raises(TypeError, match="dict cannot be drawn"):
        to_html({"not": "a component"})


def test_attributes_stand_in_the_same_order_in_every_process() -> None:
    cell = html.Td("1", title="t", id="i", className="n", colSpan=2)
    assert to_html(cell) == '<td class="n" colspan="2" id="i" title="t">1</td>'
