"""Templates: what they are given is data; each is used, and by its own room."""

from __future__ import annotations

import ast
import re

import pytest
from jinja2 import DictLoader, UndefinedError, nodes

from copro_map.drawing.templates import Html, environment, inline_svg, render
from tests.catalogue import ROOT, source_files

MODULE = ROOT / "copro_map" / "drawing" / "templates.py"
GROUND = ("drawing", "frame")
HOSTILE = (
    "<script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "{{ 7*7 }}",
    "{% raw %}",
    "{% if %}",
    "{{ cycler.__init__.__globals__.os }}",
    "{# gone #}",
)
FILES = {
    f"{path.parent.parent.name}/{path.name}": path
    for path in ROOT.glob("copro_map/*/templates/*")
}


def asked() -> list[tuple[str, str]]:
    """(Room, template) for every template that the code or another template names."""
    found = []
    for path in source_files():
        room = path.relative_to(ROOT).parts[1] if "copro_map" in path.parts else ""
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            text = getattr(node, "value", None)
            if isinstance(text, str) and re.fullmatch(r"[a-z_]+/[a-z_]+\.html", text):
                found.append((room, text))
    for name, path in FILES.items():
        parsed = environment().parse(path.read_text("utf-8"))
        for node in parsed.find_all((nodes.FromImport, nodes.Import, nodes.Include)):
            assert isinstance(node.template, nodes.Const)
            found.append((name.partition("/")[0], node.template.value))
    return found


def calls() -> list[tuple[str, str]]:
    """(File, name of what is called) in the code, but for the module of templates."""
    return [
        (path.name, getattr(node.func, "attr", getattr(node.func, "id", "")))
        for path in source_files()
        if path != MODULE
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
    ]


def of(source: str, **facts: object) -> str:
    """What the house's environment makes of a template."""
    made = environment()
    made.loader = DictLoader({"one": source})
    return made.get_template("one").render(facts)


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_escaped_and_never_read_as_a_template(text):
    html = render("drawing/paragraph.html", text=text, style=text)
    assert not set("<>\"'") & set(
        html.removeprefix('<p class="')[:-4].replace('">', "")
    )
    if "{" in text:
        assert html == f'<p class="{text}">{text}</p>'


def test_what_a_template_made_is_not_escaped_again():
    inner = render("drawing/paragraph.html", text="a & b", style="")
    outer = render("drawing/paragraph.html", text=inner, style="")
    assert outer == "<p><p>a &amp; b</p></p>"
    assert isinstance(outer, Html)


def test_text_put_to_html_is_escaped():
    assert (
        render("drawing/paragraph.html", text="", style="") + "<b>"
        == "<p></p>&lt;b&gt;"
    )


def test_a_fact_that_is_missing_is_an_error():
    with pytest.raises(UndefinedError, match="text"):
        render("drawing/paragraph.html", style="")


def test_line_breaks_are_not_written_and_texts_keep_theirs():
    source = '<p>\n  {{ text }} {{ text }}\n  {{ "x\n y" }}\n</p>\n'
    assert of(source, text="a\n b") == "<p>a\n b a\n bx\n y</p>"


def test_an_error_names_the_line_of_the_template():
    with pytest.raises(UndefinedError) as caught:
        of("<p>\n\n{{ missing }}</p>")
    lines = [x.lineno + 1 for x in caught.traceback if str(x.path) == "<template>"]
    assert lines == [3]


def test_a_template_is_asked_for_by_its_own_room_or_is_common_ground():
    """A file in ``pages/`` is of no room: a way in may ask every one."""
    strange = [
        (room, name)
        for room, name in asked()
        if name not in FILES or (room and name.partition("/")[0] not in (room, *GROUND))
    ]
    assert not strange


def test_every_template_compiles_and_is_asked_for():
    for name in FILES:
        environment().get_template(name)
    assert set(FILES) == {name for _, name in asked()}


def test_nothing_but_a_template_makes_html():
    """No template from a text, nothing declared safe by hand."""
    forbidden = {"Html", "Markup", "from_string"}
    found = [one for one in calls() if one[1] in forbidden]
    marked = [
        name
        for name, path in FILES.items()
        for node in environment().parse(path.read_text("utf-8")).find_all(nodes.Filter)
        if node.name == "safe"
    ]
    switched = [
        name for name, path in FILES.items() if "autoescape" in path.read_text("utf-8")
    ]
    assert not found + marked + switched


def test_pages_hold_no_html():
    """A component of our own is given its empty frame as ``html``."""
    found = []
    for path in source_files():
        if path.parent.name not in ("page", "pages", "frame"):
            continue
        tree = ast.parse(path.read_text("utf-8"))
        frames = {
            id(one.value)
            for one in ast.walk(tree)
            if isinstance(one, ast.keyword) and one.arg == "html"
        }
        found += [
            f"{path.name}:{node.lineno}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and re.search(r"</?[a-z][a-z0-9]*[ >]", node.value)
            and id(node) not in frames
        ]
    assert not found


def test_what_is_written_stands_where_escaping_helps():
    """Between tags or in quotes; in scripts by tojson, else only ids of our files."""
    own = {
        "search/hide_on_phone.html",
        "contribute/step.html",  # a step by its name
        "frame/labels.html",  # the code of a language
        "frame/language.html",
        "plan/theory_room.html",  # how wide and high our own pictures are
        "surveys/question.html",
    }
    for name, path in FILES.items():
        told = re.sub(r"\{\{[^}]*\| tojson \}\}", "null", path.read_text("utf-8"))
        text = re.sub(r"\{\{.*?\}\}", "@fact@", told, flags=re.DOTALL)
        for tag in re.findall(r"<[a-z][^<>]*>", text):
            assert "=@fact@" not in re.sub(r'"[^"]*"', '""', tag), (name, tag)
        script = r"<(?:script|style)\b[^>]*>.*?@fact@.*?</(?:script|style)>"
        written = [x for x in re.findall(script, text, re.DOTALL) if name not in own]
        assert not written, name


@pytest.mark.parametrize(
    "inside",
    [
        "<script>a()</script>",
        "<foreignObject/>",
        '<g onload="a()"/>',
        '<a href="javascript:a()"/>',
        '<a href="//elsewhere.example/"/>',
        '<use xlink:href="https://elsewhere.example/a.svg#b"/>',
    ],
)
def test_a_picture_that_could_run_or_lead_out_is_none_of_ours(inside):
    begins = '<svg xmlns:xlink="http://www.w3.org/1999/xlink">'
    with pytest.raises(ValueError, match="ours"):
        inline_svg(f"{begins}{inside}</svg>")
    assert inline_svg(f'{begins}<use href="#pin"/><a href="/cy/entry/a"/></svg>')
