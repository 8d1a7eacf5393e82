"""A page of the app, opened through the frame as a visitor does."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from streamlit.testing.v1 import AppTest

from tests.catalogue import ROOT
from tests.listed_pages import listed_pages

SECONDS = 60


def open_page(file: str, language: str, **params: str) -> AppTest:
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=SECONDS)
    if file != listed_pages()[0][0]:
        test.switch_page(file)
    for name, value in {"lang": language, **params}.items():
        test.query_params[name] = value
    return test.run()


def language_link(test: AppTest) -> tuple[str, str]:
    """Return where the menu's link to the other language leads, and its word."""
    top = next(x.proto.body for x in test.get("html") if "<header" in x.proto.body)
    found = re.search(r'<a class="tongue" href="([^"]*)"[^>]*>([^<]*)</a>', top)
    assert found, top
    return unescape(found[1]), found[2]


def in_other_language(test: AppTest) -> AppTest:
    """Follow the menu's link to the other language."""
    for name, value in parse_qsl(urlsplit(language_link(test)[0]).query):
        test.query_params[name] = value
    return test.run()


def everything(test: AppTest) -> str:
    """All that a page sends to a browser: of every element its message, as it is."""
    found, waiting = [], [test._tree]
    while waiting:
        node = waiting.pop()
        waiting += getattr(node, "children", {}).values()
        if (proto := getattr(node, "proto", None)) is not None:
            found.append(str(proto))
    return "\n".join(found)


def drawn_lists(test: AppTest) -> list[dict[str, Any]]:
    """What each list of entries on a page is given to draw."""
    found = [x.proto for x in test.get("bidi_component")]
    lists = [x for x in found if x.component_name == "copro_map_entry_list"]
    return [json.loads(x.json) for x in lists]


def opened_in(test: AppTest) -> dict[str, Any] | None:
    """The card of the entry that is open in the first list of a page, if one is."""
    opened: dict[str, Any] | None = drawn_lists(test)[0]["open"]
    return opened


def boxes(test: AppTest) -> dict[str, str]:
    """What each box to ask in holds, by the name of the box."""
    found = [x.proto for x in test.get("bidi_component")]
    asked = [json.loads(x.json) for x in found if x.component_name == "copro_map_ask"]
    return {one["name"]: one["value"] for one in asked}
