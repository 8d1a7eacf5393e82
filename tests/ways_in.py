"""The links of a page to the form by which anybody puts an entry in, or mends one."""

from __future__ import annotations

from urllib.parse import parse_qsl

from streamlit.testing.v1 import AppTest


def ways_in(test: AppTest) -> list[dict[str, str]]:
    """Return what each such link brings with it, in the order of the page."""
    links = (link.proto for link in test.get("page_link"))
    asked = [dict(parse_qsl(x.query_string)) for x in links if x.page == "contribute"]
    return [
        {name: value for name, value in one.items() if name != "lang"} for one in asked
    ]
