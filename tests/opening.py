"""A page of the app, opened through the frame as a visitor does."""

from __future__ import annotations

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
