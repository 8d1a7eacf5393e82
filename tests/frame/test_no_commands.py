"""No page tells a reader to run a command: whoever can is asked, and how is said."""

from __future__ import annotations

import ast
import re

from copro_map.base.errors import DatabaseError
from copro_map.base.i18n import explain
from copro_map.frame.visitors import words
from tests.catalogue import ROOT, read_catalogue, source_files

# Whose messages stand on pages: pages, templates, the frame, light pages, what is said.
ON_PAGES = re.compile(
    r"/(?:page|templates|light|frame|charts|report)/|^pages/|^app\.py|"
    r"/\w*(?:words|wording|letters|paragraphs|presenting)\.py|"
    r"/(?:confirmed|today|i18n|links|claims|programme)\.py"
)
COMMAND = re.compile(
    r"copro_map [a-z]|python -m|COPRO_MAP_|\{command\}|"
    r"\bmake (?:run|demo|test|prove|wheel|fix|check)\b|"
    r"\bcommands?\b|\bgorchm?y?n|orchmynion|orchymyn|(?<!\w)--[a-z]",
    re.IGNORECASE,
)
# Streamlit's own label, which is put into Welsh; what the server logs as it starts;
# what the desk's log says of who was at the machine; where tests of links are told.
ELSEWHERE = ("frame/labels.py", "frame/doors.py", "desk/page/happened.py")
SERVER = "make run"  # the one hint for whoever installs the map without its server


def test_no_text_of_a_page_holds_a_command_in_either_language():
    said = [
        (where, str(text))
        for one in read_catalogue()  # in step with the code: tests/base/test_catalogue
        for where, _ in one.locations
        if ON_PAGES.search(where) and not any(x in where for x in ELSEWHERE)
        for text in (one.id, one.string)
    ]
    assert len(said) > 1500
    assert not [(where, text) for where, text in said if COMMAND.search(text)]


def test_no_constant_of_a_page_is_a_command_but_the_hint_for_an_installer():
    found = {
        str(node.value)
        for path in source_files()
        if ON_PAGES.search(path.relative_to(ROOT).as_posix())
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant)
        and re.match(r"(?:copro_map|python -m|make) [a-z]+", str(node.value))
    }
    assert found == {SERVER}


def test_what_is_wrong_with_the_database_names_no_command_to_visitors(caplog):
    error = DatabaseError("{file}: Build it: python -m copro_map init", file="x.db")
    assert COMMAND.search(explain(error))
    assert not COMMAND.search(words(error))
    assert "x.db" in caplog.text
