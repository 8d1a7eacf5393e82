"""Names and web addresses: how they are compared, and what may be a link."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from urllib.parse import urlsplit

ALL_WALES = "W92000004"
BASE_LAYER = "local_authority"  # its areas make up those of every other layer
LONGEST_KEY = 80


def name_key(name: str) -> str:
    """Return what a name is compared by, and is part of an id: a-z, 0-9 and hyphens.

    Case, accents and punctuation do not count. A name without a Latin letter gives a
    checksum.

    Examples
    --------
    >>> name_key("Grŵp  Cynefin") == name_key("GRWP CYNEFIN")
    True
    >>> name_key("Grŵp Cynefin")
    'grwp-cynefin'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    key = re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-")[:LONGEST_KEY]
    return key.strip("-") or hashlib.sha256(name.encode()).hexdigest()[:12]


def is_web_address(address: str) -> bool:
    """Say whether an address may become a link: http(s), a host, nothing hidden.

    Examples
    --------
    >>> is_web_address("https://example.org/a"), is_web_address("javascript:alert(1)")
    (True, False)
    """
    if not address.isprintable() or any(c in address for c in " \"'<>\\`"):
        return False
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(host) and "@" not in parts.netloc
