"""The pages that the tests of the brief share, and readers of what is made of them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from html.parser import HTMLParser

from pypdf import PdfReader

from copro_map.areas.charts import BriefPage, Figure, Gap, Line, Table
from copro_map.drawing.symbols import plain

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="{h}" {v}>{inside}</svg>'
)
MAP = SVG.format(h=50, v='viewBox="0 0 40 50"', inside='<path d="M5 5h30v40z"/>')
CHART = SVG.format(h=12, v='viewBox="0 0 40 12"', inside='<path d="M0 2h30v6h-30z"/>')
EN = BriefPage(
    language="en",
    title="Powys",
    subject="SAMPLE: co-production in one area",
    layer="Local authority",
    date=date(2026, 11, 22),
    summary=("11 entries are based here.", "Nobody has asked about food yet."),
    figures=(
        Figure("133,200", "residents", "Census 2021"),
        Figure("11", "entries based here", "14 would be usual"),
        Figure("59%", "live within 10 km of an entry"),
        Figure("3", "requests not met", "of 5 open"),
    ),
    here_title="What is here",
    here=(
        Line("Powys Association of Voluntary Organisations (PAVO)", "Llandrindod"),
        Line("Credu", "Powys · carers"),
        Line("Tir Coed"),
    ),
    here_more=16,
    missing_title="What is missing",
    people_title="Evidence from people",
    people=(
        Gap("strong", "3 people here asked; nobody within 20 km offers"),
        Gap("unknown", "Transport: not asked yet"),
    ),
    statistics_title="Statistics",
    statistics=(
        Gap("watch", "1 recorded; 6 would be usual"),
        Gap("none", "All three recorded"),
    ),
    next_title="What to do next",
    next_steps=("Ask about food in Newtown.", "Look for a group of citizens."),
    compare=Table(
        "Entries per 100,000 people",
        ("Area", "People", "Rate"),
        (("Powys here", "133,174", "8.3"), ("Wales", "3,107,489", "7.3")),
    ),
    map_svg=MAP,
    map_caption="Powys in Wales. Contains OS data.",
    map_alt="Map of Wales; Powys is shaded.",
    chart_svg=CHART,
    chart_caption="Powys is above Wales",
    chart_alt="Bars: Powys 8.3, Wales 7.3.",
    method_title="How this is worked out",
    method=("Distances are straight lines.", "17 of 19 entries are unverified."),
    footer="Co-production map of Wales",
)
CY = replace(
    EN,
    language="cy",
    subject="SAMPL: cydgynhyrchu mewn un ardal",
    layer="Awdurdod lleol",
    summary=("Mae 11 cofnod yma.", "Nid oes neb wedi holi am fwyd eto: tŷ, dŵr."),
    here_title="Beth sydd yma",
    missing_title="Beth sydd ar goll",
    next_title="Beth i'w wneud nesaf",
    method_title="Sut y cyfrifir hyn",
    map_alt="Map o Gymru; mae Powys wedi'i lliwio.",
    footer="Map cydgynhyrchu Cymru: ŵ ŷ Ŵ Ŷ ô ï â ê î û á é ì ẁ ẃ ẅ ỳ",
)


def crammed(page: BriefPage, words: str, lines: int = 30) -> BriefPage:
    """The page with these words everywhere, and that many lines in each list."""
    gaps = (Gap("watch", words),) * lines
    every = {
        f.name: words
        for f in fields(BriefPage)
        if f.type == "str" and not f.name.endswith("_svg")
    }
    return replace(
        page,
        **every,
        summary=(words,) * lines,
        figures=(Figure(words[:30], words, words),) * 6,
        here=(Line(words, words),) * lines,
        people=gaps,
        statistics=gaps,
        next_steps=(words,) * lines,
        compare=Table(words, (words,) * 4, ((words,) * 4,) * lines),
        method=(words,) * lines,
    )


def only(page: BriefPage) -> BriefPage:
    """The page with nothing but its heading."""
    return BriefPage(
        language=page.language, title=page.title, subject="S", layer="L", date=page.date
    )


def words_of(value: object) -> Iterator[str]:
    """Every text of a page but its pictures and the names of levels."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from words_of(one)
    elif is_dataclass(value):
        for f in fields(value):
            if f.name not in ("language", "level", "map_svg", "chart_svg"):
                yield from words_of(getattr(value, f.name))


def bare(text: str) -> str:
    """A text without what a line break may put in or take out."""
    return re.sub(r"[\s\u200b]", "", plain(text))


def read(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def texts(pdf: bytes) -> list[str]:
    return [bare(page.extract_text()) for page in read(pdf).pages]


def tags(pdf: bytes) -> list[tuple[str, str, str]]:
    """The tags of a PDF in their order: name, language in force, alternative text."""
    root = read(pdf).trailer["/Root"]
    found = []

    def walk(node, language):
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for one in node:
                walk(one, language)
        elif isinstance(node, dict) and "/S" in node:
            language = node.get("/Lang", language)
            found.append((node["/S"], language, node.get("/Alt", "")))
            walk(node.get("/K", []), language)

    walk(root["/StructTreeRoot"]["/K"], root["/Lang"])
    return found


class Html(HTMLParser):
    """What a browser makes of the page; wrongly nested tags are an error."""

    EMPTY = ("meta", "img")

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text = {"en": "", "cy": ""}
        self.language = ""
        self.feed(html)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in self.EMPTY:
            self.open.append(tag)
        if tag == "article":
            self.language = dict(attrs)["lang"]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "article" in self.open:
            self.text[self.language] += data

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.tags if name == tag]
