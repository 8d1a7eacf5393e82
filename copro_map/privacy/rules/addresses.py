"""Addresses of e-mail in a text, wherever they stand in it."""

from __future__ import annotations

import re

from copro_map.people.rules.addresses import address_key

ADDRESS = re.compile(r"[\w.%+'-]+@\w[\w-]*(?:\.\w[\w-]*)+")


def addresses_in(text: str) -> frozenset[str]:
    """Return the addresses that a text is, or holds, as addresses are compared.

    Examples
    --------
    >>> sorted(addresses_in('{"to": "Mair@Example.org"}, or <info@tir.cymru>.'))
    ['info@tir.cymru', 'mair@example.org']
    >>> sorted(addresses_in("a/b@example.org"))
    ['a/b@example.org', 'b@example.org']
    """
    if "@" not in text:
        return frozenset()
    whole = {text} if not any(sign.isspace() for sign in text) else set()
    return frozenset(map(address_key, whole.union(ADDRESS.findall(text))))
