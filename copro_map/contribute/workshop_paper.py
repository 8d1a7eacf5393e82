"""A workshop's paper for the wall: the code, where it is typed, and a QR code."""

from __future__ import annotations

import math

from copro_map.base.i18n import language_in_force, t
from copro_map.base.moments import read_moment
from copro_map.base.said import said
from copro_map.base.today import WALES
from copro_map.contribute.rules.workshop import Workshop
from copro_map.drawing.document import (
    Document,
    Edition,
    Heading,
    Language,
    Part,
    Picture,
    Section,
    Text,
    Title,
)
from copro_map.drawing.lettering import FONT_FAMILY, INK, text_width
from copro_map.drawing.on_paper import pdf_of
from copro_map.drawing.qr import qr_svg

PAGES: tuple[Language, ...] = ("cy", "en")
HIGH = 32  # lines of the QR code
SIZE, TALL = 92, 96  # of the letters of the code, and of their picture


def _large(code: str) -> str:
    """Return a code, which has letters and digits alone, as a picture of its words."""
    wide = math.ceil(text_width(code, SIZE, 700)) + 10
    style = f'font-family="{FONT_FAMILY}" font-size="{SIZE}" font-weight="700"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {TALL}" '
        f'width="{wide}" height="{TALL}"><text x="0" y="{SIZE * 0.85}" {style} '
        f'fill="{INK}">{code}</text></svg>'
    )


def _page(name: str, code: str, address: str, link: str) -> tuple[Part, ...]:
    alt = t("QR code of the address, with the code in it")
    return (
        Title(t("Workshop"), name),
        Text(t("Open this page on your phone, and type the code there:")),
        Heading(address),
        Picture(_large(code), t("Code: {code}", code=code)),
        Text(t("Capitals, spaces and dashes make no difference."), "muted"),
        Picture(qr_svg(link), alt, high=HIGH),
    )


def paper_pdf(one: Workshop, code: str, address: str, link: str) -> bytes:
    """Return a paper for the wall as PDF: a page in Welsh, and one in English.

    ``address`` is where the code is typed, ``link`` the one that goes in by itself.
    """
    editions = []
    for language in PAGES:
        with language_in_force(language):
            name = said(one.name, one.name_cy).text
            section = Section(_page(name, code, address, link), new_page=True)
            editions.append(Edition(language, name, t("Workshop"), (section,)))
    day = read_moment(one.opened_at).astimezone(WALES).date()
    return pdf_of(Document(day, tuple(editions)))
