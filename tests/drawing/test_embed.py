"""The one way into a folium map: no value is ever taken for code."""

from __future__ import annotations

import json
import random
import string

import folium
import jinja2
import pytest
import streamlit_folium
from branca.element import MacroElement
from folium.template import Template
from hypothesis import given
from hypothesis import strategies as st

from copro_map.drawing.embed import script_json
from copro_map.search.charts.interactive_map import base_map, points_group

FORBIDDEN = set("{}%#<>`$&'\u2028\u2029")
CORES = [
    "{{7*7}}", "{{ 7*7 }}", "{{-7*7-}}", "{%x%}", "{% x %}", "{%- raw -%}",
    "{% endmacro %}", "{% endraw %}", "{# #}", "{#", "#}", "{{", "}}", "{%", "%}",
    "{{ this }}", "{{ kwargs }}", "{{ ''.__class__.__mro__ }}", "{{ cycler }}",
    "{{ config }}", "{% for x in y %}", "{% import 'os' as o %}", "${7*7}", "`${7*7}`",
    "`", "$", "</script>", "<script>alert(1)</script>", "<!--", "-->", "<![CDATA[",
    "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", '"', "'", '"}', "'}", "\\",
    "\\\\", '\\"', "\\'", "\\u007b", "\\u007b\\u007b7*7\\u007d\\u007d", "\\x7b", "\n",
    "\r\n", "\t", "\x00", "\x1b", "\u2028", "\u2029", "\ufeff", "\u202e", "&amp;",
    "&#123;&#123;7*7&#125;&#125;", "%7B%7B7*7%7D%7D", "');alert(1)//", '");alert(1)//',
    "*/alert(1)/*", "//", "JSON.parse(", "javascript:alert(1)", "tŷ ŵ", "🏴󠁧󠁢󠁷󠁬󠁳󠁿", "\ud83d",
]  # fmt: skip
WRAPS = ["{}", "a{}z", "{}{}"]
HOSTILE = [wrap.replace("{}", core) for core in CORES for wrap in WRAPS]


def decode(expression: str) -> object:
    """What JavaScript makes of it: a string literal, parsed as JSON."""
    assert expression.startswith("JSON.parse(")
    assert expression.endswith(")")
    return json.loads(json.loads(expression[len("JSON.parse(") : -1]))


def test_there_are_enough_payloads():
    assert len(set(HOSTILE)) >= 100


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_text_survives_and_leaves_nothing_to_run(text):
    value = {"name": text, text: [text, 1, None, -3.25]}
    expression = script_json(value)
    assert decode(expression) == value
    assert not FORBIDDEN & set(expression)
    assert expression.isascii()
    assert expression.isprintable()


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_template_engine_leaves_it_as_it_is(text):
    expression = script_json({"x": text})
    assert jinja2.Template(expression).render() == expression


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False,
    allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)  # fmt: skip


@given(values)
def test_any_value_survives(value):
    expression = script_json(value)
    assert decode(expression) == value
    assert not FORBIDDEN & set(expression)


@given(st.text(alphabet="{}%#<>`$&'\"\\u07b\u2028/", max_size=40))
def test_any_mix_of_risky_characters_survives(text):
    expression = script_json(text)
    assert decode(expression) == text
    assert jinja2.Template(expression).render() == expression


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -float("inf")])
def test_numbers_that_json_does_not_have_are_refused(number):
    with pytest.raises(ValueError, match="JSON compliant"):
        script_json([number])


def sent(payload: str) -> str:
    """What streamlit-folium sends to the browser."""
    chart = base_map()
    chart.get_root().render()
    group = points_group(payload)
    return streamlit_folium._get_feature_group_string(group, chart)


class Ordinary(MacroElement):
    """An element that branca renders as usual: its script is compiled twice."""

    _template = Template(
        "{% macro script(this, kwargs) %}f({{ this.payload }});{% endmacro %}"
    )

    def __init__(self, payload: str) -> None:
        super().__init__()
        self.payload = payload


def rendered(payload: str) -> str:
    """What branca makes of an ordinary element with that payload."""
    chart = folium.Map(tiles=None)
    chart.add_child(Ordinary(payload))
    return chart.get_root().render()


def test_no_payload_is_evaluated_when_a_map_is_rendered():
    """All of them in one value, each of them once more alone in a smaller one."""
    everything = script_json({"all": HOSTILE})
    page = sent(everything)
    assert everything in page
    assert "a49z" not in page
    assert decode(everything) == {"all": HOSTILE}


@pytest.mark.parametrize("text", CORES, ids=range(len(CORES)))
def test_each_payload_reaches_the_page_unchanged(text):
    payload = script_json({"name": f"a{text}z"})
    page = sent(payload)
    assert payload in page
    assert "a49z" not in page


@pytest.mark.parametrize("text", CORES, ids=range(len(CORES)))
def test_each_payload_stands_branca_too(text):
    payload = script_json({"name": f"a{text}z"})
    page = rendered(payload)
    assert payload in page
    assert "a49z" not in page


def test_plain_json_is_evaluated_by_branca():
    """The mutant: why script_json exists."""
    assert "a49z" in rendered(json.dumps({"name": "a{{7*7}}z"}))


def test_plain_json_takes_the_page_down():
    with pytest.raises(jinja2.TemplateError):
        rendered(json.dumps({"name": "a {% x %} z"}))


def test_our_own_drawings_are_never_compiled_as_a_template():
    """A second line of defence: even plain JSON would not be evaluated there."""
    assert "a49z" not in sent(json.dumps({"name": "a{{7*7}}z"}))


def test_random_names_reach_the_page_unchanged():
    rng = random.Random(5)
    alphabet = string.printable + "ŵŷ{{}}%%##`$\u2028"
    names = ["".join(rng.choices(alphabet, k=25)) for _ in range(300)]
    payload = script_json(names)
    assert payload in sent(payload)
    assert decode(payload) == names
