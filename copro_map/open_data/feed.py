"""A feed of what is new and changed, as Atom (RFC 4287): for whoever follows an area.

Nobody's address is kept for it: a reader of feeds comes and asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from copro_map.base.said import Spoken

ATOM = "http://www.w3.org/2005/Atom"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
MEDIA_TYPE = "application/atom+xml"
MINTED = "2026"  # A tag holds from a year on in which its name was the Network's.
# What no XML document may hold.
ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class News:
    """An entry that is new or changed: what it is called, where it is, what it does.

    ``changed_on`` is the day of its own latest change (ISO), ``about`` words for each
    of which kinds it is.
    """

    id: str
    name: Spoken
    address: str
    changed_on: str
    summary: tuple[Spoken, ...]
    about: tuple[str, ...] = ()


@dataclass(frozen=True)
class Feed:
    """What a feed says of itself, and its news, the newest first.

    ``own`` is its own address, ``page`` that of the same for people; both tell what is
    asked. ``others`` are its addresses in other languages. ``began`` is the day
    (ISO) that an empty one is of.
    """

    title: str
    subtitle: str
    language: str
    own: str
    page: str
    author: str
    rights: str
    began: str
    news: tuple[News, ...]
    others: tuple[tuple[str, str], ...] = ()


def tag(address: str, *parts: str) -> str:
    """Return an id that stays (RFC 4151), of the site with an address.

    Examples
    --------
    >>> tag("https://map.example:8443", "entry", "tir-coed")
    'tag:map.example,2026:entry/tir-coed'
    """
    host = urlsplit(address).hostname or "localhost"
    return f"tag:{host},{MINTED}:{'/'.join(parts)}"


def moment(day: str) -> str:
    """Return a day (ISO) as the moment at which it begins (RFC 3339)."""
    return f"{day}T00:00:00Z"


def _put(inside: ET.Element, name: str, text: str, **attributes: str) -> None:
    ET.SubElement(inside, name, attributes).text = ILLEGAL.sub("", text)


def _link(inside: ET.Element, rel: str, href: str, **more: str) -> None:
    ET.SubElement(inside, "link", {"rel": rel, "href": ILLEGAL.sub("", href), **more})


def _texts(spoken: Iterable[Spoken], language: str) -> tuple[str, str]:
    """Return texts as one, and its language: the feed's, if they are of several."""
    said = [one for one in spoken if one.text]
    languages = {one.language for one in said} or {language}
    one = languages.pop() if len(languages) == 1 else language
    return "\n".join(x.text for x in said), one


def _entry(feed: ET.Element, one: News, language: str) -> None:
    entry = ET.SubElement(feed, "entry")
    _put(entry, "id", tag(one.address, "entry", one.id))
    _put(entry, "title", one.name.text, **{LANGUAGE: one.name.language})
    _put(entry, "updated", moment(one.changed_on))
    _link(entry, "alternate", one.address, type="text/html", hreflang=language)
    summary, spoken = _texts(one.summary, language)
    _put(entry, "summary", summary, **{LANGUAGE: spoken})
    for word in one.about:
        ET.SubElement(entry, "category", {"term": word})


def atom(feed: Feed) -> bytes:
    """Return a feed as an Atom document.

    ``updated`` is the day of the latest change of what it holds, never the moment at
    which it is asked for: nothing is new because somebody looks.
    """
    root = ET.Element("feed", {"xmlns": ATOM, LANGUAGE: feed.language})
    parts = urlsplit(feed.own)
    _put(root, "id", tag(feed.own, f"{parts.path.strip('/')}?{parts.query}"))
    _put(root, "title", feed.title)
    if feed.subtitle:
        _put(root, "subtitle", feed.subtitle)
    newest = max((one.changed_on for one in feed.news), default=feed.began)
    _put(root, "updated", moment(newest))
    author = ET.SubElement(root, "author")
    _put(author, "name", feed.author)
    _put(root, "rights", feed.rights)
    _link(root, "self", feed.own, type=MEDIA_TYPE, hreflang=feed.language)
    _link(root, "alternate", feed.page, type="text/html", hreflang=feed.language)
    for language, address in feed.others:
        _link(root, "alternate", address, type=MEDIA_TYPE, hreflang=language)
    for one in feed.news:
        _entry(root, one, feed.language)
    document: bytes = ET.tostring(root, "utf-8", xml_declaration=True)
    return document
