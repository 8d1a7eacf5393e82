"""Documents that tests share, and readers of what is made of them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from html.parser import HTMLParser

from pypdf import PdfReader

from copro_map.drawing.document import (
    Box,
    Columns,
    Document,
    Edition,
    Facts,
    Figure,
    Figures,
    Footer,
    Heading,
    Item,
    Items,
    Key,
    Mark,
    Notes,
    Number,
    Part,
    Picture,
    Scale,
    Section,
    Sheet,
    Summary,
    Table,
    Text,
    Title,
)
from copro_map.drawing.shapes import LEVELS, Level, plain, symbol

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="{h}" {v}>{inside}</svg>'
)
MAP = SVG.format(h=50, v='viewBox="0 0 40 50"', inside='<path d="M5 5h30v40z"/>')
CHART = SVG.format(h=12, v='viewBox="0 0 40 12"', inside='<path d="M0 2h30v6h-30z"/>')
DAY = date(2026, 11, 22)
# What is no text that is shown.
SIGNS = ("svg", "colour", "look", "side", "language", "title", "subject")


def gap(level: Level, words: str) -> Item:
    mark = LEVELS[level]
    return Item(Mark(mark.label.text(), symbol(level), mark.colour), words)


HERE = Items(
    "names",
    (
        Item("Powys Association of Voluntary Organisations (PAVO)", "Llandrindod"),
        Item("Credu", "Powys · carers"),
        Item("Tir Coed"),
    ),
    most=10,
    left_out=16,
)
PEOPLE = Items(
    "marks",
    (
        gap("strong", "3 people here asked; nobody within 20 km offers"),
        gap("unknown", "Transport: not asked yet"),
    ),
)
KNOWN = Items(
    "marks",
    (gap("watch", "1 recorded; 6 would be usual"), gap("none", "All three recorded")),
)
STEPS = Items(
    "steps",
    (
        Item("", "Ask about food in Newtown."),
        Item("", "Look for a group of citizens."),
    ),
)
RATES = Table(
    "Entries per 100,000 people",
    ("Area", "People", "Rate"),
    (("Powys here", "133,174", "8.3"), ("Wales", "3,107,489", "7.3")),
    numbers=True,
    most=8,
)
WHERE = Picture(
    MAP, "Map of Wales; Powys is shaded.", "Powys in Wales. Contains OS data.", high=15
)
BESIDE = Picture(
    *(CHART, "Bars: Powys 8.3, Wales 7.3.", "Powys is above Wales"),
    above=True,
    high=9,
)
ONE_SHEET: tuple[Part, ...] = (
    Columns(
        (
            Title(
                "SAMPLE: co-production", "Powys", "As at 22 November 2026", "Ŵ ŷ ẁ ẃ"
            ),
            Summary(
                ("11 entries are based here.", "Nobody asked about food: tŷ, dŵr.")
            ),
        ),
        (WHERE,),
        share=69,
    ),
    Figures(
        (
            Figure("133,200", "residents", "Census 2021"),
            Figure("11", "entries based here", "14 would be usual"),
            Figure(Mark("2", colour="#00664B"), Mark("Met", CHART, "#00664B")),
        )
    ),
    Columns(
        (Heading("What is here"), HERE),
        (
            Heading("What is missing"),
            Heading("Evidence from people", 3),
            PEOPLE,
            Heading("Statistics", 3),
            KNOWN,
        ),
    ),
    Box((Heading("What to do next"), STEPS)),
    Columns((RATES,), (BESIDE,)),
    Notes(
        "How this is worked out",
        (("", "Distances are straight lines."), ("", "17 of 19 are unverified.")),
    ),
    Footer("Co-production map of Wales: ŵ ŷ Ŵ Ŷ ô ï â ê î û á é ì ẁ ẃ ẅ ỳ"),
)
# What may take as many pages as it needs.
FLOWING: tuple[Part, ...] = (
    Section(
        (
            Heading("Since then"),
            Text("Snapshot: Year 1."),
            Table(
                "Since then",
                ("Indicator", "Then", "Now", "Status"),
                (
                    ("1. Community",),
                    ("1.1 Active", "14", Mark("18"), Mark("Behind", CHART, "#9B4D00")),
                    ("9.9 Gone", "too few to show"),
                ),
                titled=False,
            ),
        ),
        new_page=True,
    ),
    Section(
        (
            Heading("2.2 Members", 3, "40%"),
            Columns(
                (
                    Text(Mark("Met on the sample", CHART, "#00664B")),
                    Scale(
                        CHART, (Number(0, "0%", "left"), Number(70, "70%", "center"))
                    ),
                    Text("24 of 60 said so.", "strong"),
                    Facts((("Counted", "24 of 60"),)),
                ),
                (Text("Members say so", "muted"),),
            ),
        ),
        whole=True,
    ),
    Key((Mark("0 to 2", MAP), Mark("Far fewer", MAP))),
    Notes("By which rules", (("How a count is judged", "By a line."),)),
)


def edition(language: str, *parts: Part) -> Edition:
    return Edition(language, "Powys", f"SAMPLE {language}", parts)


EN, CY = edition("en", Sheet(ONE_SHEET)), edition("cy", Sheet(ONE_SHEET))
REPORT = Document(
    DAY, (edition("en", Sheet(ONE_SHEET[:2]), *FLOWING),), running="Demonstration"
)


def document(*editions: Edition) -> Document:
    return Document(DAY, editions)


def crammed(value, words: str, lines: int = 30):
    """The same with these words for all there are, and so many lines in each list."""
    if isinstance(value, str):
        return value and words
    if isinstance(value, tuple):
        return tuple(crammed(one, words, lines) for one in value)
    if not is_dataclass(value):
        return value
    names = [x.name for x in fields(value) if x.name not in SIGNS]
    change = {name: crammed(getattr(value, name), words, lines) for name in names}
    if "most" in change and value.rows:
        change["rows"] = change["rows"][:1] * lines
    return replace(value, **change)


def words_of(value: object) -> Iterator[str]:
    """Every text of a part that is shown."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from words_of(one)
    elif is_dataclass(value):
        for one in fields(value):
            if one.name not in (*SIGNS, "alt"):
                yield from words_of(getattr(value, one.name))


def parts_of(value: object, kind: type) -> list:
    """Every part of a kind in a tree, in its order."""
    if isinstance(value, tuple):
        return [x for one in value for x in parts_of(one, kind)]
    if not is_dataclass(value):
        return []
    own = [value] if isinstance(value, kind) else []
    inner = (parts_of(getattr(value, one.name), kind) for one in fields(value))
    return [*own, *(x for found in inner for x in found)]


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
        self.feed(str(html))
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
