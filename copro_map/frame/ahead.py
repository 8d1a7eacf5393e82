"""The scripts that a page will ask for once it is drawn: named to the browser at once.

Streamlit's page names what each of its pages needs; what draws a field or a list is
asked for only when the first of them is to be drawn, one after the other: on a slow
line four seconds. ``python -m tests.bench.asked_for`` writes down which they are.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

from streamlit import file_util

from copro_map.drawing.templates import render

WRITTEN = Path(__file__).with_name("ahead.json")
# "TextInput.MPWivlu9.js": the digest changes with every release of Streamlit.
NAMED = re.compile(r"([\w.-]+?)\.[\w-]{8}\.js")


def name_of(file: str) -> str:
    """Return what a script is called in every release.

    Examples
    --------
    >>> name_of("TextInput.MPWivlu9.js"), name_of("purify.es.BXhPiKO5.js")
    ('TextInput', 'purify.es')
    """
    found = NAMED.fullmatch(file)
    return found[1] if found else file


@cache
def _files() -> dict[str, list[str]]:
    scripts = Path(file_util.get_static_dir()) / "static" / "js"
    files: dict[str, list[str]] = {}
    for file in sorted(scripts.glob("*.js")):
        files.setdefault(name_of(file.name), []).append(file.name)
    return files


@cache
def ahead_of(path: str) -> bytes:
    """Return the links that name a page's scripts; of several of one name none."""
    names = json.loads(WRITTEN.read_text(encoding="utf-8")).get(path, ())
    found = (_files().get(name, ()) for name in names)
    alone = [files[0] for files in found if len(files) == 1]
    return str(render("frame/ahead.html", files=alone)).encode()
