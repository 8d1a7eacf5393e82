"""What hands a page on: its link, a code for phones, a frame for other sites."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from copro_map.base.i18n import current_language, t
from copro_map.drawing.qr import qr_svg
from copro_map.drawing.shapes import svg_address
from copro_map.frame import components
from copro_map.frame.heads import AddressError, Head, own_address
from copro_map.frame.served import is_answered
from copro_map.open_data.heads import head_of
from copro_map.open_data.snippet import snippet

HERE = Path(__file__).parent
# What is of one visit, and not of the view that is handed on.
OWN = ("print", "page")
PUBLIC = "/sitemap.xml"  # answered where all that is public is


def link_here(path: str) -> str:
    """Return the whole address of the page as it is drawn now."""
    asked = {k: v for k, v in st.query_params.to_dict().items() if k not in OWN}
    return f"{own_address()}/{path}?{urlencode(asked | {'lang': current_language()})}"


def _hand_over(link: str, title: str) -> None:
    """Draw a button that copies the link, and one that sends it with the device."""
    component: Any = st.components.v2.component(
        "copro_map_share",
        html='<button type="button"></button><button type="button" hidden></button>',
        css=(HERE / "share.css").read_text(encoding="utf-8"),
        js=(HERE / "share.js").read_text(encoding="utf-8"),
    )
    data = {
        "url": link,
        "title": title,
        "copy": t("Copy the link"),
        "copied": t("Link copied"),
        "send": t("Send it with this device"),
    }
    component(key="share_by_device", data=data)


def _frame(address: str, title: str) -> None:
    components.paragraph(t("On your own website"), "desk-label")
    components.paragraph(
        t(
            "Copy this into a page of your website. The map in it is always up to "
            "date, sets no cookie and asks nothing of anybody else."
        ),
        "muted",
    )
    st.code(snippet(address, title, current_language()), "html", wrap_lines=True)


def _head(path: str) -> Head | None:
    """Return what the page says of itself; None if its address is an older one."""
    try:
        return head_of(path, st.query_params.to_dict())
    except AddressError:
        return None


def handing_on(path: str) -> None:
    """Draw what hands on the page of a path, as it is drawn now."""
    head = _head(path)
    title = head.title if head else t("Asset map of co-production in Wales")
    link = link_here(path)
    components.paragraph(t("The link to what you see"), "desk-label")
    _hand_over(link, title)
    st.code(link, None, wrap_lines=True)
    code = qr_svg(link)
    components.show("open_data/code.html", code=svg_address(code))
    components.download(
        t("Save the code (SVG)"),
        lambda: code.encode(),
        "code.svg",
        key="share_code",
        about=t("To print: a phone's camera opens the link."),
    )
    if head and head.embed and is_answered(PUBLIC):
        _frame(f"{own_address()}{head.embed}", title)


def share(path: str) -> None:
    """Draw the fold that hands on the page of a path."""
    with st.popover(t("Share"), icon=":material/share:", key="share"):
        handing_on(path)
