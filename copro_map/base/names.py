"""Names and web addresses: how they are compared, and what may be a link."""

from __future__ import annotations

import hashlib
import re
import secrets
import string
import unicodedata
from functools import lru_cache
from urllib.parse import urlsplit

ALL_WALES = "W92000004"
BASE_LAYER = "local_authority"  # its areas make up those of every other layer
COUNCIL_LAYER = "county_voluntary_council"  # whose officers answer for their areas
LONGEST_KEY = 80
DRAWN_LETTERS = 8  # of an id that says nothing
SHORTEST_INITIALS = 3  # letters; two are a word, or anything
# However an apostrophe is typed (o’r, o`r): to Unicode some of these are letters.
APOSTROPHE = re.compile(
    "[\u2018\u2019\u201b\u02b9\u02bb\u02bc\u02bd\u02c8\u2032\u2035\u00b4\ua78c\uff07`]"
)
MINUS = "\u2212"  # typed for a dash; to Unicode it is none
_POSSESSIVE = re.compile(r"(?<=\w)'s\b")
_DRAWN = re.compile(rf"c-[a-z]{{{DRAWN_LETTERS}}}")
_UNSEEN = ("Cf", "Mn", "Me")  # categories: joiners and directions, accents


@lru_cache(maxsize=10_000)
def fold(name: str) -> str:
    r"""Return a name as all names are compared, of bodies, entries, places and areas.

    Words of letters and digits, one space between them. Case, accents however they are
    stored, apostrophes and dashes of any kind, other punctuation, spaces and what is
    not seen do not count; "&" is "and", "Saint" is "St". A name that has no letter and
    no digit is the checksum of its signs, so that no two are alike.

    Examples
    --------
    >>> fold("Tŷ’r  Bont\u2011faen"), fold("TY\u0302'R Bont-\u200bFaen")
    ('ty r bont faen', 'ty r bont faen')
    >>> fold("Saint David’s & Hay"), fold("St. David's and Hay")
    ('st davids and hay', 'st davids and hay')
    """
    letters = unicodedata.normalize("NFKD", APOSTROPHE.sub("'", name).casefold())
    seen = "".join(
        "-" if kind == "Pd" or x == MINUS else x
        for x in letters.casefold()
        if (kind := unicodedata.category(x)) not in _UNSEEN
    )
    plain = _POSSESSIVE.sub("s", seen.replace("&", " and "))
    words = re.sub(r"[\W_]+", " ", plain).split()
    folded = " ".join("st" if word == "saint" else word for word in words)
    return folded or _checksum("".join(seen.split()))


def _checksum(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def name_key(name: str) -> str:
    """Return the part of an id that is made of a name: a-z, 0-9 and hyphens.

    Of the name as it is compared, so names that are alike have one. A name without a
    Latin letter gives a checksum.

    Examples
    --------
    >>> name_key("Grŵp  Cynefin") == name_key("GRWP CYNEFIN")
    True
    >>> name_key("Grŵp Cynefin")
    'grwp-cynefin'
    """
    folded = fold(name)
    key = re.sub(r"[^a-z0-9]+", "-", folded)[: LONGEST_KEY + 1].strip("-")
    return key[:LONGEST_KEY].strip("-") or _checksum(folded)


def drawn_id() -> str:
    """Return an id that is drawn by chance, so that it says nothing of what it is of.

    Examples
    --------
    >>> is_drawn(drawn_id()), is_drawn("c-mair-jones"), is_drawn("tir-coed")
    (True, False, False)
    """
    letters = (secrets.choice(string.ascii_lowercase) for _ in range(DRAWN_LETTERS))
    return f"c-{''.join(letters)}"


def is_drawn(entry_id: str) -> bool:
    """Say whether an id says nothing, as one that was drawn."""
    return _DRAWN.fullmatch(entry_id) is not None


def initials(name: str) -> tuple[str, ...]:
    """Return what people make of a long name: all its first letters, all but one.

    Of the words with a capital, the place at the end or the beginning being left out
    as well; at least three letters.

    Examples
    --------
    >>> initials("Swansea Council for Voluntary Service")
    ('SCVS', 'CVS', 'SCV')
    >>> initials("Bwrdd Iechyd Prifysgol Betsi Cadwaladr")[0], initials("Cwm Taf")
    ('BIPBC', ())
    """
    letters = "".join(re.findall(r"\b([^\W\d_])[^\W\d_]+", APOSTROPHE.sub("", name)))
    capitals = "".join(letter for letter in letters if letter.isupper())
    made = (capitals, capitals[1:], capitals[:-1])
    return tuple(one for one in made if len(one) >= SHORTEST_INITIALS)


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


def host_of(address: str) -> str:
    """Return which site a web address leads to, as people say it.

    Examples
    --------
    >>> host_of("https://www.example.org/a?b"), host_of("http://map.example:8501")
    ('example.org', 'map.example')
    """
    return (urlsplit(address).hostname or "").removeprefix("www.")
