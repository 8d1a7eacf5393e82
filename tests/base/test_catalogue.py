"""The catalogue: complete, in step with the code, and each message truly Welsh."""

import ast
import re

from copro_map.base.i18n import CATALOGUE, t
from tests.catalogue import APPROVAL, APPROVED, ROOT, extract, read_catalogue
from tests.review import approvals

PLACEHOLDER = re.compile(r"(?<!\{)\{([a-z_]+)\}")
# Words that are the same in both languages.
SAME = {"Map: {name}", "Cost", "Sector", "Map"}
PLURALS = "nplurals=6; plural=(n==0?0:n==1?1:n==2?2:n==3?3:n==6?4:5);"


def test_every_message_of_the_code_is_in_the_catalogue_and_no_other():
    in_code = {message for _, message in extract()}
    in_catalogue = {str(m.id) for m in read_catalogue() if m.id}
    assert in_code == in_catalogue


def test_no_message_is_empty_or_fuzzy():
    assert not [m.id for m in read_catalogue() if m.id and (not m.string or m.fuzzy)]


def test_no_message_is_english_in_welsh():
    same = {str(m.id) for m in read_catalogue() if m.id and m.id == m.string}
    assert same <= SAME


def test_both_languages_have_the_same_placeholders():
    for message in read_catalogue():
        english, welsh = str(message.id), str(message.string)
        assert sorted(PLACEHOLDER.findall(english)) == sorted(
            PLACEHOLDER.findall(welsh)
        ), english


def test_each_message_is_approved_or_says_that_it_waits_for_approval():
    approved = approvals()
    for message in read_catalogue():
        if message.id:
            held = (str(message.id), str(message.string)) in approved
            said = [APPROVED if held else APPROVAL]
            assert message.auto_comments == said, message.id


def test_plural_forms_are_those_of_welsh():
    assert PLURALS in CATALOGUE.read_text("utf-8")


def test_an_unknown_message_stays_english():
    assert t("Not in the catalogue") == "Not in the catalogue"


def _bare_strings(path) -> list[str]:
    tree = ast.parse(path.read_text("utf-8"))
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    return [
        f"{path.name}:{call.lineno} {call.args[0].value}"
        for call in calls
        if isinstance(call.func, ast.Attribute)
        and call.args
        and isinstance(call.args[0], ast.Constant)
        and isinstance(call.args[0].value, str)
        and call.func.attr
        in {"title", "header", "subheader", "write", "markdown", "text", "info",
            "warning", "error", "success", "button", "toggle", "metric", "caption",
            "text_input", "selectbox", "multiselect", "pills"}
        and isinstance(call.func.value, ast.Name)
        and re.search(r"[A-Za-z]{2}", call.args[0].value)
    ]  # fmt: skip


def test_no_page_shows_a_bare_string():
    found = [
        bare
        for path in [*ROOT.glob("pages/*.py"), *ROOT.glob("copro_map/*/page/*.py")]
        for bare in _bare_strings(path)
    ]
    assert not found


def test_no_template_holds_a_bare_word():
    """What is left of a template without its code, its comments, style and tags."""
    code = re.compile(
        r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<(style|script)>.*?</\1>", re.DOTALL
    )
    for path in ROOT.glob("copro_map/*/templates/*"):
        bare = re.sub(r"<[^>]*>", "", code.sub("", path.read_text("utf-8")))
        assert not re.findall(r"[A-Za-z]{2,}", bare), path.name


def test_messages_of_templates_are_found():
    assert ("copro_map/search/templates/sources.html", "Publisher") in {
        (where.rpartition(":")[0], message) for where, message in extract()
    }
