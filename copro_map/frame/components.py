"""Smaller components of the pages; they hide how Streamlit keeps their state."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

import streamlit as st

from copro_map.base.i18n import current_language, language_in_force
from copro_map.drawing.templates import render
from copro_map.files.marking import file_name
from copro_map.frame import cache as ui_cache

# A line's end begins a heading or a list; a colon before a word an icon, a colour, an
# emoji, or a directive, whose word is not shown.
LINES = re.compile(r"\s*[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]\s*")
MARKS = "\\`*_[]<$~"
COLON = re.compile(r":[^\s:]")


def download(  # noqa: PLR0913 - a file and how it is offered
    label: str,
    make: Callable[[], bytes],
    name: str,
    *,
    key: str,
    about: str,
    is_first: bool = False,
) -> None:
    """Offer a file; ``make`` is called in a thread of its own when it is wanted.

    One that ``is_first`` is what a page is come to for: its button stands out.

    It is called in the language of the page, which that thread would not know.

    Every file that the pages offer is offered here, so its name says if it is of a
    demonstration; ``about`` says what is in it. It may be ``first`` of what a page
    offers.
    """
    language = current_language()

    def in_language() -> bytes:
        with language_in_force(language):
            return make()

    st.download_button(
        label,
        data=in_language,
        file_name=file_name(ui_cache.settings(), name),
        icon=":material/download:",
        on_click="ignore",
        key=key,
        help=about,
        type="primary" if is_first else "secondary",
    )


def choice(
    label: str,
    values: Iterable[str],
    name_of: Callable[[str], str],
    *,
    nothing: str,
    placeholder: str = "",
    **more: Any,
) -> None:
    """Draw a box to choose one value in, or none; ``more`` ties it to its state.

    Enter in a box that was emptied takes the first that is listed. So that is
    ``nothing``, which stands there in words, and the value of it is "".
    """
    st.selectbox(
        label,
        ["", *values],
        index=None,
        format_func=lambda value: name_of(value) if value else nothing,
        placeholder=placeholder or nothing,
        **more,
    )


def no_markdown(sentence: str) -> str:
    r"""Return a sentence that Streamlit draws as it is, whatever somebody wrote in it.

    One line, of which no picture, icon or colour comes, and no link but a web address
    that is written out; our own sentences begin it.

    Examples
    --------
    >>> no_markdown("Accepted: ![a](x.png) *b* $c$.")
    'Accepted: !\\[a\\](x.png) \\*b\\* \\$c\\$.'
    >>> no_markdown(":material/home: Town: :red\n# a"), no_markdown("Town: a")
    ('\\:material\\/home\\: Town\\: \\:red # a', 'Town: a')
    """
    line = LINES.sub(" ", sentence)
    marks = f"{MARKS}:/" if COLON.search(line) else MARKS
    return "".join(f"\\{c}" if c in marks else c for c in line)


def show(template: str, **facts: object) -> None:
    """Draw a template, "room/name.html", filled in."""
    st.html(render(template, **facts))


def paragraph(text: str, style: str = "") -> None:
    """Draw a paragraph; ``style`` is its class: "note", "muted" ..."""
    show("drawing/paragraph.html", text=text, style=style)


def facts(rows: Iterable[tuple[str, str]], style: str = "facts") -> None:
    """Draw pairs of a name and what is known; what is not known is left out."""
    show("drawing/facts.html", rows=rows, style=style)


def heading(text: str, level: int) -> None:
    """Draw a heading of a level from 1 to 6."""
    show("drawing/heading.html", text=text, level=level)


def lead(text: str) -> None:
    """Draw the sentence that says what a page is for."""
    paragraph(text, "lead")


def your_data() -> None:
    """Draw the line that leads from a form to what is kept of whoever fills it in."""
    show("frame/your_data.html")
