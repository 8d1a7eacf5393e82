"""The recipe of docs/adding.md for a page: one file, and one line in ``app.py``."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.catalogue import ROOT

PAGE = '''"""A page that says hello."""

import streamlit as st

from copro_map.frame import components, frame

with frame.page("welcome"):
    st.title("Welcome")
    components.lead("Said by the new page.")
'''
LINE = '    ("pages/welcome.py", N_("Home"), "welcome", True),\n'


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The ways in, copied, with a page more."""
    shutil.copytree(ROOT / "pages", tmp_path / "pages")
    (tmp_path / "pages" / "welcome.py").write_text(PAGE, "utf-8")
    text = (ROOT / "app.py").read_text("utf-8")
    first = text.index('    ("pages/')
    (tmp_path / "app.py").write_text(text[:first] + LINE + text[first:], "utf-8")
    return tmp_path


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.usefixtures("network")
def test_a_page_is_a_file_and_a_line(copy, language):
    test = AppTest.from_file(str(copy / "app.py"), default_timeout=30)
    test.query_params["lang"] = language
    test.run()
    test.switch_page("pages/welcome.py").run()
    assert not test.exception
    assert [title.value for title in test.title] == ["Welcome"]
    drawn = " ".join(part.proto.body for part in test.get("html"))
    assert "Said by the new page." in drawn
    assert 'class="footer"' in drawn
