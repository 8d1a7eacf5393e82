"""HTML from templates, ``copro_map/<room>/templates/NAME.html``.

What a template is given is data: it is escaped when it is written and never read as a
template. Only what a template has made is not escaped a second time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

from jinja2 import Environment, FileSystemLoader, PrefixLoader, StrictUndefined
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from markupsafe import Markup

from copro_map.base.i18n import current_language, long_date, t
from copro_map.base.names import host_of, is_web_address
from copro_map.drawing.shapes import LEVELS, shape_svg, svg_address, symbol

# A page, its question, its part: nothing that a browser could take for another host.
_INNER = re.compile(r"(?!//)/?[\w.-]*(?:/[\w.-]+)*/?(?:\?[^\s\\#]*)?(?:#[\w-]*)?")

ROOMS = Path(__file__).parent.parent
# What pictures of ours are made of.
_DRAWN = frozenset(
    {"a", "circle", "clipPath", "defs", "desc", "g", "line", "path", "polygon"}
    | {"polyline", "rect", "svg", "symbol", "text", "title", "tspan", "use"}
)
_LINE_BREAK = re.compile(r"\s*\n\s*")

# What ``render`` has made. Text that is put to it with "+" is escaped.
Html = Markup


def is_inner(address: str) -> bool:
    """Say whether an address stays inside this site.

    Examples
    --------
    >>> is_inner("area?code=W06000008&lang=cy"), is_inner("//elsewhere.example/a")
    (True, False)
    """
    return bool(address) and _INNER.fullmatch(address) is not None


# What a template may ask by its name.
ASKED = (
    *(current_language, long_date, t),
    *(host_of, is_inner, is_web_address),
    *(shape_svg, svg_address, symbol),
)


class _LinesForReaders(Extension):
    """Leave out a template's line breaks, with the spaces round them."""

    def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
        for token in stream:
            if token.type == "data":
                bare = _LINE_BREAK.sub("", token.value)
                token = Token(token.lineno, token.type, bare)
            yield token


def environment() -> Environment:
    """Return what compiles the templates; each is addressed as "room/name.html"."""
    rooms = {path.parent.name: path for path in ROOMS.glob("*/templates")}
    made = Environment(
        loader=PrefixLoader({room: FileSystemLoader(x) for room, x in rooms.items()}),
        extensions=[_LinesForReaders],
        undefined=StrictUndefined,
        autoescape=True,
        auto_reload=False,
    )
    made.globals |= {"LEVELS": LEVELS} | {each.__name__: each for each in ASKED}
    return made


_TEMPLATES = environment()


def render(name: str, **facts: object) -> Html:
    """Return a template, filled in.

    Parameters
    ----------
    name
        "room/name.html". Its line breaks are for the reader of the template and are
        not written, so a space between two lines is written ``{{ " " }}``.
    facts
        What the template names; a template that names more fails.

    Examples
    --------
    >>> print(render("drawing/paragraph.html", text="{{ 7*7 }} <b>", style="note"))
    <p class="note">{{ 7*7 }} &lt;b&gt;</p>
    """
    return Html(_TEMPLATES.get_template(name).render(facts))


def inline_svg(svg: str) -> Html:
    """Return a picture of ours as a part of a page, so that links in it can be pressed.

    Raises
    ------
    ValueError
        If it holds what no picture of ours does: a script, or what could run as one.

    Examples
    --------
    >>> inline_svg('<svg><a href="/en/entry/x"><text>A &amp; B</text></a></svg>')[:5]
    Markup('<svg>')
    >>> inline_svg('<svg><a href="javascript:a()"/></svg>')
    Traceback (most recent call last):
    ...
    ValueError: no picture of ours
    """
    for part in ElementTree.fromstring(svg).iter():  # noqa: S314 - drawn by us
        said = {name.rpartition("}")[2]: value for name, value in part.attrib.items()}
        leads = said.get("href", "")
        leads_out = bool(leads) and leads[0] != "#" and not is_inner(leads)
        runs = any(name.lower().startswith("on") for name in said)
        if part.tag.rpartition("}")[2] not in _DRAWN or runs or leads_out:
            raise ValueError("no picture of ours")
    return Html(svg)


@cache
def styles(*sheets: Path) -> Html:
    """Return style sheets of the project as one element for a page."""
    text = "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
    return Html(f"<style>{text}</style>")


@cache
def script(file: Path) -> Html:
    """Return a script of the project as one element for a page."""
    return Html(f"<script>{file.read_text(encoding='utf-8')}</script>")
