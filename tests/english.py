"""English left on a Welsh page: words that are no Welsh, but for a dated list."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html.parser import HTMLParser

from streamlit.testing.v1 import AppTest

from tests.base.test_welsh import CODE, WORD, knows

# Seen on 29 November 2026: the name of the other language on its button, a format, a
# body of the same name in both languages, and how a command is typed.
ALLOWED = {
    *("English", "Excel", "Interlink", "copro", "snapshots", "take"),
    *("streamlit", "folium"),  # the title of the map's frame; it has a label beside
    *("Solva", "solva-care"),  # the id and the source of the entry that tests open
    # Not known in Welsh by anything that we found (docs/cymraeg.md).
    *("Carmarthenshire", "Denbighshire", "Association", "Voluntary", "Services"),
    *("Council", "Neath", "Talbot", "Service", "Action"),
    "Bevan",  # a man's name, in that of a health board
}
# A text that is the name of a site and nothing else is in no language.
SITE = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")
SAID = ("alt", "aria-label", "title", "placeholder")
EMPTY = {"br", "hr", "img", "input", "meta", "link"}
KINDS = (
    *("title", "header", "subheader", "markdown", "caption", "button", "selectbox"),
    *("multiselect", "text_input", "toggle", "checkbox", "radio", "expander"),
    *("warning", "info", "success", "error", "date_input"),
)


class _Texts(HTMLParser):
    """Texts and spoken attributes; what is marked with a language is left out."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._open: list[bool] = []  # of each element: is it left out?

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = dict(attrs)
        out = (self._open or [False])[-1] or tag in ("script", "style")
        out = out or facts.get("lang", "cy") != "cy"
        if not out:
            self.found += [facts[x] or "" for x in SAID if x in facts]
        if tag not in EMPTY:
            self._open.append(out)

    def handle_endtag(self, tag: str) -> None:
        if self._open and tag not in EMPTY:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if not (self._open and self._open[-1]):
            self.found.append(data)


def texts_of_html(html: str) -> list[str]:
    """Return what a piece of a page says, without what is in another language."""
    reader = _Texts()
    reader.feed(html)
    return reader.found


def texts_of_page(test: AppTest) -> list[str]:
    """Return what a page says: its HTML, and the labels and words of its widgets."""
    found = [text for x in test.get("html") for text in texts_of_html(x.proto.body)]
    for kind in KINDS:
        for one in test.get(kind):
            for name in ("label", "value", "placeholder"):
                if (
                    kind in ("selectbox", "multiselect", "text_input")
                    and name == "value"
                ):
                    continue
                if isinstance(text := getattr(one, name, None), str):
                    found.append(text)
    return found


def english_words(texts: Iterable[str]) -> dict[str, str]:
    """Return each word that is no Welsh, with a text that it stands in."""
    return {
        word: text
        for text in texts
        if not SITE.fullmatch(text.strip())
        for word in WORD.findall(CODE.sub(" ", text))
        if word not in ALLOWED and len(word) > 2 and not knows(word)
    }
