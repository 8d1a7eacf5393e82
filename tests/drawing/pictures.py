"""Small helpers for the tests of maps, charts and tables: read what was drawn."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser
from xml.etree import ElementTree

from PIL import Image

SVG = "{http://www.w3.org/2000/svg}"
# Names of languages of XML, never fetched.
NAMESPACES = re.compile(r'xmlns(?::\w+)?="http://www\.w3\.org/[\w/]+"')
ADDRESS = re.compile(r"(?:https?:)?//[\w.-]+")


def read_svg(svg: str) -> ElementTree.Element:
    """Parse an SVG; fails if it is not well formed."""
    return ElementTree.fromstring(svg)


def texts_of(svg: str) -> list[str]:
    """Every line of letters in a picture."""
    return [x.text or "" for x in read_svg(svg).iter(f"{SVG}text")]


def hosts_in(text: str) -> list[str]:
    """Every address of a host that a browser might ask."""
    return ADDRESS.findall(NAMESPACES.sub("", text))


def colours_of(png: bytes) -> int:
    """How many colours a PNG has; fails if it is none."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    return len(Image.open(io.BytesIO(png)).convert("RGB").getcolors(1 << 24) or [])


def size_of(png: bytes) -> tuple[int, int]:
    return Image.open(io.BytesIO(png)).size


class Page(HTMLParser):
    """The tags of a piece of HTML, with their attributes and the text inside each."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inside: list[str] = []
        self._open: list[int] = []
        self.feed(str(html))

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.inside.append("")
        if tag != "img":
            self._open.append(len(self.tags) - 1)

    def handle_endtag(self, tag):
        assert self.tags[self._open.pop()][0] == tag

    def handle_data(self, data):
        for place in self._open:
            self.inside[place] += data

    def all(self, tag: str, **wanted: str) -> list[str]:
        """The texts inside every such tag."""
        return [
            text
            for (name, attributes), text in zip(self.tags, self.inside, strict=True)
            if name == tag and wanted.items() <= attributes.items()
        ]


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (
        x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)
