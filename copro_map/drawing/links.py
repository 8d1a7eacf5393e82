"""Links from one page of this site to another."""

from __future__ import annotations

import re
from html import escape

# A page, its question, its part: nothing that a browser could take for another host.
_INNER = re.compile(r"(?!//)/?[\w.-]*(?:/[\w.-]+)*/?(?:\?[^\s\\#]*)?(?:#[\w-]*)?")


def is_inner(address: str) -> bool:
    """Say whether an address stays inside this site.

    Examples
    --------
    >>> is_inner("area?code=W06000008&lang=cy"), is_inner("//elsewhere.example/a")
    (True, False)
    """
    return bool(address) and _INNER.fullmatch(address) is not None


def inner_link(address: str, text: str) -> str:
    """Return a link inside this site; plain text if the address leads anywhere else.

    Examples
    --------
    >>> inner_link("area?code=W06000008", "Ceredigion")
    '<a href="area?code=W06000008" target="_self">Ceredigion</a>'
    >>> inner_link("javascript:alert(1)", "a & b")
    'a &amp; b'
    """
    if not is_inner(address):
        return escape(text)
    return f'<a href="{escape(address)}" target="_self">{escape(text)}</a>'
