"""Links from one page of this site to another."""

from __future__ import annotations

import re

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
