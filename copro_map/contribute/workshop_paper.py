"""A workshop's paper for the wall: the code, where it is typed, and a QR code."""

from __future__ import annotations

from copro_map.base.i18n import language_in_force, t
from copro_map.base.moments import read_moment
from copro_map.base.said import said
from copro_map.base.today import WALES
from copro_map.contribute.rules.workshop import Workshop
from copro_map.drawing.document import (
    Document,
    Edition,
    Figure,
    Figures,
    Language,
    Part,
    Picture,
    Section,
    Text,
    Title,
)
from copro_map.drawing.on_paper import pdf_of
from copro_map.drawing.qr import qr_svg

PAGES: tuple[Language, ...] = ("cy", "en")
HIGH = 24  # lines of the QR code


def _page(name: str, code: str, address: str, link: str) -> tuple[Part, ...]:
    picture = qr_svg(link)
    alt = t("QR code of the address, with the code in it")
    return (
        Title(t("Workshop"), name),
        Text(t("Open this page on your phone, and type the code there:")),
        Text(address, "strong"),
        Figures((Figure(code, t("Code")),)),
        Text(t("Capitals, spaces and dashes make no difference."), "muted"),
        *((Picture(picture, alt, high=HIGH),) if picture else ()),
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
